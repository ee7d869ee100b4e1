"""Which statistics may be below zero."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column(
        "statistic",
        sa.Column("signed", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute("UPDATE statistic SET signed = true WHERE kind = 'change'")
