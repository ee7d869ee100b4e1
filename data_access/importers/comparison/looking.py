"""What the checks of a file against the database look at."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data_access.importers.comparison.changed_values import EXAMPLES, examples
from data_access.importers.comparison.confirming import become, to_confirm
from data_access.importers.examination import Order
from data_access.importers.problems import Problem, Severity
from data_access.queries.labels import Names
from data_access.storing import Comparison


@dataclass(frozen=True, eq=False)
class Looking:
    """A file's figures beside those that are known.

    Attributes:
        file: name of the file.
        wanted: ``storing.FIGURES_TO_STORE`` of the file.
        found: how they differ from the database.
        names: of areas, groups and statistics.
        order: how the file is to be read.
    """

    file: str
    wanted: pl.DataFrame
    found: Comparison
    names: Names
    order: Order

    def problem(self, code: str, what: str, remedy: str) -> Problem:
        """A problem of the file that the office may confirm."""
        return to_confirm(self.order, code, self.file, what, remedy)

    def doubt(self, code: str, what: str, remedy: str) -> Problem:
        """A doubt about the file, which keeps nothing out."""
        return Problem(Severity.DOUBT, code, self.file, "", "", what, remedy)

    def become(self, count: int) -> str:
        """Whether so many values are going to be others, or would be."""
        return become(self.order, count)

    def examples(self, changed: pl.DataFrame, limit: int = EXAMPLES) -> str:
        """Some changed values in words."""
        return examples(changed, self.names, self.order.county_key, limit=limit)
