"""What changed in the rows of the office's own lists: what they said, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, Select, select

from data_access.clock import begin_of
from data_access.domain.changes import ChangedField
from data_access.importers.records import storage
from data_access.importers.records.relations import title_of
from data_access.importers.records.words import RecordWords
from data_access.schema.deliveries import RecordChange
from data_access.schema.revisions import DataRevision

_GONE = ("vorhanden", "entfällt")


def read_changed_fields(
    connection: Connection,
    county_key: str,
    *,
    since: date | None = None,
    revision: int | None = None,
    table_name: str | None = None,
    limit: int | None = None,
) -> tuple[ChangedField, ...]:
    """Columns of rows that changed, and rows that are gone, the newest first; no new rows.

    Args:
        connection: for reading.
        county_key: of this county.
        since: changes of that day (in Germany) and later.
        revision: only of this write.
        table_name: only of this list.
        limit: at most so many; None is all.
    """
    change = RecordChange
    statement = select(change).where(change.county_key == county_key)
    # A row that is new as a whole has no old text and no field.
    statement = statement.where((change.field != "") | change.old_text.is_not(None))
    if since is not None:
        statement = statement.join(DataRevision, DataRevision.number == change.revision).where(
            DataRevision.written_at >= begin_of(since)
        )
    if revision is not None:
        statement = statement.where(change.revision == revision)
    if table_name is not None:
        statement = statement.where(change.table_name == table_name)
    statement = statement.order_by(change.revision.desc(), change.table_name, change.number)
    return tuple(_told(connection, county_key, statement.limit(limit)))


def _told(
    connection: Connection, county_key: str, statement: Select[RecordChange]
) -> Iterator[ChangedField]:
    said = RecordWords(connection, county_key)
    columns = statement.with_only_columns(*RecordChange.__table__.columns)
    for one in connection.execute(columns):
        table = one.table_name
        key = storage.decode(table, one.record_key)
        old, new = _GONE
        if one.field:
            old, new = (said.said(table, one.field, text) for text in (one.old_text, one.new_text))
        yield ChangedField(
            revision=one.revision,
            table_name=table,
            title=title_of(table),
            row=said.row(table, key),
            field=said.field(table, one.field, key),
            old=old,
            new=new,
            delivery=one.delivery_code,
        )
