"""Reads the concept of a county with goals, measures, indicators and their states."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Select, select

from data_access.domain.concept import (
    ActionField,
    Body,
    Concept,
    ElectoralTerm,
    Element,
    ExistingMeasure,
    Goal,
    Indicator,
    Milestone,
    Programme,
    ProgrammeMeasure,
    Rating,
    Reading,
    Review,
    Sitting,
    Step,
    Target,
)
from data_access.queries.sources import read_sources
from data_access.schema import concept as table
from data_access.vocabulary import ElementKind, ReviewKind, Sex, State


def _of(model: Any, county_key: str) -> Select[*tuple[Any, ...]]:
    return select(model).where(model.county_key == county_key)


def read_concept(connection: Connection, county_key: str) -> Concept:
    """The concept of a county."""
    head = connection.execute(_of(table.Concept, county_key)).one_or_none()
    sources = read_sources(connection, [head.source_code]) if head else ()
    bodies = {row.code: row.name for row in connection.execute(_of(table.Body, county_key))}
    return Concept(
        title=head.title if head else "",
        as_of=head.as_of if head else "",
        source=sources[0] if sources else None,
        elements=_elements(connection, county_key),
        fields=_fields(connection, county_key),
        goals=_goals(connection, county_key),
        existing_measures=_existing(connection, county_key),
        indicators=_indicators(connection, county_key, bodies),
        programmes=_programmes(connection, county_key, bodies),
        measures=_measures(connection, county_key),
        sittings=tuple(
            Sitting(bodies[row.body_code], row.held_on, row.public, row.topic)
            for row in connection.execute(
                _of(table.Sitting, county_key).order_by(table.Sitting.held_on)
            )
        ),
        bodies=_bodies(connection, county_key),
    )


def _bodies(connection: Connection, county_key: str) -> tuple[Body, ...]:
    terms: dict[str, list[ElectoralTerm]] = defaultdict(list)
    term = table.ElectoralTerm
    for row in connection.execute(_of(term, county_key).order_by(term.label)):
        terms[row.body_code].append(ElectoralTerm(row.label, row.starts_on, row.ends_on))
    statement = _of(table.Body, county_key).order_by(table.Body.position)
    return tuple(
        Body(row.name, row.role, tuple(terms[row.code])) for row in connection.execute(statement)
    )


def _elements(connection: Connection, county_key: str) -> tuple[Element, ...]:
    element = table.ConceptElement
    statement = _of(element, county_key).order_by(element.kind, element.number)
    rows = connection.execute(statement).all()
    codes = sorted({row.source_code for row in rows})
    sources = {source.code: source for source in read_sources(connection, codes)}
    return tuple(
        Element(
            ElementKind(row.kind),
            row.number,
            row.title,
            row.detail,
            row.section,
            sources[row.source_code],
            row.as_of,
        )
        for row in rows
    )


def _fields(connection: Connection, county_key: str) -> tuple[ActionField, ...]:
    parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    part = table.ActionFieldPart
    for row in connection.execute(_of(part, county_key).order_by(part.code)):
        parts[row.field_code].append((row.code, row.title))
    statement = _of(table.ActionField, county_key).order_by(table.ActionField.position)
    return tuple(
        ActionField(row.code, row.title, row.long_title, row.section, tuple(parts[row.code]))
        for row in connection.execute(statement)
    )


def _goals(connection: Connection, county_key: str) -> tuple[Goal, ...]:
    ratings: dict[str, list[Rating]] = defaultdict(list)
    state = table.GoalState
    for row in connection.execute(_of(state, county_key).order_by(state.rated_on)):
        ratings[row.goal_code].append(Rating(row.rated_on, State(row.state), row.reason))
    goal = table.Goal
    statement = _of(goal, county_key).order_by(goal.field_code, goal.part_code, goal.number)
    return tuple(
        Goal(
            row.code,
            row.field_code,
            row.part_code,
            row.number,
            row.title,
            row.section,
            tuple(ratings[row.code]),
        )
        for row in connection.execute(statement)
    )


def _existing(connection: Connection, county_key: str) -> tuple[ExistingMeasure, ...]:
    one = table.ExistingMeasure
    statement = _of(one, county_key).order_by(one.field_code, one.part_code, one.number)
    return tuple(
        ExistingMeasure(
            row.code,
            row.field_code,
            row.part_code,
            row.number,
            row.title,
            row.detail,
            row.section,
            row.period,
            row.as_of,
        )
        for row in connection.execute(statement)
    )


def _indicators(
    connection: Connection, county_key: str, bodies: dict[str, str]
) -> tuple[Indicator, ...]:
    targets: dict[str, list[Target]] = defaultdict(list)
    for row in connection.execute(_of(table.Target, county_key).order_by(table.Target.decided_on)):
        targets[row.indicator_code].append(
            Target(
                row.decided_on,
                bodies.get(row.body_code, row.body_code),
                row.baseline_on,
                row.baseline,
                row.due_on,
                row.number,
            )
        )
    readings: dict[str, list[Reading]] = defaultdict(list)
    for row in connection.execute(_of(table.Reading, county_key).order_by(table.Reading.read_on)):
        readings[row.indicator_code].append(Reading(row.read_on, row.number, row.provisional))
    statement = _of(table.Indicator, county_key).order_by(table.Indicator.position)
    return tuple(
        Indicator(
            row.code,
            row.field_code,
            row.goal_code,
            row.title,
            row.subtitle,
            row.unit,
            row.decimals,
            row.direction,
            row.statistic_code,
            row.group_code,
            Sex(row.sex or Sex.TOTAL),
            tuple(targets[row.code]),
            tuple(readings[row.code]),
            row.area_key,
        )
        for row in connection.execute(statement)
    )


def _programmes(
    connection: Connection, county_key: str, bodies: dict[str, str]
) -> tuple[Programme, ...]:
    steps: dict[int, list[Step]] = defaultdict(list)
    step = table.ProgrammeStep
    for row in connection.execute(_of(step, county_key).order_by(step.year, step.position)):
        steps[row.year].append(
            Step(row.title, bodies.get(row.body_code, ""), row.due_on, row.done_on)
        )
    statement = _of(table.Programme, county_key).order_by(table.Programme.year)
    return tuple(
        Programme(row.year, row.title, row.phase, tuple(steps[row.year]))
        for row in connection.execute(statement)
    )


def _measures(connection: Connection, county_key: str) -> tuple[ProgrammeMeasure, ...]:
    reviews: dict[str, list[Review]] = defaultdict(list)
    for row in connection.execute(_of(table.Review, county_key).order_by(table.Review.reviewed_on)):
        reviews[row.measure_code].append(
            Review(ReviewKind(row.kind), row.reviewed_on, State(row.state), row.result)
        )
    one = table.ProgrammeMeasure
    statement = _of(one, county_key).order_by(one.year, one.field_code, one.code)
    return tuple(
        ProgrammeMeasure(
            row.code,
            row.year,
            row.field_code,
            row.goal_code,
            row.title,
            row.responsible,
            row.due_on,
            row.next_step,
            row.next_due_on,
            tuple(reviews[row.code]),
        )
        for row in connection.execute(statement)
    )


def read_milestones(connection: Connection, county_key: str) -> tuple[Milestone, ...]:
    """Dated facts of a county, oldest first."""
    rows = connection.execute(
        _of(table.Milestone, county_key).order_by(table.Milestone.position)
    ).all()
    sources = {
        source.code: source
        for source in read_sources(connection, sorted({row.source_code for row in rows}))
    }
    return tuple(
        Milestone(
            row.happened,
            row.ended,
            row.topic,
            row.title,
            row.detail,
            sources[row.source_code],
            row.locator,
        )
        for row in rows
    )
