"""What stands right of a table of LSN-Online: columns torn off it, or an editor's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data_access.importers.files.grids import address
from data_access.importers.layouts.lsn.blocks import MOST_COLUMNS, Block
from data_access.importers.layouts.lsn.sheet import Position, Sheet
from data_access.importers.problems import Problem, Severity
from data_access.importers.tables.beside import beside_problems, columns_named
from data_access.words import listing


def problems_beside(
    sheet: Sheet, block: Block, blocks: Sequence[Block], rows: Sequence[int]
) -> Iterator[Problem]:
    """What is lost right of a table: an error where columns of its own stand there.

    Args:
        sheet: the sheet.
        block: the table.
        blocks: all tables of the sheet.
        rows: the rows of the table that have values.
    """
    columns = range(block.last + 1, _next_table(sheet, block, blocks))
    torn = [column for column in columns if _numbered(sheet, block, rows, column)]
    if torn:
        yield _torn_off(sheet, block, torn)
        return
    numbers: list[Position] = [
        (row, column)
        for row in rows
        for column in columns
        if sheet.text(row, column) and sheet.is_number(row, column)
    ]
    yield from beside_problems(sheet.grid, numbers)


def _next_table(sheet: Sheet, block: Block, blocks: Sequence[Block]) -> int:
    """The first column of the next table on the right."""
    right = [
        min(other.left, *other.labels)
        for other in blocks
        if other.first > block.last and other.top <= block.bottom and block.top <= other.bottom
    ]
    return max(block.last + 1, min(right, default=sheet.width + 1))


def _numbered(sheet: Sheet, block: Block, rows: Sequence[int], column: int) -> bool:
    """Whether a column bears a number in the row of numbers, and holds anything below it."""
    number = sheet.whole(block.numbers, column)
    numbered = number is not None and 1 <= number <= MOST_COLUMNS
    return numbered and any(sheet.text(row, column) for row in rows)


def _torn_off(sheet: Sheet, block: Block, torn: Sequence[int]) -> Problem:
    """Reading on would be a guess: headers over several columns may have been torn, too."""
    between = range(block.last + 1, torn[0])
    numbers = listing([sheet.text(block.numbers, column) for column in torn])
    if between:
        what = (
            f"Die Tabelle ist durch {'' if len(between) == 1 else 'die '}{columns_named(between)} "
            "unterbrochen: "
            "Dort steht in der Zeile mit den Nummern der Wertspalten keine Nummer, dahinter geht "
            f"sie weiter ({numbers}). Was hinter der Lücke steht, ginge verloren."
        )
        remedy = (
            f"{columns_named(between)} löschen, wenn dort nichts vom "
            "Landesamt steht; sonst die Tabelle noch einmal herunterladen und unverändert einlesen."
        )
    else:
        what = (
            f"Die Nummern der Wertspalten wiederholen sich ab hier ({numbers}). Vermutlich wurden "
            "Spalten eingefügt oder verschoben."
        )
        remedy = "Die Tabelle noch einmal herunterladen und unverändert einlesen."
    grid = sheet.grid
    cell = address(block.numbers, torn[0])
    return Problem(
        Severity.ERROR, "columns-torn-off", grid.document, grid.sheet, cell, what, remedy
    )
