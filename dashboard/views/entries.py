"""What stands in the list of statistics: entries with their deliveries, papers and files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Prospect(StrEnum):
    """Where a source stands with its next delivery."""

    #: Its last usual day has passed.
    LATE = "late"
    #: Its usual months have begun.
    DUE = "due"
    #: They are still ahead.
    AHEAD = "ahead"
    #: It delivers again, but nobody says when, or nobody noted it.
    OPEN = "open"
    #: It has said all that it will say.
    NONE = "none"


@dataclass(frozen=True)
class DeliveryLine:
    """The next delivery of a source: a word for its state, the rest of the sentence, the source."""

    state: Prospect
    word: str
    text: str
    source: str = ""


@dataclass(frozen=True)
class Link:
    """A link: where to, what is written, and its whole name for those who only hear it."""

    address: str
    text: str
    name: str


@dataclass(frozen=True)
class Entry:
    """One statistic.

    Attributes:
        code: of the statistic.
        name: its full name.
        unit: what its values are counted in.
        newest: the newest period.
        since: the first period and the number of values.
        sources: titles and tables.
        deliveries: next deliveries, those that need somebody first.
        files: downloads.
        papers: definition, population, source, licence and so on: label and text.
        places: official sites where the sources are to be had.
    """

    code: str
    name: str
    unit: str
    newest: str
    since: str
    sources: tuple[str, ...]
    deliveries: tuple[DeliveryLine, ...]
    files: tuple[Link, ...]
    papers: tuple[tuple[str, str], ...]
    places: tuple[Link, ...]


@dataclass(frozen=True)
class Group:
    """Statistics of one subject, and the page that shows them."""

    title: str
    page: Link | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Inventory:
    """The list, with a search above it and the files that hold everything."""

    groups: tuple[Group, ...]
    files: tuple[Link, ...]
