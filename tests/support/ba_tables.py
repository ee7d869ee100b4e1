"""Small tables as the BA lays them out in its workbooks, and what the layout reads there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from data_access.importers.files.grids import Grid
from data_access.importers.layouts import ba
from data_access.importers.registry import tables_of
from data_access.importers.tables.cells import ReadTable
from tests.support import uploads
from tests.support.grids import only_grid

#: Writes into a sheet what a test wants in it.
Fill = Callable[[Any], None]
#: Labels and values of each row of data.
Rows = Sequence[Sequence[object]]
_AREA = "Kreis Musterland (Gebietsstand Juni 2024)"


def drawn(
    rows: Rows,
    *,
    title: str = "2.1 Bestand an Arbeitslosen",
    area: str = _AREA,
    when: str = "Juni 2024 (Datenstand September 2024)",
    labels: Sequence[str] = ("Region",),
    columns: int = 2,
    header: Fill | None = None,
    more: Fill | None = None,
    end: str = "© Statistik der Bundesagentur für Arbeit",
) -> Grid:
    """A workbook laid out as BA does: labels from A on, headers in rows 7 and 8, data from 10."""
    first = len(labels)

    def fill(sheet: Any) -> None:
        sheet.write(0, first + columns - 1, "Arbeitsmarktstatistik")
        for row, text in ((2, title), (3, area), (4, when)):
            if text:
                sheet.write(row, 0, text)
        for column, label in enumerate(labels):
            sheet.write(6, column, label)
        if header:
            header(sheet)
        else:
            for column in range(columns):
                sheet.write(6, first + column, f"Merkmal {column + 1}")
        for column in range(columns):
            sheet.write(8, first + column, column + 1)
        uploads.rows([[]] * 9 + [list(row) for row in rows])(sheet)
        sheet.write(9 + len(rows), 0, "Erstellungsdatum: 01.10.2024")
        sheet.write(9 + len(rows), first + columns - 1, end)
        sheet.write(11 + len(rows), 0, "3) Erhöhte Unsicherheit.")
        if more:
            more(sheet)

    return only_grid(uploads.workbook(fill))


def read(grid: Grid) -> ReadTable:
    """The only table of a sheet, all of whose cells are accounted for."""
    assert ba.recognise(grid)
    (table,) = tables_of(ba, grid)
    filled = [text for row in grid.frame.rows() for text in row if text and text.strip()]
    assert table.filled == len(filled)
    return table


def columns_of(table: ReadTable, *names: str) -> list[tuple[object, ...]]:
    """What these columns say of each cell."""
    return table.cells.select(names).rows()
