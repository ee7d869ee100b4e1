"""Rows, columns and values of the office's own lists as the template calls and writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from data_access import words
from data_access.importers.records import storage
from data_access.importers.templates import templates
from data_access.importers.templates.choices import read_choices
from data_access.importers.templates.model import Column, Kind, RecordSheet

_EMPTY = "leer"


class RecordWords:
    """What a county's lists are called."""

    def __init__(self, connection: Connection, county_key: str) -> None:
        """Read the names of what the lists refer to, such as providers of courses."""
        self._choices = read_choices(connection, county_key)

    def row(self, table: str, key: Mapping[str, Any]) -> str:
        """Which row it is: "IK-2026-01, Juni 2026"."""
        cell = _cell_of(table, key)
        told = (name for name in key if not (cell and name in cell.fixed))
        return ", ".join(self.value(table, name, key[name]) for name in told)

    def field(self, table: str, name: str, key: Mapping[str, Any]) -> str:
        """What a column is called; of values in rows of their own, the column of the template."""
        if not name:
            return ""
        sheet = _sheet_of(table)
        if sheet and name == sheet.value:
            cell = _cell_of(table, key)
            return cell.title if cell else sheet.title
        column = _columns(table).get(name)
        return column.title if column else name

    def value(self, table: str, name: str, value: Any) -> str:
        """A value as it stands in a German workbook."""
        if value is None or value == "":
            return _EMPTY
        column = _columns(table).get(name)
        kind = column.kind if column else None
        if column and kind is Kind.CHOICE:
            return self._entry(column, str(value))
        if kind is Kind.YEAR:
            return str(value)
        return _plain(value, month=kind is Kind.MONTH or name == "month")

    def said(self, table: str, name: str, text: str | None) -> str:
        """A value of the log of changes, the same way."""
        return self.value(table, name, storage.value_of(table, name, text))

    def _entry(self, column: Column, code: str) -> str:
        offered = column.options or (self._choices[column.listing] if column.listing else ())
        return next((one.text for one in offered if one.code == code), code)


def _plain(value: Any, *, month: bool) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | float):
        decimals = len(f"{value:.4f}".rstrip("0").partition(".")[2])
        return words.number(value, decimals)
    if isinstance(value, date):
        return words.period(value.isoformat())
    return words.period(str(value)) if month else str(value)


@cache
def _sheet_of(table: str) -> RecordSheet | None:
    sheets = (sheet for template in templates() for sheet in template.sheets)
    listed = [one for one in sheets if isinstance(one, RecordSheet)]
    return next((one for one in listed if table in {one.table, one.field_table}), None)


@cache
def _columns(table: str) -> Mapping[str, Column]:
    sheet = _sheet_of(table)
    if sheet is None:
        return {}
    columns = sheet.fields if table == sheet.field_table else sheet.columns
    return {one.name: one for one in columns}


def _cell_of(table: str, key: Mapping[str, Any]) -> Column | None:
    """The column of the template that a row is, where its values are rows of their own."""
    sheet = _sheet_of(table)
    cells = sheet.cells if sheet else ()
    return next(
        (one for one in cells if all(key.get(name) == part for name, part in one.fixed.items())),
        None,
    )
