"""Abfragestand of a course list."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "course_query",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("queried_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_course_query_county_key")
        ),
        sa.PrimaryKeyConstraint("county_key", name=op.f("pk_course_query")),
    )
