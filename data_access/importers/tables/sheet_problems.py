"""Problems of a sheet, each with the sheet it is about."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.importers.files.grids import Position, address
from data_access.importers.problems import Problem, Severity
from data_access.importers.tables.dates import date_problem
from data_access.importers.tables.headers import Sheet


class SheetProblems:
    """Words problems of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        """Remember the sheet."""
        self._sheet = sheet

    def problem(
        self,
        code: str,
        what: str,
        remedy: str,
        *,
        cell: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem of the sheet; of the whole table where no cell is named."""
        grid = self._sheet.grid
        return Problem(severity, code, grid.document, grid.sheet, cell, what, remedy)

    def date(self, place: Position) -> Iterator[Problem]:
        """That a cell of the title names a date that is none."""
        grid = self._sheet.grid
        found = date_problem(
            self._sheet.text(*place),
            document=grid.document,
            sheet=grid.sheet,
            cell=address(*place),
        )
        if found:
            yield found
