"""Tell courses from what only coordinates them."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    # SQLite adds a check to a table only together with its column.
    op.execute(
        "ALTER TABLE course_programme ADD COLUMN kind VARCHAR(16) DEFAULT 'course' NOT NULL "
        "CONSTRAINT ck_course_programme_kind CHECK (kind IN ('course', 'coordination'))"
    )
