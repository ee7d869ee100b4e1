"""Starts and stops the servers that are measured, each a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from data_access.settings import PREFIX, ROOT

_START_SECONDS = 90
_TICKS = os.sysconf("SC_CLK_TCK")
_PROGRAM = Path(sys.executable).parent / "integrationsmonitor"


class BenchError(Exception):
    """Something of the bench itself broke."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Address for browsers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def stream(self) -> str:
        """Address of Streamlit's websocket."""
        return f"ws://127.0.0.1:{self.port}/_stcore/stream"

    def cpu_seconds(self) -> float:
        """Processor time of the process so far, in and outside of the kernel."""
        text = Path(f"/proc/{self.process.pid}/stat").read_text("ascii")
        fields = text.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory_mb(self) -> float:
        """Resident memory of the process."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Machine:
    """The temporary folder with its database, and everything that runs on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database_url = f"sqlite:///{folder / 'bench.db'}"

    def prepare_database(self) -> None:
        """All published figures and the example county."""
        for command in (["migrate"], ["demo", "load"]):
            done = subprocess.run(
                [str(_PROGRAM), *command], env=self._environment(), capture_output=True, check=False
            )
            if done.returncode:
                raise BenchError(f"{command}: {done.stderr.decode('utf-8', 'replace')}")

    @contextmanager
    def dashboard(self) -> Iterator[Server]:
        """The server as it is run."""
        port = free_port()
        with self._running(
            [str(_PROGRAM), "serve", "--port", str(port)], port, "/bereit", cwd=ROOT
        ) as server:
            yield server

    @contextmanager
    def as_it_comes(self) -> Iterator[Server]:
        """The same pages under ``streamlit run``, with a collection after each run."""
        home = self.folder / "as-it-comes"
        options = home / ".streamlit" / "config.toml"
        options.parent.mkdir(parents=True)
        text = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
        options.write_text(text.replace("postScriptGC = false", "postScriptGC = true"), "utf-8")
        port = free_port()
        script = str(ROOT / "dashboard" / "app.py")
        command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
        with self._running(command, port, "/_stcore/health", cwd=home) as server:
            yield server

    @contextmanager
    def floors(self, pages: Path) -> Iterator[Server]:
        """The static pages."""
        port = free_port()
        command = [sys.executable, "-m", "tests.bench.floor_server", str(pages), str(port)]
        with self._running(command, port, "/draw.js", cwd=ROOT) as server:
            yield server

    def _environment(self) -> dict[str, str]:
        own = {
            name: value for name, value in os.environ.items() if not name.upper().startswith(PREFIX)
        }
        return {
            **own,
            f"{PREFIX}DATABASE_URL": self.database_url,
            f"{PREFIX}READ_URL": self.database_url,
        }

    @contextmanager
    def _running(self, command: list[str], port: int, ready: str, *, cwd: Path) -> Iterator[Server]:
        log = self.folder / f"server-{port}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=cwd, env=self._environment(), stdout=output, stderr=output
            )
        try:
            server = Server(port, process)
            _wait(server, ready, log)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait(server: Server, ready: str, log: Path) -> None:
    limit = time.monotonic() + _START_SECONDS
    while time.monotonic() < limit and server.process.poll() is None:
        try:
            with urlopen(f"{server.url}{ready}", timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise BenchError(f"server did not start: {log.read_text('utf-8', 'replace')[-2000:]}")
