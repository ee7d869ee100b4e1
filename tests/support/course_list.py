"""A course list of the tiny county: small enough to reckon by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, insert

from data_access.schema import courses
from tests.support import tiny

#: Funders with their levels, and programmes with their funders.
LEVELS = {"bamf": "Bund", "kreis": "Landkreis"}
PROGRAMMES = {"integration": "bamf", "alpha": "bamf", "luecke": "kreis"}
CLASSES = ((0, 4), (5, 12), (13, 26), (27, None))


@dataclass(frozen=True)
class Given:
    """A course: starters and the repeaters among them, when, attendance by month, results."""

    programme: str
    starters: int
    starts_on: date = date(2024, 2, 5)
    ends_on: date = date(2024, 11, 29)
    attending: dict[str, int] = field(default_factory=dict)
    #: Finished, tested, passed B1, certificates.
    results: tuple[int, int, int, int] | None = None
    repeaters: int = 0


def fill(
    connection: Connection,
    given: Sequence[Given] = (),
    *,
    waiting: dict[tuple[str, str, int], int] | None = None,
    flows: dict[tuple[str, str], tuple[int, int]] | None = None,
    queried_on: date | None = None,
) -> None:
    """Add courses to ``tiny.fill``; waiting persons by programme, month and first week."""
    own = {"county_key": tiny.COUNTY}
    if queried_on:
        connection.execute(insert(courses.CourseQuery).values(**own, queried_on=queried_on))
    connection.execute(
        insert(courses.Funder),
        [{**own, "code": code, "name": code, "level": level} for code, level in LEVELS.items()],
    )
    connection.execute(insert(courses.CourseProvider).values(**own, code="vhs", name="VHS"))
    connection.execute(
        insert(courses.CourseProgramme),
        [
            {
                **own,
                "code": code,
                "name": code,
                "long_name": code,
                "funder_code": funder,
                "audience": "",
                "kind": "course",
                "availability": "",
                "note": "",
                "section": "",
                "as_of": "2024",
                "position": position,
            }
            for position, (code, funder) in enumerate(PROGRAMMES.items())
        ],
    )
    for number, one in enumerate(given, start=1):
        code = {**own, "course_code": f"k{number:02d}"}
        connection.execute(
            insert(courses.Course).values(
                **own,
                code=f"k{number:02d}",
                programme_code=one.programme,
                provider_code="vhs",
                area_key=tiny.VILLAGES[0],
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                places=20,
                starters=one.starters,
                repeaters=one.repeaters,
            )
        )
        for month, attending in one.attending.items():
            connection.execute(
                insert(courses.CourseAttendance).values(**code, month=month, attending=attending)
            )
        if one.results:
            finished, tested, passed, certificates = one.results
            connection.execute(
                insert(courses.CourseResult).values(
                    **code,
                    finished=finished,
                    tested=tested,
                    passed_b1=passed,
                    passed_a2=tested - passed,
                    below_a2=0,
                    passed_lid=certificates,
                    certificates=certificates,
                )
            )
    for (programme, month, weeks_from), persons in (waiting or {}).items():
        connection.execute(
            insert(courses.WaitingClass).values(
                **own,
                programme_code=programme,
                month=month,
                weeks_from=weeks_from,
                weeks_to=dict(CLASSES)[weeks_from],
                persons=persons,
            )
        )
    for (programme, month), (entitled, registered) in (flows or {}).items():
        connection.execute(
            insert(courses.CourseFlow).values(
                **own,
                programme_code=programme,
                month=month,
                entitled=entitled,
                registered=registered,
            )
        )
