"""LSN-Online, the regional database of the state's statistical office, as Excel.

The workbook of the ZIP has code and name in one cell. Copied from the web page, everything is
shifted, code and name stand in cells of their own, and two tables may lie side by side.
"""

from __future__ import annotations

import re
from dataclasses import replace

from data_access.importers.files.grids import Grid, address
from data_access.importers.files.sheets import column_letters
from data_access.importers.files.texts import Text
from data_access.importers.layouts.lsn.blocks import (
    LOOKED_AT,
    find_blocks,
    first_named,
    numbers_columns,
    place_of_numbers,
)
from data_access.importers.layouts.lsn.reading import read_blocks
from data_access.importers.layouts.lsn.sheet import Sheet
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.problems.remedies import TABLE_AGAIN
from data_access.importers.tables.cells import ReadTable, empty_cells

NAME = "lsn"
TITLE = "LSN-Online (Excel)"
WHERE = (
    "LSN-Online, Regionaldatenbank des Landesamtes für Statistik Niedersachsen: Tabelle wählen, "
    "Regionen und Zeit bestimmen, „gezippte Excel-Datei herunterladen“"
)

_OFFICE = "Landesamt für Statistik Niedersachsen"
#: The beginning of the line that names a table; letters fall victim to copying now and then.
_TITLED = re.compile("L?SN-Online ?:? ?Tabelle ")


def recognise(source: Grid | Text) -> str | None:
    """Evidence that a sheet holds such a table, or None."""
    if not isinstance(source, Grid):
        return None
    named = first_named(Sheet(_beginning(source)))
    if named is None:
        return None
    return f"LSN-Online: Tabelle {named.table_id} in {address(*named.position)}"


def read(source: Grid | Text, table_id: str = "") -> tuple[ReadTable, ...]:
    """The tables of a sheet, from top to bottom and left to right.

    ``series`` is what stands above a value column, ``item`` what stands beside a value and is
    neither area nor year. Cells that belong to none of the tables are counted with the first.

    Args:
        source: a sheet.
        table_id: what the office says the tables are; otherwise they say it themselves.

    Raises:
        TypeError: the source is no sheet.
    """
    if not isinstance(source, Grid):
        raise TypeError("Nur ein Tabellenblatt kann diese Tabelle sein.")
    sheet = Sheet(source)
    blocks = find_blocks(sheet)
    if blocks:
        return read_blocks(sheet, blocks, layout=NAME, table_id=table_id)
    named = first_named(sheet)
    return (_nothing(sheet, table_id or (named.table_id if named else "")),)


def _nothing(sheet: Sheet, table_id: str) -> ReadTable:
    grid = sheet.grid
    cell, what, remedy = _why_nothing(sheet)
    problem = Problem(Severity.ERROR, "no-table", grid.document, grid.sheet, cell, what, remedy)
    return ReadTable(
        layout=NAME,
        table_id=table_id,
        title="",
        document=grid.document,
        sheet=grid.sheet,
        cells=empty_cells(),
        left_out={Reason.OUTSIDE: sum(1 for _ in sheet.filled())},
        problems=(problem,),
    )


def _why_nothing(sheet: Sheet) -> tuple[str, str, str]:
    """Cell, what is wrong there, and what to do."""
    place = place_of_numbers(sheet)
    if place is None:
        what = (
            "Das Blatt nennt eine Tabelle von LSN-Online, aber die Zeile mit den Nummern der "
            "Wertspalten (1, 2, 3 …) unter deren Überschriften fehlt."
        )
        return "", what, TABLE_AGAIN
    row, column = place
    what = "Links neben den Werten steht kein Gebiet"
    below = range(row + 1, sheet.height + 1)
    if column <= 2 or not sheet.any_in(below, range(1, column - 1)):
        return address(row, column), f"{what}: Die Spalte mit den Gebieten fehlt.", TABLE_AGAIN
    beside = column_letters(column - 1)
    return (
        address(row, column),
        f"{what}: Die Spalte {beside} zwischen Gebieten und Werten ist leer.",
        f"Spalte {beside} löschen und die Datei noch einmal einlesen, oder die Tabelle noch einmal "
        "herunterladen und unverändert einlesen.",
    )


def almost(source: Grid | Text) -> str | None:
    """What keeps a source from being such a table, where it seems to be one."""
    if not isinstance(source, Grid):
        fields = (one.strip(' "') for line in source.head for one in line.split(source.separator))
        named = any(map(_TITLED.match, fields))
        return "eine Tabelle von LSN-Online, als CSV gespeichert" if named else None
    sheet = Sheet(_beginning(source))
    # Who only quotes its figures names the office too, but not as the owner of the table.
    if not any(sheet.text(*one).startswith("©") for one in sheet.containing(_OFFICE)):
        return None
    return (
        "eine Tabelle des Landesamtes für Statistik, aber die Zeile „LSN-Online: Tabelle …“ mit "
        "der Nummer der Tabelle fehlt"
    )


def has_table(source: Grid | Text) -> bool:
    """Whether columns are numbered as the office numbers them; working copies of people are not."""
    return not isinstance(source, Grid) or numbers_columns(Sheet(_beginning(source)))


def _beginning(source: Grid) -> Grid:
    """The first rows; sheets of other offices may have a million."""
    return replace(
        source, frame=source.frame.head(LOOKED_AT), numeric=source.numeric.head(LOOKED_AT)
    )
