"""Rows and columns that Excel does not show: they are read like all others, and that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import polars as pl

from data_access.importers.files.grids import Grid, Text
from data_access.importers.files.sheets import column_letters
from data_access.importers.problems import Problem, Severity
from data_access.words import counted, listing

#: So many runs of rows or columns are named.
_NAMED = 6


def hidden_cells(sources: Iterable[Grid | Text]) -> Iterator[Problem]:
    """A note for each sheet of which rows or columns with something in them are hidden."""
    for source in sources:
        said = _hidden(source) if isinstance(source, Grid) else []
        if said:
            yield Problem(
                Severity.NOTE,
                "hidden-cells",
                source.document,
                source.sheet,
                "",
                f"Auf dem Blatt ausgeblendet und trotzdem gelesen: {listing(said)}.",
                "In Excel einblenden und ansehen, auch einen Filter aufheben, der Zeilen ausblendet"
                ": Die Werte darin zählen wie alle anderen.",
            )


def _hidden(grid: Grid) -> list[str]:
    frame = grid.frame
    if frame.is_empty():
        return []
    filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    rows = [row for row in grid.hidden_rows if row <= frame.height and filled[row - 1]]
    columns = [
        column
        for column in grid.hidden_columns
        if column <= frame.width and frame[f"c{column}"].null_count() < frame.height
    ]
    return [
        *_runs(rows, ("Zeile", "Zeilen"), str),
        *_runs(columns, ("Spalte", "Spalten"), column_letters),
    ]


def _runs(
    numbers: Sequence[int], words: tuple[str, str], named: Callable[[int], str]
) -> Iterator[str]:
    """Rising numbers in words, neighbours together: „Zeilen 20 bis 39 und 45“."""
    if not numbers:
        return
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], one]
        else:
            runs.append([one])
    shown = [" bis ".join(map(named, run)) for run in runs[:_NAMED]]
    rest = sum(run[-1] - run[0] + 1 for run in runs[_NAMED:])
    if rest:
        shown.append(counted(rest, "weitere", "weitere"))
    yield f"{words[len(numbers) > 1]} {listing(shown)}"
