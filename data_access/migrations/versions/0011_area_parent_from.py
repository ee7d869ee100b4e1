"""Since when an area belongs to its parent."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column("area", sa.Column("parent_from", sa.Date(), nullable=True))
