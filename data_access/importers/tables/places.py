"""What a place in a file is called."""

from __future__ import annotations

from data_access.importers.files.grids import address


def place_of(sheet: str, row: int, column: int) -> str:
    """B17 in a workbook, line and field in a text file (which has no sheet)."""
    return address(row, column) if sheet else f"Zeile {row}, Spalte {column}"
