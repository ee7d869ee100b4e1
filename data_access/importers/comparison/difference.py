"""How a file differs from the database: figures and the office's own lists."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from data_access import storing
from data_access.importers.comparison.kind_of_period import tell_kind_of_period
from data_access.importers.comparison.looking import Looking
from data_access.importers.comparison.magnitude import tell_magnitudes
from data_access.importers.comparison.older import tell_older
from data_access.importers.comparison.other_period import tell_other_period
from data_access.importers.comparison.same_day import tell_same_day
from data_access.importers.comparison.swapped import tell_swapped
from data_access.importers.comparison.upheaval import upheaval
from data_access.importers.examination import Examination, Order
from data_access.importers.interpretation.figures import to_store
from data_access.importers.layouts import templates as own_templates
from data_access.importers.problems import Problem, Severity
from data_access.importers.records import RecordDifference, compare_records
from data_access.queries.labels import read_names


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
    looking = Looking(
        file=examination.file,
        wanted=wanted,
        found=storing.compare(connection, wanted),
        names=read_names(connection),
        order=order,
    )
    published = {
        one.profile.source
        for one in examination.tables
        if one.profile and one.read.layout != own_templates.NAME
    }
    wrong = (
        *tell_older(looking),
        *tell_other_period(connection, looking, published),
        *tell_kind_of_period(connection, looking, examination.known.statistics, published),
        *tell_swapped(looking),
    )
    moved = upheaval(looking, {one.code for one in wrong})
    # Where most values are others, nothing more is said of single ones.
    single = moved or tuple(tell_magnitudes(looking))
    same_day = tell_same_day(connection, looking)
    problems = (*examination.problems, *of_records, *wrong, *single, *same_day)
    return Difference(looking.found, records, problems)
