"""What the tests ask of a kind of database, whichever it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from itertools import count

from sqlalchemy import Engine

from data_access.engine import create_store_engine


class Databases(ABC):
    """Makes databases of one kind, and keeps templates to copy from."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._templates: dict[str, str] = {}

    def _new_name(self) -> str:
        return f"test{next(self._numbers)}"

    @abstractmethod
    def create(self) -> str:
        """URL of a fresh empty database."""

    @abstractmethod
    def copy(self, url: str) -> str:
        """URL of a copy; nobody may be connected to the original."""

    @abstractmethod
    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""

    def template(
        self, name: str, fill: Callable[[Engine], object], start: str | None = None
    ) -> str:
        """URL of a database that is filled once, from nothing or from a copy of another."""
        if name not in self._templates:
            url = self.copy(start) if start else self.create()
            engine = create_store_engine(url, read_only=False)
            try:
                fill(engine)
            finally:
                engine.dispose()
            self._templates[name] = url
        return self._templates[name]
