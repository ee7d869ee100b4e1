"""Sources with how they deliver."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from data_access.domain import Schedule, Source
from data_access.schema import statistics
from data_access.vocabulary import Rhythm

#: Columns of a rhythm that leave this package.
_SCHEDULE = (
    *("rhythm", "from_months", "until_months", "document"),
    *("deliverer", "site", "address", "ground"),
)


def read_sources(connection: Connection, codes: list[str] | None = None) -> tuple[Source, ...]:
    """Sources by code, or all of them, in the order of priority."""
    source, rhythm = statistics.Source, statistics.DeliveryRhythm
    statement = (
        select(*source.__table__.columns, *(getattr(rhythm, name) for name in _SCHEDULE))
        .outerjoin(rhythm, rhythm.source_code == source.code)
        .order_by(source.priority, source.code)
    )
    if codes is not None:
        statement = statement.where(source.code.in_(codes))
    return tuple(
        Source(
            code=row.code,
            publisher=row.publisher,
            title=row.title,
            table_id=row.table_id,
            published=row.published,
            licence=row.licence,
            schedule=_schedule(row),
        )
        for row in connection.execute(statement)
    )


def _schedule(row: Row[Any]) -> Schedule | None:
    if row.rhythm is None:
        return None
    return Schedule(
        rhythm=Rhythm(row.rhythm),
        from_months=row.from_months,
        until_months=row.until_months,
        document=row.document,
        deliverer=row.deliverer,
        site=row.site,
        address=row.address,
        ground=row.ground,
    )
