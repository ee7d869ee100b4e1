"""Engines for readers and the one writer; SQLite and PostgreSQL behave alike behind them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, RootTransaction, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from data_access.errors import DatabaseUnavailableError, SettingsError

SQLITE_WAIT_MS = 10_000
#: Readers let go of a table within a page; a backup holds it for longer.
REWRITE_WAIT_MS = 10_000
_SETTING = "INTEGRATIONSMONITOR_DATABASE_URL"

#: Option of a connection that only reads: it takes no writer's lock.
_READS = "monitor_reads"
#: Which file the connections of an engine were opened on: device and inode.
_FILES: WeakKeyDictionary[Engine, tuple[int, int]] = WeakKeyDictionary()


def parse_url(url: str, *, setting: str = _SETTING) -> URL:
    """Parse a SQLAlchemy URL; the drivers are always Python's own and psycopg.

    Raises:
        SettingsError: not a URL, or not SQLite or PostgreSQL.
    """
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
        if backend == "postgresql":
            # An option that it does not know would be noticed only with the first connection.
            make_conninfo("", **dict.fromkeys(parsed.query, ""))
    except (ArgumentError, ValueError, psycopg.ProgrammingError) as error:
        raise SettingsError(
            "Die Datenbank-Adresse ist keine gültige SQLAlchemy-URL.",
            where=f"Einstellung {setting}",
            remedy="Etwa sqlite:////pfad/zur/datei.db oder "
            "postgresql://name:kennwort@rechner/datenbank angeben.",
        ) from error
    if backend not in {"sqlite", "postgresql"}:
        raise SettingsError(
            f"Die Datenbank-Art „{backend}“ wird nicht unterstützt.",
            where=f"Einstellung {setting}",
            remedy="SQLite oder PostgreSQL (ab Version 15) verwenden.",
        )
    return parsed.set(drivername="sqlite" if backend == "sqlite" else "postgresql+psycopg")


def unavailable(url: URL) -> DatabaseUnavailableError:
    """Say in German that the database of ``url`` cannot be used, and what to look at."""
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        return DatabaseUnavailableError(
            "Die Datenbank-Datei kann nicht geöffnet, gelesen oder beschrieben werden.",
            where=shown,
            remedy="Prüfen, ob der Ordner besteht und dieses Benutzerkonto darin lesen und "
            "schreiben darf.",
        )
    return DatabaseUnavailableError(
        "Die Datenbank ist nicht erreichbar oder lehnt die Anmeldung ab.",
        where=shown,
        remedy="Prüfen, ob der Datenbankdienst läuft und ob Rechner, Name, Kennwort und "
        "Datenbank in der Adresse stimmen.",
    )


def _missing(url: URL) -> DatabaseUnavailableError:
    """Say that a file is not there; or, where nobody can see that, that it cannot be used."""
    try:
        Path(str(url.database)).stat()
    except FileNotFoundError:
        return DatabaseUnavailableError(
            "Die Datenbank ist noch nicht eingerichtet: Ihre Datei gibt es nicht.",
            where=url.render_as_string(hide_password=True),
            remedy="„integrationsmonitor migrate“ ausführen. War die Datenbank schon da: prüfen, "
            f"ob die Einstellung {_SETTING} den richtigen Ordner nennt.",
        )
    except OSError:
        pass
    return unavailable(url)


def create_store_engine(url: str, *, read_only: bool) -> Engine:
    """An engine for ``url``. Readers cannot write; SQLite writers take their lock at once.

    Raises:
        SettingsError: the URL is wrong.
        DatabaseUnavailableError: the folder of a SQLite file cannot be made.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed, read_only=read_only)
    return _sqlite(parsed, read_only=read_only)


def _postgresql(url: URL, *, read_only: bool) -> Engine:
    options = "-c default_transaction_read_only=on" if read_only else ""
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=8,
        pool_timeout=10,
        connect_args={"connect_timeout": 5, "options": options},
    )


def _sqlite(url: URL, *, read_only: bool) -> Engine:
    if url.database and url.database != ":memory:" and not read_only:
        try:
            Path(url.database).resolve().parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unavailable(url) from error
    if read_only and url.database and not _is_there(url.database):
        # Opening would create an empty file and hide that the real one is gone.
        raise _missing(url)
    engine = create_engine(url, connect_args={"timeout": SQLITE_WAIT_MS / 1000})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # The driver must not begin transactions by itself: DDL would run outside of them.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA busy_timeout={SQLITE_WAIT_MS}")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        else:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads = read_only or connection.get_execution_options().get(_READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _is_there(path: str) -> bool:
    try:
        Path(path).stat()
    except OSError:
        # Also in a folder that this account may not enter.
        return False
    return True


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}


def _look_at_file(engine: Engine) -> bool:
    """Whether the file is there. One put in its place is opened anew.

    Connections of the pool keep the old file open, and would go on showing what it says.
    """
    if not _is_file(engine.url):
        return True
    try:
        found = Path(str(engine.url.database)).stat()
    except OSError:
        engine.dispose()
        _FILES.pop(engine, None)
        return False
    identity = (found.st_dev, found.st_ino)
    if _FILES.setdefault(engine, identity) != identity:
        engine.dispose()
        _FILES[engine] = identity
    return True


def file_identity(engine: Engine) -> tuple[int, int] | None:
    """Which file the engine has open; None for a server."""
    return _FILES.get(engine)


def _lost(error: Exception) -> bool:
    """Whether the database is the trouble, and not what was asked of it."""
    if isinstance(error, OperationalError | InterfaceError | PoolTimeoutError):
        return True
    # SQLite says of a file that is none of its own, or a broken one, no more than this.
    return type(error) is DatabaseError and isinstance(error.orig, sqlite3.DatabaseError)


def _told(url: URL, error: Exception) -> DatabaseUnavailableError:
    cause = getattr(error, "orig", None)
    if isinstance(cause, sqlite3.Error) and _locked(cause):
        return locked(url)
    return unavailable(url)


def _locked(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def locked(url: URL) -> DatabaseUnavailableError:
    """Say in German that another process is writing into the file for too long."""
    return DatabaseUnavailableError(
        "Die Datenbank-Datei ist gesperrt: Ein anderer Vorgang schreibt gerade hinein.",
        where=url.render_as_string(hide_password=True),
        remedy="Warten, bis der andere Vorgang fertig ist, und noch einmal versuchen.",
    )


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for reading.

    Raises:
        DatabaseUnavailableError: the database is gone, or was never there.
    """
    if not _look_at_file(engine):
        raise _missing(engine.url)
    try:
        with engine.connect().execution_options(**{_READS: True}) as connection:
            yield connection
    except (DatabaseError, InterfaceError, PoolTimeoutError) as error:
        if not _lost(error):
            raise
        if not isinstance(error, PoolTimeoutError):
            engine.dispose()
        raise _told(engine.url, error) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it or nothing.

    Raises:
        DatabaseUnavailableError: the database cannot be reached or written.
    """
    with _begun(engine) as transaction:
        yield transaction.connection
        transaction.commit()


@contextmanager
def trying(engine: Engine) -> Iterator[Connection]:
    """A transaction in which everything may be tried, because it is always taken back.

    Raises:
        DatabaseUnavailableError: the database cannot be reached or written.
    """
    with _begun(engine) as transaction:
        yield transaction.connection


@contextmanager
def _begun(engine: Engine) -> Iterator[RootTransaction]:
    """A writer's transaction; what is not committed inside is taken back."""
    _look_at_file(engine)
    try:
        with engine.connect() as connection:
            transaction = connection.begin()
            if engine.url.get_backend_name() == "postgresql":
                # One writer at a time; readers are not held up.
                connection.execute(text("SELECT pg_advisory_xact_lock(913)"))
            yield transaction
    except (DatabaseError, InterfaceError, PoolTimeoutError) as error:
        if not _lost(error):
            raise
        raise _told(engine.url, error) from error


def rewrite_file(engine: Engine) -> None:
    """Write a SQLite file anew: deleted rows keep their bytes until then.

    Raises:
        DatabaseUnavailableError: somebody is using the file, or there is no room for it.
    """
    if not _is_file(engine.url):
        return
    try:
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            raw.close()
    except (sqlite3.Error, OperationalError) as error:
        raise _not_rewritten(engine.url) from error
    if busy:
        raise _not_rewritten(engine.url)


def rewrite_tables(engine: Engine, names: Iterable[str]) -> None:
    """Write tables of a PostgreSQL server anew: deleted rows keep their bytes until then.

    Raises:
        DatabaseUnavailableError: somebody is using a table, or the server cannot do it.
    """
    try:
        # No transaction may be open around it.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"SET lock_timeout = {REWRITE_WAIT_MS}"))
            try:
                for name in names:
                    # Also what the server has noted of values to plan its queries.
                    connection.execute(text(f"VACUUM (FULL, ANALYZE) {name}"))
                # Left out by the server, with a warning, for whoever does not own the database.
                connection.execute(text("VACUUM FULL pg_statistic"))
            finally:
                # The pool hands this connection on.
                connection.invalidate()
    except (DatabaseError, InterfaceError, PoolTimeoutError) as error:
        raise _not_rewritten(engine.url) from error


def _not_rewritten(url: URL) -> DatabaseUnavailableError:
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "postgresql":
        return DatabaseUnavailableError(
            "Die Zeilen sind gelöscht, aber die Tabellen der Datenbank konnten nicht neu "
            "geschrieben werden; was gelöscht ist, lässt sich noch aus den Dateien des "
            "Datenbankdienstes herauslesen.",
            where=shown,
            remedy="Andere Vorgänge (auch Sicherungen der Datenbank) abwarten oder anhalten, für "
            "freien Platz sorgen (so viel, wie die größte Tabelle belegt) und den Befehl "
            "wiederholen.",
        )
    return DatabaseUnavailableError(
        "Die Zeilen sind gelöscht, aber die Datenbank-Datei konnte nicht neu geschrieben werden; "
        "was gelöscht ist, lässt sich noch aus ihr herauslesen.",
        where=shown,
        remedy="Server und andere Vorgänge anhalten, für freien Platz sorgen (so viel, wie die "
        "Datei groß ist) und den Befehl wiederholen.",
    )
