"""What a source says beside a number ("bis zu", "ca.", "über") in place of a mere flag."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ALLOWED = "'exactly', 'circa', 'round', 'at_most', 'at_least', 'over', 'under', 'span'"
#: Only values that people look up carry a check; the rollup is copied from them.
_CHECKS = {
    "observation": f" CONSTRAINT ck_observation_qualifier CHECK (qualifier IN ({_ALLOWED}))",
    "current_figure": "",
}


def upgrade() -> None:
    """Bring the schema forward."""
    for table, check in _CHECKS.items():
        # SQLite adds a check to a table only together with its column.
        op.execute(
            f"ALTER TABLE {table} "
            f"ADD COLUMN qualifier VARCHAR(16) DEFAULT 'exactly' NOT NULL{check}"
        )
        op.add_column(table, sa.Column("number_to", sa.Double(), nullable=True))
        rows = sa.table(table, sa.column("qualifier"), sa.column("approximate", sa.Boolean()))
        # The flag said no more than "rund"; the packs bring the exact words.
        op.execute(rows.update().where(rows.c.approximate).values(qualifier="round"))
        op.drop_column(table, "approximate")
