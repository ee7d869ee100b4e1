"""Numbers beside a table: they are not read, and nobody may believe that they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from data_access.importers.files.grids import Grid, Position, address
from data_access.importers.files.sheets import column_letters
from data_access.importers.problems import Problem, Severity
from data_access.words import counted, listing


def beside_problems(grid: Grid, numbers: Iterable[Position]) -> Iterator[Problem]:
    """That numbers stand in rows of a table and in none of its columns, all told once.

    Editors reckon beside tables, so it is no mistake. A column of the table that has lost its
    header looks the same, so it is told.

    Args:
        grid: the sheet.
        numbers: cells with numbers that are not read.
    """
    places = sorted(numbers)
    if not places:
        return
    columns = sorted({column for _, column in places})
    one = len(places) == 1
    yield Problem(
        Severity.NOTE,
        "beside-table",
        grid.document,
        grid.sheet,
        address(*places[0]),
        f"Neben der Tabelle {'steht' if one else 'stehen'} in "
        f"{'' if len(columns) == 1 else 'den '}{columns_named(columns)} "
        f"{counted(len(places), 'Zahl', 'Zahlen')}, die nicht zu ihr "
        f"{'gehört; sie wird' if one else 'gehören; sie werden'} nicht übernommen.",
        "Nichts zu tun, wenn sie zusätzlich eingefügt wurden; sonst die Tabelle noch einmal "
        "herunterladen und unverändert einlesen.",
    )


def columns_named(columns: Iterable[int]) -> str:
    """Columns by their letters: "Spalte C", "Spalten C und E bis H"."""
    listed = sorted(set(columns))
    spans = []
    # Neighbours keep their distance to their place in the list.
    for _, found in groupby(enumerate(listed), key=lambda pair: pair[1] - pair[0]):
        letters = [column_letters(column) for _, column in found]
        spans += letters if len(letters) < 3 else [f"{letters[0]} bis {letters[-1]}"]
    return f"Spalte {spans[0]}" if len(listed) == 1 else f"Spalten {listing(spans)}"
