"""Flows, starts and results by year, and attendance by month."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, select

from data_access import frames
from data_access.disclosure import Leaf, withheld_sums
from data_access.queries.courses.shared import frame_of, same, unless_small
from data_access.queries.courses.starts import Starts
from data_access.schema import courses as table


def read_years(
    connection: Connection, county_key: str, starts: Starts, on: date, limit: int
) -> pl.DataFrame:
    """A row per year of which anything is known."""
    flows = _flows(connection, county_key, limit)
    results = _results(connection, county_key, on, limit)
    years = sorted({*starts.by_year, *flows, *results})
    return frame_of(
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


def _flows(connection: Connection, county_key: str, limit: int) -> dict[int, tuple[Any, ...]]:
    flow = table.CourseFlow
    year = func.substr(flow.month, 1, 4).label("year")
    statement = (
        select(year, func.sum(flow.entitled), func.sum(flow.registered))
        .where(flow.county_key == county_key)
        .group_by(year)
    )
    return {
        int(one): (unless_small(entitled, limit), unless_small(registered, limit))
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
        .join(course, same(result, course, course_code="code"))
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


def read_attendance(connection: Connection, county_key: str, limit: int) -> pl.DataFrame:
    """Persons attending by month."""
    attendance = table.CourseAttendance
    statement = (
        select(attendance.month, func.sum(attendance.attending))
        .where(attendance.county_key == county_key)
        .group_by(attendance.month)
        .order_by(attendance.month)
    )
    # Months overlap and come and go: one less than another is a balance, not a count of persons.
    return frame_of(
        ((month, unless_small(count, limit)) for month, count in connection.execute(statement)),
        frames.ATTENDANCE,
    )
