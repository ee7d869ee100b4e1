"""A filled sheet of a template as it stands in the file: fields, columns and rows by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from data_access.importers.files.grids import Grid, address
from data_access.importers.problems import Problem, Severity
from data_access.importers.templates.beside import refuse_named_persons
from data_access.importers.templates.marker import Mark
from data_access.importers.templates.model import (
    REMOVED,
    Column,
    FigureSheet,
    Kind,
    Sheet,
    Template,
)

#: Rows in which the header of a table is looked for.
_HEADER_ROWS = 40
#: Fewer columns may be anybody's.
_FEWEST_COLUMNS = 3
_STAR = re.compile(r"\s*\*$")
_RENEW = "Die Vorlage neu holen („integrationsmonitor template {name}“) und die Zeilen übertragen."


@dataclass(frozen=True)
class RawCell:
    """A cell as Excel stores it.

    Attributes:
        text: as it reads; of numbers a Python literal; empty where a formula has no result.
        number: where the cell itself is a number; what Excel shows as 25 % is 25.
    """

    row: int
    column: int
    text: str
    number: float | None = None
    formula: bool = False
    error: bool = False


@dataclass(frozen=True)
class RawRow:
    """A row of the table.

    Attributes:
        cells: by name of their column; only those with content.
        outside: number of filled cells in columns that the template does not have.
    """

    number: int
    cells: Mapping[str, RawCell]
    outside: int


@dataclass(frozen=True, eq=False)
class RawSheet:
    """A sheet of a template in a file.

    Attributes:
        columns: column of the file by name of the template's.
        headings: filled cells down to the header, fields included.
        complete: no column is missing without which the rows cannot be read.
    """

    document: str
    title: str
    mark: Mark
    sheet: Sheet
    header: int
    columns: Mapping[str, int]
    fields: Mapping[str, RawCell]
    rows: tuple[RawRow, ...]
    headings: int
    complete: bool
    problems: tuple[Problem, ...]


@dataclass
class Findings:
    """Problems of a sheet with their places."""

    document: str
    title: str
    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        code: str,
        what: str,
        remedy: str,
        *,
        row: int = 0,
        column: int = 0,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem; without row and column it is one of the sheet."""
        cell = address(row, column) if row and column else ""
        self.found.append(Problem(severity, code, self.document, self.title, cell, what, remedy))


def read_sheet(grid: Grid, mark: Mark, template: Template, sheet: Sheet) -> RawSheet:
    """Find the columns and rows of a sheet, wherever they have been moved to.

    Raises:
        RefusedFileError: it names persons.
    """
    findings = Findings(grid.document, grid.sheet)
    _check_version(mark, template, findings)
    lines = list(_lines(grid))
    header, columns = _header(lines, sheet)
    heads = next((cells for number, cells in lines if number == header), {})
    renamed = _renamed(columns, heads, sheet)
    complete = _check_columns(columns, renamed, header, sheet, template, findings)
    above = [line for line in lines if line[0] <= header]
    rows = [_row(number, cells, columns) for number, cells in lines if number > header]
    _tell_formulas(rows, sheet, findings)
    taken = {*columns.values(), *(cell.column for cell in renamed.values())}
    refuse_named_persons(
        {number: _texts(cells) for number, cells in lines},
        header=header,
        own=taken,
        document=grid.document,
        sheet=grid.sheet,
    )
    _tell_others(heads, [cells for number, cells in lines if number > header], taken, findings)
    return RawSheet(
        document=grid.document,
        title=grid.sheet,
        mark=mark,
        sheet=sheet,
        header=header,
        columns=columns,
        fields=_fields(above, sheet),
        rows=tuple(row for row in rows if row.cells or row.outside),
        headings=sum(bool(cell.text) for _, cells in above for cell in cells.values()),
        complete=complete,
        problems=tuple(findings.found),
    )


_Line = tuple[int, dict[int, RawCell]]


def _texts(cells: Mapping[int, RawCell]) -> dict[int, str]:
    """The cells that are no numbers."""
    return {place: one.text for place, one in cells.items() if one.text and one.number is None}


def filled_cells(grid: Grid) -> int:
    """Number of cells that are not empty."""
    return sum(1 for _, cells in _lines(grid) for cell in cells.values() if cell.text)


def _lines(grid: Grid) -> Iterator[_Line]:
    """Rows with content, cells by column."""
    waiting: dict[int, list[int]] = {}
    for row, column in grid.formulas:
        waiting.setdefault(row, []).append(column)
    rows = zip(grid.frame.iter_rows(), grid.numeric.iter_rows(), strict=True)
    for number, (texts, numeric) in enumerate(rows, start=1):
        cells = {
            column: _cell(grid, number, column, text, is_number=is_number)
            for column, (text, is_number) in enumerate(zip(texts, numeric, strict=True), start=1)
            if text is not None and text.strip()
        }
        for column in waiting.get(number, ()):
            cells.setdefault(column, RawCell(number, column, "", formula=True))
        if cells:
            yield number, cells


def _cell(grid: Grid, row: int, column: int, text: str, *, is_number: bool) -> RawCell:
    place = (row, column)
    number = float(text) if is_number else None
    if number is not None and place in grid.percents:
        number = round(number * 100, 10)
        text = repr(number)
    return RawCell(
        row,
        column,
        " ".join(text.split()),
        number,
        formula=place in grid.formulas,
        error=place in grid.errors,
    )


def plain_title(text: str) -> str:
    """A title of a column without what does not distinguish it."""
    return _STAR.sub("", " ".join(text.split())).casefold()


def _header(lines: list[_Line], sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row with most of the titles, and where each column stands; no column if none is."""
    titles = {plain_title(column.title): column.name for column in sheet.all_columns}
    best: tuple[int, dict[str, int]] = (0, {})
    for number, cells in lines:
        if number > _HEADER_ROWS:
            break
        found: dict[str, int] = {}
        for place, cell in cells.items():
            name = titles.get(plain_title(cell.text))
            if name:
                found.setdefault(name, place)
        if len(found) > len(best[1]):
            best = (number, found)
    return best


def template_of_columns(grid: Grid, templates: Iterable[Template]) -> Template | None:
    """The template whose columns a sheet has, all but one; None where it is no such sheet."""
    lines = list(_lines(grid))
    for template in templates:
        for sheet in template.sheets:
            found = len(_header(lines, sheet)[1])
            if found >= _FEWEST_COLUMNS and found + 1 >= len(sheet.columns):
                return template
    return None


def _check_version(mark: Mark, template: Template, findings: Findings) -> None:
    if mark.version != template.version:
        age = "älteren" if mark.version < template.version else "neueren"
        findings.add(
            "template-version",
            f"Die Datei ist nach einer {age} Fassung der Vorlage „{template.title}“ gemacht "
            f"(Fassung {mark.version}, gelesen wird {template.version}).",
            _RENEW.format(name=template.name),
            row=1,
            column=1,
        )


def _check_columns(
    columns: Mapping[str, int],
    renamed: Mapping[str, RawCell],
    header: int,
    sheet: Sheet,
    template: Template,
    findings: Findings,
) -> bool:
    """Name every column that is missing; False where rows cannot be read without it."""
    if not columns:
        findings.add(
            "header-missing",
            f"Auf dem Blatt „{findings.title}“ fehlt die Zeile mit den Spaltenköpfen.",
            _RENEW.format(name=template.name),
        )
        return False
    complete = True
    for column in sheet.all_columns:
        if column.name in columns or column.name == REMOVED:
            continue
        instead = renamed.get(column.name)
        needed = _needed(column, sheet) or instead is not None
        complete = complete and not needed
        if instead:
            findings.add(
                "column-missing",
                f"Die Spalte „{column.title}“ fehlt; an ihrer Stelle steht „{instead.text}“.",
                f"Den Spaltenkopf wieder „{column.title}“ nennen. Eigene Spalten gehören hinter "
                "die letzte der Vorlage.",
                row=instead.row,
                column=instead.column,
            )
            continue
        findings.add(
            "column-missing",
            f"Die Spalte „{column.title}“ fehlt.",
            "Die Spalte mit genau diesem Kopf wieder einfügen; an welcher Stelle, ist gleich."
            if needed
            else "Ohne sie wird zu ihr nichts eingelesen. Soll sie gelesen werden, die Spalte mit "
            "genau diesem Kopf wieder einfügen.",
            row=header,
            column=1,
            severity=Severity.ERROR if needed else Severity.NOTE,
        )
    return complete


def _renamed(
    columns: Mapping[str, int], heads: Mapping[int, RawCell], sheet: Sheet
) -> dict[str, RawCell]:
    """Headers of somebody's own that stand where columns of the template are missing, by those."""
    names = [one.name for one in sheet.columns]
    found = {}
    for number, name in enumerate(names):
        before = columns.get(names[number - 1]) if number else None
        behind = columns.get(names[number + 1]) if number + 1 < len(names) else None
        place = before + 1 if before else behind - 1 if behind else 0
        head = heads.get(place)
        if name not in columns and head and head.text and place not in columns.values():
            found[name] = head
    return found


def _needed(column: Column, sheet: Sheet) -> bool:
    """Figures without a column are not delivered; rows of a list need all of theirs."""
    if isinstance(sheet, FigureSheet):
        return column.required
    return not column.fixed


def _row(number: int, cells: Mapping[int, RawCell], columns: Mapping[str, int]) -> RawRow:
    known = {name: cells[place] for name, place in columns.items() if place in cells}
    places = set(columns.values())
    outside = sum(bool(cell.text) for place, cell in cells.items() if place not in places)
    return RawRow(number, known, outside)


def _fields(above: list[_Line], sheet: Sheet) -> dict[str, RawCell]:
    """What stands beside the title of a field."""
    titles = {plain_title(one.title.rstrip(":")): one.name for one in sheet.fields}
    found: dict[str, RawCell] = {}
    for _, cells in above:
        for place, cell in cells.items():
            name = titles.get(plain_title(cell.text.rstrip(":")))
            beside = [other for other in sorted(cells) if other > place]
            if name and beside:
                found.setdefault(name, cells[beside[0]])
    return found


#: Kinds that are numbers to Excel, so that a formula can give them.
_COMPUTED = frozenset(Kind) - {Kind.TEXT, Kind.CHOICE, Kind.MARK}


def _tell_formulas(rows: list[RawRow], sheet: Sheet, findings: Findings) -> None:
    """Formulas are welcome where they give numbers; what they gave last is read."""
    read: Counter[str] = Counter()
    first: dict[str, RawCell] = {}
    for row in rows:
        for name, cell in row.cells.items():
            column = sheet.column(name)
            if not cell.formula or cell.error:
                continue
            if column.kind not in _COMPUTED:
                findings.add(
                    "formula-for-text",
                    f"In der Spalte „{column.title}“ steht eine Formel.",
                    "Die Formel durch ihren Wert ersetzen (kopieren, als Werte einfügen).",
                    row=cell.row,
                    column=cell.column,
                )
            elif not cell.text:
                findings.add(
                    "formula-without-result",
                    f"Die Formel in der Spalte „{column.title}“ hat kein gespeichertes Ergebnis.",
                    "Die Datei in Excel öffnen, rechnen lassen und speichern.",
                    row=cell.row,
                    column=cell.column,
                )
            else:
                read[name] += 1
                first.setdefault(name, cell)
    for name, count in read.items():
        findings.add(
            "formula-read",
            f"In der Spalte „{sheet.column(name).title}“ steht {_times(count)} eine Formel; "
            "gelesen wurde ihr gespeichertes Ergebnis.",
            "Nichts zu tun, wenn Excel die Datei zuletzt gerechnet und gespeichert hat.",
            row=first[name].row,
            column=first[name].column,
            severity=Severity.NOTE,
        )


def _times(count: int) -> str:
    return "einmal" if count == 1 else f"{count}-mal"


def _tell_others(
    heads: Mapping[int, RawCell],
    rows: list[dict[int, RawCell]],
    taken: set[int],
    findings: Findings,
) -> None:
    """Tell what stands beside the table; without its headers nothing is beside it."""
    names = [
        f"„{cell.text}“"
        for place, cell in sorted(heads.items())
        if place not in taken and cell.text
    ]
    beside = any(cell.text for cells in rows for place, cell in cells.items() if place not in taken)
    if not heads or not beside:
        return
    named = f" ({', '.join(names)})" if names else ""
    findings.add(
        "columns-beside-the-table",
        f"Neben der Tabelle steht noch etwas{named}; es wurde nicht gelesen.",
        "Nichts zu tun, wenn es eigene Bemerkungen sind.",
        severity=Severity.NOTE,
    )
