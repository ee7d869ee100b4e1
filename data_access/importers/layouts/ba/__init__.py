"""Workbooks of the statistics of the Bundesagentur für Arbeit.

A title block says what, where and when; header cells are merged over several rows; a row of
numbers 1, 2, 3 … stands under the columns of values; then come the data, and behind the line with
„© Statistik der Bundesagentur für Arbeit“ the footnotes.
"""

from __future__ import annotations

from data_access.importers.files.grids import Grid, Text, address
from data_access.importers.layouts.ba.anatomy import find_anatomy, is_titled, lacks
from data_access.importers.layouts.ba.headers import places_of, series_of
from data_access.importers.layouts.ba.problems import problems_of
from data_access.importers.layouts.ba.rows import read_rows
from data_access.importers.layouts.ba.title import read_title
from data_access.importers.tables.cells import LabelPlaces, ReadTable
from data_access.importers.tables.headers import Sheet

NAME = "ba"
TITLE = "Statistik der Bundesagentur für Arbeit (Excel)"
WHERE = (
    "statistik.arbeitsagentur.de unter „Statistiken“, oder als Sonderauswertung vom "
    "Statistik-Service der Bundesagentur für Arbeit (.xlsx)"
)


def recognise(source: Grid | Text) -> str | None:
    """Evidence that a sheet is such a table, or None.

    An analyst's sheet made of its figures numbers the columns of names too, or lacks the line
    with the copyright; it is not read.
    """
    if not isinstance(source, Grid):
        return None
    anatomy = find_anatomy(Sheet(source))
    if anatomy is None:
        return None
    return (
        f"Statistik der Bundesagentur für Arbeit: Urhebervermerk in Zeile {anatomy.end}, Spalten "
        f"1 bis {len(anatomy.values) + len(anatomy.missing)} nummeriert in Zeile {anatomy.numbered}"
    )


def read(source: Grid | Text, table_id: str = "") -> ReadTable:
    """The values of a sheet.

    ``series`` joins the header texts above a column, ``item`` the labels of a row that are
    neither area nor period, with the heading of its section before them.

    Args:
        source: the sheet.
        table_id: what the office calls the table; without it, its title is its name.

    Raises:
        TypeError: the source is no sheet.
        ValueError: it is no table of this layout.
    """
    if not isinstance(source, Grid):
        raise TypeError("Nur ein Tabellenblatt kann diese Tabelle sein.")
    sheet = Sheet(source)
    anatomy = find_anatomy(sheet)
    if anatomy is None:
        raise ValueError("Kein Blatt der Statistik der Bundesagentur für Arbeit")
    title = read_title(sheet, anatomy)
    series = series_of(sheet, anatomy, title.table_id)
    rows = read_rows(sheet, anatomy, title, series)
    return ReadTable(
        layout=NAME,
        table_id=table_id or title.table_id,
        title=title.text,
        document=source.document,
        sheet=source.sheet,
        cells=rows.cells,
        left_out=rows.left_out,
        territorial_status=title.territorial_status,
        data_status=title.data_status,
        problems=tuple(problems_of(sheet, anatomy, title, rows, series)),
        dated={title.period: address(*title.dated)} if title.period and title.dated else {},
        labels=LabelPlaces(
            areas=rows.areas,
            whole=title.named,
            texts={**rows.labels, **places_of(sheet, anatomy)},
        ),
    )


def almost(source: Grid | Text) -> str | None:
    """What keeps a source from being such a table, where it seems to be one."""
    if not isinstance(source, Grid):
        return (
            "eine Tabelle der Bundesagentur für Arbeit, als CSV gespeichert"
            if is_titled(source.head, source.separator)
            else None
        )
    lacking = lacks(Sheet(source))
    return f"eine Tabelle der Bundesagentur für Arbeit, aber {lacking}" if lacking else None
