"""Series of statistics from the rollup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, Select, or_, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from data_access.disclosure import withhold_small_cells
from data_access.domain import (
    ClassificationLine,
    Group,
    Part,
    Series,
    SeriesBreak,
    Statistic,
    papers_of,
)
from data_access.frames import FIGURES, read_frame
from data_access.queries.sources import read_sources
from data_access.schema import areas, statistics
from data_access.vocabulary import Qualifier, Relation, StatisticKind

_STATISTIC = select(*statistics.Statistic.__table__.columns)


def read_statistic(connection: Connection, code: str) -> Statistic | None:
    """The definition of a figure."""
    table = statistics.Statistic
    row = connection.execute(_STATISTIC.where(table.code == code)).one_or_none()
    return None if row is None else _statistic(row)


def read_all_statistics(connection: Connection) -> tuple[Statistic, ...]:
    """Every defined figure, also those of which nobody holds a value."""
    statement = _STATISTIC.order_by(statistics.Statistic.code)
    return tuple(_statistic(row) for row in connection.execute(statement))


def _statistic(row: Row[Any]) -> Statistic:
    return Statistic(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        unit=row.unit,
        kind=StatisticKind(row.kind),
        decimals=row.decimals,
        definition=row.definition,
        population=row.population,
        distinguish=row.distinguish,
        rounding=row.rounding,
        own_count=row.own_count,
        waiting_months=row.waiting_months,
        topic=row.topic or "",
        signed=row.signed,
    )


def read_guide(connection: Connection, county_key: str) -> tuple[Statistic, ...]:
    """Statistics of the guide to counts of refugees, of all counties or of this one."""
    statement = _STATISTIC.where(
        statistics.Statistic.guide_position > 0,
        or_(
            statistics.Statistic.county_key.is_(None),
            statistics.Statistic.county_key == county_key,
        ),
    ).order_by(statistics.Statistic.guide_position, statistics.Statistic.code)
    return tuple(_statistic(row) for row in connection.execute(statement))


def read_statistics_of(connection: Connection, county_key: str) -> tuple[Statistic, ...]:
    """Statistics of which the county holds at least one figure."""
    held = (
        select(statistics.CurrentFigure.statistic_code)
        .where(statistics.CurrentFigure.county_key == county_key)
        .distinct()
    )
    statement = _STATISTIC.where(statistics.Statistic.code.in_(held)).order_by(
        statistics.Statistic.code
    )
    return tuple(_statistic(row) for row in connection.execute(statement))


def read_series(
    connection: Connection,
    *,
    county_key: str,
    statistic: Statistic,
    small_cell_limit: int,
) -> Series:
    """All current values of a statistic in a county, with their papers.

    Own counts pass the small-cell rule before they leave.
    """
    figure = statistics.CurrentFigure.__table__.c
    statement = select_figures(figure).where(
        figure.county_key == county_key, figure.statistic_code == statistic.code
    )
    frame = read_frame(connection, statement, FIGURES)
    (found,) = with_papers(connection, county_key, {statistic: frame}, small_cell_limit)
    return found


def select_figures(figure: ReadOnlyColumnCollection[str, Any]) -> Select[*tuple[Any, ...]]:
    """The columns of ``FIGURES``, in their order; ``figure`` has those of ``CurrentFigure``."""
    area, group = areas.Area, statistics.PopulationGroup
    return (
        select(
            figure.area_key,
            area.short_name,
            area.kind,
            figure.group_code,
            group.short_name,
            group.kind,
            figure.sex,
            figure.period,
            figure.period_start,
            figure.period_end,
            figure.number,
            figure.number_to,
            figure.status,
            figure.qualifier,
            figure.provisional,
            figure.revised,
            figure.estimated,
            figure.qualifier != Qualifier.EXACTLY.value,
            figure.planned,
            figure.origin,
            figure.original_text,
            figure.locator,
            figure.note,
            figure.source_code,
            figure.territorial_status,
            figure.data_status,
        )
        .join(area, area.key == figure.area_key)
        .join(group, group.code == figure.group_code)
        .order_by(figure.period_end, area.position, group.position, figure.sex)
    )


def with_papers(
    connection: Connection,
    county_key: str,
    frames: Mapping[Statistic, pl.DataFrame],
    small_cell_limit: int,
) -> tuple[Series, ...]:
    """Figures of statistics with their papers; own counts pass the small-cell rule.

    Args:
        connection: for reading.
        county_key: whose figures they are.
        frames: ``FIGURES`` by statistic.
        small_cell_limit: counts below it are withheld.
    """
    codes = [one.code for one in frames]
    county = connection.execute(
        select(areas.County.name, areas.County.synthetic).where(areas.County.key == county_key)
    ).one_or_none()
    named = {code for frame in frames.values() for code in frame["source_code"].unique()}
    sources = read_sources(connection, sorted(named))
    breaks, parts = _breaks(connection, codes), _parts(connection, county_key, codes)
    found = []
    for statistic, given in frames.items():
        frame = given
        if statistic.own_count:
            frame = withhold_small_cells(frame, limit=small_cell_limit)
        own = set(frame["source_code"])
        papers = papers_of(
            frame,
            tuple(one for one in sources if one.code in own),
            synthetic=bool(county and county.synthetic),
            county_name=county.name if county else "",
        )
        code = statistic.code
        found.append(
            Series(
                statistic, frame, papers, tuple(breaks.get(code, ())), tuple(parts.get(code, ()))
            )
        )
    return tuple(found)


def _breaks(connection: Connection, codes: Sequence[str]) -> dict[str, list[SeriesBreak]]:
    table = statistics.StatisticBreak
    statement = select(table).where(table.statistic_code.in_(codes)).order_by(table.effective_on)
    found: dict[str, list[SeriesBreak]] = {}
    for row in connection.execute(statement):
        told = SeriesBreak(row.effective_on, row.label, row.explanation)
        found.setdefault(row.statistic_code, []).append(told)
    return found


def _parts(connection: Connection, county_key: str, codes: Sequence[str]) -> dict[str, list[Part]]:
    table = statistics.FigurePart
    statement = (
        select(table)
        .where(table.county_key == county_key, table.statistic_code.in_(codes))
        .order_by(table.position)
    )
    found: dict[str, list[Part]] = {}
    for row in connection.execute(statement):
        part = Part(
            row.area_key,
            row.group_code,
            row.whole_area_key,
            row.whole_group_code,
            Relation(row.relation),
        )
        found.setdefault(row.statistic_code, []).append(part)
    return found


def read_classification(connection: Connection, name: str) -> tuple[ClassificationLine, ...]:
    """The lines of a printed table, in order."""
    table = statistics.ClassificationItem
    statement = select(table).where(table.classification == name).order_by(table.position)
    return tuple(
        ClassificationLine(row.group_code, row.parent_code, row.level, row.label, row.relation)
        for row in connection.execute(statement)
    )


def read_groups(connection: Connection, codes: tuple[str, ...], *, on: date) -> dict[str, Group]:
    """Groups by code, with the names of what they contained on a day.

    A member of which nobody knows since when it belongs is taken to have belonged before.
    """
    group, member = statistics.PopulationGroup, statistics.GroupMember
    members: dict[str, list[str]] = {}
    statement = (
        select(member.group_code, group.name)
        .join(group, group.code == member.member_code)
        .where(
            member.group_code.in_(codes),
            or_(member.valid_from.is_(None), member.valid_from <= on),
            or_(member.valid_until.is_(None), member.valid_until >= on),
        )
        .order_by(member.group_code, group.position)
    )
    for code, name in connection.execute(statement):
        members.setdefault(code, []).append(name)
    return {
        row.code: Group(
            row.code, row.name, row.short_name, row.note, tuple(members.get(row.code, ()))
        )
        for row in connection.execute(select(group).where(group.code.in_(codes)))
    }
