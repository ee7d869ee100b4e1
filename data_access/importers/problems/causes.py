"""What lies behind a problem, so that a report tells the cause and not all that follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from data_access.importers.problems.model import Problem, Severity


class Cause(IntEnum):
    """What is wrong, the root first: each may make all the later ones."""

    #: Sheets, rows or columns are missing or not where they belong.
    STRUCTURE = 0
    #: The table is of no time, or of one that cannot be.
    TIME = 1
    #: Names of areas, groups or columns that nobody knows.
    NAME = 2
    #: A cell does not say what it should.
    CELL = 3
    #: Cells that are good each by itself contradict each other.
    CONTRADICTION = 4


_CAUSES = {
    Cause.STRUCTURE: (
        *("almost-a-layout", "area-missing", "areas-missing", "broken-off", "column-empty"),
        *(
            "column-missing",
            "column-name",
            "column-nameless",
            "columns-alike",
            "columns-moved",
            "columns-swapped",
            "columns-torn-off",
        ),
        *(
            "cut-record",
            "damaged-table",
            "footer-line-missing",
            "formulas-without-results",
            "header-damaged",
            "header-lost",
            "header-missing",
            "header-twice",
            "line-length",
            "no-area",
            "no-header",
        ),
        "columns-swapped",
        *("no-rows", "no-table", "no-values", "refused", "row-below-footnotes", "row-too-long"),
        *("row-too-short", "row-without-values", "saved-again", "second-table", "sheet-missing"),
        *("template-version", "title-missing", "two-counties", "value-missing", "values-missing"),
    ),
    Cause.TIME: (
        *(
            "date-unreadable",
            "date-without-day",
            "no-period",
            "no-time",
            "older-edition",
            "other-kind-of-period",
            "other-period",
        ),
        *("period-in-the-future", "period-missing"),
        *("period-unreadable", "several-dates", "year-missing"),
    ),
    Cause.NAME: (
        *("area-conflict", "area-not-listed", "area-of-other-county", "mapping-clash"),
        *("no-statistic", "table-new", "table-unknown", "undefined", "unknown-area"),
        *("unknown-county", "unknown-text"),
    ),
    Cause.CONTRADICTION: (
        *("contradicting-values", "part-above-whole", "parts-do-not-add-up", "row-twice"),
        *("same-day", "sex-above-both", "tables-disagree"),
    ),
}
_BY_CODE = {code: cause for cause, codes in _CAUSES.items() for code in codes}


def cause_of(problem: Problem) -> Cause:
    """What lies behind a problem; what is not listed is about a cell."""
    return _BY_CODE.get(problem.code, Cause.CELL)


def broken(problems: Iterable[Problem]) -> bool:
    """Whether a table is not built as it should be: then nothing else in it can be believed."""
    return any(
        one.severity is Severity.ERROR and cause_of(one) is Cause.STRUCTURE for one in problems
    )


def undated(problems: Iterable[Problem]) -> bool:
    """Whether it has been told that a table does not say of when it is."""
    return any(one.severity is Severity.ERROR and cause_of(one) is Cause.TIME for one in problems)


def worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors before notes, and of each the root before what may follow from it."""
    order = list(Severity)
    return tuple(sorted(problems, key=lambda one: (order.index(one.severity), cause_of(one))))
