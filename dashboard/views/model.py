"""Parts of a page between data and screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dashboard.charts.model import Chart
from dashboard.selection import Options
from dashboard.views.entries import Inventory
from data_access.domain import (
    Absence,
    Area,
    Boundary,
    ClassificationLine,
    County,
    Group,
    Series,
    Statistic,
)
from data_access.domain.changes import Changes
from data_access.domain.concept import Concept, Milestone
from data_access.domain.courses import Courses


class Data(Protocol):
    """What views may ask; ``data_access.reader.Reader`` and its cached form answer."""

    def counties(self) -> tuple[County, ...]:
        """All counties."""

    def areas(self, county_key: str) -> tuple[Area, ...]:
        """Areas of a county today."""

    def boundaries(self, county_key: str) -> tuple[Boundary, ...]:
        """Outlines of a county and its areas."""

    def statistics(self, county_key: str) -> tuple[Statistic, ...]:
        """Statistics of which the county holds figures."""

    def guide(self, county_key: str) -> tuple[Statistic, ...]:
        """Statistics of the guide to counts of refugees."""

    def series(self, county_key: str, statistic_code: str) -> Series | None:
        """All values of a statistic in a county."""

    def printed(self, county_key: str) -> tuple[Series, ...]:
        """What the documents of a county print, whatever was imported since."""

    def classification(self, name: str) -> tuple[ClassificationLine, ...]:
        """Lines of a printed table."""

    def groups(self, codes: tuple[str, ...], *, on: date) -> dict[str, Group]:
        """Groups with their members on a day."""

    def concept(self, county_key: str) -> Concept:
        """The concept of a county."""

    def milestones(self, county_key: str) -> tuple[Milestone, ...]:
        """Dated facts of a county."""

    def courses(self, county_key: str) -> Courses:
        """Language courses of a county."""

    def changes(self, county_key: str, since: date | None = None) -> Changes:
        """What has changed in a county since a day."""


@dataclass(frozen=True)
class Strong:
    """A part of a sentence that carries the message."""

    text: str


Sentence = tuple[str | Strong, ...]


def plain(sentence: Sentence) -> str:
    """A sentence as text."""
    return "".join(part.text if isinstance(part, Strong) else part for part in sentence)


@dataclass(frozen=True)
class Range:
    """A small bar: from ``start`` to ``end`` of 0 to 1, with an optional tick."""

    start: float
    end: float
    tick: float | None = None


@dataclass(frozen=True)
class FigureCard:
    """A figure of the strip: label, value, one note with its date, and perhaps a small bar."""

    id: str
    label: str
    value: str
    note: str
    bar: Range | None = None
    link: str = ""
    state: str = ""


@dataclass(frozen=True)
class Opening:
    """How a page begins: title, context, the computed sentence, and at most five figures."""

    title: str
    context: str
    sentence: Sentence
    figures: tuple[FigureCard, ...]
    synthetic: bool


@dataclass(frozen=True)
class Note:
    """A card of words."""

    title: str
    paragraphs: tuple[Sentence, ...]


@dataclass(frozen=True)
class Section:
    """A heading rule where the statistic or subject changes."""

    title: str
    text: str = ""


Card = Chart | Absence | Note


@dataclass(frozen=True)
class Lead:
    """A card that leads on to a page."""

    card: Card
    slug: str
    text: str


#: What stands beside others in a row; a tuple is a column of cards.
Cell = Card | Lead | tuple[Card, ...]


@dataclass(frozen=True)
class Row:
    """Cards beside each other, equally high.

    Attributes:
        cells: from left to right.
        widths: their shares of the width.
    """

    cells: tuple[Cell, ...]
    widths: tuple[int, ...]


#: What a page is made of, from top to bottom; None leaves out.
Block = Opening | Section | Inventory | Row | None


def rows(cells: Sequence[Cell | None], *widths: int) -> Iterator[Row]:
    """Cards in rows of given widths; None is left out.

    Cells of an incomplete last row share its whole width, so that none stands alone in a half.
    """
    given = [cell for cell in cells if cell is not None]
    for start in range(0, len(given), len(widths)):
        part = tuple(given[start : start + len(widths)])
        yield Row(part, widths if len(part) == len(widths) else (1,) * len(part))


@dataclass(frozen=True)
class Filters:
    """What a page offers to choose from, and what it shows without a choice."""

    options: Options
    defaults: Mapping[str, str]
