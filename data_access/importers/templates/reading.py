"""A filled sheet of a template: its columns and rows by name, wherever they have been moved to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data_access.importers.files.grids import Grid
from data_access.importers.templates.beside import refuse_named_persons
from data_access.importers.templates.marker import Mark
from data_access.importers.templates.model import Sheet, Template
from data_access.importers.templates.raw import (
    Findings,
    Line,
    RawCell,
    RawRow,
    RawSheet,
    lines_of,
    plain_title,
)
from data_access.importers.templates.sheet_findings import (
    check_columns,
    check_version,
    tell_formulas,
    tell_others,
)

#: Rows in which the header of a table is looked for.
_HEADER_ROWS = 40
#: Fewer columns may be anybody's.
_FEWEST_COLUMNS = 3


def read_sheet(grid: Grid, mark: Mark, template: Template, sheet: Sheet) -> RawSheet:
    """Find the columns and rows of a sheet, wherever they have been moved to.

    Raises:
        RefusedFileError: it names persons.
    """
    findings = Findings(grid.document, grid.sheet)
    check_version(mark, template, findings)
    lines = list(lines_of(grid))
    header, columns = _header(lines, sheet)
    heads = next((cells for number, cells in lines if number == header), {})
    renamed = _renamed(columns, heads, sheet)
    complete = check_columns(columns, renamed, header, sheet, template, findings)
    above = [line for line in lines if line[0] <= header]
    rows = [_row(number, cells, columns) for number, cells in lines if number > header]
    tell_formulas(rows, sheet, findings)
    taken = {*columns.values(), *(cell.column for cell in renamed.values())}
    refuse_named_persons(
        {number: _texts(cells) for number, cells in lines},
        header=header,
        own=taken,
        document=grid.document,
        sheet=grid.sheet,
    )
    tell_others(heads, [cells for number, cells in lines if number > header], taken, findings)
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


def _texts(cells: Mapping[int, RawCell]) -> dict[int, str]:
    """The cells that are no numbers."""
    return {place: one.text for place, one in cells.items() if one.text and one.number is None}


def _header(lines: list[Line], sheet: Sheet) -> tuple[int, dict[str, int]]:
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
    lines = list(lines_of(grid))
    for template in templates:
        for sheet in template.sheets:
            found = len(_header(lines, sheet)[1])
            if found >= _FEWEST_COLUMNS and found + 1 >= len(sheet.columns):
                return template
    return None


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


def _row(number: int, cells: Mapping[int, RawCell], columns: Mapping[str, int]) -> RawRow:
    known = {name: cells[place] for name, place in columns.items() if place in cells}
    places = set(columns.values())
    outside = sum(bool(cell.text) for place, cell in cells.items() if place not in places)
    return RawRow(number, known, outside)


def _fields(above: list[Line], sheet: Sheet) -> dict[str, RawCell]:
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
