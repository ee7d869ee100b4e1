"""Small tables as LSN-Online lays them out: in the workbook of the ZIP, and on the web page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

import openpyxl
import xlsxwriter

from data_access.importers.files.grids import Grid
from data_access.importers.opening import open_upload

Position = tuple[int, int]
Value = str | int | float
#: First row, first column, last row, last column.
Merge = tuple[int, int, int, int]
#: Code, name, labels between name and values, values.
Row = tuple[str, str, tuple[str, ...], tuple[Value | None, ...]]

AREAS = "Niedersachsen\nStatistische Region*\nKreis*\nEinheits-/Samtgemeinde*"


@dataclass(frozen=True)
class Drawn:
    """Cells of a sheet; a text that begins with "=" is a formula whose result is 1."""

    cells: Mapping[Position, Value]
    merges: tuple[Merge, ...] = ()

    def beside(self, other: Drawn) -> Drawn:
        """Both on one sheet."""
        return Drawn({**self.cells, **other.cells}, (*self.merges, *other.merges))

    def with_cells(self, cells: Mapping[Position, Value]) -> Drawn:
        """With some cells replaced or added; None takes one away."""
        return Drawn({**self.cells, **cells}, self.merges)

    def without(self, *positions: Position) -> Drawn:
        """Without some cells."""
        kept = {place: one for place, one in self.cells.items() if place not in positions}
        return Drawn(kept, self.merges)


@dataclass(frozen=True)
class Table:
    """A table with one group of three columns and two single ones, or fewer."""

    rows: tuple[Row, ...]
    table_id: str = "A100001G"
    title: str = "Bevölkerung und Katasterfläche 1) in Niedersachsen (Gebietsstand: 1.7.2017)"
    date: str = "31.12.2019*"
    labels: str = AREAS
    group: str = "Bevölkerung"
    grouped: tuple[str, ...] = ("Insgesamt", "Männlich", "Weiblich")
    #: Headers over several lines, each of one column.
    single: tuple[str, ...] = ("1)\nFläche\n \nin qkm", "1)\nEin-\nwohner\nje qkm")
    footnotes: tuple[str, ...] = (
        "Hinweis:",
        "Die Ergebnisse sind aufgrund methodischer Änderungen nur bedingt vergleichbar.",
        "1) Die Fläche wird ab 2000 nur noch zum 31.12. ausgewiesen.",
    )
    extra: Mapping[Position, Value] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Number of value columns."""
        return len(self.grouped) + len(self.single)


def download(table: Table, row: int = 1, column: int = 1) -> Drawn:
    """As in the workbook of the ZIP: code and name in one cell, headers merged."""
    cells: dict[Position, Value] = {
        (row, column): "© Landesamt für Statistik Niedersachsen, 2020.",
        (row + 1, column): "Vervielfältigung und Verbreitung, auch auszugsweise, mit "
        "Quellenangabe gestattet.",
        (row + 3, column): f"LSN-Online: Tabelle {table.table_id}",
        (row + 5, column): table.title,
        (row + 6, column): " ",
        (row + 7, column): table.date,
        (row + 9, column): table.labels,
        (row + 9, column + 1): table.group,
    }
    merges: list[Merge] = [(row + 9, column, row + 11, column)]
    if len(table.grouped) > 1:
        merges.append((row + 9, column + 1, row + 9, column + len(table.grouped)))
    for number, text in enumerate(table.grouped, start=1):
        cells[row + 10, column + number] = text
    for number, text in enumerate(table.single, start=len(table.grouped) + 1):
        cells[row + 9, column + number] = text
        merges.append((row + 9, column + number, row + 10, column + number))
    for number in range(1, table.width + 1):
        cells[row + 11, column + number] = str(number)
    below = row + 12
    for code, name, labels, values in table.rows:
        text = f"{code:<8}{name:<30}" if code else f"  {name}"
        cells[below, column] = "  ".join((text, *labels)) if not code else text
        cells |= _values(below, column + 1, values)
        below += 1
    for number, text in enumerate(table.footnotes, start=below + 1):
        cells[number, column] = text
    return Drawn(cells, tuple(merges))


def copied(table: Table, row: int = 1, column: int = 1, *, labels: int = 0) -> Drawn:
    """As copied from the web page: no-break spaces, code, name and labels in cells of their own.

    The lines of each header lie in cells of their own, one below the other.

    Args:
        table: what to lay out.
        row: where it begins.
        column: where it begins.
        labels: columns between name and values.
    """
    first = column + 2 + labels
    cells: dict[Position, Value] = {
        (row, column + 1): "\u00a0gezippte Excel-Datei herunterladen\u00a0",
        (row + 2, column + 1): "© Landesamt für Statistik Niedersachsen, 2020.",
        (row + 5, column + 1): f"LSN-Online: Tabelle {table.table_id}",
        (row + 7, column + 1): "Landesamt für Statistik Niedersachsen",
        (row + 8, column + 1): table.title.replace(" ", "\u00a0"),
        (row + 10, column + 1): table.date.replace(" ", "\u00a0"),
    }
    lines = table.labels.split("\n")
    header = row + 12
    numbers = header + max(len(lines) - 1, 4)
    for number, line in enumerate(lines):
        cells[numbers - len(lines) + 1 + number, first - 1] = line
    cells[header, first] = table.group
    last = first + len(table.grouped) - 1
    merges: tuple[Merge, ...] = ((header, first, header + 1, last),) if last > first else ()
    for number, text in enumerate(table.grouped):
        cells[numbers - 1, first + number] = text
    for number, text in enumerate(table.single, start=len(table.grouped)):
        stacked = [line for line in text.split("\n") if line.strip()]
        for above, line in enumerate(reversed(stacked), start=1):
            cells[numbers - above, first + number] = line
    for number in range(table.width):
        cells[numbers, first + number] = number + 1
    below = numbers + 2
    for code, name, more, values in table.rows:
        if code:
            cells[below, column] = int(code)
        if name:
            cells[below, column + 1] = name if code else f"\u00a0\u00a0{name}"
        cells |= {(below, column + 2 + number): _plain(one) for number, one in enumerate(more)}
        cells |= _values(below, first, values)
        below += 1
    for number, text in enumerate(table.footnotes, start=below + 1):
        cells[number, column + 1] = text.replace(" ", "\u00a0")
    return Drawn(cells, merges)


def _plain(label: str) -> Value:
    return int(label) if label.isdecimal() else label


def _values(row: int, column: int, values: tuple[Value | None, ...]) -> dict[Position, Value]:
    return {
        (row, column + number): value for number, value in enumerate(values) if value is not None
    }


def workbook(*sheets: Drawn) -> bytes:
    """A workbook with the cells of each sheet, merged as drawn."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for number, drawn in enumerate(sheets, start=1):
            sheet = book.add_worksheet(f"Blatt {number}")
            for top, left, bottom, right in drawn.merges:
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
            for (row, column), value in drawn.cells.items():
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(row - 1, column - 1, value, None, 1)
                elif isinstance(value, str):
                    sheet.write_string(row - 1, column - 1, value)
                else:
                    sheet.write_number(row - 1, column - 1, value)
    return buffer.getvalue()


def grids(content: bytes, name: str = "tabelle.xlsx") -> tuple[Grid, ...]:
    """The sheets of a workbook as an upload."""
    return tuple(
        source
        for one in open_upload(name, content)
        for source in one.sources
        if isinstance(source, Grid)
    )


def grid(drawn: Drawn) -> Grid:
    """A sheet as an upload."""
    (found,) = grids(workbook(drawn))
    return found


def filled(content: bytes, sheet: str) -> int:
    """Cells of a sheet that are not blank, as another reader of workbooks counts them."""
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    rows = book[sheet].iter_rows(values_only=True)
    return sum(value is not None and bool(str(value).strip()) for row in rows for value in row)
