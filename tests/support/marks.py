"""Marks of a chart: what its figure holds, and what the browser has drawn of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from playwright.sync_api import Page

from dashboard.catalogue import charts_of
from dashboard.selection import Selection
from dashboard.views import registry
from data_access.engine import create_store_engine
from data_access.reader import Reader

#: What is drawn of each trace and visible: a bar or a point without any extent is not, and neither
#: is what styles hide. Plotly leaves with each group of paths which trace it draws.
_DRAWN = """() => {
  const seen = (path) => {
    const { width, height } = path.getBBox();
    // A group without display keeps its box, and what is in it is "visible": ask for rectangles.
    return (width > 0 || height > 0) && path.getClientRects().length > 0 &&
      path.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const whole = (path) => { const { width, height } = path.getBBox(); return width && height; };
  const of = (group, selector) => [...group.querySelectorAll(selector)].filter(seen);
  const rings = (paths) =>
    paths.reduce((sum, path) => sum + path.getAttribute("d").split("M").length - 1, 0);
  const charts = {};
  for (const place of document.querySelectorAll(".plot[data-plot]")) {
    const traces = {};
    for (const group of place.querySelectorAll("g.trace")) {
      const { index, fill } = group.__data__[0].trace;
      const areas = of(group, "path.js-fill");
      traces[index] = {
        bars: of(group, ".point > path").filter(whole).length,
        points: of(group, "path.point").length,
        lines: of(group, "path.js-line").length,
        areas: fill === "toself" ? rings(areas) : areas.length,
      };
    }
    charts[place.dataset.plot] = {
      traces,
      shapes: of(place, ".shapelayer path").length,
      texts: of(place, "g.annotation").length,
    };
  }
  return charts;
}"""


@dataclass(frozen=True)
class TraceMarks:
    """Marks of one trace."""

    bars: int = 0
    points: int = 0
    lines: int = 0
    areas: int = 0


@dataclass(frozen=True)
class Marks:
    """Marks of one chart: by trace, and what lies around them."""

    traces: tuple[TraceMarks, ...]
    shapes: int
    texts: int


def drawn(page: Page) -> dict[str, Marks]:
    """Marks that a page shows, by chart."""
    found: dict[str, Any] = page.evaluate(_DRAWN)
    return {
        identifier: Marks(
            tuple(
                TraceMarks(**chart["traces"].get(str(index), {}))
                for index in range(1 + max(map(int, chart["traces"]), default=-1))
            ),
            chart["shapes"],
            chart["texts"],
        )
        for identifier, chart in found.items()
    }


def held(figure: dict[str, Any]) -> Marks:
    """Marks that a figure asks for."""
    layout = figure["layout"]
    return Marks(
        tuple(_trace(trace) for trace in figure["data"]),
        len(layout.get("shapes", ())),
        sum(bool(note.get("text")) for note in layout.get("annotations", ())),
    )


def _trace(trace: dict[str, Any]) -> TraceMarks:
    points = list(zip(trace["x"], trace["y"], strict=True))
    known = sum(map(_is_known, points))
    if trace["type"] == "bar":
        along = 0 if trace.get("orientation") == "h" else 1
        # A bar of nothing has no extent.
        return TraceMarks(bars=sum(_is_known(point) and point[along] != 0 for point in points))
    if trace["type"] != "scatter":
        raise ValueError(f"No chart of the monitor draws traces of type {trace['type']}")
    runs = list(_runs(points, joined=trace.get("connectgaps", False)))
    areas = {None: 0, "none": 0, "toself": len(runs)}.get(trace.get("fill"), 1 if runs else 0)
    return TraceMarks(
        points=known if "markers" in trace["mode"] else 0,
        lines=len(runs) if "lines" in trace["mode"] else 0,
        areas=areas,
    )


def _runs(points: list[tuple[Any, Any]], *, joined: bool) -> Iterator[int]:
    """Lengths of unbroken stretches; a single point is no line."""
    if joined:
        points = [point for point in points if _is_known(point)]
    for known, stretch in groupby(points, _is_known):
        length = len(list(stretch))
        if known and length > 1:
            yield length


def _is_known(point: tuple[Any, Any]) -> bool:
    return not any(one is None or (isinstance(one, float) and math.isnan(one)) for one in point)


class Expected:
    """What pages should show, built from the same database without a browser."""

    def __init__(self, database_url: str) -> None:
        engine = create_store_engine(database_url, read_only=True)
        self._reader = Reader(engine, small_cell_limit=3)

    def __call__(self, slug: str, selection: Selection) -> dict[str, Marks]:
        """Marks of a page, by chart."""
        view = self._view(slug, selection)
        return {chart.id: held(chart.figure) for chart in charts_of(view) if chart.figure}

    def values(self, slug: str, selection: Selection) -> dict[str, str]:
        """Values of the figure cards of a page, by their ids."""
        return {one.id: one.value for one in self._view(slug, selection).opening.figures}

    def _view(self, slug: str, selection: Selection) -> Any:
        return registry.build(slug, self._reader, selection)
