"""The only place that caches. Keys are the state of the data, the day and the selection.

Everything cached is bounded and immutable, so sessions may share it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

from cachetools import LRUCache

from dashboard import abbreviations
from dashboard.export import files
from dashboard.export.files import File
from dashboard.keeping import kept
from dashboard.selection import Selection
from dashboard.views import registry
from dashboard.views.model import Filters
from data_access.clock import today
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
from data_access.reader import Reader
from data_access.settings import settings

#: By state of the data, day and selection; those not asked for the longest go first.
READERS: LRUCache[str, Any] = LRUCache(1)
ANSWERS: LRUCache[str, Any] = LRUCache(600)
VIEWS: LRUCache[str, Any] = LRUCache(300)
TERMS: LRUCache[str, Any] = LRUCache(300)
FILTERS: LRUCache[str, Any] = LRUCache(100)
#: Files are kept by their bytes; one that is larger than all of it is built anew each time.
FILES: LRUCache[str, Any] = LRUCache(64 * 2**20, getsizeof=lambda kept: kept.size)
CACHES = (READERS, ANSWERS, VIEWS, TERMS, FILTERS, FILES)


@kept(READERS)
def _readers() -> Reader:
    return Reader.from_settings(settings())


def _reader() -> Reader:
    return _readers("")


@kept(ANSWERS)
def _answer(question: str, arguments: tuple[Any, ...]) -> Any:
    return getattr(_reader(), question)(*arguments)


class CachedData:
    """Answers of the reader at one state of the data, each read once."""

    def __init__(self) -> None:
        self.state = _reader().state()
        self.day = today()
        self.key = f"{self.state} {self.day}"

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
        return _answer(f"{self.state} {question} {arguments}", question, arguments)


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


@contextmanager
def run() -> Iterator[None]:
    """Look at the state of the data once: everything inside sees the same.

    Raises:
        DatabaseUnavailableError, DatabaseNotMigratedError: the pages say so and try again.
    """
    _RUN.data = CachedData()
    try:
        yield
    finally:
        _RUN.data = None


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
    if not files.exists(found, county, statistic, ending):
        return None
    return _file(f"{found.state} {county} {statistic} {ending}", county, statistic, ending)
