"""Formulas, errors and formats of single cells, for any layout of workbooks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from data_access.importers.files.grids import Grid
from data_access.importers.layouts import templates
from data_access.importers.problems import NAMED, Reason, Severity
from data_access.importers.registry import all_layouts, tables_of
from data_access.importers.tables.cautions import with_cautions
from data_access.importers.tables.cells import CELLS, ReadTable
from tests.support import uploads
from tests.support.grids import only_grid


def _grid(fill: Callable[[Any], None]) -> Grid:
    return only_grid(uploads.workbook(fill))


def _table(grid: Grid, factor: float = 1.0) -> ReadTable:
    """All cells of a grid as values; what is no number keeps its text."""
    rows = [
        ("Tabelle", row, column, "03254", "", "2024", "x", "", text, number, "")
        for row, (texts, numbers) in enumerate(
            zip(grid.frame.rows(), grid.numeric.rows(), strict=True), start=1
        )
        for column, (text, is_number) in enumerate(zip(texts, numbers, strict=True), start=1)
        if text is not None
        for number in (float(text) * factor if is_number else None,)
    ]
    cells = pl.DataFrame(rows, schema=CELLS, orient="row")
    left_out = {Reason.LABEL: 3}
    return ReadTable("x", "T", "Titel", "t.xlsx", "Tabelle", cells, left_out)


def test_a_table_without_any_is_as_it_was() -> None:
    grid = _grid(uploads.rows([[1, "*"], [2.5, None]]))
    before = _table(grid)

    after = with_cautions(grid, before)

    assert after.cells.equals(before.cells)
    assert (after.left_out, after.problems) == (before.left_out, ())


def test_results_of_formulas_and_errors_are_counted_named_and_not_stored() -> None:
    def fill(sheet: Any) -> None:
        for row in range(NAMED + 5):
            sheet.write_formula(row, 0, "=1+1", value=2)
        sheet.write_formula(0, 1, "=1/0", value="#DIV/0!")
        sheet.write(1, 1, 7)

    grid = _grid(fill)
    before = _table(grid)

    after = with_cautions(grid, before)

    assert after.cells["number"].to_list() == [7.0]
    assert after.left_out == {Reason.LABEL: 3, Reason.DOUBT: NAMED + 6}
    assert after.filled == before.filled
    assert {one.severity for one in after.problems} == {Severity.DOUBT}
    formulas = [one for one in after.problems if one.code == "formula-cell"]
    assert [one.cell for one in formulas] == [f"A{row}" for row in range(1, NAMED + 1)] + [""]
    assert "5 weitere" in formulas[-1].what
    assert [one.cell for one in after.problems if one.code == "error-cell"] == ["B1"]


def _with_format(shown: str) -> Callable[[Any], None]:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, 0.256, sheet.book.add_format({"num_format": shown}))
        sheet.write(0, 1, 0.256)

    return fill


def test_percentages_read_as_shown_and_only_once() -> None:
    grid = _grid(_with_format("0.0%"))

    for factor in (1, 100):
        after = with_cautions(grid, _table(grid, factor))
        assert after.cells["number"][0] == 25.6
    assert after.cells["text"].to_list() == ["0.256", "0.256"]


def test_brackets_become_letters() -> None:
    grid = _grid(_with_format("\\(0.0\\)"))

    after = with_cautions(grid, _table(grid))

    assert after.cells["letters"].to_list() == ["()", ""]
    assert after.cells["number"].to_list() == [0.256, 0.256]


class _Layout:
    """A layout that takes every cell for a value."""

    NAME, TITLE, WHERE = "x", "X", "nirgends"

    def recognise(self, _: object) -> str:
        return "immer"

    def read(self, source: Any, _: str = "") -> ReadTable:
        return _table(source)


class _OwnLayout(_Layout):
    READS_FORMULAS = True


@pytest.mark.parametrize(("layout", "stored"), [(_Layout(), 0), (_OwnLayout(), 1)])
def test_a_layout_may_deal_with_formulas_itself(layout: _Layout, stored: int) -> None:
    grid = _grid(lambda sheet: sheet.write_formula(0, 0, "=1+1", value=2))

    (table,) = tables_of(layout, grid)

    assert table.cells.height == stored


def test_our_own_templates_invite_formulas_and_offices_do_not() -> None:
    assert [one.NAME for one in all_layouts() if getattr(one, "READS_FORMULAS", False)] == [
        templates.NAME
    ]
