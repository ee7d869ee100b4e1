"""What the founding documents say of a county: single figures with page, and dated events."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dashboard import german, theme
from dashboard.charts.model import Cell, Chart, Table, caption, table_card
from dashboard.charts.ranking import Bar, ranking
from dashboard.views.model import Card, Data, Section
from data_access.domain import County, Papers, Period, PeriodKind, Statistic
from data_access.vocabulary import StatisticKind

#: Statistics of the two large printed tables, which have pages of their own.
_IN_TABLES = {
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
#: Codes of spending end so; income and what is left to pay are not added to it or compared with it.
_SPENDING = ("aufwendungen", "ausgaben")
#: A longer table is folded.
_LONG = 24
#: So many areas at one place of a document are a table, not single figures.
_TABLE = 17
#: So many bars make a chart.
_FEW = 3


@dataclass(frozen=True)
class Fact:
    """One single figure of a document."""

    statistic: Statistic
    area: str
    group: str
    period: Period
    number: float
    approximate: bool
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
        """The figure with its unit, "rund" kept."""
        text = german.in_unit(self.number, self.statistic.unit, self.decimals)
        plan = " (Plan)" if self.planned else ""
        return f"rund {text}{plan}" if self.approximate else f"{text}{plan}"


def section(county: County) -> Section:
    """Heading of the part that quotes documents."""
    return Section(
        "Aus den veröffentlichten Unterlagen",
        f"Einzelne Zahlen und Ereignisse {county.of_phrase}, jede mit Datum und Fundstelle.",
    )


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
        if topic is None and statistic.code in _IN_TABLES:
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
        row["approximate"],
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


def cards(data: Data, county: County, *, topic: str | None, slug: str) -> tuple[Card, ...]:
    """Money, counts, and the table of all single figures of a topic."""
    found, papers = facts(data, county, topic)
    if not found:
        return ()
    made: list[Card] = []
    money = [
        one
        for one in found
        if one.statistic.kind is StatisticKind.BUDGET and one.statistic.code.endswith(_SPENDING)
    ]
    if len(money) >= _FEW:
        made.append(_bars(county, money, papers, f"{slug}-betraege", "Ausgaben"))
    people = _people(found)
    if len(people) >= _FEW:
        made.append(_bars(county, people, papers, f"{slug}-personen", "Personen"))
    made.append(_table(county, found, papers, f"{slug}-zahlen"))
    return tuple(made)


def _people(found: list[Fact]) -> list[Fact]:
    """Counts of persons of the one statistic that has most of them: only those compare."""
    people = [
        one
        for one in found
        if one.statistic.unit == "persons" and one.statistic.code not in _IN_TABLES
    ]
    codes = [one.statistic.code for one in people]
    if not codes:
        return []
    top = max(codes, key=codes.count)
    return [one for one in people if one.statistic.code == top]


def _name(one: Fact) -> str:
    parts = [one.statistic.short_name, one.group, one.area]
    return ", ".join(part for part in parts if part)


def _bars(county: County, found: list[Fact], papers: Papers, id_: str, word: str) -> Chart:
    ordered = sorted(found, key=lambda one: (-one.number, _name(one)))[:14]
    labels = _labels(ordered)
    figure = ranking(
        [
            Bar(
                label,
                one.number,
                one.text,
                colour=theme.SEQUENTIAL[2] if one.planned else theme.BLUE,
            )
            for one, label in zip(ordered, labels, strict=True)
        ]
    )
    planned = any(one.planned for one in ordered)
    top = ordered[0]
    used = _used_sources(papers, ordered)
    return Chart(
        id=id_,
        title=f"Größter Wert: {top.statistic.short_name} mit {top.text}",
        subtitle=f"{word} aus den Unterlagen"
        + ("; helle Balken sind Planwerte" if planned else ""),
        figure=figure,
        height=figure["layout"]["height"],
        caption=caption(used),
        alt=f"Balkendiagramm: {word}. "
        + german.listing([f"{_name(one)} {one.period.key} {one.text}" for one in ordered[:5]])
        + ".",
        table=_facts_table(ordered),
        frame=_frame(ordered),
        synthetic=county.synthetic,
        notes=tuple(dict.fromkeys(one.note for one in ordered if len(one.note) > 20))[:3],
    )


def _labels(found: list[Fact]) -> list[str]:
    """Labels that say only in what the bars differ; what all share stands in the title."""
    statistics = len({one.statistic.code for one in found}) > 1
    years = len({one.period.start.year for one in found}) > 1
    labels = []
    for one in found:
        parts = [one.statistic.short_name if statistics else "", one.area, one.group]
        text = ", ".join(part for part in parts if part) or one.statistic.short_name
        labels.append(_wrapped(f"{text}, {one.period.start.year}" if years else text))
    return labels


def _wrapped(name: str) -> str:
    """Break a long label, so that bars keep room on a phone."""
    return "<br>".join(textwrap.wrap(name, 22, break_long_words=False))


def _used_sources(papers: Papers, found: list[Fact]) -> Papers:
    used = {one.source for one in found}
    return Papers(
        sources=tuple(one for one in papers.sources if one.code in used),
        periods=tuple(sorted({one.period for one in found})),
        synthetic=papers.synthetic,
        county_name=papers.county_name,
    )


def _facts_table(found: list[Fact]) -> Table:
    return Table(
        ("Was", "Wert", "Zeitraum", "Fundstelle", "Hinweis"),
        tuple(
            (
                Cell(one.name),
                one.text,
                one.when,
                one.locator,
                " ".join(part for part in (_quoted(one), one.note) if part) or german.DASH,
            )
            for one in found
        ),
        ("left",) * 5,
    )


def _quoted(one: Fact) -> str:
    return f"Im Text: „{one.wording}“." if one.wording else ""


def _joined(found: list[Fact]) -> list[Fact]:
    """Facts in order; the same figure in years that follow each other is one row."""
    ordered = sorted(found, key=lambda one: (one.statistic.name, one.area, one.group, one.period))
    rows: list[Fact] = []
    for one in ordered:
        last = rows[-1] if rows else None
        if last and _continues(last, one):
            rows[-1] = replace(last, until=one.period)
        else:
            rows.append(one)
    return rows


def _continues(last: Fact, one: Fact) -> bool:
    same = replace(last, period=one.period, until=None) == one
    newest = last.until or last.period
    years = newest.kind is PeriodKind.YEAR and one.period.kind is PeriodKind.YEAR
    return same and years and one.period.start.year == newest.start.year + 1


def _frame(found: list[Fact]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (one.statistic.code, one.area, one.group, one.period.key, one.number, one.locator)
            for one in found
        ],
        schema={
            "statistic": pl.String,
            "area": pl.String,
            "group": pl.String,
            "period": pl.String,
            "number": pl.Float64,
            "locator": pl.String,
        },
        orient="row",
    )


def _table(county: County, found: list[Fact], papers: Papers, id_: str) -> Chart:
    ordered = _joined(found)
    return table_card(
        id_,
        title=f"{german.counted(len(ordered), 'einzelne Zahl', 'einzelne Zahlen')} mit Fundstelle",
        subtitle="„rund“ und „circa“ der Unterlagen bleiben erhalten; Planwerte sind benannt",
        caption=caption(_used_sources(papers, ordered)),
        alt="Tabelle der einzelnen Zahlen mit Zeitraum und Fundstelle.",
        table=_facts_table(ordered),
        frame=_frame(ordered),
        synthetic=county.synthetic,
        table_open=len(ordered) <= _LONG,
    )


def milestones(data: Data, county: County) -> Card | None:
    """Dated events of a county, newest first."""
    listed = data.milestones(county.key)
    if not listed:
        return None
    sources = {one.source.code: one.source for one in listed}
    return table_card(
        "ueberblick-ereignisse",
        title=f"{german.counted(len(listed), 'Ereignis', 'Ereignisse')} mit Datum",
        subtitle="Gegründet, beschlossen, veranstaltet, berichtet",
        caption=caption(
            Papers(sources=tuple(sources.values()), synthetic=county.synthetic),
            dates="Datum je Zeile",
        ),
        alt="Tabelle der Ereignisse mit Datum und Fundstelle.",
        table=Table(
            ("Datum", "Thema", "Ereignis", "Fundstelle"),
            tuple(
                (
                    german.date_text(one.happened)
                    + (f" bis {german.date_text(one.ended)}" if one.ended else ""),
                    one.topic,
                    one.title + (f": {one.detail}" if one.detail else ""),
                    one.locator,
                )
                for one in reversed(listed)
            ),
            ("left", "left", "left", "left"),
        ),
        frame=pl.DataFrame(
            [(one.happened, one.topic, one.title) for one in listed],
            schema={"happened": pl.String, "topic": pl.String, "title": pl.String},
            orient="row",
        ),
        synthetic=county.synthetic,
    )
