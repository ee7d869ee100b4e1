"""One sheet's XML, read once in a stream before anything is laid out in memory.

It says how much room the sheet takes, so that one value in the last corner of a sheet cannot
fill the memory, and what the reader of values leaves unsaid: formulas, errors, merged ranges.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.budget import Budget
from data_access.importers.files.formats import Formats
from data_access.importers.files.markup import BrokenMarkupError, parse, refused_markup
from data_access.words import number

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_FLOAT = re.compile(r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_EXCEL_COLUMNS = 16_384
_TRUE = {"1", "true"}
_TYPES = {"b", "d", "e", "inlineStr", "n", "s", "str"}

Range = tuple[int, int, int, int]


@dataclass
class Sheet:
    """What the XML of a sheet says of its cells; positions are 1-based (row, column).

    Attributes:
        last_row: last row with a value or formula.
        last_column: last column with one.
        errors: position of an error cell to what Excel shows there.
        percents: numbers that Excel shows as percent, so 0.25 reads 25 %.
        brackets: numbers that Excel shows in round brackets.
        formula_ranges: ranges that one formula fills.
        hidden_rows: rows that Excel does not show, because of a filter too; rising.
        hidden_columns: columns that it does not show; rising.
    """

    last_row: int = 0
    last_column: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    formula_ranges: list[Range] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    booleans: set[tuple[int, int]] = field(default_factory=set)
    percents: set[tuple[int, int]] = field(default_factory=set)
    brackets: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: array[int] = field(default_factory=lambda: array("L"))
    hidden_columns: array[int] = field(default_factory=lambda: array("L"))


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_range(text: str) -> Range:
    """``B2:D4`` or ``B2`` as first row, first column, last row, last column.

    Raises:
        BrokenMarkupError: it is no range of a sheet.
    """
    first, _, last = text.replace("$", "").partition(":")
    top, left = _position(first)
    bottom, right = _position(last or first)
    if bottom < top or right < left:
        raise BrokenMarkupError(text)
    return top, left, bottom, right


def _position(text: str) -> tuple[int, int]:
    match = _CELL.fullmatch(text)
    if not match:
        raise BrokenMarkupError(text)
    row, column = int(match[2]), column_number(match[1])
    if row > limits.EXCEL_ROWS or column > _EXCEL_COLUMNS:
        raise BrokenMarkupError(text)
    return row, column


class SheetScan:
    """Collects what a ``Sheet`` holds while its XML passes by."""

    def __init__(
        self, where: str, budget: Budget, lengths: Sequence[int], formats: Formats
    ) -> None:
        self._where = where
        self._budget = budget
        self._lengths = lengths
        self._formats = formats
        self._row = 0
        self._column = 0
        self._kind = "n"
        self._style = ""
        self.sheet = Sheet()

    def run(self, pieces: Iterable[bytes]) -> Sheet:
        """Read the sheet.

        Raises:
            RefusedFileError: the sheet takes more room than allowed, has been cut off, or is
                damaged: broken XML, or cells that are not in their order.
        """
        starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "col": self._columns,
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._formula,
            "is": self._content,
            "v": self._content,
            "mergeCell": self._merge,
        }
        try:
            parse(pieces, starts=starts, texts={"v": self._value})
        except BrokenMarkupError as error:
            raise refused_markup(self._where, error) from error
        self._budget.spend_cells(self.sheet.last_row * self.sheet.last_column)
        return self.sheet

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        given = attributes.get("r")
        row = self._row + 1 if given is None else _number(given)
        if not self._row < row <= limits.EXCEL_ROWS:
            raise BrokenMarkupError(f"row {row}")
        self._row, self._column = row, 0
        if attributes.get("hidden") in _TRUE:
            self.sheet.hidden_rows.append(row)

    def _columns(self, attributes: Mapping[str, str]) -> None:
        """Columns of one width; of damaged ones only what comes in its order is believed."""
        if attributes.get("hidden") in _TRUE:
            first, last = (_number(attributes.get(name, "")) for name in ("min", "max"))
            before = self.sheet.hidden_columns[-1] if self.sheet.hidden_columns else 0
            self.sheet.hidden_columns.extend(
                range(max(first, before + 1), min(last, _EXCEL_COLUMNS) + 1)
            )

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        given = attributes.get("r")
        row, column = (self._row, self._column + 1) if given is None else _position(given)
        if row != self._row or not self._column < column <= _EXCEL_COLUMNS:
            raise BrokenMarkupError(f"cell {given}")
        self._column = column
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        if self._kind not in _TYPES:
            raise BrokenMarkupError(f"type {self._kind}")

    def _formula(self, attributes: Mapping[str, str]) -> None:
        self._occupy()
        self.sheet.formulas.add((self._row, self._column))
        # A shared formula stands in each of its cells; these two only in the first.
        if "ref" in attributes and attributes.get("t") in {"array", "dataTable"}:
            self.sheet.formula_ranges.append(parse_range(attributes["ref"]))

    def _content(self, _: Mapping[str, str]) -> None:
        """A cell with something in it, be it an empty text, takes its place."""
        self._occupy()

    def _value(self, text: str) -> None:
        if not text:
            return
        position = (self._row, self._column)
        if self._kind == "s":
            self._shared(text)
        elif self._kind == "e":
            self.sheet.errors[position] = text
        elif self._kind == "b":
            self.sheet.booleans.add(position)
        elif self._kind == "n":
            _check_float(text)
            self._note_format(position)

    def _note_format(self, position: tuple[int, int]) -> None:
        style = _number(self._style) if self._style else 0
        if style in self._formats.percents:
            self.sheet.percents.add(position)
        if style in self._formats.brackets:
            self.sheet.brackets.add(position)

    def _shared(self, text: str) -> None:
        index = _number(text)
        if index >= len(self._lengths):
            raise BrokenMarkupError(f"text {index}")
        self._budget.spend_letters(self._lengths[index], self._where)

    def _occupy(self) -> None:
        sheet = self.sheet
        if self._row <= sheet.last_row and self._column <= sheet.last_column:
            return
        sheet.last_row = max(sheet.last_row, self._row)
        sheet.last_column = max(sheet.last_column, self._column)
        if self._row == limits.EXCEL_ROWS:
            self._refuse_full()
        if sheet.last_row * sheet.last_column > self._budget.cells:
            self._refuse_wide()

    def _refuse_full(self) -> None:
        raise RefusedFileError(
            f"Das Tabellenblatt reicht bis zur letzten Zeile, die Excel kennt "
            f"({limits.EXCEL_ROWS}): wahrscheinlich ist der Rest der Tabelle abgeschnitten.",
            where=f"{self._where}, Zelle {column_letters(self._column)}{self._row}",
            remedy="Die Tabelle in kleineren Teilen oder als CSV herunterladen. Steht dort nur ein "
            "versehentlicher Eintrag, ihn löschen und die Datei neu speichern.",
        )

    def _refuse_wide(self) -> None:
        cell = f"{column_letters(self.sheet.last_column)}{self.sheet.last_row}"
        allowed = limits.MAX_SHEET_CELLS
        if self.sheet.last_row * self.sheet.last_column > allowed:
            raise RefusedFileError(
                f"Das Tabellenblatt reicht bis zur Zelle {cell}: mehr als {number(allowed)} "
                "Felder, so groß war noch keine Tabelle der Ämter.",
                where=self._where,
                remedy="Einträge weit unter oder rechts neben der Tabelle löschen und die Datei "
                "neu speichern, oder die Tabelle in kleineren Teilen herunterladen.",
            )
        raise RefusedFileError(
            f"Die Tabellenblätter haben zusammen mehr als {number(allowed)} Felder.",
            where=self._where,
            remedy="Nur die Blätter behalten, die eingelesen werden sollen, und die Datei neu "
            "speichern.",
        )

    def _merge(self, attributes: Mapping[str, str]) -> None:
        if len(self.sheet.merged) >= limits.MAX_MERGED_RANGES:
            raise BrokenMarkupError("merged ranges")
        self.sheet.merged.append(parse_range(attributes.get("ref", "")))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BrokenMarkupError(text)
    return int(text)


def _check_float(text: str) -> None:
    if not _FLOAT.fullmatch(text) or not isfinite(float(text)):
        raise BrokenMarkupError(text)
