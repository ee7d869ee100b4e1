"""What stands in a chart of lines beside the lines: bands, breaks, brackets and labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dashboard import theme
from dashboard.charts import furniture
from dashboard.charts.lines.model import Break, Line, Mark, Point

#: Shapes and notes.
Furniture = tuple[list[furniture.Figure], list[furniture.Figure]]

#: Years between two values that a reader must see as a gap.
LONG_GAP = 1.5
#: Share of the width that the words inside a gap need on a narrow screen.
WORDS = 0.24
#: A label over the plot is no longer centred so near to its edge.
EDGE = 0.2
#: Years that a band keeps from the values beside it.
INSET = 0.3
#: Behind a text that may lie on lines.
_VEIL = "rgba(255,255,255,0.75)"
_TEXT = {
    "ours": theme.BLUE,
    "accent": theme.ACCENT_TEXT,
    "context": theme.CONTEXT,
    "pale": theme.CONTEXT,
}


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


def absences(drawn: Sequence[Line], ends: tuple[float, float]) -> Furniture:
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


def waiting(drawn: Sequence[Line], ends: tuple[float, float]) -> Furniture:
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


def end_labels(drawn: Sequence[Line], *, stacked: bool, gap: float) -> Furniture:
    """Names and values at the ends of lines, so far apart that each can be read."""
    ends: list[tuple[Line, Point]] = []
    for line in drawn:
        last = next((p for p in reversed(line.points) if p.value is not None), None)
        if last and line.end_text is not None:
            ends.append((line, last))
    heights = furniture.spread([p.value or 0.0 for _, p in ends], gap)
    return [], [
        furniture.end_label(
            furniture.safe(line.end_text or "").replace("|", "<br>" if stacked else " "),
            x=point.x,
            y=height,
            colour=_TEXT[line.role],
            strong=line.role in {"ours", "accent"},
        )
        for (line, point), height in zip(ends, heights, strict=True)
    ]


def mark_labels(marks: Sequence[Mark]) -> Furniture:
    """The texts of marks."""
    return [], [
        furniture.note(
            furniture.safe(mark.text),
            x=mark.x,
            y=mark.value,
            yanchor="top" if mark.below else "bottom",
            yshift=-9 if mark.below else 9,
            xanchor="left" if mark.right else "center",
            font={"size": 12.5, "color": theme.INK},
            bgcolor=_VEIL if mark.hollow_diamond else "rgba(0,0,0,0)",
        )
        for mark in marks
    ]


def breaks(named: Sequence[Break], ends: tuple[float, float]) -> Furniture:
    """A dashed line where a series breaks, with its reason over the plot."""
    dashes = {"color": theme.CONTEXT, "width": 1.2, "dash": "2px,2px"}
    upright = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "line": dashes}
    return (
        [{**upright, "x0": one.x, "x1": one.x, "layer": "below"} for one in named],
        [_above(furniture.safe(one.label), one.x, ends) for one in named],
    )


def bracket(wanted: tuple[float, float, str] | None) -> Furniture:
    """A bracket over some years at the foot of the plot, with its text."""
    if wanted is None:
        return [], []
    start, end, text = wanted
    line = {"color": theme.CONTEXT_PALE, "width": 1}
    bar: furniture.Figure = {"type": "line", "yref": "paper", "line": line}
    note = furniture.note(
        text,
        x=(start + end) / 2,
        y=0.05,
        yref="paper",
        yanchor="bottom",
        yshift=1,
        bgcolor=_VEIL,
    )
    return [
        {**bar, "x0": start, "x1": end, "y0": 0.045, "y1": 0.045},
        {**bar, "x0": start, "x1": start, "y0": 0.045, "y1": 0.075},
        {**bar, "x0": end, "x1": end, "y0": 0.045, "y1": 0.075},
    ], [note]
