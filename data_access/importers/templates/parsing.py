"""Cells of a template as values of their column's kind, or a complaint that says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from data_access.importers.tables.periods import parse_date, parse_month_year
from data_access.importers.tables.quoting import as_shown, in_german_excel
from data_access.importers.tables.values import interpret_values
from data_access.importers.templates.choices import choose, nearest, resolve
from data_access.importers.templates.model import (
    DTYPES,
    EARLIEST,
    KIND_NAMES,
    LATEST,
    NUMBERS,
    Column,
    FigureSheet,
    Kind,
    Sheet,
)
from data_access.importers.templates.raw import Findings, RawCell, RawRow
from data_access.vocabulary import Status

_MONTH = re.compile(r"(?P<month>0?[1-9]|1[0-2])\.(?P<year>[12][0-9]{3})")
_YEAR = re.compile(r"[12][0-9]{3}")
_MARKS = {"x", "ja"}
_LONGEST = 2000
#: Days before March 1900 are numbers that somebody typed into a cell for dates.
_FIRST_YEARS = ("1899-12-", "1900-01-", "1900-02-")

#: Number of the row of the file, in frames.
ROW = "_row"


class UnreadableCellError(ValueError):
    """A cell does not say what its column holds; ``str`` is a German sentence."""


def typed_frame(
    rows: Sequence[RawRow], sheet: Sheet, findings: Findings
) -> tuple[pl.DataFrame, set[tuple[int, str]]]:
    """The rows as values, null where a cell is empty or unreadable.

    Returns:
        The frame with ``ROW`` and a column for each one of the sheet, and the cells (row, name)
        that could not be read; ``findings`` says why.
    """
    numbers = _numbers(rows, sheet)
    unread: set[tuple[int, str]] = set()
    columns: dict[str, list[Any]] = {column.name: [] for column in sheet.all_columns}
    for row in rows:
        for column in sheet.all_columns:
            cell = row.cells.get(column.name)
            value = None
            if cell is not None and (cell.text or cell.formula):
                try:
                    value = _value(column, cell, numbers, sheet)
                except UnreadableCellError as complaint:
                    unread.add((row.number, column.name))
                    _tell(column, cell, str(complaint), findings)
            columns[column.name].append(column.empty if value is None else value)
    schema = {column.name: DTYPES[column.kind] for column in sheet.all_columns}
    frame = pl.DataFrame(columns, schema=schema)
    numbered = pl.Series(ROW, [row.number for row in rows], pl.UInt32)
    return frame.insert_column(0, numbered), unread


def read_field(column: Column, cell: RawCell | None, findings: Findings) -> Any:
    """The value of a field above the table; None where it is empty or unreadable."""
    if cell is None or not cell.text:
        return None
    try:
        return _parse(column, cell)
    except UnreadableCellError as complaint:
        _tell(column, cell, str(complaint), findings)
        return None


def _tell(column: Column, cell: RawCell, what: str, findings: Findings) -> None:
    if not cell.text:
        # A formula without a result has been told already.
        return
    findings.add(
        "error-in-cell" if cell.error else f"no-{column.kind.value}",
        what,
        "Die Formel oder den Wert berichtigen." if cell.error else _remedy(column),
        row=cell.row,
        column=cell.column,
    )


def _remedy(column: Column) -> str:
    if column.kind is Kind.MARK:
        return "Ein x eintragen oder die Zelle leeren."
    if column.options:
        return choose(column, column.options)
    empty = "" if column.required else " oder leeren"
    more = _HOW.get(column.kind, "")
    return f"Erwartet: {KIND_NAMES[column.kind]}{more}. Die Zelle berichtigen{empty}."


_DECIMAL = ", Nachkommastellen hinter einem Komma, keine Wörter daneben"
#: What to mind about a kind.
_HOW = {
    Kind.WHOLE: ", keine Wörter daneben",
    Kind.NUMBER: _DECIMAL,
    Kind.EURO: _DECIMAL,
    Kind.PERCENT: _DECIMAL,
}


_Numbers = Mapping[tuple[int, int], tuple[float | None, str | None]]


def _numbers(rows: Sequence[RawRow], sheet: Sheet) -> _Numbers:
    """Number and status of all cells of number columns, in one go."""
    kinds = {column.name: column.kind for column in sheet.all_columns}
    cells = [cell for row in rows for name, cell in row.cells.items() if kinds[name] in NUMBERS]
    read = interpret_values(
        pl.DataFrame(
            {
                "text": [_amount(cell.text) for cell in cells],
                "number": [cell.number for cell in cells],
                "letters": [""] * len(cells),
            },
            schema={"text": pl.String, "number": pl.Float64, "letters": pl.String},
        )
    )
    return {
        (cell.row, cell.column): (number, status)
        for cell, number, status in zip(cells, read["number"], read["status"], strict=True)
    }


def _amount(text: str) -> str:
    return text.removesuffix("€").strip()


def _value(column: Column, cell: RawCell, numbers: _Numbers, sheet: Sheet) -> Any:
    if cell.error:
        raise UnreadableCellError(f"In der Spalte „{column.title}“ steht der Fehler {_said(cell)}.")
    if column.kind not in NUMBERS:
        return _parse(column, cell)
    number, status = numbers[cell.row, cell.column]
    if number is None and status is not None and isinstance(sheet, FigureSheet):
        # A sign of the offices says why there is no number.
        return None
    said = _said(cell)
    if number is None or status != Status.VALUE.value:
        raise UnreadableCellError(f"„{said}“ in der Spalte „{column.title}“ ist keine Zahl.")
    if column.kind is not Kind.WHOLE:
        return number
    if number != round(number):
        raise UnreadableCellError(f"„{said}“ in der Spalte „{column.title}“ ist keine ganze Zahl.")
    return int(number)


def _said(cell: RawCell) -> str:
    return as_shown(in_german_excel(cell.text), cell.number)


def _parse(column: Column, cell: RawCell) -> Any:
    """A cell of a kind that is no number."""
    parsed = _PARSERS[column.kind](column, cell)
    if parsed is None:
        raise UnreadableCellError(
            f"„{_said(cell)[:80]}“ in der Spalte „{column.title}“ ist "
            f"{_NOT[column.kind]}.{_made_of_a_number(cell)}"
        )
    return parsed


def _made_of_a_number(cell: RawCell) -> str:
    """Excel shows a number such as 9,2026 in a cell for dates as a moment of the year 1900."""
    if not cell.text.startswith(_FIRST_YEARS):
        return ""
    return " Vermutlich hat Excel eine eingetippte Zahl (etwa 9,2026) als Datum gedeutet."


def _text(column: Column, cell: RawCell) -> str:
    if len(cell.text) > _LONGEST:
        raise UnreadableCellError(
            f"Der Text in der Spalte „{column.title}“ ist länger als {_LONGEST} Zeichen."
        )
    return _code(cell)


def _date(column: Column, cell: RawCell) -> date | None:
    day = None if cell.number is not None else parse_date(cell.text)
    if day:
        _demand_allowed(day, column, cell)
    return day


def _month(column: Column, cell: RawCell) -> str | None:
    if cell.number is not None:
        return None
    day = parse_date(cell.text)
    match = _MONTH.fullmatch(cell.text)
    month = f"{match['year']}-{int(match['month']):02d}" if match else parse_month_year(cell.text)
    if day:
        month = f"{day.year:04d}-{day.month:02d}"
    if month:
        _demand_allowed(day or date.fromisoformat(f"{month}-01"), column, cell)
    return month


def _demand_allowed(day: date, column: Column, cell: RawCell) -> None:
    """Refuse a day that the cells of a template would not take from a keyboard."""
    if EARLIEST <= day <= LATEST:
        return
    typed = (day - _FIRST_OF_EXCEL).days
    if EARLIEST.year <= typed <= LATEST.year:
        whole = _WHOLE[column.kind].format(year=typed)
        meant = f"{typed} allein ist für Excel ein Tag im Jahr {day.year}: {whole} eintragen."
    else:
        meant = f"Möglich sind Tage vom {EARLIEST:%d.%m.%Y} bis zum {LATEST:%d.%m.%Y}."
    said = _said(cell)[:80]
    raise UnreadableCellError(f"„{said}“ in der Spalte „{column.title}“ kann nicht sein. {meant}")


#: Day 0 of what Excel counts its days from.
_FIRST_OF_EXCEL = date(1899, 12, 30)
#: What somebody may have meant who typed a year alone.
_WHOLE = {Kind.DATE: "31.12.{year}", Kind.MONTH: "den Monat mit dem Jahr (12.{year})"}


def _year(_: Column, cell: RawCell) -> int | None:
    text = _code(cell)
    return int(text) if _YEAR.fullmatch(text) else None


def _code(cell: RawCell) -> str:
    """The text; digits that Excel took for a number as they were typed."""
    if cell.number is not None and cell.number == round(cell.number):
        return str(int(cell.number))
    return cell.text


def _mark(_: Column, cell: RawCell) -> bool | None:
    return True if cell.text.casefold() in _MARKS else None


def _choice(column: Column, cell: RawCell) -> str:
    text = _text(column, cell)
    if not column.options:
        # What the database offers is known later.
        return text
    code = resolve(text, column.options)
    if code is None:
        near = nearest(text, column.options)
        meant = f" Gemeint sein könnte: {', '.join(near)}." if near else ""
        raise UnreadableCellError(
            f"„{text[:80]}“ steht nicht in der Auswahl der Spalte „{column.title}“.{meant}"
        )
    return code


_NOT = {
    Kind.TEXT: "kein Text",
    Kind.DATE: "kein Datum",
    Kind.MONTH: "kein Monat",
    Kind.YEAR: "kein Jahr",
    Kind.MARK: "kein x",
    Kind.CHOICE: "keine Auswahl",
}
_PARSERS = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.YEAR: _year,
    Kind.MARK: _mark,
    Kind.CHOICE: _choice,
}
