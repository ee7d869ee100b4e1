"""Which database the pages read from: the first replica that answers, or the main one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import ProgrammingError

from data_access.engine import create_store_engine, file_identity, reading
from data_access.errors import DatabaseNotMigratedError, DatabaseUnavailableError
from data_access.migrate import check_version
from data_access.writing import DataState, current_state

#: A replica that did not answer is left alone for so many seconds.
REST_SECONDS = 30.0


class _Source:
    """One database; its engine is made when it is first asked, because it may be away by then."""

    def __init__(self, database: Engine | str) -> None:
        self._database = database
        #: The file whose schema was looked at, None for a server; False before that.
        self._checked: tuple[int, int] | bool | None = False
        self._lock = threading.Lock()
        self.resting_until = 0.0

    @property
    def engine(self) -> Engine:
        """The engine.

        Raises:
            DatabaseUnavailableError: the file is not there.
        """
        with self._lock:
            if isinstance(self._database, str):
                self._database = create_store_engine(self._database, read_only=True)
            return self._database

    def state(self) -> DataState:
        """State of the data.

        Raises:
            DatabaseUnavailableError, DatabaseNotMigratedError: it cannot be read from.
        """
        engine = self.engine
        try:
            with reading(engine) as connection:
                identity = file_identity(engine)
                if self._checked != identity:
                    check_version(connection)
                    self._checked = identity
                return current_state(connection)
        except DatabaseUnavailableError:
            # It may come back with another schema.
            self._checked = False
            raise
        except ProgrammingError:
            self._checked = False
            with reading(engine) as connection:
                check_version(connection)
            raise

    def dispose(self) -> None:
        """Close all connections."""
        if isinstance(self._database, Engine):
            self._database.dispose()


class Sources:
    """Databases with the same data, the preferred one first; the last is the main one.

    ``state`` chooses one, and the thread keeps it until it asks for the state again: what a page
    reads comes from one database, because a replica may lag behind.
    """

    def __init__(
        self, databases: Sequence[Engine | str], *, clock: Callable[[], float] = monotonic
    ) -> None:
        self._sources = tuple(map(_Source, databases))
        self._clock = clock
        self._chosen = threading.local()

    def state(self) -> DataState:
        """Choose the first database that answers; its state of the data.

        Raises:
            DatabaseUnavailableError, DatabaseNotMigratedError: of the main database, when no
                other answers either.
        """
        *replicas, main = self._sources
        for source in replicas:
            if source.resting_until > self._clock():
                continue
            try:
                state = source.state()
            except (DatabaseUnavailableError, DatabaseNotMigratedError):
                source.resting_until = self._clock() + REST_SECONDS
            else:
                self._chosen.source = source
                return state
        self._chosen.source = main
        return main.state()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to the database that was chosen.

        Raises:
            DatabaseUnavailableError: it is gone; ``state`` will choose another.
        """
        if not hasattr(self._chosen, "source"):
            self.state()
        source: _Source = self._chosen.source
        with reading(source.engine) as connection:
            yield connection

    def dispose(self) -> None:
        """Close all connections."""
        for source in self._sources:
            source.dispose()


class OpenSource(Sources):
    """What one open transaction sees, in place of a database."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(())
        self._connection = connection

    def state(self) -> DataState:
        """Its state of the data, which nobody else will ever see."""
        return current_state(self._connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The transaction's connection."""
        yield self._connection
