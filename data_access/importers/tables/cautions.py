"""What a workbook says of single values beside their text: formulas, errors, formats."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import polars as pl

from data_access.importers.files.grids import Grid, Position, address
from data_access.importers.problems import NAMED, Problem, Reason, Severity, further
from data_access.importers.tables.cells import ReadTable


def with_cautions(grid: Grid, table: ReadTable) -> ReadTable:
    """The table as Excel shows it, without what is only the result of a calculation.

    Values worked out by formulas and errors are in doubt: they are counted and not stored, since
    nobody knows whether the result belongs to the published figure. Percentages read as shown,
    brackets round a number become the letters ``()``.
    """
    errors = _among(table.cells, grid.errors)
    formulas = _among(table.cells, grid.formulas).join(errors, on=_KEY, how="anti")
    doubtful = pl.concat([errors, formulas])
    kept = table.cells.join(doubtful.select(_KEY), on=_KEY, how="anti", maintain_order="left")
    left_out = dict(table.left_out)
    if doubtful.height:
        left_out[Reason.DOUBT] = left_out.get(Reason.DOUBT, 0) + doubtful.height
    problems = (
        *table.problems,
        *_told(table, "error-cell", _ERROR, _places(errors)),
        *_told(table, "formula-cell", _FORMULA, _places(formulas)),
        *_told(table, "formula-empty", _EMPTY, _never_worked_out(grid, table)),
    )
    return replace(table, cells=_as_shown(kept, grid), left_out=left_out, problems=problems)


_KEY = ("row", "column")
_ERROR = (
    "Statt eines Wertes steht ein Fehler von Excel da",
    "Die Tabelle beim Herausgeber neu herunterladen oder den Wert dort nachsehen.",
)
_FORMULA = (
    "Der Wert ist das Ergebnis einer Formel, kein veröffentlichter Wert",
    "Die unveränderte Datei des Herausgebers einlesen. Sind die Ergebnisse richtig: kopieren, mit "
    "„Inhalte einfügen: Werte“ einfügen und die Datei neu speichern.",
)
_EMPTY = (
    "Die Formel wurde nie berechnet, die Zelle ist leer",
    "Die Datei in Excel öffnen, berechnen lassen und speichern, oder den Wert eintragen.",
)


def _among(cells: pl.DataFrame, positions: Collection[Position]) -> pl.DataFrame:
    wanted = pl.DataFrame(
        sorted(positions), schema={"row": pl.UInt32, "column": pl.UInt32}, orient="row"
    )
    return cells.join(wanted, on=_KEY, how="semi", maintain_order="left")


def _places(cells: pl.DataFrame) -> list[Position]:
    return cells.select(_KEY).rows()


def _never_worked_out(grid: Grid, table: ReadTable) -> list[Position]:
    """Empty formula cells where the table has values: same row, same column."""
    rows, columns = set(table.cells["row"]), set(table.cells["column"])
    return sorted(
        (row, column)
        for row, column in grid.formulas
        if row in rows and column in columns and _is_empty(grid, row, column)
    )


def _is_empty(grid: Grid, row: int, column: int) -> bool:
    inside = row <= grid.frame.height and column <= grid.frame.width
    return not inside or grid.frame.item(row - 1, column - 1) is None


def _told(
    table: ReadTable, code: str, words: tuple[str, str], places: list[Position]
) -> Iterator[Problem]:
    what, remedy = words
    for row, column in places[:NAMED]:
        problem = Problem(
            Severity.DOUBT,
            code,
            table.document,
            table.sheet,
            address(row, column),
            f"{what}.",
            remedy,
        )
        yield problem
    if len(places) > NAMED:
        yield further(problem, len(places) - NAMED)


def _as_shown(cells: pl.DataFrame, grid: Grid) -> pl.DataFrame:
    marked = _marked(cells, grid, grid.percents, "percent")
    marked = _marked(marked, grid, grid.brackets, "bracket")
    # Nine digits hide what multiplying by a hundred adds behind the last one.
    shown = (pl.col("number") * 100).round(9)
    # A layout that has multiplied already is not corrected once more.
    percent = pl.col("percent") == pl.col("number")
    bracket = pl.col("bracket").is_not_null() & (pl.col("letters") == "")
    return marked.with_columns(
        number=pl.when(percent).then(shown).otherwise("number"),
        text=pl.when(percent).then(shown.cast(pl.String) + " %").otherwise("text"),
        letters=pl.when(bracket).then(pl.lit("()")).otherwise("letters"),
    ).drop("percent", "bracket")


def _marked(
    cells: pl.DataFrame, grid: Grid, positions: Collection[Position], name: str
) -> pl.DataFrame:
    """The cells with a column of the numbers that the workbook has at some positions."""
    found = [
        (row, column, float(grid.frame.item(row - 1, column - 1))) for row, column in positions
    ]
    schema = {"row": pl.UInt32, "column": pl.UInt32, name: pl.Float64}
    wanted = pl.DataFrame(found, schema=schema, orient="row")
    return cells.join(wanted, on=_KEY, how="left", maintain_order="left")
