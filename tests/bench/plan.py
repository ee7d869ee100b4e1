"""How much is measured: the whole, at most ten minutes, or a short look."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.selection import FIELD, MUNICIPALITY, PERIOD
from tests.bench.pages import COUNTIES, PageCase

#: Pages and the filters that are changed on them.
FILTERS = (
    ("verteilung", "muster", PERIOD),
    ("verteilung", "muster", MUNICIPALITY),
    ("sgb2", "muster", PERIOD),
    ("sprachkurse", "muster", PERIOD),
    ("handlungsfelder", "muster", FIELD),
    ("verteilung", "03254", MUNICIPALITY),
)
_SLUGS = ("", "verteilung", "sprachkurse", "sgb2", "handlungsfelder")


@dataclass(frozen=True)
class Plan:
    """Numbers of repetitions, readers, seconds and rows."""

    pages: tuple[PageCase, ...]
    filters: tuple[tuple[str, str, str], ...]
    #: Rounds over all pages: as many as fit into the seconds, within these bounds.
    rounds: tuple[int, int]
    load_seconds: float
    #: Changes to the other value and back.
    turns: int
    cost_changes: int
    readers: int
    reading_seconds: float
    busy_seconds: float
    #: The large database in counties of 216 thousand rows.
    counties: int
    #: Values of the flat file that is imported.
    imported_values: int


FULL = Plan(
    pages=tuple(PageCase(slug, county) for county in COUNTIES for slug in _SLUGS),
    filters=FILTERS,
    rounds=(2, 5),
    load_seconds=200,
    turns=5,
    cost_changes=60,
    readers=100,
    reading_seconds=60,
    busy_seconds=8,
    counties=14,
    imported_values=1_000_000,
)
QUICK = Plan(
    pages=(
        PageCase("verteilung", "muster"),
        PageCase("sgb2", "muster"),
        PageCase("handlungsfelder", "03254"),
    ),
    filters=(FILTERS[0], FILTERS[2]),
    rounds=(1, 1),
    load_seconds=0,
    turns=2,
    cost_changes=20,
    readers=20,
    reading_seconds=10,
    busy_seconds=3,
    counties=4,
    imported_values=100_000,
)
