"""Change over time: lines with direct labels, named breaks, gaps and provisional stretches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from dashboard import german, theme
from dashboard.charts import furniture


@dataclass(frozen=True)
class Point:
    """A point in time: ``x`` in years (2021.25 is April), a value or none, and its label."""

    x: float
    value: float | None
    label: str
    provisional: bool = False
    #: Not printed by the source but reckoned from what it prints; hollow where points show.
    recomputed: bool = False


@dataclass(frozen=True)
class Line:
    """A line with its name and role.

    ``role``: "ours" (blue), "accent" (orange) or "context" (grey).
    """

    name: str
    points: tuple[Point, ...]
    role: str = "ours"
    fill: bool = False
    #: Printed behind the last point; "|" stands where a line may break.
    end_text: str | None = None
    #: A few points far apart: each is shown, and what joins them is no measurement.
    sparse: bool = False


@dataclass(frozen=True)
class Mark:
    """A printed value inside the chart, or a lone point of another statistic."""

    x: float
    value: float
    text: str
    hollow_diamond: bool = False
    below: bool = False
    #: Print the text to the right of the point, clear of the axis.
    right: bool = False


@dataclass(frozen=True)
class Break:
    """A break of the series."""

    x: float
    label: str


@dataclass(frozen=True)
class LineSpec:
    """How lines are drawn.

    Attributes:
        height: pixels.
        decimals: of axis and labels.
        unit_suffix: behind values in labels, such as a thin space and %.
        zero: axis begins at zero; otherwise the reader is told.
        years: tick years; None chooses.
    """

    height: int = 310
    decimals: int = 0
    unit_suffix: str = ""
    zero: bool = True
    years: tuple[int, ...] | None = None
    marks: tuple[Mark, ...] = field(default=())
    breaks: tuple[Break, ...] = field(default=())
    bracket: tuple[float, float, str] | None = None


#: Years between two values that a reader must see as a gap.
LONG_GAP = 1.5
#: Share of the width that the words inside a gap need on a narrow screen.
WORDS = 0.24
#: A label over the plot is no longer centred so near to its edge.
EDGE = 0.2
INSET = 0.3

_COLOURS = {
    "ours": (theme.BLUE, 2.6),
    "accent": (theme.ACCENT, 2.6),
    "context": (theme.CONTEXT, 1.8),
    "pale": (theme.CONTEXT_PALE, 1.8),
}
_TEXT = {
    "ours": theme.BLUE,
    "accent": theme.ACCENT_TEXT,
    "context": theme.CONTEXT,
    "pale": theme.CONTEXT,
}


def lines(drawn: Sequence[Line], spec: LineSpec) -> furniture.Figure:
    """Lines over years with labels at their ends.

    Args:
        drawn: context first, so that what matters lies on top.
        spec: furniture.
    """
    numbers = [p.value for line in drawn for p in line.points if p.value is not None]
    numbers += [mark.value for mark in spec.marks]
    low = min([0.0, *numbers]) if spec.zero else min(numbers)
    ticks = furniture.nice_ticks(low, max(numbers))
    span = ticks[-1] - ticks[0]
    texts = [line.end_text for line in drawn if line.end_text]
    stacked = len(texts) <= 3
    tall = max((text.count("|") + 1 for text in texts), default=1) if stacked else 1
    xs = [p.x for line in drawn for p in line.points]
    ends = (min(xs), max(xs))
    figure = furniture.layout(
        height=spec.height, left=8, right=_margin(texts, stacked=stacked), top=18, bottom=30
    )
    notes: list[furniture.Figure] = []
    traces: list[furniture.Figure] = []
    shapes: list[furniture.Figure] = []
    for line in drawn:
        traces.extend(_traces(line, spec))
    for found in (_absences(drawn, ends), _waiting(drawn, ends)):
        shapes += found[0]
        notes += found[1]
    notes += _end_labels(drawn, stacked=stacked, gap=span * (1 + 16 * tall) / (spec.height - 48))
    for mark in spec.marks:
        traces.append(_mark_trace(mark))
        notes.append(
            furniture.note(
                furniture.safe(mark.text),
                x=mark.x,
                y=mark.value,
                yanchor="top" if mark.below else "bottom",
                yshift=-9 if mark.below else 9,
                xanchor="left" if mark.right else "center",
                font={"size": 12.5, "color": theme.INK},
                bgcolor="rgba(255,255,255,0.75)" if mark.hollow_diamond else "rgba(0,0,0,0)",
            )
        )
    for one in spec.breaks:
        shapes.append(
            {
                "type": "line",
                "x0": one.x,
                "x1": one.x,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": theme.CONTEXT, "width": 1.2, "dash": "2px,2px"},
                "layer": "below",
            }
        )
        notes.append(_above(furniture.safe(one.label), one.x, ends))
    if spec.bracket:
        shapes += _bracket(spec.bracket)
        start, end, text = spec.bracket
        notes.append(
            furniture.note(
                text,
                x=(start + end) / 2,
                y=0.05,
                yref="paper",
                yanchor="bottom",
                yshift=1,
                bgcolor="rgba(255,255,255,0.75)",
            )
        )
    figure["annotations"] = notes
    figure["shapes"] = shapes
    years = spec.years or _years(drawn)
    # Points at the edge keep clear of the axis.
    pad = (ends[1] - ends[0] or 1) * (0.04 if any(line.sparse for line in drawn) else 0.012)
    figure["xaxis"] = furniture.text_axis(
        list(years), [str(year) for year in years], range=[ends[0] - pad, ends[1] + pad]
    )
    figure["yaxis"] = {
        **furniture.number_axis(ticks, decimals=_tick_decimals(ticks), zero=spec.zero),
        "range": [ticks[0], max(ticks[-1], max(numbers) + span * 0.05)],
    }
    return {"data": traces, "layout": figure}


def _above(text: str, x: float, ends: tuple[float, float]) -> furniture.Figure:
    """A label over the plot, where neither lines nor their labels are; kept inside it."""
    share = (x - ends[0]) / ((ends[1] - ends[0]) or 1)
    anchor = "left" if share < EDGE else "right" if share > 1 - EDGE else "center"
    return furniture.note(text, x=x, xanchor=anchor, y=1, yref="paper", yanchor="bottom")


def _band(start: float, end: float) -> furniture.Figure:
    return {
        "type": "rect",
        "x0": start,
        "x1": end,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": theme.SIDEBAR,
        "line": {"width": 0},
        "layer": "below",
    }


Furniture = tuple[list[furniture.Figure], list[furniture.Figure]]


def _absences(drawn: Sequence[Line], ends: tuple[float, float]) -> Furniture:
    """Bands over years of which no line has a value, named where the words fit."""
    known = sorted({p.x for line in drawn for p in line.points if p.value is not None})
    cut = {
        (before.x, after.x)
        for line in drawn
        if not line.sparse
        for before, after in pairwise(p for p in line.points if p.value is not None)
        if after.x - before.x > LONG_GAP
    }
    found = sorted(pair for pair in cut if not any(pair[0] < x < pair[1] for x in known))
    wide = (ends[1] - ends[0]) * WORDS
    return (
        # Inset, so that a lone value between two gaps is not covered by them.
        [_band(start + INSET, end - INSET) for start, end in found],
        [
            furniture.note(
                "keine<br>Angabe",
                x=(start + end) / 2,
                y=0.5,
                yref="paper",
                align="center",
                font={"size": 11.5, "color": theme.MUTE},
            )
            for start, end in found
            if end - start >= wide
        ],
    )


def _waiting(drawn: Sequence[Line], ends: tuple[float, float]) -> Furniture:
    """A band over the provisional stretch at the end, which is too short for many dashes."""
    starts = []
    for line in drawn:
        known = [p for p in line.points if p.value is not None]
        final = [p.x for p in known if not p.provisional]
        if not line.sparse and known and known[-1].provisional:
            starts.append(max(final, default=known[0].x))
    if not starts:
        return [], []
    return [_band(min(starts), ends[1])], [_above("vorläufig", ends[1], ends)]


def _tick_decimals(ticks: Sequence[float]) -> int:
    return 0 if all(float(tick).is_integer() for tick in ticks) else 1


def _years(drawn: Sequence[Line]) -> tuple[int, ...]:
    xs = [p.x for line in drawn for p in line.points]
    first, last = int(min(xs)), int(max(xs))
    if last - first <= 4:
        return tuple(range(first, last + 1))
    step = 2 if last - first <= 9 else 5
    inner = [year for year in range(first, last + 1) if year % step == 0]
    keep = [year for year in inner if year - first > step * 0.5 and last - year > step * 0.5]
    return (first, *keep, last)


def _traces(line: Line, spec: LineSpec) -> list[furniture.Figure]:
    colour, width = _COLOURS[line.role]
    if line.sparse:
        return [_sparse(line, colour, spec)]
    final = [p for p in line.points if not p.provisional]
    waiting = [p for p in line.points if p.provisional]
    traces = [
        _trace(final, line, colour, width, spec, fill=line.fill),
    ]
    if waiting:
        # The dashed stretch begins at the last final point, or it would float.
        traces.append(_trace([*final[-1:], *waiting], line, colour, width, spec, dash=True))
    traces += [_lonely(p, colour) for p in _isolated(line.points)]
    last = next((p for p in reversed(line.points) if p.value is not None), None)
    if last:
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [last.x],
                "y": [last.value],
                "marker": {
                    "size": 9 if line.role != "pale" else 7,
                    "color": theme.WHITE if last.provisional else colour,
                    "line": {"color": colour, "width": 2 if last.provisional else 0},
                },
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )
    return traces


def _sparse(line: Line, colour: str, spec: LineSpec) -> furniture.Figure:
    known = [p for p in line.points if p.value is not None]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": furniture.safe(line.name),
        "x": [p.x for p in known],
        "y": [p.value for p in known],
        "line": {"color": colour, "width": 1.3, "dash": "5px,5px"},
        "marker": {
            "size": 9,
            "color": [theme.WHITE if p.recomputed or p.provisional else colour for p in known],
            "line": {"color": colour, "width": 2},
        },
        "cliponaxis": False,
        "hoverinfo": "text",
        "text": [_hover(line, p, spec) for p in known],
    }


def _isolated(points: Sequence[Point]) -> list[Point]:
    """Points between gaps, which no line would show."""
    return [
        point
        for index, point in enumerate(points)
        if point.value is not None
        and (index == 0 or points[index - 1].value is None)
        and (index == len(points) - 1 or points[index + 1].value is None)
    ]


def _lonely(point: Point, colour: str) -> furniture.Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [point.x],
        "y": [point.value],
        "marker": {"size": 6, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _trace(
    points: Sequence[Point],
    line: Line,
    colour: str,
    width: float,
    spec: LineSpec,
    *,
    fill: bool = False,
    dash: bool = False,
) -> furniture.Figure:
    lonely = sum(p.value is not None for p in points) == 1
    trace: furniture.Figure = {
        "type": "scatter",
        "mode": "lines+markers" if lonely else "lines",
        "name": furniture.safe(line.name),
        "x": [p.x for p in points],
        "y": [p.value for p in points],
        "line": {"color": colour, "width": width, **({"dash": "3px,2px"} if dash else {})},
        "connectgaps": False,
        "cliponaxis": False,
        "hoverinfo": "text",
        "text": [_hover(line, p, spec) for p in points],
    }
    if lonely:
        trace["marker"] = {"size": 7, "color": colour}
    if fill:
        trace["fill"] = "tozeroy"
        trace["fillcolor"] = "rgba(11,79,138,0.09)"
    return trace


def _hover(line: Line, point: Point, spec: LineSpec) -> str:
    if point.value is None:
        return furniture.safe(f"{line.name}, {point.label}: keine Angabe")
    number = german.number(point.value, spec.decimals) + spec.unit_suffix
    tail = " (rechnerisch)" if point.recomputed else ""
    tail += " (vorläufig)" if point.provisional else ""
    return furniture.safe(f"{line.name}, {point.label}: {number}{tail}")


def _margin(texts: Sequence[str], *, stacked: bool) -> int:
    """Room for the longest end label, in pixels; a bar in a label may break the line."""
    parts = [part for text in texts for part in (text.split("|") if stacked else [text])]
    return round(22 + 7.4 * max((len(part) for part in parts), default=1))


def _end_labels(drawn: Sequence[Line], *, stacked: bool, gap: float) -> list[furniture.Figure]:
    ends: list[tuple[Line, Point]] = []
    for line in drawn:
        last = next((p for p in reversed(line.points) if p.value is not None), None)
        if last and line.end_text is not None:
            ends.append((line, last))
    heights = furniture.spread([p.value or 0.0 for _, p in ends], gap)
    return [
        furniture.end_label(
            furniture.safe(line.end_text or "").replace("|", "<br>" if stacked else " "),
            x=point.x,
            y=height,
            colour=_TEXT[line.role],
            strong=line.role in {"ours", "accent"},
        )
        for (line, point), height in zip(ends, heights, strict=True)
    ]


def _mark_trace(mark: Mark) -> furniture.Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mark.x],
        "y": [mark.value],
        "marker": {
            "symbol": "diamond" if mark.hollow_diamond else "circle",
            "size": 9 if mark.hollow_diamond else 6,
            "color": theme.WHITE,
            "line": {"color": theme.INK if mark.hollow_diamond else theme.BLUE, "width": 1.6},
        },
        "cliponaxis": False,
        "hoverinfo": "text",
        "text": [furniture.safe(mark.text.replace("<br>", " "))],
    }


def _bracket(bracket: tuple[float, float, str]) -> list[furniture.Figure]:
    start, end, _ = bracket
    line: dict[str, Any] = {"color": theme.CONTEXT_PALE, "width": 1}
    bar = {"type": "line", "yref": "paper", "line": line}
    return [
        {**bar, "x0": start, "x1": end, "y0": 0.045, "y1": 0.045},
        {**bar, "x0": start, "x1": start, "y0": 0.045, "y1": 0.075},
        {**bar, "x0": end, "x1": end, "y0": 0.045, "y1": 0.075},
    ]
