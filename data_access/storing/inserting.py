"""A frame into a table, in the quick way that each driver has."""

from __future__ import annotations

import polars as pl
from sqlalchemy import Connection, insert

from data_access.schema.base import Base
from data_access.storing import model


def insert_frame(connection: Connection, table: type[Base], rows: pl.DataFrame) -> None:
    """Insert a frame whose columns are named as the table's, in the driver's own quick way.

    Args:
        connection: of ``engine.writing``.
        table: where to.
        rows: any number of them.
    """
    if rows.is_empty():
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table.__tablename__, rows)
        return
    # The compiled statement names the columns in the order of the table.
    columns = [column.name for column in table.__table__.columns if column.name in rows.columns]
    statement = str(insert(table).compile(dialect=connection.dialect, column_keys=columns))
    plain = rows.select(columns).with_columns(
        pl.col(pl.Date).dt.to_string("%Y-%m-%d"), pl.col(pl.Boolean).cast(pl.Int8)
    )
    cursor = connection.connection.cursor()
    try:
        for part in plain.iter_slices(model.CHUNK):
            cursor.executemany(statement, part.rows())
    finally:
        cursor.close()


def _copy(connection: Connection, table: str, rows: pl.DataFrame) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quoted(name) for name in rows.columns)
    cursor = connection.connection.cursor()
    try:
        command = f"COPY {quoted(table)} ({columns}) FROM STDIN WITH (FORMAT csv)"
        with cursor.copy(command) as copy:
            for part in rows.iter_slices(model.CHUNK):
                # Texts are quoted, also empty ones; what is not quoted and empty is NULL.
                text = part.write_csv(include_header=False, quote_style="non_numeric")
                copy.write(text.encode())
    finally:
        cursor.close()
