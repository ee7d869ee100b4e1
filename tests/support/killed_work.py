"""Work on a database that dies by SIGKILL, or stands still, in the middle of what it writes.

``Work`` starts this module as a process, which has everything imported and forks for each piece of
work: starting Python anew for each moment would take far longer than the work.

Moments: ``statement:N`` (before the Nth statement that changes something, up to the commit),
``rows:N`` (in the Nth handful of rows that are written past SQLAlchemy), ``commit`` (just before),
``wipe`` (committed, and the file not yet written anew), ``never``.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg
from sqlalchemy import Engine, event

from data_access.deliveries import office
from data_access.engine import create_store_engine
from data_access.erasure.figures import FigureFilter
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.settings import ROOT
from data_access.storing import model
from tests.support import indicator_files as files

#: No work takes so many seconds.
_PATIENCE = 120
CODE = "L1"
FIGURES = FigureFilter(files.STATISTIC, files.COUNTY, "1958-12-31")


def _bring(engine: Engine, file: str, county: str, *, release: bool) -> None:
    path = Path(file)
    import_file(engine, path.name, path.read_bytes(), Order(county), release=release)


ACTIONS: dict[str, Callable[[Engine, str], object]] = {
    "import": lambda engine, file: _bring(engine, file, files.COUNTY, release=True),
    "deliver": lambda engine, file: _bring(engine, file, files.COUNTY, release=False),
    "lists": lambda engine, file: _bring(engine, file, "muster", release=True),
    "release": lambda engine, _: office.release(engine, CODE, note="geprüft"),
    "withdraw": lambda engine, _: office.withdraw(engine, CODE, note="falsch"),
    "erase": lambda engine, _: office.erase(engine, CODE, reason="Irrtum"),
    "erase-figures": lambda engine, _: office.erase_figures(engine, FIGURES, reason="Irrtum"),
}


class Work:
    """Pieces of work on one database, each in a process of its own."""

    def __init__(self, engine: Engine) -> None:
        url = engine.url.render_as_string(hide_password=False)
        self._server = subprocess.Popen(
            [sys.executable, "-m", __name__, url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Work:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.communicate(timeout=_PATIENCE)

    def killed(self, action: str, moment: str, file: Path | None = None) -> bool:
        """Work until the moment; False when it had done everything before.

        Raises:
            AssertionError: it ended in another way.
        """
        code = self._ask(action, moment, file, signal.SIGKILL)
        assert code in {0, -signal.SIGKILL}, (action, moment, code)
        return code != 0

    @contextmanager
    def stopped(self, action: str, moment: str, file: Path | None = None) -> Iterator[None]:
        """While the work stands still at the moment; afterwards it goes on to its end."""
        code = self._ask(action, moment, file, signal.SIGSTOP)
        assert code == signal.SIGSTOP, (action, moment, code)
        try:
            yield
        finally:
            self._say({})
            ended = self._hear()
        assert ended == 0, (action, moment, ended)

    def _ask(self, action: str, moment: str, file: Path | None, blow: signal.Signals) -> int:
        self._say({"action": action, "moment": moment, "file": str(file or ""), "blow": int(blow)})
        return self._hear()

    def _say(self, message: dict[str, Any]) -> None:
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps(message) + "\n")
        self._server.stdin.flush()

    def _hear(self) -> int:
        assert self._server.stdout is not None
        return int(self._server.stdout.readline())


def _watch(engine: Engine, moment: str, strike: Callable[[], None]) -> None:
    kind, _, number = moment.partition(":")
    nth = int(number or 0)
    if kind == "statement":
        _watch_statements(engine, nth, strike)
    elif kind == "rows":
        _watch_rows(engine, nth, strike)
    elif kind == "commit":
        event.listen(engine, "commit", lambda _connection: strike())
    elif kind == "wipe":
        _watch_wipe(engine, strike)


def _watch_statements(engine: Engine, nth: int, strike: Callable[[], None]) -> None:
    changes, committed = count(1), False

    @event.listens_for(engine, "before_cursor_execute")
    def _statement(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        reads = statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN"))
        if not reads and not committed and next(changes) == nth:
            strike()

    @event.listens_for(engine, "commit")
    def _commit(*_arguments: object) -> None:
        nonlocal committed
        committed = True


def _watch_rows(engine: Engine, nth: int, strike: Callable[[], None]) -> None:
    model.CHUNK = 7
    rows, plain = count(1), psycopg.Copy.write

    def write(copy: Any, text: Any) -> None:
        if next(rows) == nth:
            strike()
        plain(copy, text)

    def look(statement: str) -> None:
        written = statement.startswith(("INSERT INTO observation", "INSERT INTO staged"))
        if written and next(rows) == nth:
            strike()

    psycopg.Copy.write = write  # type: ignore[method-assign,assignment]
    _trace(engine, look)


def _watch_wipe(engine: Engine, strike: Callable[[], None]) -> None:
    def look(statement: str) -> None:
        if statement.startswith(("VACUUM", "PRAGMA wal_checkpoint")):
            strike()

    @event.listens_for(engine, "before_cursor_execute")
    def _statement(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        look(statement)

    _trace(engine, look)


def _trace(engine: Engine, look: Callable[[str], None]) -> None:
    """Look at all that SQLite executes, past SQLAlchemy too."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(look)


def _work(url: str, order: dict[str, Any]) -> None:
    signal.alarm(_PATIENCE)
    engine = create_store_engine(url, read_only=False)
    _watch(engine, order["moment"], lambda: os.kill(os.getpid(), order["blow"]))
    ACTIONS[order["action"]](engine, order["file"])
    engine.dispose()


def _forked(url: str, order: dict[str, Any]) -> int:
    """Do a piece of work in a process of its own; its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _work(url, order)
        code = 0
    finally:
        # Whatever became of it: this copy of the server answers nobody.
        sys.stderr.flush()
        os._exit(code)


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _serve(url: str) -> None:
    for line in sys.stdin:
        child = _forked(url, json.loads(line))
        _, status = os.waitpid(child, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            _answer(os.WSTOPSIG(status))
            sys.stdin.readline()
            os.kill(child, signal.SIGCONT)
            _, status = os.waitpid(child, 0)
        _answer(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    _serve(sys.argv[1])
