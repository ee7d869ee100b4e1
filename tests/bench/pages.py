"""Which pages are measured, and which figures belong on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from dashboard.charts.model import Chart
from dashboard.selection import FIELD, MUNICIPALITY, PERIOD, Selection
from dashboard.views import registry
from data_access.engine import create_store_engine
from data_access.reader import Reader

COUNTIES = ("muster", "03254")
_ATTRIBUTES = {MUNICIPALITY: "municipality", PERIOD: "period", FIELD: "field"}


@dataclass(frozen=True)
class PageCase:
    """One page of one county."""

    slug: str
    county: str

    @property
    def name(self) -> str:
        """As the table names it."""
        return f"/{self.slug} {self.county}"

    @property
    def file(self) -> str:
        """Name of its static pages, without ending."""
        return f"{self.slug or 'ueberblick'}-{self.county}"

    @property
    def path(self) -> str:
        """Address on the dashboard."""
        return f"/{self.slug}?kreis={self.county}"

    @property
    def selection(self) -> Selection:
        """The choice without any filter."""
        return Selection(self.county)


@dataclass(frozen=True)
class FilterCase:
    """A change of one filter, from its default to another value and back."""

    page: PageCase
    parameter: str
    value: str
    label: str
    default_label: str

    @property
    def name(self) -> str:
        """As the table names it."""
        return f"/{self.page.slug} {self.page.county}, {self.parameter}"

    @property
    def file(self) -> str:
        """Name of its static page, without ending."""
        return f"{self.page.file}-{self.parameter}"

    @property
    def selection(self) -> Selection:
        """The choice after the change."""
        return replace(self.page.selection, **{_ATTRIBUTES[self.parameter]: self.value})


class Pages:
    """Builds pages as the dashboard does."""

    def __init__(self, database_url: str) -> None:
        self._reader = Reader(create_store_engine(database_url, read_only=True), small_cell_limit=3)

    def charts(self, slug: str, selection: Selection) -> tuple[Chart, ...]:
        """All charts of a page, in order."""
        found = {one.id: one for one in _charts(registry.build(slug, self._reader, selection))}
        return tuple(found.values())

    def filter_case(self, page: PageCase, parameter: str) -> FilterCase:
        """The change of a filter to its first value that is not the default.

        Raises:
            LookupError: the page does not offer that.
        """
        offered = registry.filters(page.slug, self._reader, page.county)
        default = offered.defaults[parameter]
        for option in offered.options[parameter]:
            if option.label != default:
                return FilterCase(page, parameter, option.value, option.label, default)
        raise LookupError(f"{page.name}: {parameter}")


def drawn_ids(charts: tuple[Chart, ...]) -> list[str]:
    """Ids of the charts that Plotly draws."""
    return [one.id for one in charts if one.figure is not None]


def _charts(part: Any) -> Iterator[Chart]:
    if isinstance(part, Chart):
        yield part
    elif is_dataclass(part) and not isinstance(part, type):
        for one in fields(part):
            yield from _charts(getattr(part, one.name))
    elif isinstance(part, list | tuple):
        for item in part:
            yield from _charts(item)
