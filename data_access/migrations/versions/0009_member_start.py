"""Membership of a group may have begun on a day that nobody knows."""

from collections import Counter
from typing import Any

import sqlalchemy as sa
from alembic import op

from data_access.migrations.rebuild import rebuild

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    counted: Counter[tuple[str, str]] = Counter()

    def numbered(row: Any) -> dict[str, Any]:
        counted[row.group_code, row.member_code] += 1
        return {**row._mapping, "number": counted[row.group_code, row.member_code]}

    rebuild(
        "group_member",
        sa.Column("group_code", sa.String(length=64), nullable=False),
        sa.Column("member_code", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_code"], ["population_group.code"], name=op.f("fk_group_member_group_code")
        ),
        sa.ForeignKeyConstraint(
            ["member_code"], ["population_group.code"], name=op.f("fk_group_member_member_code")
        ),
        sa.PrimaryKeyConstraint(
            "group_code", "member_code", "number", name=op.f("pk_group_member")
        ),
        fill=numbered,
    )
