"""Reporting dates, months, years, and spans of years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PeriodKind(StrEnum):
    """Length of a reporting period; a day is a reporting date (Stichtag)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"
    #: From one month to another that are neither one month nor a calendar year.
    MONTHS = "months"


_PATTERNS = {
    PeriodKind.DAY: re.compile(r"^(\d{4})-(\d{2})-(\d{2})$"),
    PeriodKind.MONTH: re.compile(r"^(\d{4})-(\d{2})$"),
    PeriodKind.YEAR: re.compile(r"^(\d{4})$"),
    PeriodKind.SPAN: re.compile(r"^(\d{4})/(\d{4})$"),
    PeriodKind.MONTHS: re.compile(r"^(\d{4})-(\d{2})/(\d{4})-(\d{2})$"),
}


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _months(numbers: list[int], key: str) -> tuple[date, date]:
    """First and last day of a span of months that no shorter key says."""
    first_year, first_month, last_year, last_month = numbers
    start, end = date(first_year, first_month, 1), _month_end(last_year, last_month)
    whole_years = (first_month, last_month) == (1, 12) and last_year - first_year <= 1
    if (first_year, first_month) >= (last_year, last_month) or whole_years:
        raise ValueError(f"Kein Zeitraum: {key!r}")
    return start, end


@dataclass(frozen=True, order=True)
class Period:
    """A reporting date, month, year, span of years such as a school year, or span of months.

    ``key`` is the text in database and address: ``2020-12-31``, ``2021-03``, ``2020``,
    ``2016/2017``, ``2023-10/2024-03``.
    """

    start: date
    end: date
    key: str = field(compare=False)
    kind: PeriodKind = field(compare=False)

    @classmethod
    def parse(cls, key: str) -> Period:
        """Read a period from its key.

        Raises:
            ValueError: not one of the five forms, or no date of the calendar.
        """
        for kind, pattern in _PATTERNS.items():
            match = pattern.fullmatch(key)
            if not match:
                continue
            numbers = [int(part) for part in match.groups()]
            if kind is PeriodKind.DAY:
                day = date(*numbers)
                return cls(day, day, key, kind)
            if kind is PeriodKind.MONTH:
                year, month = numbers
                return cls(date(year, month, 1), _month_end(year, month), key, kind)
            if kind is PeriodKind.MONTHS:
                return cls(*_months(numbers, key), key, kind)
            if kind is PeriodKind.YEAR:
                return cls(date(numbers[0], 1, 1), date(numbers[0], 12, 31), key, kind)
            first, second = numbers
            if second == first + 1:
                return cls(date(first, 1, 1), date(second, 12, 31), key, kind)
        raise ValueError(f"Kein Zeitraum: {key!r}")
