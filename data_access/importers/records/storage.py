"""Rows of the lists in the database: read by key, written as text and back, in order of need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

import polars as pl
import sqlalchemy as sa
from sqlalchemy import Connection, Table, delete, insert, select, update

from data_access.importers.templates import templates
from data_access.importers.templates.model import RecordSheet
from data_access.reference.pack import TABLES
from data_access.schema.base import Base

Key = tuple[Any, ...]
Row = dict[str, Any]

COUNTY = "county_key"
_ORDER = {model.__tablename__: place for place, model in enumerate(TABLES)}


def table(name: str) -> Table:
    """A table by its name."""
    return Base.metadata.tables[name]


@cache
def record_tables() -> tuple[str, ...]:
    """Tables of the office's lists, each after the ones it refers to."""
    return in_order(
        {
            name
            for template in templates()
            for sheet in template.sheets
            if isinstance(sheet, RecordSheet)
            for name in (sheet.table, sheet.field_table)
            if name
        }
    )


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Tables so that each comes after the ones it refers to."""
    return tuple(sorted(names, key=_ORDER.__getitem__))


@cache
def key_columns(name: str) -> tuple[str, ...]:
    """Columns that say which row of a county it is."""
    return tuple(column.name for column in table(name).primary_key if column.name != COUNTY)


def key_of(name: str, row: Mapping[str, Any]) -> Key:
    """The key of a row."""
    return tuple(row[column] for column in key_columns(name))


def read_rows(connection: Connection, name: str, county_key: str) -> dict[Key, Row]:
    """All rows of a county by key, without the county."""
    found = table(name)
    columns = [column for column in found.columns if column.name != COUNTY]
    names = [column.name for column in columns]
    statement = select(*columns).where(found.c[COUNTY] == county_key)
    rows: dict[Key, Row] = {}
    for record in connection.execute(statement):
        row: Row = dict(zip(names, record, strict=True))
        rows[key_of(name, row)] = row
    return rows


def insert_rows(connection: Connection, name: str, county_key: str, rows: list[Row]) -> None:
    """Write new rows."""
    if rows:
        connection.execute(insert(table(name)), [{COUNTY: county_key, **row} for row in rows])


def update_row(
    connection: Connection, name: str, county_key: str, key: Key, values: Mapping[str, Any]
) -> None:
    """Write columns of a row."""
    connection.execute(update(table(name)).where(*_same(name, county_key, key)).values(**values))


def delete_row(connection: Connection, name: str, county_key: str, key: Key) -> None:
    """Take a row away."""
    connection.execute(delete(table(name)).where(*_same(name, county_key, key)))


def _same(name: str, county_key: str, key: Key) -> Iterable[sa.ColumnElement[bool]]:
    found = table(name)
    yield found.c[COUNTY] == county_key
    for column, part in zip(key_columns(name), key, strict=True):
        yield found.c[column] == part


def encode(values: Mapping[str, Any]) -> str:
    """Columns of a row as JSON, always in the same order."""
    plain = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


@cache
def _days(name: str) -> frozenset[str]:
    """Columns of a table that are days."""
    columns = table(name).columns
    return frozenset(column.name for column in columns if isinstance(column.type, sa.Date))


def decode(name: str, text: str) -> Row:
    """What ``encode`` wrote, with the types of the table."""
    days = _days(name)
    return {
        column: date.fromisoformat(value) if value is not None and column in days else value
        for column, value in json.loads(text).items()
    }


def as_text(value: Any) -> str | None:
    """A single value in the log of changes."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value)


def value_of(name: str, column: str, text: str | None) -> Any:
    """What ``as_text`` wrote, with the type of the column."""
    if text is None:
        return None
    kind = table(name).c[column].type
    if isinstance(kind, sa.Date):
        return date.fromisoformat(text)
    return text if isinstance(kind, sa.String) else json.loads(text)


def polars_type(name: str, column: str) -> pl.DataType:
    """The type of a column in a frame."""
    kind = table(name).c[column].type
    types: tuple[tuple[type[Any], pl.DataType], ...] = (
        (sa.Boolean, pl.Boolean()),
        (sa.Integer, pl.Int64()),
        (sa.Float, pl.Float64()),
        (sa.Date, pl.Date()),
    )
    return next((frame for sql, frame in types if isinstance(kind, sql)), pl.String())


def missing_references(
    connection: Connection, name: str, county_key: str, rows: Mapping[Key, Row]
) -> dict[Key, str]:
    """Rows that refer to something that is not there, with what is missing."""
    found: dict[Key, str] = {}
    for constraint in table(name).foreign_key_constraints:
        parts = [(one.parent.name, one.column) for one in constraint.elements]
        target = constraint.referred_table
        if target.name == "county":
            continue
        present = {
            tuple(record) for record in connection.execute(select(*(there for _, there in parts)))
        }
        for key, row in rows.items():
            wanted = tuple(county_key if here == COUNTY else row[here] for here, _ in parts)
            if None not in wanted and wanted not in present:
                named = ", ".join(str(part) for part in wanted if part != county_key)
                found.setdefault(key, f"{target.name} {named}")
    return found
