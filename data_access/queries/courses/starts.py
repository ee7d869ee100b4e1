"""Courses and who started them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, select

from data_access import frames
from data_access.disclosure import Leaf, withheld_sums
from data_access.queries.courses.shared import frame_of, same
from data_access.schema import areas
from data_access.schema import courses as table


@dataclass(frozen=True, eq=False)
class Starts:
    """Courses and who started them.

    ``by_year``: starters, and the repeaters among them; None where the sum is withheld.
    """

    courses: pl.DataFrame
    by_year: dict[int, tuple[int | None, int | None]]
    by_level: pl.DataFrame
    by_programme: pl.DataFrame


def read_starts(connection: Connection, county_key: str, on: date, limit: int) -> Starts:
    """Courses with their starters, and sums of those that have begun by ``on``."""
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
    return Starts(
        courses=frame_of(
            ((*row[:-2], shown(row.starters, "course", row.code)) for row in rows),
            frames.COURSES,
        ),
        by_year={
            year: (shown(starters, "year", year), shown(repeaters, "repeated", year))
            for year, (starters, repeaters) in by_year.items()
        },
        by_level=frame_of(
            (
                (year, level, shown(number, "level", year, level))
                for (year, level), number in by_level.items()
            ),
            frames.STARTS_BY_LEVEL,
        ),
        by_programme=frame_of(
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
        .join(programme, same(course, programme, programme_code="code"))
        .join(funder, same(programme, funder, funder_code="code"))
        .join(provider, same(course, provider, provider_code="code"))
        .join(area, area.key == course.area_key)
        .where(course.county_key == county_key)
        .order_by(course.starts_on, course.code)
    )
    return list(connection.execute(statement))
