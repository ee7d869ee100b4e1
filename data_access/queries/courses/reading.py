"""The courses of a county, put together."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from data_access.domain.courses import Courses
from data_access.queries.courses.programmes import read_programmes
from data_access.queries.courses.starts import read_starts
from data_access.queries.courses.waiting import read_waiting
from data_access.queries.courses.years import read_attendance, read_years
from data_access.schema import courses as table


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
    starts = read_starts(connection, county_key, on, small_cell_limit)
    waiting = read_waiting(connection, county_key, small_cell_limit)
    return Courses(
        as_of=on,
        queried_on=queried_on,
        programmes=read_programmes(connection, county_key),
        courses=starts.courses,
        years=read_years(connection, county_key, starts, on, small_cell_limit),
        starts_by_level=starts.by_level,
        starts_by_programme=starts.by_programme,
        attendance=read_attendance(connection, county_key, small_cell_limit),
        waiting=waiting.all,
        waiting_by_class=waiting.by_class,
        waiting_by_programme=waiting.by_programme,
    )
