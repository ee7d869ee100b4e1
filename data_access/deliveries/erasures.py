"""The log of what was erased for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from data_access.clock import in_utc
from data_access.schema.deliveries import Erasure


@dataclass(frozen=True)
class ErasureInfo:
    """That something was erased; keys, never values."""

    erased_at: datetime
    what: str
    rows: int
    reason: str


def read_erasures(connection: Connection) -> tuple[ErasureInfo, ...]:
    """All erasures, the newest first."""
    columns = (Erasure.erased_at, Erasure.what, Erasure.rows, Erasure.reason)
    statement = select(*columns).order_by(Erasure.number.desc())
    return tuple(
        ErasureInfo(in_utc(row.erased_at), row.what, row.rows, row.reason)
        for row in connection.execute(statement)
    )
