"""Value cells that are empty.

The offices print a sign where there is no number, so something is missing there, or values have
moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from data_access.importers.files.grids import Grid, Position, address
from data_access.importers.problems import NAMED, Problem, Severity, further
from data_access.importers.problems.remedies import TABLE_AGAIN
from data_access.words import counted


def gap_problems(
    grid: Grid,
    rows: Iterable[int],
    columns: Sequence[int],
    header: int,
    text: Callable[[int, int], str],
) -> Iterator[Problem]:
    """A table without any value, columns without any, then single cells.

    A row in which more is missing than there is has been put in by somebody, with a sum of his
    own; what there is of it is judged elsewhere.

    Args:
        grid: the sheet.
        rows: rows with values.
        columns: columns of values.
        header: row of the headers, which names a column without values.
        text: of a cell, by row and column.
    """
    listed = list(rows)
    if not listed:
        yield from _without_any(grid, columns, header, text)
        return
    empty = [one for one in columns if not any(text(row, one) for row in listed)]
    if len(empty) == len(columns):
        return
    formulas = [
        (row, column) for row in listed for column in empty if (row, column) in grid.formulas
    ]
    yield from _never_worked_out(grid, formulas)
    told = {column for _, column in formulas}
    for column in (one for one in empty if one not in told):
        yield _problem(
            grid,
            "column-empty",
            (header, column),
            "Unter dieser Überschrift steht kein einziger Wert: Werte fehlen, oder die Spalten "
            "sind verrutscht.",
            TABLE_AGAIN,
        )
    kept = [column for column in columns if column not in empty]
    found = (position for row in listed for position in _missing(row, kept, text))
    # A formula that was never worked out is told as what it is.
    missing = [position for position in found if position not in grid.formulas]
    for position in missing[:NAMED]:
        problem = _problem(
            grid,
            "value-missing",
            position,
            f"In der Zeile „{_label(position[0], columns[0], text)}“ fehlt ein Wert; auch ein "
            "Zeichen wie „-“ oder „.“ steht nicht da. Vielleicht sind Werte verrutscht, oder die "
            "Zeile wurde hinzugefügt.",
            "Mit der Veröffentlichung vergleichen und eigene Zeilen löschen, oder die Tabelle neu "
            "herunterladen und unverändert einlesen.",
        )
        yield problem
    if len(missing) > NAMED:
        yield further(problem, len(missing) - NAMED)


def row_problems(
    grid: Grid, rows: Iterable[int], first: int, text: Callable[[int, int], str]
) -> Iterator[Problem]:
    """Rows of areas that have no value at all.

    Args:
        grid: the sheet.
        rows: rows that name an area, and hold neither a value nor a sign.
        first: first column of values.
        text: of a cell, by row and column.
    """
    named = list(rows)
    wanted = set(named)
    formulas = sorted(
        (row, column) for row, column in grid.formulas if row in wanted and column >= first
    )
    yield from _never_worked_out(grid, formulas)
    told = {row for row, _ in formulas}
    listed = [row for row in named if row not in told]
    for row in listed[:NAMED]:
        problem = _problem(
            grid,
            "row-without-values",
            (row, first),
            f"In der Zeile „{_label(row, first, text)}“ steht kein einziger Wert, auch kein "
            "Zeichen wie „-“ oder „.“. Vermutlich sind die Werte um Zeilen verrutscht.",
            TABLE_AGAIN,
        )
        yield problem
    if len(listed) > NAMED:
        yield further(problem, len(listed) - NAMED)


def _without_any(
    grid: Grid, columns: Sequence[int], header: int, text: Callable[[int, int], str]
) -> Iterator[Problem]:
    """That a table has headers and nothing below them; what is in doubt has been told as such."""
    below = range(header + 1, grid.frame.height + 1)
    if any(text(row, column) for row in below for column in columns):
        return
    wanted = set(columns)
    formulas = sorted(one for one in grid.formulas if one[0] > header and one[1] in wanted)
    if formulas:
        yield from _never_worked_out(grid, formulas)
        return
    what = "Unter den Überschriften steht kein einziger Wert, auch kein Zeichen wie „-“ oder „.“."
    yield _problem(grid, "no-values", (header, columns[0]), what, TABLE_AGAIN)


def _never_worked_out(grid: Grid, formulas: Sequence[Position]) -> Iterator[Problem]:
    """That a programme has written formulas and no results: to whoever reads, they are empty."""
    if not formulas:
        return
    one = len(formulas) == 1
    yield _problem(
        grid,
        "formulas-without-results",
        formulas[0],
        "Die Arbeitsmappe enthält Formeln, deren Ergebnisse nicht gespeichert sind: "
        f"{counted(len(formulas), 'Wert', 'Werte')} dieser Tabelle "
        f"{'ist' if one else 'sind'} deshalb leer.",
        "Die Datei in Excel öffnen, rechnen lassen und speichern. Ergebnisse eigener Formeln "
        "werden auch dann nicht übernommen: besser die unveränderte Datei des Amtes einlesen.",
    )


def _label(row: int, first: int, text: Callable[[int, int], str]) -> str:
    """What stands beside the values of a row."""
    return next((text(row, one) for one in range(first - 1, 0, -1) if text(row, one)), str(row))


def _missing(
    row: int, columns: Sequence[int], text: Callable[[int, int], str]
) -> Iterator[Position]:
    empty = [(row, column) for column in columns if not text(row, column)]
    if len(empty) * 2 <= len(columns):
        yield from empty


def _problem(grid: Grid, code: str, place: Position, what: str, remedy: str) -> Problem:
    cell = address(*place)
    return Problem(Severity.ERROR, code, grid.document, grid.sheet, cell, what, remedy)
