"""The rows of a table as cells, and where every other cell of the sheet belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from data_access.importers.files.grids import Position
from data_access.importers.layouts.lsn_report.anatomy import Anatomy
from data_access.importers.names.text import without_marks
from data_access.importers.problems import Reason
from data_access.importers.tables.cells import CELLS
from data_access.importers.tables.headers import Sheet


@dataclass
class Rows:
    """What the rows hold.

    Attributes:
        cells: ``CELLS``.
        nameless: first values of rows that name no area.
        empty: rows of areas without any value.
        below: numbers behind the table.
        beside: numbers in rows with values that stand in none of the table's columns.
        sections: headings inside the data, with the place of each.
    """

    cells: pl.DataFrame
    left_out: Counter[Reason] = field(default_factory=Counter)
    nameless: list[Position] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    below: list[Position] = field(default_factory=list)
    beside: list[Position] = field(default_factory=list)
    sections: dict[str, Position] = field(default_factory=dict)


def read_rows(
    sheet: Sheet, anatomy: Anatomy, series: Mapping[int, str], period: str | None
) -> Rows:
    """All cells of a sheet: the values with what they are about, the others by reason."""
    return _Reader(sheet, anatomy, series, period).read()


class _Reader:
    def __init__(
        self, sheet: Sheet, anatomy: Anatomy, series: Mapping[int, str], period: str | None
    ) -> None:
        self._sheet = sheet
        self._anatomy = anatomy
        self._series = series
        self._period = period
        self._section = ""
        self._found: list[tuple[object, ...]] = []
        self._rows = Rows(pl.DataFrame())

    def read(self) -> Rows:
        for row in range(1, self._sheet.height + 1):
            if row < self._anatomy.first:
                self._count_above(row)
            elif row < self._anatomy.end:
                self._take(row)
            else:
                self._count_behind(row)
        self._rows.cells = pl.DataFrame(self._found, schema=CELLS, orient="row")
        return self._rows

    def _inside(self, column: int) -> bool:
        first = self._anatomy.codes or self._anatomy.areas
        return first <= column <= self._anatomy.last

    def _count_above(self, row: int) -> None:
        """Texts above the values are headings; a number is one only where columns are counted."""
        for column in self._sheet.filled(row):
            if row >= self._anatomy.top:
                heading = self._inside(column)
            else:
                within = column <= self._anatomy.last and self._sheet.number(row, column) is None
                heading = within or (row, column) == self._anatomy.head.title
            self._rows.left_out[Reason.HEADING if heading else Reason.OUTSIDE] += 1

    def _count_behind(self, row: int) -> None:
        """Footnotes are texts; a number there has been left by somebody."""
        for column in self._sheet.filled(row):
            number = self._sheet.number(row, column)
            footnote = number is None and self._inside(column)
            self._rows.left_out[Reason.FOOTNOTE if footnote else Reason.OUTSIDE] += 1
            if number is not None and column in self._series:
                self._rows.below.append((row, column))

    def _take(self, row: int) -> None:
        filled = self._sheet.filled(row)
        values = [column for column in filled if column in self._series]
        labels = [column for column in filled if self._inside(column) and column not in values]
        self._rows.left_out[Reason.OUTSIDE] += len(filled) - len(values) - len(labels)
        self._rows.beside += [
            (row, one)
            for one in filled
            if values and not self._inside(one) and self._sheet.number(row, one) is not None
        ]
        name = self._sheet.text(row, self._anatomy.areas)
        code = self._code(row)
        section = bool(name) and not values and not code
        self._rows.left_out[Reason.HEADING if section else Reason.LABEL] += len(labels)
        if section:
            self._section = without_marks(name)
            self._rows.sections.setdefault(self._section, (row, self._anatomy.areas))
        elif values and not name:
            self._rows.left_out[Reason.DOUBT] += len(values)
            self._rows.nameless.append((row, values[0]))
        else:
            self._add(row, values, code, name)
            if code and not values:
                self._rows.empty.append(row)

    def _code(self, row: int) -> str | None:
        codes = self._anatomy.codes
        return self._sheet.text(row, codes).removesuffix(".0") or None if codes else None

    def _add(self, row: int, values: list[int], code: str | None, name: str) -> None:
        for column in values:
            text = self._sheet.text(row, column)
            number = self._sheet.number(row, column)
            said = (code, name, self._period, self._series[column], self._section, text, number, "")
            self._found.append((self._sheet.grid.sheet, row, column, *said))
