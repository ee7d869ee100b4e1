"""A sheet of a template as it stands in the file: cells, rows, and what is found in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data_access.importers.files.grids import Grid, address
from data_access.importers.problems import Problem, Severity
from data_access.importers.templates.marker import Mark
from data_access.importers.templates.model import (
    Sheet,
)

_STAR = re.compile(r"\s*\*$")


@dataclass(frozen=True)
class RawCell:
    """A cell as Excel stores it.

    Attributes:
        text: as it reads; of numbers a Python literal; empty where a formula has no result.
        number: where the cell itself is a number; what Excel shows as 25 % is 25.
    """

    row: int
    column: int
    text: str
    number: float | None = None
    formula: bool = False
    error: bool = False


@dataclass(frozen=True)
class RawRow:
    """A row of the table.

    Attributes:
        cells: by name of their column; only those with content.
        outside: number of filled cells in columns that the template does not have.
    """

    number: int
    cells: Mapping[str, RawCell]
    outside: int


@dataclass(frozen=True, eq=False)
class RawSheet:
    """A sheet of a template in a file.

    Attributes:
        columns: column of the file by name of the template's.
        headings: filled cells down to the header, fields included.
        complete: no column is missing without which the rows cannot be read.
    """

    document: str
    title: str
    mark: Mark
    sheet: Sheet
    header: int
    columns: Mapping[str, int]
    fields: Mapping[str, RawCell]
    rows: tuple[RawRow, ...]
    headings: int
    complete: bool
    problems: tuple[Problem, ...]


@dataclass
class Findings:
    """Problems of a sheet with their places."""

    document: str
    title: str
    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        code: str,
        what: str,
        remedy: str,
        *,
        row: int = 0,
        column: int = 0,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem; without row and column it is one of the sheet."""
        cell = address(row, column) if row and column else ""
        self.found.append(Problem(severity, code, self.document, self.title, cell, what, remedy))


Line = tuple[int, dict[int, RawCell]]


def lines_of(grid: Grid) -> Iterator[Line]:
    """Rows with content, cells by column."""
    waiting: dict[int, list[int]] = {}
    for row, column in grid.formulas:
        waiting.setdefault(row, []).append(column)
    rows = zip(grid.frame.iter_rows(), grid.numeric.iter_rows(), strict=True)
    for number, (texts, numeric) in enumerate(rows, start=1):
        cells = {
            column: _cell(grid, number, column, text, is_number=is_number)
            for column, (text, is_number) in enumerate(zip(texts, numeric, strict=True), start=1)
            if text is not None and text.strip()
        }
        for column in waiting.get(number, ()):
            cells.setdefault(column, RawCell(number, column, "", formula=True))
        if cells:
            yield number, cells


def _cell(grid: Grid, row: int, column: int, text: str, *, is_number: bool) -> RawCell:
    place = (row, column)
    number = float(text) if is_number else None
    if number is not None and place in grid.percents:
        number = round(number * 100, 10)
        text = repr(number)
    return RawCell(
        row,
        column,
        " ".join(text.split()),
        number,
        formula=place in grid.formulas,
        error=place in grid.errors,
    )


def filled_cells(grid: Grid) -> int:
    """Number of cells that are not empty."""
    return sum(1 for _, cells in lines_of(grid) for cell in cells.values() if cell.text)


def plain_title(text: str) -> str:
    """A title of a column without what does not distinguish it."""
    return _STAR.sub("", " ".join(text.split())).casefold()
