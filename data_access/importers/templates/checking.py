"""The rules of a sheet as dataframely schemas, and what a broken one says in German."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import dataframely as dy
import polars as pl

from data_access.importers.files.grids import address
from data_access.importers.problems import NAMED, Problem, Severity, further
from data_access.importers.templates.model import Column, Kind, Rule, Sheet
from data_access.importers.templates.parsing import ROW
from data_access.words import counted, number

#: Name of the sheet of the file, and of the column where the row is one cell of it.
SHEET, CELL = "_sheet", "_cell"
_INDEX = "_index"
_NAMED = re.compile(r"\{([a-z0-9_.]+)\}")


@dataclass(frozen=True)
class Places:
    """Where the columns stand: by sheet of the file and name of the column."""

    document: str
    columns: Mapping[str, Mapping[str, int]]

    def problem(
        self,
        row: Mapping[str, Any],
        name: str,
        code: str,
        what: str,
        remedy: str,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem in the cell of a row."""
        title = str(row[SHEET])
        columns = self.columns.get(title, {})
        column = columns.get(name) or columns.get(str(row.get(CELL))) or 1
        cell = address(int(row[ROW]), int(column))
        return Problem(severity, code, self.document, title, cell, what, remedy)


def check_columns(
    frame: pl.DataFrame, sheet: Sheet, places: Places, unread: Collection[tuple[str, int, str]]
) -> Iterator[Problem]:
    """What is missing, out of bounds or there twice.

    Args:
        frame: the columns of the sheet with ``SHEET`` and ``ROW``.
        sheet: whose columns they are.
        places: of the cells.
        unread: cells (sheet, row, name) that have been complained of already.
    """
    if frame.is_empty():
        return
    columns = [column for column in sheet.columns if column.name in frame.columns]
    schema = _schema({column.name: _typed(column) for column in columns}, ())
    by_name = {column.name: column for column in columns}
    # Without the column of a key nobody can say which row is which.
    if sheet.keys and set(sheet.keys) <= by_name.keys():
        yield from _repeated(frame, sheet, places)
    for broken, row in _broken(schema, frame):
        if broken == "primary_key":
            # Told once of all rows that are the same.
            continue
        name, _, check = broken.partition("|")
        if (row[SHEET], row[ROW], name) not in unread:
            yield _out_of_bounds(row, by_name[name], check, places)


def check_rules(
    frame: pl.DataFrame, rules: Sequence[Rule], sheet: Sheet, places: Places
) -> Iterator[Problem]:
    """Which rows break which rules.

    Args:
        frame: all columns that the rules name, with ``SHEET`` and ``ROW``.
        rules: of the sheet.
        sheet: whose columns they are.
        places: of the cells.
    """
    if frame.is_empty() or not rules:
        return
    others = {name: dy.Any() for name in frame.columns if name not in {SHEET, ROW}}
    schema = _schema(others, rules)
    by_name = {rule.name: rule for rule in rules}
    for broken, row in _broken(schema, frame):
        rule = by_name[broken]
        yield places.problem(
            row,
            rule.columns[0],
            rule.name,
            fill(rule.what, row, sheet),
            rule.remedy,
            rule.severity,
        )


def _schema(columns: Mapping[str, dy.Column], rules: Sequence[Rule]) -> type[dy.Schema]:
    """A schema of these columns; dataframely takes a null for "cannot be said"."""
    namespace: dict[str, Any] = {
        _INDEX: dy.UInt32(),
        **columns,
        **{rule.name: _as_rule(rule.holds) for rule in rules},
    }
    return cast("type[dy.Schema]", type("Rows", (dy.Schema,), namespace))


def _as_rule(holds: pl.Expr) -> Any:
    return dy.rule()(lambda _: holds)


def _typed(column: Column) -> dy.Column:
    nullable, key = not column.required, column.key
    if column.kind in {Kind.WHOLE, Kind.YEAR}:
        return dy.Int64(
            nullable=nullable,
            primary_key=key,
            min=None if column.minimum is None else int(column.minimum),
            max=None if column.maximum is None else int(column.maximum),
        )
    if column.kind in {Kind.NUMBER, Kind.EURO, Kind.PERCENT}:
        return dy.Float64(nullable=nullable, min=column.minimum, max=column.maximum)
    if column.kind is Kind.DATE:
        return dy.Date(nullable=nullable, primary_key=key)
    if column.kind is Kind.MARK:
        return dy.Bool(nullable=nullable)
    return dy.String(nullable=nullable, primary_key=key)


def _broken(schema: type[dy.Schema], frame: pl.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rules and rows that break them, row by row."""
    numbered = frame.with_row_index(_INDEX)
    _, failure = schema.filter(numbered)
    details = failure.details()
    rules = [name for name in details.columns if name not in schema.column_names()]
    rows = {row[_INDEX]: row for row in numbered.iter_rows(named=True)}
    for found in details.iter_rows(named=True):
        for name in rules:
            if found[name] == "invalid":
                yield name, rows[found[_INDEX]]


def _repeated(frame: pl.DataFrame, sheet: Sheet, places: Places) -> Iterator[Problem]:
    """Rows that stand there several times; one whose keys are missing is no other one again."""
    keys = list(sheet.keys)
    again = (
        frame.drop_nulls(keys)
        .group_by(keys, maintain_order=True)
        .agg(SHEET, ROW)
        .filter(pl.col(ROW).list.len() > 1)
    )
    for same in again.head(NAMED).iter_rows(named=True):
        standing = [*zip(same[SHEET], same[ROW], strict=True)]
        (first_sheet, first_row), (own_sheet, own_row), *rest = standing
        where = f"Zeile {first_row}" + (f" auf „{first_sheet}“" if first_sheet != own_sheet else "")
        also = ""
        if rest:
            so_often = counted(len(rest), "weitere Zeile ist", "weitere Zeilen sind")
            also = f" Noch {so_often} gleich."
        said = ", ".join(
            f"{sheet.column(name).title} {say(same[name], sheet.column(name))}" for name in keys
        )
        problem = places.problem(
            {**same, SHEET: own_sheet, ROW: own_row},
            sheet.keys[0],
            "row-twice",
            f"Die Zeile steht schon einmal in der Datei ({where}): {said}.{also}",
            "Eine der Zeilen löschen, oder die Angabe berichtigen, in der sie sich unterscheiden."
            if not rest
            else "Alle bis auf eine löschen, oder die Angabe berichtigen, in der sie sich "
            "unterscheiden.",
        )
        yield problem
    if again.height > NAMED:
        yield further(problem, again.height - NAMED)


def _out_of_bounds(row: Mapping[str, Any], column: Column, check: str, places: Places) -> Problem:
    if check == "nullability":
        return places.problem(
            row,
            column.name,
            "cell-empty",
            f"In der Spalte „{column.title}“ fehlt eine Angabe.",
            "Die Zelle ausfüllen, oder die ganze Zeile leeren.",
        )
    bound = column.minimum if check == "min" else column.maximum
    least = "mindestens" if check == "min" else "höchstens"
    return places.problem(
        row,
        column.name,
        "below-minimum" if check == "min" else "above-maximum",
        f"„{column.title}“ ist {say(row[column.name], column)}; erlaubt ist {least} "
        f"{say(bound, column)}.",
        "Die Zahl berichtigen.",
    )


def fill(text: str, row: Mapping[str, Any], sheet: Sheet) -> str:
    """A sentence with the cells of a row."""
    columns = {column.name: column for column in (*sheet.all_columns, *sheet.fields)}

    def said(match: re.Match[str]) -> str:
        name = match[1]
        return say(row.get(name), columns.get(name.removeprefix("whole.")))

    return _NAMED.sub(said, text)


def say(value: Any, column: Column | None) -> str:
    """A value as a German reader writes it."""
    if value is None:
        return "leer"
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) or (column and column.kind is Kind.WHOLE):
        # Counts as the cells of a template show them.
        return number(value, len(f"{value:.10f}".rstrip("0").partition(".")[2]))
    text = str(value)
    if column and column.options:
        return next((one.text for one in column.options if one.code == text), text)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return f"{text[5:]}.{text[:4]}"
    return text
