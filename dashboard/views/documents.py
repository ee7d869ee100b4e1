"""What the founding documents say of a county: single figures with page, and dated events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import german, theme
from dashboard.charts.model import Cell, Chart, Table, caption
from dashboard.charts.ranking import Bar, ranking
from dashboard.views.model import Card, Data, Section
from data_access.domain import County, Papers, Period, Statistic
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
#: A longer table is folded.
_LONG = 24
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

    @property
    def text(self) -> str:
        """The figure with its unit, "rund" kept."""
        text = german.in_unit(self.number, self.statistic.unit, self.statistic.decimals)
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
        rows = series.frame.filter(quoted)
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
    )


def cards(data: Data, county: County, *, topic: str | None, slug: str) -> tuple[Card, ...]:
    """Money, counts, and the table of all single figures of a topic."""
    found, papers = facts(data, county, topic)
    if not found:
        return ()
    made: list[Card] = []
    money = [
        one
        for one in found
        if one.statistic.unit == "eur" and one.statistic.kind is StatisticKind.BUDGET
    ]
    if len(money) >= _FEW:
        made.append(_bars(county, money, papers, f"{slug}-betraege", "Beträge"))
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
        text = _wrapped(", ".join(part for part in parts if part) or one.statistic.short_name)
        labels.append(f"{text} · {one.period.start.year}" if years else text)
    return labels


def _wrapped(name: str) -> str:
    """Break a long label once, so that bars keep room."""
    if len(name) <= 30:
        return name
    middle = name.rfind(" ", 0, 31)
    return f"{name[:middle]}<br>{name[middle + 1 :]}" if middle > 8 else name


def _used_sources(papers: Papers, found: list[Fact]) -> Papers:
    return Papers(
        sources=papers.sources,
        periods=tuple(sorted({one.period for one in found})),
        synthetic=papers.synthetic,
        county_name=papers.county_name,
    )


def _facts_table(found: list[Fact]) -> Table:
    return Table(
        ("Was", "Wert", "Zeitraum", "Fundstelle", "Hinweis"),
        tuple(
            (
                Cell(_name(one)),
                one.text,
                german.period(one.period),
                one.locator,
                one.note or german.DASH,
            )
            for one in found
        ),
        ("left", "right", "left", "left", "left"),
    )


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
    ordered = sorted(found, key=lambda one: (one.statistic.name, one.period, one.area))
    return Chart(
        id=id_,
        title=f"{german.counted(len(ordered), 'einzelne Zahl', 'einzelne Zahlen')} mit Fundstelle",
        subtitle="„rund“ und „circa“ der Unterlagen bleiben erhalten; Planwerte sind benannt",
        figure=None,
        height=0,
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
    return Chart(
        id="ueberblick-ereignisse",
        title=f"{german.counted(len(listed), 'Ereignis', 'Ereignisse')} mit Datum",
        subtitle="Gegründet, beschlossen, veranstaltet, berichtet",
        figure=None,
        height=0,
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
        table_open=True,
    )
