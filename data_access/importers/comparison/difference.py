"""How a file differs from the database: figures and the office's own lists."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from data_access import storing
from data_access.importers.comparison.upheaval import upheaval
from data_access.importers.examination import Examination, Order
from data_access.importers.interpretation.figures import to_store
from data_access.importers.problems import Problem, Severity
from data_access.importers.records import RecordDifference, compare_records


@dataclass(frozen=True, eq=False)
class Difference:
    """What storing a file changes.

    Attributes:
        problems: of the file, and those that only the comparison with the database shows.
    """

    figures: storing.Comparison
    records: tuple[RecordDifference, ...]
    problems: tuple[Problem, ...]

    @property
    def rejected(self) -> bool:
        """Whether a problem keeps the file out."""
        return any(one.severity is Severity.ERROR for one in self.problems)

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return self.figures.empty and all(one.empty for one in self.records)


def compare(connection: Connection, examination: Examination, order: Order) -> Difference:
    """Compare a file with the database. Nothing is written.

    Args:
        connection: for reading.
        examination: what was understood of the file.
        order: how the file is to be read.
    """
    figures = to_store(examination.figures)
    # Of a rejected file every problem is told, and no value taken.
    wanted = figures.clear() if examination.rejected else figures
    records = tuple(compare_records(connection, one) for one in examination.records)
    of_records = tuple(problem for one in records for problem in one.problems)
    found = storing.compare(connection, wanted)
    moved = upheaval(found, wanted, examination.file, order)
    return Difference(found, records, (*examination.problems, *of_records, *moved))
