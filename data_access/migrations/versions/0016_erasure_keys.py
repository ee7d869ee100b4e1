"""The log of erasures says in columns what was erased, and whose it was."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_KEYS = ("delivery_code", "statistic_code", "area_key", "period", "group_code")
#: What the log said in words until now.
_FIGURES = re.compile(
    "Kennzahl (.+?), Gebiet (.+?), (?:Zeitraum (.+?)|alle Zeiträume), "
    "(?:Gruppe (.+?)|alle Gruppen)(?:, Kreise (.+))?"
)


def upgrade() -> None:
    """Bring the schema forward."""
    for name in _KEYS:
        length = 16 if name == "period" else 64
        op.add_column("erasure", sa.Column(name, sa.String(length=length), nullable=True))
    op.create_table(
        "erasure_county",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["erasure.number"], name=op.f("fk_erasure_county_number")
        ),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_erasure_county_county_key")
        ),
        sa.PrimaryKeyConstraint("number", "county_key", name=op.f("pk_erasure_county")),
    )
    _read_words(op.get_bind())
    op.drop_column("erasure", "what")


def _read_words(connection: sa.Connection) -> None:
    """Bring what was logged in words into the columns."""
    log = sa.table("erasure", *map(sa.column, ("number", "what", *_KEYS)))
    whose = sa.table("erasure_county", sa.column("number"), sa.column("county_key"))
    area = sa.table("area", sa.column("key"), sa.column("county_key"))
    delivery = sa.table("delivery", sa.column("code"), sa.column("county_key"))
    county = sa.table("county", sa.column("key"))
    known = set(connection.scalars(sa.select(county.c.key)))
    for number, what in connection.execute(sa.select(log.c.number, log.c.what)).all():
        found = _FIGURES.fullmatch(what)
        if found:
            *keys, named = found.groups()
            said = dict(zip(_KEYS[1:], keys, strict=True))
            owner = sa.select(area.c.county_key).where(area.c.key == keys[1])
        else:
            named = None
            said = {"delivery_code": what.removeprefix("Lieferung ")}
            owner = sa.select(delivery.c.county_key).where(delivery.c.code == said["delivery_code"])
        connection.execute(sa.update(log).where(log.c.number == number).values(said))
        # The oldest entries name no counties: then it is whose area or delivery it was.
        counties = named.split() if named else connection.scalars(owner).all()
        rows = [{"number": number, "county_key": key} for key in counties if key in known]
        if rows:
            connection.execute(sa.insert(whose), rows)
