"""The one table: what was measured, the floor, the ratio, the target."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

_HEADS = ("what", "measured", "floor", "ratio", "spread", "target", "reached?")


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    what: str
    measured: str
    floor: str = ""
    ratio: str = ""
    spread: str = ""
    target: str = ""
    reached: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells as text."""
        word = {None: "", True: "yes", False: "NO"}[self.reached]
        return (
            self.what,
            self.measured,
            self.floor,
            self.ratio,
            self.spread,
            self.target,
            word,
        )


@dataclass
class Pair:
    """Times of the dashboard and of its floor, taken in turns."""

    measured: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    def add(self, measured: float, floor: float) -> None:
        """One turn."""
        self.measured.append(measured)
        self.floor.append(floor)

    @property
    def ratio(self) -> float:
        """Median against median."""
        return statistics.median(self.measured) / statistics.median(self.floor)

    @property
    def ratios(self) -> list[float]:
        """Of each turn."""
        return [one / other for one, other in zip(self.measured, self.floor, strict=True)]

    def row(self, what: str, target: float | None = None, note: str = "") -> Row:
        """As a line of the table, in milliseconds."""
        return Row(
            what,
            milliseconds(statistics.median(self.measured)),
            milliseconds(statistics.median(self.floor)),
            f"{self.ratio:.2f}",
            spread(self.ratios),
            "" if target is None else f"≤ {target:g}{note}",
            None if target is None else self.ratio <= target,
        )


def over_all(what: str, pairs: Sequence[Pair], target: float, note: str = "") -> Row:
    """One line for many pairs: the median of their ratios."""
    ratios = [one.ratio for one in pairs]
    middle = statistics.median(ratios)
    return Row(
        what,
        milliseconds(statistics.median(statistics.median(one.measured) for one in pairs)),
        milliseconds(statistics.median(statistics.median(one.floor) for one in pairs)),
        f"{middle:.2f}",
        spread(ratios),
        f"≤ {target:g}{note}",
        middle <= target,
    )


def limit(what: str, value: float, unit: str, target: float, more: str = "") -> Row:
    """A line whose value must not be above the target."""
    shown = f"{value:.0f}" if value == int(value) else f"{value:.1f}"
    return Row(
        what,
        f"{shown}{unit}{more}",
        target=f"≤ {target:g}{unit}" if target else "0",
        reached=value <= target,
    )


def milliseconds(value: float) -> str:
    """Readable at every size."""
    return f"{value:.0f} ms" if value >= 20 else f"{value:.1f} ms"


def spread(values: Sequence[float]) -> str:
    """Smallest to largest."""
    return f"{min(values):.2f}–{max(values):.2f}" if len(values) > 1 else ""


def table(rows: Sequence[Row]) -> str:
    """Markdown, aligned so that it reads well in a terminal."""
    cells = [_HEADS, *(row.cells for row in rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(_HEADS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
