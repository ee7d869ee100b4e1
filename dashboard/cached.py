"""The only place that caches. Keys are the state of the data, the day and the selection.

Everything cached is bounded and immutable, so sessions may share it. Whoever looks at a delivery
before its release shares with nobody else: the delivery is part of every key.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import date
from typing import Any, TypeVar, cast

from cachetools import LRUCache
from sqlalchemy import Engine

from dashboard import abbreviations
from dashboard.export import files
from dashboard.export.files import File
from dashboard.keeping import kept
from dashboard.selection import Selection
from dashboard.views import registry
from dashboard.views.model import Filters
from data_access.clock import today
from data_access.deliveries.previews import Preview, as_released
from data_access.domain import (
    Area,
    Boundary,
    ClassificationLine,
    County,
    Group,
    Series,
    Statistic,
)
from data_access.domain.changes import Changes
from data_access.domain.concept import Concept, Milestone
from data_access.domain.courses import Courses
from data_access.engine import create_store_engine
from data_access.reader import Reader
from data_access.settings import settings
from data_access.writing import DataState

LOG = logging.getLogger("integrationsmonitor")
T = TypeVar("T")

#: By state of the data, day and selection; those not asked for the longest go first.
READERS: LRUCache[str, Any] = LRUCache(2)
ANSWERS: LRUCache[str, Any] = LRUCache(600)
VIEWS: LRUCache[str, Any] = LRUCache(300)
TERMS: LRUCache[str, Any] = LRUCache(300)
FILTERS: LRUCache[str, Any] = LRUCache(100)
#: Files are kept by their bytes; one that is larger than all of it is built anew each time.
FILES: LRUCache[str, Any] = LRUCache(64 * 2**20, getsizeof=lambda kept: kept.size)
#: So often a page is put together anew while somebody writes.
_TRIES = 5
CACHES = (READERS, ANSWERS, VIEWS, TERMS, FILTERS, FILES)


@kept(READERS)
def _readers() -> Reader:
    return Reader.from_settings(settings())


def _reader() -> Reader:
    return _readers("")


@kept(READERS)
def _writers() -> Engine:
    return create_store_engine(settings().database_url, read_only=False)


class DataMovedError(Exception):
    """The data changed while a page was put together; it is to be put together anew."""


@kept(ANSWERS)
def _answer(
    reader: Callable[[], Reader],
    state: DataState | None,
    question: str,
    arguments: tuple[Any, ...],
) -> Any:
    found = getattr(reader(), question)(*arguments)
    # Each question reads by itself; asked for afterwards, the state covers them all.
    if state and not reader().is_at(state):
        raise DataMovedError
    return found


class CachedData:
    """Answers of the reader at one state of the data, each read once.

    Attributes:
        preview: the delivery that is looked at as if it were released.

    Raises from every method:
        DataMovedError: somebody has written since; see ``steadily``.
    """

    def __init__(self, preview_key: str = "") -> None:
        self.state = _reader().state()
        self.day = today()
        self.preview = _reader().preview(preview_key) if preview_key else None
        self._source = f"{self.state} {self.preview.code if self.preview else ''}"
        self.key = f"{self._source} {self.day}"
        self._open = ExitStack()
        self._as_released: Reader | None = None

    def close(self) -> None:
        """End what was opened to look at a delivery."""
        self._open.close()
        self._as_released = None

    def _reader(self) -> Reader:
        if self.preview is None:
            return _reader()
        if self._as_released is None:
            shown = as_released(_writers("schreiben"), self.preview.code)
            connection = self._open.enter_context(shown)
            limit = settings().small_cell_limit
            self._as_released = Reader.on(connection, small_cell_limit=limit)
        return self._as_released

    def counties(self) -> tuple[County, ...]:
        """All counties."""
        return cast("tuple[County, ...]", self._ask("counties"))

    def areas(self, county_key: str) -> tuple[Area, ...]:
        """Areas of a county today."""
        return cast("tuple[Area, ...]", self._ask("areas", county_key, self.day))

    def boundaries(self, county_key: str) -> tuple[Boundary, ...]:
        """Outlines of a county and its areas."""
        return cast("tuple[Boundary, ...]", self._ask("boundaries", county_key))

    def statistics(self, county_key: str) -> tuple[Statistic, ...]:
        """Statistics of which the county holds figures."""
        return cast("tuple[Statistic, ...]", self._ask("statistics", county_key))

    def guide(self, county_key: str) -> tuple[Statistic, ...]:
        """Statistics of the guide to counts of refugees."""
        return cast("tuple[Statistic, ...]", self._ask("guide", county_key))

    def series(self, county_key: str, statistic_code: str) -> Series | None:
        """All values of a statistic in a county."""
        return cast("Series | None", self._ask("series", county_key, statistic_code))

    def printed(self, county_key: str) -> tuple[Series, ...]:
        """What the documents of a county print."""
        return cast("tuple[Series, ...]", self._ask("printed", county_key))

    def classification(self, name: str) -> tuple[ClassificationLine, ...]:
        """Lines of a printed table."""
        return cast("tuple[ClassificationLine, ...]", self._ask("classification", name))

    def groups(self, codes: tuple[str, ...], *, on: date) -> dict[str, Group]:
        """Groups with their members on a day."""
        return cast("dict[str, Group]", self._ask("groups", codes, on))

    def concept(self, county_key: str) -> Concept:
        """The concept of a county."""
        return cast("Concept", self._ask("concept", county_key))

    def milestones(self, county_key: str) -> tuple[Milestone, ...]:
        """Dated facts of a county."""
        return cast("tuple[Milestone, ...]", self._ask("milestones", county_key))

    def courses(self, county_key: str) -> Courses:
        """Language courses of a county."""
        return cast("Courses", self._ask("courses", county_key, self.day))

    def changes(self, county_key: str, since: date | None = None) -> Changes:
        """What has changed in a county since a day."""
        return cast("Changes", self._ask("changes", county_key, since))

    def _ask(self, question: str, *arguments: Any) -> Any:
        key = f"{self._source} {question} {arguments}"
        # A delivery that is looked at is one transaction, and of a state of its own.
        state = None if self.preview else self.state
        return _answer(key, self._reader, state, question, arguments)


@kept(VIEWS)
def _view(slug: str, selection: Selection) -> Any:
    return registry.build(slug, data(), selection)


@kept(TERMS)
def _terms(slug: str, selection: Selection) -> tuple[tuple[str, str], ...]:
    return abbreviations.used(view(slug, selection))


@kept(FILTERS)
def _filters(slug: str, county: str) -> Filters:
    return registry.filters(slug, data(), county)


@kept(FILES)
def _file(county: str, statistic: str | None, ending: str) -> File:
    found = data()
    return files.build(found, found.state, county, statistic, ending)


class _Run(threading.local):
    """What one run of the script, or one request, has read already."""

    data: CachedData | None = None


_RUN = _Run()


#: One look at a delivery at a time: it holds the lock of the writer while others wait for what it
#: works out, and it must not wait for them.
_PREVIEWS = threading.Lock()


@contextmanager
def run(preview_key: str = "") -> Iterator[None]:
    """Look at the state of the data once: everything inside sees the same.

    Args:
        preview_key: of the link by which a delivery is looked at; one that is good no more shows
            what is released.

    Raises:
        DataMovedError: somebody has written meanwhile; the page is to be put together anew.
        DatabaseUnavailableError, DatabaseNotMigratedError: the pages say so and try again.
    """
    found = CachedData(preview_key)
    with _PREVIEWS if found.preview else nullcontext():
        _RUN.data = found
        try:
            yield
        finally:
            _RUN.data = None
            found.close()


def steadily(work: Callable[[], T], preview_key: str = "") -> T:
    """What ``work`` makes of one state of the data; made anew where it changes meanwhile.

    Raises:
        DataMovedError: it changes faster than it can be read.
        DatabaseUnavailableError, DatabaseNotMigratedError: see ``run``.
    """
    for _ in range(_TRIES):
        try:
            with run(preview_key):
                return work()
        except DataMovedError:
            LOG.debug("Die Daten haben sich beim Lesen geändert")
    with run(preview_key):
        return work()


def preview() -> Preview | None:
    """The delivery that this run looks at as if it were released."""
    return _RUN.data.preview if _RUN.data else None


def data() -> CachedData:
    """The data of this run; outside of one, at the newest state.

    Raises:
        DatabaseUnavailableError, DatabaseNotMigratedError: the pages say so and try again.
    """
    return _RUN.data or CachedData()


def view(slug: str, selection: Selection) -> Any:
    """The finished page of a selection; built once per state of the data and day."""
    found = data()
    return _view(f"{found.key} {slug} {selection}", slug, selection)


def terms(slug: str, selection: Selection) -> tuple[tuple[str, str], ...]:
    """Abbreviations of a page with their long forms."""
    found = data()
    return _terms(f"{found.key} {slug} {selection}", slug, selection)


def filters(slug: str, county: str) -> Filters:
    """What a page offers to choose from in a county."""
    return _filters(f"{data().key} {slug} {county}", slug, county)


def file(county: str, statistic: str | None, ending: str) -> File | None:
    """A file that readers take away; None where there is none.

    Only what exists is kept, so that no invented address fills the memory.
    """
    found = data()
    if found.preview or not files.exists(found, county, statistic, ending):
        return None
    return _file(f"{found.state} {county} {statistic} {ending}", county, statistic, ending)
