"""What a picture of single figures is: its chart, its clause of the opening, and its figures."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard import german
from dashboard.charts.model import Chart, SourceLine, caption
from dashboard.views.facts import Fact
from dashboard.views.model import FigureCard, Sentence
from data_access.domain import County, Papers

#: Said beside a chart whose sums or shares no document prints.
OWN = "Summen und Anteile: eigene Berechnung"


@dataclass(frozen=True)
class Ground:
    """What every picture of a page stands on."""

    county: County
    papers: Papers
    #: Beginning of the ids on this page.
    slug: str

    def source_line(self, found: list[Fact], *, computed: bool = False) -> SourceLine:
        """The line under a chart of some of the figures."""
        return caption(used(self.papers, found), extra=(OWN,) if computed else ())


@dataclass(frozen=True)
class Picture:
    """A chart of figures that may be compared.

    Attributes:
        charts: at least one, the one with the main message first.
        clause: the message as a sentence that names its statistic.
        figures: for the strip, the most telling first.
        facts: what the charts draw.
        table: says all that rows of the general table would; None leaves them there.
        said: numbers with their units that it says besides those of ``facts``.
    """

    charts: tuple[Chart, ...]
    clause: Sentence
    figures: tuple[FigureCard, ...]
    facts: tuple[Fact, ...]
    table: Chart | None = None
    said: tuple[tuple[float, str], ...] = ()


def used(papers: Papers, found: list[Fact]) -> Papers:
    """The papers of some of the figures."""
    codes = {one.source for one in found}
    return Papers(
        sources=tuple(one for one in papers.sources if one.code in codes),
        periods=tuple(sorted({one.period for one in found})),
        synthetic=papers.synthetic,
        county_name=papers.county_name,
    )


def frame(found: list[Fact]) -> pl.DataFrame:
    """The numbers behind a chart or table."""
    return pl.DataFrame(
        [
            (
                one.statistic.code,
                one.area,
                one.group,
                one.sex.value,
                one.period.key,
                one.number,
                one.qualifier.value,
                one.planned,
                one.locator,
            )
            for one in found
        ],
        schema={
            "statistic": pl.String,
            "area": pl.String,
            "group": pl.String,
            "sex": pl.String,
            "period": pl.String,
            "number": pl.Float64,
            "qualifier": pl.String,
            "planned": pl.Boolean,
            "locator": pl.String,
        },
        orient="row",
    )


def remarks(found: list[Fact], *, most: int = 3) -> tuple[str, ...]:
    """What the pack notes beside the figures, each remark once; short ones say nothing here."""
    notes = tuple(dict.fromkeys(one.note for one in found if len(one.note) > 20))
    said = [one for one in notes if not any(one in other for other in notes if other != one)]
    return tuple(_whose(one, found) for one in said[:most])


def _whose(note: str, found: list[Fact]) -> str:
    """A remark on one of several statistics, or of several groups, begins with its name."""
    for name in ("statistic", "group"):
        every = {_named(one, name) for one in found}
        own = {_named(one, name) for one in found if one.note == note}
        if len(every) > len(own) == 1 and (text := own.pop()):
            return f"{german.capitalised(text)}: {note}"
    return note


def _named(one: Fact, name: str) -> str:
    return one.statistic.short_name if name == "statistic" else one.group
