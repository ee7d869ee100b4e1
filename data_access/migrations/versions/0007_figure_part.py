"""Which figures of a document are parts of which."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "figure_part",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("statistic_code", sa.String(length=64), nullable=False),
        sa.Column("area_key", sa.String(length=64), nullable=False),
        sa.Column("group_code", sa.String(length=64), nullable=False),
        sa.Column("whole_area_key", sa.String(length=64), nullable=False),
        sa.Column("whole_group_code", sa.String(length=64), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "relation IN ('davon', 'darunter')", name=op.f("ck_figure_part_relation")
        ),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_figure_part_county_key")
        ),
        sa.ForeignKeyConstraint(
            ["statistic_code"], ["statistic.code"], name=op.f("fk_figure_part_statistic_code")
        ),
        sa.ForeignKeyConstraint(["area_key"], ["area.key"], name=op.f("fk_figure_part_area_key")),
        sa.ForeignKeyConstraint(
            ["group_code"], ["population_group.code"], name=op.f("fk_figure_part_group_code")
        ),
        sa.ForeignKeyConstraint(
            ["whole_area_key"], ["area.key"], name=op.f("fk_figure_part_whole_area_key")
        ),
        sa.ForeignKeyConstraint(
            ["whole_group_code"],
            ["population_group.code"],
            name=op.f("fk_figure_part_whole_group_code"),
        ),
        sa.PrimaryKeyConstraint(
            *("county_key", "statistic_code", "area_key", "group_code"),
            name=op.f("pk_figure_part"),
        ),
    )
