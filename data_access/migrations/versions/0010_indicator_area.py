"""Context of a field may be a figure of another area, such as a nationwide survey."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column("indicator", sa.Column("area_key", sa.String(length=64), nullable=True))
