"""Class map as filled polygons: no topology, no tiles, no WebGL; prints as vectors."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import german, theme
from dashboard.charts import furniture
from dashboard.charts.places import label_place
from data_access.domain import Boundary

HEIGHT = 372
#: Height of a line of a label in pixels.
LINE = 14


@dataclass(frozen=True)
class Classes:
    """Lower limits of classes 2 to 5 in the unit of the values; class 1 lies below the first."""

    limits: tuple[float, ...]

    def of(self, value: float) -> int:
        """Class of a value, 0 for the palest."""
        return sum(value >= limit for limit in self.limits)

    def labels(self, *, unit: str, decimals: int = 0) -> tuple[str, ...]:
        """Class limits in words: "unter 4", "ab 4", ... the last one with the unit."""
        texts = [german.number(limit, decimals) for limit in self.limits]
        return (f"unter {texts[0]}", *(f"ab {one}" for one in texts[:-1]), f"ab {texts[-1]}{unit}")


def classes_for(values: Sequence[float], *, usual: tuple[float, ...] | None = None) -> Classes:
    """The usual limits where they divide the values, else five classes of similar size."""
    if usual and min(values) < usual[0] <= max(values):
        return Classes(usual)
    ordered = sorted(values)
    found = []
    for part in (0.2, 0.4, 0.6, 0.8):
        raw = ordered[min(len(ordered) - 1, int(part * len(ordered)))]
        step = 10 ** math.floor(math.log10(raw)) / 2 if raw > 0 else 1
        found.append(round(raw / step) * step)
    limits = tuple(sorted(set(found)))
    return Classes(limits if len(limits) == 4 else tuple(ordered[0] + i for i in range(1, 5)))


@dataclass(frozen=True)
class MapSpec:
    """What the map shows.

    Attributes:
        values: number by area; areas without one are hatched as "keine Angabe".
        names: label by area.
        texts: formatted value by area.
        classes: limits.
        selected: area to outline, or None.
    """

    values: Mapping[str, float]
    names: Mapping[str, str]
    texts: Mapping[str, str]
    classes: Classes
    selected: str | None = None


def class_map(
    outlines: Sequence[Boundary], county: Boundary | None, spec: MapSpec
) -> furniture.Figure:
    """Filled outlines of areas by class, with names and the values that stand out.

    Args:
        outlines: of the areas, in degrees.
        county: outer line, or None.
        spec: values and labels.
    """
    middle = [outline.label[1] for outline in outlines]
    squeeze = math.cos(math.radians(sum(middle) / len(middle)))
    figure = furniture.layout(height=HEIGHT, left=0, right=0, top=0, bottom=0)
    traces = []
    for outline in outlines:
        key = outline.area_key
        value = spec.values.get(key)
        index = spec.classes.of(value) if value is not None else None
        xs, ys = _path(outline, squeeze)
        trace: furniture.Figure = {
            "type": "scatter",
            "mode": "lines",
            "x": xs,
            "y": ys,
            "fill": "toself",
            "fillcolor": theme.NO_DATA_FILL if index is None else theme.SEQUENTIAL[index],
            "line": {"color": theme.WHITE, "width": 1.2},
            "hoveron": "fills",
            "hoverinfo": "text",
            "text": furniture.safe(f"{spec.names[key]}: {spec.texts.get(key, 'keine Angabe')}"),
            "name": furniture.safe(spec.names[key]),
        }
        if index is None:
            trace["fillpattern"] = {"shape": "/", "fgcolor": theme.CONTEXT_PALE, "size": 6}
        traces.append(trace)
    marked = [one for one in outlines if one.area_key == spec.selected]
    for outline, colour, width in [
        *([(county, theme.CONTEXT, 1.1)] if county else []),
        *((one, theme.ACCENT, 3.0) for one in marked),
    ]:
        xs, ys = _path(outline, squeeze)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": xs,
                "y": ys,
                "line": {"color": colour, "width": width},
                "hoverinfo": "skip",
            }
        )
    figure["annotations"] = [_label(outline, squeeze, spec) for outline in outlines]
    figure["xaxis"] = furniture.bare_axis()
    figure["yaxis"] = furniture.bare_axis(scaleanchor="x", scaleratio=1)
    return {"data": traces, "layout": figure}


def _path(outline: Boundary, squeeze: float) -> tuple[list[float | None], list[float | None]]:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for polygon in outline.polygons:
        for ring in polygon[:1]:
            if xs:
                xs.append(None)
                ys.append(None)
            xs.extend(round(x * squeeze, 4) for x, _ in ring)
            ys.extend(round(y, 4) for _, y in ring)
    return xs, ys


def _label(outline: Boundary, squeeze: float, spec: MapSpec) -> furniture.Figure:
    key = outline.area_key
    value = spec.values.get(key)
    index = spec.classes.of(value) if value is not None else 0
    lowest = min(spec.values.values(), default=None)
    top = value is not None and (index >= 3 or value == lowest)
    name = furniture.safe((outline.label_text or spec.names[key]).replace("\n", "<br>"))
    text = f"<b>{name}</b><br>{furniture.safe(spec.texts[key])}" if top else name
    lines = (*name.split("<br>"), *([spec.texts[key]] if top else []))
    x, y = label_place(
        outline.polygons,
        squeeze,
        round(LINE * len(lines) / max(furniture.width(one, size=12) for one in lines), 2),
    )
    ground = theme.SEQUENTIAL[index] if value is not None else theme.NO_DATA_FILL
    return furniture.note(
        text,
        x=round(x * squeeze, 4),
        y=round(y, 4),
        align="center",
        font={
            "size": 12 if top else 11,
            "color": theme.SEQUENTIAL_TEXT[index],
            "shadow": f"0 0 3px {ground}, 0 0 3px {ground}",
        },
        captureevents=False,
    )
