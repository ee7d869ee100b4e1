"""Units: one square for each of a few things, filled where it holds, hollow where it does not."""

from __future__ import annotations

from dashboard import theme
from dashboard.charts import furniture

#: More squares than this would be too small on a phone.
MOST = 30
HEIGHT = 44


def units(
    holding: int, lacking: int, *, yes: str, no: str, who: str, names: tuple[str, ...] = ()
) -> furniture.Figure:
    """A row of squares, first those that hold.

    Args:
        holding: how many squares are filled.
        lacking: how many are hollow.
        yes: text above the filled ones.
        no: text above the hollow ones.
        who: names under the hollow ones; empty where they are too many.
        names: of all squares from left to right, for the pointer.
    """
    count = holding + lacking
    lines = max(yes.count("<br>"), no.count("<br>")) + 1
    below = 24 + 16 * who.count("<br>") if who else 8
    figure = furniture.layout(height=HEIGHT + 18 * lines + 10 + below, top=18 * lines + 10)
    figure["margin"]["b"] = below
    figure["bargap"] = 0.1
    colours = [theme.BLUE] * holding + [theme.WHITE] * lacking
    edges = [theme.BLUE] * holding + [theme.ACCENT] * lacking
    trace = {
        "type": "bar",
        "x": list(range(count)),
        "y": [1] * count,
        "marker": {"color": colours, "line": {"color": edges, "width": 2}},
        "hoverinfo": "text",
        "hovertext": [furniture.safe(name) for name in names] or [yes] * holding + [no] * lacking,
    }
    notes = []
    if holding:
        notes.append(_label(f"<b>{furniture.safe(yes)}</b>", -0.45, "left", theme.BLUE, above=True))
    if lacking:
        edge = count - 0.55
        notes.append(
            _label(f"<b>{furniture.safe(no)}</b>", edge, "right", theme.ACCENT_TEXT, above=True)
        )
        if who:
            notes.append(_label(furniture.safe(who), edge, "right", theme.ACCENT_TEXT, above=False))
    figure["annotations"] = notes
    figure["xaxis"] = furniture.bare_axis(range=[-0.55, count - 0.45])
    figure["yaxis"] = furniture.bare_axis(range=[0, 1.02])
    return {"data": [trace], "layout": figure}


def _label(text: str, x: float, side: str, colour: str, *, above: bool) -> furniture.Figure:
    return furniture.note(
        text,
        x=x,
        y=1 if above else 0,
        yref="paper",
        xanchor=side,
        yanchor="bottom" if above else "top",
        yshift=4 if above else -4,
        align=side,
        font={"size": 13, "color": colour},
    )
