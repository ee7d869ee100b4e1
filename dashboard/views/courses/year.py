"""A year of a county's own course list, and the words for what it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard import german
from dashboard.charts import furniture
from dashboard.charts.model import SourceLine, dates_text, own_list
from data_access.domain import County, Period, Value
from data_access.domain.courses import Courses
from data_access.vocabulary import Status


@dataclass(frozen=True)
class Year:
    """A year of a county's courses; flows of the year, stocks at its end or at the newest month."""

    county: County
    courses: Courses
    year: int

    @property
    def stand(self) -> date:
        """Until when the list tells what has begun and ended."""
        return self.courses.as_of

    @property
    def started(self) -> pl.DataFrame:
        """Courses that began in the year, as far as the list tells."""
        return self.courses.courses.filter(
            (pl.col("starts_on").dt.year() == self.year) & (pl.col("starts_on") <= self.stand)
        )

    @property
    def ended(self) -> pl.DataFrame:
        """Courses that ended in the year, as far as the list tells."""
        return self.courses.courses.filter(
            (pl.col("ends_on").dt.year() == self.year) & (pl.col("ends_on") <= self.stand)
        )

    @property
    def full(self) -> bool:
        """The year is over."""
        return self.stand >= date(self.year, 12, 31)

    @property
    def started_year_before(self) -> int:
        """Courses that began in the same span of the year before."""
        day = 28 if (self.stand.month, self.stand.day) == (2, 29) else self.stand.day
        until = self.stand.replace(self.year - 1, day=day)
        return self.courses.courses.filter(
            (pl.col("starts_on").dt.year() == self.year - 1) & (pl.col("starts_on") <= until)
        ).height

    def persons(self, column: str) -> int | None:
        """Persons of the year, a column of ``COURSE_YEARS``; None where they are protected."""
        rows = self.courses.years.filter(pl.col("year") == self.year)
        found: int | None = rows[column].item() if rows.height else 0
        return found

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows of the newest month of the year in a monthly frame."""
        months = frame.filter(pl.col("month").str.starts_with(str(self.year)))
        return months.filter(pl.col("month") == pl.col("month").max())

    @property
    def attending(self) -> tuple[str, int | None] | None:
        """Attending persons in the newest month of the year."""
        rows = self.of(self.courses.attendance)
        return None if rows.is_empty() else rows.row(0)

    @property
    def waiting(self) -> tuple[str, int | None, int | None] | None:
        """Waiting persons in the newest month of the year, and those who wait for long."""
        rows = self.of(self.courses.waiting)
        return None if rows.is_empty() else rows.row(0)


def years(courses: Courses) -> list[int]:
    """Years with courses that have begun, newest first."""
    begun = courses.courses.filter(pl.col("starts_on") <= courses.as_of)
    return sorted(begun["starts_on"].dt.year().unique().to_list(), reverse=True)


def years_text(listed: Sequence[int]) -> str:
    """The years of a chart: one, or first to last."""
    return dates_text(tuple(Period.parse(str(one)) for one in listed))


def persons_text(number: int | None) -> str:
    """A number of persons as text; a sign where it is withheld."""
    status = Status.CONFIDENTIAL if number is None else Status.VALUE
    return german.value(Value(number, status))


def protected(*numbers: int | None) -> tuple[str, ...]:
    """A note where a number is withheld."""
    sign, meaning = german.STATUS_SIGNS[Status.CONFIDENTIAL]
    return (f"{sign} {meaning}, weil wenige Personen dahinterstehen.",) if None in numbers else ()


def source_line(year: Year, dates: str) -> SourceLine:
    """Source line of a chart from the course list."""
    name = f"Kursliste {year.county.of_phrase}"
    return own_list(name, dates, _asked(year), synthetic=year.county.synthetic)


def _asked(year: Year) -> str:
    """Day of the list, and newest month of the reports beside it."""
    months = [
        str(frame["month"].max())
        for frame in (year.courses.attendance, year.courses.waiting)
        if not frame.is_empty()
    ]
    reports = f", Monatsmeldungen bis {month_text(max(months))}" if months else ""
    asked = year.courses.queried_on
    stand = german.day(asked) if asked else "nicht angegeben"
    return f"Abfragestand {stand}{reports}"


def month_text(text: str) -> str:
    """A month of a monthly frame in words."""
    return german.month(date(int(text[:4]), int(text[5:7]), 1))


def span_text(year: Year) -> str:
    """The year, or the part of it that is over."""
    return str(year.year) if year.full else f"{year.year} bis {last_day(year)}"


def span_label(year: Year) -> str:
    """The year under a column, in two lines where it is not complete."""
    if year.full:
        return str(year.year)
    return f"{year.year}<br>bis {furniture.short_month(year.stand.month)}"


def last_day(year: Year) -> str:
    """Last day of an unfinished year, without the year."""
    return f"{year.stand.day}.{german.NBSP}{german.MONTHS[year.stand.month - 1]}"


def same_span(year: Year) -> str:
    """What an unfinished year may be compared with."""
    count = year.started_year_before
    if year.full or not count:
        return ""
    verb = "begann" if count == 1 else "begannen"
    return f" Bis {last_day(year)} {year.year - 1} {verb} {german.counted(count, 'Kurs', 'Kurse')}."


def running_notes(last: Year) -> tuple[str, ...]:
    """What an unfinished year may not be compared with, and what it may."""
    if last.full:
        return ()
    return (
        f"Blasser gezeichnet: {span_text(last)}, mit vollen Jahren nicht zu vergleichen."
        f"{same_span(last)}",
    )
