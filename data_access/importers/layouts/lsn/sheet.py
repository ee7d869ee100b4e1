"""The cells of a sheet by position, as a reader sees them: blank ones are empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from data_access.importers.files.grids import Grid
from data_access.importers.names.text import collapsed

#: Row and column, counted from 1.
Position = tuple[int, int]

_WHOLE: Final = re.compile(r"([0-9]{1,9})(?:\.0)?")


class Sheet:
    """A grid with its texts in rows; what lies outside is blank."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._raw = grid.frame.rows()
        self._texts = [[collapsed(text) if text else "" for text in row] for row in self._raw]
        self._numeric = grid.numeric.rows()
        self.height, self.width = grid.frame.height, grid.frame.width

    def raw(self, row: int, column: int) -> str:
        """The text of a cell without spaces at its edges; line breaks stay."""
        return (self._raw[row - 1][column - 1] or "").strip() if self._has(row, column) else ""

    def text(self, row: int, column: int) -> str:
        """The text of a cell in one line with single spaces."""
        return self._texts[row - 1][column - 1] if self._has(row, column) else ""

    def _has(self, row: int, column: int) -> bool:
        return 1 <= row <= self.height and 1 <= column <= self.width

    def is_number(self, row: int, column: int) -> bool:
        """Whether the cell itself is a number."""
        return bool(self._numeric[row - 1][column - 1])

    def whole(self, row: int, column: int) -> int | None:
        """The whole number that a cell shows, be it text or number."""
        match = _WHOLE.fullmatch(self.text(row, column))
        return int(match[1]) if match else None

    def filled(self) -> Iterator[Position]:
        """Positions of all cells that are not blank."""
        for row, texts in enumerate(self._texts, start=1):
            for column, text in enumerate(texts, start=1):
                if text:
                    yield row, column

    def containing(self, part: str) -> Iterator[Position]:
        """Positions of the cells that contain a text."""
        for row, column in self.filled():
            if part in self._texts[row - 1][column - 1]:
                yield row, column

    def any_in(self, rows: range, columns: range) -> bool:
        """Whether a cell of a range is not blank."""
        return any(self.text(row, column) for row in rows for column in columns)
