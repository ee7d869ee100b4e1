"""The only place that knows what day it is, so that tests and the Musterkreis can say another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_frozen: ContextVar[date | None] = ContextVar("frozen_today", default=None)


def today() -> date:
    """Today's date, or the one set by ``frozen_at``."""
    return _frozen.get() or date.today()


def now() -> datetime:
    """The current moment in UTC, without microseconds."""
    return datetime.now(UTC).replace(microsecond=0)


@contextmanager
def frozen_at(day: date) -> Iterator[None]:
    """Let ``today`` answer ``day`` inside the block."""
    token = _frozen.set(day)
    try:
        yield
    finally:
        _frozen.reset(token)
