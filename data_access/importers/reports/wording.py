"""Changes of figures and lists in a report, in German."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from data_access.importers.comparison.changed_values import group_of, kind_of_change, sex_of
from data_access.importers.records import storage
from data_access.importers.records.model import Record, RecordDifference
from data_access.importers.records.relations import title_of
from data_access.importers.records.words import RecordWords
from data_access.importers.reports.report import Change
from data_access.queries.labels import Names


def revisions(changed: pl.DataFrame, names: Names) -> Iterator[Change]:
    """Changed figures (``storing.Comparison.changed``) in words."""
    for row in changed.iter_rows(named=True):
        yield Change(
            statistic=names.statistic(row["statistic_code"]),
            area=names.area(row["area_key"]),
            period=row["period"],
            group=group_of(row, names),
            sex=sex_of(row),
            old=names.number(row["statistic_code"], row["old_number"], row["old_status"]),
            new=names.number(row["statistic_code"], row["number"], row["status"]),
            kind=kind_of_change(row),
        )


def record_changes(difference: RecordDifference, said: RecordWords) -> Iterator[Change]:
    """Changed and removed rows of the office's own lists, as the template calls them."""
    for one in difference.changed:
        table = one.record.table
        key = _key(one.record)
        for change in one.changes:
            yield _record_change(
                one.record,
                said,
                said.field(table, change.name, key),
                said.value(table, change.name, change.old),
                said.value(table, change.name, change.new),
            )
    for gone in difference.removed:
        yield _record_change(gone, said, "", "vorhanden", "entfällt")


def _key(record: Record) -> dict[str, Any]:
    return dict(zip(storage.key_columns(record.table), record.key, strict=True))


def _record_change(record: Record, said: RecordWords, field: str, old: str, new: str) -> Change:
    return Change(
        statistic=title_of(record.table),
        area=said.row(record.table, _key(record)),
        period="",
        group=field,
        sex="",
        old=old,
        new=new,
        kind="",
    )
