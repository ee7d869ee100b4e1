"""Engines for readers and the one writer; SQLite and PostgreSQL behave alike behind them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from data_access.errors import DatabaseUnavailableError, SettingsError

SQLITE_WAIT_MS = 10_000
_SETTING = "INTEGRATIONSMONITOR_DATABASE_URL"


def parse_url(url: str) -> URL:
    """Parse a SQLAlchemy URL; PostgreSQL always through psycopg.

    Raises:
        SettingsError: not a URL, or not SQLite or PostgreSQL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SettingsError(
            "Die Datenbank-Adresse ist keine gültige SQLAlchemy-URL.",
            where=f"Einstellung {_SETTING}",
            remedy="Etwa sqlite:////pfad/zur/datei.db oder "
            "postgresql://name:kennwort@rechner/datenbank angeben.",
        ) from error
    backend = parsed.get_backend_name()
    if backend not in {"sqlite", "postgresql"}:
        raise SettingsError(
            f"Die Datenbank-Art „{backend}“ wird nicht unterstützt.",
            where=f"Einstellung {_SETTING}",
            remedy="SQLite oder PostgreSQL (ab Version 15) verwenden.",
        )
    return parsed.set(drivername="postgresql+psycopg") if backend == "postgresql" else parsed


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


def create_store_engine(url: str, *, read_only: bool) -> Engine:
    """An engine for ``url``. Readers cannot write; SQLite writers take their lock at once.

    Raises:
        SettingsError: the URL is wrong.
        DatabaseUnavailableError: the folder of a SQLite file cannot be made.
    """
    parsed = parse_url(url)
    try:
        if parsed.get_backend_name() == "postgresql":
            return _postgresql(parsed, read_only=read_only)
        return _sqlite(parsed, read_only=read_only)
    except NoSuchModuleError as error:
        raise SettingsError(
            "Der Treiber für diese Datenbank fehlt.",
            where=f"Einstellung {_SETTING}",
            remedy="Die Pakete aus requirements.lock vollständig einrichten (make run).",
        ) from error


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
    if read_only and url.database and not Path(url.database).exists():
        # Opening would create an empty file and hide that the real one is gone.
        raise unavailable(url)
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
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for reading.

    Raises:
        DatabaseUnavailableError: the database is gone, or was never there.
    """
    path = engine.url.database
    if engine.url.get_backend_name() == "sqlite" and path and not Path(path).exists():
        engine.dispose()
        raise unavailable(engine.url)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        engine.dispose()
        raise unavailable(engine.url) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it or nothing.

    Raises:
        DatabaseUnavailableError: the database cannot be reached or written.
    """
    try:
        connection = engine.connect()
    except SQLAlchemyError as error:
        raise unavailable(engine.url) from error
    try:
        transaction = connection.begin()
    except SQLAlchemyError as error:
        connection.close()
        raise unavailable(engine.url) from error
    try:
        with connection, transaction:
            if engine.url.get_backend_name() == "postgresql":
                # One writer at a time; readers are not held up.
                connection.execute(text("SELECT pg_advisory_xact_lock(913)"))
            yield connection
    except DBAPIError as error:
        raise unavailable(engine.url) from error
