"""When a source delivers next, and whether it is late. Pure: the day comes from outside."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data_access.domain.periods import Period, PeriodKind
from data_access.vocabulary import Rhythm

#: Months from one reporting period to the next.
STEPS = {
    Rhythm.MONTHLY: 1,
    Rhythm.QUARTERLY: 3,
    Rhythm.HALF_YEARLY: 6,
    Rhythm.YEARLY: 12,
}


@dataclass(frozen=True)
class Expected:
    """A delivery that is usual: what it is about, and the first and last day for it."""

    period: Period
    first: date
    last: date

    def late(self, on: date) -> bool:
        """True where the last usual day has passed."""
        return on > self.last


@dataclass(frozen=True)
class Schedule:
    """How often a source delivers, who delivers, and where it is to be had.

    Attributes:
        rhythm: how often.
        from_months: from the end of a period to the first month in which it usually appears;
            None where the rhythm has no dates.
        until_months: to the last such month.
        document: what a source is that delivers once, such as "Konzept".
        deliverer: who delivers.
        site: where the office gets it.
        address: of that site; may be empty.
        ground: why the rhythm is believed to be this one.
    """

    rhythm: Rhythm
    from_months: int | None = None
    until_months: int | None = None
    document: str = ""
    deliverer: str = ""
    site: str = ""
    address: str = ""
    ground: str = ""

    def after(self, newest: Period) -> Expected | None:
        """The delivery that follows the newest one; None without dates."""
        step = STEPS.get(self.rhythm)
        if step is None or self.from_months is None or self.until_months is None:
            return None
        period = following(newest, step)
        first = add_months(period.end, self.from_months)
        last = add_months(period.end, self.until_months)
        return Expected(period, first.replace(day=1), _month_end(last))

    def late(self, newest: Period, on: date) -> tuple[Expected, ...]:
        """All deliveries after the newest one whose last usual day has passed, oldest first."""
        return tuple(self._late(newest, on))

    def _late(self, newest: Period, on: date) -> Iterator[Expected]:
        found = self.after(newest)
        while found and found.late(on):
            yield found
            found = self.after(found.period)


def following(period: Period, months: int) -> Period:
    """The period so many months later, of the same kind where such a step leads to one."""
    if period.kind is PeriodKind.MONTH:
        return Period.parse(f"{add_months(period.start, months):%Y-%m}")
    if period.kind is PeriodKind.YEAR and months % 12 == 0:
        return Period.parse(str(period.start.year + months // 12))
    if period.kind is PeriodKind.SPAN and months % 12 == 0:
        first = period.start.year + months // 12
        return Period.parse(f"{first}/{first + 1}")
    return Period.parse(add_months(period.end, months).isoformat())


def add_months(day: date, months: int) -> date:
    """The same day of a later month; the end of a month leads to the end of a month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    last = calendar.monthrange(year, month)[1]
    at_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if at_end else min(day.day, last))


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
