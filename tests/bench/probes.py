"""Where a new figure differs from the old one, so that a page can tell which one it shows."""

from __future__ import annotations

from typing import Any

import orjson

from dashboard.charts.model import Chart

Probe = dict[str, Any]
_Step = str | int


def probes(old: tuple[Chart, ...], new: tuple[Chart, ...]) -> list[Probe]:
    """One probe per chart whose figure changes; charts that come newly need none."""
    before = {one.id: _plain(one) for one in old if one.figure is not None}
    found = []
    for chart in new:
        if chart.figure is None or chart.id not in before:
            continue
        difference = _difference(before[chart.id], _plain(chart))
        if difference is not None:
            path, value = difference
            found.append({"id": chart.id, "path": path, "value": value})
    return found


def _plain(chart: Chart) -> Any:
    figure = orjson.loads(orjson.dumps(chart.figure))
    return {"data": figure["data"], "layout": figure["layout"]}


def _difference(old: Any, new: Any) -> tuple[list[_Step], Any] | None:
    if isinstance(old, dict) and isinstance(new, dict):
        return _first((key, old.get(key), new[key]) for key in new)
    if isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            return ["length"], len(new)
        return _first((index, old[index], new[index]) for index in range(len(new)))
    if old != new and not isinstance(new, dict | list):
        return [], new
    return None


def _first(pairs: Any) -> tuple[list[_Step], Any] | None:
    for step, old, new in pairs:
        found = _difference(old, new)
        if found is not None:
            path, value = found
            return [step, *path], value
    return None
