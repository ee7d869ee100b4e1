"""SQLite databases of the tests: files in a folder."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path


class SqliteDatabases:
    """Makes database files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def create(self) -> str:
        """URL of a fresh empty database."""
        return f"sqlite:///{self._folder / f'test{next(self._numbers)}.db'}"

    def copy(self, url: str) -> str:
        """URL of a copy; the original must be closed, so that its log is part of the file."""
        target = self.create()
        shutil.copyfile(path_of(url), path_of(target))
        return target

    def drop(self, url: str) -> None:
        """Remove a database."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{path_of(url)}{ending}").unlink(missing_ok=True)


def path_of(url: str) -> Path:
    """File of a SQLite URL."""
    return Path(url.removeprefix("sqlite:///"))
