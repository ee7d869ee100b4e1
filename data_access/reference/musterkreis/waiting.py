"""Who waits for a course, by weeks waited, and the monthly flows into the programmes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data_access.reference.musterkreis.constants import KEY, LAST_MONTH
from data_access.reference.musterkreis.courses import all_courses
from data_access.reference.musterkreis.offers import FIRST_COURSE_YEAR, offers
from data_access.reference.musterkreis.randomness import around, unit
from data_access.reference.musterkreis.sharing import apportion, nearest
from data_access.reference.musterkreis.timeline import (
    Curve,
    curve,
    month_key,
    month_number,
    month_of,
    months,
)
from data_access.reference.rows import Row

WAITING_SINCE = "2021-01"
#: From and to how many weeks; the last class is open.
CLASSES: tuple[tuple[int, int | None], ...] = ((0, 4), (5, 8), (9, 12), (13, 26), (27, None))
LITERACY = "alphabetisierungskurs"

#: Persons waiting, and those of them waiting for more than twelve weeks. For the literacy
#: course the concept reports the share at the ends of years; these anchors carry it.
_LITERACY_ANCHORS: dict[str, tuple[int, int]] = {
    "2021-01": (58, 30),
    "2022-12": (66, 34),
    "2023-12": (50, 24),
    "2024-12": (44, 18),
    "2025-12": (50, 19),
    "2026-09": (46, 17),
}
_WAITING = {
    LITERACY: Curve({month: pair[0] for month, pair in _LITERACY_ANCHORS.items()}),
    "integrationskurs": curve(
        "2021-01 74, 2022-02 58, 2022-11 186, 2023-12 143, 2025-06 97, 2026-09 82"
    ),
    "frauenkurs": curve("2021-01 22, 2023-02 41, 2024-12 37, 2026-09 44"),
    "jugendkurs": curve("2021-01 9, 2023-02 19, 2026-09 14"),
    "berufssprachkurs": curve("2021-01 26, 2023-10 44, 2025-03 52, 2026-09 39"),
    "erstorientierungskurs": curve("2021-01 8, 2022-10 36, 2023-12 24, 2026-09 15"),
    "landeskurs-seg": curve("2021-01 17, 2022-09 39, 2026-09 21"),
    "lueckenschluss": curve("2021-01 11, 2022-10 28, 2026-09 16"),
    "frauen-lernen-deutsch": curve("2021-01 12, 2023-06 24, 2026-09 27"),
}
_LONG_SHARE = {
    "integrationskurs": curve("2021-01 0.31, 2023-02 0.38, 2024-12 0.22, 2026-09 0.17"),
    "frauenkurs": curve("2021-01 0.36, 2026-09 0.41"),
    "frauen-lernen-deutsch": curve("2021-01 0.22, 2026-09 0.30"),
}
_USUAL_LONG_SHARE = curve("2021-01 0.18, 2022-12 0.26, 2026-09 0.14")
_SHORT_WEIGHTS = (0.44, 0.31, 0.25)
_LONG_WEIGHTS = (0.74, 0.26)

#: How many more are entitled than register, per registration.
_NOT_REGISTERED = 0.25
#: People register for courses that begin up to so many months later.
_MONTHS_AHEAD = 3
#: How much of its distance to the curve above a list makes up for in a month.
_PULL = 0.3
#: Per month and person waiting: who moves away, finds work or takes another course leaves the
#: list without starting. Nothing else takes anybody off it.
_LEAVING = 0.015
#: A shorter list would be withheld as a small cell.
_SHORTEST_LIST = 5


def waiting_rows() -> list[Row]:
    """Persons waiting per programme, month and class of weeks."""
    rows = []
    for offer in offers():
        for month in months(WAITING_SINCE, LAST_MONTH):
            for (weeks_from, weeks_to), persons in zip(
                CLASSES, _by_class(offer.code, month), strict=True
            ):
                rows.append(
                    {
                        "county_key": KEY,
                        "programme_code": offer.code,
                        "month": month,
                        "weeks_from": weeks_from,
                        "weeks_to": weeks_to,
                        "persons": persons,
                    }
                )
    return rows


def _by_class(programme: str, month: str) -> list[int]:
    total, long = _persons(programme, month)
    tilt = 1 + around(0.2, "classes", programme, month)
    short_weights = (_SHORT_WEIGHTS[0] * tilt, *_SHORT_WEIGHTS[1:])
    return apportion(total - long, short_weights) + apportion(long, _LONG_WEIGHTS)


def _persons(programme: str, month: str) -> tuple[int, int]:
    total = waiting_list(programme)[month].waiting
    if programme == LITERACY and month in _LITERACY_ANCHORS:
        return total, _LITERACY_ANCHORS[month][1]
    return total, nearest(total * _long_share(programme, month))


def _long_share(programme: str, month: str) -> float:
    if programme == LITERACY:
        return Curve({m: long / all_ for m, (all_, long) in _LITERACY_ANCHORS.items()}).at(month)
    share = _LONG_SHARE.get(programme, _USUAL_LONG_SHARE).at(month)
    return share * (1 + around(0.12, "long", programme, month))


@dataclass(frozen=True)
class ListMonth:
    """A month of a waiting list: who came, who went, who waits at its end."""

    registered: int
    started: int
    left: int
    waiting: int


@cache
def waiting_list(programme: str) -> dict[str, ListMonth]:
    """The list of a programme month by month; each stock follows from the flows before it.

    Waiting = waiting the month before + registered - started for the first time - left.
    Repeaters start without waiting again.
    """
    listed: dict[str, ListMonth] = {}
    span = months(f"{FIRST_COURSE_YEAR}-01", LAST_MONTH)
    waiting = nearest(_WAITING[programme].at(span[0]))
    for month in span:
        started = _first_starters(programme, month)
        left = nearest(waiting * (_LEAVING + around(_LEAVING, "leaving", programme, month)))
        registered = _registered(programme, month, waiting)
        after = waiting + registered - started - left
        if programme == LITERACY and month in _LITERACY_ANCHORS:
            missing = _LITERACY_ANCHORS[month][0] - after
            registered, left = registered + max(0, missing), left + max(0, -missing)
            after += missing
        # Who starts has registered before, if only in the same month.
        registered += max(0, _SHORTEST_LIST - after)
        waiting = max(_SHORTEST_LIST, after)
        listed[month] = ListMonth(registered, started, left, waiting)
    return listed


def _registered(programme: str, month: str, waiting: int) -> int:
    ahead = [month_key(month_number(month) + more) for more in range(_MONTHS_AHEAD + 1)]
    coming = sum(_first_starters(programme, one) for one in ahead) / len(ahead)
    wobble = 1 + around(0.07, "waiting", programme, month)
    missing = _WAITING[programme].at(month) * wobble - waiting
    return nearest(coming + _LEAVING * waiting + _PULL * missing)


@cache
def _first_starters(programme: str, month: str) -> int:
    """Persons who start for the first time; in courses to come, as many as there are places."""
    return sum(
        course.starters - course.repeaters if course.begun else course.places
        for course in all_courses()
        if course.offer.code == programme and month_of(course.starts_on) == month
    )


def flow_rows() -> list[Row]:
    """Entitled and registered persons per programme and month."""
    return [row for offer in offers() for row in _flows(offer.code)]


def _flows(programme: str) -> Iterator[Row]:
    listed = waiting_list(programme)
    for year in range(FIRST_COURSE_YEAR, int(LAST_MONTH[:4]) + 1):
        span = [month for month in listed if month.startswith(f"{year}-")]
        beyond = apportion(
            nearest(sum(listed[month].registered for month in span) * _NOT_REGISTERED),
            [0.6 + unit("entitled", programme, month) for month in span],
        )
        for month, more in zip(span, beyond, strict=True):
            yield {
                "county_key": KEY,
                "programme_code": programme,
                "month": month,
                "entitled": listed[month].registered + more,
                "registered": listed[month].registered,
            }
