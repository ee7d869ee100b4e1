"""Areas, statistics, observations, revisions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "county",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("in_phrase", sa.Text(), nullable=False),
        sa.Column("of_phrase", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("pack_checksum", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_county")),
    )
    op.create_table(
        "data_revision",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_data_revision")),
    )
    op.create_table(
        "installation_fact",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation_fact")),
    )
    op.create_table(
        "area",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent_key", sa.String(length=64), nullable=True),
        sa.Column("county_key", sa.String(length=64), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("official_key", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('country', 'state', 'region', 'county', 'city', 'municipality', 'joint_municipality', 'member_municipality', 'aggregate', 'remainder', 'place')",
            name=op.f("ck_area_kind"),
        ),
        sa.ForeignKeyConstraint(["county_key"], ["county.key"], name=op.f("fk_area_county_key")),
        sa.ForeignKeyConstraint(["parent_key"], ["area.key"], name=op.f("fk_area_parent_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_area")),
    )
    op.create_index(op.f("ix_area_county_key"), "area", ["county_key"], unique=False)
    op.create_index(op.f("ix_area_parent_key"), "area", ["parent_key"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("checksum", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_delivery_county_key")
        ),
        sa.ForeignKeyConstraint(
            ["revision"], ["data_revision.number"], name=op.f("fk_delivery_revision")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_delivery")),
    )
    op.create_index(op.f("ix_delivery_county_key"), "delivery", ["county_key"], unique=False)
    op.create_table(
        "population_group",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("county_key", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_population_group_county_key")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_population_group")),
    )
    op.create_index(
        op.f("ix_population_group_county_key"), "population_group", ["county_key"], unique=False
    )
    op.create_table(
        "source",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("table_id", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("county_key", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["county_key"], ["county.key"], name=op.f("fk_source_county_key")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_source")),
    )
    op.create_index(op.f("ix_source_county_key"), "source", ["county_key"], unique=False)
    op.create_table(
        "statistic",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("population", sa.Text(), nullable=False),
        sa.Column("distinguish", sa.Text(), nullable=False),
        sa.Column("rounding", sa.Text(), nullable=False),
        sa.Column("own_count", sa.Boolean(), nullable=False),
        sa.Column("waiting_months", sa.Integer(), nullable=False),
        sa.Column("guide_position", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("county_key", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "kind IN ('stock', 'flow', 'share', 'ratio', 'change', 'budget', 'duration')",
            name=op.f("ck_statistic_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_statistic_county_key")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_statistic")),
    )
    op.create_index(op.f("ix_statistic_county_key"), "statistic", ["county_key"], unique=False)
    op.create_table(
        "area_boundary",
        sa.Column("area_key", sa.String(length=64), nullable=False),
        sa.Column("status_year", sa.Integer(), nullable=False),
        sa.Column("polygons", sa.Text(), nullable=False),
        sa.Column("label_lon", sa.Double(), nullable=False),
        sa.Column("label_lat", sa.Double(), nullable=False),
        sa.Column("label_text", sa.Text(), nullable=True),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["area_key"], ["area.key"], name=op.f("fk_area_boundary_area_key")),
        sa.PrimaryKeyConstraint("area_key", "status_year", name=op.f("pk_area_boundary")),
    )
    op.create_table(
        "area_succession",
        sa.Column("predecessor_key", sa.String(length=64), nullable=False),
        sa.Column("successor_key", sa.String(length=64), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["predecessor_key"], ["area.key"], name=op.f("fk_area_succession_predecessor_key")
        ),
        sa.ForeignKeyConstraint(
            ["successor_key"], ["area.key"], name=op.f("fk_area_succession_successor_key")
        ),
        sa.PrimaryKeyConstraint(
            "predecessor_key", "successor_key", name=op.f("pk_area_succession")
        ),
    )
    op.create_table(
        "classification_item",
        sa.Column("classification", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("group_code", sa.String(length=64), nullable=False),
        sa.Column("parent_code", sa.String(length=64), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_code"],
            ["population_group.code"],
            name=op.f("fk_classification_item_group_code"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_code"],
            ["population_group.code"],
            name=op.f("fk_classification_item_parent_code"),
        ),
        sa.PrimaryKeyConstraint("classification", "position", name=op.f("pk_classification_item")),
    )
    op.create_table(
        "current_figure",
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
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("revised", sa.Boolean(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("original_text", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_key"], ["area.key"], name=op.f("fk_current_figure_area_key")
        ),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_current_figure_county_key")
        ),
        sa.ForeignKeyConstraint(
            ["group_code"], ["population_group.code"], name=op.f("fk_current_figure_group_code")
        ),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_current_figure_source_code")
        ),
        sa.ForeignKeyConstraint(
            ["statistic_code"], ["statistic.code"], name=op.f("fk_current_figure_statistic_code")
        ),
        sa.PrimaryKeyConstraint(
            "county_key",
            "statistic_code",
            "area_key",
            "group_code",
            "sex",
            "period",
            name=op.f("pk_current_figure"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_member",
        sa.Column("group_code", sa.String(length=64), nullable=False),
        sa.Column("member_code", sa.String(length=64), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_code"], ["population_group.code"], name=op.f("fk_group_member_group_code")
        ),
        sa.ForeignKeyConstraint(
            ["member_code"], ["population_group.code"], name=op.f("fk_group_member_member_code")
        ),
        sa.PrimaryKeyConstraint(
            "group_code", "member_code", "valid_from", name=op.f("pk_group_member")
        ),
    )
    op.create_table(
        "observation",
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("source_code", sa.String(length=64), nullable=False),
        sa.Column("known_from", sa.Integer(), nullable=False),
        sa.Column("known_until", sa.Integer(), nullable=True),
        sa.Column("territorial_status", sa.Date(), nullable=True),
        sa.Column("data_status", sa.Date(), nullable=True),
        sa.Column("delivery_code", sa.String(length=64), nullable=True),
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("statistic_code", sa.String(length=64), nullable=False),
        sa.Column("area_key", sa.String(length=64), nullable=False),
        sa.Column("group_code", sa.String(length=64), nullable=False),
        sa.Column("sex", sa.String(length=16), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("number", sa.Double(), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("revised", sa.Boolean(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("original_text", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('published', 'recomputed', 'own_count')", name=op.f("ck_observation_origin")
        ),
        sa.CheckConstraint(
            "sex IN ('gesamt', 'weiblich', 'männlich')", name=op.f("ck_observation_sex")
        ),
        sa.CheckConstraint(
            "status IN ('value', 'nothing', 'below_half', 'unknown_or_confidential', 'confidential', 'later', 'uncertain', 'not_meaningful')",
            name=op.f("ck_observation_status"),
        ),
        sa.ForeignKeyConstraint(["area_key"], ["area.key"], name=op.f("fk_observation_area_key")),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_observation_county_key")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_code"], ["delivery.code"], name=op.f("fk_observation_delivery_code")
        ),
        sa.ForeignKeyConstraint(
            ["group_code"], ["population_group.code"], name=op.f("fk_observation_group_code")
        ),
        sa.ForeignKeyConstraint(
            ["known_from"], ["data_revision.number"], name=op.f("fk_observation_known_from")
        ),
        sa.ForeignKeyConstraint(
            ["known_until"], ["data_revision.number"], name=op.f("fk_observation_known_until")
        ),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_observation_source_code")
        ),
        sa.ForeignKeyConstraint(
            ["statistic_code"], ["statistic.code"], name=op.f("fk_observation_statistic_code")
        ),
        sa.PrimaryKeyConstraint(
            "origin",
            "source_code",
            "known_from",
            "county_key",
            "statistic_code",
            "area_key",
            "group_code",
            "sex",
            "period",
            name=op.f("pk_observation"),
        ),
    )
    op.create_index(
        "ix_observation_current",
        "observation",
        ["county_key", "statistic_code", "known_until"],
        unique=False,
    )
    op.create_index(
        op.f("ix_observation_delivery_code"), "observation", ["delivery_code"], unique=False
    )
    op.create_table(
        "statistic_break",
        sa.Column("statistic_code", sa.String(length=64), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statistic_code"], ["statistic.code"], name=op.f("fk_statistic_break_statistic_code")
        ),
        sa.PrimaryKeyConstraint("statistic_code", "effective_on", name=op.f("pk_statistic_break")),
    )
