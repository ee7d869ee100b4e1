"""Columns over periods, stacked or beside each other, with totals printed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import german, theme
from dashboard.charts import furniture

#: Pixels of the plot on the narrowest screen; printed totals must fit there.
NARROW = 262
#: Signs of the legend that fit into one line there.
LEGEND = 42
LEGEND_LINE = 17
#: Columns beside each other over which values find room.
FEW = 14


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
    totals: Sequence[float | None] = (),
    height: int = 310,
    decimals: int = 0,
    last_provisional: bool = False,
) -> furniture.Figure:
    """Columns for each period.

    Args:
        periods: labels from left to right.
        parts: from the bottom up, or from left to right; at least one.
        stacked: parts add up to a whole, which is printed on top where no part is missing.
        totals: what is printed in place of the sums; None where nothing may be.
        height: pixels.
        decimals: of the printed values.
        last_provisional: draw the last period paler; the note beside the chart says why.
    """
    count = len(periods)
    known = [[v for part in parts if (v := part.values[i]) is not None] for i in range(count)]
    sums = [sum(values) for values in known]
    printed = totals or [
        whole if len(values) == len(parts) else None
        for whole, values in zip(sums, known, strict=True)
    ]
    tops = sums if stacked else [v for values in known for v in values]
    ticks = furniture.nice_ticks(min([0.0, *tops]), max([*tops, 1e-9]))
    if all(float(one).is_integer() for one in tops):
        # There is no half course.
        ticks = [one for one in ticks if float(one).is_integer()]
    names = _names(parts)
    figure = furniture.layout(
        height=height,
        top=18 + LEGEND_LINE * max(1, len(names)) if names else 34,
        bottom=30,
        right=14 if stacked else 8,
    )
    if any("<br>" in period for period in periods):
        figure["margin"]["b"] += LEGEND_LINE
    figure["barmode"] = "stack" if stacked else "group"
    figure["bargap"] = 0.32
    figure["bargroupgap"] = 0.06
    step = _step(periods, [german.number(one, decimals) for one in sums] if stacked else [])
    shown = [i for i in range(count) if (count - 1 - i) % step == 0]
    notes = [
        _total(total, x=i, y=sums[i], decimals=decimals)
        for i in shown
        if stacked and (total := printed[i]) is not None
    ]
    figure["annotations"] = [*notes, *furniture.legend("<br>".join(names), shift=12)]
    figure["xaxis"] = furniture.text_axis(
        shown, [furniture.safe(periods[i]) for i in shown], range=[-0.6, count - 0.4]
    )
    figure["yaxis"] = furniture.number_axis(
        ticks, decimals=0 if all(float(t).is_integer() for t in ticks) else 1
    ) | {"range": [ticks[0], max([ticks[-1], *tops]) * 1.05]}
    traces = [
        _trace(part, periods, decimals=decimals, last_provisional=last_provisional)
        for part in parts
    ]
    if not stacked and count * len(parts) <= FEW:
        for trace, part in zip(traces, parts, strict=True):
            trace.update(_printed(part, decimals))
    return {"data": traces, "layout": figure}


def _trace(
    part: Part, periods: Sequence[str], *, decimals: int, last_provisional: bool
) -> furniture.Figure:
    """The columns of a part."""
    marker: furniture.Figure = {"color": part.colour}
    if part.hollow:
        marker = {"color": theme.WHITE, "line": {"color": part.colour, "width": 2}}
    if last_provisional:
        marker["opacity"] = [1.0] * (len(periods) - 1) + [0.5]
    return {
        "type": "bar",
        "name": furniture.safe(part.name),
        "x": list(range(len(periods))),
        "y": list(part.values),
        "marker": marker,
        "hoverinfo": "text",
        "hovertext": [
            furniture.safe(f"{part.name}, {period.replace('<br>', ' ')}: ")
            + ("keine Angabe" if value is None else german.number(value, decimals))
            for period, value in zip(periods, part.values, strict=True)
        ],
    }


def _printed(part: Part, decimals: int) -> furniture.Figure:
    """The values of a part, printed over its columns."""
    return {
        "text": ["" if value is None else german.number(value, decimals) for value in part.values],
        "textposition": "outside",
        "textfont": {"size": 12, "color": theme.INK},
        "cliponaxis": False,
    }


def _total(total: float, *, x: int, y: float, decimals: int) -> furniture.Figure:
    """A total over a stack."""
    return furniture.note(
        f"<b>{german.number(total, decimals)}</b>",
        x=x,
        y=y,
        yanchor="bottom",
        yshift=2,
        font={
            "size": 12.5,
            "color": theme.INK,
            # On a narrow screen a total reaches over higher neighbours.
            "shadow": f"0 0 3px {theme.WHITE}, 0 0 3px {theme.WHITE}",
        },
    )


def incomplete(periods: Sequence[str], parts: Sequence[Part]) -> tuple[tuple[str, list[str]], ...]:
    """Periods whose sum may not be printed, each with the names of the missing parts."""
    return tuple(
        (period, lost)
        for i, period in enumerate(periods)
        if (lost := [part.name for part in parts if part.values[i] is None])
    )


def _step(periods: Sequence[str], totals: Sequence[str]) -> int:
    """Every how many columns a label and a total find room on the narrowest screen."""
    count = len(periods)
    longest = max((furniture.width(text, size=13.5) for text in totals), default=0.0)
    return max(1, round(count / 10), math.ceil(count * (longest + 3) / NARROW))


def _names(parts: Sequence[Part]) -> list[str]:
    """Names of the parts, each beside its colour, in lines that a narrow screen holds."""
    if len(parts) == 1:
        return []
    made: list[list[str]] = [[]]
    used = 0
    for part in parts:
        if made[-1] and used + len(part.name) + 4 > LEGEND:
            made.append([])
            used = 0
        used += len(part.name) + 5
        sign = "□" if part.hollow else "■"
        made[-1].append(
            f'<span style="color:{part.colour}">{sign}</span> {furniture.safe(part.name)}'
        )
    return ["   ".join(line) for line in made]
