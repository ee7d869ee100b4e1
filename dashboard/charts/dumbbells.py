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
    """Pairs under each other, with both figures in a column on the right.

    Args:
        rows: headings and pairs from the top down; at least one pair.
    """
    pairs = [(index, row) for index, row in enumerate(rows) if isinstance(row, Dumbbell)]
    top = max(1.0, *(max(row.then, row.now) for _, row in pairs))
    texts = [f"{german.number(row.then)} → {german.number(row.now)}" for _, row in pairs]
    # In a margin of their own the figures can cross neither the zero line nor the dots.
    right = round(max(furniture.width(text, size=13.5) for text in texts)) + 14
    ticks = [tick for tick in furniture.nice_ticks(0, top, count=2) if tick <= top * 1.04]
    figure = furniture.layout(height=len(rows) * ROW + 46, top=8, bottom=30, right=right)
    traces: list[furniture.Figure] = []
    notes: list[furniture.Figure] = []
    for (index, row), text in zip(pairs, texts, strict=True):
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
                "text": [furniture.safe(f"{row.label}: {text}")] * 2,
            }
        )
        notes.append(
            furniture.note(
                f"{german.number(row.then)} → <b>{german.number(row.now)}</b>",
                x=1,
                xref="paper",
                xanchor="right",
                xshift=right - 2,
                y=index,
                font={"size": 12.5, "color": theme.INK},
            )
        )
    figure["annotations"] = notes
    figure["xaxis"] = {
        **furniture.number_axis(ticks),
        "range": [-top * 0.04, top * 1.04],
    }
    figure["yaxis"] = furniture.text_axis(
        list(range(len(rows))),
        [
            furniture.safe(row.label)
            if isinstance(row, Dumbbell)
            else f"<b>{furniture.safe(row.text)}</b>"
            for row in rows
        ],
        range=[len(rows) - 0.4, -0.6],
        tickfont={"size": 12.5, "color": theme.INK},
        automargin=True,
        ticklabelstandoff=4,
    )
    return {"data": traces, "layout": figure}
