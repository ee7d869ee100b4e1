"""Lines and points of a chart of lines as traces."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import german, theme
from dashboard.charts import furniture
from dashboard.charts.lines.model import Line, LineSpec, Mark, Point

_COLOURS = {
    "ours": (theme.BLUE, 2.6),
    "accent": (theme.ACCENT, 2.6),
    "context": (theme.CONTEXT, 1.8),
    "pale": (theme.CONTEXT_PALE, 1.8),
}


def line_traces(line: Line, spec: LineSpec) -> list[furniture.Figure]:
    """A line with its provisional stretch, lone points and its end."""
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


def mark_trace(mark: Mark) -> furniture.Figure:
    """The point of a mark."""
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
