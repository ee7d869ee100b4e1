"""Rows of the office's own lists: as read from a file, and how they differ from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from data_access.importers.problems import Problem, Reason, Severity


@dataclass(frozen=True, eq=False)
class ReadRecords:
    """Lists of one workbook as they stand there. References are not resolved yet.

    Attributes:
        template: name of the template.
        frames: by database table: its columns as far as the template has them, ``_removed``, and
            ``_sheet``, ``_row``, ``_cell`` for the place in the file.
        columns: where columns stand, by sheet of the file and name of the column.
        stored: number of cells in the frames' rows.
        left_out: cells that are neither empty nor in a row, by reason.
        faulty: codes of rows that are in the file, but with an error; by table.
    """

    template: str
    title: str
    document: str
    county_key: str
    frames: Mapping[str, pl.DataFrame]
    columns: Mapping[str, Mapping[str, int]]
    stored: int
    left_out: Mapping[Reason, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    faulty: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def filled(self) -> int:
        """Number of cells that are not empty."""
        return self.stored + sum(self.left_out.values())


@dataclass(frozen=True, eq=False)
class Record:
    """A row of a database table.

    Attributes:
        content: columns that the file says; of a removed row its key.
        sheet, row: where it stands in the file; empty and 0 for what goes along with another row.
    """

    table: str
    key: tuple[Any, ...]
    content: Mapping[str, Any]
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True)
class FieldChange:
    """A column of a row that says something else than before."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, eq=False)
class ChangedRecord:
    """A row of which columns change."""

    record: Record
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, eq=False)
class RecordDifference:
    """What a file changes in the office's lists.

    Attributes:
        removed: rows that the file says are to go, and what belongs to them.
        unchanged: rows that say what the database says.
        only_here: rows of the same tables that the file does not name, by table; they stay.
    """

    template: str
    county_key: str
    document: str
    new: tuple[Record, ...] = ()
    changed: tuple[ChangedRecord, ...] = ()
    removed: tuple[Record, ...] = ()
    unchanged: tuple[Record, ...] = ()
    only_here: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether a problem keeps the file out."""
        return any(one.severity is Severity.ERROR for one in self.problems)

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.new or self.changed or self.removed)
