"""Sheets of a workbook as grids of texts, each cell where Excel shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import fastexcel
import polars as pl

from data_access.importers.files.archives import damaged
from data_access.importers.files.budget import Budget
from data_access.importers.files.documents import Document
from data_access.importers.files.sheets import Range, Sheet, column_letters
from data_access.importers.files.texts import Text, read_text
from data_access.importers.files.workbooks import Part, take_apart

__all__ = [
    "Grid",
    "Text",
    "WorkbookGrids",
    "address",
    "open_workbook",
    "read_text",
    "read_workbook",
]

Position = tuple[int, int]
_TYPES = {"string": pl.String, "boolean": pl.Boolean, "float": pl.Float64}


@dataclass(frozen=True, eq=False)
class Grid:
    """The cells of one visible sheet; positions are 1-based (row, column), A1 is (1, 1).

    Attributes:
        document: name of the document.
        sheet: name of the sheet.
        frame: columns ``c1`` to ``cN`` of texts, null where a cell is empty; row i of the frame
            is line i+1 of the sheet. Dates read ``2020-01-01 00:00:00``, errors as Excel shows
            them (``#DIV/0!``).
        numeric: the same shape: the cell is a number; its text is a Python float literal.
        formulas: cells whose value Excel has worked out and stored; empty where it has not.
        errors: cells that show an error.
        percents: numeric cells that Excel shows as percent: 0.25 reads 25 %.
        brackets: numeric cells that Excel shows in round brackets.
        merged: first row, first column, last row, last column; the first cell has the value.
        remarks: what people have noted at cells, by the name of the cell.
        hidden_rows: rows that Excel does not show, because of a filter too; their cells are read.
        hidden_columns: columns that it does not show; their cells are read.
    """

    document: str
    sheet: str
    frame: pl.DataFrame
    numeric: pl.DataFrame
    formulas: frozenset[Position] = frozenset()
    merged: tuple[Range, ...] = ()
    errors: frozenset[Position] = frozenset()
    percents: frozenset[Position] = frozenset()
    brackets: frozenset[Position] = frozenset()
    remarks: tuple[tuple[str, str], ...] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()


@dataclass(frozen=True, eq=False)
class WorkbookGrids:
    """Grids of the sheets that Excel shows, and of the others, which give no figures."""

    visible: tuple[Grid, ...]
    hidden: tuple[Grid, ...]


def address(row: int, column: int) -> str:
    """What Excel calls a cell: ``B17``."""
    return f"{column_letters(column)}{row}"


def open_workbook(document: Document, budget: Budget | None = None) -> WorkbookGrids:
    """All sheets of a workbook.

    Args:
        document: the workbook.
        budget: what the documents of one upload share.

    Raises:
        RefusedFileError: it is damaged, or takes more room than allowed.
    """
    workbook = take_apart(document.name, document.content, budget or Budget(document.name))
    if not workbook.sheets:
        return WorkbookGrids((), ())
    try:
        reader = fastexcel.read_excel(workbook.copy)
        grids = [
            (part.shown, _grid(document.name, part, reader, index))
            for index, part in enumerate(workbook.sheets)
        ]
    except fastexcel.FastExcelError as error:
        raise damaged(document.name) from error
    return WorkbookGrids(
        tuple(grid for shown, grid in grids if shown),
        tuple(grid for shown, grid in grids if not shown),
    )


def read_workbook(document: Document) -> tuple[Grid, ...]:
    """Grids of the visible sheets.

    Raises:
        RefusedFileError: see ``open_workbook``.
    """
    return open_workbook(document).visible


def _grid(document: str, part: Part, reader: fastexcel.ExcelReader, index: int) -> Grid:
    sheet = part.sheet
    numeric = _load(reader, index, sheet, "boolean").select(pl.all().is_not_null())
    frame = _texts(
        _load(reader, index, sheet, "string"), _load(reader, index, sheet, "float"), numeric
    )
    return Grid(
        document,
        part.name,
        _put(frame, sheet.errors),
        _put(numeric, dict.fromkeys(sheet.booleans, False)),
        formulas=frozenset(sheet.formulas) | _filled(sheet),
        merged=tuple(sheet.merged),
        errors=frozenset(sheet.errors),
        percents=frozenset(sheet.percents),
        brackets=frozenset(sheet.brackets),
        remarks=part.remarks,
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
    )


def _load(
    reader: fastexcel.ExcelReader,
    index: int,
    sheet: Sheet,
    dtype: Literal["string", "boolean", "float"],
) -> pl.DataFrame:
    """The sheet as one type, from A1 to the last row and column with a value."""
    loaded = reader.load_sheet(index, header_row=None, skip_rows=0, dtypes=dtype)
    frame = loaded.to_polars()
    # Leading columns that are empty are not delivered.
    found = {
        column.absolute_index + 1: frame.to_series(position)
        for position, column in enumerate(loaded.available_columns())
    }
    nothing = pl.Series(dtype=_TYPES[dtype])
    return pl.DataFrame(
        [
            found.get(number, nothing)
            .head(sheet.last_row)
            .extend_constant(None, max(0, sheet.last_row - len(found.get(number, nothing))))
            .alias(f"c{number}")
            for number in range(1, sheet.last_column + 1)
        ]
    )


def _texts(texts: pl.DataFrame, floats: pl.DataFrame, numeric: pl.DataFrame) -> pl.DataFrame:
    """Texts of all cells; numbers with all their digits, of which the reader's texts keep nine."""
    return pl.DataFrame(
        [
            pl.select(
                pl.when(flags & (texts.cast(pl.Float64, strict=False) != numbers))
                .then(numbers.cast(pl.String))
                .when(texts != "")
                .then(texts)
                .alias(texts.name)
            ).to_series()
            for texts, numbers, flags in zip(texts, floats, numeric, strict=True)
        ]
    )


def _put(frame: pl.DataFrame, values: Mapping[Position, str | bool]) -> pl.DataFrame:
    """The frame with single cells replaced."""
    columns: dict[int, dict[int, str | bool]] = {}
    for (row, column), value in values.items():
        columns.setdefault(column, {})[row - 1] = value
    return frame.with_columns(
        frame[f"c{column}"].scatter(list(cells), list(cells.values()))
        for column, cells in columns.items()
    )


def _filled(sheet: Sheet) -> frozenset[Position]:
    """Cells that one formula fills; a range may claim more of the sheet than there is."""
    return frozenset(
        position
        for top, left, bottom, right in sheet.formula_ranges
        for position in product(
            range(top, min(bottom, sheet.last_row) + 1),
            range(left, min(right, sheet.last_column) + 1),
        )
    )
