"""Grids hold what Excel shows, cell by cell, as a second reader of workbooks sees it too."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from data_access.importers.files.grids import Grid, address, read_workbook
from tests.support import samples, uploads
from tests.support.grids import document, filled_cells, only_grid


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
    grids = read_workbook(document(path.read_bytes()))

    assert [grid.sheet for grid in grids] == shown.sheetnames
    for grid in grids:
        _compare(grid, shown[grid.sheet], written[grid.sheet])


def _compare(grid: Grid, shown: Worksheet, written: Worksheet) -> None:
    found = filled_cells(grid)
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

    grid = only_grid(uploads.workbook(fill))

    assert grid.frame.shape == grid.numeric.shape == (6, 5)
    assert grid.frame.columns == ["c1", "c2", "c3", "c4", "c5"]
    assert filled_cells(grid) == {"C4": ("Gebiet", False), "E6": ("17", True)}


def test_numbers_keep_all_their_digits_and_texts_stay_texts() -> None:
    values: list[object] = [14.900000000000002, 25.85343447604488, 1e21, -1e-7, 0, 12345678901]
    texts = ["1.234", "001", "5.7E-02", "1,5", " a\xa0b ", "true", "-", "TRUE"]

    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, values)
        for column, text in enumerate(texts):
            sheet.write_string(1, column, text)

    grid = only_grid(uploads.workbook(fill))

    numbers = grid.frame.row(0)[: len(values)]
    assert [float(number) for number in numbers] == pytest.approx(values, rel=1e-15)
    assert all(grid.numeric.row(0)[: len(values)])
    assert grid.frame.row(1) == tuple(texts)
    assert not any(grid.numeric.row(1))


def test_a_number_with_more_digits_than_its_text_would_show_is_kept() -> None:
    grid = only_grid(uploads.crafted('<row r="1"><c r="A1"><v>14.900000000000002</v></c></row>'))

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

    grid = only_grid(uploads.workbook(fill))

    assert filled_cells(grid) == {
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

    grid = only_grid(uploads.workbook(fill))

    assert (bool(grid.brackets), bool(grid.percents)) == (brackets, percents)


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    def fill(sheet: Any) -> None:
        day = sheet.book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_datetime(0, 0, date(2020, 12, 31), day)

    grid = only_grid(uploads.workbook(fill, date_1904=True))

    assert grid.frame.item(0, 0) == "2020-12-31 00:00:00"


def test_formulas_are_told_with_the_results_that_excel_stored() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_formula(0, 0, "=1+1", value=2)
        sheet.write_formula(1, 0, '="a"&"b"', value="ab")
        sheet.write_array_formula(2, 0, 3, 1, "{=A1:B2}", value=7)
        sheet.write(4, 0, 5)

    grid = only_grid(uploads.workbook(fill))

    assert grid.formulas == {(1, 1), (2, 1), (3, 1), (3, 2), (4, 1), (4, 2)}
    assert filled_cells(grid)["A1"] == ("2", True)
    assert filled_cells(grid)["A2"] == ("ab", False)
    assert (5, 1) not in grid.formulas


def test_a_formula_that_was_never_worked_out_is_told_without_a_value() -> None:
    grid = only_grid(uploads.crafted('<row r="1"><c r="A1"><f>1+1</f></c></row>'))

    assert grid.formulas == {(1, 1)}
    assert filled_cells(grid) == {}


def test_a_formula_range_claims_no_more_than_the_sheet_has() -> None:
    cell = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">B1</f><v>1</v></c></row>'

    assert only_grid(uploads.crafted(cell)).formulas == {(1, 1)}


def test_merged_ranges_are_told_and_hold_their_value_in_the_first_cell() -> None:
    grid = only_grid(uploads.workbook(lambda sheet: sheet.merge_range("B2:D3", "Ausländer")))

    assert grid.merged == ((2, 2, 3, 4),)
    assert filled_cells(grid) == {"B2": ("Ausländer", False)}


def test_formats_far_below_the_table_are_no_cells() -> None:
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'

    assert only_grid(uploads.crafted(data)).frame.shape == (1, 1)


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

    found = filled_cells(only_grid(content))

    assert found.keys() == values.keys()
    assert [key for key, value in values.items() if not _same(found[key], value)] == []


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
