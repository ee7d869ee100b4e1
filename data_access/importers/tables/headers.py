"""Merged header cells: a sheet whose ranges are asked by cell, and what stands above a column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from data_access.importers.files.grids import Grid, Position
from data_access.importers.names.text import collapsed

#: A hyphen that only breaks a word: „Ins-gesamt“, but neither „SGB-II“ nor „Männer- und“.
_BROKEN = re.compile(r"(?<=[a-zäöüß])-\n?(?!und\b|oder\b|bzw\b)(?=[a-zäöüß]{2})")


class Sheet:
    """A grid whose texts are tidied, and whose merged ranges are asked by cell."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._texts = grid.frame.rows()
        self._numeric = grid.numeric.rows()
        self.height = len(self._texts)
        self.width = grid.frame.width
        self._anchors = {
            (row, column): (top, left)
            for top, left, bottom, right in grid.merged
            for row in range(top, min(bottom, self.height) + 1)
            for column in range(left, min(right, self.width) + 1)
        }

    def text(self, row: int, column: int) -> str:
        """The text of a cell with single spaces; empty outside of the sheet."""
        if not (0 < row <= self.height and 0 < column <= self.width):
            return ""
        found = self._texts[row - 1][column - 1]
        return collapsed(found) if found else ""

    def header(self, position: Position) -> str:
        """The text of a header cell, with its broken words made whole."""
        row, column = position
        return collapsed(_BROKEN.sub("", self._texts[row - 1][column - 1] or ""))

    def number(self, row: int, column: int) -> float | None:
        """The number of a cell that is one."""
        return (
            float(self._texts[row - 1][column - 1]) if self._numeric[row - 1][column - 1] else None
        )

    def anchor(self, row: int, column: int) -> Position | None:
        """The first cell of the merged range that a cell belongs to."""
        return self._anchors.get((row, column))

    def shown(self, row: int, column: int) -> str:
        """The text that a cell shows, be it that of its merged range."""
        return self.text(*(self.anchor(row, column) or (row, column)))

    def filled(self, row: int) -> list[int]:
        """Columns of a row that are not empty."""
        texts = self._texts[row - 1]
        return [column for column in range(1, self.width + 1) if (texts[column - 1] or "").strip()]

    def last_column_of(self, position: Position) -> int:
        """The last column of the merged range that begins in a cell, or its own."""
        for top, left, _, right in self.grid.merged:
            if (top, left) == position:
                return right
        return position[1]


def header_cells(
    sheet: Sheet, columns: Iterable[int], rows: Iterable[int]
) -> dict[int, list[Position]]:
    """The header cells above each column of values, from the widest to its own."""
    paths: dict[int, list[Position]] = {column: [] for column in columns}
    for row in rows:
        _add_row(sheet, row, paths)
    return paths


def _add_row(sheet: Sheet, row: int, paths: dict[int, list[Position]]) -> None:
    """Go through one row of headers from left to right.

    Where merged ranges have been lost, a text holds for the empty cells to its right, as far as
    the header above it reaches.
    """
    reaching: tuple[Position, Position | None] | None = None
    for column, path in paths.items():
        above = path[-1] if path else None
        merged = sheet.anchor(row, column)
        found = merged or (row, column)
        if not sheet.text(*found) or found[1] < next(iter(paths)):
            if merged or reaching is None or reaching[1] != above:
                reaching = None
                continue
            found = reaching[0]
        elif merged:
            reaching = None
        else:
            reaching = (found, above)
        if found != above:
            path.append(found)


def header_places(
    paths: Mapping[int, Sequence[Position]], said: Callable[[Position], str]
) -> dict[str, Position]:
    """Where each text of the headers stands first.

    Args:
        paths: what stands above each column, as ``header_cells`` finds it.
        said: what the layout takes for the text of a cell.
    """
    places = [position for path in paths.values() for position in path]
    return {said(position): position for position in reversed(places)}
