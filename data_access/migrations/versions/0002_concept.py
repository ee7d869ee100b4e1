"""Concept, goals, measures, indicators, bodies."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "action_field",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("long_title", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_action_field_county_key")
        ),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_action_field")),
    )
    op.create_table(
        "body",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["county_key"], ["county.key"], name=op.f("fk_body_county_key")),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_body")),
    )
    op.create_table(
        "concept_element",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('guideline', 'role', 'target_group', 'network', 'body', 'cycle_step', 'task')",
            name=op.f("ck_concept_element_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_concept_element_county_key")
        ),
        sa.PrimaryKeyConstraint("county_key", "kind", "number", name=op.f("pk_concept_element")),
    )
    op.create_table(
        "programme",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_programme_county_key")
        ),
        sa.PrimaryKeyConstraint("county_key", "year", name=op.f("pk_programme")),
    )
    op.create_table(
        "programme_step",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body_code", sa.String(length=64), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_programme_step_county_key")
        ),
        sa.PrimaryKeyConstraint("county_key", "year", "position", name=op.f("pk_programme_step")),
    )
    op.create_table(
        "action_field_part",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("field_code", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "field_code"],
            ["action_field.county_key", "action_field.code"],
            name=op.f("fk_action_field_part_county_key_field_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_action_field_part")),
    )
    op.create_table(
        "concept",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("source_code", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["county_key"], ["county.key"], name=op.f("fk_concept_county_key")),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_concept_source_code")
        ),
        sa.PrimaryKeyConstraint("county_key", name=op.f("pk_concept")),
    )
    op.create_table(
        "electoral_term",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("body_code", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_key", "body_code"],
            ["body.county_key", "body.code"],
            name=op.f("fk_electoral_term_county_key_body_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "body_code", "label", name=op.f("pk_electoral_term")),
    )
    op.create_table(
        "existing_measure",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("field_code", sa.String(length=64), nullable=False),
        sa.Column("part_code", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_key", "field_code"],
            ["action_field.county_key", "action_field.code"],
            name=op.f("fk_existing_measure_county_key_field_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_existing_measure")),
    )
    op.create_table(
        "goal",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("field_code", sa.String(length=64), nullable=False),
        sa.Column("part_code", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_key", "field_code"],
            ["action_field.county_key", "action_field.code"],
            name=op.f("fk_goal_county_key_field_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_goal")),
    )
    op.create_table(
        "indicator",
        sa.Column("goal_code", sa.String(length=64), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subtitle", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("statistic_code", sa.String(length=64), nullable=True),
        sa.Column("group_code", sa.String(length=64), nullable=True),
        sa.Column("sex", sa.String(length=16), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("field_code", sa.String(length=64), nullable=False),
        sa.Column("part_code", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_key", "field_code"],
            ["action_field.county_key", "action_field.code"],
            name=op.f("fk_indicator_county_key_field_code"),
        ),
        sa.ForeignKeyConstraint(
            ["group_code"], ["population_group.code"], name=op.f("fk_indicator_group_code")
        ),
        sa.ForeignKeyConstraint(
            ["statistic_code"], ["statistic.code"], name=op.f("fk_indicator_statistic_code")
        ),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_indicator")),
    )
    op.create_table(
        "milestone",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("source_code", sa.String(length=64), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_milestone_county_key")
        ),
        sa.ForeignKeyConstraint(
            ["source_code"], ["source.code"], name=op.f("fk_milestone_source_code")
        ),
        sa.PrimaryKeyConstraint("county_key", "position", name=op.f("pk_milestone")),
    )
    op.create_table(
        "programme_measure",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("goal_code", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("field_code", sa.String(length=64), nullable=False),
        sa.Column("part_code", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["county_key", "field_code"],
            ["action_field.county_key", "action_field.code"],
            name=op.f("fk_programme_measure_county_key_field_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_programme_measure")),
    )
    op.create_table(
        "sitting",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("body_code", sa.String(length=64), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "body_code"],
            ["body.county_key", "body.code"],
            name=op.f("fk_sitting_county_key_body_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "body_code", "held_on", name=op.f("pk_sitting")),
    )
    op.create_table(
        "goal_state",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("goal_code", sa.String(length=64), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('achieved', 'on_course', 'at_risk', 'missed', 'no_data')",
            name=op.f("ck_goal_state_state"),
        ),
        sa.ForeignKeyConstraint(
            ["county_key", "goal_code"],
            ["goal.county_key", "goal.code"],
            name=op.f("fk_goal_state_county_key_goal_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "goal_code", "rated_on", name=op.f("pk_goal_state")),
    )
    op.create_table(
        "reading",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("indicator_code", sa.String(length=64), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Double(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "indicator_code"],
            ["indicator.county_key", "indicator.code"],
            name=op.f("fk_reading_county_key_indicator_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "indicator_code", "read_on", name=op.f("pk_reading")),
    )
    op.create_table(
        "review",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("measure_code", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('mid_year', 'provisional', 'final')", name=op.f("ck_review_kind")
        ),
        sa.CheckConstraint(
            "state IN ('achieved', 'on_course', 'at_risk', 'missed', 'no_data')",
            name=op.f("ck_review_state"),
        ),
        sa.ForeignKeyConstraint(
            ["county_key", "measure_code"],
            ["programme_measure.county_key", "programme_measure.code"],
            name=op.f("fk_review_county_key_measure_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "measure_code", "kind", name=op.f("pk_review")),
    )
    op.create_table(
        "target",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("indicator_code", sa.String(length=64), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("body_code", sa.String(length=64), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=False),
        sa.Column("baseline", sa.Double(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "indicator_code"],
            ["indicator.county_key", "indicator.code"],
            name=op.f("fk_target_county_key_indicator_code"),
        ),
        sa.PrimaryKeyConstraint(
            "county_key", "indicator_code", "decided_on", name=op.f("pk_target")
        ),
    )
