"""SQLite databases of the tests: files in a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.databases import Databases


class SqliteDatabases(Databases):
    """Makes database files in a folder. A closed one has its log in the file itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def create(self) -> str:
        return f"sqlite:///{self._folder / self._new_name()}.db"

    def copy(self, url: str) -> str:
        target = self.create()
        shutil.copyfile(_path(url), _path(target))
        return target

    def drop(self, url: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{_path(url)}{ending}").unlink(missing_ok=True)


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))
