"""Draws the blocks of a page with Streamlit: a container with its promised key for each card.

Each element of Streamlit costs a message, a socket call and a node in the browser, so a card is
one piece of HTML; ``static/charts.js`` draws the figure inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any
from zlib import crc32

import streamlit as st

from dashboard import cached, filters, markup, preview_markup
from dashboard.charts.model import Chart
from dashboard.navigation import page
from dashboard.selection import PREVIEW
from dashboard.views.model import Block, Card, Cell, Lead, Row
from data_access.domain import Absence
from data_access.settings import ROOT

_NO_PREVIEW = (
    "Dieser Vorschau-Link gilt nicht oder nicht mehr. Gezeigt werden die freigegebenen Zahlen. "
    "Einen neuen Link gibt die Stelle, von der er kam."
)


def show(slug: str, arrange: Callable[[Any], Iterable[Block]]) -> None:
    """Build the view of the selection in force, and draw it."""
    for block in arrange(cached.view(slug, filters.current())):
        if isinstance(block, Row):
            _row(block)
        elif block is not None:
            piece(markup.block(block))


class _Piece:
    """HTML that Streamlit takes as it is: a plain text would be searched for indentation."""

    def __init__(self, body: str) -> None:
        self._body = body

    def _repr_html_(self) -> str:
        return self._body


def piece(body: str) -> None:
    """Draw a piece of our own HTML."""
    st.html(_Piece(body))


def _row(row: Row) -> None:
    (first, *others) = row.cells
    if not others and not isinstance(first, tuple):
        _card(first)
        return
    with st.container(key=f"cards-{'-'.join(map(str, row.widths))}-{_name(row.cells[0])}"):
        for cell in row.cells:
            if isinstance(cell, tuple):
                with st.container(key=f"stack-{_name(cell)}"):
                    for card in cell:
                        _card(card)
            else:
                _card(cell)


def _name(cell: Cell) -> str:
    """What tells a row from the others of its page."""
    if isinstance(cell, tuple):
        return _name(cell[0])
    card = cell.card if isinstance(cell, Lead) else cell
    if isinstance(card, Chart):
        return card.id
    return f"text-{crc32((card.what if isinstance(card, Absence) else card.title).encode()):08x}"


def _card(given: Card | Lead) -> None:
    card = given.card if isinstance(given, Lead) else given
    key = f"chart-{card.id}" if isinstance(card, Chart) else None
    with st.container(border=True, height="stretch", key=key):
        piece(preview_markup.marked(markup.card(card), cached.preview()))
        if isinstance(given, Lead):
            st.page_link(ROOT / "pages" / page(given.slug).file, label=given.text)


def preview(asked: Mapping[str, str]) -> None:
    """Say that a delivery is shown before its release, or that its link is good no more."""
    shown = cached.preview()
    if shown:
        piece(preview_markup.banner(shown))
    elif PREVIEW in asked:
        filters.drop(PREVIEW)
        complaints([_NO_PREVIEW])


def complaints(texts: Sequence[str]) -> None:
    """What of the address was not understood."""
    if texts:
        listed = "".join(f"<p>{escape(text)}</p>" for text in texts)
        piece(f'<div class="complaint" role="status">{listed}</div>')
