"""How a file differs from the database: figures and the office's own lists."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection

from data_access import storing
from data_access.importers.examination import Examination, Order
from data_access.importers.figures import to_store
from data_access.importers.problems import Problem, Severity
from data_access.importers.records import RecordDifference, compare_records
from data_access.words import number

#: Code of the problem that turns into a note where the office says that it is meant, and why.
UPHEAVAL = "mostly-changed"
#: What the office says to have it so.
MEANT = "--mostly-changed"
#: A value is another one when it moves by more than a fifth, small counts by more than that of 50.
_FAR, _SMALL = 0.2, 50.0
#: Of fewer values nothing can be said.
_FEWEST = 10


@dataclass(frozen=True, eq=False)
class Difference:
    """What storing a file changes.

    Attributes:
        problems: of the file, and those that only the comparison with the database shows.
    """

    figures: storing.Comparison
    records: tuple[RecordDifference, ...]
    problems: tuple[Problem, ...]

    @property
    def rejected(self) -> bool:
        """Whether a problem keeps the file out."""
        return any(one.severity is Severity.ERROR for one in self.problems)

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return self.figures.empty and all(one.empty for one in self.records)


def compare(connection: Connection, examination: Examination, order: Order) -> Difference:
    """Compare a file with the database. Nothing is written.

    Args:
        connection: for reading.
        examination: what was understood of the file.
        order: how the file is to be read.
    """
    figures = to_store(examination.figures)
    # Of a rejected file every problem is told, and no value taken.
    wanted = figures.clear() if examination.rejected else figures
    records = tuple(compare_records(connection, one) for one in examination.records)
    of_records = tuple(problem for one in records for problem in one.problems)
    found = storing.compare(connection, wanted)
    upheaval = _upheaval(found, examination.file, order)
    return Difference(found, records, (*examination.problems, *of_records, *upheaval))


def _upheaval(found: storing.Comparison, file: str, order: Order) -> tuple[Problem, ...]:
    """That nearly all values known before would be quite different: hardly the same table.

    A revision moves values by some percent, even that of a census. A reason alone is no answer:
    who gives one for a folder of corrections has not looked at this file.
    """
    before, now = pl.col("old_number"), pl.col("number")
    far = (now - before).abs() > _FAR * pl.max_horizontal(before.abs(), pl.lit(_SMALL))
    moved = found.changed.filter(far).height
    known = found.changed.height + found.unchanged
    if moved < _FEWEST or moved * 2 < known:
        return ()
    counted = f"{number(moved)} von {number(known)} Werten, die schon da sind,"
    if order.mostly_changed and order.reason.strip():
        what = f"{counted} ändern sich um mehr als ein Fünftel, wie angegeben."
        remedy = "Nichts zu tun, wenn das so gemeint ist."
        return (Problem(Severity.NOTE, UPHEAVAL, file, "", "", what, remedy),)
    what = (
        f"{counted} würden sich um mehr als ein Fünftel ändern. Vermutlich ist es eine andere "
        "Tabelle, ein anderer Stichtag oder eine falsche Nummer."
    )
    remedy = (
        "Datei, Stichtag und Nummer der Tabelle mit der Veröffentlichung vergleichen. Stimmen die "
        f"Werte, diese Datei einzeln einlesen, mit „{MEANT}“ und dem Grund der Änderung („--reason "
        "TEXT“); auf der Seite „Datenpflege“ im Feld unter der Vorschau."
    )
    return (Problem(Severity.ERROR, UPHEAVAL, file, "", "", what, remedy),)
