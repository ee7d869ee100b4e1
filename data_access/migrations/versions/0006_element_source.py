"""Parts of a concept that come from another document bear its source and date."""

import sqlalchemy as sa
from alembic import op

from data_access.migrations.rebuild import rebuild

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    heads = sa.table("concept", *map(sa.column, ("county_key", "source_code", "as_of")))
    own = {row.county_key: row for row in op.get_bind().execute(sa.select(heads))}
    rebuild(
        "concept_element",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("source_code", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('guideline', 'role', 'target_group', 'network', 'body', 'cycle_step', 'task')",
            name=op.f("ck_concept_element_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_concept_element_county_key")
        ),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_concept_element_source_code")
        ),
        sa.PrimaryKeyConstraint("county_key", "kind", "number", name=op.f("pk_concept_element")),
        fill=lambda row: {
            **row._mapping,
            "source_code": own[row.county_key].source_code,
            "as_of": own[row.county_key].as_of,
        },
    )
