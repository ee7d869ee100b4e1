"""The chart of lines, put together."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts import furniture
from dashboard.charts.lines import labels
from dashboard.charts.lines.model import Line, LineSpec
from dashboard.charts.lines.traces import line_traces, mark_trace


def lines(drawn: Sequence[Line], spec: LineSpec) -> furniture.Figure:
    """Lines over years with labels at their ends.

    Args:
        drawn: context first, so that what matters lies on top.
        spec: furniture.
    """
    numbers = [p.value for line in drawn for p in line.points if p.value is not None]
    numbers += [mark.value for mark in spec.marks]
    low = min([0.0, *numbers]) if spec.zero else min(numbers)
    ticks = furniture.nice_ticks(low, max(numbers))
    span = ticks[-1] - ticks[0]
    texts = [line.end_text for line in drawn if line.end_text]
    stacked = len(texts) <= 3
    tall = max((text.count("|") + 1 for text in texts), default=1) if stacked else 1
    xs = [p.x for line in drawn for p in line.points]
    ends = (min(xs), max(xs))
    # Between labels at the ends of lines, in units of the axis.
    gap = span * (1 + 16 * tall) / (spec.height - 48)
    figure = furniture.layout(
        height=spec.height, left=8, right=_margin(texts, stacked=stacked), top=18, bottom=30
    )
    beside = (
        labels.absences(drawn, ends),
        labels.waiting(drawn, ends),
        labels.end_labels(drawn, stacked=stacked, gap=gap),
        labels.mark_labels(spec.marks),
        labels.breaks(spec.breaks, ends),
        labels.bracket(spec.bracket),
    )
    figure["annotations"] = [note for _, notes in beside for note in notes]
    figure["shapes"] = [shape for shapes, _ in beside for shape in shapes]
    years = spec.years or _years(drawn)
    # Points at the edge keep clear of the axis.
    pad = (ends[1] - ends[0] or 1) * (0.04 if any(line.sparse for line in drawn) else 0.012)
    figure["xaxis"] = furniture.text_axis(
        list(years), [str(year) for year in years], range=[ends[0] - pad, ends[1] + pad]
    )
    figure["yaxis"] = {
        **furniture.number_axis(ticks, decimals=_tick_decimals(ticks), zero=spec.zero),
        "range": [ticks[0], max(ticks[-1], max(numbers) + span * 0.05)],
    }
    traces = [trace for line in drawn for trace in line_traces(line, spec)]
    traces += [mark_trace(mark) for mark in spec.marks]
    return {"data": traces, "layout": figure}


def _tick_decimals(ticks: Sequence[float]) -> int:
    return 0 if all(float(tick).is_integer() for tick in ticks) else 1


def _years(drawn: Sequence[Line]) -> tuple[int, ...]:
    xs = [p.x for line in drawn for p in line.points]
    first, last = int(min(xs)), int(max(xs))
    if last - first <= 4:
        return tuple(range(first, last + 1))
    step = 2 if last - first <= 9 else 5
    inner = [year for year in range(first, last + 1) if year % step == 0]
    keep = [year for year in inner if year - first > step * 0.5 and last - year > step * 0.5]
    return (first, *keep, last)


def _margin(texts: Sequence[str], *, stacked: bool) -> int:
    """Room for the longest end label, in pixels; a bar in a label may break the line."""
    parts = [part for text in texts for part in (text.split("|") if stacked else [text])]
    return round(22 + 7.4 * max((len(part) for part in parts), default=1))
