"""Every chart of this installation: found in the views themselves, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from dashboard.charts.model import Chart
from dashboard.selection import Selection
from dashboard.views import registry
from dashboard.views.model import Data


@dataclass(frozen=True)
class ChartEntry:
    """A chart with its page, its title in the first county that has it, and all its counties."""

    id: str
    page: str
    title: str
    counties: tuple[str, ...]


def charts_of(view: object) -> Iterator[Chart]:
    """All charts inside a view, in the order of the page."""
    if isinstance(view, Chart):
        yield view
    elif isinstance(view, tuple):
        for part in view:
            yield from charts_of(part)
    elif is_dataclass(view):
        for field in fields(view):
            yield from charts_of(getattr(view, field.name))


def _selections(data: Data, slug: str, county: str) -> Iterator[Selection]:
    """The default of a page, and each action field, which has charts of its own."""
    yield Selection(county)
    if slug == "handlungsfelder":
        for field in data.concept(county).fields[1:]:
            yield Selection(county, field=field.code)


def charts(data: Data) -> tuple[ChartEntry, ...]:
    """All charts of all counties, each id once."""
    found: dict[str, ChartEntry] = {}
    for slug in registry.slugs():
        for county in data.counties():
            for selection in _selections(data, slug, county.key):
                for chart in charts_of(registry.build(slug, data, selection)):
                    known = found.get(chart.id)
                    counties = known.counties if known else ()
                    if county.key in counties:
                        continue
                    title = known.title if known else chart.title
                    found[chart.id] = ChartEntry(chart.id, slug, title, (*counties, county.key))
    return tuple(found.values())
