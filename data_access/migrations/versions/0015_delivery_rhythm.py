"""How often a source delivers, who delivers, and where it is to be had."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_RHYTHMS = "'monthly', 'quarterly', 'half_yearly', 'yearly', 'irregular', 'once'"


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "delivery_rhythm",
        sa.Column("source_code", sa.String(length=64), nullable=False),
        sa.Column("rhythm", sa.String(length=16), nullable=False),
        sa.Column("from_months", sa.Integer(), nullable=True),
        sa.Column("until_months", sa.Integer(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("deliverer", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("county_key", sa.String(length=64), nullable=True),
        sa.CheckConstraint(f"rhythm IN ({_RHYTHMS})", name=op.f("ck_delivery_rhythm_rhythm")),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_delivery_rhythm_source_code")
        ),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_delivery_rhythm_county_key")
        ),
        sa.PrimaryKeyConstraint("source_code", name=op.f("pk_delivery_rhythm")),
    )
    op.create_index(op.f("ix_delivery_rhythm_county_key"), "delivery_rhythm", ["county_key"])
