"""The page as HTML inside the first answer of the server, before Streamlit has started.

A reader sees text, tables and charts while Streamlit still loads its scripts and opens its
connection; ``static/charts.js`` hands the drawn charts over when Streamlit's page stands. Both
are made of the same blocks by the same markup.
"""

from __future__ import annotations

import logging
import runpy
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape
from typing import Any, cast
from urllib.parse import urlencode

from dashboard import cached, markup, preview_markup
from dashboard.charts.model import Chart
from dashboard.navigation import CARE, PageSpec, pages
from dashboard.request import Request, understand
from dashboard.selection import PREVIEW
from dashboard.views.model import Block, Card, Cell, Lead, Row
from data_access.settings import ROOT

LOG = logging.getLogger("integrationsmonitor")

Arrange = Callable[[Any], Iterable[Block]]


@cache
def arrangement(spec: PageSpec) -> Arrange:
    """The function of a page's file that puts its blocks in order."""
    return cast("Arrange", runpy.run_path(str(ROOT / "pages" / spec.file))["arrange"])


def of_page(spec: PageSpec, asked: Mapping[str, str], *, office: bool = False) -> str:
    """A page for the parameters of an address; empty where Streamlit has to say what is wrong.

    Args:
        spec: the page.
        asked: what the address asks for.
        office: whether the office asks, whose menu has a page more.
    """

    def put_together() -> str:
        request = understand(spec.slug, asked)
        if request.county is None:
            return ""
        blocks = arrangement(spec)(cached.view(spec.slug, request.selection))
        return _page(spec, request, asked, blocks, office=office)

    try:
        return cached.steadily(put_together, asked.get(PREVIEW, ""))
    except Exception:
        # Whatever is wrong, the page itself says it in its own place, and the log has the rest.
        LOG.debug("Erste Antwort für /%s nicht möglich", spec.slug, exc_info=True)
        return ""


def _page(
    spec: PageSpec,
    request: Request,
    asked: Mapping[str, str],
    blocks: Iterable[Block],
    *,
    office: bool,
) -> str:
    shown = cached.preview()
    banner = ""
    if shown:
        banner = preview_markup.banner(shown)
    elif PREVIEW in asked:
        # Streamlit's page says what is wrong with the link.
        return ""
    notices = "".join(f"<p>{escape(one)}</p>" for one in request.complaints)
    complaint = f'<div class="complaint" role="status">{notices}</div>' if notices else ""
    body = "".join(drawn(one) for one in blocks)
    footer = markup.footer(spec.slug, cached.terms(spec.slug, request.selection))
    side = _side(spec, request, asked, office=office)
    return (
        f'<div id="first">{side}<main class="first-main" tabindex="-1">'
        f'<div class="first-page">{banner}{complaint}{body}{footer}</div></main></div>'
    )


def _side(spec: PageSpec, request: Request, asked: Mapping[str, str], *, office: bool) -> str:
    query = f"?{urlencode(asked)}" if asked else ""
    links = "".join(
        f'<li><a href="/{escape(one.slug + query)}"'
        f"{' aria-current=page' if one is spec else ''}>{escape(one.title)}</a></li>"
        for one in pages(office=office)
        if one is CARE or not one.plain
    )
    boxes = "".join(
        f'<p class="first-box"><span>{escape(box.label)}</span><b>{escape(box.shown)}</b></p>'
        for box in request.boxes
    )
    return (
        f'<div class="first-side">{markup.brand_of(request.county)}'
        f'<nav aria-label="Seiten"><ul>{links}</ul></nav><div>{boxes}</div></div>'
    )


def drawn(block: Block) -> str:
    """HTML of a block, as the first answer holds it."""
    if block is None:
        return ""
    if not isinstance(block, Row):
        return f"<div>{markup.block(block)}</div>"
    columns = " ".join(f"minmax(0,{width}fr)" for width in block.widths)
    cells = "".join(_cell(cell) for cell in block.cells)
    return f'<div class="first-row" style="grid-template-columns:{columns}">{cells}</div>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return f'<div class="first-stack">{"".join(_card(card) for card in cell)}</div>'
    return _card(cell)


def _card(given: Card | Lead) -> str:
    card = given.card if isinstance(given, Lead) else given
    key = f" st-key-chart-{escape(card.id)}" if isinstance(card, Chart) else ""
    body = preview_markup.marked(markup.card(card), cached.preview())
    more = ""
    if isinstance(given, Lead):
        more = f'<p class="lead"><a href="/{escape(given.slug)}">{escape(given.text)}</a></p>'
    return f'<div class="first-card{key}"><div class="piece">{body}</div>{more}</div>'
