"""Rules that look beyond the row: at the course, the indicator, the area it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, select

from data_access.importers.problems import Problem
from data_access.importers.records import storage
from data_access.importers.records.model import ReadRecords
from data_access.importers.records.storage import Row
from data_access.importers.records.subjects import Subject
from data_access.importers.templates.checking import CELL, SHEET, Places, check_rules
from data_access.importers.templates.model import DTYPES, Lookup
from data_access.importers.templates.parsing import ROW

_CODE = "_code."


def late_problems(
    connection: Connection, subjects: Mapping[str, Subject], read: ReadRecords, *, day: date
) -> Iterator[Problem]:
    """What breaks a rule once the file is in.

    Args:
        connection: for reading.
        subjects: the tables of the file.
        read: where its cells stand.
        day: today, or the day that the county lives in.
    """
    places = Places(read.document, read.columns)
    for name, subject in subjects.items():
        sheet = subject.sheet
        rules = [rule for rule in sheet.rules if rule.late]
        if name != sheet.table or not rules:
            continue
        rows = [*_of_file(subject), *_left_behind(subject, subjects)]
        frame = _frame(rows, subject)
        for lookup in sheet.lookups:
            frame = _joined(frame, lookup, _rows_after(connection, lookup, subjects))
        yield from check_rules(frame.with_columns(today=pl.lit(day)), rules, sheet, places)


def _of_file(subject: Subject) -> Iterator[Row]:
    """Rows as they stand in the file, with the codes of their references."""
    for row in subject.kept.values():
        codes = {f"{_CODE}{one.on}": row.content[one.on] for one in subject.sheet.lookups}
        yield {**row.content, **row.said, **codes}


def _left_behind(subject: Subject, subjects: Mapping[str, Subject]) -> Iterator[Row]:
    """Rows of the database that the file does not name, but whose owner it changes."""
    for lookup in subject.sheet.lookups:
        owner = subjects.get(lookup.table)
        if owner is None:
            continue
        for key, row in subject.here.items():
            changed = owner.kept.get((row[lookup.on],))
            if key in subject.kept or key in subject.gone or changed is None:
                continue
            place = {name: changed.said[name] for name in (SHEET, ROW, CELL)}
            yield {**row, **place, f"{_CODE}{lookup.on}": row[lookup.on]}


def _frame(rows: list[Row], subject: Subject) -> pl.DataFrame:
    sheet = subject.sheet
    schema: dict[str, Any] = {
        column.name: storage.polars_type(subject.table, column.name)
        for column in storage.table(subject.table).columns
        if column.name != storage.COUNTY
    }
    schema |= {one.name: DTYPES[one.kind] for one in sheet.columns if not one.fixed}
    schema |= {f"{_CODE}{one.on}": pl.String() for one in sheet.lookups}
    schema |= {SHEET: pl.String(), ROW: pl.UInt32(), CELL: pl.String()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rows_after(
    connection: Connection, lookup: Lookup, subjects: Mapping[str, Subject]
) -> list[Row]:
    if lookup.table in subjects:
        return list(subjects[lookup.table].after.values())
    found = storage.table(lookup.table)
    names = (lookup.by, *lookup.columns)
    return [
        dict(row)
        for row in connection.execute(select(*(found.c[name] for name in names))).mappings()
    ]


def _joined(frame: pl.DataFrame, lookup: Lookup, rows: list[Row]) -> pl.DataFrame:
    names = {
        lookup.by: f"{_CODE}{lookup.on}",
        **{name: f"{lookup.table}.{name}" for name in lookup.columns},
    }
    schema = {new: storage.polars_type(lookup.table, name) for name, new in names.items()}
    owners = pl.DataFrame(
        [{new: row[name] for name, new in names.items()} for row in rows], schema=schema
    )
    return frame.join(owners, on=f"{_CODE}{lookup.on}", how="left", maintain_order="left")
