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
    positions = list(range(count))
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [bar.value for bar in bars],
        "y": positions,
        "width": 0.62,
        "marker": {
            "color": [bar.colour for bar in bars],
            "line": {
                "color": [
                    theme.PALEST_EDGE if bar.colour == theme.SEQUENTIAL[0] else bar.colour
                    for bar in bars
                ],
                "width": 1,
            },
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
    notes = [
        furniture.note(
            f"<b>{furniture.safe(bar.text)}</b>" if bar.strong else furniture.safe(bar.text),
            x=bar.value or 0,
            y=position,
            xanchor="left",
            xshift=4,
            font={"size": 12.5, "color": theme.INK},
            bgcolor=theme.WHITE,
            borderpad=0,
        )
        for position, bar in zip(positions, bars, strict=True)
    ]
    if aside_title:
        notes += [
            furniture.note(
                furniture.safe(bar.aside),
                x=1,
                xref="paper",
                y=position,
                xanchor="right",
                xshift=right - 2,
            )
            for position, bar in zip(positions, bars, strict=True)
        ]
        notes.append(
            furniture.note(
                furniture.safe(aside_title),
                x=1,
                xref="paper",
                y=1,
                yref="paper",
                xanchor="right",
                xshift=right - 2,
                yanchor="bottom",
            )
        )
    if reference:
        figure["shapes"] = [
            {
                "type": "line",
                "x0": reference.value,
                "x1": reference.value,
                "y0": -0.9,
                "y1": count - 0.4,
                "line": {"color": theme.ACCENT, "width": 1.5, "dash": "4px,4px"},
                "layer": "below",
            }
        ]
        notes.append(
            furniture.note(
                f"<b>{furniture.safe(reference.text)}</b>",
                x=reference.value,
                y=1,
                yref="paper",
                yanchor="bottom",
                yshift=18 if aside_title else 4,
                font={"size": 12.5, "color": theme.ACCENT_TEXT},
            )
        )
    figure["annotations"] = notes
    figure["xaxis"] = furniture.bare_axis(
        range=[min([0.0, *known]) * 1.2, top], zeroline=True, zerolinecolor=theme.INK
    )
    figure["yaxis"] = furniture.text_axis(
        positions,
        [
            f"<b>{furniture.safe(bar.label)}</b>" if bar.strong else furniture.safe(bar.label)
            for bar in bars
        ],
        range=[count - 0.4, -0.9 if reference else -0.6],
        tickfont={"size": 12.5, "color": theme.INK},
        automargin=True,
        ticklabelstandoff=6,
    )
    return {"data": [trace], "layout": figure}
