"""What a mapping says anew of statistics, groups and sources is logged, column by column."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_KINDS = "'statistic', 'group', 'source'"


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "definition_change",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("delivery_code", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("old_text", sa.Text(), nullable=False),
        sa.Column("new_text", sa.Text(), nullable=False),
        sa.CheckConstraint(f"kind IN ({_KINDS})", name=op.f("ck_definition_change_kind")),
        sa.ForeignKeyConstraint(
            ["revision"], ["data_revision.number"], name=op.f("fk_definition_change_revision")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_code"], ["delivery.code"], name=op.f("fk_definition_change_delivery_code")
        ),
        sa.PrimaryKeyConstraint("revision", "number", name=op.f("pk_definition_change")),
    )
    op.create_index(
        op.f("ix_definition_change_delivery_code"), "definition_change", ["delivery_code"]
    )
