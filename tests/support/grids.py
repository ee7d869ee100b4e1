"""Workbooks made by a test as grids, and what their cells hold."""

from __future__ import annotations

from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.grids import Grid, address, read_workbook


def document(content: bytes, name: str = "tabelle.xlsx") -> Document:
    """A workbook as it comes in an upload, before any sheet is read."""
    return Document(name, DocumentKind.WORKBOOK, content)


def only_grid(content: bytes) -> Grid:
    """The only visible sheet of a workbook."""
    (grid,) = read_workbook(document(content))
    return grid


def filled_cells(grid: Grid) -> dict[str, tuple[str, bool]]:
    """Text and whether it is a number, by address, of all cells that are not empty."""
    return {
        address(row, column): (text, number)
        for row, (texts, numbers) in enumerate(
            zip(grid.frame.rows(), grid.numeric.rows(), strict=True), start=1
        )
        for column, (text, number) in enumerate(zip(texts, numbers, strict=True), start=1)
        if text is not None
    }
