"""Tables of the state's social reporting, as its statistical office hands them out.

A title with the number of the table and its Stichtag, merged headers over cities, counties,
statistical regions and the state, footnotes. The number belongs to one edition of the report: the
next one may count on differently, so what a table counts is taken from its title.
"""

from __future__ import annotations

from dataclasses import replace

from data_access.importers.files.grids import Grid, Position, Text, address
from data_access.importers.layouts.lsn_report.anatomy import (
    LOOKED_AT,
    Anatomy,
    Head,
    find_anatomy,
    find_head,
)
from data_access.importers.layouts.lsn_report.problems import problems_of
from data_access.importers.layouts.lsn_report.rows import read_rows
from data_access.importers.layouts.lsn_report.title import read_title
from data_access.importers.names.text import without_marks
from data_access.importers.tables.cells import JOINT, LabelPlaces, ReadTable
from data_access.importers.tables.headers import Sheet, header_cells, header_places

NAME = "lsn_report"
TITLE = "Tabellen der Sozialberichterstattung des LSN (Excel)"
WHERE = (
    "Landesamt für Statistik Niedersachsen: Tabellen der Handlungsorientierten "
    "Sozialberichterstattung, auf Anfrage als Excel-Datei"
)


def recognise(source: Grid | Text) -> str | None:
    """Evidence that a sheet holds such a table, or None.

    Analysts' sheets have the same headers, but no title with the number of a table.
    """
    head = _head(source) if isinstance(source, Grid) else None
    if head is None:
        return None
    return (
        f"Sozialberichterstattung: Tab. {head.number} in {address(*head.title)}, "
        f"Spaltenkopf der Gebiete in {address(*head.areas)}"
    )


def read(source: Grid | Text, table_id: str = "") -> ReadTable:
    """The values of a sheet.

    ``series`` begins with what the title says is counted, the headers of the column follow.

    Args:
        source: the sheet.
        table_id: what the office calls the table; without it, its number is its name.

    Raises:
        TypeError: the source is no sheet.
        ValueError: it is no table of this layout.
    """
    if not isinstance(source, Grid):
        raise TypeError("Nur ein Tabellenblatt kann diese Tabelle sein.")
    head = _head(source)
    if head is None:
        raise ValueError("Kein Blatt der Sozialberichterstattung")
    sheet = Sheet(source)
    anatomy = find_anatomy(sheet, head)
    title = read_title(sheet, anatomy)
    headers = _headers(sheet, anatomy)
    series = {
        column: JOINT.join(filter(None, (title.subject, header)))
        for column, header in headers.items()
    }
    rows = read_rows(sheet, anatomy, series, title.period)
    return ReadTable(
        layout=NAME,
        table_id=table_id or head.number,
        title=title.text,
        document=source.document,
        sheet=source.sheet,
        cells=rows.cells,
        left_out=+rows.left_out,
        territorial_status=title.territorial_status,
        problems=tuple(problems_of(sheet, anatomy, title, headers, rows)),
        dated=dict.fromkeys(title.periods, address(*title.dated)),
        labels=LabelPlaces(
            area=anatomy.areas,
            texts={
                title.subject: head.title,
                **_places(sheet, anatomy),
                **rows.sections,
            },
        ),
    )


def _head(grid: Grid) -> Head | None:
    # Sheets of other offices may have a million rows.
    beginning = replace(
        grid, frame=grid.frame.head(LOOKED_AT), numeric=grid.numeric.head(LOOKED_AT)
    )
    return find_head(Sheet(beginning))


def _headers(sheet: Sheet, anatomy: Anatomy) -> dict[int, str]:
    paths = header_cells(sheet, anatomy.values, anatomy.headers)
    return {
        column: JOINT.join(without_marks(sheet.header(position)) for position in path)
        for column, path in paths.items()
    }


def _places(sheet: Sheet, anatomy: Anatomy) -> dict[str, Position]:
    paths = header_cells(sheet, anatomy.values, anatomy.headers)
    return header_places(paths, lambda position: without_marks(sheet.header(position)))
