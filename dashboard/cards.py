"""Draws the parts of a page with Streamlit; every part is a container with a promised key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

import streamlit as st
from plotly.basedatatypes import BaseFigure

from dashboard import markup
from dashboard.charts.model import Chart, Figure
from dashboard.navigation import page
from dashboard.views.model import Card, FigureCard, Note, Opening, Section
from dashboard.views.overview import Lead
from data_access.domain import Absence
from data_access.settings import ROOT

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_CONFIG = {"displayModeBar": False, "responsive": True, "staticPlot": False}


def opening(given: Opening) -> None:
    """Title, sentence and figure strip."""
    st.html(markup.opening(given))
    figures(given.figures)


def figures(given: Sequence[FigureCard]) -> None:
    """The figure strip; nothing without figures."""
    if not given:
        return
    with st.container(key=f"kpis-{len(given)}"):
        for one in given:
            with st.container(key=f"kpi-{one.id}"):
                st.html(markup.figure(one))


def section(given: Section | None) -> None:
    """A heading rule."""
    if given:
        text = f"<p>{escape(given.text)}</p>" if given.text else ""
        st.html(f'<div class="section"><h2>{escape(given.title)}</h2>{text}</div>')


@contextmanager
def row(*ratios: int) -> Iterator[list[DeltaGenerator]]:
    """Columns of given ratios; their cards are equally high."""
    yield st.columns(list(ratios), gap="small")


def rows_of(given: Sequence[Card], *ratios: int) -> None:
    """Cards in rows; a last single card takes the whole row, never half of it."""
    for start in range(0, len(given), len(ratios)):
        part = given[start : start + len(ratios)]
        if len(part) < len(ratios):
            for card, column in zip(part, st.columns(len(part), gap="small"), strict=True):
                show(column, card)
            continue
        for card, column in zip(part, st.columns(list(ratios), gap="small"), strict=True):
            show(column, card)


def show(place: DeltaGenerator, card: Card, *, lead: Lead | None = None) -> None:
    """A card of any kind in its place, perhaps with a link that leads on."""
    key = f"chart-{card.id}" if isinstance(card, Chart) else None
    with place, st.container(border=True, height="stretch", key=key):
        if isinstance(card, Chart):
            _chart(card)
        elif isinstance(card, Absence):
            _absence(card)
        else:
            _note(card)
        if lead:
            st.page_link(ROOT / "pages" / page(lead.slug).file, label=lead.text)


class _Prepared(BaseFigure):  # type: ignore[misc]
    """A figure that Streamlit takes as it is.

    It would validate a plain dict and deep-copy a figure in every run, at several milliseconds a
    chart; ours are validated once, by the tests.
    """

    def __init__(self, plain: Figure) -> None:
        object.__setattr__(self, "plain", plain)

    def to_dict(self) -> Figure:
        """The figure in Plotly's grammar, shared by all sessions and never changed."""
        return cast("Figure", self.plain)


@dataclass(frozen=True)
class _Ready:
    """What of a chart is the same in every run."""

    head: str
    figure: _Prepared | None
    board: str
    papers: str


#: Lives as long as the cached view that holds the chart.
_READY: WeakKeyDictionary[Chart, _Ready] = WeakKeyDictionary()


def _ready(chart: Chart) -> _Ready:
    found = _READY.get(chart)
    if found is None:
        found = _Ready(
            markup.card_head(chart),
            _Prepared(chart.figure) if chart.figure else None,
            markup.board(chart.board) if chart.board else "",
            markup.papers(chart),
        )
        _READY[chart] = found
    return found


def _chart(chart: Chart) -> None:
    ready = _ready(chart)
    st.html(ready.head)
    if ready.figure is not None:
        st.plotly_chart(
            ready.figure,
            theme=None,
            height=chart.height,
            config=_CONFIG,
            alt=chart.alt,
            key=f"figure-{chart.id}",
        )
    if ready.board:
        st.html(ready.board)
    with st.container(key=f"table-{chart.id}"):
        st.html(ready.papers)


def _absence(absence: Absence) -> None:
    st.html(
        f'<div class="absence"><h2>{escape(absence.what)}</h2>'
        f"<p>{escape(absence.why)}</p><p>{escape(absence.how)}</p></div>"
    )


def _note(note: Note) -> None:
    text = "".join(f"<p>{markup.rich(one)}</p>" for one in note.paragraphs)
    st.html(f'<div class="notecard"><h2>{escape(note.title)}</h2>{text}</div>')


def complaints(texts: Sequence[str]) -> None:
    """What of the address was not understood."""
    if texts:
        listed = "".join(f"<p>{escape(text)}</p>" for text in texts)
        st.html(f'<div class="complaint" role="status">{listed}</div>')


def leads(given: Sequence[Lead]) -> None:
    """Cards in one row with links to their pages; the last one takes a row of its own."""
    *first, last = given
    for lead, column in zip(first, st.columns([6, 7, 5], gap="small"), strict=True):
        show(column, lead.card, lead=lead)
    (column,) = st.columns(1)
    show(column, last.card, lead=last)
