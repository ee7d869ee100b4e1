"""Opens an upload in a process of its own and tells what it cost.

Run as a programme: ``python peak.py FILE [flat]``. It prints the kind of outcome, the refusal, and
the highest memory of the whole process in bytes.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from data_access.importers.errors import RefusedFileError
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


def open_apart(path: Path) -> Opened:
    """Open an upload in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, path],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=_limit,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    return Opened(**json.loads(done.stdout))


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_CEILING, _CEILING))


def _peak() -> int:
    """The most memory that was resident; the field of a fresh process counts from its start."""
    status = Path("/proc/self/status")
    if not status.exists():
        # Elsewhere the unit is bytes (macOS).
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def _main(path: Path) -> None:
    refusal, sources = "", 0
    try:
        for opened in open_upload(path.name, path.read_bytes()):
            sources += len(opened.sources)
    except RefusedFileError as error:
        refusal = str(error)
    sys.stdout.write(json.dumps({"refusal": refusal, "sources": sources, "peak": _peak()}))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
