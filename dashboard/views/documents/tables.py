"""Tables of the documents: single figures with page, and dated events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from dashboard import german
from dashboard.charts.model import Cell, Chart, Table, caption, source_text, table_card
from dashboard.views.documents.picture import Ground, frame
from dashboard.views.facts import PAGELESS, Fact
from dashboard.views.model import Card, Data, Section
from data_access.domain import County, Papers, PeriodKind

#: A longer table is folded.
_LONG = 16


def section(papers: Papers) -> Section:
    """Heading of the part that quotes documents, which it names."""
    source = f", aus: {source_text(papers.sources[0])}" if papers.sources else ""
    others = len(papers.sources) - 1
    if others > 0:
        source += f"; {german.counted(others, 'weitere Quelle', 'weitere Quellen')} je Karte"
    return Section(
        "Aus den veröffentlichten Unterlagen",
        f"Einzelne Zahlen und Ereignisse, jede Angabe mit Datum und Fundstelle{source}.",
    )


def context(county: County, papers: Papers) -> str:
    """County and time of the documents, for the line beside a title."""
    published = sorted({one.published for one in papers.sources if one.published})
    if not published:
        return f"{county.name} · aus Unterlagen"
    return f"{county.name} · aus Unterlagen, {german.date_text(published[-1])}"


def _facts_table(found: list[Fact]) -> Table:
    return Table(
        ("Was", "Wert", "Zeitraum", "Fundstelle", "Hinweis"),
        tuple(
            (
                Cell(one.name),
                one.text,
                one.when,
                one.place,
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
    ordered = sorted(
        found, key=lambda one: (one.statistic.name, one.area, one.group, one.sex, one.period)
    )
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


def table(ground: Ground, found: list[Fact]) -> Chart:
    """All single figures that no table of their own lists."""
    ordered = _joined(found)
    return table_card(
        f"{ground.slug}-zahlen",
        title=f"{german.counted(len(ordered), 'einzelne Zahl', 'einzelne Zahlen')} mit Fundstelle",
        subtitle="Wörter wie „rund“ und „bis zu“ bleiben erhalten; Planwerte sind benannt",
        caption=ground.source_line(ordered),
        alt="Tabelle der einzelnen Zahlen mit Zeitraum und Fundstelle.",
        table=_facts_table(ordered),
        notes=_pages(one.locator for one in ordered),
        frame=frame(ordered),
        synthetic=ground.county.synthetic,
        table_open=len(ordered) <= _LONG,
    )


def _pages(locators: Iterable[str]) -> tuple[str, ...]:
    """Said once where a document's text has lost its pages."""
    lost = any(one.endswith(PAGELESS) for one in locators)
    return ("Seitenzahlen sind im Text der Quelle nicht erkennbar.",) if lost else ()


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
                    one.locator.removesuffix(PAGELESS),
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
        notes=_pages(one.locator for one in listed),
    )
