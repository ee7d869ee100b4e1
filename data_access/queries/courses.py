"""Language courses of a county: programmes, courses, starts, attendance, waiting, flows.

All of it is counted by the office itself, so persons pass the small-cell rule before they leave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, and_, func, select

from data_access import frames
from data_access.disclosure import Leaf, withheld_sums
from data_access.domain.courses import CourseProgramme, Courses
from data_access.schema import areas
from data_access.schema import courses as table
from data_access.vocabulary import UNKNOWN_FUNDER, ProgrammeKind


def read_courses(
    connection: Connection, county_key: str, *, on: date, small_cell_limit: int
) -> Courses:
    """Programmes and courses of a county as of the day its list was asked for.

    Args:
        connection: any.
        county_key: the county.
        on: that day where nobody noted it; courses that begin or end later have not begun or
            ended.
        small_cell_limit: smallest count of persons that is shown.
    """
    queried_on = connection.scalar(
        select(table.CourseQuery.queried_on).where(table.CourseQuery.county_key == county_key)
    )
    on = queried_on or on
    starts = _starts(connection, county_key, on, small_cell_limit)
    waiting = _waiting(connection, county_key, small_cell_limit)
    return Courses(
        as_of=on,
        queried_on=queried_on,
        programmes=_programmes(connection, county_key),
        courses=starts.courses,
        years=_years(connection, county_key, starts, on, small_cell_limit),
        starts_by_level=starts.by_level,
        starts_by_programme=starts.by_programme,
        attendance=_attendance(connection, county_key, small_cell_limit),
        waiting=waiting.all,
        waiting_by_class=waiting.by_class,
        waiting_by_programme=waiting.by_programme,
    )


def _same(left: Any, right: Any, **pairs: str) -> Any:
    return and_(
        left.county_key == right.county_key,
        *(getattr(left, a) == getattr(right, b) for a, b in pairs.items()),
    )


def _programmes(connection: Connection, county_key: str) -> tuple[CourseProgramme, ...]:
    link, provider = table.ProgrammeProvider, table.CourseProvider
    providers: dict[str, list[str]] = {}
    for code, name in connection.execute(
        select(link.programme_code, provider.name)
        .join(provider, _same(link, provider, provider_code="code"))
        .where(link.county_key == county_key)
        .order_by(provider.name)
    ):
        providers.setdefault(code, []).append(name)
    programme, funder = table.CourseProgramme, table.Funder
    statement = (
        select(programme, funder.name.label("funder_name"), funder.level)
        .join(funder, _same(programme, funder, funder_code="code"))
        .where(programme.county_key == county_key)
        .order_by(programme.position)
    )
    return tuple(
        CourseProgramme(
            code=row.code,
            name=row.name,
            long_name=row.long_name,
            funder_name=row.funder_name,
            level=row.level,
            kind=ProgrammeKind(row.kind),
            payer_known=row.funder_code != UNKNOWN_FUNDER,
            audience=row.audience,
            availability=row.availability,
            note=row.note,
            section=row.section,
            as_of=row.as_of,
            providers=tuple(providers.get(row.code, ())),
        )
        for row in connection.execute(statement)
    )


def _frame(rows: Iterable[tuple[Any, ...]], schema: frames.Schema) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema, orient="row")


@dataclass(frozen=True, eq=False)
class _Starts:
    """Courses and who started them.

    ``by_year``: starters, and the repeaters among them; None where the sum is withheld.
    """

    courses: pl.DataFrame
    by_year: dict[int, tuple[int | None, int | None]]
    by_level: pl.DataFrame
    by_programme: pl.DataFrame


def _starts(connection: Connection, county_key: str, on: date, limit: int) -> _Starts:
    rows = _course_rows(connection, county_key)
    begun = [row for row in rows if row.starts_on <= on]
    leaves = [
        Leaf(
            row.code,
            attempt,
            persons,
            frozenset(
                {
                    ("course", row.code),
                    *(
                        (
                            ("year", row.starts_on.year),
                            (attempt, row.starts_on.year),
                            ("level", row.starts_on.year, row.level),
                            ("programme", row.starts_on.year, row.programme_code),
                        )
                        if row.starts_on <= on
                        else ()
                    ),
                }
            ),
        )
        for row in rows
        for attempt, persons in (
            ("first", row.starters - row.repeaters),
            ("repeated", row.repeaters),
        )
    ]
    withheld = withheld_sums(leaves, limit=limit)

    def shown(number: int, *cell: Any) -> int | None:
        return None if cell in withheld else number

    by_year: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    by_level: dict[tuple[int, str], int] = defaultdict(int)
    by_programme: dict[tuple[int, str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in begun:
        year = row.starts_on.year
        by_year[year][0] += row.starters
        by_year[year][1] += row.repeaters
        by_level[year, row.level] += row.starters
        sums = by_programme[year, row.programme_code, row.programme_name, row.level]
        for index, more in enumerate((1, row.places, row.starters)):
            sums[index] += more
    return _Starts(
        courses=_frame(
            ((*row[:-2], shown(row.starters, "course", row.code)) for row in rows),
            frames.COURSES,
        ),
        by_year={
            year: (shown(starters, "year", year), shown(repeaters, "repeated", year))
            for year, (starters, repeaters) in by_year.items()
        },
        by_level=_frame(
            (
                (year, level, shown(number, "level", year, level))
                for (year, level), number in by_level.items()
            ),
            frames.STARTS_BY_LEVEL,
        ),
        by_programme=_frame(
            (
                (*key, courses, places, shown(starters, "programme", *key[:2]))
                for key, (courses, places, starters) in by_programme.items()
            ),
            frames.STARTS_BY_PROGRAMME,
        ),
    )


def _course_rows(connection: Connection, county_key: str) -> list[Row[Any]]:
    course, programme, funder = table.Course, table.CourseProgramme, table.Funder
    provider, area = table.CourseProvider, areas.Area
    statement = (
        select(
            course.code,
            course.programme_code,
            programme.name.label("programme_name"),
            funder.name.label("funder_name"),
            funder.level,
            provider.name.label("provider_name"),
            course.area_key,
            area.short_name,
            course.starts_on,
            course.ends_on,
            course.places,
            course.starters,
            course.repeaters,
        )
        .join(programme, _same(course, programme, programme_code="code"))
        .join(funder, _same(programme, funder, funder_code="code"))
        .join(provider, _same(course, provider, provider_code="code"))
        .join(area, area.key == course.area_key)
        .where(course.county_key == county_key)
        .order_by(course.starts_on, course.code)
    )
    return list(connection.execute(statement))


def _years(
    connection: Connection, county_key: str, starts: _Starts, on: date, limit: int
) -> pl.DataFrame:
    flows = _flows(connection, county_key, limit)
    results = _results(connection, county_key, on, limit)
    years = sorted({*starts.by_year, *flows, *results})
    return _frame(
        (
            (
                year,
                *flows.get(year, (0, 0)),
                *starts.by_year.get(year, (0, 0)),
                *results.get(year, (0, 0, 0, 0)),
            )
            for year in years
        ),
        frames.COURSE_YEARS,
    )


def _small(number: int, limit: int) -> int | None:
    """A number that no other number shown can be subtracted from."""
    return None if 0 < number < limit else number


def _flows(connection: Connection, county_key: str, limit: int) -> dict[int, tuple[Any, ...]]:
    flow = table.CourseFlow
    year = func.substr(flow.month, 1, 4).label("year")
    statement = (
        select(year, func.sum(flow.entitled), func.sum(flow.registered))
        .where(flow.county_key == county_key)
        .group_by(year)
    )
    return {
        int(one): (_small(entitled, limit), _small(registered, limit))
        for one, entitled, registered in connection.execute(statement)
    }


def _results(
    connection: Connection, county_key: str, on: date, limit: int
) -> dict[int, tuple[int | None, ...]]:
    """Finished, tested, passed B1 and certificates of the courses that ended in a year."""
    result, course = table.CourseResult, table.Course
    statement = (
        select(
            course.ends_on, result.finished, result.tested, result.passed_b1, result.certificates
        )
        .join(course, _same(result, course, course_code="code"))
        .where(result.county_key == county_key, course.ends_on <= on)
    )
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for ends_on, *counts in connection.execute(statement):
        for index, count in enumerate(counts):
            sums[ends_on.year][index] += count
    shown = {}
    for year, counts in sums.items():
        # Each is a part of the one before: who is missing from it can be subtracted.
        leaves = [
            Leaf(
                str(stage),
                "",
                count - (counts[stage + 1] if stage + 1 < len(counts) else 0),
                frozenset({("only", stage), *(("stage", one) for one in range(stage + 1))}),
            )
            for stage, count in enumerate(counts)
        ]
        withheld = withheld_sums(leaves, limit=limit)
        shown[year] = tuple(
            None if ("stage", stage) in withheld else count for stage, count in enumerate(counts)
        )
    return shown


def _attendance(connection: Connection, county_key: str, limit: int) -> pl.DataFrame:
    attendance = table.CourseAttendance
    statement = (
        select(attendance.month, func.sum(attendance.attending))
        .where(attendance.county_key == county_key)
        .group_by(attendance.month)
        .order_by(attendance.month)
    )
    # Months overlap and come and go: one less than another is a balance, not a count of persons.
    return _frame(
        ((month, _small(count, limit)) for month, count in connection.execute(statement)),
        frames.ATTENDANCE,
    )


@dataclass(frozen=True, eq=False)
class _Waiting:
    all: pl.DataFrame
    by_class: pl.DataFrame
    by_programme: pl.DataFrame


def _waiting(connection: Connection, county_key: str, limit: int) -> _Waiting:
    waiting, programme = table.WaitingClass, table.CourseProgramme
    statement = (
        select(
            waiting.month,
            waiting.programme_code,
            programme.name,
            waiting.weeks_from,
            waiting.weeks_to,
            waiting.persons,
        )
        .join(programme, _same(waiting, programme, programme_code="code"))
        .where(waiting.county_key == county_key)
        .order_by(waiting.month, programme.position, waiting.weeks_from)
    )
    listed: list[Row[Any]] = list(connection.execute(statement))
    months: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in listed:
        months[row.month].append(row)
    every, classes, programmes = [], [], []
    for month, rows in months.items():
        sums: dict[Any, int] = defaultdict(int)
        leaves = []
        for row in rows:
            long = row.weeks_from >= frames.LONG_WAIT_WEEKS
            cells = frozenset(
                {
                    ("all",),
                    ("half", long),
                    ("class", row.weeks_from),
                    ("programme", row.programme_code),
                    ("programme", row.programme_code, long),
                }
            )
            leaves.append(Leaf(row.programme_code, str(row.weeks_from), row.persons, cells))
            for cell in cells:
                sums[cell] += row.persons
        withheld = withheld_sums(leaves, limit=limit)
        shown = {cell: None if cell in withheld else number for cell, number in sums.items()}
        every.append((month, shown["all",], shown.get(("half", True), 0)))
        classes += [
            (month, *weeks, shown["class", weeks[0]])
            for weeks in sorted({(row.weeks_from, row.weeks_to) for row in rows}, key=str)
        ]
        programmes += [
            (month, code, name, shown["programme", code], shown.get(("programme", code, True), 0))
            for code, name in dict.fromkeys((row.programme_code, row.name) for row in rows)
        ]
    return _Waiting(
        _frame(every, frames.WAITING),
        _frame(classes, frames.WAITING_BY_CLASS).sort("month", "weeks_from"),
        _frame(programmes, frames.WAITING_BY_PROGRAMME),
    )
