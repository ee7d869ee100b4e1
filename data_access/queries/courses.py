"""Language courses of a county: programmes, courses, attendance, waiting, flows."""

from __future__ import annotations

from typing import Any

import polars as pl
from sqlalchemy import Connection, and_, func, select

from data_access.domain.courses import CourseProgramme, Courses
from data_access.frames import ATTENDANCE, COURSES, FLOWS, WAITING, read_frame
from data_access.schema import areas
from data_access.schema import courses as table


def read_courses(connection: Connection, county_key: str) -> Courses:
    """Programmes and courses of a county."""
    return Courses(
        programmes=_programmes(connection, county_key),
        courses=_courses(connection, county_key),
        attendance=_attendance(connection, county_key),
        waiting=_waiting(connection, county_key),
        flows=_flows(connection, county_key),
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
            audience=row.audience,
            availability=row.availability,
            note=row.note,
            section=row.section,
            as_of=row.as_of,
            providers=tuple(providers.get(row.code, ())),
        )
        for row in connection.execute(statement)
    )


def _courses(connection: Connection, county_key: str) -> pl.DataFrame:
    course, programme, funder = table.Course, table.CourseProgramme, table.Funder
    provider, result, area = table.CourseProvider, table.CourseResult, areas.Area
    statement = (
        select(
            course.code,
            course.programme_code,
            programme.name,
            funder.name,
            funder.level,
            provider.name,
            course.area_key,
            area.short_name,
            course.starts_on,
            course.ends_on,
            course.places,
            course.starters,
            course.repeaters,
            result.finished,
            result.tested,
            result.passed_b1,
            result.passed_a2,
            result.below_a2,
            result.certificates,
        )
        .join(programme, _same(course, programme, programme_code="code"))
        .join(funder, _same(programme, funder, funder_code="code"))
        .join(provider, _same(course, provider, provider_code="code"))
        .join(area, area.key == course.area_key)
        .outerjoin(result, _same(course, result, code="course_code"))
        .where(course.county_key == county_key)
        .order_by(course.starts_on, course.code)
    )
    return read_frame(connection, statement, COURSES)


def _attendance(connection: Connection, county_key: str) -> pl.DataFrame:
    attendance, course = table.CourseAttendance, table.Course
    statement = (
        select(
            course.programme_code,
            course.area_key,
            attendance.month,
            func.sum(attendance.attending),
        )
        .join(course, _same(attendance, course, course_code="code"))
        .where(attendance.county_key == county_key)
        .group_by(course.programme_code, course.area_key, attendance.month)
        .order_by(attendance.month, course.programme_code, course.area_key)
    )
    return read_frame(connection, statement, ATTENDANCE)


def _waiting(connection: Connection, county_key: str) -> pl.DataFrame:
    waiting, programme = table.WaitingClass, table.CourseProgramme
    statement = (
        select(
            waiting.programme_code,
            programme.name,
            waiting.month,
            waiting.weeks_from,
            waiting.weeks_to,
            waiting.persons,
        )
        .join(programme, _same(waiting, programme, programme_code="code"))
        .where(waiting.county_key == county_key)
        .order_by(waiting.month, programme.position, waiting.weeks_from)
    )
    return read_frame(connection, statement, WAITING)


def _flows(connection: Connection, county_key: str) -> pl.DataFrame:
    flow = table.CourseFlow
    statement = (
        select(flow.programme_code, flow.month, flow.entitled, flow.registered)
        .where(flow.county_key == county_key)
        .order_by(flow.month, flow.programme_code)
    )
    return read_frame(connection, statement, FLOWS)
