"""Spans of years that tables count people by: their age, or how long they have stayed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_NUMBER = r"([0-9]{1,3})"
_YEARS = r"(?: jahr(?:en?)?)?"
_LEAD = r"(?:im alter )?(?:von )?"
_FORMS = (
    # Whether the last number is still inside decides what is below the span.
    (re.compile(rf"{_LEAD}{_NUMBER} bis unter {_NUMBER}{_YEARS}"), 0),
    (re.compile(rf"{_LEAD}{_NUMBER} bis {_NUMBER} jahren?"), 1),
    (re.compile(rf"{_NUMBER} ?[-–] ?{_NUMBER}{_YEARS}"), 0),
)
_UNDER = re.compile(rf"(?:im alter )?(?:bis )?unter {_NUMBER}{_YEARS}")
_OPEN = re.compile(rf"{_LEAD}{_NUMBER}{_YEARS} (?:und|oder) (?:mehr|älter|darüber)")
_FROM = re.compile(rf"ab {_NUMBER}{_YEARS}")


class SpanKind(StrEnum):
    """What the years count; also the kind of its population groups."""

    AGE = "age"
    STAY = "stay"


_PREFIXES = {SpanKind.AGE: "alter", SpanKind.STAY: "aufenthalt"}
_SUFFIXES = {SpanKind.AGE: "", SpanKind.STAY: " Aufenthalt"}


@dataclass(frozen=True, order=True)
class YearSpan:
    """From a year on, and below another one; without it the span is open.

    Raises:
        ValueError: it ends before it begins.
    """

    first: int
    below: int | None = None

    def __post_init__(self) -> None:
        if self.first < 0 or (self.below is not None and self.below <= self.first):
            raise ValueError(f"Keine Spanne von Jahren: {self.first} bis unter {self.below}")

    def code(self, kind: SpanKind) -> str:
        """Code of the group: ``alter-18-20``, ``alter-unter-3``, ``alter-ab-90``."""
        if self.below is None:
            return f"{_PREFIXES[kind]}-ab-{self.first}"
        start = "unter" if self.first == 0 else str(self.first)
        return f"{_PREFIXES[kind]}-{start}-{self.below}"

    def name(self, kind: SpanKind) -> str:
        """In words: "18 bis unter 20 Jahre"."""
        if self.below is None:
            words = f"{self.first} Jahre und mehr"
        elif self.first == 0:
            words = f"unter {self.below} {'Jahr' if self.below == 1 else 'Jahre'}"
        else:
            words = f"{self.first} bis unter {self.below} Jahre"
        return words + _SUFFIXES[kind]


def parse_span(text: str) -> YearSpan | None:
    """Read a span as tables print it, lower case and single spaces; None where it is none.

    "15 bis 17 Jahre" includes the last year. "15 - 20" does not: in the tables that print it
    so, the next span begins with the same number.
    """
    if match := _UNDER.fullmatch(text):
        return _span(0, int(match[1]))
    if match := _OPEN.fullmatch(text) or _FROM.fullmatch(text):
        return YearSpan(int(match[1]))
    for form, inside in _FORMS:
        if match := form.fullmatch(text):
            return _span(int(match[1]), int(match[2]) + inside)
    return None


def _span(first: int, below: int) -> YearSpan | None:
    return YearSpan(first, below) if below > first else None
