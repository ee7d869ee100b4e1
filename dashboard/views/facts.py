"""Single figures that the founding documents print, as data: which they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import german
from dashboard.views.model import Data
from data_access.domain import County, Papers, Period, Statistic
from data_access.vocabulary import AreaKind, Qualifier, Sex

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
#: What packs add to a place in a document whose text has lost its pages.
PAGELESS = ", Seite im Text nicht erkennbar"
#: So many areas at one place of a document are a table, not single figures.
_TABLE = 17


@dataclass(frozen=True)
class Fact:
    """One single figure of a document."""

    statistic: Statistic
    area: str
    area_key: str
    area_kind: AreaKind
    group: str
    group_code: str
    sex: Sex
    period: Period
    number: float
    upper: float | None
    qualifier: Qualifier
    planned: bool
    original: str
    locator: str
    note: str
    source: str
    #: Area and group of the figure of which the document says that this one is a part.
    whole: tuple[str, str] | None = None
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
        """What is counted, of which group and sex, where."""
        parts = (self.statistic.name, self.group, self.sex_name, self.area)
        return ", ".join(part for part in parts if part)

    @property
    def sex_name(self) -> str:
        """The sex; empty for all persons."""
        return "" if self.sex is Sex.TOTAL else self.sex.value

    @property
    def place(self) -> str:
        """Where in the document it stands, without the remark that pages are not known."""
        return self.locator.removesuffix(PAGELESS).replace("S. ", f"S.{german.NBSP}")

    @property
    def exact(self) -> bool:
        """The document prints it without a word such as "rund"."""
        return self.qualifier is Qualifier.EXACTLY

    @property
    def bare(self) -> str:
        """The figure with its unit and qualifier; that it is a plan is said elsewhere."""
        return german.quantity(
            self.number,
            self.statistic.unit,
            self.decimals,
            qualifier=self.qualifier,
            upper=self.upper,
        )

    @property
    def when(self) -> str:
        """Its period as text; several years in a row where the document says so."""
        text = german.period(self.period)
        return f"{text} bis {german.period(self.until)}" if self.until else text

    @property
    def text(self) -> str:
        """The figure with its unit and what the document says beside it."""
        return f"{self.bare} (Plan)" if self.planned else self.bare


def facts(data: Data, county: County, topic: str | None = None) -> tuple[list[Fact], Papers]:
    """Single figures of a county, of one topic or of all, with their papers."""
    found: list[Fact] = []
    papers = Papers(synthetic=county.synthetic, county_name=county.name)
    for series in data.printed(county.key):
        statistic = series.statistic
        if topic is not None and statistic.topic != topic:
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
        papers = papers.merged(series.only(quoted & ~listed).papers)
        wholes = {
            (part.area_key, part.group_code): (part.whole_area_key, part.whole_group_code)
            for part in series.parts
        }
        found += [_fact(statistic, row, county, wholes) for row in rows.iter_rows(named=True)]
    return found, papers


def _fact(
    statistic: Statistic,
    row: dict[str, Any],
    county: County,
    wholes: dict[tuple[str, str], tuple[str, str]],
) -> Fact:
    return Fact(
        statistic,
        row["area_name"] if row["area_key"] != county.key else "",
        row["area_key"],
        AreaKind(row["area_kind"]),
        row["group_name"] if row["group_code"] != "insgesamt" else "",
        row["group_code"],
        Sex(row["sex"]),
        Period.parse(row["period"]),
        row["number"],
        row["number_to"],
        Qualifier(row["qualifier"]),
        row["planned"],
        row["original_text"],
        row["locator"],
        row["note"],
        row["source_code"],
        wholes.get((row["area_key"], row["group_code"])),
    )
