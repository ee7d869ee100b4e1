"""Ranking: horizontal bars with values behind them and one line to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.charts import furniture

ROW = 22.5
#: A few bars are drawn wider, or their card looks empty.
FEW, ROW_OF_FEW = 4, 40
#: Added for each further line of a label.
LINE = 14
BAND = 46


@dataclass(frozen=True)
class Bar:
    """One bar: label, value or none, its text, a second text on the right, and a colour.

    ``value`` None draws no bar and prints ``text``, which then says why.
    """

    label: str
    value: float | None
    text: str
    aside: str = ""
    colour: str = theme.BLUE
    strong: bool = False


@dataclass(frozen=True)
class Reference:
    """A line to compare with."""

    value: float
    text: str


def ranking(
    bars: Sequence[Bar],
    *,
    reference: Reference | None = None,
    aside_title: str = "",
    whole: float | None = None,
) -> furniture.Figure:
    """Horizontal bars from the top down, in the order given.

    Args:
        bars: at least one.
        reference: drawn behind the bars, named above them.
        aside_title: heading of the column on the right; empty when there is none.
        whole: what the full width stands for, such as 100 percent; the longest bar without it.
    """
    count = len(bars)
    known = [bar.value for bar in bars if bar.value is not None]
    top = max([*known, reference.value if reference else 0.0, whole or 0.0, 1e-9])
    # Texts beside the bars and the second column have margins of their own, at every width.
    right = round(max(furniture.width(bar.text, size=13.5) for bar in bars)) + 12
    if aside_title:
        right += round(max(furniture.width(bar.aside) for bar in bars)) + 14
    head = BAND if reference or aside_title else 8
    more_lines = max(bar.label.count("<br>") for bar in bars)
    row = (ROW_OF_FEW if count <= FEW else ROW) + more_lines * LINE
    figure = furniture.layout(
        height=round(count * row + head + 12), top=head, bottom=4, right=right
    )
    # Labels come first: on a phone short bars are better than cut names.
    figure["minreducedwidth"] = 24
    figure["annotations"] = _texts(bars)
    if aside_title:
        figure["annotations"] += _asides(bars, aside_title, shift=right - 2)
    if reference:
        figure["shapes"] = [_line(reference, count)]
        figure["annotations"].append(_named(reference, shift=18 if aside_title else 4))
    figure["xaxis"] = furniture.bare_axis(
        range=[min([0.0, *known]) * 1.2, top], zeroline=True, zerolinecolor=theme.INK
    )
    figure["yaxis"] = furniture.text_axis(
        list(range(count)),
        [_strong(bar.label, bar) for bar in bars],
        range=[count - 0.4, -0.9 if reference else -0.6],
        tickfont={"size": 12.5, "color": theme.INK},
        automargin=True,
        ticklabelstandoff=6,
    )
    return {"data": [_trace(bars, aside_title)], "layout": figure}


def _trace(bars: Sequence[Bar], aside_title: str) -> furniture.Figure:
    """The bars themselves; the palest colour needs an edge to be seen."""
    edges = [theme.PALEST_EDGE if bar.colour == theme.SEQUENTIAL[0] else bar.colour for bar in bars]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.value for bar in bars],
        "y": list(range(len(bars))),
        "width": 0.62,
        "marker": {
            "color": [bar.colour for bar in bars],
            "line": {"color": edges, "width": 1},
        },
        "hoverinfo": "text",
        "hovertext": [
            furniture.safe(
                f"{bar.label.replace('<br>', ' ')}: {bar.text}"
                + (f" ({aside_title}: {bar.aside})" if bar.aside else "")
            )
            for bar in bars
        ],
    }


def _strong(text: str, bar: Bar) -> str:
    return f"<b>{furniture.safe(text)}</b>" if bar.strong else furniture.safe(text)


def _texts(bars: Sequence[Bar]) -> list[furniture.Figure]:
    """Each bar's text behind its end."""
    return [
        furniture.note(
            _strong(bar.text, bar),
            x=bar.value or 0,
            y=position,
            xanchor="left",
            xshift=4,
            font={"size": 12.5, "color": theme.INK},
            bgcolor=theme.WHITE,
            borderpad=0,
        )
        for position, bar in enumerate(bars)
    ]


def _asides(bars: Sequence[Bar], title: str, *, shift: int) -> list[furniture.Figure]:
    """The column on the right with its heading."""
    at_edge = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": shift}
    listed = [
        furniture.note(furniture.safe(bar.aside), y=position, **at_edge)
        for position, bar in enumerate(bars)
    ]
    heading = furniture.note(furniture.safe(title), y=1, yref="paper", yanchor="bottom", **at_edge)
    return [*listed, heading]


def _line(reference: Reference, count: int) -> furniture.Figure:
    return {
        "type": "line",
        "x0": reference.value,
        "x1": reference.value,
        "y0": -0.9,
        "y1": count - 0.4,
        "line": {"color": theme.ACCENT, "width": 1.5, "dash": "4px,4px"},
        "layer": "below",
    }


def _named(reference: Reference, *, shift: int) -> furniture.Figure:
    """What the line stands for, above the bars."""
    return furniture.note(
        f"<b>{furniture.safe(reference.text)}</b>",
        x=reference.value,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=shift,
        font={"size": 12.5, "color": theme.ACCENT_TEXT},
    )
