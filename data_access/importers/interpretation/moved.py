"""Whether values that break the rules would keep them one column further, or swapped.

Whoever inserts, deletes or moves columns makes dozens of faulty cells with one cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

import polars as pl

from data_access.importers.tables.beside import columns_named

#: What a cell says, apart from what it is about.
_SAID: Final = (
    *("text", "number", "letters", "status", "understood"),
    *("provisional", "revised", "estimated", "limited"),
)
#: Fewer faulty cells are looked at one by one.
_FEWEST: Final = 5
#: A guess leaves at most this part of the faults.
_LEFT: Final = 0.1
#: Columns slip by one or two; further ones are another table.
_STEPS: Final = (1, -1, 2, -2)
#: Every guess reads the table once more.
_MOST_CELLS: Final = 50_000
_MOST_NEIGHBOURS: Final = 40


def what_moved(
    cells: pl.DataFrame, failing: pl.DataFrame, failures: Callable[[pl.DataFrame], int]
) -> str:
    """What probably happened to the columns, in German; empty where no guess explains it.

    Args:
        cells: values with their meanings, also of columns that are left out.
        failing: those that break a rule.
        failures: how many of such cells break a rule.
    """
    if failing.height < _FEWEST or cells.height > _MOST_CELLS:
        return ""
    bearable = int(failing.height * _LEFT)
    suspects = failing.select("row", pl.col("column").alias("from"))
    for what, places in _guesses(cells, failing):
        said = cells.select("row", *_SAID, pl.col("column").alias("from"), column=places)
        moved = cells.drop(_SAID).join(said, on=["row", "column"], how="inner")
        wanted = moved.filter(pl.col("leave_out") == "")
        # What falls off the edge keeps all rules, and proves nothing.
        seen = wanted.join(suspects, on=["row", "from"], how="semi").height
        if 2 * seen > failing.height and failures(wanted.drop("from")) <= bearable:
            return what
    return ""


def _guesses(cells: pl.DataFrame, failing: pl.DataFrame) -> Iterator[tuple[str, pl.Expr]]:
    """What may have happened, and the column that each value then belongs to."""
    columns = sorted(cells["column"].unique().to_list())
    faulty = set(failing["column"].unique().to_list())
    column = pl.col("column").cast(pl.Int64)
    for step in _STEPS:
        # To put them right, values go back by what they have slipped.
        side = "links" if step > 0 else "rechts"
        by = "eine Spalte" if abs(step) == 1 else f"{abs(step)} Spalten"
        yield (
            f"Vermutlich sind die Werte um {by} nach {side} verrutscht: Schiebt man sie "
            "zurück, passen sie zu ihren Überschriften",
            (column + step).cast(pl.UInt32),
        )
    if len(columns) > _MOST_NEIGHBOURS:
        return

    def named(left: int, right: int) -> str:
        return columns_named([left, right]) if cells["sheet"][0] else f"Spalten {left} und {right}"

    near = [pair for pair in pairwise(columns) if _touches(pair, faulty)]
    for left, right in near:
        yield (
            f"Vermutlich sind die Werte der {named(left, right)} vertauscht: Tauscht man sie "
            "zurück, passen sie zu ihren Überschriften",
            pl.when(column == left)
            .then(right)
            .when(column == right)
            .then(left)
            .otherwise(column)
            .cast(pl.UInt32),
        )


def _touches(pair: tuple[int, int], faulty: set[int]) -> bool:
    """Whether a swap may explain the faults: the total may be swapped, and its parts be faulty."""
    return any(abs(one - other) <= 1 for one in pair for other in faulty)
