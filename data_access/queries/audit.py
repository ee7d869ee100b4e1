"""What an audit looks at: every current observation of a county, of all origins and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import polars as pl
from sqlalchemy import Connection, func, select

from data_access.audit.book import Book, Descriptions, Figure, GroupLine, Key, Membership, Place
from data_access.domain import County, Part, SeriesBreak, Source, Statistic
from data_access.queries.figures import read_all_statistics
from data_access.queries.sources import read_sources
from data_access.schema import areas, concept, statistics
from data_access.vocabulary import AreaKind, Origin, Qualifier, Relation, Status


def read_book(
    connection: Connection,
    county: County,
    *,
    also: tuple[Figure, ...] = (),
    with_figures: pl.DataFrame | None = None,
) -> Book:
    """The current figures of a county with all that they refer to.

    Args:
        connection: for reading.
        county: whose figures.
        also: figures that only the audit knows.
        with_figures: ``FIGURES_TO_STORE`` of the county, as if they were stored. Of statistics,
            groups and sources that are not there yet nothing can be said.
    """
    statistics_, priorities = _statistics(connection), _priorities(connection)
    groups = _groups(connection)
    sources = {one.code: (one, priorities[one.code]) for one in read_sources(connection)}
    rows = [*_rows(connection, county.key)]
    if with_figures is not None:
        rows = _with(rows, with_figures)
    described_rows = (
        row
        for row in rows
        if row.source_code in sources
        and row.statistic_code in statistics_
        and row.group_code in groups
    )
    figures = [*(_figure(row, sources) for row in described_rows), *also]
    used = {figure.key.statistic for figure in figures}
    described = Descriptions(
        county=county,
        statistics={code: one for code, one in statistics_.items() if code in used},
        places=_places(connection),
        groups=groups,
        sources={code: source for code, (source, _) in sources.items()},
        memberships=_memberships(connection),
        nestings=_nestings(connection),
        breaks=_breaks(connection),
        parts=_parts(connection, county.key),
        elements=_elements(connection, county.key),
    )
    return Book(described, figures)


def _statistics(connection: Connection) -> dict[str, Statistic]:
    return {one.code: one for one in read_all_statistics(connection)}


def _priorities(connection: Connection) -> dict[str, int]:
    table = statistics.Source
    return {
        row.code: row.priority for row in connection.execute(select(table.code, table.priority))
    }


class _Row(NamedTuple):
    """What the audit reads of an observation."""

    statistic_code: str
    area_key: str
    group_code: str
    sex: str
    period: str
    origin: str
    source_code: str
    number: float | None
    number_to: float | None
    status: str
    qualifier: str
    planned: bool
    provisional: bool
    original_text: str
    locator: str
    note: str
    territorial_status: date | None
    data_status: date | None


#: Rows that are fetched together.
_AT_ONCE = 10_000
#: So many columns say which figure it is.
_KEY = _Row._fields.index("source_code") + 1


def _rows(connection: Connection, county_key: str) -> Iterator[_Row]:
    row = statistics.Observation
    statement = (
        select(*(getattr(row, name) for name in _Row._fields))
        .where(row.county_key == county_key, row.known_until.is_(None))
        .order_by(row.statistic_code, row.area_key, row.group_code, row.sex, row.period)
    )
    # One by one, half of the time went into asking for the next.
    for some in connection.execute(statement).partitions(_AT_ONCE):
        yield from map(_Row._make, some)


def _with(stored: list[_Row], fresh: pl.DataFrame) -> list[_Row]:
    """Rows as they will be: fresh ones take the place of those with the same key."""
    rows = {row[:_KEY]: row for row in stored}
    rows |= {row[:_KEY]: row for row in map(_Row._make, fresh.select(_Row._fields).rows())}
    return sorted(rows.values(), key=lambda row: row[:5])


def _figure(row: _Row, sources: Mapping[str, tuple[Source, int]]) -> Figure:
    source, priority = sources[row.source_code]
    return Figure(
        key=Key(*row[:5]),
        number=row.number,
        source=source,
        number_to=row.number_to,
        status=Status(row.status),
        qualifier=Qualifier(row.qualifier),
        origin=Origin(row.origin),
        planned=row.planned,
        provisional=row.provisional,
        original_text=row.original_text,
        locator=row.locator,
        note=row.note,
        territorial_status=row.territorial_status,
        data_status=row.data_status,
        priority=priority,
    )


def _places(connection: Connection) -> dict[str, Place]:
    table = areas.Area
    statement = select(table).order_by(table.position, table.key)
    return {
        row.key: Place(
            key=row.key,
            name=row.short_name,
            kind=AreaKind(row.kind),
            parent_key=row.parent_key,
            parent_from=row.parent_from,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            full_name=row.name,
        )
        for row in connection.execute(statement)
    }


def _groups(connection: Connection) -> dict[str, GroupLine]:
    table = statistics.PopulationGroup
    statement = select(table.code, table.name, table.kind, table.note).order_by(
        table.position, table.code
    )
    return {row.code: GroupLine(*row) for row in connection.execute(statement)}


def _memberships(connection: Connection) -> tuple[Membership, ...]:
    table = statistics.GroupMember
    statement = select(
        table.group_code, table.member_code, table.valid_from, table.valid_until
    ).order_by(table.group_code, table.member_code, table.number)
    return tuple(Membership(*row) for row in connection.execute(statement))


def _nestings(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    table = statistics.ClassificationItem
    statement = (
        select(table.classification, table.parent_code, table.group_code)
        .where(table.parent_code.is_not(None))
        .order_by(table.classification, table.position)
    )
    return tuple((row[0], str(row[1]), row[2]) for row in connection.execute(statement))


def _breaks(connection: Connection) -> dict[str, tuple[SeriesBreak, ...]]:
    table = statistics.StatisticBreak
    found: dict[str, list[SeriesBreak]] = defaultdict(list)
    for row in connection.execute(select(table).order_by(table.effective_on)):
        found[row.statistic_code].append(SeriesBreak(row.effective_on, row.label, row.explanation))
    return {code: tuple(listed) for code, listed in found.items()}


def _parts(connection: Connection, county_key: str) -> dict[str, tuple[Part, ...]]:
    table = statistics.FigurePart
    statement = select(table).where(table.county_key == county_key).order_by(table.position)
    found: dict[str, list[Part]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row.statistic_code].append(_part(row))
    return {code: tuple(listed) for code, listed in found.items()}


def _part(row: Any) -> Part:
    return Part(
        row.area_key,
        row.group_code,
        row.whole_area_key,
        row.whole_group_code,
        Relation(row.relation),
    )


def _elements(connection: Connection, county_key: str) -> dict[str, int]:
    table = concept.ConceptElement
    statement = (
        select(table.kind, func.count()).where(table.county_key == county_key).group_by(table.kind)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}
