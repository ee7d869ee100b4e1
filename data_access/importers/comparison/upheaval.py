"""That a file would make most of what is known quite different: hardly the same table.

A revision moves values by some percent, even that of a census. Wrong tables, years and numbers,
rows and columns that have slipped and shares without their percent move most of them by more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from data_access import storing
from data_access.importers.comparison.confirming import (
    CONFIRM,
    OLDER,
    OTHER_PERIOD,
    SWAPPED,
    UPHEAVAL,
)
from data_access.importers.comparison.looking import Looking
from data_access.importers.comparison.older import statuses
from data_access.importers.problems import Problem
from data_access.words import number

#: A value is another one when it moves by more than a fifth, small counts by more than that of 50.
_FAR, _SMALL = 0.2, 50.0
#: So many times as large or as small, a share is another one too.
_TIMES = 10.0
#: Of fewer values of a file or of a county nothing can be said.
_FEWEST = 3
#: Where so many of at least so many values move at all, a statistic was reckoned anew, or every
#: value is of another year; roundings do not count.
_NEARLY_ALL, _MANY, _ROUNDING = 0.9, 20, 0.001
_BY = " um mehr als ein Fünftel"


@dataclass(frozen=True, eq=False)
class _Moved:
    """Which values move, of how many, whose, and by how much."""

    rows: pl.DataFrame
    known: int
    whose: str = ""
    by: str = ""


def upheaval(looking: Looking, explained: Collection[str]) -> tuple[Problem, ...]:
    """What a file changes of most of its values or of most of a county's, as a problem or none.

    Args:
        looking: the file beside what is known.
        explained: codes of what has been found wrong with the same values.
    """
    found = looking.found
    moved = _far(found, looking.wanted, looking.order.county_key) or _nearly_all(found)
    if moved is None:
        return ()
    count = moved.rows.height
    what = (
        f"{number(count)} von {number(moved.known)} Werten{moved.whose}, die schon da sind, "
        f"{looking.become(count)} sich{moved.by} ändern, zum Beispiel "
        f"{looking.examples(moved.rows)}."
    )
    if not looking.order.meant:
        what = f"{what} {_cause(found.changed, explained)}"
    remedy = (
        "Datei, Stichtag und Nummer der Tabelle mit der Veröffentlichung vergleichen. Stimmen die "
        f"Werte, {CONFIRM}"
    )
    return (looking.problem(UPHEAVAL, what, remedy),)


def _cause(changed: pl.DataFrame, explained: Collection[str]) -> str:
    """Why that probably is."""
    if OLDER in explained:
        return f"Vermutlich ist es eine ältere Ausgabe ({statuses(changed)})."
    if OTHER_PERIOD in explained:
        return "Vermutlich sind es die Werte eines anderen Stichtags."
    if SWAPPED in explained:
        return "Vermutlich nur, weil Spalten vertauscht sind."
    return (
        "Vermutlich ist es eine andere Tabelle, ein anderer Stichtag oder eine falsche Nummer, "
        "oder Zeilen, Spalten oder Kommas sind verrutscht."
    )


def _far(found: storing.Comparison, wanted: pl.DataFrame, own: str) -> _Moved | None:
    """Most values of the file or of one of its counties, by more than a fifth."""
    before, now = pl.col("old_number"), pl.col("number")
    larger = pl.max_horizontal(before.abs(), now.abs())
    smaller = pl.min_horizontal(before.abs(), now.abs())
    moved = found.changed.filter(
        ((now - before).abs() > _FAR * pl.max_horizontal(before.abs(), pl.lit(_SMALL)))
        | ((smaller > 0) & (larger >= 1) & (larger >= _TIMES * smaller))
    )
    known = found.changed.height + found.unchanged
    if _most(moved.height, known):
        return _Moved(moved, known, by=_BY)
    for county, count in moved["county_key"].value_counts().rows():
        known = (wanted["county_key"] == county).sum() - (found.new["county_key"] == county).sum()
        if _most(count, known):
            whose = " des eigenen Kreises" if county == own else f" des Kreises {county}"
            return _Moved(moved.filter(pl.col("county_key") == county), known, whose, _BY)
    return None


def _most(moved: int, known: int) -> bool:
    return moved >= _FEWEST and moved * 2 >= known


def _nearly_all(found: storing.Comparison) -> _Moved | None:
    """Nearly all values of the file, by whatever."""
    before, now = pl.col("old_number"), pl.col("number")
    moved = found.changed.filter((now - before).abs() > _ROUNDING * before.abs())
    known = found.changed.height + found.unchanged
    enough = known >= _MANY and moved.height >= _NEARLY_ALL * known
    return _Moved(moved, known) if enough else None
