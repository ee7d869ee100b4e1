"""The database of a command: opened, found to be ready, and closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from data_access.engine import create_store_engine
from data_access.migrate import check_ready
from data_access.settings import load_settings


@contextmanager
def opened(*, read_only: bool = False, ready: bool = True) -> Iterator[Engine]:
    """The configured database.

    Args:
        read_only: nothing will be written.
        ready: it has to be migrated.

    Raises:
        DatabaseUnavailableError, DatabaseNotMigratedError: in German, for the person at hand.
    """
    engine = create_store_engine(load_settings().database_url, read_only=read_only)
    try:
        if ready:
            check_ready(engine)
        yield engine
    finally:
        engine.dispose()
