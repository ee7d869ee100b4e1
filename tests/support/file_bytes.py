"""What a database leaves on the disk; of a server without the log that it writes ahead."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, text


def of(engine: Engine) -> list[bytes]:
    """The bytes of the file and of its log, or of all files of a database of a server of ours."""
    if engine.dialect.name == "sqlite":
        files = [Path(f"{engine.url.database}{suffix}") for suffix in ("", "-wal")]
        return [one.read_bytes() for one in files if one.exists()]
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Writes what is only in memory, and removes files that nothing refers to any more.
        connection.execute(text("CHECKPOINT"))
        folder = connection.scalar(text("SHOW data_directory"))
        number = connection.scalar(
            text("SELECT oid FROM pg_database WHERE datname = current_database()")
        )
    listed = (Path(str(folder)) / "base" / str(number)).iterdir()
    return [one.read_bytes() for one in listed if one.is_file()]
