"""Stacks: horizontal bars under headings, each whole or made of parts, with its total behind it.

For a few figures of documents: amounts of two years beside each other, or parts of a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.charts import furniture

#: Heights in pixels, which are also the units of the vertical axis.
BAR, ROW, HEADING = 24, 33, 28
#: Added for each line of a label beyond two.
LINE = 15
LEGEND_LINE = 17
#: Letters of the legend that fit into one line of the narrowest screen.
LEGEND = 40


@dataclass(frozen=True)
class Segment:
    """A part of a bar: name, number, the text inside where it fits, and a colour."""

    name: str
    value: float
    text: str
    colour: str = theme.BLUE
    ink: str = theme.WHITE


@dataclass(frozen=True)
class Stack:
    """One bar: label on the left, parts from left to right, text behind them."""

    label: str
    segments: tuple[Segment, ...]
    total: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Heading:
    """A line above the bars that belong together."""

    text: str


def stacks(rows: Sequence[Stack | Heading]) -> furniture.Figure:
    """Bars from the top down, in the order given, on one scale that begins at zero.

    Args:
        rows: headings and bars; at least one bar with at least one segment.
    """
    places: list[tuple[float, Stack]] = []
    headings: list[tuple[float, Heading]] = []
    depth = 0.0
    for row in rows:
        if isinstance(row, Heading):
            height = HEADING + LINE * row.text.count("<br>")
            headings.append((depth + (height + 6) / 2, row))
            depth += height
        else:
            height = ROW + LINE * max(0, row.label.count("<br>") - 1)
            places.append((depth + height / 2, row))
            depth += height
    legend = _legend([row for _, row in places])
    totals = [row.total for _, row in places if row.total]
    right = round(max((furniture.width(text, size=13.5) for text in totals), default=0)) + 12
    top = 8 + (LEGEND_LINE * (legend.count("<br>") + 1) + 6 if legend else 0)
    figure = furniture.layout(height=round(depth) + top + 8, top=top, bottom=8, right=right)
    figure["barmode"] = "stack"
    figure["minreducedwidth"] = 24
    # A part too narrow for its number carries none; the table beside it does.
    figure["uniformtext"] = {"mode": "hide", "minsize": 11.5}
    figure["annotations"] = [
        *_totals(places),
        *(
            furniture.note(
                f"<b>{furniture.safe(heading.text)}</b>",
                x=0,
                y=place,
                xanchor="left",
                yanchor="middle",
                xshift=-1,
                font={"size": 12.5, "color": theme.INK},
            )
            for place, heading in headings
        ),
        *furniture.legend(legend, shift=4),
    ]
    most = max(sum(part.value for part in row.segments) for _, row in places)
    figure["xaxis"] = furniture.bare_axis(range=[0, max(most, 1e-9)])
    figure["shapes"] = _zero_lines(places)
    figure["yaxis"] = furniture.text_axis(
        [place for place, _ in places],
        [
            f"<b>{furniture.safe(row.label)}</b>" if row.strong else furniture.safe(row.label)
            for _, row in places
        ],
        range=[depth, 0],
        tickfont={"size": 12.5, "color": theme.INK},
        automargin=True,
        ticklabelstandoff=6,
    )
    return {"data": _traces(places), "layout": figure}


def _traces(places: Sequence[tuple[float, Stack]]) -> list[furniture.Figure]:
    """One trace per place in the bar, so that parts follow each other."""
    made = []
    for index in range(max(len(row.segments) for _, row in places)):
        held = [
            (place, row, row.segments[index]) for place, row in places if index < len(row.segments)
        ]
        made.append(
            {
                "type": "bar",
                "orientation": "h",
                "x": [part.value for _, _, part in held],
                "y": [place for place, _, _ in held],
                "width": BAR,
                "text": [furniture.safe(part.text) for _, _, part in held],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "insidetextfont": {"size": 12, "color": [part.ink for _, _, part in held]},
                "marker": {
                    "color": [part.colour for _, _, part in held],
                    "line": {"color": theme.WHITE, "width": 1},
                },
                "hoverinfo": "text",
                "hovertext": [
                    furniture.safe(": ".join(x for x in (part.name or row.label, part.text) if x))
                    for _, row, part in held
                ],
            }
        )
    return made


def _totals(places: Sequence[tuple[float, Stack]]) -> list[furniture.Figure]:
    return [
        furniture.note(
            f"<b>{furniture.safe(row.total)}</b>" if row.strong else furniture.safe(row.total),
            x=sum(part.value for part in row.segments),
            y=place,
            xanchor="left",
            xshift=4,
            font={"size": 12.5, "color": theme.INK},
        )
        for place, row in places
        if row.total
    ]


def _zero_lines(places: Sequence[tuple[float, Stack]]) -> list[furniture.Figure]:
    """A zero line at the bars only, so that it crosses no heading."""
    return [
        {
            "type": "line",
            "x0": 0,
            "x1": 0,
            "y0": place - ROW / 2,
            "y1": place + ROW / 2,
            "line": {"color": theme.INK, "width": 1.2},
        }
        for place, _ in places
    ]


def _legend(rows: Sequence[Stack]) -> str:
    """Names of the parts beside their colours; empty where bars have one part without a name."""
    named: dict[str, str] = {}
    # The fullest bar tells the order.
    for row in sorted(rows, key=lambda row: -len(row.segments)):
        for part in row.segments:
            if part.name:
                named.setdefault(part.name, part.colour)
    lines: list[list[str]] = [[]]
    used = 0
    for name, colour in named.items():
        if lines[-1] and used + len(name) + 4 > LEGEND:
            lines.append([])
            used = 0
        used += len(name) + 5
        lines[-1].append(f'<span style="color:{colour}">■</span> {furniture.safe(name)}')
    return "<br>".join("   ".join(line) for line in lines)
