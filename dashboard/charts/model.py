"""What a chart is: figure, words, papers, table and the frame behind it, inseparable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import polars as pl

from dashboard import german
from data_access.domain import Papers, Period, PeriodKind, Source
from data_access.vocabulary import Origin, State

Figure = dict[str, Any]
LegendField = tuple[str, int, str, str]
Align = Literal["left", "right"]


@dataclass(frozen=True)
class Cell:
    """A formatted cell.

    ``level`` indents, ``strong`` marks sums, ``bar`` is a share of -1 to 1, ``sub`` a second line.
    """

    text: str
    strong: bool = False
    level: int = 0
    bar: float | None = None
    sub: str = ""


@dataclass(frozen=True)
class Table:
    """A real table: headings and formatted rows; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    align: tuple[Align, ...] = ()

    def alignment(self, index: int) -> Align:
        """Alignment of a column; text left, figures right, unless given."""
        if self.align:
            return self.align[index]
        return "left" if index == 0 else "right"


@dataclass(frozen=True)
class Tile:
    """One goal of a board; ``state`` None means that no target was ever set."""

    state: State | None
    title: str


@dataclass(frozen=True)
class Turn:
    """A goal that changed its state."""

    title: str
    before: State | None
    after: State


@dataclass(frozen=True)
class BoardRow:
    """One action field of a board."""

    code: str
    title: str
    link: str
    tiles: tuple[Tile, ...]
    summary: str
    turns: tuple[Turn, ...]
    facts: tuple[tuple[str, str], ...]
    due: str
    due_soon: str
    due_what: str
    chosen: bool


@dataclass(frozen=True)
class Board:
    """Action fields under each other; headings of its columns."""

    columns: tuple[str, ...]
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True)
class SourceLine:
    """The line under a chart: its words, and the sources that they name."""

    text: str
    sources: tuple[Source, ...] = ()

    def plus(self, part: str) -> SourceLine:
        """The line with one more part."""
        return SourceLine(f"{self.text} · {part}", self.sources)


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart with everything that must not be separated from it.

    Attributes:
        id: of ``a-z0-9-``; printed by ``integrationsmonitor charts``.
        title: the takeaway, computed from the data.
        subtitle: what is shown, in which unit.
        figure: Plotly figure as a slim dict, or None where the table is the picture.
        height: of the figure in pixels.
        caption: source line with dates, and the sources themselves.
        notes: sentences that a reader needs beside the source.
        alt: alternative text from the same data.
        table: what the figure shows, as text.
        frame: the numbers behind it.
        synthetic: example data, to be marked everywhere.
        table_open: show the table itself in place of a figure.
        board: drawn in place of a figure.
        state: of the goal that the chart is about, shown above the title.
        legend: class fields above a map: label, number of areas, ground, text colour.
    """

    id: str
    title: str
    subtitle: str
    figure: Figure | None
    height: int
    caption: SourceLine
    alt: str
    table: Table
    frame: pl.DataFrame
    synthetic: bool
    notes: tuple[str, ...] = field(default=())
    table_open: bool = False
    legend: tuple[LegendField, ...] = field(default=())
    board: Board | None = None
    state: State | None = None


def table_card(
    id_: str,
    *,
    title: str,
    subtitle: str,
    caption: SourceLine,
    alt: str,
    table: Table,
    frame: pl.DataFrame,
    synthetic: bool,
    notes: tuple[str, ...] = (),
    table_open: bool = True,
) -> Chart:
    """A chart whose table is the picture; ``table_open`` False folds a long one."""
    return Chart(
        id=id_,
        title=title,
        subtitle=subtitle,
        figure=None,
        height=0,
        caption=caption,
        alt=alt,
        table=table,
        frame=frame,
        synthetic=synthetic,
        notes=notes,
        table_open=table_open,
    )


def source_text(source: Source) -> str:
    """A source as readers find it: publisher, title, table."""
    text = f"{source.publisher}, {source.title}"
    return f"{text}, Tabelle {source.table_id}" if source.table_id else text


def source_texts(sources: Iterable[Source]) -> tuple[str, ...]:
    """Sources as readers find them; of one publisher and title only table numbers are listed."""
    by_title: dict[tuple[str, str], list[str]] = {}
    for source in sources:
        by_title.setdefault((source.publisher, source.title), []).append(source.table_id)
    names = []
    for (publisher, title), ids in by_title.items():
        tables = [one for one in ids if one]
        word = "Tabelle" if len(tables) == 1 else "Tabellen"
        tail = f", {word} {german.listing(tables)}" if tables else ""
        names.append(f"{publisher}, {title}{tail}")
    return tuple(names)


def caption(papers: Papers, *, dates: str = "", extra: tuple[str, ...] = ()) -> SourceLine:
    """Source line: sources, dates, territorial and data status, own calculations.

    Sources of one publisher and title share their words; only table numbers are listed.
    """
    names = source_texts(papers.sources)
    parts = [f"Quelle: {'; '.join(names)}" if names else "Quelle: nicht angegeben"]
    parts.append(dates or dates_text(papers.periods))
    if papers.territorial_status:
        parts.append(f"Gebietsstand {german.day(papers.territorial_status)}")
    parts.append(status_text(papers))
    if Origin.RECOMPUTED in papers.origins:
        parts.append("eigene Berechnung aus den Zahlen der Quelle")
    text = " · ".join(
        part for part in (*parts, *_sample(synthetic=papers.synthetic), *extra) if part
    )
    return SourceLine(text, papers.sources)


def status_text(papers: Papers) -> str:
    """How new the figures are: data status, else when the sources appeared, else that none says."""
    statuses = _data_statuses(papers)
    if statuses:
        return f"Datenstand {statuses}"
    published = {source.published for source in papers.sources if source.published}
    if published:
        texts = [german.date_text(one) for one in sorted(published)]
        return f"veröffentlicht {german.listing(texts)}"
    return "Datenstand von der Quelle nicht genannt"


def _data_statuses(papers: Papers) -> str:
    """The data status, with its source where the papers name others beside it; empty without any.

    One from before the newest period is none of the figures shown, and not told.
    """
    newest = max((period.start for period in papers.periods), default=date.min)
    found = {one.source_code: one.on for one in papers.data_statuses if one.on >= newest}
    if not found:
        return ""
    days = set(found.values())
    if len(days) == 1 and len(found) == len(papers.sources):
        return german.day(days.pop())
    texts = [
        f"{german.day(found[source.code])} ({_short(source)})"
        for source in papers.sources
        if source.code in found
    ]
    return german.listing(texts)


def _short(source: Source) -> str:
    return f"Tabelle {source.table_id}" if source.table_id else source.title


def quoted(source: Source | None, *parts: str, synthetic: bool) -> SourceLine:
    """Source line of a document, or of a list that is its own source."""
    name = source_text(source) if source else "nicht angegeben"
    return own_list(name, *parts, synthetic=synthetic, sources=(source,) if source else ())


def own_list(
    name: str, *parts: str, synthetic: bool, sources: tuple[Source, ...] = ()
) -> SourceLine:
    """Source line of a list that the office keeps itself."""
    texts = (f"Quelle: {name}", *parts, *_sample(synthetic=synthetic))
    return SourceLine(" · ".join(part for part in texts if part), sources)


def _sample(*, synthetic: bool) -> tuple[str, ...]:
    return ("Beispieldaten, frei erfunden",) if synthetic else ()


def dates_text(periods: tuple[Period, ...]) -> str:
    """Reporting dates of a series: one, or first to last."""
    if not periods:
        return ""
    first, last = min(periods), max(periods)
    if first.kind is not last.kind:
        return f"Zeitraum {first.start.year} bis {last.end.year}"
    one, many = {
        PeriodKind.DAY: ("Stichtag", "Stichtage"),
        PeriodKind.MONTH: ("Berichtsmonat", "Berichtsmonate"),
        PeriodKind.YEAR: ("Jahr", "Jahre"),
        PeriodKind.SPAN: ("Schuljahr", "Schuljahre"),
        PeriodKind.MONTHS: ("Zeitraum", "Zeiträume"),
    }[last.kind]
    if first == last:
        return f"{one} {german.period(last)}"
    return f"{many} {german.period(first)} bis {german.period(last)}"
