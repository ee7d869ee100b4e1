"""LSN-Online: tables as they are downloaded, copied, nested and put beside one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.importers.layouts import lsn
from data_access.importers.problems import Reason
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
    several,
)
from tests.support.lsn_tables import Drawn, Row, copied, download, grid
from tests.support.sources import text_of


def test_a_sheet_is_recognised_by_its_table() -> None:
    sheet = grid(download(TABLE))

    assert lsn.recognise(sheet) == "LSN-Online: Tabelle A100001G in A4"
    assert lsn.recognise(grid(copied(TABLE, 3, 2))) == "LSN-Online: Tabelle A100001G in C8"
    found = recognised(sheet)
    assert found is not None
    assert found[0].NAME == "lsn"


@pytest.mark.parametrize(
    "drawn",
    [
        Drawn({(1, 1): "AGS", (1, 2): "Region", (2, 1): 254, (2, 2): "Hildesheim", (2, 3): 275817}),
        Drawn({(1, 1): "Quelle: LSN Online Tabelle K2551020", (2, 1): 1, (3, 1): 2}),
        Drawn({(40, 1): "LSN-Online: Tabelle A100001G", (41, 1): 1}),
    ],
)
def test_an_analysts_sheet_is_not_recognised(drawn: Drawn) -> None:
    assert lsn.recognise(grid(drawn)) is None


def test_a_text_is_not_recognised() -> None:
    text = text_of("LSN-Online: Tabelle A100001G;1;2\n254;Hildesheim;3\n")

    assert lsn.recognise(text) is None
    with pytest.raises(TypeError):
        lsn.read(text)


def test_the_workbook_of_the_zip_is_read() -> None:
    table = one(download(TABLE))

    assert said(table) == expected(TABLE, "2019-12-31")
    assert (table.layout, table.table_id) == ("lsn", "A100001G")
    assert table.title == TABLE.title
    assert table.territorial_status == date(2017, 7, 1)
    assert table.problems == ()
    assert table.left_out == {Reason.HEADING: 17, Reason.LABEL: 6, Reason.FOOTNOTE: 3}


def test_every_value_keeps_its_place() -> None:
    table = one(download(TABLE))
    city = table.cells.filter(pl.col("area_code") == "254021")

    assert city.select("row", "column", "text").rows() == [
        (16, 2, "101693"),
        (16, 3, "48539"),
        (16, 4, "53154"),
        (16, 5, "-"),
        (16, 6, "."),
    ]


def test_what_was_copied_from_the_web_says_the_same_as_the_workbook() -> None:
    table = one(copied(TABLE, 2, 3))

    assert said(table) == said(one(download(TABLE)))
    assert table.title == TABLE.title
    assert table.territorial_status == date(2017, 7, 1)
    assert table.problems == ()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    row=st.integers(1, 9),
    column=st.integers(1, 6),
    values=st.lists(
        st.tuples(
            *[
                st.integers(0, 10**7)
                | st.floats(0.1, 1e6).map(lambda number: round(number, 2))
                | st.sampled_from(["-", ".", "...", "/", "x", "1 234", "12,5 r"])
            ]
            * 5
        ),
        min_size=1,
        max_size=5,
    ),
    web=st.booleans(),
)
def test_a_table_reads_the_same_wherever_it_lies(
    row: int, column: int, values: list[tuple[int | float | str, ...]], web: bool
) -> None:
    rows = tuple(
        (code, name, (), given_values)
        for (code, name, _, _), given_values in zip(ROWS, values, strict=False)
    )
    table = replace(TABLE, rows=rows)
    drawn = copied(table, row, column) if web else download(table, row, column)
    read = one(drawn)

    for place, cell in zip(read.cells.select("row", "column").rows(), said(read), strict=True):
        assert str(drawn.cells[place]) in {cell[5], str(cell[6])}
    assert [line[:4] for line in said(read)] == [line[:4] for line in expected(table, "2019-12-31")]
    assert read.problems == ()


def test_a_name_over_two_cells_is_one_name() -> None:
    drawn = copied(TABLE, labels=1)
    (row,) = (place[0] for place, value in drawn.cells.items() if value == "Nienburg (Weser)")
    table = one(drawn.with_cells({(row, 2): "Nienburg", (row, 3): "(Weser)"}))

    assert "Nienburg (Weser)" in table.cells["area_name"].to_list()
    assert said(table) == expected(TABLE, "2019-12-31")


def test_a_title_that_has_lost_its_first_letter_is_known() -> None:
    drawn = download(TABLE).with_cells({(4, 1): "SN-Online: Tabelle A100001G"})

    assert lsn.recognise(grid(drawn)) == "LSN-Online: Tabelle A100001G in A4"
    assert said(one(drawn)) == expected(TABLE, "2019-12-31")


# Nested rows


@pytest.mark.parametrize("web", [False, True])
def test_nationalities_belong_to_the_area_above_them(web: bool) -> None:
    table = one(copied(NATION_TABLE) if web else download(NATION_TABLE))
    area = ("0", "Niedersachsen")
    wanted: list[tuple[object, ...]] = []
    for code, name, _, values in NATIONS:
        if code:
            area = (code, name)
        wanted += [
            (*area, "2019-12-31", f"Ausländische Bevölkerung | {column}", name, str(value))
            for column, value in zip(NATION_TABLE.grouped, values, strict=False)
        ]

    assert [line[:6] for line in said(table)] == wanted
    assert table.left_out[Reason.LABEL] == len(NATIONS) + 2 * web


def test_numbers_at_the_beginning_of_a_nested_label_are_no_code() -> None:
    rows: tuple[Row, ...] = (
        ("254", "Hildesheim", (), ()),
        ("", "3 bis unter 6 Jahre", (), (1, 2, 3)),
        ("", "6 - 15", (), (4, 5, 6)),
        ("", "80 und älter", (), (7, 8, 9)),
    )
    table = one(download(replace(NATION_TABLE, rows=rows)))

    assert set(table.cells["area_code"]) == {"254"}
    assert table.cells["item"].unique(maintain_order=True).to_list() == [row[1] for row in rows[1:]]


def test_an_area_above_nested_rows_may_have_values_of_its_own() -> None:
    rows: tuple[Row, ...] = (
        ("254", "Hildesheim", (), (10, 4, 6)),
        ("", "Albanien", (), (3, 1, 2)),
    )
    table = one(download(replace(NATION_TABLE, rows=rows)))

    assert table.cells["item"].to_list() == [""] * 3 + ["Albanien"] * 3
    assert set(table.cells["area_code"]) == {"254"}


# Several tables


@pytest.mark.parametrize("gap", [2, 5])
def test_tables_side_by_side_are_read_apart(gap: int) -> None:
    city = replace(TABLE, rows=ROWS[3:4])
    left, right = several(download(TABLE).beside(copied(city, 2, 6 + gap)))

    assert said(left) == expected(TABLE, "2019-12-31")
    assert said(right) == expected(city, "2019-12-31")
    assert right.left_out[Reason.FOOTNOTE] == 3
    assert codes(left, right) == []


def test_the_numbers_of_one_table_may_stand_beside_the_values_of_another() -> None:
    low = replace(TABLE, rows=ROWS[2:4])
    left, right = several(download(TABLE).beside(download(low, 5, 9)))

    assert said(left) == expected(TABLE, "2019-12-31")
    assert said(right) == expected(low, "2019-12-31")


def test_tables_one_below_the_other_are_read_apart() -> None:
    low = replace(TABLE, rows=ROWS[2:4], table_id="A100002G")
    high, below = several(download(TABLE).beside(download(low, 40)))

    assert (high.table_id, below.table_id) == ("A100001G", "A100002G")
    assert said(high) == expected(TABLE, "2019-12-31")
    assert said(below) == expected(low, "2019-12-31")


def test_the_office_may_say_which_table_it_is() -> None:
    (table,) = lsn.read(grid(download(TABLE)), "A100001V")

    assert table.table_id == "A100001V"
