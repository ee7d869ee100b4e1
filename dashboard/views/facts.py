"""Single figures that the founding documents print, as data: which they are, and which say most."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import german
from dashboard.views.model import Data
from data_access.domain import County, Papers, Period, Statistic
from data_access.vocabulary import Qualifier

#: Statistics of the two large printed tables, which have pages of their own.
IN_TABLES = {
    "auslaender-fortschreibung",
    "auslaenderanteil-fortschreibung",
    "auslaenderanteil-veraenderung",
    "bevoelkerung-fortschreibung",
    "sgb2-asylzugang",
    "sgb2-asylzugang-anteil",
    "sgb2-asylzugang-vorjahr",
    "sgb2-asylzugang-vorjahr-prozent",
    "sgb2-asylzugang-seit-2015",
    "sgb2-asylzugang-seit-2015-prozent",
}
#: So many areas at one place of a document are a table, not single figures.
_TABLE = 17


@dataclass(frozen=True)
class Fact:
    """One single figure of a document."""

    statistic: Statistic
    area: str
    group: str
    period: Period
    number: float
    upper: float | None
    qualifier: Qualifier
    planned: bool
    original: str
    locator: str
    note: str
    source: str
    until: Period | None = None

    @property
    def decimals(self) -> int:
        """As many places as the document prints."""
        printed = re.search(r"\d,(\d+)", self.original)
        places = len(printed.group(1)) if printed else 0
        return min(places, self.statistic.decimals) if self.original else self.statistic.decimals

    @property
    def wording(self) -> str:
        """What the document says in place of digits; empty where it prints the number."""
        plain = re.search(r"\d", self.original) or self.original == german.spelled(int(self.number))
        return "" if plain else self.original

    @property
    def name(self) -> str:
        """What is counted, of which group, where."""
        return ", ".join(part for part in (self.statistic.name, self.group, self.area) if part)

    @property
    def when(self) -> str:
        """Its period as text; several years in a row where the document says so."""
        text = german.period(self.period)
        return f"{text} bis {german.period(self.until)}" if self.until else text

    @property
    def text(self) -> str:
        """The figure with its unit and what the document says beside it."""
        text = german.quantity(
            self.number,
            self.statistic.unit,
            self.decimals,
            qualifier=self.qualifier,
            upper=self.upper,
        )
        return f"{text} (Plan)" if self.planned else text


def facts(data: Data, county: County, topic: str | None = None) -> tuple[list[Fact], Papers]:
    """Single figures of a county, of one topic or of all, with their papers."""
    found: list[Fact] = []
    papers = Papers(synthetic=county.synthetic, county_name=county.name)
    for statistic in data.statistics(county.key):
        if topic is not None and statistic.topic != topic:
            continue
        series = data.series(county.key, statistic.code)
        if series is None:
            continue
        quoted = (
            pl.col("number").is_not_null()
            & (pl.col("locator") != "")
            & (pl.col("origin") != "recomputed")
        )
        if topic is None and statistic.code in IN_TABLES:
            # Of these only what the prose adds, such as the year before.
            quoted &= pl.col("period") != series.frame["period"].max()
        # A table of its own is shown on the page of its subject.
        listed = pl.len().over("group_code", "period", "locator") >= _TABLE
        rows = series.frame.filter(quoted & ~listed)
        if rows.is_empty():
            continue
        papers = papers.merged(series.only(pl.col("locator") != "").papers)
        found += [_fact(statistic, row, county) for row in rows.iter_rows(named=True)]
    return found, papers


def _fact(statistic: Statistic, row: dict[str, Any], county: County) -> Fact:
    return Fact(
        statistic,
        row["area_name"] if row["area_key"] != county.key else "",
        row["group_name"] if row["group_code"] != "insgesamt" else "",
        Period.parse(row["period"]),
        row["number"],
        row["number_to"],
        Qualifier(row["qualifier"]),
        row["planned"],
        row["original_text"],
        row["locator"],
        row["note"],
        row["source_code"],
    )


#: Units in the order in which a reader asks for them: money, people, what was offered.
_ASKED = ("eur", "persons", "courses", "appointments", "offices", "meetings")


def highlights(found: list[Fact]) -> list[Fact]:
    """Up to four figures that say most: of each unit the largest of what is told most often."""
    often = Counter(one.statistic.code for one in found)
    ordered = sorted(
        (one for one in found if one.statistic.unit in _ASKED),
        key=lambda one: (one.planned, -often[one.statistic.code], -one.number, one.name),
    )
    best: dict[str, Fact] = {}
    for one in ordered:
        best.setdefault(one.statistic.unit, one)
    named = [best[unit] for unit in _ASKED if unit in best]
    more = [one for one in ordered if one not in named]
    return [*named, *more][:4] or found[:4]
