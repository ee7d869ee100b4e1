"""Tables of the social reporting: recognised, shifted, edited, and what becomes of their parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.layouts import lsn_report
from data_access.importers.problems import NAMED, Reason, Severity
from data_access.importers.registry import recognised, tables_of
from data_access.importers.tables.cells import CELLS, ReadTable
from tests.support.lsn_tables import Drawn, Position, Value, filled, grid, grids, workbook
from tests.support.report_tables import (
    ALL,
    AREAS,
    COUNT,
    RATE,
    RATES,
    ROWS,
    TABLE,
    UNIT,
    YOUNG,
    Table,
    drawn,
)
from tests.support.sources import text_of

#: Below title, empty line and three rows of headers.
FIRST = 6
ERROR, DOUBT, NOTE = Severity.ERROR, Severity.DOUBT, Severity.NOTE


def read(sheet: Drawn) -> ReadTable:
    """A sheet, all of whose cells are accounted for."""
    content = workbook(sheet)
    (source,) = grids(content)
    table = lsn_report.read(source)
    assert table.filled == filled(content, source.sheet)
    assert dict(table.cells.schema) == dict(CELLS)
    return table


def codes(table: ReadTable) -> list[tuple[Severity, str, str]]:
    """Severity, code and cell of all problems."""
    return [(one.severity, one.code, one.cell) for one in table.problems]


def said(table: ReadTable) -> list[tuple[object, ...]]:
    """What the cells say, wherever they lie."""
    names = ("area_code", "area_name", "period", "series", "item", "text", "number", "letters")
    return table.cells.select(names).rows()


def series(subject: str = COUNT, *, unit: str = "") -> list[str]:
    """What each column must be, from left to right."""
    end = f" | {unit}" if unit else ""
    return [
        f"{subject} | {group} | {column}{end}"
        for group in ("Insgesamt", "Deutsche", "Nichtdeutsche")
        for column in (ALL, YOUNG)
    ]


def expected(table: Table = TABLE, columns: list[str] | None = None) -> list[tuple[object, ...]]:
    """What cells must say, worked out from the rows."""
    return [
        (code, name.strip(), "2019-12-31", column, "", str(value), float(value), "")
        for code, name, values in table.rows
        for column, value in zip(columns or series(), values, strict=True)
        if value is not None
    ]


# Recognised


def test_a_table_is_recognised_by_its_number_and_its_areas() -> None:
    sheet = grid(drawn())

    assert lsn_report.recognise(sheet) == (
        "Sozialberichterstattung: Tab. 8.1.5.a in B1, Spaltenkopf der Gebiete in B3"
    )
    found = recognised(sheet)
    assert found is not None
    assert found[0].NAME == "lsn_report"


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Indikator D2: Empfängerinnen und Empfänger von Mindestsicherungsleistungen",
        "Tabelle D2-2: Empfängerinnen und Empfänger nach Kreisen am 31.12.2018",
        "Tab. D2 Empfängerinnen und Empfänger am 31.12.2018",
        "Tab. 8 Empfängerinnen und Empfänger am 31.12.2018",
        "nach Tab. 8.1.5.a des Landesamtes am 31.12.2018",
        "Tab. 8.1.5.abc am 31.12.2018",
    ],
)
def test_a_sheet_of_an_analyst_is_not_recognised(title: str) -> None:
    sheet = drawn(TABLE.titled(title)) if title else drawn().without((1, 2))

    assert lsn_report.recognise(grid(sheet)) is None


@pytest.mark.parametrize("header", ["Kreis", "Region", "Kreisfreie Stadt\nLandkreis", "Land"])
def test_a_table_of_other_areas_is_not_recognised(header: str) -> None:
    assert lsn_report.recognise(grid(drawn().with_cells({(3, 2): header}))) is None


def test_the_title_stands_above_the_headers_in_the_first_rows() -> None:
    assert lsn_report.recognise(grid(drawn(row=27))) is not None
    assert lsn_report.recognise(grid(drawn(row=29))) is None
    below = drawn().without((1, 2)).with_cells({(20, 2): TABLE.title})
    assert lsn_report.recognise(grid(below)) is None


def test_a_text_file_is_no_such_table() -> None:
    source = text_of(f"{TABLE.title}\n{AREAS}\n")

    assert lsn_report.recognise(source) is None
    with pytest.raises(TypeError):
        lsn_report.read(source)
    with pytest.raises(ValueError, match="Sozialberichterstattung"):
        lsn_report.read(grid(drawn().without((1, 2))))


# What it says


def test_every_value_says_what_it_counts_where_and_when() -> None:
    table = read(drawn())

    assert said(table) == expected()
    assert codes(table) == []
    assert (table.layout, table.table_id) == ("lsn_report", "8.1.5.a")
    assert table.title == TABLE.title.replace("1)  ", " ")
    assert table.left_out == {Reason.HEADING: 11, Reason.LABEL: 12, Reason.FOOTNOTE: 3}


def test_the_unit_below_the_headers_belongs_to_every_column() -> None:
    table = read(drawn(RATES))

    assert said(table) == expected(RATES, series(RATE, unit=UNIT))
    assert table.table_id == "8.1.5"


def test_a_unit_that_lost_its_merged_cells_is_that_of_its_own_column() -> None:
    """The others have none, and their profile does not know what they are."""
    found = read(drawn(replace(RATES, merged=False)))
    units = [one for one in series(RATE, unit=UNIT) if one in set(found.cells["series"])]

    assert units == series(RATE, unit=UNIT)[:1]


def test_what_the_office_calls_the_table_goes_before_its_number() -> None:
    assert lsn_report.read(grid(drawn()), "mindestsicherung").table_id == "mindestsicherung"


@settings(max_examples=25, deadline=None)
@given(
    row=st.integers(1, 20),
    column=st.integers(1, 30),
    numbered=st.sampled_from([0, 1, 2]),
    merged=st.booleans(),
    unit=st.sampled_from(["", UNIT]),
)
def test_a_table_says_the_same_wherever_it_lies(
    *, row: int, column: int, numbered: int, merged: bool, unit: str
) -> None:
    # Without its merged cells nobody knows how far a unit reaches.
    unit = unit if merged else ""
    table = replace(TABLE, merged=merged, unit=unit)
    sheet = drawn(table, row, column)
    if numbered and not unit:
        # The columns are counted from the names or from the values on.
        first = column + numbered
        counted = {(row + 4, one): one - first + 1 for one in range(first, column + 8)}
        merges = tuple(one for one in sheet.merges if one[2] != row + 4)
        sheet = Drawn({**sheet.cells, **counted}, merges)
    found = read(sheet)

    assert said(found) == expected(table, series(unit=unit))
    assert codes(found) == []
    assert set(found.cells["row"]) == set(range(row + 5, row + 11))
    assert set(found.cells["column"]) == set(range(column + 2, column + 8))


def test_names_without_codes_are_enough() -> None:
    found = read(drawn(replace(TABLE, codes=False)))

    assert said(found) == [(None, *one[1:]) for one in expected()]


def test_a_column_that_only_counts_the_rows_has_no_codes() -> None:
    counted = tuple((str(number), *row[1:]) for number, row in enumerate(ROWS * 2, start=1))
    found = read(drawn(replace(TABLE, rows=counted)))

    assert found.cells["area_code"].null_count() == found.cells.height
    assert found.left_out[Reason.OUTSIDE] == 12


def test_a_cell_without_a_code_makes_the_column_no_column_of_codes() -> None:
    found = read(drawn().without((7, 1)))

    assert found.cells["area_code"].null_count() == found.cells.height
    assert found.left_out[Reason.OUTSIDE] == 5


@pytest.mark.parametrize("value", ["-", "0", ".", "...", "/", "x", "12p", "1 234", "(35)"])
def test_signs_and_letters_stay_as_they_are(value: Value) -> None:
    found = read(drawn().with_cells({(7, 3): value}))

    row = found.cells.filter(found.cells["row"] == 7, found.cells["column"] == 3)
    assert row.select("text", "number").row(0) == (value, None)


# Titles


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Tab. 3.2 Arbeitslose2) am 30.6.2020 in den Landkreisen", "2020-06-30"),
        ("Tab. 3.2: Arbeitslose zum 30.06.2020 in den Landkreisen", "2020-06-30"),
        ("Tab. 3.2 Arbeitslose im Jahr 2020 in den Landkreisen", "2020"),
        ("Tab. 3.2 Arbeitslose im Juni 2020² in den Landkreisen", "2020-06"),
        (
            "Tab. 3.2 Arbeitslose in den Landkreisen am 31.12.2020 (Gebietsstand: 1.7.2017)",
            "2020-12-31",
        ),
    ],
)
def test_the_title_names_period_and_subject(title: str, period: str) -> None:
    found = read(drawn(TABLE.titled(title)))

    assert set(found.cells["period"]) == {period}
    assert found.cells["series"][0] == "Arbeitslose in den Landkreisen | Insgesamt | insgesamt"
    assert found.table_id == "3.2"
    assert found.territorial_status == (date(2017, 7, 1) if "stand" in title else None)
    assert codes(found) == []


def test_a_title_goes_on_in_the_next_line() -> None:
    sheet = drawn(TABLE.titled("Tab. 3.2 Arbeitslose")).with_cells({(2, 2): "am 31.12.2020"})
    found = read(sheet)

    assert set(found.cells["period"]) == {"2020-12-31"}
    assert found.cells["series"][0].startswith("Arbeitslose | ")


def test_a_number_in_brackets_is_no_footnote() -> None:
    found = read(drawn(TABLE.titled("Tab. 3.2 Leistungen1) (nach SGB2) am 31.12.2020")))

    assert found.title == "Tab. 3.2 Leistungen (nach SGB2) am 31.12.2020"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Tab. 3.2 Arbeitslose in den Landkreisen", "period-missing"),
        ("Tab. 3.2 Arbeitslose am 31.12.2019 und 31.12.2020", "several-dates"),
        ("Tab. 3.2 Arbeitslose am 31.12.2020 und im Jahr 2019", "several-dates"),
        ("Tab. 3.2 am 31.12.2020", "title-missing"),
    ],
)
def test_a_title_that_does_not_say_enough_stops_the_table(title: str, code: str) -> None:
    found = read(drawn(TABLE.titled(title)))

    assert codes(found) == [(ERROR, code, "B1")]
    if code != "title-missing":
        assert found.cells["period"].null_count() == found.cells.height


# Edited


def test_what_editors_put_beside_the_table_is_not_read() -> None:
    beside: dict[Position, Value] = {
        (1, 10): "geprüft",
        (4, 10): 5,
        (7, 10): "Differenz",
        (7, 11): 17,
        (1, 12): 3,
    }
    found = read(drawn().with_cells(beside))

    assert said(found) == expected()
    assert found.left_out[Reason.OUTSIDE] == 5
    assert codes(found) == [(NOTE, "beside-table", "K7")]


def test_a_column_of_results_behind_the_table_is_not_read() -> None:
    """Right beside it, without a header."""
    found = read(drawn().with_cells({(row, 9): row for row in range(FIRST, FIRST + 6)}))

    assert said(found) == expected()
    assert found.left_out[Reason.OUTSIDE] == 6


def test_a_lost_header_stops_the_table() -> None:
    found = read(drawn().without((3, 3), (4, 3)))

    assert codes(found) == [(ERROR, "header-missing", "C3")]


def test_two_columns_with_one_header_stop_the_table() -> None:
    found = read(drawn().with_cells({(4, 4): "Insgesamt"}))

    assert codes(found) == [(ERROR, "columns-alike", "D3")]


def test_values_without_an_area_stop_the_table() -> None:
    found = read(drawn(replace(TABLE, codes=False)).without((7, 2)))

    assert codes(found) == [(ERROR, "label-missing", "C7")]
    assert found.left_out[Reason.DOUBT] == 6
    assert found.cells.height == 30


def test_of_many_problems_some_are_named() -> None:
    rows = (("254", "", ROWS[1][2]),) * (NAMED + 5)
    found = read(drawn(replace(TABLE, rows=(ROWS[0], *rows, ROWS[0]), codes=False)))

    assert [one for _, one, _ in codes(found)] == ["label-missing"] * (NAMED + 1)
    assert found.problems[-1].what == "Dasselbe gilt für 5 weitere Stellen."


def test_a_section_says_more_of_the_rows_below_it() -> None:
    rows = (ROWS[0], ("", "Männlich", ()), *ROWS[1:])
    found = read(drawn(replace(TABLE, rows=rows)))

    assert set(found.cells.filter(found.cells["row"] > 7)["item"]) == {"Männlich"}
    assert set(found.cells.filter(found.cells["row"] < 7)["item"]) == {""}


def test_an_area_without_values_is_no_section() -> None:
    rows = (ROWS[0], ("151", "Gifhorn", ()), *ROWS[1:])
    found = read(drawn(replace(TABLE, rows=rows)))

    assert said(found) == expected()
    assert codes(found) == [(ERROR, "row-without-values", "C7")]
    assert "„Gifhorn“" in found.problems[0].what


def test_a_number_below_the_footnotes_is_told_and_not_read() -> None:
    below: dict[Position, Value] = {
        (13, 2): "Quelle: LSN.",
        (20, 2): "Summe",
        (20, 3): 17,
        (21, 9): 3,
    }
    found = read(drawn().with_cells(below))

    assert said(found) == expected()
    assert codes(found) == [(NOTE, "below-table", "C20")]
    assert found.left_out[Reason.OUTSIDE] == 2


@pytest.mark.parametrize("place", [(20, 1), (1, 12)])
def test_a_second_table_on_the_sheet_stops_the_first(place: tuple[int, int]) -> None:
    row, column = place
    found = read(drawn().beside(drawn(RATES, row, column)))

    assert (ERROR, "second-table") in {(one, code) for one, code, _ in codes(found)}


def test_a_table_without_areas_is_told() -> None:
    headers = Drawn({(1, 2): TABLE.title, (3, 2): AREAS})

    for sheet in (headers, headers.with_cells({(6, 2): "Hildesheim", (6, 4): 12})):
        assert codes(read(sheet)) == [(ERROR, "no-table", "B3")]


def test_results_of_formulas_are_in_doubt() -> None:
    sheet = grid(drawn().with_cells({(7, 3): "=D7*10"}))
    layout, _ = recognised(sheet) or pytest.fail("nicht erkannt")
    (found,) = tables_of(layout, sheet)

    assert codes(found) == [(DOUBT, "formula-cell", "C7")]
    assert found.left_out[Reason.DOUBT] == 1
    assert found.cells.height == 35


def test_a_date_that_is_none_is_told_once_in_the_title() -> None:
    title = "Tab. 8.1.5.a Anzahl der Empfänger am 31.02.2019 nach Staatsangehörigkeit"
    found = read(drawn(TABLE.titled(title)))

    assert [(severity, code) for severity, code, _ in codes(found)] == [(ERROR, "date-unreadable")]
    assert "31.02.2019" in found.problems[0].what


def test_the_cell_that_names_the_period_is_known() -> None:
    (period,) = set(read(drawn(TABLE)).cells["period"])

    assert read(drawn(TABLE)).dated == {period: "B1"}
