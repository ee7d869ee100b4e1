"""Grids hold what Excel shows, cell by cell, as a second reader of workbooks sees it too."""

from __future__ import annotations

import math
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.budget import Budget
from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.grids import Grid, address, open_workbook, read_workbook
from data_access.importers.files.workbooks import take_apart
from tests.support import samples, uploads


def _document(content: bytes, name: str = "tabelle.xlsx") -> Document:
    return Document(name, DocumentKind.WORKBOOK, content)


def _only(content: bytes) -> Grid:
    (grid,) = read_workbook(_document(content))
    return grid


def _cells(grid: Grid) -> dict[str, tuple[str, bool]]:
    """Text and whether it is a number, by address, of all cells that are not empty."""
    return {
        address(row, column): (text, number)
        for row, (texts, numbers) in enumerate(
            zip(grid.frame.rows(), grid.numeric.rows(), strict=True), start=1
        )
        for column, (text, number) in enumerate(zip(texts, numbers, strict=True), start=1)
        if text is not None
    }


def _expected(value: object) -> tuple[str, bool]:
    """How a grid holds a value that openpyxl has read."""
    if isinstance(value, bool):
        return ("true" if value else "false"), False
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S"), False
    assert isinstance(value, str)
    return value, False


def _same(found: tuple[str, bool], value: object) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return found[1] and float(found[0]) == value
    return found == _expected(value)


SAMPLES = sorted(samples.FOLDER.glob("*/*.xlsx"))


@samples.needed
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_cell_of_an_original_workbook_is_as_another_reader_sees_it(path: Path) -> None:
    shown, written = (openpyxl.load_workbook(path, data_only=only) for only in (True, False))
    grids = read_workbook(_document(path.read_bytes()))

    assert [grid.sheet for grid in grids] == shown.sheetnames
    for grid in grids:
        _compare(grid, shown[grid.sheet], written[grid.sheet])


def _compare(grid: Grid, shown: Worksheet, written: Worksheet) -> None:
    found = _cells(grid)
    # An empty text is no text: other readers tell it apart.
    values = {
        cell.coordinate: cell.value
        for row in shown.iter_rows()
        for cell in row
        if cell.value not in {None, ""}
    }
    assert found.keys() == values.keys()
    assert [key for key, value in values.items() if not _same(found[key], value)] == []
    formulas = {
        (cell.row, cell.column)
        for row in written.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and cell.data_type == "f"
    }
    assert grid.formulas == formulas
    ranges = {(one.min_row, one.min_col, one.max_row, one.max_col) for one in written.merged_cells}
    assert set(grid.merged) == ranges


def test_cells_stand_where_excel_shows_them() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(3, 2, "Gebiet")
        sheet.write(5, 4, 17)

    grid = _only(uploads.workbook(fill))

    assert grid.frame.shape == grid.numeric.shape == (6, 5)
    assert grid.frame.columns == ["c1", "c2", "c3", "c4", "c5"]
    assert _cells(grid) == {"C4": ("Gebiet", False), "E6": ("17", True)}


def test_numbers_keep_all_their_digits_and_texts_stay_texts() -> None:
    values: list[object] = [14.900000000000002, 25.85343447604488, 1e21, -1e-7, 0, 12345678901]
    texts = ["1.234", "001", "5.7E-02", "1,5", " a\xa0b ", "true", "-", "TRUE"]

    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, values)
        for column, text in enumerate(texts):
            sheet.write_string(1, column, text)

    grid = _only(uploads.workbook(fill))

    numbers = grid.frame.row(0)[: len(values)]
    assert [float(number) for number in numbers] == pytest.approx(values, rel=1e-15)
    assert all(grid.numeric.row(0)[: len(values)])
    assert grid.frame.row(1) == tuple(texts)
    assert not any(grid.numeric.row(1))


def test_a_number_with_more_digits_than_its_text_would_show_is_kept() -> None:
    grid = _only(uploads.crafted('<row r="1"><c r="A1"><v>14.900000000000002</v></c></row>'))

    assert float(grid.frame.item(0, 0)) == 14.900000000000002


def test_dates_errors_truths_and_percents_are_marked() -> None:
    def fill(sheet: Any) -> None:
        day = sheet.book.add_format({"num_format": "dd.mm.yyyy"})
        share = sheet.book.add_format({"num_format": "0.0%"})
        quoted = sheet.book.add_format({"num_format": '0.0" %"'})
        sheet.write_datetime(0, 0, date(2020, 12, 31), day)
        sheet.write_formula(0, 1, "=1/0", value="#DIV/0!")
        sheet.write_boolean(0, 2, True)
        sheet.write_number(0, 3, 0.256, share)
        sheet.write_number(0, 4, 25.6, quoted)
        sheet.write_number(0, 5, 5)

    grid = _only(uploads.workbook(fill))

    assert _cells(grid) == {
        "A1": ("2020-12-31 00:00:00", False),
        "B1": ("#DIV/0!", False),
        "C1": ("true", False),
        "D1": ("0.256", True),
        "E1": ("25.6", True),
        "F1": ("5", True),
    }
    assert grid.errors == {(1, 2)}
    assert grid.formulas == {(1, 2)}
    # A percent sign in quotes is printed behind the number, it does not multiply it.
    assert grid.percents == {(1, 4)}


@pytest.mark.parametrize(
    ("shown", "brackets", "percents"),
    [
        (r"\(#,###\)", True, False),
        ('"("#,##0.0")"', True, False),
        (r"* \(0\)_ ;\-0", True, False),
        # Bookkeepers' brackets mean negative numbers.
        ("#,##0_);(#,##0)", False, False),
        ('_(* #,##0_);_(* (#,##0);_(* "-"_)', False, False),
        ('0" (vorläufig)"', False, False),
        ("[Red]0.00%", False, True),
        (r"0.0\%", False, False),
        ("General", False, False),
    ],
)
def test_formats_that_change_how_a_number_reads(shown: str, brackets: bool, percents: bool) -> None:
    def fill(sheet: Any) -> None:
        sheet.write_number(0, 0, 0.5, sheet.book.add_format({"num_format": shown}))

    grid = _only(uploads.workbook(fill))

    assert (bool(grid.brackets), bool(grid.percents)) == (brackets, percents)


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    def fill(sheet: Any) -> None:
        day = sheet.book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_datetime(0, 0, date(2020, 12, 31), day)

    grid = _only(uploads.workbook(fill, date_1904=True))

    assert grid.frame.item(0, 0) == "2020-12-31 00:00:00"


def test_formulas_are_told_with_the_results_that_excel_stored() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_formula(0, 0, "=1+1", value=2)
        sheet.write_formula(1, 0, '="a"&"b"', value="ab")
        sheet.write_array_formula(2, 0, 3, 1, "{=A1:B2}", value=7)
        sheet.write(4, 0, 5)

    grid = _only(uploads.workbook(fill))

    assert grid.formulas == {(1, 1), (2, 1), (3, 1), (3, 2), (4, 1), (4, 2)}
    assert _cells(grid)["A1"] == ("2", True)
    assert _cells(grid)["A2"] == ("ab", False)
    assert (5, 1) not in grid.formulas


def test_a_formula_that_was_never_worked_out_is_told_without_a_value() -> None:
    grid = _only(uploads.crafted('<row r="1"><c r="A1"><f>1+1</f></c></row>'))

    assert grid.formulas == {(1, 1)}
    assert _cells(grid) == {}


def test_a_formula_range_claims_no_more_than_the_sheet_has() -> None:
    cell = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">B1</f><v>1</v></c></row>'

    assert _only(uploads.crafted(cell)).formulas == {(1, 1)}


def test_merged_ranges_are_told_and_hold_their_value_in_the_first_cell() -> None:
    grid = _only(uploads.workbook(lambda sheet: sheet.merge_range("B2:D3", "Ausländer")))

    assert grid.merged == ((2, 2, 3, 4),)
    assert _cells(grid) == {"B2": ("Ausländer", False)}


def test_hidden_sheets_are_no_figures_but_known_by_name() -> None:
    def hide(sheet: Any) -> None:
        sheet.write(0, 0, "alt")
        sheet.hide()

    def hide_well(sheet: Any) -> None:
        sheet.write(0, 0, "geheim")
        sheet.very_hidden()

    content = uploads.book({"Daten": uploads.rows([["neu"]]), "Alt": hide, "Sehr alt": hide_well})
    opened = open_workbook(_document(content))

    assert [grid.sheet for grid in opened.visible] == ["Daten"]
    assert [(grid.sheet, grid.frame.item(0, 0)) for grid in opened.hidden] == [
        ("Alt", "alt"),
        ("Sehr alt", "geheim"),
    ]


def test_empty_sheets_and_charts_do_not_disturb() -> None:
    buffer = BytesIO()

    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("leer")
        sheet = book.add_worksheet("Daten & Mehr <1>")
        sheet.write(0, 0, 5)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "='Daten & Mehr <1>'!$A$1"})
        book.add_chartsheet("Bild").set_chart(chart)

    grids = read_workbook(_document(buffer.getvalue()))

    assert [(grid.sheet, grid.frame.shape) for grid in grids] == [
        ("leer", (0, 0)),
        ("Daten & Mehr <1>", (1, 1)),
    ]


def test_links_connections_and_tables_are_left_behind() -> None:
    parts = uploads.parts(uploads.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    extra = "".join(
        f'<Relationship Id="x{number}" Type="{uploads.RELATIONS}/{kind}" Target="{target}" {mode}/>'
        for number, (kind, target, mode) in enumerate(
            [
                ("externalLink", "externalLinks/externalLink1.xml", ""),
                ("connections", "connections.xml", ""),
                ("worksheet", "https://example.org/sheet.xml", 'TargetMode="External"'),
            ]
        )
    )
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Rel", f"{extra}</Rel")
    # Were they looked at, these would stop the file.
    parts["xl/externalLinks/externalLink1.xml"] = "<broken"
    parts["xl/connections.xml"] = "<broken"

    assert _cells(_only(uploads.packed(parts))) == {"A1": ("1", True)}


def test_names_with_prefixes_and_cells_without_addresses_are_read() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{uploads.MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>Wort</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    )

    grid = _only(uploads.packed(uploads.parts(xml)))

    assert _cells(grid) == {"A1": ("1", True), "B1": ("Wort", False)}


def test_sheets_that_are_locked_for_editing_only_are_read() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, 5)
        sheet.protect("geheim")

    assert _cells(_only(uploads.workbook(fill))) == {"A1": ("5", True)}


def test_the_strict_variant_of_the_format_is_read() -> None:
    """Excel offers it beside the usual one; its namespaces are others."""
    plain = uploads.parts(
        uploads.sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2.5</v></c></row>')
    )
    strict = {
        name: str(part)
        .replace(uploads.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(uploads.RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, part in plain.items()
    }

    grid = _only(uploads.packed(strict))

    assert _cells(grid) == {"A1": ("Wort", False), "B1": ("2.5", True)}


DAMAGED = {
    "broken XML": '<row r="1"><c r="A1"><v>1</c></row>',
    "a cell outside of a sheet": '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    "a cell in another row": '<row r="1"><c r="A2"><v>1</v></c></row>',
    "a row 0": '<row r="0"><c r="A0"><v>1</v></c></row>',
    "rows in disorder": '<row r="2"/><row r="1"/>',
    "one cell twice": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "no number": '<row r="1"><c r="A1"><v>eins</v></c></row>',
    "an endless number": '<row r="1"><c r="A1"><v>1e999</v></c></row>',
    "no number at all": '<row r="1"><c r="A1"><v>nan</v></c></row>',
    "a text that is not there": '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
    "an unknown type": '<row r="1"><c r="A1" t="q"><v>9</v></c></row>',
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_sheet_is_refused_by_its_name(data: str) -> None:
    with pytest.raises(RefusedFileError, match="beschädigt") as refused:
        read_workbook(_document(uploads.crafted(data)))

    assert refused.value.where == "tabelle.xlsx, Blatt „Tabelle“"


@pytest.mark.parametrize(
    "part", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize("content", [None, "", "<a>", "kein XML"])
def test_a_workbook_without_one_of_its_parts_is_refused(part: str, content: str | None) -> None:
    parts = uploads.parts(uploads.sheet_xml(""))
    if content is None:
        del parts[part]
    else:
        parts[part] = content

    with pytest.raises(RefusedFileError, match="beschädigt"):
        read_workbook(_document(uploads.packed(parts)))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_declared_entities_are_refused(part: str) -> None:
    parts = uploads.parts(uploads.sheet_xml(""))
    harmless = str(parts[part]).removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    parts[part] = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>{harmless}'

    with pytest.raises(RefusedFileError, match="Entities"):
        read_workbook(_document(uploads.packed(parts)))


def test_a_sheet_with_too_many_places_is_refused_and_names_its_corner() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="500000"><c r="Z500000"><v>1</v></c></row>'

    with pytest.raises(RefusedFileError) as refused:
        read_workbook(_document(uploads.crafted(far)))

    assert "Zelle Z500000" in refused.value.what
    assert "löschen" in refused.value.remedy


def test_a_sheet_filled_to_the_last_row_has_probably_been_cut_off() -> None:
    last = f'<row r="{limits.EXCEL_ROWS}"><c r="A{limits.EXCEL_ROWS}"><v>1</v></c></row>'

    with pytest.raises(RefusedFileError, match="abgeschnitten"):
        read_workbook(_document(uploads.crafted(last)))


def test_formats_far_below_the_table_are_no_cells() -> None:
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'

    assert _only(uploads.crafted(data)).frame.shape == (1, 1)


def test_the_sheets_of_a_workbook_share_one_allowance() -> None:
    content = uploads.book({name: uploads.rows([[1, 2], [3, 4]]) for name in "AB"})
    read_workbook(_document(content))

    with pytest.raises(RefusedFileError, match="zusammen") as refused:
        open_workbook(_document(content), Budget("t.xlsx", cells=7))

    assert "Blatt „B“" in refused.value.where


CELL = st.one_of(
    st.none(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda one: abs(one) < 1e300),
    # What a cell may hold; xlsxwriter itself changes line ends and escapes.
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, max_size=5), max_size=6), st.integers(0, 3), st.integers(0, 3))
def test_any_sheet_is_read_as_another_reader_reads_it(
    lines: list[list[object]], down: int, right: int
) -> None:
    def fill(sheet: Any) -> None:
        day = sheet.book.add_format({"num_format": "dd.mm.yyyy"})
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                position = (row + down, column + right)
                if isinstance(value, date):
                    sheet.write_datetime(*position, value, day)
                elif isinstance(value, str):
                    sheet.write_string(*position, value)
                elif value is not None:
                    sheet.write(*position, value)

    content = uploads.workbook(fill)
    other = openpyxl.load_workbook(BytesIO(content))["Tabelle"]
    values = {
        cell.coordinate: cell.value
        for row in other.iter_rows()
        for cell in row
        if cell.value not in {None, ""}
    }

    found = _cells(_only(content))

    assert found.keys() == values.keys()
    assert [key for key, value in values.items() if not _same(found[key], value)] == []


SMALL = uploads.workbook(uploads.rows([["Gebiet", 1, None, 2.5], ["x", "*"]]))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_workbook_with_bytes_turned_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever a broken download holds, the answer is a sentence."""
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        grids = read_workbook(_document(bytes(content)))
    except RefusedFileError:
        return
    assert all(not math.isnan(float(one)) for grid in grids for one in _numbers(grid))


def _numbers(grid: Grid) -> list[str]:
    return [text for text, number in _cells(grid).values() if number]


def test_the_copy_that_is_read_holds_fixed_parts_only() -> None:
    workbook = take_apart("t.xlsx", uploads.workbook(uploads.rows([["a"]])), Budget("t.xlsx"))

    with zipfile.ZipFile(BytesIO(workbook.copy)) as copy:
        assert sorted(copy.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/_rels/workbook.xml.rels",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/worksheets/sheet1.xml",
        ]


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [
        (17, 2, "B17"),
        (1, 26, "Z1"),
        (1, 27, "AA1"),
        (9, 702, "ZZ9"),
        (1048576, 16384, "XFD1048576"),
    ],
)
def test_a_cell_is_called_as_excel_calls_it(row: int, column: int, name: str) -> None:
    assert address(row, column) == name
