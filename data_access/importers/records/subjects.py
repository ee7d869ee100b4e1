"""A table of a file and the same table of the database, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.importers.records.resolving import ResolvedRow
from data_access.importers.records.storage import Key, Row
from data_access.importers.templates.model import RecordSheet


@dataclass(frozen=True, eq=False)
class Subject:
    """A table of a file beside the same table of the database.

    Attributes:
        kept, gone: rows of the file by key.
        here: all rows of the county in the database.
    """

    sheet: RecordSheet
    table: str
    kept: Mapping[Key, ResolvedRow]
    gone: Mapping[Key, ResolvedRow]
    here: Mapping[Key, Row]

    @property
    def after(self) -> dict[Key, Row]:
        """Rows of the table once the file is in."""
        rows = {key: dict(row) for key, row in self.here.items() if key not in self.gone}
        for key, one in self.kept.items():
            rows[key] = {**rows.get(key, {}), **one.content}
        return rows
