"""A table that other tables do not refer to, made anew with its rows.

SQLite can neither change a key nor add a foreign key with a name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op


def rebuild(
    name: str, *content: sa.schema.SchemaItem, fill: Callable[[Any], dict[str, Any]]
) -> None:
    """Drop a table, create it with other columns, and put its rows back.

    Args:
        name: the table.
        content: its new columns and constraints.
        fill: what an old row becomes.
    """
    connection = op.get_bind()
    old = sa.Table(name, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    rows = [fill(row) for row in connection.execute(sa.select(old).order_by(*old.primary_key))]
    op.drop_table(name)
    made = op.create_table(name, *content)
    if rows:
        connection.execute(sa.insert(made), rows)
