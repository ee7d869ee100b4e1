"""What the founding documents say of a county: single figures with page, and dated events."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import polars as pl

from dashboard import german, theme
from dashboard.charts.model import Cell, Chart, Table, caption, table_card
from dashboard.charts.ranking import Bar, ranking
from dashboard.views.facts import IN_TABLES, Fact, facts
from dashboard.views.model import Card, Data, Section
from data_access.domain import County, Papers, PeriodKind
from data_access.vocabulary import StatisticKind

#: Codes of spending end so; income and what is left to pay are not added to it or compared with it.
_SPENDING = ("aufwendungen", "ausgaben")
#: A longer table is folded.
_LONG = 24
#: So many bars make a chart.
_FEW = 3


def section(county: County) -> Section:
    """Heading of the part that quotes documents."""
    return Section(
        "Aus den veröffentlichten Unterlagen",
        f"Einzelne Zahlen und Ereignisse {county.of_phrase}, jede mit Datum und Fundstelle.",
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
        if one.statistic.unit == "persons" and one.statistic.code not in IN_TABLES
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
        title=f"Größter Wert: {_name(top)} mit {top.text}",
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
        subtitle="Wörter wie „rund“ und „bis zu“ bleiben erhalten; Planwerte sind benannt",
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
