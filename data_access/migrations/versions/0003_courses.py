"""Language courses."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "course_provider",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key"], ["county.key"], name=op.f("fk_course_provider_county_key")
        ),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_course_provider")),
    )
    op.create_table(
        "funder",
        sa.Column("county_key", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "level IN ('Bund', 'Land', 'Landkreis', 'Kommune', 'Andere')",
            name=op.f("ck_funder_level"),
        ),
        sa.ForeignKeyConstraint(["county_key"], ["county.key"], name=op.f("fk_funder_county_key")),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_funder")),
    )
    op.create_table(
        "course_programme",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("long_name", sa.Text(), nullable=False),
        sa.Column("funder_code", sa.String(length=64), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("availability", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "funder_code"],
            ["funder.county_key", "funder.code"],
            name=op.f("fk_course_programme_county_key_funder_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_course_programme")),
    )
    op.create_table(
        "course",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("programme_code", sa.String(length=64), nullable=False),
        sa.Column("provider_code", sa.String(length=64), nullable=False),
        sa.Column("area_key", sa.String(length=64), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("starters", sa.Integer(), nullable=False),
        sa.Column("repeaters", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_key"], ["area.key"], name=op.f("fk_course_area_key")),
        sa.ForeignKeyConstraint(
            ["county_key", "programme_code"],
            ["course_programme.county_key", "course_programme.code"],
            name=op.f("fk_course_county_key_programme_code"),
        ),
        sa.ForeignKeyConstraint(
            ["county_key", "provider_code"],
            ["course_provider.county_key", "course_provider.code"],
            name=op.f("fk_course_county_key_provider_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "code", name=op.f("pk_course")),
    )
    op.create_table(
        "course_flow",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("programme_code", sa.String(length=64), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("entitled", sa.Integer(), nullable=False),
        sa.Column("registered", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "programme_code"],
            ["course_programme.county_key", "course_programme.code"],
            name=op.f("fk_course_flow_county_key_programme_code"),
        ),
        sa.PrimaryKeyConstraint(
            "county_key", "programme_code", "month", name=op.f("pk_course_flow")
        ),
    )
    op.create_table(
        "programme_provider",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("programme_code", sa.String(length=64), nullable=False),
        sa.Column("provider_code", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "programme_code"],
            ["course_programme.county_key", "course_programme.code"],
            name=op.f("fk_programme_provider_county_key_programme_code"),
        ),
        sa.ForeignKeyConstraint(
            ["county_key", "provider_code"],
            ["course_provider.county_key", "course_provider.code"],
            name=op.f("fk_programme_provider_county_key_provider_code"),
        ),
        sa.PrimaryKeyConstraint(
            "county_key", "programme_code", "provider_code", name=op.f("pk_programme_provider")
        ),
    )
    op.create_table(
        "waiting_class",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("programme_code", sa.String(length=64), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("weeks_from", sa.Integer(), nullable=False),
        sa.Column("weeks_to", sa.Integer(), nullable=True),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "programme_code"],
            ["course_programme.county_key", "course_programme.code"],
            name=op.f("fk_waiting_class_county_key_programme_code"),
        ),
        sa.PrimaryKeyConstraint(
            "county_key", "programme_code", "month", "weeks_from", name=op.f("pk_waiting_class")
        ),
    )
    op.create_table(
        "course_attendance",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("course_code", sa.String(length=64), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("attending", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "course_code"],
            ["course.county_key", "course.code"],
            name=op.f("fk_course_attendance_county_key_course_code"),
        ),
        sa.PrimaryKeyConstraint(
            "county_key", "course_code", "month", name=op.f("pk_course_attendance")
        ),
    )
    op.create_table(
        "course_result",
        sa.Column("county_key", sa.Text(), nullable=False),
        sa.Column("course_code", sa.String(length=64), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("tested", sa.Integer(), nullable=False),
        sa.Column("passed_b1", sa.Integer(), nullable=False),
        sa.Column("passed_a2", sa.Integer(), nullable=False),
        sa.Column("below_a2", sa.Integer(), nullable=False),
        sa.Column("passed_lid", sa.Integer(), nullable=False),
        sa.Column("certificates", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_key", "course_code"],
            ["course.county_key", "course.code"],
            name=op.f("fk_course_result_county_key_course_code"),
        ),
        sa.PrimaryKeyConstraint("county_key", "course_code", name=op.f("pk_course_result")),
    )
