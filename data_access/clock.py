"""The only place that knows what day it is, so that tests and the Musterkreis can say another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

#: The readers' zone. Its rules come from the system or from the package tzdata.
ZONE = ZoneInfo("Europe/Berlin")

_frozen: ContextVar[date | None] = ContextVar("frozen_today", default=None)


def today() -> date:
    """The day in Germany, whatever the server's zone, or the one set by ``frozen_at``."""
    return _frozen.get() or now().astimezone(ZONE).date()


def now() -> datetime:
    """The current moment in UTC, without microseconds."""
    return datetime.now(UTC).replace(microsecond=0)


def in_utc(moment: datetime) -> datetime:
    """A moment from a database: SQLite keeps no zone, and everything is written in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def begin_of(day: date) -> datetime:
    """The moment in which a day begins in Germany."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)


@contextmanager
def frozen_at(day: date) -> Iterator[None]:
    """Let ``today`` answer ``day`` inside the block."""
    token = _frozen.set(day)
    try:
        yield
    finally:
        _frozen.reset(token)
