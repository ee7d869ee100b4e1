"""Months as text, and curves through a few anchor points."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache


@cache
def month_number(month: str) -> int:
    """Months since year 0: "2026-09" becomes a number to count with."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_key(number: int) -> str:
    """The text of a month number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def months(first: str, last: str) -> list[str]:
    """All months from ``first`` to ``last``, both included."""
    return [month_key(n) for n in range(month_number(first), month_number(last) + 1)]


def month_of(day: date) -> str:
    """The month that a day lies in."""
    return f"{day.year:04d}-{day.month:02d}"


class Curve:
    """Straight lines between anchors (month to value), level before the first and after the last.

    Only sums, products and quotients: the same on every machine.
    """

    def __init__(self, anchors: Mapping[str, float]) -> None:
        self._anchors = [(month_number(month), value) for month, value in anchors.items()]

    def at(self, month: str) -> float:
        """The value in a month."""
        now = month_number(month)
        before = self._anchors[0]
        for after in self._anchors:
            if now <= after[0]:
                if after[0] == before[0]:
                    return after[1]
                share = (now - before[0]) / (after[0] - before[0])
                return before[1] + (after[1] - before[1]) * max(share, 0.0)
            before = after
        return before[1]

    def at_year_end(self, year: int) -> float:
        """The value in December of a year."""
        return self.at(f"{year}-12")


def curve(anchors: str) -> Curve:
    """A curve from its anchors as text: "2015-01 258, 2015-07 395"."""
    pairs = (anchor.split() for anchor in anchors.split(","))
    return Curve({month: float(value) for month, value in pairs})
