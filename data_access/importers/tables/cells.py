"""What a layout makes of a table: one row per value cell, with all that the table says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from data_access.frames import Schema
from data_access.importers.files.grids import Position
from data_access.importers.problems import Problem, Reason

#: One row per value cell. ``row`` and ``column`` count from 1, as the file does; in a text file
#: they are line and field. ``text`` is what the cell says, ``number`` what it is where the cell
#: itself is a number. ``letters`` are flags that stand beside the value. In a flat file of any
#: length the other texts repeat, and are categories of their own.
CELLS: Schema = {
    "sheet": pl.String,
    "row": pl.UInt32,
    "column": pl.UInt32,
    "area_code": pl.String,
    "area_name": pl.String,
    "period": pl.String,
    "series": pl.String,
    "item": pl.String,
    "text": pl.String,
    "number": pl.Float64,
    "letters": pl.String,
}

#: Between the parts of ``series`` and ``item``.
JOINT = " | "


def empty_cells() -> pl.DataFrame:
    """No cells, with their columns."""
    return pl.DataFrame(schema=CELLS)


@dataclass(frozen=True)
class LabelPlaces:
    """Where the texts stand that say what the values are: rows and columns, as in ``CELLS``.

    Attributes:
        area: column of the names of areas, in the rows of their values; 0 where there is none.
        areas: where such a name stands elsewhere, by the row of its values.
        whole: the name of the area that all values are of.
        item: column of ``item`` in the rows of the values; 0 where several make it up.
        texts: headers and labels by the parts of ``series`` and ``item``.
    """

    area: int = 0
    areas: Mapping[int, Position] = field(default_factory=dict)
    whole: Position | None = None
    item: int = 0
    texts: Mapping[str, Position] = field(default_factory=dict)

    def of_area(self, row: int, column: int) -> Position:
        """Where the area of a value is named; the value itself where nobody has noted it."""
        if row in self.areas:
            return self.areas[row]
        return (row, self.area) if self.area else self.whole or (row, column)

    def of_text(self, text: str, row: int, column: int, *, item: bool) -> Position:
        """Where a part of what a value is about stands."""
        if text in self.texts:
            return self.texts[text]
        return (row, self.item if item and self.item else column)


@dataclass(frozen=True, eq=False)
class ReadTable:
    """A table as its publisher laid it out. Neither areas nor columns are understood yet.

    Attributes:
        layout: name of the layout that read it.
        table_id: what the publisher calls the table: "A100001G", "12411-01-01-4".
        cells: ``CELLS``.
        left_out: cells that are neither empty nor values, by reason. With ``cells`` they are all
            cells of the sheet that are not empty.
        decimal: what separates decimals in texts.
        meanings: what a sign means in this table where it differs from the usual.
        dated: places of the header cells that name periods, by the keys of those.
        labels: places of what else says what the values are.
        county_key: the county that the file was made for, where it says so.
    """

    layout: str
    table_id: str
    title: str
    document: str
    sheet: str
    cells: pl.DataFrame
    left_out: Mapping[Reason, int] = field(default_factory=dict)
    territorial_status: date | None = None
    data_status: date | None = None
    problems: tuple[Problem, ...] = ()
    decimal: str = ","
    meanings: Mapping[str, str] = field(default_factory=dict)
    dated: Mapping[str, str] = field(default_factory=dict)
    labels: LabelPlaces = LabelPlaces()
    county_key: str = ""

    @property
    def texts(self) -> pl.DataFrame:
        """``cells`` with texts for categories."""
        return _with_texts(self.cells)

    def under(self, place: str, text: str) -> pl.DataFrame:
        """The cells of which ``series`` or ``item`` contains a text."""
        column = self.cells[place]
        # A column of a million cells has few texts.
        distinct = column.drop_nulls().unique()
        wanted = distinct.filter(distinct.cast(pl.String).str.contains(text, literal=True))
        return _with_texts(self.cells.filter(column.is_in(wanted.implode())))

    @property
    def filled(self) -> int:
        """Number of cells that are not empty."""
        return self.cells.height + sum(self.left_out.values())


def _with_texts(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.select(pl.col(name).cast(kind) for name, kind in CELLS.items())
