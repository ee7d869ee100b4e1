"""What a row of the lists says: the pack's row, then every standing delivery in its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from sqlalchemy import Connection, delete, func, insert, select

from data_access.importers.records import storage
from data_access.importers.records.model import Record
from data_access.importers.records.storage import Key, Row
from data_access.importers.templates import templates
from data_access.importers.templates.model import REMOVED, RecordSheet
from data_access.schema.deliveries import DeliveredRecord, Delivery
from data_access.vocabulary import DeliveryKind, DeliveryState

Place = tuple[str, Key]


def base_code(county_key: str) -> str:
    """Code of the delivery under which rows of the pack are kept that a file has changed."""
    return f"paket-{county_key}"


def keep_records(
    connection: Connection, county_key: str, code: str, said: Iterable[tuple[str, str]]
) -> None:
    """Keep what a delivery says: table and content as JSON."""
    last = connection.scalar(
        select(func.max(DeliveredRecord.position)).where(DeliveredRecord.delivery_code == code)
    )
    rows = [
        {
            "delivery_code": code,
            "position": place,
            "county_key": county_key,
            "table_name": table,
            "content": content,
        }
        for place, (table, content) in enumerate(said, start=0 if last is None else last + 1)
    ]
    if rows:
        connection.execute(insert(DeliveredRecord), rows)


def kept_records(connection: Connection, county_key: str, code: str) -> list[tuple[str, Row]]:
    """What a delivery says, in its order: table and content."""
    statement = (
        select(DeliveredRecord.table_name, DeliveredRecord.content)
        .where(DeliveredRecord.county_key == county_key, DeliveredRecord.delivery_code == code)
        .order_by(DeliveredRecord.position)
    )
    return [
        (table, storage.decode(table, content)) for table, content in connection.execute(statement)
    ]


def places_of(connection: Connection, county_key: str, code: str) -> set[Place]:
    """Rows that a delivery names."""
    return {
        (table, storage.key_of(table, content))
        for table, content in kept_records(connection, county_key, code)
    }


def standing(connection: Connection, county_key: str) -> list[str]:
    """Released deliveries of lists, the oldest release first."""
    statement = (
        select(Delivery.code)
        .where(
            Delivery.county_key == county_key,
            Delivery.kind == DeliveryKind.RECORDS.value,
            Delivery.state == DeliveryState.RELEASED.value,
        )
        .order_by(Delivery.released_revision, Delivery.revision, Delivery.code)
    )
    return list(connection.scalars(statement))


def targets(
    connection: Connection, county_key: str, places: set[Place], codes: Iterable[str]
) -> dict[Place, Row | None]:
    """What rows say with the pack and some deliveries; None where there is no such row."""
    rows: dict[Place, Row | None] = dict.fromkeys(places)
    for code in (base_code(county_key), *codes):
        for table, content in kept_records(connection, county_key, code):
            place = (table, storage.key_of(table, content))
            if place in rows:
                rows[place] = _with(table, rows[place], content)
    return rows


def _with(table: str, row: Row | None, content: Row) -> Row | None:
    if content.get(REMOVED):
        return None
    return {**(row if row is not None else defaults(table)), **content}


@cache
def defaults(table: str) -> Mapping[str, object]:
    """Columns of a new row that no file says."""
    return next(
        (
            sheet.constants
            for template in templates()
            for sheet in template.sheets
            if isinstance(sheet, RecordSheet) and sheet.table == table
        ),
        {},
    )


def keep_base(connection: Connection, county_key: str, places: Iterable[Place]) -> None:
    """Keep the rows of the pack that are about to be changed for the first time.

    A row that a delivery has named before is what that delivery made of it; a row that is not
    there has no base.
    """
    wanted: dict[str, set[Key]] = {}
    for table, key in places:
        wanted.setdefault(table, set()).add(key)
    known = _named(connection, county_key)
    said = []
    for table in storage.in_order(wanted):
        here = storage.read_rows(connection, table, county_key)
        said += [
            (table, storage.encode(here[key]))
            for key in sorted(wanted[table], key=repr)
            if key in here and (table, key) not in known
        ]
    keep_records(connection, county_key, base_code(county_key), said)


def _named(connection: Connection, county_key: str) -> set[Place]:
    """Rows with a base, or made by a standing delivery."""
    codes = (base_code(county_key), *standing(connection, county_key))
    return {place for code in codes for place in places_of(connection, county_key, code)}


def forget_base(connection: Connection, county_key: str) -> None:
    """Forget the rows of the pack, because there is a newer one or nothing differs from it."""
    connection.execute(
        delete(DeliveredRecord).where(DeliveredRecord.delivery_code == base_code(county_key))
    )


def as_kept(records: Iterable[Record], *, removed: bool = False) -> Iterator[tuple[str, str]]:
    """Records as ``keep_records`` takes them."""
    for record in records:
        content = {**record.content, REMOVED: True} if removed else record.content
        yield record.table, storage.encode(content)
