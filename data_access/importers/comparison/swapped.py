"""Two columns of a table that have changed places: each has exactly the other's known values."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data_access.importers.comparison.confirming import CONFIRM, SWAPPED
from data_access.importers.comparison.looking import Looking
from data_access.importers.problems import Problem
from data_access.importers.problems.remedies import TABLE_AGAIN
from data_access.queries.labels import Names
from data_access.storing import KEY
from data_access.words import listing, number

#: What columns differ in.
_COLUMNS = ("sex", "group_code", "statistic_code")
#: Of so many pairs of values nearly all are exchanged; of fewer, numbers that are no accident.
_ENOUGH, _NEARLY_ALL, _NO_ACCIDENT = 5, 0.9, 100.0


def tell_swapped(looking: Looking) -> Iterator[Problem]:
    """Columns that have each other's values."""
    changed = looking.found.changed.select(*KEY, "number", before="old_number").drop_nulls()
    if changed.is_empty():
        return
    known = _known(looking, changed)
    for column in _COLUMNS:
        for one, other in _suspects(changed, column):
            exchanged = _exchanged(known, column, one, other)
            if not exchanged:
                continue
            said = listing([f"„{_called(code, column, looking.names)}“" for code in (one, other)])
            yield looking.problem(
                SWAPPED,
                f"{said} sind vertauscht: {number(exchanged)}-mal hat das eine genau den Wert, der "
                "für das andere schon bekannt ist, und umgekehrt.",
                f"{TABLE_AGAIN} Waren die bekannten Werte vertauscht, {CONFIRM}",
            )


def _called(code: str, column: str, names: Names) -> str:
    if column == "statistic_code":
        return names.statistic(code)
    return names.groups.get(code, code) if column == "group_code" else code


def _known(looking: Looking, changed: pl.DataFrame) -> pl.DataFrame:
    """Numbers of the file that have been known before, with what was known."""
    others = pl.concat([looking.found.changed.select(KEY), looking.found.new.select(KEY)])
    same = looking.wanted.join(others, on=KEY, how="anti")
    return pl.concat([changed, same.select(*KEY, "number", before="number").drop_nulls()])


def _suspects(changed: pl.DataFrame, column: str) -> list[tuple[str, str]]:
    """Pairs of codes of a column of which at least one value has changed places."""
    others = [name for name in KEY if name != column]
    crossed = changed.join(
        changed,
        left_on=[*others, "number", "before"],
        right_on=[*others, "before", "number"],
        suffix="_other",
    )
    pairs = crossed.select(column, f"{column}_other").filter(
        pl.col(column) < pl.col(f"{column}_other")
    )
    return sorted(set(pairs.rows()))


def _exchanged(known: pl.DataFrame, column: str, one: str, other: str) -> int:
    """How many values of two codes have changed places; 0 where that may be an accident."""
    others = [name for name in KEY if name != column]
    pairs = (
        known.filter(pl.col(column) == one)
        .join(known.filter(pl.col(column) == other), on=others, suffix="_other")
        # Of two that are alike nobody can say which is which.
        .filter(pl.col("before") != pl.col("before_other"))
    )
    crossed = pairs.filter(
        pl.col("number") == pl.col("before_other"), pl.col("number_other") == pl.col("before")
    )
    if crossed.is_empty() or crossed.height < _NEARLY_ALL * pairs.height:
        return 0
    large = crossed.filter(pl.min_horizontal("number", "number_other") >= _NO_ACCIDENT)
    return crossed.height if crossed.height >= _ENOUGH or large.height else 0
