"""Lists of the office compared, delivered, released, taken back: as the importers do it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, select

from data_access.deliveries import register, releasing
from data_access.engine import create_store_engine, reading, writing
from data_access.erasure.records import erase_records
from data_access.importers.records import (
    RecordDifference,
    RecordSummary,
    apply_records,
    compare_records,
    undo_records,
)
from data_access.importers.records.storage import Row, read_rows, record_tables
from data_access.schema.deliveries import DeliveredRecord, RecordChange
from data_access.vocabulary import DeliveryKind, DeliveryState
from data_access.writing import begin_revision
from tests.support.dump import dump
from tests.support.templates import COUNTY, Filled, of_county, read_lists

#: Tables of the way in, beside those that pages read.
REGISTER = ("delivery", "data_revision", "delivered_record", "record_change")
#: What a file says: rows by the titles of their sheets.
Rows = dict[str, list[dict[str, Any]]]


def compared(engine: Engine, name: str, rows: Rows) -> RecordDifference:
    """What a template with these rows would change in a database that stays as it is."""
    filled = Filled(name, _blank(name, engine.url.render_as_string(hide_password=False)))
    for title, listed in rows.items():
        for row in listed:
            filled.put(title, row)
    with reading(engine) as connection:
        return compare_records(connection, read_lists(filled.content()))


@cache
def _blank(name: str, url: str) -> bytes:
    engine = create_store_engine(url, read_only=True)
    with reading(engine) as connection:
        content = of_county(connection, name)
    engine.dispose()
    return content


def enter(connection: Connection, revision: int, county: str = COUNTY) -> str:
    """A delivery in the register; its code."""
    return register.register(
        connection,
        county_key=county,
        kind=DeliveryKind.RECORDS,
        title="Kurse",
        file_name="kurse.xlsx",
        checksum="",
        revision=revision,
        reason="",
        tables=(),
    )


def deliver(engine: Engine, content: bytes) -> tuple[str, RecordSummary]:
    """Read a file, release it at once; the code of the delivery, and what was written."""
    with writing(engine) as connection:
        difference = compare_records(connection, read_lists(content))
        return release(connection, difference)


def release(connection: Connection, difference: RecordDifference) -> tuple[str, RecordSummary]:
    """Write what a file changes."""
    assert not difference.rejected, difference.problems
    revision = begin_revision(connection, "Einlesen")
    code = enter(connection, revision, difference.county_key)
    done = apply_records(connection, difference, revision=revision, delivery_code=code)
    releasing.note_release(connection, code, revision=revision, note="")
    return code, done


def take_back(engine: Engine, code: str) -> RecordSummary:
    """Withdraw a delivery."""
    with writing(engine) as connection:
        revision = begin_revision(connection, "Rücknahme")
        done = undo_records(connection, code, revision=revision)
        register.set_state(connection, code, DeliveryState.WITHDRAWN)
        return done


def erase(engine: Engine, code: str) -> int:
    """Erase a delivery for good."""
    with writing(engine) as connection:
        info = register.delivery(connection, code)
        rows = erase_records(connection, info.county_key, code)
        register.set_state(connection, code, DeliveryState.ERASED, title="gelöscht", file_name="")
        return rows


def lists(engine: Engine, county: str = COUNTY) -> dict[str, list[Row]]:
    """All rows of the office's lists."""
    with reading(engine) as connection:
        return {
            name: sorted(read_rows(connection, name, county).values(), key=repr)
            for name in record_tables()
        }


def shown(engine: Engine) -> dict[str, Any]:
    """Everything but the register of deliveries and its log."""
    return dump(engine, without=REGISTER)


def changes(engine: Engine, code: str) -> list[tuple[Any, ...]]:
    """The log of a delivery: table, field, old, new."""
    log = RecordChange
    statement = (
        select(log.table_name, log.field, log.old_text, log.new_text)
        .where(log.delivery_code == code)
        .order_by(log.revision, log.number)
    )
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(statement)]


def kept(engine: Engine, code: str) -> int:
    """Number of rows that a delivery said."""
    with reading(engine) as connection:
        statement = select(DeliveredRecord).where(DeliveredRecord.delivery_code == code)
        return len(connection.execute(statement).all())
