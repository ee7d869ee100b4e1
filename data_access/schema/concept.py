"""The integration concept and its yearly cycle: fields, goals, measures, indicators, bodies."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Double, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from data_access.schema.base import Base, Key, one_of
from data_access.vocabulary import ElementKind, ReviewKind, State


class Concept(Base):
    """A county's integration concept."""

    __tablename__ = "concept"

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    title: Mapped[str]
    as_of: Mapped[str]
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"))


class ConceptElement(Base):
    """A guideline, role, target group, network, body, task or step of the cycle."""

    __tablename__ = "concept_element"
    __table_args__ = (one_of("kind", ElementKind),)

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    detail: Mapped[str]
    section: Mapped[str]
    #: The document that says so, which need not be the concept, and its date.
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"))
    as_of: Mapped[str]


class ActionField(Base):
    """Handlungsfeld."""

    __tablename__ = "action_field"

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    code: Mapped[str] = mapped_column(Key, primary_key=True)
    title: Mapped[str]
    long_title: Mapped[str]
    section: Mapped[str]
    position: Mapped[int]


class ActionFieldPart(Base):
    """Half of an action field with goals and measures of its own (5.3.1, 5.3.2)."""

    __tablename__ = "action_field_part"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_key", "field_code"],
            ["action_field.county_key", "action_field.code"],
        ),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Key, primary_key=True)
    field_code: Mapped[str] = mapped_column(Key)
    title: Mapped[str]


class _InField:
    county_key: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Key, primary_key=True)
    field_code: Mapped[str] = mapped_column(Key)
    part_code: Mapped[str | None] = mapped_column(Key)


def _field_reference() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["county_key", "field_code"], ["action_field.county_key", "action_field.code"]
    )


class Goal(_InField, Base):
    """Ziel of an action field."""

    __tablename__ = "goal"
    __table_args__ = (_field_reference(),)

    number: Mapped[int]
    title: Mapped[str]
    section: Mapped[str]


class ExistingMeasure(_InField, Base):
    """Inventory of what had been done by a date. Never rated: nobody promised it."""

    __tablename__ = "existing_measure"
    __table_args__ = (_field_reference(),)

    number: Mapped[int]
    title: Mapped[str]
    detail: Mapped[str]
    section: Mapped[str]
    period: Mapped[str]
    as_of: Mapped[str]


class Body(Base):
    """Gremium: committee, council, working group."""

    __tablename__ = "body"

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    code: Mapped[str] = mapped_column(Key, primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    position: Mapped[int]


class ElectoralTerm(Base):
    """Wahlperiode that a body lives in."""

    __tablename__ = "electoral_term"
    __table_args__ = (
        ForeignKeyConstraint(["county_key", "body_code"], ["body.county_key", "body.code"]),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    body_code: Mapped[str] = mapped_column(Key, primary_key=True)
    label: Mapped[str] = mapped_column(String(32), primary_key=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]


class Sitting(Base):
    """A dated sitting of a body."""

    __tablename__ = "sitting"
    __table_args__ = (
        ForeignKeyConstraint(["county_key", "body_code"], ["body.county_key", "body.code"]),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    body_code: Mapped[str] = mapped_column(Key, primary_key=True)
    held_on: Mapped[date] = mapped_column(primary_key=True)
    public: Mapped[bool]
    topic: Mapped[str]


class Programme(Base):
    """Yearly programme of measures (Jahresprogramm)."""

    __tablename__ = "programme"

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    #: "running" or "finished"
    phase: Mapped[str] = mapped_column(String(16))


class ProgrammeStep(Base):
    """A step of the yearly cycle: drafted, discussed, recommended, adopted, reviewed..."""

    __tablename__ = "programme_step"

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body_code: Mapped[str | None] = mapped_column(Key)
    due_on: Mapped[date]
    done_on: Mapped[date | None]


class ProgrammeMeasure(_InField, Base):
    """A promised measure of a yearly programme."""

    __tablename__ = "programme_measure"
    __table_args__ = (_field_reference(),)

    year: Mapped[int]
    goal_code: Mapped[str] = mapped_column(Key)
    title: Mapped[str]
    responsible: Mapped[str]
    due_on: Mapped[date]
    next_step: Mapped[str]
    next_due_on: Mapped[date | None]


class Indicator(_InField, Base):
    """Indikator: of a goal with a target, or context of a field without one."""

    __tablename__ = "indicator"
    __table_args__ = (_field_reference(),)

    goal_code: Mapped[str | None] = mapped_column(Key)
    title: Mapped[str]
    subtitle: Mapped[str]
    unit: Mapped[str]
    decimals: Mapped[int]
    #: "up" when more is better, "down" when less is, "none" for context.
    direction: Mapped[str] = mapped_column(String(8))
    #: Readings of a context indicator are observations of this statistic and group.
    statistic_code: Mapped[str | None] = mapped_column(ForeignKey("statistic.code"))
    group_code: Mapped[str | None] = mapped_column(ForeignKey("population_group.code"))
    #: Area of the readings where it is not the county; by name only, as goals and bodies are.
    area_key: Mapped[str | None] = mapped_column(Key)
    #: None means both sexes together.
    sex: Mapped[str | None] = mapped_column(String(16))
    position: Mapped[int]


class Target(Base):
    """A promised value by a date. A newer decision leaves the older one visible."""

    __tablename__ = "target"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_key", "indicator_code"], ["indicator.county_key", "indicator.code"]
        ),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    indicator_code: Mapped[str] = mapped_column(Key, primary_key=True)
    decided_on: Mapped[date] = mapped_column(primary_key=True)
    body_code: Mapped[str] = mapped_column(Key)
    baseline_on: Mapped[date]
    baseline: Mapped[float] = mapped_column(Double())
    due_on: Mapped[date]
    number: Mapped[float] = mapped_column(Double())


class Reading(Base):
    """A measured value of an indicator."""

    __tablename__ = "reading"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_key", "indicator_code"], ["indicator.county_key", "indicator.code"]
        ),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    indicator_code: Mapped[str] = mapped_column(Key, primary_key=True)
    read_on: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[float | None] = mapped_column(Double())
    provisional: Mapped[bool]


class GoalState(Base):
    """State of a goal as rated on a day; the latest one counts, earlier ones tell the change."""

    __tablename__ = "goal_state"
    __table_args__ = (
        ForeignKeyConstraint(["county_key", "goal_code"], ["goal.county_key", "goal.code"]),
        one_of("state", State),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    goal_code: Mapped[str] = mapped_column(Key, primary_key=True)
    rated_on: Mapped[date] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str]


class Review(Base):
    """Result for a yearly measure at mid-year, provisionally, or finally."""

    __tablename__ = "review"
    __table_args__ = (
        ForeignKeyConstraint(
            ["county_key", "measure_code"],
            ["programme_measure.county_key", "programme_measure.code"],
        ),
        one_of("state", State),
        one_of("kind", ReviewKind),
    )

    county_key: Mapped[str] = mapped_column(primary_key=True)
    measure_code: Mapped[str] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    reviewed_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(16))
    result: Mapped[str]


class Milestone(Base):
    """A dated fact that is not a number: founded, decided, held."""

    __tablename__ = "milestone"

    county_key: Mapped[str] = mapped_column(ForeignKey("county.key"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    #: As printed in precision: "2014", "2016-09", "2017-01-01".
    happened: Mapped[str]
    ended: Mapped[str]
    topic: Mapped[str]
    title: Mapped[str]
    detail: Mapped[str]
    source_code: Mapped[str] = mapped_column(ForeignKey("source.code"))
    locator: Mapped[str]
