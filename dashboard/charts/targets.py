"""Target path: measured in blue, the target in force in orange, a former target in grey."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard import german, theme
from dashboard.charts import furniture
from data_access.domain.concept import Indicator, Target

HEIGHT = 232


def year_of(day: date) -> float:
    """A day as a year on the axis; yearly readings at the end of a year sit on that year."""
    return float(day.year)


def target_path(indicator: Indicator) -> furniture.Figure:
    """Readings of an indicator with its targets.

    Args:
        indicator: with at least one reading that has a number.
    """
    suffix = f"{german.THIN}%" if indicator.unit == "percent" else ""
    read = [r for r in indicator.readings if r.number is not None]
    targets = indicator.targets
    values = [r.number or 0.0 for r in read] + [t.number for t in targets]
    ticks = furniture.nice_ticks(0, max(values) * 1.08, count=3)
    xs = [year_of(r.read_on) for r in read]
    years = sorted({int(x) for x in [*xs, *(year_of(t.due_on) for t in targets)]})
    figure = furniture.layout(height=HEIGHT, top=16, bottom=30, right=14)
    traces: list[furniture.Figure] = []
    notes: list[furniture.Figure] = []
    for index, target in enumerate(targets):
        in_force = index == len(targets) - 1
        traces.append(_path(indicator, target, in_force=in_force))
        word = "Ziel" if len(targets) == 1 else "neues Ziel" if in_force else "altes Ziel"
        text = f"{word} {german.number(target.number, indicator.decimals)}{suffix}"
        above = target.number >= _latest(read)
        notes.append(
            furniture.note(
                f"<b>{text}</b>" if in_force else text,
                x=year_of(target.due_on),
                y=target.number,
                xanchor="right" if target.due_on.year == years[-1] else "center",
                xshift=6 if target.due_on.year == years[-1] else 0,
                yanchor="bottom" if above else "top",
                yshift=8 if above else -8,
                bgcolor="rgba(255,255,255,0.8)",
                font={
                    "size": 12,
                    "color": theme.ACCENT_TEXT if in_force else theme.MUTE,
                },
            )
        )
    traces.append(
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": xs,
            "y": [r.number for r in read],
            "line": {"color": theme.BLUE, "width": 2.6},
            "marker": {
                "size": [6] * (len(read) - 1) + [9],
                "color": [theme.WHITE] * (len(read) - 1) + [theme.BLUE],
                "line": {"color": theme.BLUE, "width": 1.6},
            },
            "cliponaxis": False,
            "hoverinfo": "text",
            "text": [
                f"{german.day(r.read_on)}: {german.number(r.number or 0, indicator.decimals)}"
                f"{suffix}{' (vorläufig)' if r.provisional else ''}"
                for r in read
            ],
        }
    )
    for reading, strong in ((read[0], False), (read[-1], True)):
        text = f"{german.number(reading.number or 0, indicator.decimals)}{suffix}"
        over = _over(reading.number or 0.0, targets, strong=strong)
        notes.append(
            furniture.note(
                f"<b>{text}</b>" if strong else text,
                x=year_of(reading.read_on),
                y=reading.number,
                yanchor="bottom" if over else "top",
                yshift=9 if over else -9,
                font={"size": 12.5, "color": theme.BLUE if strong else theme.INK},
            )
        )
    figure["annotations"] = notes
    figure["xaxis"] = furniture.text_axis(
        years, [str(y) for y in years], range=[years[0] - 0.3, years[-1] + 0.3]
    )
    figure["yaxis"] = furniture.number_axis(ticks) | {"range": [0, max([ticks[-1], *values]) * 1.1]}
    return {"data": traces, "layout": figure}


def _latest(read: Sequence[object]) -> float:
    number = getattr(read[-1], "number", 0.0)
    return float(number or 0.0)


def _over(value: float, targets: Sequence[Target], *, strong: bool) -> bool:
    """Print a reading on the side away from the target."""
    return (
        bool(targets) and targets[-1].number < value
        if strong
        else not targets or (targets[-1].number < value)
    )


def _path(indicator: Indicator, target: Target, *, in_force: bool) -> furniture.Figure:
    # A new path starts where it was decided, the first one at its baseline.
    first = target is indicator.targets[0]
    start = (year_of(target.baseline_on), target.baseline)
    if not first:
        before = [
            r for r in indicator.readings if r.number is not None and r.read_on <= target.decided_on
        ]
        if before:
            start = (year_of(before[-1].read_on), before[-1].number or 0.0)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [start[0], year_of(target.due_on)],
        "y": [start[1], target.number],
        "line": {
            "color": theme.ACCENT if in_force else theme.CONTEXT_PALE,
            "width": 1.8,
            "dash": "5px,4px" if in_force else "1.5px,3px",
        },
        "marker": {
            "symbol": "diamond",
            "size": [0.1, 11],
            "color": theme.ACCENT if in_force else theme.WHITE,
            "line": {"color": theme.ACCENT if in_force else theme.CONTEXT, "width": 1.6},
        },
        "cliponaxis": False,
        "hoverinfo": "text",
        "text": ["", f"Ziel bis {german.day(target.due_on)}"],
    }
