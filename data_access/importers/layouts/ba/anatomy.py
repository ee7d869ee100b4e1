"""Where in a sheet the headers, labels, values and footnotes of a BA table are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from data_access.importers.files.grids import Position
from data_access.importers.files.sheets import column_letters
from data_access.importers.tables.headers import Sheet

_COPYRIGHT = re.compile(r"© ?Statistik der Bundesagentur für Arbeit")
#: What else tells a table of the agency, where its copyright has been deleted.
_TOPIC = re.compile(r"Beschäftigungsstatistik|Arbeitsmarktstatistik|Datenstand")
_LOOKED_AT = 30
_COPYRIGHT_MISSING = "der Vermerk „© Statistik der Bundesagentur für Arbeit“ unter den Werten fehlt"
_NUMBERS_MISSING = (
    "die Zeile mit den Nummern der Spalten (1, 2, 3 …) zwischen Überschriften und Werten fehlt"
)
_NUMBER = re.compile("[1-9][0-9]?")
#: Fewer numbers with a gap may be anything.
_FEWEST_NUMBERS = 3
#: Longer texts in a column without a header are no footnote marks.
_MARK_LENGTH = 4


@dataclass(frozen=True)
class Label:
    """A column of labels beside the values."""

    column: int
    header: str


@dataclass(frozen=True)
class Anatomy:
    """The parts of a table; rows and columns count from 1.

    Attributes:
        top: first row of the headers.
        numbered: the row of numbers under them.
        end: the row with the copyright.
        marks: columns of footnote marks.
        values: the numbered columns.
        missing: numbers that are left out, because their columns have been deleted.
    """

    top: int
    numbered: int
    end: int
    labels: tuple[Label, ...]
    marks: frozenset[int]
    values: tuple[int, ...]
    missing: tuple[int, ...] = ()

    @property
    def data(self) -> range:
        """The rows between the numbers and the copyright."""
        return range(self.numbered + 1, self.end)


def find_anatomy(sheet: Sheet) -> Anatomy | None:
    """The parts of a sheet that is a BA table; None for any other."""
    end = _copyright(sheet)
    numbered = _numbered(sheet, end) if end else None
    if not end or not numbered:
        return None
    values = tuple(sheet.filled(numbered))
    top, labels = _labels(sheet, numbered, values[0])
    if not labels:
        return None
    marks = _marks(sheet, labels, range(numbered + 1, end), values)
    numbers = {int(sheet.text(numbered, column)) for column in values}
    missing = tuple(sorted(set(range(1, max(numbers) + 1)) - numbers))
    return Anatomy(top, numbered, end, labels, marks, values, missing)


def lacks(sheet: Sheet) -> str:
    """What a sheet that looks like a BA table has not; empty where it does not look like one."""
    end = _copyright(sheet)
    numbered = _numbered(sheet, end or sheet.height + 1)
    above = range(1, min(numbered or end or 0, _LOOKED_AT))
    topic = any(
        _TOPIC.search(sheet.text(row, column)) for row in above for column in sheet.filled(row)
    )
    # Who only quotes the agency's figures names it too, but has not its titles.
    if not topic or (end and numbered):
        return ""
    beside = _beside(sheet)
    if beside:
        return (
            f"auf dem Blatt stehen mehrere Tabellen nebeneinander (die zweite ab Spalte "
            f"{column_letters(beside)}): Jede gehört in eine eigene Datei"
        )
    return _NUMBERS_MISSING if end else _COPYRIGHT_MISSING


def is_titled(lines: Iterable[str], separator: str) -> bool:
    """Whether lines of text begin like a BA table: its topic in a field of its own, its name."""
    fields = [one.strip(' "') for line in lines for one in line.split(separator)]
    topic = any(_TOPIC.match(one) or _COPYRIGHT.match(one) for one in fields)
    return topic and any("Bundesagentur für Arbeit" in one for one in fields)


def _beside(sheet: Sheet) -> int:
    """The column in which a row begins to number columns once more; 0 where none does."""
    for row in range(1, sheet.height + 1):
        columns = sheet.filled(row)
        texts = [sheet.text(row, column) for column in columns]
        again = texts.index("1", 1) if "1" in texts[1:] else 0
        halves = (texts[:again], texts[again:])
        if again and all(
            len(half) > 1 and half == [str(n) for n in range(1, len(half) + 1)] for half in halves
        ):
            # Its labels stand left of its values, behind the values of the first.
            return columns[again - 1] + 1
    return 0


def second_table(sheet: Sheet, anatomy: Anatomy) -> Position | None:
    """Where another table begins below: a sheet numbers its columns once more."""
    numbered = next(_numbered_rows(sheet, anatomy.numbered + 1, sheet.height + 1), None)
    if numbered is None:
        return None
    begin = numbered
    # Title and headers stand above the numbers, a blank row between them; never two.
    for row in range(numbered - 1, anatomy.numbered, -1):
        columns = sheet.filled(row)
        ended = any(_COPYRIGHT.search(sheet.text(row, column)) for column in columns)
        if ended or begin - row > 2:
            break
        begin = row if columns else begin
    return begin, sheet.filled(begin)[0]


def _copyright(sheet: Sheet) -> int | None:
    """The last row with it: a title block may bear one as well."""
    rows = sheet.grid.frame.select(
        pl.any_horizontal(pl.all().str.contains(_COPYRIGHT.pattern).fill_null(value=False))
        .arg_true()
        .last()
    )
    found = rows.item() if rows.height else None
    return None if found is None else int(found) + 1


def _numbered(sheet: Sheet, end: int) -> int | None:
    """The row that numbers the columns; where there is none, one that leaves numbers out."""
    whole = next(_numbered_rows(sheet, 1, end), None)
    return whole or next(_gappy_rows(sheet, end), None)


def _gappy_rows(sheet: Sheet, end: int) -> Iterator[int]:
    """Rows that count upwards and leave out less than they have."""
    for row in range(1, min(end, sheet.height + 1)):
        texts = [sheet.text(row, column) for column in sheet.filled(row)]
        if len(texts) < _FEWEST_NUMBERS or not all(map(_NUMBER.fullmatch, texts)):
            continue
        numbers = [int(text) for text in texts]
        rising = numbers == sorted(set(numbers))
        if rising and len(numbers) < numbers[-1] < 2 * len(numbers):
            yield row


def _numbered_rows(sheet: Sheet, first: int, end: int) -> Iterator[int]:
    for row in range(first, min(end, sheet.height + 1)):
        columns = sheet.filled(row)
        counted = [str(number) for number in range(1, len(columns) + 1)]
        if len(columns) > 1 and [sheet.text(row, column) for column in columns] == counted:
            yield row


def _labels(sheet: Sheet, numbered: int, first_value: int) -> tuple[int, tuple[Label, ...]]:
    """The first row of the headers, and the columns of labels with theirs."""

    def has_label(row: int) -> bool:
        return any(column < first_value for column in sheet.filled(row))

    top = next((row for row in range(numbered - 1, 0, -1) if has_label(row)), 0)
    if not top:
        return 0, ()
    # Headers of the values may begin above a label that stands at the bottom of its cell.
    while top > 1 and sheet.filled(top - 1) and not has_label(top - 1):
        top -= 1
    found = [
        Label(column, sheet.header((row, column)))
        for column in range(1, first_value)
        for row in range(top, numbered)
        if sheet.text(row, column)
    ]
    once = {label.column: label for label in reversed(found)}
    return top, tuple(once[column] for column in sorted(once))


def _marks(
    sheet: Sheet, labels: tuple[Label, ...], data: range, values: tuple[int, ...]
) -> frozenset[int]:
    """Columns without a header between labels and values that hold nothing but short marks."""
    headed = {label.column for label in labels} | set(values)
    return frozenset(
        column
        for column in range(labels[0].column, values[-1])
        if column not in headed
        and all(len(sheet.text(row, column)) <= _MARK_LENGTH for row in data)
        and all(sheet.number(row, column) is None for row in data)
    )
