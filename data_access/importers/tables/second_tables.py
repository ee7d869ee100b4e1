"""That a sheet or a file holds two tables, where the second begins, and what to do about it.

Neither can be trusted: titles, dates and headers of one would be taken for those of the other.
"""

from __future__ import annotations

from typing import Final

from data_access.importers.errors import RefusedFileError
from data_access.importers.problems import Problem, Severity

#: Stable name of the problem.
CODE: Final = "second-table"


def on_sheet(document: str, sheet: str, cell: str) -> Problem:
    """That another table begins on a sheet at a cell."""
    return Problem(
        Severity.ERROR,
        CODE,
        document,
        sheet,
        cell,
        f"Auf dem Blatt stehen mehrere Tabellen: Die zweite beginnt bei Zelle {cell}.",
        "Jede Tabelle für sich einlesen, als eigene Datei oder auf einem eigenen Blatt, am besten "
        "so, wie sie heruntergeladen wurde.",
    )


def in_file(document: str, place: str) -> Problem:
    """That another table begins in a text file, in a line or a column of it."""
    what, remedy = _words(place)
    return Problem(Severity.ERROR, CODE, document, "", place, what, remedy)


def refused_file(document: str, place: str) -> RefusedFileError:
    """The same, of a file whose rows cannot be told apart."""
    what, remedy = _words(place)
    return RefusedFileError(what, where=f"{document}, {place}", remedy=remedy)


def _words(place: str) -> tuple[str, str]:
    return (
        f"In der Datei stehen mehrere Tabellen: Die zweite beginnt in {place}.",
        "Jede Tabelle für sich als eigene Datei einlesen, am besten so, wie sie heruntergeladen "
        "wurde.",
    )
