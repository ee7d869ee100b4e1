"""What a row is before it is stored: its columns by name."""

from __future__ import annotations

from typing import Any

from data_access.schema.base import Base

Row = dict[str, Any]
#: Rows by table.
Rows = dict[type[Base], list[Row]]
