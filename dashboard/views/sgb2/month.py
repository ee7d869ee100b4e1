"""The chosen month beside the months it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dashboard import german
from dashboard.charts.model import SourceLine, caption
from dashboard.selection import Selection
from dashboard.views.model import Data
from dashboard.views.values import county_of, number_of
from data_access.domain import ClassificationLine, County, Period, Series, Value
from data_access.vocabulary import Origin, Sex, Status

STATISTIC = CLASSIFICATION = "sgb2-asylzugang"
TOTAL, FOREIGNERS, LARGEST_SET = "insgesamt", "auslaender", "asyl-top8"
BASE = "2015-01"
#: Names of groups where room is short.
SHORT_NAMES = {
    "asyl-top8": "Asyl: acht Länder",
    "asyl-balkan": "Asyl: Balkan",
    "asyl-osteuropa": "Asyl: Osteuropa",
    "eu-erweiterung": "EU-Erweiterung",
    "gips-staaten": "Südeuropa",
    "bosnien-herzegowina": "Bosnien u. Herz.",
    "russische-foederation": "Russland",
}


@dataclass(frozen=True)
class Month:
    """The chosen month with the months it is compared with."""

    county: County
    series: Series
    lines: tuple[ClassificationLine, ...]
    now: Period
    year_before: Period | None
    base: Period | None
    #: Persons by group and month, of the whole county; also values without a number.
    values: Mapping[tuple[str, str], Value]

    def at(self, group: str, period: Period | None) -> float | None:
        """Persons of a group in a month."""
        return number_of(self.value(group, period)) if period else None

    def value(self, group: str, period: Period) -> Value | None:
        """The value of a group in a month, with its kind of nothing."""
        return self.values.get((group, period.key))

    def change(self, group: str, period: Period | None) -> float | None:
        """Change from a month to the chosen one."""
        now, before = self.at(group, self.now), self.at(group, period)
        return None if now is None or before is None else now - before

    def share(self, group: str) -> float | None:
        """Share of a group in all persons of the month, in percent."""
        part, whole = self.at(group, self.now), self.at(TOTAL, self.now)
        return None if part is None or not whole else 100 * part / whole


def months_of(data: Data, county: str) -> list[str]:
    """Months of which the county holds the table, newest first."""
    series = data.series(county, STATISTIC)
    if series is None:
        return []
    held = series.frame.filter(pl.col("area_key") == county)
    return sorted(held["period"].unique().to_list(), reverse=True)


def month_of(data: Data, selection: Selection) -> Month | None:
    """The chosen month, or else the newest; None without the table."""
    series = data.series(selection.county, STATISTIC)
    keys = months_of(data, selection.county)
    lines = data.classification(CLASSIFICATION)
    if series is None or not keys or not lines:
        return None
    now = Period.parse(selection.period if selection.period in keys else keys[0])
    before = f"{now.start.year - 1}-{now.start.month:02d}"
    return Month(
        county=county_of(data.counties(), selection.county),
        series=series,
        lines=lines,
        now=now,
        year_before=Period.parse(before) if before in keys else None,
        base=Period.parse(BASE) if BASE in keys and now.key != BASE else None,
        values=_values(series, selection.county),
    )


def _values(series: Series, county: str) -> dict[tuple[str, str], Value]:
    rows = series.frame.filter(
        (pl.col("area_key") == county) & (pl.col("sex") == Sex.TOTAL.value)
    ).select("group_code", "period", "number", "status", "provisional")
    return {
        (group, period): Value(number, Status(status), provisional=provisional)
        for group, period, number, status, provisional in rows.iter_rows()
    }


def single_countries(month: Month) -> list[ClassificationLine]:
    """Single countries: lines without lines below them."""
    return [
        line
        for line in month.lines
        if not any(other.parent_code == line.group_code for other in month.lines)
    ]


def largest_first(month: Month) -> list[ClassificationLine]:
    """Countries with a number in the month, largest first."""
    known = [
        one for one in single_countries(month) if month.at(one.group_code, month.now) is not None
    ]
    return sorted(known, key=lambda one: -(month.at(one.group_code, month.now) or 0.0))


def is_recomputed(month: Month, period: Period) -> bool:
    """No number of the month was printed; all come from printed changes."""
    origins = month.series.frame.filter(pl.col("period") == period.key)["origin"].unique()
    return origins.to_list() == [Origin.RECOMPUTED.value]


def source_line(month: Month, *periods: Period | None) -> SourceLine:
    """Source line of a chart that compares some months."""
    keys = [period.key for period in periods if period]
    used = month.series.only(
        pl.col("period").is_in(keys) & (pl.col("area_key") == month.county.key)
    )
    return caption(
        used.papers,
        dates=("Berichtsmonat " if len(keys) == 1 else "Berichtsmonate ")
        + german.listing([german.month(Period.parse(key).start) for key in sorted(keys)]),
    )
