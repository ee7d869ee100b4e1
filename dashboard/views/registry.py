"""Which function builds which page, and what it offers to choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.selection import Selection
from dashboard.views import action_fields, courses, distribution, inventory, overview, sgb2
from dashboard.views.model import Data, Filters

_BUILDERS: dict[str, Callable[[Data, Selection], Any]] = {
    "": overview.build,
    "verteilung": distribution.build,
    "sprachkurse": courses.build,
    "sgb2": sgb2.build,
    "handlungsfelder": action_fields.build,
    "daten": inventory.build,
}
_FILTERS: dict[str, Callable[[Data, str], Filters]] = {
    "verteilung": distribution.filters,
    "sprachkurse": courses.filters,
    "sgb2": sgb2.filters,
    "handlungsfelder": action_fields.filters,
    "daten": inventory.filters,
}


def build(slug: str, data: Data, selection: Selection) -> Any:
    """The view of a page."""
    return _BUILDERS[slug](data, selection)


def filters(slug: str, data: Data, county: str) -> Filters:
    """What a page offers; nothing for pages without filters of their own."""
    offered = _FILTERS.get(slug)
    return offered(data, county) if offered else Filters({}, {})


def slugs() -> tuple[str, ...]:
    """Addresses of the pages that are built from data."""
    return tuple(_BUILDERS)
