"""About 190 invented language courses from 2019 on, with monthly attendance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from data_access.reference.musterkreis.constants import AS_OF, KEY, LAST_MONTH
from data_access.reference.musterkreis.offers import (
    FIRST_COURSE_YEAR,
    Offer,
    offers,
    places_of_work,
)
from data_access.reference.musterkreis.randomness import around, unit, weighted, whole
from data_access.reference.musterkreis.sharing import nearest
from data_access.reference.musterkreis.timeline import month_of, months
from data_access.reference.rows import Row

_SUMMER_BREAK = 7
_CLOSED_IN_2020 = (4, 5)
_PLANNING_MONTHS = 3
#: Nobody takes in more than two beyond the places.
_OVERBOOKING = 2


@dataclass(frozen=True)
class PlannedCourse:
    """A course as it was set up; ``starters`` is 0 before it begins."""

    code: str
    offer: Offer
    provider: str
    area: str
    starts_on: date
    ends_on: date
    places: int
    starters: int
    repeaters: int

    @property
    def begun(self) -> bool:
        """Whether it has begun on the day the county lives in."""
        return self.starts_on <= AS_OF

    @property
    def finished(self) -> bool:
        """Whether it has ended by then."""
        return self.ends_on <= AS_OF


@cache
def all_courses() -> tuple[PlannedCourse, ...]:
    """Every course, by programme and start."""
    found = []
    for offer in offers():
        for offset, number in enumerate(offer.starts):
            year = FIRST_COURSE_YEAR + offset
            days = sorted(_start(offer, year, i, number) for i in range(number))
            found += [_course(offer, day, i + 1) for i, day in enumerate(days)]
    return tuple(found)


def _start(offer: Offer, year: int, index: int, number: int) -> date:
    # Beyond the current year only the first months have been planned.
    span = 12 if year <= AS_OF.year else _PLANNING_MONTHS
    place = (index + 0.15 + 0.7 * unit("start", offer.code, year, index)) * span / number
    month = 1 + int(place)
    if month == _SUMMER_BREAK:
        month += 1
    if year == 2020 and month in _CLOSED_IN_2020:
        month = 6
    first = date(year, month, 1)
    monday = first + timedelta(days=(7 - first.weekday()) % 7)
    return monday + timedelta(weeks=whole(0, 2, "week", offer.code, year, index))


def _course(offer: Offer, day: date, number: int) -> PlannedCourse:
    code = f"{offer.prefix}-{day.year}-{number:02d}"
    provider = weighted(offer.providers, "provider", code)
    places = whole(*offer.places, "places", code)
    begun = day <= AS_OF
    starters = places - whole(0, 3, "free", code) + whole(0, 2, "late", code) if begun else 0
    starters = min(starters, places + _OVERBOOKING)
    weeks = whole(*offer.weeks, "weeks", code)
    repeaters = nearest(starters * (0.08 + around(0.07, "repeat", code))) if offer.lid else 0
    return PlannedCourse(
        code=code,
        offer=offer,
        provider=provider,
        area=weighted(places_of_work()[provider], "area", code),
        starts_on=day,
        ends_on=day + timedelta(weeks=weeks, days=-3),
        places=places,
        starters=starters,
        repeaters=min(repeaters, starters),
    )


def staying(course: PlannedCourse) -> int:
    """Persons still there in the last month of a course."""
    return nearest(course.starters * (0.89 + around(0.09, "staying", course.code)))


def course_rows() -> list[Row]:
    """Rows of the courses."""
    return [
        {
            "county_key": KEY,
            "code": course.code,
            "programme_code": course.offer.code,
            "provider_code": course.provider,
            "area_key": course.area,
            "starts_on": course.starts_on,
            "ends_on": course.ends_on,
            "places": course.places,
            "starters": course.starters,
            "repeaters": course.repeaters,
        }
        for course in all_courses()
    ]


def attendance_rows() -> list[Row]:
    """Attending persons per course and month, up to the last month counted."""
    return [row for course in all_courses() if course.begun for row in _attendance(course)]


def _attendance(course: PlannedCourse) -> Iterator[Row]:
    lasting = months(month_of(course.starts_on), month_of(course.ends_on))
    leaving = course.starters - staying(course)
    for index, month in enumerate(lasting):
        if month > LAST_MONTH:
            return
        # Most who leave do so in the first half.
        gone = nearest(leaving * min(1.0, 1.4 * index / max(1, len(lasting) - 1)))
        yield {
            "county_key": KEY,
            "course_code": course.code,
            "month": month,
            "attending": course.starters - gone,
        }
