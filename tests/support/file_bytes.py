"""What a SQLite database leaves on the disk; of a server nothing can be read."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine


def of(engine: Engine) -> list[bytes]:
    """The bytes of the file and of its log; none for a server."""
    if engine.dialect.name != "sqlite":
        return []
    files = [Path(f"{engine.url.database}{suffix}") for suffix in ("", "-wal")]
    return [one.read_bytes() for one in files if one.exists()]
