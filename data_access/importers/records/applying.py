"""Released lists get into the database, out of it, and back after a pack; each change is logged.

All functions take an open connection of ``engine.writing``: the caller's transaction decides.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from data_access.importers.errors import DeliveryError
from data_access.importers.records import folding, storage
from data_access.importers.records.folding import Place
from data_access.importers.records.model import RecordDifference
from data_access.importers.records.relations import references
from data_access.importers.records.storage import Key, Row
from data_access.schema.deliveries import Delivery, RecordChange

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class RecordSummary:
    """How many rows a write made, changed, and took away."""

    new: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True, eq=False)
class _Write:
    """A row before and after."""

    table: str
    key: Key
    old: Row | None
    new: Row | None


def stage_records(
    connection: Connection, difference: RecordDifference, *, delivery_code: str
) -> None:
    """Keep what a file says until it is released. No page reads it.

    Raises:
        ValueError: the file has errors.
    """
    if difference.rejected:
        raise ValueError("Eine abgelehnte Datei wird nicht gespeichert.")
    kept = (*difference.new, *(one.record for one in difference.changed), *difference.unchanged)
    ordered = sorted(kept, key=lambda one: storage.record_tables().index(one.table))
    folding.keep_records(
        connection,
        difference.county_key,
        delivery_code,
        (*folding.as_kept(ordered), *folding.as_kept(difference.removed, removed=True)),
    )


def release_records(connection: Connection, delivery_code: str, *, revision: int) -> RecordSummary:
    """Let readers see what a delivery says.

    Raises:
        DeliveryError: it refers to something that is gone by now.
    """
    county_key = _county(connection, delivery_code)
    places = folding.places_of(connection, county_key, delivery_code)
    folding.keep_base(connection, county_key, places)
    codes = [*_others(connection, county_key, delivery_code), delivery_code]
    return _settle(
        connection, county_key, places, codes, revision=revision, delivery_code=delivery_code
    )


def apply_records(
    connection: Connection, difference: RecordDifference, *, revision: int, delivery_code: str
) -> RecordSummary:
    """Write what a file changes, and keep and log what it says.

    Raises:
        ValueError: the file has errors.
    """
    stage_records(connection, difference, delivery_code=delivery_code)
    return release_records(connection, delivery_code, revision=revision)


def undo_records(connection: Connection, delivery_code: str, *, revision: int) -> RecordSummary:
    """Take a delivery back: each row says again what the pack and the other deliveries say.

    What a later delivery has said since stays.

    Raises:
        DeliveryError: rows of a later delivery would lose what they belong to.
    """
    county_key = _county(connection, delivery_code)
    places = folding.places_of(connection, county_key, delivery_code)
    codes = _others(connection, county_key, delivery_code)
    return _settle(
        connection, county_key, places, codes, revision=revision, delivery_code=delivery_code
    )


def replay_records(connection: Connection, county_key: str) -> int:
    """Put back what was released, after a pack has renewed the county's rows; number of rows.

    Rows that refer to something the new pack does not have any more are left out and told; they
    come back with it.
    """
    folding.forget_base(connection, county_key)
    codes = folding.standing(connection, county_key)
    places = {place for code in codes for place in folding.places_of(connection, county_key, code)}
    if not places:
        return 0
    _keep_all(connection, county_key, places)
    wanted = folding.targets(connection, county_key, places, codes)
    count = 0
    for table in storage.in_order({table for table, _ in wanted}):
        rows = {key: row for (name, key), row in wanted.items() if name == table and row}
        lost = storage.missing_references(connection, table, county_key, rows)
        for key, what in sorted(lost.items(), key=repr):
            _LOG.warning(
                "%s %s: eine gelieferte Zeile fehlt, weil es %s im Kreispaket nicht mehr gibt.",
                table,
                ", ".join(map(str, key)),
                what,
            )
        kept = {key: row for (name, key), row in wanted.items() if name == table}
        writes = _writes(connection, county_key, table, {k: kept[k] for k in kept if k not in lost})
        count += sum(write.new is not None for write in writes)
        _execute(connection, county_key, [one for one in writes if one.new is not None])
    _remove(connection, county_key, wanted)
    return count


def _keep_all(connection: Connection, county_key: str, places: set[Place]) -> None:
    """The rows as the pack has just brought them."""
    said = []
    for table in storage.in_order({table for table, _ in places}):
        here = storage.read_rows(connection, table, county_key)
        said += [
            (table, storage.encode(here[key]))
            for name, key in sorted(places, key=repr)
            if name == table and key in here
        ]
    folding.keep_records(connection, county_key, folding.base_code(county_key), said)


def _remove(connection: Connection, county_key: str, wanted: dict[Place, Row | None]) -> None:
    gone = {place for place, row in wanted.items() if row is None}
    for table in reversed(storage.in_order({table for table, _ in gone})):
        for name, key in sorted(gone, key=repr):
            if name == table:
                storage.delete_row(connection, table, county_key, key)


def _county(connection: Connection, delivery_code: str) -> str:
    found = connection.scalar(select(Delivery.county_key).where(Delivery.code == delivery_code))
    if found is None:
        raise DeliveryError(
            f"Die Lieferung „{delivery_code}“ gibt es nicht.",
            where="Verzeichnis der Lieferungen",
            remedy="„integrationsmonitor delivery list“ zeigt alle Lieferungen.",
        )
    return found


def _others(connection: Connection, county_key: str, delivery_code: str) -> list[str]:
    return [code for code in folding.standing(connection, county_key) if code != delivery_code]


def _settle(
    connection: Connection,
    county_key: str,
    places: set[Place],
    codes: Iterable[str],
    *,
    revision: int,
    delivery_code: str,
) -> RecordSummary:
    """Make rows say what the pack and some deliveries say, and log what that changed."""
    wanted = folding.targets(connection, county_key, places, codes)
    writes: list[_Write] = []
    for table in storage.in_order({table for table, _ in wanted}):
        rows = {key: row for (name, key), row in wanted.items() if name == table}
        writes += _writes(connection, county_key, table, rows)
    _demand_unused(connection, county_key, [one for one in writes if one.new is None])
    _write_in_order(connection, county_key, writes, delivery_code)
    _log(connection, county_key, writes, revision=revision, delivery_code=delivery_code)
    return RecordSummary(
        new=sum(one.old is None for one in writes),
        changed=sum(one.old is not None and one.new is not None for one in writes),
        removed=sum(one.new is None for one in writes),
    )


def _writes(
    connection: Connection, county_key: str, table: str, rows: dict[Key, Row | None]
) -> list[_Write]:
    """What has to be written so that rows say what they are to say."""
    here = storage.read_rows(connection, table, county_key)
    return [
        _Write(table, key, here.get(key), row)
        for key, row in sorted(rows.items(), key=repr)
        if here.get(key) != row
    ]


def _write_in_order(
    connection: Connection, county_key: str, writes: list[_Write], delivery_code: str
) -> None:
    """Rows that others refer to come first and go last."""
    tables = storage.in_order({one.table for one in writes})
    for table in reversed(tables):
        gone = [one for one in writes if one.table == table and one.new is None]
        for one in gone:
            storage.delete_row(connection, table, county_key, one.key)
    for table in tables:
        coming = [one for one in writes if one.table == table and one.new is not None]
        lost = storage.missing_references(
            connection, table, county_key, {one.key: one.new for one in coming if one.new}
        )
        for key, what in lost.items():
            raise DeliveryError(
                f"Eine Zeile der Lieferung braucht, was es nicht mehr gibt: {what}.",
                where=f"Lieferung {delivery_code}, {table} {', '.join(map(str, key))}",
                remedy="Die Vorlage neu holen, die Zeile berichtigen und die Datei neu einlesen.",
            )
        _execute(connection, county_key, coming)


def _execute(connection: Connection, county_key: str, writes: list[_Write]) -> None:
    fresh: dict[str, list[Row]] = {}
    for one in writes:
        if one.new is None:
            continue
        if one.old is None:
            fresh.setdefault(one.table, []).append(one.new)
        else:
            changed = {name: value for name, value in one.new.items() if one.old[name] != value}
            storage.update_row(connection, one.table, county_key, one.key, changed)
    for table, rows in fresh.items():
        storage.insert_rows(connection, table, county_key, rows)


def _demand_unused(connection: Connection, county_key: str, going: list[_Write]) -> None:
    """Make sure that no row stays that refers to one that goes.

    Raises:
        DeliveryError: names what refers to it.
    """
    gone: dict[str, set[Key]] = {}
    for one in going:
        gone.setdefault(one.table, set()).add(one.key)
    for parent, child, column in references():
        if parent not in gone:
            continue
        for key, row in storage.read_rows(connection, child, county_key).items():
            if (row[column],) in gone[parent] and key not in gone.get(child, ()):
                raise DeliveryError(
                    f"„{row[column]}“ kann nicht verschwinden: Eine andere Lieferung hat dazu "
                    "noch Zeilen gebracht.",
                    where=f"{child} {', '.join(map(str, key))}",
                    remedy="Erst die spätere Lieferung zurückziehen oder löschen, dann diese.",
                )


def _log(
    connection: Connection,
    county_key: str,
    writes: list[_Write],
    *,
    revision: int,
    delivery_code: str,
) -> None:
    first = connection.scalar(
        select(func.coalesce(func.max(RecordChange.number), 0)).where(
            RecordChange.revision == revision
        )
    )
    rows: list[dict[str, Any]] = [
        {
            "revision": revision,
            "number": (first or 0) + place,
            "delivery_code": delivery_code,
            "county_key": county_key,
            "table_name": write.table,
            "record_key": storage.encode(
                dict(zip(storage.key_columns(write.table), write.key, strict=True))
            ),
            "field": field,
            "old_text": old,
            "new_text": new,
        }
        for place, (write, field, old, new) in enumerate(
            (entry for write in writes for entry in _entries(write)), start=1
        )
    ]
    if rows:
        connection.execute(insert(RecordChange), rows)


def _entries(write: _Write) -> Iterator[tuple[_Write, str, str | None, str | None]]:
    """One entry per field; one for a row that is new or gone as a whole."""
    if write.old is None or write.new is None:
        old = None if write.old is None else storage.encode(write.old)
        new = None if write.new is None else storage.encode(write.new)
        yield write, "", old, new
        return
    for name, value in write.new.items():
        if write.old[name] != value:
            yield write, name, storage.as_text(write.old[name]), storage.as_text(value)
