"""Opens an upload, or imports it, in a process of its own and tells what it cost.

Run as a programme: ``python peak.py FILE`` opens, ``python peak.py FILE look DATABASE`` looks at
what an import would do, ``python peak.py FILE import DATABASE`` does it. It prints the outcome, the
refusal, and the highest memory of the whole process in bytes.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_access.engine import create_store_engine
from data_access.importers.errors import RefusedFileError
from data_access.importers.examination import Order
from data_access.importers.importing import import_file, look_at
from data_access.importers.opening import open_upload

GIB = 1 << 30
#: A process that goes wild is stopped before the machine suffers.
_CEILING = 8 * GIB


@dataclass(frozen=True)
class Opened:
    """What became of an upload: the refusal, or the number of sources, and the memory."""

    refusal: str
    sources: int
    peak: int


@dataclass(frozen=True)
class Imported:
    """What became of an import: the refusal or its outcome, the new values, and the memory."""

    refusal: str
    outcome: str
    values: int
    peak: int


def open_apart(path: Path) -> Opened:
    """Open an upload in a fresh process."""
    return Opened(**_run(path))


def look_apart(path: Path, database: str) -> Imported:
    """Look in a fresh process at what an import would do; ``database`` is an SQLAlchemy URL."""
    return Imported(**_run(path, "look", database))


def import_apart(path: Path, database: str) -> Imported:
    """Import a file in a fresh process."""
    return Imported(**_run(path, "import", database))


def _run(*arguments: Path | str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, *arguments],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=_limit,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_CEILING, _CEILING))


def peak_of(process: int | str) -> int:
    """The most memory that was ever resident in a running process, in bytes."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def _peak() -> int:
    """The most memory that was resident; the field of a fresh process counts from its start."""
    if not Path("/proc/self/status").exists():
        # Elsewhere the unit is bytes (macOS).
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_of("self")


def _open(path: Path) -> None:
    refusal, sources = "", 0
    try:
        for opened in open_upload(path.name, path.read_bytes()):
            sources += len(opened.sources)
    except RefusedFileError as error:
        refusal = str(error)
    sys.stdout.write(json.dumps({"refusal": refusal, "sources": sources, "peak": _peak()}))


def _import(path: Path, what: str, database: str) -> None:
    engine = create_store_engine(database, read_only=what == "look")
    work = {"look": look_at, "import": import_file}[what]
    refusal, outcome, values = "", "", 0
    try:
        report = work(engine, path.name, path.read_bytes(), Order("03254"))
        outcome, values = report.outcome.value, report.new
    except RefusedFileError as error:
        refusal = str(error)
    found = {"refusal": refusal, "outcome": outcome, "values": values, "peak": _peak()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _import(Path(sys.argv[1]), *sys.argv[2:])
    else:
        _open(Path(sys.argv[1]))
