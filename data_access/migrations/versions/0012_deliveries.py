"""Deliveries are received, released, withdrawn, erased; tables, changes, names and profiles."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "table_profile",
        sa.Column("layout", sa.String(length=64), nullable=False),
        sa.Column("table_id", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("layout", "table_id", name=op.f("pk_table_profile")),
    )
    op.create_table(
        "erasure",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision"], ["data_revision.number"], name=op.f("fk_erasure_revision")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_erasure")),
    )
    op.create_table(
        "area_alias",
        sa.Column("text_key", sa.String(length=200), nullable=False),
        sa.Column("area_key", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["area_key"], ["area.key"], name=op.f("fk_area_alias_area_key")),
        sa.PrimaryKeyConstraint("text_key", name=op.f("pk_area_alias")),
    )
    op.create_table(
        "delivered_record",
        sa.Column("delivery_code", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("table_name", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_delivered_record_county_key")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_code"], ["delivery.code"], name=op.f("fk_delivered_record_delivery_code")
        ),
        sa.PrimaryKeyConstraint("delivery_code", "position", name=op.f("pk_delivered_record")),
    )
    op.create_index(
        op.f("ix_delivered_record_county_key"), "delivered_record", ["county_key"], unique=False
    )
    op.create_table(
        "delivered_table",
        sa.Column("delivery_code", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("territorial_status", sa.Date(), nullable=True),
        sa.Column("data_status", sa.Date(), nullable=True),
        sa.Column("stored", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("in_doubt", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_code"], ["delivery.code"], name=op.f("fk_delivered_table_delivery_code")
        ),
        sa.PrimaryKeyConstraint("delivery_code", "position", name=op.f("pk_delivered_table")),
    )
    op.create_table(
        "group_alias",
        sa.Column("text_key", sa.String(length=200), nullable=False),
        sa.Column("group_code", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_code"], ["population_group.code"], name=op.f("fk_group_alias_group_code")
        ),
        sa.PrimaryKeyConstraint("text_key", name=op.f("pk_group_alias")),
    )
    op.create_table(
        "record_change",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("delivery_code", sa.String(length=64), nullable=False),
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("table_name", sa.String(length=64), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old_text", sa.Text(), nullable=True),
        sa.Column("new_text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_record_change_county_key")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_code"], ["delivery.code"], name=op.f("fk_record_change_delivery_code")
        ),
        sa.ForeignKeyConstraint(
            ["revision"], ["data_revision.number"], name=op.f("fk_record_change_revision")
        ),
        sa.PrimaryKeyConstraint("revision", "number", name=op.f("pk_record_change")),
    )
    op.create_index(
        op.f("ix_record_change_county_key"), "record_change", ["county_key"], unique=False
    )
    op.create_index(
        op.f("ix_record_change_delivery_code"), "record_change", ["delivery_code"], unique=False
    )
    op.create_table(
        "staged_figure",
        sa.Column("delivery_code", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("source_code", sa.String(length=64), nullable=False),
        sa.Column("territorial_status", sa.Date(), nullable=True),
        sa.Column("data_status", sa.Date(), nullable=True),
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("statistic_code", sa.String(length=64), nullable=False),
        sa.Column("area_key", sa.String(length=64), nullable=False),
        sa.Column("group_code", sa.String(length=64), nullable=False),
        sa.Column("sex", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("number", sa.Double(), nullable=True),
        sa.Column("number_to", sa.Double(), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("revised", sa.Boolean(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("qualifier", sa.String(length=16), server_default="exactly", nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("original_text", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["area_key"], ["area.key"], name=op.f("fk_staged_figure_area_key")),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_staged_figure_county_key")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_code"], ["delivery.code"], name=op.f("fk_staged_figure_delivery_code")
        ),
        sa.ForeignKeyConstraint(
            ["group_code"], ["population_group.code"], name=op.f("fk_staged_figure_group_code")
        ),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_staged_figure_source_code")
        ),
        sa.ForeignKeyConstraint(
            ["statistic_code"], ["statistic.code"], name=op.f("fk_staged_figure_statistic_code")
        ),
        sa.PrimaryKeyConstraint(
            "delivery_code",
            "origin",
            "source_code",
            "county_key",
            "statistic_code",
            "area_key",
            "group_code",
            "sex",
            "period",
            name=op.f("pk_staged_figure"),
        ),
    )
    op.add_column(
        "delivery",
        sa.Column("state", sa.String(length=16), server_default="released", nullable=False),
    )
    op.add_column("delivery", sa.Column("file_name", sa.Text(), server_default="", nullable=False))
    op.add_column("delivery", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.add_column("delivery", sa.Column("released_revision", sa.Integer(), nullable=True))
    op.add_column("delivery", sa.Column("released_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "delivery", sa.Column("release_note", sa.Text(), server_default="", nullable=False)
    )
    op.add_column("delivery", sa.Column("withdrawn_revision", sa.Integer(), nullable=True))
    op.add_column("delivery", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "delivery", sa.Column("withdrawal_note", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "delivery", sa.Column("preview_key", sa.Text(), server_default="", nullable=False)
    )
    op.add_column("delivery", sa.Column("preview_until", sa.DateTime(timezone=True), nullable=True))
