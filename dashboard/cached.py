"""The only place that caches. Keys are the data revision and the selection, never a clock.

Everything cached is bounded and immutable, so sessions may share it.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar, cast

import streamlit as st

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
from data_access.domain.concept import Concept, Milestone
from data_access.domain.courses import Courses
from data_access.reader import Reader
from data_access.settings import settings

View = TypeVar("View")


@st.cache_resource(max_entries=1, show_spinner=False)
def _reader() -> Reader:
    return Reader.from_settings(settings())


@st.cache_resource(max_entries=600, show_spinner=False)
def _answer(revision: int, question: str, arguments: tuple[Any, ...]) -> Any:  # noqa: ARG001
    return getattr(_reader(), question)(*arguments)


class CachedData:
    """Answers of the reader at one data revision, each read once."""

    def __init__(self) -> None:
        self.revision = _reader().revision()

    def counties(self) -> tuple[County, ...]:
        """All counties."""
        return cast("tuple[County, ...]", self._ask("counties"))

    def areas(self, county_key: str) -> tuple[Area, ...]:
        """Areas of a county today."""
        return cast("tuple[Area, ...]", self._ask("areas", county_key))

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
        return cast("dict[str, Group]", self._ask("groups_on", codes, on))

    def concept(self, county_key: str) -> Concept:
        """The concept of a county."""
        return cast("Concept", self._ask("concept", county_key))

    def milestones(self, county_key: str) -> tuple[Milestone, ...]:
        """Dated facts of a county."""
        return cast("tuple[Milestone, ...]", self._ask("milestones", county_key))

    def courses(self, county_key: str) -> Courses:
        """Language courses of a county."""
        return cast("Courses", self._ask("courses", county_key))

    def _ask(self, question: str, *arguments: Any) -> Any:
        return _answer(self.revision, question, arguments)


@st.cache_resource(max_entries=300, show_spinner=False)
def _view(revision: int, day: date, slug: str, choice: tuple[str | None, ...]) -> Any:  # noqa: ARG001
    county, municipality, period, group, field = choice
    return registry.build(
        slug, CachedData(), Selection(county or "", municipality, period, group, field)
    )


@st.cache_resource(max_entries=100, show_spinner=False)
def _filters(revision: int, slug: str, county: str) -> Filters:  # noqa: ARG001
    return registry.filters(slug, CachedData(), county)


def data() -> CachedData:
    """The data at its newest revision.

    Raises:
        DatabaseUnavailableError, DatabaseNotMigratedError: the pages say so and try again.
    """
    return CachedData()


def view(kind: type[View], slug: str, selection: Selection) -> View:
    """The finished page of a selection; built once per data revision and day."""
    found = _view(
        data().revision,
        today(),
        slug,
        (
            selection.county,
            selection.municipality,
            selection.period,
            selection.group,
            selection.field,
        ),
    )
    if not isinstance(found, kind):
        raise TypeError(f"{slug}: {type(found).__name__} statt {kind.__name__}")
    return found


def filters(slug: str, county: str) -> Filters:
    """What a page offers to choose from in a county."""
    return _filters(data().revision, slug, county)
