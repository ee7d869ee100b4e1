"""LSN-Online: what editors do to rows and values, and what is told of it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import polars as pl
import pytest

from data_access.importers.layouts import lsn
from data_access.importers.problems import NAMED, Reason, Severity
from data_access.importers.registry import recognised
from tests.support.lsn_examples import (
    NATION_TABLE,
    NATIONS,
    ROWS,
    TABLE,
    codes,
    expected,
    one,
    said,
)
from tests.support.lsn_tables import Row, download, grid, grids, workbook
from tests.support.sources import text_of


def test_a_code_that_is_repeated_in_a_cell_of_its_own_is_one_code() -> None:
    drawn = download(TABLE, column=2).with_cells(
        {(13 + number, 1): int(row[0]) for number, row in enumerate(ROWS)}
    )

    assert said(one(drawn)) == expected(TABLE, "2019-12-31")


def test_codes_that_contradict_each_other_are_a_mistake() -> None:
    drawn = download(TABLE, column=2).with_cells({(15, 1): 157})

    assert codes(one(drawn)) == [(Severity.ERROR, "labels-differ", "B15")]


def test_an_own_calculation_is_no_figure_of_the_state() -> None:
    drawn = download(TABLE).with_cells({(16, 3): "=B16-D16", (17, 4): "=1/0"})
    table = one(drawn)

    assert codes(table) == [
        (Severity.DOUBT, "computed-value", "C16"),
        (Severity.DOUBT, "computed-value", "D17"),
    ]
    assert table.left_out[Reason.DOUBT] == 2
    assert table.cells.height == 28
    assert {(16, 3), (17, 4)}.isdisjoint(table.cells.select("row", "column").rows())


@pytest.mark.parametrize(
    ("places", "cell"),
    [
        ([(row, 2) for row in range(13, 19)], "B13"),
        ([(16, column) for column in range(2, 7)], "B16"),
        ([(row, column) for row in range(13, 19) for column in range(2, 7)], "B13"),
    ],
)
def test_formulas_whose_results_nobody_has_saved_are_told_as_such(
    places: list[tuple[int, int]], cell: str
) -> None:
    """Programmes that write workbooks leave the reckoning to Excel."""
    drawn = download(TABLE).with_cells(dict.fromkeys(places, "=1+1"))
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(workbook(drawn))).save(saved)
    (sheet,) = grids(saved.getvalue())
    (table,) = lsn.read(sheet)

    (problem,) = [one for one in table.problems if one.severity is Severity.ERROR]
    assert (problem.code, problem.cell) == ("formulas-without-results", cell)
    assert f"{len(places)} Werte dieser Tabelle sind deshalb leer" in problem.what
    assert "in Excel öffnen" in problem.remedy


def test_a_table_without_a_single_value_is_told() -> None:
    values = [(row, column) for row in range(13, 19) for column in range(2, 7)]

    assert (Severity.ERROR, "no-values", "B12") in codes(one(download(TABLE).without(*values)))


def test_values_without_area_are_a_mistake_and_not_lost() -> None:
    table = one(download(TABLE).without((15, 1)))

    assert codes(table) == [(Severity.ERROR, "label-missing", "B15")]
    assert table.left_out[Reason.DOUBT] == 5


def test_numbers_below_the_footnotes_are_told() -> None:
    drawn = download(TABLE).with_cells({(25, 1): "Summe", (25, 2): 4711})
    table = one(drawn)

    assert said(table) == expected(TABLE, "2019-12-31")
    assert codes(table) == [(Severity.NOTE, "below-table", "B25")]


def test_a_row_without_code_keeps_its_name() -> None:
    table = one(download(TABLE).with_cells({(15, 1): "Hildesheim"}))

    rows = table.cells.filter(pl.col("row") == 15)
    assert set(rows.select("area_code", "area_name").rows()) == {(None, "Hildesheim")}


def test_values_that_moved_to_the_left_are_an_error() -> None:
    rows = [row for row, column in download(TABLE).cells if row > 12 and column == 2]
    drawn = download(TABLE)
    moved = {(row, column): drawn.cells[row, column + 1] for row in rows for column in range(2, 6)}
    whole = one(drawn.with_cells(moved).without(*((row, 6) for row in rows)))
    single = {place: value for place, value in moved.items() if place[0] == 15}
    one_row = one(drawn.with_cells(single).without((15, 6)))

    assert codes(whole) == [(Severity.ERROR, "column-empty", "F12")]
    assert codes(one_row) == [(Severity.ERROR, "value-missing", "F15")]
    assert "Hildesheim" in one_row.problems[0].what


def test_values_that_moved_up_leave_a_gap_that_is_an_error() -> None:
    drawn = download(TABLE)
    moved = {(row, 2): drawn.cells[row + 1, 2] for row in range(14, 18)}

    found = one(drawn.with_cells(moved).without((18, 2)))

    assert codes(found) == [(Severity.ERROR, "value-missing", "B18")]


@pytest.mark.parametrize(("by", "empty"), [(1, 15), (-1, 18)])
def test_values_that_moved_by_a_whole_row_leave_an_area_without_any(by: int, empty: int) -> None:
    """Among the others all of them look right."""
    drawn = download(TABLE)
    rows = range(15, 19)
    moved = {
        (row + by, column): drawn.cells[row, column]
        for row in rows
        for column in range(2, 7)
        if row + by in rows
    }
    found = one(drawn.without(*((row, c) for row in rows for c in range(2, 7))).with_cells(moved))

    assert codes(found) == [(Severity.ERROR, "row-without-values", f"B{empty}")]
    assert "verrutscht" in found.problems[0].what


def test_of_nested_areas_either_all_have_values_of_their_own_or_none() -> None:
    rows = list(NATIONS)
    rows[0] = ("0", "Niedersachsen", (), (1, 2, 3))

    assert codes(one(download(NATION_TABLE))) == []
    found = one(download(replace(NATION_TABLE, rows=tuple(rows))))
    assert [code for _, code, _ in codes(found)] == ["row-without-values"]


def test_a_row_of_an_editor_with_one_sum_is_no_gap() -> None:
    """What there is of it is judged by its area."""
    drawn = download(TABLE).with_cells({(19, 1): "254     Hildesheim", (19, 2): 5})

    assert "value-missing" not in {code for _, code, _ in codes(one(drawn))}


def test_a_table_that_ends_without_its_footnotes_may_be_cut() -> None:
    cut = one(download(replace(TABLE, footnotes=())))

    assert codes(cut) == [(Severity.NOTE, "footnotes-missing", "A18")]
    assert cut.cells.height == one(download(TABLE)).cells.height


def test_a_table_that_goes_through_to_the_last_region_is_not_cut() -> None:
    last: Row = ("462", "Wittmund", (), (57000, 28000, 29000, 656.6, 86.8))

    whole = one(download(replace(TABLE, rows=(*ROWS, last), footnotes=())))

    assert codes(whole) == []


def test_rows_sorted_below_the_footnotes_are_an_error() -> None:
    drawn = download(TABLE)
    footnote = {(13, 1): "Hinweis: sortiert", **{(13, column): "" for column in range(2, 7)}}

    found = one(drawn.with_cells(footnote))

    assert {code for _, code, _ in codes(found)} == {"row-below-footnotes"}
    assert found.cells.is_empty()


def test_a_table_saved_as_text_or_without_its_number_is_told_as_what_it_seems() -> None:
    saved = text_of("© Landesamt;;\nLSN-Online: Tabelle A100001G;;\n254 Hildesheim;1;2\n")
    nameless = grid(download(TABLE).without((4, 1)))

    assert recognised(saved) is None
    assert "als CSV gespeichert" in str(lsn.almost(saved))
    assert recognised(nameless) is None
    assert "LSN-Online: Tabelle" in str(lsn.almost(nameless))
    assert lsn.almost(text_of("a;b\n1;2\n")) is None


def test_many_problems_of_one_kind_are_counted() -> None:
    rows = tuple(("254", "Hildesheim", (), (1, 2, 3, "-", "-")) for _ in range(NAMED))
    drawn = download(replace(TABLE, rows=rows)).with_cells(
        {(13 + row, column): "=1+1" for row in range(NAMED) for column in (3, 4)}
    )
    problems = [problem for problem in one(drawn).problems if problem.code == "computed-value"]

    assert len(problems) == NAMED + 1
    assert problems[-1].what == "Dasselbe gilt für 100 weitere Stellen."
    assert problems[-1].unnamed == NAMED
