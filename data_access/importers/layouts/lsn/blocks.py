"""Where on a sheet a table lies: its title, headers, labels and values.

A table of LSN-Online numbers its value columns in a row of their own. That row is what remains
of it wherever it is copied to, so everything else is found from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from data_access.importers.layouts.lsn.sheet import Position, Sheet
from data_access.importers.names.text import split_code, text_key
from data_access.importers.tables.periods import parse_day_of_year, parse_period

#: The first letter falls victim to copying now and then.
_TABLE: Final = re.compile(r"\bL?SN-Online ?:? ?Tabelle ([A-Z][0-9A-Z]{4,11})\b")
#: No table has more columns; years and codes are larger.
MOST_COLUMNS: Final = 99
#: Headers stand at most so many rows above the numbers of the columns.
_HIGHEST_HEADER: Final = 12
#: The name of the table stands in the first rows, wherever the title was copied to.
LOOKED_AT: Final = 30
#: A column repeats another where so many of at least so many rows do.
_MOSTLY: Final = 0.8
_FEWEST_ROWS: Final = 3
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Named:
    """A cell that says which table it is."""

    position: Position
    table_id: str


@dataclass(frozen=True)
class Block:
    """A table on a sheet; rows and columns count from 1, and the last ones are inside.

    Attributes:
        left: first column that may belong to the table, at least to its title.
        labels: columns left of the values with codes, names, years; not those that repeat another.
        first: first value column.
        last: last value column.
        start: first row that may belong to the table.
        top: row with the name of the table; its title begins here.
        header: first row of the column headers.
        numbers: row with the numbers of the value columns.
        bottom: last row that may belong to the table.
    """

    table_id: str
    left: int
    labels: tuple[int, ...]
    first: int
    last: int
    start: int
    top: int
    header: int
    numbers: int
    bottom: int

    @property
    def values(self) -> range:
        """The value columns."""
        return range(self.first, self.last + 1)

    @property
    def below(self) -> range:
        """The rows below the headers."""
        return range(self.numbers + 1, self.bottom + 1)


@dataclass(frozen=True)
class _Run:
    """Numbers of value columns, and the cell that names their table."""

    row: int
    first: int
    last: int
    title: Named

    def meets(self, other: _Run) -> bool:
        """Whether both want the same columns; the one left of the values has the labels."""
        return self.first - 1 <= other.last and other.first - 1 <= self.last


def named_tables(sheet: Sheet) -> Iterator[Named]:
    """Cells that name a table of LSN-Online, from top to bottom."""
    for position in sheet.containing("SN-Online"):
        match = _TABLE.search(sheet.text(*position))
        if match:
            yield Named(position, match[1])


def first_named(sheet: Sheet) -> Named | None:
    """The first cell that names a table."""
    return next(named_tables(sheet), None)


def find_blocks(sheet: Sheet) -> tuple[Block, ...]:
    """All tables of a sheet, from left to right."""
    named = tuple(named_tables(sheet))
    runs: list[_Run] = []
    for run in _runs(sheet, named):
        # A row of values may look the same; only the first row below a title has the numbers.
        found = any(run.meets(other) and run.title.position[0] < other.row for other in runs)
        if not found and _headed(sheet, run) and _labelled(sheet, run):
            runs.append(run)
    blocks = (_block(sheet, run, runs) for run in runs)
    return tuple(sorted(blocks, key=lambda block: (block.first, block.numbers)))


def numbers_columns(sheet: Sheet) -> bool:
    """Whether columns are numbered from 1 on, at least two, below words: also without a title."""
    return place_of_numbers(sheet) is not None


def place_of_numbers(sheet: Sheet) -> Position | None:
    """Where the numbers of columns begin, be the columns those of a table or not."""
    nowhere = Named((0, 0), "")
    return next(
        (
            (row, column)
            for row in range(1, sheet.height + 1)
            for column in range(1, sheet.width)
            if sheet.whole(row, column) == 1
            and (length := _numbers_from(sheet, row, column)) > 1
            and _headed(sheet, _Run(row, column, column + length - 1, nowhere))
        ),
        None,
    )


def _runs(sheet: Sheet, named: Sequence[Named]) -> Iterator[_Run]:
    """Neighbouring small whole numbers below the name of a table, downwards."""
    for row in range(1, sheet.height + 1):
        column = 1
        while column <= sheet.width:
            length = _numbers_from(sheet, row, column)
            last = column + length - 1
            title = _title_of(row, last, named) if length else None
            if title:
                yield _Run(row, column, last, title)
            column += max(1, length)


def _numbers_from(sheet: Sheet, row: int, column: int) -> int:
    """How many different small whole numbers stand side by side."""
    numbers: set[int] = set()
    while (number := sheet.whole(row, column + len(numbers))) is not None:
        if not 1 <= number <= MOST_COLUMNS or number in numbers:
            break
        numbers.add(number)
    return len(numbers)


def _title_of(row: int, last: int, named: Sequence[Named]) -> Named | None:
    """The cell above that names the table: not right of it, else the rightmost, the lowest."""
    above = [one for one in named if one.position[0] < row and one.position[1] <= last]
    return max(above, key=lambda one: (one.position[1], one.position[0]), default=None)


def _headed(sheet: Sheet, run: _Run) -> bool:
    """Whether words stand above the numbers."""
    rows = range(max(1, run.row - _HIGHEST_HEADER), run.row)
    columns = range(run.first, run.last + 1)
    return any(_LETTER.search(sheet.text(row, column)) for row in rows for column in columns)


def _labelled(sheet: Sheet, run: _Run) -> bool:
    """Whether something stands beside what is below the numbers."""
    beside = range(run.first - 1, run.first)
    return run.first > 1 and sheet.any_in(range(run.row + 1, sheet.height + 1), beside)


def _block(sheet: Sheet, run: _Run, runs: Sequence[_Run]) -> Block:
    top, column = run.title.position
    others = [other for other in runs if other is not run]
    beside = [other.last for other in others if other.last < run.first and not _apart(run, other)]
    below = [
        other.title.position[0]
        for other in others
        if run.meets(other) and other.title.position[0] > run.row
    ]
    stacked = any(run.meets(other) and other.row < top for other in others)
    left = max(beside, default=0) + 1
    bottom = min(below, default=sheet.height + 1) - 1
    beside_values = _labels(sheet, run, left, bottom)
    return Block(
        table_id=run.title.table_id,
        left=min(left, column) if column > max(beside, default=0) else left,
        labels=_without_repeats(sheet, range(run.row + 1, bottom + 1), beside_values),
        first=run.first,
        last=run.last,
        start=top if stacked else 1,
        top=top,
        header=_header(sheet, run, range(beside_values.start, run.last + 1)),
        numbers=run.row,
        bottom=bottom,
    )


def _apart(run: _Run, other: _Run) -> bool:
    """Whether one table ends above where the other one begins."""
    return other.title.position[0] > run.row or run.title.position[0] > other.row


def _labels(sheet: Sheet, run: _Run, left: int, bottom: int) -> range:
    """Columns beside the values, up to the first that is blank or holds something else."""
    rows = range(run.row + 1, bottom + 1)
    column = run.first - 1
    while column > left and _is_label_column(sheet, rows, column - 1):
        column -= 1
    return range(column, run.first)


def _is_label_column(sheet: Sheet, rows: range, column: int) -> bool:
    """Whether a column holds labels: it is not blank, and no number in it has decimals."""
    filled = [row for row in rows if sheet.text(row, column)]
    return bool(filled) and not any(
        sheet.is_number(row, column) and sheet.whole(row, column) is None for row in filled
    )


def _without_repeats(sheet: Sheet, rows: range, columns: range) -> tuple[int, ...]:
    """The columns without those that say once more, row by row, what one left of them says.

    Editors put the names beside the table once more, trimmed, to look up others by them.
    """
    kept: list[int] = []
    for column in columns:
        if not any(_repeats(sheet, rows, one, column) for one in kept):
            kept.append(column)
    return tuple(kept)


def _repeats(sheet: Sheet, rows: range, column: int, other: int) -> bool:
    pairs = [
        (sheet.text(row, column), text_key(sheet.text(row, other)))
        for row in rows
        if sheet.text(row, column) and sheet.text(row, other)
    ]
    # With or without the code that stands before the name.
    same = sum(key in {text_key(text), text_key(split_code(text)[1])} for text, key in pairs)
    return len(pairs) >= _FEWEST_ROWS and same >= _MOSTLY * len(pairs)


def _header(sheet: Sheet, run: _Run, columns: range) -> int:
    """The first row of the headers: upwards to a blank row, or to one of the title."""
    row = run.row
    while row - 1 > run.title.position[0] and _is_header(sheet, row - 1, columns):
        row -= 1
    return row


def _is_header(sheet: Sheet, row: int, columns: range) -> bool:
    texts = [text for column in columns if (text := sheet.text(row, column))]
    return bool(texts) and not any(parse_period(one) or parse_day_of_year(one) for one in texts)
