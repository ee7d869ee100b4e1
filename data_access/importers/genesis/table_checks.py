"""What is wrong with a table of a GENESIS database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from data_access.importers.files.texts import Text
from data_access.importers.genesis.columns import Columns
from data_access.importers.genesis.sections import Sections
from data_access.importers.problems import Problem, Severity
from data_access.importers.problems.remedies import TABLE_AGAIN
from data_access.importers.tables.dates import date_problem
from data_access.importers.tables.places import place_of
from data_access.words import number

_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, eq=False)
class TableInParts:
    """A table with what was made of it."""

    source: Text
    sections: Sections
    columns: Columns
    cells: pl.DataFrame

    def problem(
        self, severity: Severity, code: str, what: str, remedy: str, cell: str = ""
    ) -> Problem:
        """Something about the table."""
        return Problem(severity, code, self.source.document, "", cell, what, remedy)


def check_table(table: TableInParts) -> tuple[Problem, ...]:
    """All problems of a table."""
    if not table.columns.values:
        what = "Die Tabelle hat keinen Kopf: Zeilen, die leer beginnen und die Spalten benennen."
        return (table.problem(Severity.ERROR, "no-header", what, TABLE_AGAIN),)
    unruled = _unruled(table)
    if unruled:
        return (unruled,)
    if table.cells.is_empty():
        what = "Die Tabelle enthält keinen einzigen Wert."
        remedy = "Bei der Auswahl in der Datenbank Gebiete und Zeiten prüfen."
        return (table.problem(Severity.ERROR, "no-values", what, remedy),)
    return (
        *_roles(table),
        *_widths(table),
        *_empty_columns(table),
        *_empty_fields(table),
        *_headless(table),
        *_below(table),
        *_ending(table),
    )


def _unruled(table: TableInParts) -> Problem | None:
    """Footnotes without the line above them: they pass for rows, and no column is what it was."""
    rows = table.sections.rows
    short = 0
    while short < len(rows) and not any(rows[-1 - short][1][1:]):
        short += 1
    if table.sections.footnotes or not short or short == len(rows):
        return None
    return table.problem(
        Severity.ERROR,
        "footer-line-missing",
        "Unter den Werten fehlt die Linie aus Unterstrichen („__________“): Die Fußnoten sind "
        "von den Werten nicht zu unterscheiden.",
        TABLE_AGAIN,
        f"Zeile {rows[-short][0]}",
    )


def _roles(table: TableInParts) -> Iterator[Problem]:
    shortened = _shortened_key(table) if table.columns.code is None else None
    if shortened:
        line, column, key = shortened
        what = (
            f"Den Schlüsseln der Gebiete fehlen die führenden Nullen („{key}“): Ein "
            "Tabellenprogramm hat die Datei geöffnet und gespeichert."
        )
        yield table.problem(
            Severity.ERROR, "saved-again", what, TABLE_AGAIN, place_of("", line, column + 1)
        )
    elif table.columns.code is None:
        what = "Keine Spalte enthält Schlüssel von Gebieten."
        remedy = "In der Datenbank eine Tabelle mit Kreisen oder Gemeinden auswählen."
        yield table.problem(Severity.ERROR, "no-area", what, remedy)
    unreadable = list(_unreadable_dates(table))
    yield from unreadable
    if not unreadable and table.cells["period"].null_count() == table.cells.height:
        what = "Weder eine Spalte noch der Kopf nennt einen Stichtag oder ein Jahr."
        yield table.problem(Severity.ERROR, "no-time", what, TABLE_AGAIN)


def _shortened_key(table: TableInParts) -> tuple[int, int, str] | None:
    """Line, column and text of the first key that has one digit: of a state, without its zero."""
    for column in range(table.columns.labels):
        cells = [
            (line, fields[column])
            for line, fields in table.sections.rows
            if column < len(fields) and column != table.columns.period
        ]
        if cells and all(text == "DG" or text.isdecimal() for _, text in cells):
            return next(((line, column, text) for line, text in cells if len(text) == 1), None)
    return None


def _unreadable_dates(table: TableInParts) -> Iterator[Problem]:
    """Dates in the header or in their column that are none, each once."""
    columns, sections = table.columns, table.sections
    headed = [
        (line, column, text)
        for line, fields in sections.headers
        for column, text in enumerate(fields)
        if columns.period is None and column in columns.values
    ]
    beside = [
        (line, columns.period, fields[columns.period])
        for line, fields in sections.rows
        if columns.period is not None and columns.period < len(fields)
    ]
    once = {text: (line, column) for line, column, text in reversed([*headed, *beside])}
    for text, (line, column) in once.items():
        problem = date_problem(
            text, document=table.source.document, sheet="", cell=place_of("", line, column + 1)
        )
        if problem:
            yield problem


def _widths(table: TableInParts) -> Iterator[Problem]:
    """A separator too few or too many puts values under another header."""
    width = table.columns.width
    short = [line for line, fields in table.sections.rows if len(fields) < width]
    if short:
        what = f"{_rows_have(short)} weniger Felder als der Kopf ({width}); Werte fehlen."
        yield table.problem(Severity.ERROR, "row-too-short", what, TABLE_AGAIN, f"Zeile {short[0]}")
    long = [line for line, fields in table.sections.rows if any(fields[width:])]
    if long:
        what = f"{_rows_have(long)} mehr Felder als der Kopf ({width}); Werte sind verschoben."
        yield table.problem(Severity.ERROR, "row-too-long", what, TABLE_AGAIN, f"Zeile {long[0]}")


def _rows_have(lines: Sequence[int]) -> str:
    return "Eine Zeile hat" if len(lines) == 1 else f"{number(len(lines))} Zeilen haben"


def _empty_columns(table: TableInParts) -> Iterator[Problem]:
    filled = set(table.cells["column"].unique())
    line = table.sections.headers[-1][0]
    for column in table.columns.values:
        if column + 1 not in filled:
            yield table.problem(
                Severity.ERROR,
                "column-empty",
                "Unter dieser Überschrift steht kein einziger Wert: Werte fehlen, oder die Spalten "
                "sind verrutscht.",
                TABLE_AGAIN,
                place_of("", line, column + 1),
            )


def _empty_fields(table: TableInParts) -> Iterator[Problem]:
    """Signs say why there is no number; an empty field says nothing."""
    lines = [
        line
        for line, fields in table.sections.rows
        if not all(fields[column] for column in table.columns.values if column < len(fields))
    ]
    if lines:
        rows = "einer Zeile" if len(lines) == 1 else f"{number(len(lines))} Zeilen"
        what = f"In {rows} ist ein Wertefeld leer, auch ein Zeichen steht nicht da."
        remedy = "Prüfen, ob die Datei vollständig ist; diese Felder werden nicht übernommen."
        yield table.problem(Severity.DOUBT, "no-value", what, remedy, f"Zeile {lines[0]}")


def _headless(table: TableInParts) -> Iterator[Problem]:
    """Values under no header text could be anything."""
    columns = table.columns
    for column in range(columns.labels, columns.width):
        lines = [line for line, fields in table.sections.rows if any(fields[column : column + 1])]
        if column not in columns.values and lines:
            yield table.problem(
                Severity.DOUBT,
                "column-without-header",
                f"Über Spalte {column + 1} steht im Kopf nichts; ihre Werte werden nicht "
                "übernommen.",
                TABLE_AGAIN,
                place_of("", lines[0], column + 1),
            )


def _below(table: TableInParts) -> Iterator[Problem]:
    """Rows behind the line that ends the table: somebody has sorted it, or put two together."""
    columns = table.columns
    lines = [
        line
        for line, fields in table.sections.footnotes
        if any(_DIGIT.search(text) for text in fields[columns.labels : columns.width])
        and any(fields[: columns.labels])
    ]
    if lines:
        rows = "steht noch eine Zeile" if len(lines) == 1 else f"stehen noch {len(lines)} Zeilen"
        yield table.problem(
            Severity.ERROR,
            "row-below-footnotes",
            f"Unter dem Strich („____“), mit dem die Tabelle endet, {rows} mit Werten. Vermutlich "
            "wurde sie sortiert oder zusammenkopiert.",
            TABLE_AGAIN,
            f"Zeile {lines[0]}",
        )


def _ending(table: TableInParts) -> Iterator[Problem]:
    """The database ends each table with a line of underscores and the time of the download."""
    if table.sections.footnotes:
        return
    if not table.source.ends_whole:
        what = "Die Datei bricht mitten in einer Zeile ab; ihr letzter Wert kann verkürzt sein."
        line = table.sections.rows[-1][0]
        yield table.problem(Severity.ERROR, "broken-off", what, TABLE_AGAIN, f"Zeile {line}")
    else:
        what = "Die Fußzeile der Datenbank fehlt; die Tabelle kann unvollständig sein."
        remedy = "Prüfen, ob die letzten Gebiete und Jahre da sind."
        yield table.problem(Severity.NOTE, "no-footer", what, remedy)
