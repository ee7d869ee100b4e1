"""The tables of a sheet as cells, and where every other cell of the sheet belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import Any, Final

import polars as pl

from data_access.importers.files.grids import address
from data_access.importers.layouts.lsn.beside import problems_beside
from data_access.importers.layouts.lsn.blocks import Block
from data_access.importers.layouts.lsn.dates import problems_of_dates, second_table
from data_access.importers.layouts.lsn.headers import (
    header_places,
    overhanging,
    read_series,
    read_title,
    without_women,
)
from data_access.importers.layouts.lsn.remarks import Remarks
from data_access.importers.layouts.lsn.rows import Label, read_label
from data_access.importers.layouts.lsn.sheet import Position, Sheet
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.tables.cells import CELLS, JOINT, LabelPlaces, ReadTable
from data_access.importers.tables.gaps import gap_problems, row_problems
from data_access.importers.tables.periods import parse_period

#: What separates nested labels in the header of the label columns.
_RULE: Final = "---"
#: Beginnings of footnotes, and texts that are longer than any label.
_FOOTNOTE: Final = re.compile(r"^(?:Hinweis|[1-9]\)|©|Quelle|_{3,})|^.{60}")
#: The office numbers counties with three digits.
_COUNTY_DIGITS: Final = 3
#: Tables of the whole state go through its regions in the order of their numbers.
_LAST_REGION: Final = "4"


def read_blocks(
    sheet: Sheet, blocks: Sequence[Block], *, layout: str, table_id: str
) -> tuple[ReadTable, ...]:
    """All tables of a sheet; together they account for every cell that is not blank."""
    readers = [_Reader(sheet, block) for block in blocks]
    for reader in readers:
        reader.read()
    taken = {position for reader in readers for position in reader.positions}
    outside = sum(1 for position in sheet.filled() if position not in taken)
    titles = [reader.title for reader in readers]
    second = tuple(second_table(sheet, titles, [reader.begin for reader in readers]))
    of_sheet = tuple(problems_of_dates(sheet, titles))
    beside = [tuple(problems_beside(sheet, one.block, blocks, one.valued)) for one in readers]
    return tuple(
        ReadTable(
            layout=layout,
            table_id=table_id or reader.block.table_id,
            title=reader.title.text,
            document=sheet.grid.document,
            sheet=sheet.grid.sheet,
            cells=pl.DataFrame(reader.cells, schema=CELLS, orient="row"),
            left_out=Counter(reader.reasons.values())
            + Counter({Reason.OUTSIDE: 0 if number else outside}),
            territorial_status=reader.title.territorial_status,
            problems=(
                *(second or (() if number else of_sheet)),
                *beside[number],
                *_remarked(reader, torn=_is_torn(beside[number])),
                *reader.gaps,
            ),
            dated={key: address(*place) for key, place in reader.title.periods.items()},
            labels=LabelPlaces(areas=reader.areas, texts=reader.texts),
        )
        for number, reader in enumerate(readers)
    )


def _is_torn(beside: Sequence[Problem]) -> bool:
    return any(one.severity is Severity.ERROR for one in beside)


def _remarked(reader: _Reader, *, torn: bool) -> Iterator[Problem]:
    """What was noticed while reading; columns that are torn off are not missing."""
    for problem in reader.remarks.problems():
        if not (torn and problem.code == "column-missing"):
            yield problem


@dataclass(frozen=True)
class _Area:
    code: str | None = None
    name: str | None = None
    place: Position | None = None


class _Reader:
    """Reads one table.

    Attributes:
        cells: rows of ``CELLS``.
        reasons: where each other cell of the table belongs.
        valued: rows with values.
        gaps: value cells that are empty.
        areas: where the area of a row with values is named.
        texts: where each header and nested label stands first.
    """

    def __init__(self, sheet: Sheet, block: Block) -> None:
        self.block = block
        self.title = read_title(sheet, block)
        self.remarks = Remarks(sheet.grid)
        self.cells: list[tuple[Any, ...]] = []
        self.reasons: dict[Position, Reason] = {}
        self.valued: list[int] = []
        self.gaps: tuple[Problem, ...] = ()
        self._sheet = sheet
        # An error is the result of a formula, too.
        self._computed = sheet.grid.formulas | sheet.grid.errors
        self._series = read_series(sheet, block)
        self.areas: dict[int, Position] = {}
        self.texts = header_places(sheet, block, self._series)
        self._nested = any(
            _RULE in sheet.text(row, column)
            for row in range(block.header, block.numbers + 1)
            for column in block.labels
        )

    @property
    def begin(self) -> Position:
        """The first cell of the table, from its name on."""
        block = self.block
        filled = (
            (row, column)
            for row in range(block.top, block.numbers + 1)
            for column in range(block.left, block.last + 1)
            if self._filled(row, column)
        )
        return next(filled)

    @property
    def positions(self) -> set[Position]:
        """Cells that are accounted for."""
        return {(row, column) for _, row, column, *_ in self.cells} | self.reasons.keys()

    def read(self) -> None:
        """Read headers, rows and footnotes."""
        block = self.block
        for row in range(block.start, block.numbers + 1):
            beside = block.left if row < block.header else min(block.labels)
            self._mark(row, range(beside, block.last + 1), Reason.HEADING)
        self._look_at_headers()
        end = self._end()
        area = _Area()
        for row in range(block.numbers + 1, end):
            area = self._read_row(row, area)
        self.valued = sorted({row for _, row, *_ in self.cells})
        grid, text = self._sheet.grid, self._sheet.text
        self.gaps = (
            *gap_problems(grid, self.valued, list(block.values), block.numbers, text),
            *row_problems(grid, self._without_values(end), block.first, text),
        )
        for row in range(end, block.bottom + 1):
            self._mark(row, block.labels, Reason.FOOTNOTE)
            values = [one for one in block.values if self._filled(row, one)]
            if values and self._label(row).codes:
                self.remarks.row_below_footnotes(row, values[0])
            else:
                self.remarks.below_footnotes(row, values)
        if self.cells and not self._whole_state() and Reason.FOOTNOTE not in self.reasons.values():
            self.remarks.without_footnotes(end - 1, block.labels[0])

    def _whole_state(self) -> bool:
        """Whether the last county named is one of the last region: such a table is not cut."""
        codes = [code for row in self.block.below for code in self._label(row).codes]
        named = [code for code in codes if len(code) >= _COUNTY_DIGITS]
        return bool(named) and named[-1].startswith(_LAST_REGION)

    def _without_values(self, end: int) -> list[int]:
        """Rows of areas without values; where items nest, areas may all be headings."""
        labels = {row: self._label(row) for row in range(self.block.numbers + 1, end)}
        named = [row for row, label in labels.items() if label.codes or label.years]
        empty = [row for row in named if not self._valued(row)]
        if self._nested and empty == named:
            return []
        # Values that moved up leave the last areas behind without any.
        last = takewhile(self._is_area, range(end, self.block.bottom + 1))
        return [*empty, *(row for row in last if not self._valued(row))]

    def _valued(self, row: int) -> bool:
        return any(self._filled(row, column) for column in self.block.values)

    def _is_area(self, row: int) -> bool:
        """Whether a row has the number of a county or municipality; footnotes have smaller ones."""
        return any(len(code) >= _COUNTY_DIGITS for code in self._label(row).codes)

    def _mark(self, row: int, columns: Sequence[int], reason: Reason) -> None:
        for column in columns:
            if self._filled(row, column):
                self.reasons[row, column] = reason

    def _look_at_headers(self) -> None:
        block = self.block
        numbers = [self._sheet.whole(block.numbers, column) for column in block.values]
        if numbers != list(range(1, len(numbers) + 1)):
            self._tell_numbers([number for number in numbers if number])
        else:
            self._look_for_last_columns()
        seen: dict[str, int] = {}
        for column in block.values:
            series = self._series[column]
            if not series:
                self.remarks.column_nameless(block.numbers, column)
            elif series in seen:
                self.remarks.columns_alike(block.numbers, column, series, seen[series])
            seen.setdefault(series, column)

    def _look_for_last_columns(self) -> None:
        """Columns behind the last leave no gap in the numbers."""
        of_men = list(without_women(self._series))
        for column, missing in of_men:
            present = self._series[column].split(JOINT)[-1]
            self.remarks.women_missing(self.block.numbers, column, present, missing)
        for place, count in () if of_men else overhanging(self._sheet, self.block):
            self.remarks.last_columns_missing(*place, self._sheet.text(*place), count)

    def _tell_numbers(self, numbers: Sequence[int]) -> None:
        """Numbers of value columns that are not 1, 2, 3: some are missing, or they have moved."""
        missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        if missing and list(numbers) == sorted(numbers):
            behind = [
                column
                for column, one in zip(self.block.values, numbers, strict=True)
                if one > missing[0]
            ]
            self.remarks.columns_missing(self.block.numbers, behind[0], missing)
        else:
            self.remarks.columns_moved(self.block.numbers, self.block.first)

    def _end(self) -> int:
        """The first row below the values: footnotes, or what an editor has put there."""
        last = self.block.numbers
        for row in self.block.below:
            label = self._label(row)
            values = any(self._filled(row, column) for column in self.block.values)
            if values and not label.blank:
                last = row
            elif not values and _FOOTNOTE.search(label.text):
                break
        return last + 1

    def _filled(self, row: int, column: int) -> bool:
        return bool(self._sheet.text(row, column))

    def _label(self, row: int) -> Label:
        return read_label(tuple(self._sheet.text(row, column) for column in self.block.labels))

    def _read_row(self, row: int, area: _Area) -> _Area:
        """Read a row, and tell which area the rows below it belong to."""
        block = self.block
        label = self._label(row)
        self._mark(row, block.labels, Reason.LABEL)
        if len(label.codes) > 1 or len(label.years) > 1:
            self.remarks.labels_differ(row, block.first - 1, (*label.codes, *label.years))
        place = self._label_place(row)
        area, item = self._placed(label, area, place)
        self.texts.setdefault(item, place)
        values = [column for column in block.values if self._filled(row, column)]
        if values and label.blank:
            self.remarks.label_missing(row, values)
            self._mark(row, values, Reason.DOUBT)
            return area
        computed = [one for one in values if (row, one) in self._computed]
        self.remarks.computed(row, computed)
        self._mark(row, computed, Reason.DOUBT)
        period = self._period(row, label) if values else None
        if values and area.place:
            self.areas[row] = area.place
        for column in values:
            if column not in computed:
                self._take(row, column, area, period, item)
        return area

    def _label_place(self, row: int) -> Position:
        """Where the label of a row stands: its name, else its first cell."""
        labels = self.block.labels
        named = (one for one in labels if any(map(str.isalpha, self._sheet.text(row, one))))
        filled = (one for one in labels if self._filled(row, one))
        return row, next(chain(named, filled, labels))

    def _placed(self, label: Label, area: _Area, place: Position) -> tuple[_Area, str]:
        """The area of a row, and what else its label says."""
        if label.codes:
            return _Area(label.codes[0], label.text or None, place), ""
        if self._nested and area.code is not None:
            return area, label.text
        return (_Area(None, label.text, place), "") if label.text else (area, "")

    def _period(self, row: int, label: Label) -> str | None:
        named = next(iter(self.title.periods), None)
        if not label.years:
            return named
        year = label.years[0]
        if named is not None:
            self.remarks.year_beside_date(row, self.block.first - 1, year)
        if self.title.day is None:
            return parse_period(year)
        month, day = self.title.day
        return parse_period(f"{day}.{month}.{year}")

    def _take(self, row: int, column: int, area: _Area, period: str | None, item: str) -> None:
        text = self._sheet.raw(row, column)
        number = float(text) if self._sheet.is_number(row, column) else None
        place = (self._sheet.grid.sheet, row, column)
        said = (area.code, area.name, period, self._series[column], item, text, number, "")
        self.cells.append((*place, *said))
