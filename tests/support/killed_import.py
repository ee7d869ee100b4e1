"""Imports a file and dies by SIGKILL: ``python -m tests.support.killed_import URL FILE MOMENT``.

MOMENT is ``statement:N`` (before the Nth statement that changes something), ``rows:N`` (in the Nth
handful of rows that are written past SQLAlchemy), ``commit``, or ``never``.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import psycopg
from sqlalchemy import event

from data_access import storing
from data_access.engine import create_store_engine
from data_access.importers.importing import import_file
from tests.support import indicator_files as files


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit


def _die_in_rows(number: int) -> None:
    """Die in the middle of what is written in the driver's own way."""
    storing._CHUNK = 7
    written = count(1)
    plain = psycopg.Copy.write

    def write(copy: Any, text: Any) -> None:
        if next(written) == number:
            _die()
        plain(copy, text)

    psycopg.Copy.write = write  # type: ignore[method-assign,assignment]


def main(url: str, file: str, moment: str) -> None:
    """Import until the moment."""
    engine = create_store_engine(url, read_only=False)
    kind, _, number = moment.partition(":")
    statements = count(1)

    @event.listens_for(engine, "before_cursor_execute")
    def _statement(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        reads = statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN"))
        if kind == "statement" and not reads and next(statements) == int(number):
            _die()

    @event.listens_for(engine, "commit")
    def _commit(*_arguments: object) -> None:
        if kind == "commit":
            _die()

    if kind == "rows":
        _die_in_rows(int(number))

        @event.listens_for(engine, "connect")
        def _connect(connection: Any, _record: object) -> None:
            if isinstance(connection, sqlite3.Connection):
                inserted = count(1)

                def look(statement: str) -> None:
                    if statement.startswith("INSERT INTO observation") and (
                        next(inserted) == int(number)
                    ):
                        _die()

                connection.set_trace_callback(look)

    path = Path(file)
    import_file(engine, path.name, path.read_bytes(), files.ORDER)


if __name__ == "__main__":
    main(*sys.argv[1:])
