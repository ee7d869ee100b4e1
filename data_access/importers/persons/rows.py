"""Single rows in which a person may stand: headers of columns, forms, remarks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import polars as pl

from data_access.importers.persons.names import are_names, names_person
from data_access.importers.persons.words import (
    ADDRESS,
    Word,
    answers,
    heads_names,
    heads_people,
    is_address,
    is_detail,
    is_trait,
    plain_header,
    word_of,
)

#: Rows in which the first headers stand, columns in which a form has its words, and its rows.
HEADER_ROWS = 60
_FORM_COLUMNS = 3
#: Rows and cells below a header that are looked at.
_ROWS = 2_000
_FEW = 5
#: Without a header so many rows with name and day of birth make a list.
_FEWEST_BORN = 2

#: A year may be a header.
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,:/ -]*")
_PERSON = re.compile(
    r"\bAZR\W{0,3}(?:Nr|Nummer)\W{0,3}\d{6}"
    r"|\bgeb\. ?(?:am )?\d\d?\.\d\d?\.(?:19|20)\d\d",
    re.IGNORECASE,
)
_NAMED = "eine Spalte „Name“ neben Merkmalen von Personen"
#: What is found, in which row of the frame, in which column from 1.
Found = tuple[str, int | None, int]


def tells_of_person(text: str) -> bool:
    """Whether a sentence has the number that a register gives a person, or a day of birth."""
    return bool(_PERSON.search(text))


class Rows:
    """The rows of a frame that are looked at closely."""

    def __init__(self, frame: pl.DataFrame, rows: Sequence[int], before: int) -> None:
        self._frame, self._before = frame, before
        lines = frame[pl.Series(rows, dtype=pl.UInt32)].iter_rows()
        self._rows = [
            (row, [str(cell or "") for cell in line]) for row, line in zip(rows, lines, strict=True)
        ]

    def header(self) -> Found | None:
        """A column for persons."""
        looks = (self._headed, self._named, self._listed, self._addressed)
        return next(filter(None, map(self._first, looks)), None)

    def form(self) -> Found | None:
        """A form for one person: the words stand below one another, the answers beside them."""
        for column in range(min(_FORM_COLUMNS, self._frame.width)):
            hits = [
                (word.name, row)
                for row, line in self._rows
                if (word := word_of(line[column]))
                and word.alone
                and any(word.value.search(cell) for cell in line[column + 1 :])
            ]
            for (name, row), (other, below) in pairwise(hits):
                if name != other and below - row < HEADER_ROWS:
                    return f"ein Feld „{name}“", row, column + 1
        return None

    def remark(self) -> Found | None:
        """A person in a sentence: a number of the register, or the day somebody was born."""
        for row, line in self._rows:
            if _PERSON.search(" ".join(line)):
                column = next((at for at, cell in enumerate(line, 1) if _PERSON.search(cell)), 1)
                return "eine „Bemerkung“ mit AZR-Nummer oder Geburtstag", row, column
        return None

    def born(self) -> Found | None:
        """Names beside days of birth, without any header."""
        # Cells of a table are the same in thousands of rows.
        is_name = cache(names_person)
        named = [
            (row, at)
            for row, line in self._rows
            if (at := next((at for at, cell in enumerate(line, 1) if is_name(cell)), None))
        ]
        if len(named) < _FEWEST_BORN or 2 * len(named) <= len(self._rows):
            return None
        row, column = named[0]
        return "Namen neben Geburtsdaten", row, column

    def _first(self, look: Callable[[int, list[str]], Found | None]) -> Found | None:
        return next((found for row, line in self._rows if (found := look(row, line))), None)

    def _headed(self, row: int, line: list[str]) -> Found | None:
        words = [(word, at) for at, cell in enumerate(line) if (word := word_of(cell))]
        # Far down in a table, a single word may be a value of it: in a list of a register's fields.
        sure = self._before + row < HEADER_ROWS or len({word.name for word, _ in words}) > 1
        if not sure and any(map(_NUMBER.fullmatch, line)):
            return None
        hits = [
            (word, column)
            for word, column in words
            if self._is_above(row, column, word) and (sure or self._begins(row, column, word))
        ]
        # Addresses of an office stand in its title block, two cells to a line.
        filled = sum(bool(cell.strip()) for cell in line)
        if hits and (filled > 2 or any(word.alone for word, _ in hits)):
            word, column = next((hit for hit in hits if hit[0].alone), hits[0])
            return f"eine Spalte „{word.name}“", row, column + 1
        return None

    def _named(self, row: int, line: list[str]) -> Found | None:
        if sum(map(is_trait, line)) < 2:
            return None
        named = (at for at, cell in enumerate(line, 1) if heads_names(plain_header(cell)))
        return next(((_NAMED, row, at) for at in named), None)

    def _listed(self, row: int, line: list[str]) -> Found | None:
        """A column with persons' names below a header that may be of others as well."""
        for at, cell in enumerate(line):
            plain = plain_header(cell)
            people = heads_people(plain)
            if not people and not heads_names(plain):
                continue
            others = [*line[:at], *line[at + 1 :]]
            sure = heads_people(plain, staff=True) or any(map(is_detail, others))
            # A note above a table has the table's own texts far below it.
            near = self._frame.to_series(at).slice(row + 1, 2).drop_nulls().len()
            if sure and near and are_names(self._below(row, at)):
                what = "eine Spalte mit Namen von Personen" if people else _NAMED
                return what, row, at + 1
        return None

    def _addressed(self, row: int, line: list[str]) -> Found | None:
        """Streets with numbers of houses below „Anschrift“, even if nothing is beside them."""
        for at, cell in enumerate(line):
            word = word_of(cell)
            if word is None or word.name != ADDRESS:
                continue
            below = self._below(row, at)
            told = sum(map(is_address, below[:_FEW]))
            # The last line of an imprint is one address below its word.
            enough = told > 1 or (told and not self._before + row)
            if enough and 2 * told > min(len(below), _FEW):
                return f"eine Spalte „{ADDRESS}“", row, at + 1
        return None

    def _below(self, row: int, column: int) -> list[str]:
        """What stands below a header."""
        cells = self._frame.to_series(column)
        return [str(cell) for cell in cells.slice(row + 1, _ROWS).drop_nulls() if cell]

    def _is_above(self, row: int, column: int, word: Word) -> bool:
        """Whether what stands below a header is mostly of its kind; a few rows tell."""
        below = self._below(row, column)
        # What stands below once more is a value itself.
        own = str(self._frame.item(row, column))
        told = [answers(word, cell) for cell in below[:_FEW] if cell != own]
        return 2 * sum(told) > min(len(below), _FEW)

    def _begins(self, row: int, column: int, word: Word) -> bool:
        """Whether what stands above a header is of another kind than what stands below."""
        if row == 0:
            return False
        above = str(self._frame.item(row - 1, column) or "")
        return not above.strip() or not answers(word, above)
