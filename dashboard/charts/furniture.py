"""Shared furniture of all figures: layout, axes, annotations. Slim: no template is carried.

Figures are plain dicts in Plotly's grammar; ``tests/dashboard/charts`` validates each of them
with Plotly itself.
"""

from __future__ import annotations

import math
from html import escape
from itertools import pairwise
from typing import Any

from dashboard import german, theme

Figure = dict[str, Any]
#: Letters of a month that is not cut: "April", "März".
LONGEST_MONTH = 5


def safe(text: str) -> str:
    """Escape a text for Plotly's own markup; only a line break keeps its meaning.

    Names come from the database: a group called "A<B" must not become a tag.
    """
    return escape(text, quote=False).replace("&lt;br&gt;", "<br>")


def short_month(number: int) -> str:
    """A month in few letters, for axes and narrow columns."""
    name = german.MONTHS[number - 1]
    return {9: "Sept."}.get(number, name if len(name) <= LONGEST_MONTH else f"{name[:3]}.")


def width(text: str, *, size: float = 12.5) -> float:
    """Estimated pixels of the longest line of a text in our type."""
    return max(len(part) for part in text.split("<br>")) * size * 0.56


def layout(*, height: int, left: int = 8, right: int = 8, top: int = 8, bottom: int = 28) -> Figure:
    """Base layout: white ground, our type, no legend, no dragging, German separators."""
    return {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "font": {"family": theme.FONT, "size": 12.5, "color": theme.INK},
        "paper_bgcolor": theme.WHITE,
        "plot_bgcolor": theme.WHITE,
        "separators": ",.",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "font": {"family": theme.FONT, "size": 13, "color": theme.INK},
            "bgcolor": theme.WHITE,
            "bordercolor": theme.CONTEXT_PALE,
        },
        "annotations": [],
        "shapes": [],
    }


def number_axis(ticks: list[float], *, decimals: int = 0, zero: bool = True) -> Figure:
    """Vertical axis with horizontal hairlines and an ink zero line."""
    return {
        "tickvals": ticks,
        "ticktext": [german.number(tick, decimals) for tick in ticks],
        "tickfont": {"size": 12.5, "color": theme.MUTE},
        "gridcolor": theme.GRID,
        "gridwidth": 1,
        "zeroline": zero,
        "zerolinecolor": theme.INK,
        "zerolinewidth": 1.2,
        "fixedrange": True,
        "showline": False,
        "ticks": "",
        "automargin": True,
    }


def bare_axis(**more: Any) -> Figure:
    """Axis without marks."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "fixedrange": True,
        "ticks": "",
        **more,
    }


def text_axis(values: list[Any], texts: list[str], **more: Any) -> Figure:
    """Axis whose ticks are words or years, written out by us."""
    return {
        "tickvals": values,
        "ticktext": texts,
        "tickfont": {"size": 12.5, "color": theme.MUTE},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
        # Plotly would tilt labels on a narrow screen.
        "tickangle": 0,
        "ticklabelstandoff": 4,
        **more,
    }


def nice_ticks(lowest: float, highest: float, *, count: int = 4) -> list[float]:
    """Round ticks inside a range; zero is one of them when the range touches it."""
    if highest <= lowest:
        highest = lowest + 1
    raw = (highest - lowest) / count
    power = 10 ** math.floor(math.log10(raw))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= raw - 1e-9)
    first = math.floor(lowest / step + 1e-9)
    last = math.floor(highest / step + 1e-9)
    if last - first < 2:
        last = math.ceil(highest / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def note(text: str, **more: Any) -> Figure:
    """Annotation without arrow."""
    return {
        "text": text,
        "showarrow": False,
        "font": {"size": 12, "color": theme.MUTE},
        "align": "left",
        **more,
    }


def end_label(text: str, *, x: float, y: float, colour: str, strong: bool = True) -> Figure:
    """Label to the right of the last point, outside of the plotting area."""
    return note(
        f"<b>{text}</b>" if strong else text,
        x=x,
        y=y,
        xanchor="left",
        yanchor="middle",
        xshift=9,
        font={"size": 13, "color": colour},
    )


def spread(positions: list[float], gap: float) -> list[float]:
    """Move labels apart so that neighbours are at least ``gap`` away; order is kept."""
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    moved = list(positions)
    for _ in range(200):
        clash = False
        for lower, upper in pairwise(order):
            missing = gap - (moved[upper] - moved[lower])
            if missing > 1e-9:
                moved[lower] -= missing / 2
                moved[upper] += missing / 2
                clash = True
        if not clash:
            break
    return moved


def legend(text: str, *, shift: int) -> list[Figure]:
    """Coloured names above the plot, ``shift`` pixels away from it; nothing without a text."""
    if not text:
        return []
    return [
        note(
            text,
            x=0,
            xref="paper",
            y=1,
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            yshift=shift,
            font={"size": 12, "color": theme.MUTE},
        )
    ]
