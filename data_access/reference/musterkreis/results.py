"""Outcomes of finished courses, fitted to what the concept reports of B1 tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from data_access.reference.musterkreis.constants import KEY
from data_access.reference.musterkreis.courses import PlannedCourse, all_courses, staying
from data_access.reference.musterkreis.randomness import around, whole
from data_access.reference.musterkreis.sharing import nearest
from data_access.reference.rows import Row

#: Twelve months, the days within them on which courses may be fitted, and the B1 tests passed.
_REPORTED: tuple[tuple[date, date, date, int], ...] = (
    (date(2023, 1, 1), date(2023, 1, 1), date(2023, 12, 31), 210),
    (date(2024, 1, 1), date(2024, 1, 1), date(2024, 12, 31), 228),
    (date(2025, 1, 1), date(2025, 1, 1), date(2025, 12, 31), 246),
    # The last twelve months overlap the year before: only the new part may move.
    (date(2025, 10, 1), date(2026, 1, 1), date(2026, 9, 30), 262),
)
#: Per cent from which a programme counts as one that aims at B1.
_AIMS_AT_B1 = 50


@dataclass(frozen=True)
class Outcome:
    """How a finished course ended."""

    course: PlannedCourse
    finished: int
    tested: int
    passed_b1: int
    passed_a2: int


def _first_draft(course: PlannedCourse) -> Outcome:
    finished = staying(course) - whole(0, 1, "finished", course.code)
    if not course.offer.tested:
        return Outcome(course, finished, 0, 0, 0)
    tested = finished - whole(0, 2, "tested", course.code)
    b1 = nearest(tested * (course.offer.b1 / 100 + around(0.08, "b1", course.code)))
    a2 = nearest(tested * (course.offer.a2 / 100 + around(0.06, "a2", course.code)))
    b1 = min(b1, tested)
    return Outcome(course, finished, tested, b1, min(a2, tested - b1))


@cache
def outcomes() -> tuple[Outcome, ...]:
    """The outcome of every finished course."""
    drafts = [_first_draft(course) for course in all_courses() if course.finished]
    for since, movable, until, reported in _REPORTED:
        _fit(drafts, since, movable, until, reported)
    return tuple(drafts)


def passed_b1(drafts: tuple[Outcome, ...] | list[Outcome], since: date, until: date) -> int:
    """B1 tests passed in courses that ended between two days."""
    return sum(one.passed_b1 for one in drafts if since <= one.course.ends_on <= until)


def _fit(drafts: list[Outcome], since: date, movable: date, until: date, reported: int) -> None:
    """Move single tests between B1 and A2 until the sum is the reported one."""
    missing = reported - passed_b1(drafts, since, until)
    step = 1 if missing > 0 else -1
    places = [
        index
        for index, one in enumerate(drafts)
        if movable <= one.course.ends_on <= until and one.course.offer.b1 > _AIMS_AT_B1
    ]
    while missing:
        moved = False
        for index in places:
            one = drafts[index]
            if missing and one.passed_b1 + step >= 0 and one.passed_a2 - step >= 0:
                drafts[index] = replace(
                    one, passed_b1=one.passed_b1 + step, passed_a2=one.passed_a2 - step
                )
                missing -= step
                moved = True
        if not moved:
            raise ValueError(f"Die Kurse bis {until} geben {reported} Prüfungen nicht her.")


def result_rows() -> list[Row]:
    """Rows of the results."""
    rows = []
    for one in outcomes():
        code = one.course.code
        knowing = nearest(
            one.finished * max(0.0, one.course.offer.lid / 100 + around(0.05, "lid", code))
        )
        passed_lid = min(knowing, one.finished) if one.course.offer.lid else 0
        rows.append(
            {
                "county_key": KEY,
                "course_code": code,
                "finished": one.finished,
                "tested": one.tested,
                "passed_b1": one.passed_b1,
                "passed_a2": one.passed_a2,
                "below_a2": one.tested - one.passed_b1 - one.passed_a2,
                "passed_lid": passed_lid,
                "certificates": max(
                    0, min(one.passed_b1, passed_lid) - whole(0, 1, "certificate", code)
                ),
            }
        )
    return rows
