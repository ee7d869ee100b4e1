"""Pages as HTML, from a view, as server and browser get them."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from dashboard import markup
from dashboard.navigation import page
from dashboard.views.model import Lead, Row
from data_access.settings import ROOT


@cache
def arrangement(slug: str) -> Callable[[Any], Any]:
    """The function of a page's file that puts its blocks in order."""
    found: Callable[[Any], Any] = runpy.run_path(str(ROOT / "pages" / page(slug).file))["arrange"]
    return found


def printed(blocks: Any) -> Iterator[str]:
    """All HTML of a page."""
    for block in blocks:
        if isinstance(block, Row):
            for cell in block.cells:
                for card in cell if isinstance(cell, tuple) else (cell,):
                    yield markup.card(card.card if isinstance(card, Lead) else card)
        elif block is not None:
            yield markup.block(block)
