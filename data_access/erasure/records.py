"""The office's lists: what an erased delivery said of them, and what later changes tell of it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, delete, select, update

from data_access.importers.records import folding, storage, undo_records
from data_access.schema.deliveries import DeliveredRecord, RecordChange
from data_access.writing import current_revision


def erase_records(connection: Connection, county_key: str, delivery_code: str) -> int:
    """Erase all traces of what a delivery said; number of rows.

    Raises:
        DeliveryError: rows of a later delivery would lose what they belong to.
    """
    # What this logs is erased with the rest.
    undo_records(connection, delivery_code, revision=current_revision(connection))
    _scrub(connection, county_key, delivery_code)
    rows = 0
    for model in (RecordChange, DeliveredRecord):
        done = connection.execute(delete(model).where(model.delivery_code == delivery_code))
        rows += done.rowcount
    return rows


def _scrub(connection: Connection, county_key: str, delivery_code: str) -> None:
    """Take what only this delivery said out of the log of other deliveries.

    Another delivery's entry tells what stood before it, which may be what this one said.
    """
    said: dict[str, dict[str, set[str | None]]] = {}
    for table, content in folding.kept_records(connection, county_key, delivery_code):
        names = storage.key_columns(table)
        key = storage.encode(dict(zip(names, storage.key_of(table, content), strict=True)))
        fields = said.setdefault(f"{table} {key}", {})
        for name, value in content.items():
            if name not in names:
                fields.setdefault(name, set()).add(storage.as_text(value))
    log = RecordChange
    entries = connection.execute(
        select(
            log.revision, log.number, log.table_name, log.record_key, log.field, log.old_text
        ).where(log.county_key == county_key, log.delivery_code != delivery_code)
    ).all()
    for entry in entries:
        fields = said.get(f"{entry.table_name} {entry.record_key}", {})
        kept = _without(entry.field, entry.old_text, fields)
        if kept != entry.old_text:
            connection.execute(
                update(log)
                .where(log.revision == entry.revision, log.number == entry.number)
                .values(old_text=kept)
            )


def _without(field: str, old: str | None, said: dict[str, set[str | None]]) -> str | None:
    if old is None:
        return None
    if field:
        return None if old in said.get(field, ()) else old
    row: dict[str, Any] = json.loads(old)
    return json.dumps(
        {
            name: None if storage.as_text(value) in said.get(name, ()) else value
            for name, value in row.items()
        },
        ensure_ascii=False,
        sort_keys=True,
    )
