"""A PostgreSQL server of the tests' own: the installed programs, a folder in /tmp, no password.

It sorts by German rules, as an office's server does, so that nothing may rely on byte order.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.support.accounts import ordinary_account
from tests.support.databases import Databases

INSTALL = "apt-get update && apt-get install -y --no-install-recommends postgresql"
_START_SECONDS = 60
# The shell stops and starts the server as it is told, and stops it and clears up when its input
# ends, however the tests end.
_KEEPER = """
"$@" & server=$!
while read -r order; do
  case $order in
    stop) kill -INT $server; wait $server ;;
    start) "$@" & server=$! ;;
  esac
done
kill -INT $server; wait $server; rm -rf "$FOLDER"
"""


@dataclass(frozen=True)
class Server:
    """A running server."""

    folder: Path
    port: int
    keeper: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        """SQLAlchemy URL of a database."""
        return f"postgresql://tests@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: sql.Composed | sql.SQL) -> None:
        """Run a statement outside of any transaction."""
        with psycopg.connect(
            host=str(self.folder), port=self.port, user="tests", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            self.execute(sql.SQL("SELECT 1"))
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Stop it, and with it every connection; what it holds stays."""
        self._order("stop")
        self.wait(lambda: not (self.folder / "data" / "postmaster.pid").exists())

    def start(self) -> None:
        """Start it again after ``stop``."""
        self._order("start")
        self.wait(self.answers)

    def _order(self, order: str) -> None:
        if self.keeper.stdin is None:
            raise RuntimeError("Der Server nimmt keine Befehle an")
        self.keeper.stdin.write(f"{order}\n".encode())
        self.keeper.stdin.flush()

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something that it does, and fail the test with its log otherwise."""
        last = time.monotonic() + _START_SECONDS
        while time.monotonic() < last and self.keeper.poll() is None:
            if until():
                return
            time.sleep(0.1)
        log = (self.folder / "log").read_text("utf-8", errors="replace")
        pytest.fail(f"PostgreSQL startet oder endet nicht:\n{log}", pytrace=False)


def _programs() -> Path:
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: float(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    if found is None:
        pytest.fail(f"PostgreSQL fehlt für die Tests. Abhilfe (als root): {INSTALL}", pytrace=False)
    return Path(found).resolve().parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_server() -> Iterator[Server]:
    """A fresh server, stopped and removed at the end. It refuses to run as root."""
    programs, account = _programs(), ordinary_account()
    folder = Path(tempfile.mkdtemp(prefix="monitor-pg-"))
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    user = account.pw_uid if account else None
    group = account.pw_gid if account else None
    groups: list[int] | None = [] if account else None
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "FOLDER": str(folder)}
    made = subprocess.run(
        [
            *(programs / "initdb", "-D", folder / "data", "-U", "tests", "-A", "trust", "-N"),
            *("-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=de"),
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        user=user,
        group=group,
        extra_groups=groups,
    )
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.fail(f"initdb: {made.stderr}", pytrace=False)
    port = _free_port()
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [
                *("/bin/sh", "-c", _KEEPER, "sh", programs / "postgres", "-D", folder / "data"),
                *("-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"),
                *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
                # Whatever looks at tables by itself keeps their dead rows readable meanwhile.
                *("-c", "autovacuum=off"),
            ],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=environment,
            user=user,
            group=group,
            extra_groups=groups,
            start_new_session=True,
        ) as keeper,
    ):
        server = Server(folder, port, keeper)
        server.wait(server.answers)
        yield server


class PostgresDatabases(Databases):
    """Makes databases on a server."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self._server = server

    def create(self) -> str:
        return self._make(sql.SQL(""))

    def copy(self, url: str) -> str:
        return self._make(sql.SQL(" TEMPLATE {}").format(sql.Identifier(_name(url))))

    def _make(self, template: sql.Composed | sql.SQL) -> str:
        name = self._new_name()
        statement = sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(name), template)
        self._server.execute(statement)
        return self._server.url(name)

    def drop(self, url: str) -> None:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._server.execute(statement.format(sql.Identifier(_name(url))))


def _name(url: str) -> str:
    return url.rpartition("/")[2]
