"""Findings of the audit that the office accepted, with its note."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "finding_acceptance",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("finding_id", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_finding_acceptance_county_key")
        ),
        sa.PrimaryKeyConstraint("county_key", "finding_id", name=op.f("pk_finding_acceptance")),
    )
