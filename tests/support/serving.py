"""A real server in a process of its own, on a free port, with a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from data_access.engine import create_store_engine
from data_access.migrate import load_demo, migrate
from data_access.settings import PREFIX, ROOT

COUNTIES = ("03254", "03157", "03357", "03241", "03")
_START_SECONDS = 90


@dataclass(frozen=True)
class Served:
    """A running server."""

    url: str
    database_url: str
    process: subprocess.Popen[bytes]
    output: IO[bytes]

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.url.rpartition(":")[2])

    def log(self) -> str:
        """All that it has said so far."""
        # Not with ``read``: the server writes where this process reads.
        file = self.output.fileno()
        return os.pread(file, os.fstat(file).st_size, 0).decode("utf-8", "replace")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def filled(folder: Path, *, counties: tuple[str, ...] = COUNTIES, demo: bool = True) -> str:
    """URL of a new SQLite database with packs and Musterkreis."""
    url = f"sqlite:///{folder / 'monitor.db'}"
    engine = create_store_engine(url, read_only=False)
    migrate(engine, county_keys=counties)
    if demo:
        load_demo(engine)
    engine.dispose()
    return url


def environment(database_url: str, **more: str) -> dict[str, str]:
    """Environment of a command with its own database."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    extra = {f"{PREFIX}{name.upper()}": value for name, value in more.items()}
    return {**kept, f"{PREFIX}DATABASE_URL": database_url, **extra}


def command(*arguments: str) -> list[str]:
    """The console script as installed."""
    return [str(Path(sys.executable).with_name("integrationsmonitor")), *arguments]


@contextmanager
def serving(database_url: str, *, wait: bool = True, **settings: str) -> Iterator[Served]:
    """A server on ``database_url``; stopped at the end."""
    port = free_port()
    # A file and no pipe: a server that says much would wait until somebody reads.
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command("serve", "--port", str(port)),
            env=environment(database_url, **settings),
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
        served = Served(f"http://127.0.0.1:{port}", database_url, process, output)
        try:
            if wait:
                wait_until_ready(served)
            yield served
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_listening(served: Served) -> None:
    """Wait until connections are taken, which is before the first of them is answered.

    Raises:
        RuntimeError: it ended, or did not listen in time.
    """
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        _check_running(served)
        try:
            socket.create_connection(("127.0.0.1", served.port), timeout=2).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("Der Server nimmt keine Verbindungen an")


def wait_until_ready(served: Served) -> None:
    """Wait until the server answers.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        _check_running(served)
        try:
            with urllib.request.urlopen(f"{served.url}/bereit", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("Der Server antwortet nicht")


def _check_running(served: Served) -> None:
    if served.process.poll() is not None:
        raise RuntimeError(f"Der Server endete: {served.log()}")
