"""Where in a sheet the title, headers, areas, values and footnotes of a report's table are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from data_access.importers.files.grids import Position
from data_access.importers.tables.headers import Sheet

#: Title and headers stand in the first rows.
LOOKED_AT: Final = 30
#: Figures and sheets of analysts are called "Tabelle D2-2" or not at all.
_TITLE: Final = re.compile(r"Tab\. ?(?P<number>[0-9]+(?:\.[0-9]+)+(?:\.?[a-z])?)(?=[\s:]|$)")
_AREAS: Final = re.compile(r"Kreisfreie Stadt\b.*\bLandkreis\b.*\bLand")
#: The state's office numbers its regions, counties and municipalities.
_CODE: Final = re.compile(r"(?:[0-9]|[0-9]{3}|[0-9]{5,6}|[0-9]{8,9})(?:\.0)?")
_FOOTNOTE: Final = re.compile(r"[0-9]{1,2}\)|[¹²³]|Quelle\b|Hinweis|Anmerkung|©|[_-]{3,}|.{100}")


@dataclass(frozen=True)
class Head:
    """What a table is recognised by: its title, and the header of the column of areas."""

    number: str
    title: Position
    areas: Position


@dataclass(frozen=True)
class Anatomy:
    """The parts of a table; rows and columns count from 1.

    Attributes:
        headers: rows of headers, without one that only counts the columns.
        first: first row below them.
        end: first row behind the values.
        codes: column with the office's numbers of the areas, which some sheets have.
        values: columns of values, side by side.
    """

    head: Head
    headers: tuple[int, ...]
    first: int
    end: int
    codes: int | None
    values: tuple[int, ...]

    @property
    def top(self) -> int:
        """First row of the headers."""
        return self.head.areas[0]

    @property
    def areas(self) -> int:
        """Column of names."""
        return self.head.areas[1]

    @property
    def last(self) -> int:
        """Last column of the table."""
        return max((self.areas, *self.values))

    @property
    def data(self) -> range:
        """The rows with values."""
        return range(self.first, self.end)


def find_head(sheet: Sheet) -> Head | None:
    """The title of a sheet with the header below it; None where it has not both."""
    title: tuple[Position, str] | None = None
    for row in range(1, min(sheet.height, LOOKED_AT) + 1):
        for column in sheet.filled(row):
            text = sheet.text(row, column)
            if title is None and (match := _TITLE.match(text)):
                title = (row, column), match["number"]
            elif title and title[0][0] < row and _AREAS.fullmatch(text):
                return Head(title[1], title[0], (row, column))
    return None


def without_number(title: str) -> str:
    """A title without the number of its table."""
    return _TITLE.sub("", title, count=1).lstrip(" :")


def find_anatomy(sheet: Sheet, head: Head) -> Anatomy:
    """The parts of a table; without values where it has none."""
    top, areas = head.areas
    below = [row for row in range(top + 1, sheet.height + 1) if not _counts(sheet, row, areas)]
    first = next((row for row in below if sheet.text(row, areas)), sheet.height + 1)
    headers = (top, *(row for row in below if row < first))
    values = _values(sheet, areas, headers, first)
    end = _end(sheet, areas, first, values)
    codes = _codes(sheet, areas, range(first, end), values)
    return Anatomy(head, headers, first, end, codes, values)


def second_table(sheet: Sheet, anatomy: Anatomy) -> Position | None:
    """The header of another table on the same sheet."""
    for row in range(anatomy.top, sheet.height + 1):
        for column in sheet.filled(row):
            other = (row, column) != anatomy.head.areas
            if other and _AREAS.fullmatch(sheet.text(row, column)):
                return row, column
    return None


def _counts(sheet: Sheet, row: int, areas: int) -> bool:
    """Whether a row only counts the columns: 1, 2, 3."""
    columns = [column for column in sheet.filled(row) if column >= areas]
    texts = [sheet.text(row, column).removesuffix(".0") for column in columns]
    counted = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) > 1 and texts == counted


def _values(sheet: Sheet, areas: int, headers: tuple[int, ...], first: int) -> tuple[int, ...]:
    """The columns right of the names up to the first without header and values.

    Behind the last header an editor may have put something of his own.
    """

    def headed(column: int) -> bool:
        return any(sheet.shown(row, column) for row in headers)

    def has_values(column: int) -> bool:
        return any(
            sheet.text(row, column) and sheet.text(row, areas)
            for row in range(first, sheet.height + 1)
        )

    column = areas + 1
    while column <= sheet.width and (headed(column) or has_values(column)):
        column += 1
    while column > areas + 1 and not headed(column - 1):
        column -= 1
    return tuple(range(areas + 1, column))


def _end(sheet: Sheet, areas: int, first: int, values: tuple[int, ...]) -> int:
    last = first - 1
    for row in range(first, sheet.height + 1):
        label = sheet.text(row, areas)
        valued = any(sheet.text(row, column) for column in values)
        if label and valued:
            last = row
        elif label and _FOOTNOTE.match(label):
            break
    return last + 1


def _codes(sheet: Sheet, areas: int, data: range, values: tuple[int, ...]) -> int | None:
    """The column before the names, where each row of values has a code in it."""
    column = areas - 1
    valued = [row for row in data if any(sheet.text(row, one) for one in values)]
    coded = all(_CODE.fullmatch(sheet.text(row, column)) for row in valued)
    return column if column and valued and coded else None
