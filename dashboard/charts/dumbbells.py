"""Then and now: hollow is then, filled is now; direction shows without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import german, theme
from dashboard.charts import furniture

ROW = 28


@dataclass(frozen=True)
class Dumbbell:
    """A pair of values of one group."""

    label: str
    then: float
    now: float


@dataclass(frozen=True)
class Heading:
    """A line between blocks of dumbbells."""

    text: str


def dumbbells(rows: Sequence[Dumbbell | Heading]) -> furniture.Figure:
    """Pairs under each other, with both figures printed.

    Args:
        rows: headings and pairs from the top down; at least one pair.
    """
    pairs = [(index, row) for index, row in enumerate(rows) if isinstance(row, Dumbbell)]
    top = max(max(row.then, row.now) for _, row in pairs)
    ticks = furniture.nice_ticks(0, top, count=3)
    figure = furniture.layout(height=len(rows) * ROW + 46, top=8, bottom=30, right=14)
    traces: list[furniture.Figure] = []
    notes: list[furniture.Figure] = []
    for index, row in pairs:
        colour = theme.BLUE if row.now >= row.then else theme.ACCENT
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [row.then, row.now],
                "y": [index, index],
                "line": {"color": colour, "width": 2.6},
                "marker": {
                    "size": 10,
                    "color": [theme.WHITE, colour],
                    "line": {"color": colour, "width": 2},
                },
                "cliponaxis": False,
                "hoverinfo": "text",
                "text": [f"{row.label}: {german.number(row.then)} → {german.number(row.now)}"] * 2,
            }
        )
        rising = row.now >= row.then
        notes += [
            _figure(row.then, index, left=rising, strong=False),
            _figure(row.now, index, left=not rising, strong=True),
        ]
    notes += [
        furniture.note(
            f"<b>{row.text}</b>",
            x=0,
            xref="paper",
            xanchor="left",
            xshift=-40,
            y=index + 0.1,
            font={"size": 12.5, "color": theme.MUTE},
        )
        for index, row in enumerate(rows)
        if isinstance(row, Heading)
    ]
    figure["annotations"] = notes
    figure["xaxis"] = {
        **furniture.number_axis(ticks),
        "range": [-top * 0.17, top * 1.2],
        "tickvals": [tick for tick in ticks if tick <= top * 1.2],
        "ticktext": [german.number(tick) for tick in ticks if tick <= top * 1.2],
    }
    figure["yaxis"] = furniture.text_axis(
        [index for index, _ in pairs],
        [row.label for _, row in pairs],
        range=[len(rows) - 0.4, -0.6],
        tickfont={"size": 12.5, "color": theme.INK},
        automargin=True,
        ticklabelstandoff=4,
    )
    return {"data": traces, "layout": figure}


def _figure(value: float, index: int, *, left: bool, strong: bool) -> furniture.Figure:
    text = german.number(value)
    return furniture.note(
        f"<b>{text}</b>" if strong else text,
        x=value,
        y=index,
        xanchor="right" if left else "left",
        xshift=-8 if left else 8,
        font={"size": 12.5, "color": theme.INK if strong else theme.MUTE},
    )
