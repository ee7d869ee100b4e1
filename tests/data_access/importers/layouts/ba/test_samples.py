"""Original workbooks of the BA: every cell goes somewhere once, as another reader sees it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.grids import Grid, read_workbook
from data_access.importers.layouts import ba
from data_access.importers.opening import open_upload
from data_access.importers.problems import Reason, Severity
from data_access.importers.registry import recognised, tables_of
from data_access.importers.tables.values import interpret_values
from tests.support import samples

FOLDER = samples.FOLDER / "ba"
RAW_SGB2 = "raw_arbeitslose_migrationshintergrund_sgb2_kreise_201912.xlsx"
RAW_YOUNG = "raw_arbeitslose_u25_zeitreihe_merged.xlsx"
RAW_EMPLOYED = "raw_svb_auslaender_kreise_202006.xlsx"

_BY_LAND = ("B13", "K52")
_BY_TRAIT = ("B15", "M39")
#: Where the values of each original sheet stand, looked up by hand.
VALUES = {
    (RAW_SGB2, "Rohdaten_BA_2019_SGB2"): ("C15", "N60"),
    (RAW_YOUNG, "2018_C6_Rohdaten"): ("C15", "AF79"),
    (RAW_EMPLOYED, "2020_Rohdaten_BA"): ("C10", "M59"),
    ("orig_2019_C6.xlsx", "2019_Rohdaten_BA"): ("B12", "M25"),
    ("orig_2019_C6.xlsx", "2018_C6_Rohdaten"): ("C15", "AF79"),
    ("orig_2019_C6.xlsx", "2018_C6_Rohdaten_2"): ("B11", "G15"),
    ("orig_2019_C6.xlsx", "Rohdaten_BA"): ("C15", "AF79"),
    ("orig_2019_C7.xlsx", "Rohdaten_BA_2019_1"): _BY_TRAIT,
    ("orig_2019_C7.xlsx", "Rohdaten_BA_2019_SGB3"): ("C15", "N60"),
    ("orig_2019_C7.xlsx", "Rohdaten_BA_2019_SGB3%"): ("C13", "N58"),
    ("orig_2019_C7.xlsx", "Rohdaten_BA_2019_SGB2"): ("C15", "N60"),
    ("orig_2019_C7.xlsx", "Rohdaten_BA_2019_SGB2%"): ("C13", "N58"),
    **{
        ("orig_2019_C7.xlsx", f"Rohdaten_BA_{year}{part}"): place
        for year in (2016, 2017, 2018)
        for part, place in (("", _BY_TRAIT), ("_2", _BY_LAND), ("_3", _BY_LAND), ("_4", _BY_LAND))
    },
}
#: What analysts made of them.
ANALYSTS = {
    ("orig_2019_C6.xlsx", "2018_C6_Zeitreihe"),
    ("orig_2019_C6.xlsx", "alte_Tabelle"),
    ("orig_2019_C7.xlsx", "C7_Zeitreihe"),
    ("orig_2019_C7.xlsx", "C7_Berechnung"),
}


@cache
def _grids(file: str) -> dict[str, Grid]:
    document = Document(file, DocumentKind.WORKBOOK, (FOLDER / file).read_bytes())
    return {grid.sheet: grid for grid in read_workbook(document)}


def _grid(file: str, sheet: str) -> Grid:
    return _grids(file)[sheet]


@cache
def _book(file: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(FOLDER / file, data_only=True)


def _other(file: str, sheet: str) -> Worksheet:
    """The sheet as another reader sees it."""
    found = _book(file)[sheet]
    assert isinstance(found, Worksheet)
    return found


@samples.needed
def test_only_the_sheets_of_the_agency_are_recognised() -> None:
    found: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for path in FOLDER.glob("*.xlsx"):
        for opened in open_upload(path.name, path.read_bytes()):
            for source in opened.sources:
                layout = recognised(source)
                assert layout is None or layout[0].NAME == "ba"
                found[layout is not None].add((path.name, source.sheet))

    assert found == {True: set(VALUES), False: ANALYSTS}


@samples.needed
@pytest.mark.parametrize(
    "path",
    # The code book is refused before any layout sees it.
    sorted(
        one
        for one in samples.FOLDER.glob("*/*.*")
        if one.parent.name != "ba" and "codebook" not in one.name
    ),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_files_of_other_offices_are_not_recognised(path: Path) -> None:
    for opened in open_upload(path.name, path.read_bytes()):
        assert [source.sheet for source in opened.sources if ba.recognise(source)] == []


@samples.needed
@pytest.mark.parametrize(("file", "sheet"), VALUES, ids=str)
def test_every_cell_of_an_original_sheet_goes_somewhere_once(file: str, sheet: str) -> None:
    table = ba.read(_grid(file, sheet))
    other = _other(file, sheet)
    filled = [
        cell
        for row in other.iter_rows()
        for cell in row
        if cell.value is not None and str(cell.value).strip()
    ]

    assert table.filled == len(filled)
    first, last = VALUES[file, sheet]
    expected = {
        (cell.row, cell.column): cell.value
        for row in other[first:last]
        for cell in row
        if cell.value is not None and str(cell.value).strip()
    }
    found = {
        (row, column): number if number is not None else text
        for row, column, text, number in table.cells.select(
            "row", "column", "text", "number"
        ).rows()
    }
    assert found == expected
    assert table.cells.filter(table.cells["period"].is_null()).is_empty()
    assert table.cells["series"].n_unique() == table.cells["column"].n_unique()
    assert [one for one in table.problems if one.severity is not Severity.NOTE] == []


@samples.needed
def test_bare_names_of_counties_are_areas_and_their_marks_are_told() -> None:
    table = ba.read(_grid(RAW_SGB2, "Rohdaten_BA_2019_SGB2"))
    other = _other(RAW_SGB2, "Rohdaten_BA_2019_SGB2")

    for row, code, name, period in (
        table.cells.select("row", "area_code", "area_name", "period").unique().rows()
    ):
        assert (code, name, period) == (None, other.cell(row, 1).value, "2019-12")
    assert table.table_id == (
        "Bestand an Arbeitslosen nach Migrationshintergrund - Rechtskreis SGB II"
    )
    assert table.title == f"2.5 {table.table_id}"
    assert (table.territorial_status, table.data_status) == (date(2019, 12, 31), date(2020, 5, 31))
    marked = [other.cell(row, 1).value for row in range(15, 61) if other.cell(row, 2).value == "³"]
    (note,) = [one for one in table.problems if one.code == "footnote"]
    assert all(str(name) in note.what for name in marked[:8])
    assert f"{len(marked) - 8} weitere" in note.what
    assert "Erhöhte Unsicherheit" in note.what


@samples.needed
def test_headers_merged_over_five_rows_join() -> None:
    table = ba.read(_grid(RAW_SGB2, "Rohdaten_BA_2019_SGB2"))
    series = dict(table.cells.select("column", "series").unique().rows())

    background = "davon (an Spalte 2) | Mit Migrationshintergrund"
    assert [series[column] for column in (3, 4, 5, 6, 12, 14)] == [
        "Arbeitslose insgesamt",
        "darunter: Befragte mit Angabe zum Migrationshintergrund (an Spalte 1)",
        "davon (an Spalte 2) | Ohne Migrationshintergrund",
        f"{background} | Insgesamt",
        f"{background} | Ohne eigene Migrationserfahrung | darunter | Ausländer",
        f"{background} | Mit Migrationshintergrund ohne nähere Angabe",
    ]


@samples.needed
def test_merged_months_fill_down_over_their_regions() -> None:
    table = ba.read(_grid(RAW_YOUNG, "2018_C6_Rohdaten"))
    other = _other(RAW_YOUNG, "2018_C6_Rohdaten")
    rows = table.cells.select("row", "area_code", "area_name", "period").unique().sort("row").rows()

    month = ""
    for row, code, name, period in rows:
        value = other.cell(row, 1).value
        month = value.strftime("%Y-%m") if isinstance(value, datetime) else month
        assert period == month
        assert f"{code} {name}" == other.cell(row, 2).value
    assert len(rows) == 13 * 5
    series = dict(table.cells.select("column", "series").unique().rows())
    assert series[column_index_from_string("AE")] == (
        "Arbeitslosenquoten (bezogen auf alle zivilen Erwerbspersonen) | Frauen"
        " | 15 bis unter 20 Jahre"
    )


@samples.needed
def test_codes_and_names_in_one_cell_part_and_an_added_column_stays_out() -> None:
    table = ba.read(_grid(RAW_EMPLOYED, "2020_Rohdaten_BA"))

    hildesheim = table.cells.filter(table.cells["area_code"] == "03254")
    assert hildesheim["area_name"].unique().to_list() == ["Hildesheim"]
    assert hildesheim["period"].unique().to_list() == ["2020-06-30"]
    # The 50 keys that somebody has written beside the table.
    assert table.left_out[Reason.OUTSIDE] == 50
    assert (table.territorial_status, table.data_status) == (date(2021, 7, 31), date(2021, 7, 31))


@samples.needed
def test_brackets_that_only_a_format_draws_are_read_as_uncertain() -> None:
    (table,) = tables_of(ba, _grid("orig_2019_C7.xlsx", "Rohdaten_BA_2019_SGB2"))
    written = _other("orig_2019_C7.xlsx", "Rohdaten_BA_2019_SGB2")
    bracketed = {
        (cell.row, cell.column)
        for row in written["C15:N60"]
        for cell in row
        if cell.number_format.startswith("\\(") and isinstance(cell.value, int)
    }

    valued = interpret_values(table.cells)

    assert len(bracketed) == 196
    limited = valued.filter("limited").select("row", "column").rows()
    assert set(limited) == bracketed
    assert valued["understood"].all()


@samples.needed
def test_a_sheet_of_formulas_is_in_doubt_cell_by_cell() -> None:
    grid = _grid("orig_2019_C7.xlsx", "Rohdaten_BA_2019_1")
    (table,) = tables_of(ba, grid)

    assert table.left_out[Reason.DOUBT] == 289
    assert table.cells["text"].unique().to_list() == ["."]
    assert table.filled == ba.read(grid).filled
