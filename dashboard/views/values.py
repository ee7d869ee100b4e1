"""Small readings of a series: the latest value, points of a line, the place of a county."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import polars as pl

from dashboard import german
from dashboard.charts.lines import Point
from dashboard.views.model import Data
from data_access.clock import today
from data_access.domain import SUMMING_KINDS, Area, County, Period, PeriodKind, Series, Value
from data_access.vocabulary import AreaKind, Qualifier, Sex, Status


@dataclass(frozen=True)
class Dated:
    """A value and its period."""

    period: Period
    value: Value

    @property
    def number(self) -> float:
        """The number; only for values that have one."""
        if self.value.number is None:
            raise ValueError("Dieser Wert hat keine Zahl.")
        return self.value.number


def history(
    series: Series | None, *, area: str, group: str = "insgesamt", sex: Sex = Sex.TOTAL
) -> list[Dated]:
    """All values of one key with a number, oldest first; empty without a series.

    "Nothing" is an exact zero; every other kind of nothing leaves a gap.
    """
    if series is None:
        return []
    rows = series.frame.filter(
        (pl.col("area_key") == area)
        & (pl.col("group_code") == group)
        & (pl.col("sex") == sex.value)
        & (pl.col("number").is_not_null() | (pl.col("status") == Status.NOTHING.value))
    ).sort("period_end")
    return [
        Dated(
            Period.parse(row["period"]),
            Value(
                row["number"] or 0.0,
                status=Status(row["status"]),
                provisional=row["provisional"],
                approximate=row["approximate"],
                planned=row["planned"],
                original_text=row["original_text"],
                qualifier=Qualifier(row["qualifier"]),
                number_to=row["number_to"],
            ),
        )
        for row in rows.iter_rows(named=True)
    ]


def number_of(value: Value | None) -> float | None:
    """The number of a value; "nothing" is an exact zero."""
    if value is None:
        return None
    return 0.0 if value.status is Status.NOTHING else value.number


def reason(value: Value | None) -> str:
    """Why there is no number, in words."""
    if value is None or value.status is Status.VALUE:
        return "keine Angabe"
    return german.STATUS_SIGNS[value.status][1]


def sign(value: Value | None, decimals: int = 0) -> str:
    """A value for a cell: the number, or the sign of its kind of nothing."""
    if value is not None and value.number is None and value.status is Status.VALUE:
        return german.DASH
    return german.value(value, decimals=decimals)


def latest(series: Series | None, *, area: str, group: str = "insgesamt") -> Dated | None:
    """The newest value of one key."""
    found = history(series, area=area, group=group)
    return found[-1] if found else None


def at_period(
    series: Series | None, *, area: str, period: str, group: str = "insgesamt"
) -> Dated | None:
    """The value of one key and period, when it has a number."""
    for one in history(series, area=area, group=group):
        if one.period.key == period:
            return one
    return None


def position(period: Period) -> float:
    """Place of a period on an axis of years: yearly figures on their year, months between."""
    if period.kind is PeriodKind.MONTH:
        return period.start.year + (period.start.month - 1) / 12
    if period.kind is PeriodKind.DAY and period.start.month not in {6, 12}:
        return period.start.year + (period.start.month - 1) / 12
    return float(period.end.year)


def points(found: list[Dated]) -> tuple[Point, ...]:
    """Points of a line; a missing year becomes a gap, never a straight line across it."""
    made: list[Point] = []
    for one in found:
        x = position(one.period)
        step = 1 / 12 if one.period.kind is PeriodKind.MONTH else 1.0
        if made and x - made[-1].x > step * 1.5:
            made.append(Point(made[-1].x + step, None, "keine Angabe"))
        made.append(
            Point(round(x, 4), one.value.number, german.period(one.period), one.value.provisional)
        )
    return tuple(made)


def step_of(found: list[Dated]) -> float:
    """Years from one value to the next, as the statistic reports them."""
    return 1 / 12 if found and found[-1].period.kind is PeriodKind.MONTH else 1.0


def gaps(found: list[Dated]) -> list[tuple[Dated, Dated]]:
    """Neighbours between which at least one value is missing."""
    limit = step_of(found) * 1.5
    return [
        (before, after)
        for before, after in pairwise(found)
        if position(after.period) - position(before.period) > limit
    ]


def same_month(found: list[Dated]) -> list[Dated]:
    """Of a monthly series the month of the newest value in each year, so that spans are equal."""
    if not found or found[-1].period.kind is not PeriodKind.MONTH:
        return found
    month = found[-1].period.start.month
    return [one for one in found if one.period.start.month == month]


def frame_of(found: dict[str, list[Dated]]) -> pl.DataFrame:
    """Long frame of named lines: name, period, number."""
    return pl.DataFrame(
        [(name, one.period.key, one.number) for name, line in found.items() for one in line],
        schema={"name": pl.String, "period": pl.String, "number": pl.Float64},
        orient="row",
    )


def municipalities(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Areas that add up to the county."""
    return tuple(area for area in areas if area.kind in SUMMING_KINDS)


def main_area(county: County, areas: tuple[Area, ...]) -> str:
    """The area that stands for the whole county."""
    return county.key if any(area.key == county.key for area in areas) else areas[0].key


def area_of_kind(areas: tuple[Area, ...], kind: AreaKind) -> Area | None:
    """The first area of a kind."""
    return next((area for area in areas if area.kind is kind), None)


def county_of(counties: tuple[County, ...], key: str) -> County:
    """The county with a key, which must exist."""
    return next(county for county in counties if county.key == key)


def stand(county: County) -> date:
    """The day a county lives in: today, or the fixed day of a fictitious one."""
    return county.as_of or today()


def of_whole_area(data: Data, county: County) -> County:
    """A county as sentences about the figures of its whole area call it.

    A pack may be that of a city and called after it; the figures under the county's key are those
    of the region around it.
    """
    area = next((one for one in data.areas(county.key) if one.key == county.key), None)
    if area is None or area.kind is not AreaKind.REGION or area.name == county.name:
        return county
    return replace(
        county,
        short_name=area.short_name,
        in_phrase=f"in der {area.name}",
        of_phrase=f"der {area.name}",
    )
