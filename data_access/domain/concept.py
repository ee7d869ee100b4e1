"""The concept of a county: fields, goals, measures, indicators, programmes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_access.domain.figures import Source
from data_access.vocabulary import ElementKind, ReviewKind, Sex, State


@dataclass(frozen=True)
class Element:
    """A guideline, role, target group, network, body, task or step of the cycle.

    ``source`` and ``as_of`` are those of the document that says so; a report may add to what the
    concept itself contains.
    """

    kind: ElementKind
    number: int
    title: str
    detail: str
    section: str
    source: Source
    as_of: str


@dataclass(frozen=True)
class Rating:
    """State of a goal on a day."""

    rated_on: date
    state: State
    reason: str


@dataclass(frozen=True)
class Goal:
    """A goal with the history of its ratings, oldest first; empty where nobody rated it."""

    code: str
    field_code: str
    part_code: str | None
    number: int
    title: str
    section: str
    ratings: tuple[Rating, ...]

    @property
    def state(self) -> State | None:
        """The state that counts, or None where none was ever given."""
        return self.ratings[-1].state if self.ratings else None

    def state_on(self, day: date) -> State | None:
        """The state as it was on a day."""
        known = [rating.state for rating in self.ratings if rating.rated_on <= day]
        return known[-1] if known else None


@dataclass(frozen=True)
class ExistingMeasure:
    """Something that had been done by ``as_of``; never rated."""

    code: str
    field_code: str
    part_code: str | None
    number: int
    title: str
    detail: str
    section: str
    period: str
    as_of: str


@dataclass(frozen=True)
class Target:
    """A promised value by a date."""

    decided_on: date
    body_name: str
    baseline_on: date
    baseline: float
    due_on: date
    number: float


@dataclass(frozen=True)
class Reading:
    """A measured value of an indicator."""

    read_on: date
    number: float | None
    provisional: bool


@dataclass(frozen=True)
class Indicator:
    """An indicator of a goal with targets, or context of a field without.

    ``area_key`` is set where the readings are of another area than the county.
    """

    code: str
    field_code: str
    goal_code: str | None
    title: str
    subtitle: str
    unit: str
    decimals: int
    direction: str
    statistic_code: str | None
    group_code: str | None
    sex: Sex
    targets: tuple[Target, ...]
    readings: tuple[Reading, ...]
    area_key: str | None = None


@dataclass(frozen=True)
class Review:
    """Result for a yearly measure."""

    kind: ReviewKind
    reviewed_on: date
    state: State
    result: str


@dataclass(frozen=True)
class ProgrammeMeasure:
    """A promised measure of a yearly programme, with its reviews."""

    code: str
    year: int
    field_code: str
    goal_code: str
    title: str
    responsible: str
    due_on: date
    next_step: str
    next_due_on: date | None
    reviews: tuple[Review, ...]


@dataclass(frozen=True)
class Step:
    """A step of a yearly cycle."""

    title: str
    body_name: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class Programme:
    """A yearly programme with its steps."""

    year: int
    title: str
    phase: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ElectoralTerm:
    """For how long a body is elected or appointed.

    A single missing day leaves that end open; where both are missing, the source names only what
    the label says.
    """

    label: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Body:
    """A council, committee or working group."""

    name: str
    role: str
    terms: tuple[ElectoralTerm, ...]

    def term_on(self, day: date) -> ElectoralTerm | None:
        """The term that a day belongs to, as far as its days are known."""
        for term in self.terms:
            if term.starts_on is None and term.ends_on is None:
                continue
            begun = term.starts_on is None or term.starts_on <= day
            if begun and (term.ends_on is None or day <= term.ends_on):
                return term
        return None


@dataclass(frozen=True)
class Sitting:
    """A dated sitting of a body."""

    body_name: str
    held_on: date
    public: bool
    topic: str


@dataclass(frozen=True)
class ActionField:
    """Handlungsfeld with its parts (code, title)."""

    code: str
    title: str
    long_title: str
    section: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Milestone:
    """A dated fact that is not a number."""

    happened: str
    ended: str
    topic: str
    title: str
    detail: str
    source: Source
    locator: str


@dataclass(frozen=True)
class Concept:
    """All of a county's concept; ``fields`` is empty where the county has none."""

    title: str
    as_of: str
    source: Source | None
    elements: tuple[Element, ...]
    fields: tuple[ActionField, ...]
    goals: tuple[Goal, ...]
    existing_measures: tuple[ExistingMeasure, ...]
    indicators: tuple[Indicator, ...]
    programmes: tuple[Programme, ...]
    measures: tuple[ProgrammeMeasure, ...]
    sittings: tuple[Sitting, ...]
    bodies: tuple[Body, ...] = ()

    def goals_of(self, field_code: str) -> tuple[Goal, ...]:
        """Goals of a field, in order."""
        return tuple(goal for goal in self.goals if goal.field_code == field_code)

    def existing_of(self, field_code: str) -> tuple[ExistingMeasure, ...]:
        """Existing measures of a field, in order."""
        return tuple(one for one in self.existing_measures if one.field_code == field_code)

    def indicators_of(self, field_code: str) -> tuple[Indicator, ...]:
        """Indicators of a field, in order."""
        return tuple(one for one in self.indicators if one.field_code == field_code)

    def element(self, kind: ElementKind) -> tuple[Element, ...]:
        """Elements of a kind, in order."""
        return tuple(one for one in self.elements if one.kind is kind)
