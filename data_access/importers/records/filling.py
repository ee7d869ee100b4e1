"""The office's lists as they are now, as rows for its templates: to be changed and read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from data_access.importers.records import storage
from data_access.importers.templates.choices import Choices
from data_access.importers.templates.model import Column, Kind, RecordSheet, Template
from data_access.importers.templates.workbook import Filling


def read_filling(
    connection: Connection, template: Template, county_key: str, choices: Choices
) -> Filling:
    """Rows of every sheet of lists, by its name; sheets of figures stay empty."""
    return {
        sheet.name: list(_rows(connection, sheet, county_key, choices))
        for sheet in template.sheets
        if isinstance(sheet, RecordSheet)
    }


def _rows(
    connection: Connection, sheet: RecordSheet, county_key: str, choices: Choices
) -> Iterator[Mapping[str, Any]]:
    found = storage.read_rows(connection, sheet.table, county_key)
    rows: list[dict[str, Any]] = [found[key] for key in sorted(found, key=repr)]
    if sheet.inherited:
        rows = [row for row in rows if row[sheet.inherited[0]] is not None]
    if sheet.cells:
        rows = _wide(rows, sheet)
    fields = _fields(connection, sheet, county_key)
    for number, row in enumerate(rows or ([{}] if fields else [])):
        said = {
            column.name: _said(column, row.get(column.name), choices) for column in sheet.columns
        }
        yield {**said, **fields} if number == 0 else said


def _fields(connection: Connection, sheet: RecordSheet, county_key: str) -> dict[str, Any]:
    if not sheet.field_table:
        return {}
    rows = storage.read_rows(connection, sheet.field_table, county_key)
    return {one.name: row[one.name] for row in rows.values() for one in sheet.fields}


def _wide(rows: list[dict[str, Any]], sheet: RecordSheet) -> list[dict[str, Any]]:
    """Rows of the database that are cells of one row of the sheet, put together."""
    wide: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        for column in sheet.cells:
            said = _if_fits(column, row)
            if said is not None:
                keys = {name: said.get(name, row.get(name)) for name in sheet.keys}
                one = wide.setdefault(tuple(keys.values()), keys)
                one[column.name] = row[sheet.value]
    return list(wide.values())


def _if_fits(column: Column, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a row of the database says of the keys of a cell; None where it is another cell."""
    said: dict[str, Any] = {}
    for name, value in column.fixed.items():
        if isinstance(value, str):
            # "{year}-03": the year of a month that ends so.
            key, _, rest = value.partition("}")
            if not str(row[name]).endswith(rest):
                return None
            said[key.removeprefix("{")] = int(str(row[name]).removesuffix(rest))
        elif row[name] != value:
            return None
    return said


def _said(column: Column, value: Any, choices: Choices) -> Any:
    """A value as its cell says it."""
    if value is None or column.kind is not Kind.CHOICE:
        return value
    options = choices.get(column.listing, ()) if column.listing else column.options
    return next((one.text for one in options if one.code == value), value)
