"""What an audit looks at: every current observation of a county, of all origins and sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from data_access.audit.book import Book, Descriptions, Figure, GroupLine, Key, Membership, Place
from data_access.domain import County, Part, SeriesBreak, Source, Statistic
from data_access.queries.figures import read_all_statistics
from data_access.schema import areas, concept, statistics
from data_access.vocabulary import AreaKind, Origin, Qualifier, Relation, Status


def read_book(connection: Connection, county: County, *, also: tuple[Figure, ...] = ()) -> Book:
    """The current figures of a county with all that they refer to.

    Args:
        connection: for reading.
        county: whose figures.
        also: figures that only the audit knows.
    """
    sources = _sources(connection)
    priorities = dict(
        connection.execute(select(statistics.Source.code, statistics.Source.priority)).all()
    )
    figures = [*_figures(connection, county.key, sources, priorities), *also]
    used = {figure.key.statistic for figure in figures}
    described = Descriptions(
        county=county,
        statistics={code: one for code, one in _statistics(connection).items() if code in used},
        places=_places(connection),
        groups=_groups(connection),
        sources=sources,
        memberships=_memberships(connection),
        nestings=_nestings(connection),
        breaks=_breaks(connection),
        parts=_parts(connection, county.key),
        elements=_elements(connection, county.key),
    )
    return Book(described, figures)


def _statistics(connection: Connection) -> dict[str, Statistic]:
    return {one.code: one for one in read_all_statistics(connection)}


def _sources(connection: Connection) -> dict[str, Source]:
    table = statistics.Source
    columns = (
        *(table.code, table.publisher, table.title),
        *(table.table_id, table.published, table.licence),
    )
    return {row.code: Source(*row) for row in connection.execute(select(*columns))}


def _figures(
    connection: Connection,
    county_key: str,
    sources: dict[str, Source],
    priorities: dict[str, int],
) -> Iterator[Figure]:
    row = statistics.Observation
    statement = (
        select(
            *(row.statistic_code, row.area_key, row.group_code, row.sex, row.period),
            *(row.number, row.source_code, row.number_to, row.status, row.qualifier, row.origin),
            *(row.planned, row.provisional, row.original_text, row.locator, row.note),
            *(row.territorial_status, row.data_status),
        )
        .where(row.county_key == county_key, row.known_until.is_(None))
        .order_by(row.statistic_code, row.area_key, row.group_code, row.sex, row.period)
    )
    for one in connection.execute(statement):
        yield Figure(
            key=Key(*one[:5]),
            number=one.number,
            source=sources[one.source_code],
            number_to=one.number_to,
            status=Status(one.status),
            qualifier=Qualifier(one.qualifier),
            origin=Origin(one.origin),
            planned=one.planned,
            provisional=one.provisional,
            original_text=one.original_text,
            locator=one.locator,
            note=one.note,
            territorial_status=one.territorial_status,
            data_status=one.data_status,
            priority=priorities[one.source_code],
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
