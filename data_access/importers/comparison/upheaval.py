"""That a file would make most of what is known quite different: hardly the same table.

A revision moves values by some percent, even that of a census. Wrong tables, years and numbers,
rows and columns that have slipped and shares without their percent move most of them by more.
"""

from __future__ import annotations

import polars as pl

from data_access import storing
from data_access.importers.examination import Order
from data_access.importers.problems import Problem, Severity
from data_access.words import number

#: Code of the problem that turns into a note where the office says that it is meant, and why.
UPHEAVAL = "mostly-changed"
#: What the office says to have it so.
MEANT = "--mostly-changed"
#: How to say it.
SAY_MEANT = (
    f"diese Datei einzeln einlesen, mit „{MEANT}“ und dem Grund der Änderung („--reason TEXT“); "
    "auf der Seite „Datenpflege“ im Feld unter der Vorschau."
)
#: A value is another one when it moves by more than a fifth, small counts by more than that of 50.
_FAR, _SMALL = 0.2, 50.0
#: So many times as large or as small, a share is another one too.
_TIMES = 10.0
#: Of fewer values of a file or of a county nothing can be said.
_FEWEST = 3
#: Where so many of at least so many values move at all, a statistic was reckoned anew, or every
#: value is of another year; roundings do not count.
_NEARLY_ALL, _MANY, _ROUNDING = 0.9, 20, 0.001


def upheaval(
    found: storing.Comparison, wanted: pl.DataFrame, file: str, order: Order
) -> tuple[Problem, ...]:
    """What a file changes of most of its values or of most of a county's, as a problem or none.

    A reason alone is no answer: who gives one for a folder of corrections has not looked at this
    file.

    Args:
        found: the file against the database.
        wanted: ``storing.FIGURES_TO_STORE`` of the file.
        file: its name.
        order: how it is to be read.
    """
    told = _far(found, wanted, order.county_key) or _nearly_all(found)
    if told is None:
        return ()
    counted, by = told
    if order.meant:
        what = f"{counted} ändern sich{by}, wie angegeben."
        remedy = "Nichts zu tun, wenn das so gemeint ist."
        return (Problem(Severity.NOTE, UPHEAVAL, file, "", "", what, remedy),)
    what = (
        f"{counted} würden sich{by} ändern. Vermutlich ist es eine andere Tabelle, ein "
        "anderer Stichtag oder eine falsche Nummer, oder Zeilen, Spalten oder Kommas sind "
        "verrutscht."
    )
    remedy = (
        "Datei, Stichtag und Nummer der Tabelle mit der Veröffentlichung vergleichen. Stimmen die "
        f"Werte, {SAY_MEANT}"
    )
    return (Problem(Severity.ERROR, UPHEAVAL, file, "", "", what, remedy),)


#: Which values, and by how much they move.
_Told = tuple[str, str]
_BY = " um mehr als ein Fünftel"


def _far(found: storing.Comparison, wanted: pl.DataFrame, own: str) -> _Told | None:
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
        return _of(moved.height, known), _BY
    for county, count in moved["county_key"].value_counts().rows():
        known = (wanted["county_key"] == county).sum() - (found.new["county_key"] == county).sum()
        if _most(count, known):
            whose = " des eigenen Kreises" if county == own else f" des Kreises {county}"
            return _of(count, known, whose), _BY
    return None


def _most(moved: int, known: int) -> bool:
    return moved >= _FEWEST and moved * 2 >= known


def _nearly_all(found: storing.Comparison) -> _Told | None:
    """Nearly all values of the file, by whatever."""
    before, now = pl.col("old_number"), pl.col("number")
    moved = found.changed.filter((now - before).abs() > _ROUNDING * before.abs()).height
    known = found.changed.height + found.unchanged
    return (_of(moved, known), "") if known >= _MANY and moved >= _NEARLY_ALL * known else None


def _of(moved: int, known: int, whose: str = "") -> str:
    return f"{number(moved)} von {number(known)} Werten{whose}, die schon da sind,"
