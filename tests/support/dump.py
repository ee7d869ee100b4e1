"""Everything that stands in a database, as plain values to compare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, inspect

from data_access.engine import reading

Rows = list[tuple[Any, ...]]


def dump(engine: Engine, *, without: Iterable[str] = ()) -> dict[str, Rows]:
    """All rows of all tables, ordered, without the tables named."""
    left_out = set(without)
    with reading(engine) as connection:
        return {
            name: rows_of(connection, name)
            for name in sorted(inspect(connection).get_table_names())
            if name not in left_out
        }


def rows_of(connection: Connection, name: str) -> Rows:
    """All rows of a table, ordered, as the driver brings them."""
    quoted = connection.dialect.identifier_preparer.quote(name)
    width = len(inspect(connection).get_columns(name))
    order = ", ".join(map(str, range(1, width + 1)))
    return [
        tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {quoted} ORDER BY {order}")
    ]
