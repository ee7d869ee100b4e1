"""Rows and columns that Excel does not show are read, and somebody is told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine

from data_access.importers.errors import RefusedFileError
from data_access.importers.examination import Order
from data_access.importers.importing import look_at
from data_access.importers.problems import Severity
from data_access.importers.tables.hidden import hidden_cells
from tests.support import uploads
from tests.support.births import TABLE_ID, births
from tests.support.grids import only_grid
from tests.support.sources import text_of


def _told(fill: Callable[[Any], None]) -> list[str]:
    return [one.what for one in hidden_cells([only_grid(uploads.workbook(fill))])]


def _filled(sheet: Any) -> None:
    uploads.rows([[f"{row}", 1, 2, 3] for row in range(1, 31)])(sheet)


def test_hidden_rows_and_columns_are_named_in_runs() -> None:
    def fill(sheet: Any) -> None:
        _filled(sheet)
        for row in (3, 4, 5, 9):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column("C:D", None, None, {"hidden": True})

    (said,) = _told(fill)

    assert said == (
        "Auf dem Blatt ausgeblendet und trotzdem gelesen: Zeilen 4 bis 6 und 10 und Spalten C bis "
        "D."
    )


def test_many_runs_are_counted() -> None:
    def fill(sheet: Any) -> None:
        _filled(sheet)
        for row in range(0, 20, 2):
            sheet.set_row(row, None, None, {"hidden": True})

    (said,) = _told(fill)

    assert "Zeilen 1, 3, 5, 7, 9, 11 und 4 weitere." in said


def test_rows_that_a_filter_hides_are_hidden_rows() -> None:
    def fill(sheet: Any) -> None:
        _filled(sheet)
        sheet.autofilter("A1:D30")
        sheet.filter_column("A", "x == 1")
        sheet.set_row(7, None, None, {"hidden": True})

    (said,) = _told(fill)

    assert "Zeile 8." in said


def test_hidden_rows_and_columns_without_anything_in_them_are_no_matter() -> None:
    def fill(sheet: Any) -> None:
        sheet.write("A1", "x")
        sheet.write("C5", 1)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(90, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.set_column("F:XFD", None, None, {"hidden": True})

    assert _told(fill) == []
    assert _told(lambda _: None) == []
    assert list(hidden_cells([text_of("a;b\n1;2\n")])) == []


def test_columns_out_of_their_order_take_no_room() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    columns = "<cols>{}</cols>".format('<col min="1" max="16384" hidden="true"/>' * 3)

    grid = only_grid(uploads.crafted(cells, before=columns))

    assert len(grid.hidden_columns) == 16_384
    assert ["Spalten A bis B" in one.what for one in hidden_cells([grid])] == [True]
    with pytest.raises(RefusedFileError):
        only_grid(uploads.crafted(cells, before='<cols><col hidden="1" min="x" max="2"/></cols>'))


def test_a_report_says_what_was_hidden_in_a_table_that_was_read(published: Engine) -> None:
    book = openpyxl.load_workbook(BytesIO(births()))
    shown = look_at(published, "g.xlsx", births(), Order("03254"))
    page = book[TABLE_ID]
    page.row_dimensions[page.max_row - 3].hidden = True
    buffer = BytesIO()
    book.save(buffer)

    report = look_at(published, "g.xlsx", buffer.getvalue(), Order("03254"))

    (told,) = (one for one in report.problems if one.code == "hidden-cells")
    assert (told.severity, told.sheet) == (Severity.NOTE, TABLE_ID)
    assert f"Zeile {page.max_row - 3}." in told.what
    assert "hidden-cells" not in {one.code for one in shown.problems}
