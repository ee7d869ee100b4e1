"""Does before the first reader what would otherwise be done for them: imports, engine, pages."""

from __future__ import annotations

import importlib
import logging
import threading
from functools import partial

from dashboard import cached, first_answer
from dashboard.navigation import page
from dashboard.selection import COUNTY, Selection
from dashboard.views import registry
from data_access.clock import today
from data_access.errors import MonitorError
from data_access.settings import settings

LOG = logging.getLogger("integrationsmonitor")

#: Imported lazily by Streamlit in the first run; ten first visits at once race for them.
_MODULES = (
    "streamlit.elements.html",
    "streamlit.runtime.caching.cache_resource_api",
    "streamlit.navigation.page",
    "streamlit.commands.navigation",
    "orjson",
    "PIL.Image",
)


def _ask(slug: str, county: str) -> None:
    cached.filters(slug, county)
    cached.view(slug, Selection(county))


def _build(county: str) -> None:
    for slug in registry.slugs():
        try:
            cached.steadily(partial(_ask, slug, county))
            first_answer.of_page(page(slug), {COUNTY: county})
        except Exception:
            # A page that cannot be built says so itself; it must not keep the server from starting.
            LOG.exception("Seite /%s von %s lässt sich nicht aufbauen", slug, county)


def _build_all(counties: list[str]) -> None:
    """Build the other counties while the first readers are already served."""
    for county in counties:
        _build(county)


def run() -> None:
    """Import, connect, and build each page of the default county once."""
    for name in _MODULES:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            LOG.debug("Modul %s gibt es in dieser Fassung nicht", name)
    try:
        data = cached.data()
        keys = [county.key for county in data.counties()]
        if not keys:
            return
        default = settings().default_county
        first = default if default in keys else keys[0]
        _build(first)
        others = [key for key in keys if key != first]
        threading.Thread(target=_build_all, args=(others,), name="vorwaermen", daemon=True).start()
    except MonitorError as error:
        # The server may start while the database is away; the pages say so and recover.
        LOG.warning("Vorwärmen nicht möglich: %s", error)
    LOG.debug("Vorgewärmt am %s", today())
