"""Columns over periods, stacked or beside each other, with totals printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import german, theme
from dashboard.charts import furniture


@dataclass(frozen=True)
class Part:
    """One kind of column: name, a value per period or none, and a colour."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    hollow: bool = False


def columns(
    periods: Sequence[str],
    parts: Sequence[Part],
    *,
    stacked: bool,
    height: int = 310,
    decimals: int = 0,
    last_provisional: bool = False,
) -> furniture.Figure:
    """Columns for each period.

    Args:
        periods: labels from left to right.
        parts: from the bottom up, or from left to right.
        stacked: parts add up to a whole, which is printed on top.
        height: pixels.
        decimals: of the printed values.
        last_provisional: draw the last period paler; the note beside the chart says why.
    """
    count = len(periods)
    sums = [
        sum(value for part in parts if (value := part.values[i]) is not None) for i in range(count)
    ]
    tops = sums if stacked else [v for part in parts for v in part.values if v is not None]
    ticks = furniture.nice_ticks(min([0.0, *tops]), max([*tops, 1e-9]))
    figure = furniture.layout(height=height, top=34, bottom=30)
    figure["barmode"] = "stack" if stacked else "group"
    figure["bargap"] = 0.32
    figure["bargroupgap"] = 0.06
    traces = []
    for part in parts:
        marker: furniture.Figure = {"color": part.colour}
        if part.hollow:
            marker = {"color": theme.WHITE, "line": {"color": part.colour, "width": 2}}
        if last_provisional:
            marker["opacity"] = [1.0] * (count - 1) + [0.5]
        trace: furniture.Figure = {
            "type": "bar",
            "name": part.name,
            "x": list(range(count)),
            "y": list(part.values),
            "marker": marker,
            "hoverinfo": "text",
            "hovertext": [
                f"{part.name}, {period}: "
                + ("kein Wert" if value is None else german.number(value, decimals))
                for period, value in zip(periods, part.values, strict=True)
            ],
        }
        if not stacked and count * len(parts) <= 14:
            trace["text"] = [
                "" if value is None else german.number(value, decimals) for value in part.values
            ]
            trace["textposition"] = "outside"
            trace["textfont"] = {"size": 12, "color": theme.INK}
            trace["cliponaxis"] = False
        traces.append(trace)
    notes = []
    if stacked and count <= 14:
        notes += [
            furniture.note(
                f"<b>{german.number(total, decimals)}</b>",
                x=i,
                y=total,
                yanchor="bottom",
                yshift=2,
                font={"size": 12.5, "color": theme.INK},
            )
            for i, total in enumerate(sums)
        ]
    notes += _names(parts)
    figure["annotations"] = notes
    step = max(1, round(count / 10))
    shown = [i for i in range(count) if (count - 1 - i) % step == 0]
    figure["xaxis"] = furniture.text_axis(
        shown, [periods[i] for i in shown], range=[-0.6, count - 0.4]
    )
    figure["yaxis"] = furniture.number_axis(
        ticks, decimals=0 if all(float(t).is_integer() for t in ticks) else 1
    ) | {"range": [ticks[0], max([ticks[-1], *tops]) * 1.05]}
    return {"data": traces, "layout": figure}


def _names(parts: Sequence[Part]) -> list[furniture.Figure]:
    """Names of the parts in one line above the columns, each beside its colour."""
    if len(parts) == 1:
        return []
    text = "   ".join(
        f'<span style="color:{part.colour}">{"□" if part.hollow else "■"}</span> {part.name}'
        for part in parts
    )
    return [
        furniture.note(
            text,
            x=0,
            xref="paper",
            y=1,
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            yshift=12,
            font={"size": 12, "color": theme.MUTE},
        )
    ]
