"""BA workbooks: every cell goes somewhere once, merged headers join, months fill down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.grids import Grid, read_workbook
from data_access.importers.layouts import ba
from data_access.importers.opening import open_upload
from data_access.importers.problems import Reason, Severity
from data_access.importers.registry import recognised, tables_of
from data_access.importers.tables.cells import ReadTable
from data_access.importers.tables.values import interpret_values
from data_access.vocabulary import Status
from tests.support import samples, uploads

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

# Original files


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
    [one for one in sorted(samples.FOLDER.glob("*/*.*")) if one.parent.name != "ba"],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_files_of_other_offices_are_not_recognised(path: Path) -> None:
    if "codebook" in path.name:
        pytest.skip("refused before any layout sees it")
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


# Tables of our own

Fill = Callable[[Any], None]
Rows = Sequence[Sequence[object]]
AREA = "Kreis Musterland (Gebietsstand Juni 2024)"


def _table(
    rows: Rows,
    *,
    title: str = "2.1 Bestand an Arbeitslosen",
    area: str = AREA,
    when: str = "Juni 2024 (Datenstand September 2024)",
    labels: Sequence[str] = ("Region",),
    columns: int = 2,
    header: Fill | None = None,
    more: Fill | None = None,
    end: str = "© Statistik der Bundesagentur für Arbeit",
) -> Grid:
    """A workbook laid out as BA does: labels from A on, headers in rows 7 and 8, data from 10."""
    first = len(labels)

    def fill(sheet: Any) -> None:
        sheet.write(0, first + columns - 1, "Arbeitsmarktstatistik")
        for row, text in ((2, title), (3, area), (4, when)):
            if text:
                sheet.write(row, 0, text)
        for column, label in enumerate(labels):
            sheet.write(6, column, label)
        if header:
            header(sheet)
        else:
            for column in range(columns):
                sheet.write(6, first + column, f"Merkmal {column + 1}")
        for column in range(columns):
            sheet.write(8, first + column, column + 1)
        uploads.rows([[]] * 9 + [list(row) for row in rows])(sheet)
        sheet.write(9 + len(rows), 0, "Erstellungsdatum: 01.10.2024")
        sheet.write(9 + len(rows), first + columns - 1, end)
        sheet.write(11 + len(rows), 0, "3) Erhöhte Unsicherheit.")
        if more:
            more(sheet)

    (grid,) = read_workbook(Document("t.xlsx", DocumentKind.WORKBOOK, uploads.workbook(fill)))
    return grid


def _read(grid: Grid) -> ReadTable:
    assert ba.recognise(grid)
    (table,) = tables_of(ba, grid)
    filled = [text for row in grid.frame.rows() for text in row if text and text.strip()]
    assert table.filled == len(filled)
    return table


def _codes(table: ReadTable) -> list[str]:
    return [one.code for one in table.problems]


def _only(table: ReadTable, *names: str) -> list[tuple[object, ...]]:
    return table.cells.select(names).rows()


def test_a_plain_table() -> None:
    table = _read(_table([["03159 Göttingen", 5, "*"], ["Peine", "1.234", 0]]))

    assert _only(table, "area_code", "area_name", "series", "text", "number") == [
        ("03159", "Göttingen", "Merkmal 1", "5", 5.0),
        ("03159", "Göttingen", "Merkmal 2", "*", None),
        (None, "Peine", "Merkmal 1", "1.234", None),
        (None, "Peine", "Merkmal 2", "0", 0.0),
    ]
    assert set(table.cells["period"]) == {"2024-06"}
    assert (table.territorial_status, table.data_status) == (date(2024, 6, 30), date(2024, 9, 30))
    assert table.problems == ()


@pytest.mark.parametrize(
    ("sign", "status"),
    [
        ("*", Status.CONFIDENTIAL),
        ("(*)", Status.CONFIDENTIAL),
        (".", Status.UNKNOWN_OR_CONFIDENTIAL),
        ("x", Status.NOT_MEANINGFUL),
        ("X", Status.NOT_MEANINGFUL),
        ("-", Status.NOTHING),
    ],
)
def test_signs_keep_their_text_and_become_a_kind_of_nothing(sign: str, status: Status) -> None:
    table = _read(_table([["Peine", sign, 7]]))

    valued = interpret_values(table.cells)

    assert valued.row(0, named=True)["text"] == sign
    assert valued["status"].to_list() == [status.value, "value"]


@pytest.mark.parametrize(
    ("title", "table_id"),
    [
        ("2.1 Bestand an Arbeitslosen", "Bestand an Arbeitslosen"),
        ("2.10.3  Bestand  an Arbeitslosen ", "Bestand an Arbeitslosen"),
        ("Tabelle 4: Bestand an Arbeitslosen", "Bestand an Arbeitslosen"),
        ("Bestand an Arbeitslosen im Juni 2024", "Bestand an Arbeitslosen"),
        ("Bestand an Arbeitslosen, 30.06.2024", "Bestand an Arbeitslosen"),
        ("Bestand an Arbeitslosen - Juni 2024", "Bestand an Arbeitslosen"),
        ("15 bis unter 25 Jahre", "bis unter 25 Jahre"),
    ],
)
def test_a_table_is_called_by_its_title_without_number_and_date(title: str, table_id: str) -> None:
    assert _read(_table([["Peine", 1, 2]], title=title)).table_id == table_id


def test_the_office_may_name_the_table() -> None:
    assert ba.read(_table([["Peine", 1, 2]]), "Meine Tabelle").table_id == "Meine Tabelle"


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("Stichtag: 30.06.2024, Datenstand: Juli 2025", "2024-06-30"),
        ("Juni 2024", "2024-06"),
        ("Berichtsmonat: Juni 2024 (Datenstand Juni 2024)", "2024-06"),
        ("Berichtsjahr: 2023", "2023"),
    ],
)
def test_a_title_says_when(when: str, period: str) -> None:
    assert set(_read(_table([["Peine", 1, 2]], when=when)).cells["period"]) == {period}


def test_headers_join_by_merged_ranges_and_broken_words_are_whole() -> None:
    def header(sheet: Any) -> None:
        sheet.merge_range("B7:D7", "davon (Sp. 1)\nim Rechts-kreis")
        sheet.write_row("B8", ["Ins-gesamt", "SGB-II-Bezug", "Männer- und\nFrauen"])

    table = _read(_table([["Peine", 1, 2, 3]], columns=3, header=header))

    assert table.cells["series"].to_list() == [
        "davon (Sp. 1) im Rechtskreis | Insgesamt",
        "davon (Sp. 1) im Rechtskreis | SGB-II-Bezug",
        "davon (Sp. 1) im Rechtskreis | Männer- und Frauen",
    ]


def test_headers_whose_merged_ranges_were_lost_reach_as_far_as_the_one_above() -> None:
    def header(sheet: Any) -> None:
        sheet.write_row("B6", ["Bestand", None, None, None, "Quote"])
        sheet.write_row("B7", ["SGB III", None, "SGB II", None, None])
        sheet.write_row("B8", ["Männer", "Frauen", "Männer", "Frauen", None])

    table = _read(_table([["Peine", 1, 2, 3, 4, 5]], columns=5, header=header))

    assert table.cells["series"].to_list() == [
        "Bestand | SGB III | Männer",
        "Bestand | SGB III | Frauen",
        "Bestand | SGB II | Männer",
        "Bestand | SGB II | Frauen",
        "Quote",
    ]


def test_a_header_that_repeats_the_title_is_left_out() -> None:
    def header(sheet: Any) -> None:
        sheet.merge_range("B7:C7", "Bestand an Arbeitslosen")
        sheet.write_row("B8", ["Männer", "Frauen"])

    assert set(_read(_table([["Peine", 1, 2]], header=header)).cells["series"]) == {
        "Männer",
        "Frauen",
    }


@pytest.mark.parametrize("merged", [True, False])
def test_months_stand_once_for_their_rows(merged: bool) -> None:
    def more(sheet: Any) -> None:
        day = sheet.book.add_format({"num_format": "mmmm yyyy"})
        for row, month in ((9, 5), (11, 6)):
            if merged:
                sheet.merge_range(row, 0, row + 1, 0, "", day)
            sheet.write_datetime(row, 0, date(2024, month, 30), day)

    rows: Rows = [[None, name, 1, 2] for name in ("Peine", "Gifhorn", "Peine", "Gifhorn")]
    table = _read(_table(rows, labels=("Berichts-monat", "Region"), when="Zeitreihe", more=more))

    assert _only(table, "period", "area_name")[::2] == [
        ("2024-05", "Peine"),
        ("2024-05", "Gifhorn"),
        ("2024-06", "Peine"),
        ("2024-06", "Gifhorn"),
    ]
    # Two months are two cells, however many rows they cover.
    assert table.left_out[Reason.LABEL] == 2 + 4


def test_a_column_of_days_stays_days() -> None:
    rows: Rows = [["30.06.2024", 1, 2], ["31.12.2024", 3, 4]]
    table = _read(_table(rows, labels=("Stichtag",), when="Zeitreihe"))

    assert _only(table, "period", "area_name")[::2] == [
        ("2024-06-30", "Kreis Musterland"),
        ("2024-12-31", "Kreis Musterland"),
    ]


def test_a_period_that_is_none_is_an_error_with_its_cell() -> None:
    table = _read(_table([["Sommer", 1, 2]], labels=("Berichtsmonat",)))

    (problem,) = table.problems
    assert (problem.severity, problem.code, problem.cell) == (
        Severity.ERROR,
        "period-unreadable",
        "A10",
    )


def test_rows_of_traits_are_items_of_the_area_in_the_title() -> None:
    rows: Rows = [["Insgesamt", 5, 6], [" dar.  2 Jahre und länger", 1, 2]]
    table = _read(_table(rows, labels=("Merkmal",), area="03254 Hildesheim (Gebietsstand 2024)"))

    assert _only(table, "area_code", "area_name", "item")[::2] == [
        ("03254", "Hildesheim", "Insgesamt"),
        ("03254", "Hildesheim", "dar. 2 Jahre und länger"),
    ]


def test_codes_may_stand_in_a_column_of_their_own() -> None:
    rows: Rows = [["03157", "Peine", "Männer", 5, 6], [None, None, "Frauen", 1, 2]]
    table = _read(_table(rows, labels=("Schlüssel", "Region", "Geschlecht")))

    assert _only(table, "area_code", "area_name", "item")[::2] == [
        ("03157", "Peine", "Männer"),
        ("03157", "Peine", "Frauen"),
    ]


def test_a_last_label_that_is_missing_is_not_taken_from_above() -> None:
    table = _read(_table([["Peine", 1, 2], [None, 3, 4]]))

    assert _only(table, "area_name")[2:] == [(None,), (None,)]


def test_footnote_marks_in_a_column_of_their_own_are_told() -> None:
    def header(sheet: Any) -> None:
        sheet.merge_range("A7:B9", "Region")
        sheet.write_row("C7", ["Männer", "Frauen"])

    rows: Rows = [["Peine", "³", 1, 2], ["Celle", None, 3, 4]]
    # The label of the column is merged over its marks.
    grid = _table(rows, labels=("Region", ""), header=header)
    table = _read(grid)

    assert table.cells["area_name"].to_list() == ["Peine", "Peine", "Celle", "Celle"]
    (note,) = table.problems
    assert note.severity is Severity.NOTE
    assert note.what == "Fußnote ³ bei Peine: Erhöhte Unsicherheit."
    assert table.left_out[Reason.LABEL] == 3


def test_headings_inside_the_data_go_before_the_items() -> None:
    rows: Rows = [
        ["Insgesamt"],
        ["Peine", 1, 2],
        [],
        ["Veränderung zum Vorjahresmonat"],
        ["Peine", 3, 4],
    ]
    table = _read(_table(rows))

    assert _only(table, "item", "number")[::2] == [
        ("Insgesamt", 1.0),
        ("Veränderung zum Vorjahresmonat", 3.0),
    ]
    assert _codes(table) == ["section", "section"]


def test_blocks_below_one_another_may_be_of_different_months() -> None:
    rows: Rows = [["Mai 2024"], ["Peine", 1, 2], ["Juni 2024"], ["Peine", 3, 4]]
    table = _read(_table(rows, when="Zeitreihe"))

    assert _only(table, "period", "item")[::2] == [("2024-05", ""), ("2024-06", "")]


def test_what_stands_beside_the_table_is_counted_and_not_read() -> None:
    def more(sheet: Any) -> None:
        sheet.write("F2", "Notiz")
        sheet.write("F10", 99)
        sheet.write("A20", 17)

    table = _read(_table([["Peine", 1, 2]], more=more))

    assert table.left_out[Reason.OUTSIDE] == 3
    assert table.cells["number"].to_list() == [1.0, 2.0]


def test_an_empty_column_or_row_loses_nothing() -> None:
    """Excel puts them in wherever somebody asks it to; the numbers of the columns say it all."""

    def header(sheet: Any) -> None:
        sheet.merge_range("B7:E7", "Arbeitslose")
        sheet.write_row("B8", ["Männer", None, None, "Frauen"])

    def more(sheet: Any) -> None:
        sheet.write("E9", 2)
        sheet.write("E10", 6)
        sheet.write("E12", 8)

    table = _read(_table([["Peine", 5], [], ["Celle", 7]], columns=1, header=header, more=more))

    assert _only(table, "area_name", "number") == [
        *(("Peine", 5.0), ("Peine", 6.0), ("Celle", 7.0), ("Celle", 8.0)),
    ]
    assert table.problems == ()


def test_numbers_under_none_of_the_columns_are_told() -> None:
    """Its number deleted, a column of the table looks like one that somebody has added."""

    def more(sheet: Any) -> None:
        sheet.write("D7", "Merkmal 3")
        sheet.write("D10", 99)
        sheet.write("F10", "Notiz")

    table = _read(_table([["Peine", 1, 2]], more=more))

    (note,) = table.problems
    assert (note.severity, note.code, note.cell) == (Severity.NOTE, "beside-table", "D10")
    assert "in Spalte D 1 Zahl, die nicht zu ihr gehört" in note.what


def test_rows_below_the_copyright_are_told() -> None:
    def more(sheet: Any) -> None:
        sheet.write_row("A20", ["Celle", 3, 4])

    table = _read(_table([["Peine", 1, 2]], more=more))
    (problem,) = table.problems
    assert (problem.severity, problem.code, problem.cell) == (
        *(Severity.ERROR, "row-below-footnotes", "B20"),
    )

    table = _read(_table([["Peine", 1, 2]], more=lambda sheet: sheet.write("B20", 3)))
    (problem,) = table.problems
    assert (problem.severity, problem.code, problem.cell) == (Severity.NOTE, "below-table", "B20")


MISSING: dict[str, tuple[dict[str, Any], str]] = {
    "title": ({"title": "", "area": "", "when": ""}, "title-missing"),
    "area": ({"labels": ("Merkmal",), "area": ""}, "area-missing"),
    "period": ({"when": ""}, "period-missing"),
    "header": ({"header": lambda sheet: sheet.write("C7", "Männer")}, "header-missing"),
    "one of two headers": ({"header": lambda sheet: sheet.write("B7", "Männer")}, "header-twice"),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_a_table_does_not_say_is_an_error(name: str) -> None:
    options, code = MISSING[name]

    table = _read(_table([["Peine", 1, 2]], **options))

    assert code in [one.code for one in table.problems if one.severity is Severity.ERROR]


def test_two_months_in_one_cell_are_an_error() -> None:
    table = _read(_table([["Peine", 1, 2]], when="Juni 2024 / Juni 2023"))

    assert [(one.code, one.cell) for one in table.problems] == [("several-dates", "A5")]


def test_headers_that_are_alike_ask_nobody_which_is_meant() -> None:
    table = _read(_table([["Peine", 1, 2]], header=lambda sheet: sheet.write("B7", "Männer")))

    (told,) = {one.what for one in table.problems if one.code == "header-twice"}
    assert told.startswith(
        "Über mehreren Spalten steht nur „Männer“: Was sie unterscheidet, fehlt."
    )
    assert "?" not in told


def test_a_second_table_on_the_sheet_is_an_error() -> None:
    table = _read(_table([["Peine", 1, 2]], more=lambda sheet: sheet.write_row("B20", [1, 2])))

    (problem,) = table.problems
    assert (problem.code, problem.cell) == ("second-table", "B20")


def test_a_second_table_begins_behind_the_copyright_of_the_first() -> None:
    def appended(sheet: Any) -> None:
        sheet.write("A17", "© Statistik der Bundesagentur für Arbeit")
        sheet.write("A18", "Zweite Tabelle")
        sheet.write("A20", "Gebiet")
        sheet.write_row("B21", [1, 2])
        sheet.write("A40", "© Statistik der Bundesagentur für Arbeit")

    (problem,) = _read(_table([["Peine", 1, 2]], more=appended)).problems

    assert (problem.code, problem.cell) == ("second-table", "A18")


def test_a_second_table_beside_the_first_is_told_with_its_column() -> None:
    sheet = _table([["Peine", 1, 2]], more=lambda sheet: sheet.write_row("F9", [1, 2]))

    assert ba.recognise(sheet) is None
    assert "mehrere Tabellen nebeneinander (die zweite ab Spalte D)" in (ba.almost(sheet) or "")


def test_a_sheet_without_the_copyright_or_with_numbered_labels_is_another_one() -> None:
    assert ba.recognise(_table([["Peine", 1, 2]], end="Quelle: BA")) is None

    def fill(sheet: Any) -> None:
        lines: list[list[object]] = [["Titel"], ["Gebiet", "Männer"], [1, 2], ["Peine", 5]]
        uploads.rows([*lines, ["© Statistik der Bundesagentur für Arbeit"]])(sheet)

    (grid,) = read_workbook(Document("t.xlsx", DocumentKind.WORKBOOK, uploads.workbook(fill)))
    assert ba.recognise(grid) is None


def test_formulas_and_errors_are_in_doubt_and_named() -> None:
    def more(sheet: Any) -> None:
        sheet.write_formula("B10", "=1+1", value=2)
        sheet.write_formula("C10", "=1/0", value="#DIV/0!")

    table = _read(_table([["Peine", 1, 2], ["Celle", 3, 4]], more=more))

    assert table.cells["number"].to_list() == [3.0, 4.0]
    assert table.left_out[Reason.DOUBT] == 2
    assert [(one.code, one.cell, one.severity) for one in table.problems] == [
        ("error-cell", "C10", Severity.DOUBT),
        ("formula-cell", "B10", Severity.DOUBT),
    ]


def test_a_formula_that_was_never_worked_out_is_named() -> None:
    def more(sheet: Any) -> None:
        sheet.write_formula("B11", "=B10", value="")

    table = _read(_table([["Peine", 1, 2], ["Celle", 3, 4]], more=more))

    assert [(one.code, one.cell) for one in table.problems] == [("formula-empty", "B11")]


def test_a_row_of_formulas_that_were_never_worked_out_is_no_heading() -> None:
    def more(sheet: Any) -> None:
        sheet.write_formula("B11", "=B10", value="")
        sheet.write_formula("C11", "=C10", value="")

    table = _read(_table([["Peine", 1, 2], ["Celle"], ["Gifhorn", 5, 6]], more=more))

    assert ("formulas-without-results", "B11") in [(one.code, one.cell) for one in table.problems]


def test_a_share_that_excel_shows_as_percent_reads_as_shown() -> None:
    def more(sheet: Any) -> None:
        sheet.write("B10", 0.256, sheet.book.add_format({"num_format": "0.0%"}))

    table = _read(_table([["Peine", 1, 0.5]], more=more))

    assert _only(table, "text", "number") == [("25.6 %", 25.6), ("0.5", 0.5)]
    assert interpret_values(table.cells)["number"].to_list() == [25.6, 0.5]


VALUE = st.one_of(
    st.none(),
    st.integers(0, 10**7),
    st.floats(0, 100).map(lambda one: round(one, 3)),
    st.sampled_from(["*", "(*)", ".", "x", "-"]),
)


@settings(max_examples=40, deadline=None)
@given(st.data(), st.integers(2, 5))
def test_any_table_gives_its_values_where_they_stand(data: st.DataObject, columns: int) -> None:
    line = st.lists(VALUE, min_size=columns, max_size=columns)
    lines = data.draw(
        st.lists(line.filter(lambda one: any(x is not None for x in one)), max_size=6)
    )
    rows: Rows = [[f"{3000 + number:05} Ort {number}", *line] for number, line in enumerate(lines)]
    table = _read(_table(rows, columns=columns))

    found = {
        (row, column): number if number is not None else text
        for row, column, text, number in _only(table, "row", "column", "text", "number")
    }
    assert found == {
        (10 + number, 2 + place): value
        for number, line in enumerate(lines)
        for place, value in enumerate(line)
        if value is not None
    }


def _numbered(*numbers: int) -> Fill:
    """Columns with these numbers under their headers."""

    def fill(sheet: Any) -> None:
        for column, number in enumerate(numbers, start=1):
            sheet.write(8, column, number)

    return fill


def test_a_deleted_column_is_named_and_alone() -> None:
    rows = [["Peine", 1, 2, 3], ["Gifhorn", 4, 5, 6]]

    (problem,) = _read(_table(rows, columns=3, more=_numbered(1, 3, 4))).problems

    assert (problem.severity, problem.code) == (Severity.ERROR, "column-missing")
    assert "Die Spalte 2 fehlt" in problem.what
    assert problem.cell == "B9"


def test_numbers_with_many_gaps_are_no_numbers_of_columns() -> None:
    rows = [["Peine", 1, 2, 3], ["Gifhorn", 4, 5, 6]]

    assert ba.recognise(_table(rows, columns=3, more=_numbered(1, 5, 9))) is None


def test_values_that_moved_are_an_error() -> None:
    rows = [["Peine", 1, 2, 3], ["Gifhorn", 4, 5, None], ["Celle", 7, 8, 9]]
    one_row = _read(_table(rows, columns=3))
    whole = _read(_table([row[:3] for row in rows], columns=3))

    assert [(one.code, one.cell) for one in one_row.problems] == [("value-missing", "D11")]
    assert "Gifhorn" in one_row.problems[0].what
    assert [(one.code, one.cell) for one in whole.problems] == [("column-empty", "D9")]


@pytest.mark.parametrize(
    "when", ["31.06.2020", "Stichtag: 31.06.2020, Datenstand: Juli 2021", "Berichtsmonat: Dez 20"]
)
def test_a_date_that_is_none_is_told_once_in_its_cell(when: str) -> None:
    (problem,) = _read(_table([["Peine", 1, 2]], when=when)).problems

    assert (problem.severity, problem.code) == (Severity.ERROR, "date-unreadable")
    assert problem.cell == "A5"


def test_the_cell_that_names_the_period_is_known() -> None:
    assert _read(_table([["Peine", 1, 2]])).dated == {"2024-06": "A5"}


def test_a_table_without_its_marks_is_told_as_what_it_seems() -> None:
    rows = [["Peine", 1, 2]]
    unmarked = _table(rows, end="Ende")

    def named(sheet: Any) -> None:
        for column in (1, 2):
            sheet.write(8, column, "Spalte")

    unnumbered = _table(rows, more=named)

    assert ba.recognise(unmarked) is None
    assert "© Statistik der Bundesagentur für Arbeit" in str(ba.almost(unmarked))
    assert ba.recognise(unnumbered) is None
    assert "1, 2, 3 …" in str(ba.almost(unnumbered))
