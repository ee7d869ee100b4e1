"""LSN-Online: tables as they are downloaded, copied, shifted and edited."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.importers.layouts import lsn
from data_access.importers.problems import NAMED, Reason, Severity
from data_access.importers.registry import recognised
from data_access.importers.tables.cells import CELLS, ReadTable
from tests.support.lsn_tables import (
    AREAS,
    Drawn,
    Row,
    Table,
    copied,
    download,
    filled,
    grid,
    grids,
    workbook,
)
from tests.support.sources import text_of

ROWS: tuple[Row, ...] = (
    ("0", "Niedersachsen", (), (7993608, 3947571, 4046037, "-", "-")),
    ("2", "Hannover", (), (2148238, 1053405, 1094833, "-", "-")),
    ("254", "Hildesheim", (), (275817, 134547, 141270, 1208.35, 228.3)),
    ("254021", "Hildesheim,Stadt", (), (101693, 48539, 53154, "-", ".")),
    ("254406", "Leinebergland,SG", (), (18000, 9000, 9000, "-", "-")),
    ("256", "Nienburg (Weser)", (), (121390, 60299, 61091, "-", "-")),
)
TABLE = Table(ROWS)
SERIES = [
    "Bevölkerung | Insgesamt",
    "Bevölkerung | Männlich",
    "Bevölkerung | Weiblich",
    "Fläche in qkm",
    "Einwohner je qkm",
]
YEARS: tuple[Row, ...] = tuple(
    (code, name, (str(year),), (1000 * number + year,))
    for number, (code, name) in enumerate((("254", "Hildesheim"), ("254021", "Hildesheim, Stadt")))
    for year in (2005, 2006, 2007)
)
SERIES_TABLE = Table(
    YEARS,
    table_id="Z100001G",
    date="Stichtag: 30.06.*",
    labels=f"{AREAS}\n--------\nJahr",
    grouped=("Insgesamt",),
    single=(),
)
NATIONS: tuple[Row, ...] = (
    ("0", "Niedersachsen", (), ()),
    ("", "Albanien", (), (5310, 2990, 2315)),
    ("", "Serbien (nur 2006, 2007)", (), (495, 240, 250)),
    ("", "Monaco", (), (5, "-", "-")),
    ("", "Vereinigtes Königreich 1)", (), (8915, 6170, 2745)),
    ("", "Ausländer insgesamt", (), (813080, 444740, 368340)),
    ("1", "Braunschweig", (), ()),
    ("", "Albanien", (), (1055, 560, 495)),
    ("", "Ausländer insgesamt", (), (158180, 85145, 73030)),
)
NATION_TABLE = Table(
    NATIONS,
    table_id="A1050002",
    title="Ausländische Bevölkerung in Niedersachsen (Gebietsstand 1.7.2017)",
    labels="Niedersachsen\nStatistische Region*, Kreis*\n---------\nLand der Staatsangehörigkeit\n"
    "(ausgewählte Staaten)",
    group="Ausländische Bevölkerung",
    single=(),
)


def one(drawn: Drawn) -> ReadTable:
    """The only table of a sheet, all of whose cells are accounted for."""
    (table,) = several(drawn)
    return table


def several(drawn: Drawn) -> tuple[ReadTable, ...]:
    """The tables of a sheet; together they have as many cells as openpyxl finds there."""
    content = workbook(drawn)
    (sheet,) = grids(content)
    tables = lsn.read(sheet)
    assert sum(table.filled for table in tables) == filled(content, sheet.sheet)
    for table in tables:
        assert dict(table.cells.schema) == dict(CELLS)
    return tables


def codes(*tables: ReadTable) -> list[tuple[Severity, str, str]]:
    """Severity, code and cell of all problems."""
    return [(one.severity, one.code, one.cell) for table in tables for one in table.problems]


def said(table: ReadTable) -> list[tuple[object, ...]]:
    """What the cells say, wherever they lie."""
    names = ("area_code", "area_name", "period", "series", "item", "text", "number")
    return table.cells.select(names).rows()


def expected(table: Table, periods: str) -> list[tuple[object, ...]]:
    """What cells must say, worked out from the rows of a table without nesting."""
    return [
        (
            code,
            name,
            periods,
            series,
            "",
            str(value),
            None if isinstance(value, str) else float(value),
        )
        for code, name, _, values in table.rows
        for series, value in zip(SERIES, values, strict=False)
        if value is not None
    ]


# The two layouts


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


# Columns that are missing


@pytest.mark.parametrize("web", [False, True])
@pytest.mark.parametrize(("men", "women"), [("Männlich", "Weiblich"), ("männlich", "weiblich")])
def test_men_without_women_are_a_missing_column(web: bool, men: str, women: str) -> None:
    rows = tuple((*row[:3], row[3][:2]) for row in ROWS)
    table = replace(TABLE, rows=rows, grouped=("Insgesamt", men), single=())
    (problem,) = one(copied(table) if web else download(table)).problems

    assert (problem.severity, problem.code) == (Severity.ERROR, "column-missing")
    assert problem.what.startswith(f"Die Spalte „{women}“ fehlt: „{men}“ ist da")
    other = replace(table, grouped=("Insgesamt", women))
    assert one(copied(other) if web else download(other)).problems == ()


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ((4,), "Die Spalte „Weiblich“ fehlt: „Männlich“ ist da"),
        ((3, 4), "Die letzten 2 Wertspalten fehlen: Die Überschrift „Bevölkerung“ reicht weiter"),
    ],
)
def test_last_columns_that_a_programme_has_deleted_are_named(
    columns: tuple[int, ...], what: str
) -> None:
    """It leaves the merged header as it was; the columns that are left are not to blame."""
    drawn = download(replace(TABLE, rows=tuple((*row[:3], row[3][:3]) for row in ROWS), single=()))
    gone = [place for place in drawn.cells if place[1] in columns]
    (problem,) = one(drawn.without(*gone)).problems

    assert (problem.severity, problem.code) == (Severity.ERROR, "column-missing")
    assert problem.what.startswith(what)


# Periods


def test_a_table_of_years_has_no_day() -> None:
    table = one(copied(replace(TABLE, table_id="K1061301", date="Jahr: 2020*")))

    assert set(table.cells["period"]) == {"2020"}


def test_years_beside_the_values_complete_the_stichtag() -> None:
    table = one(copied(SERIES_TABLE, labels=1))

    assert [line[:5] for line in said(table)] == [
        (code, name, f"{year}-06-30", "Bevölkerung | Insgesamt", "")
        for code, name, (year,), _ in YEARS
    ]
    assert table.table_id == "Z100001G"


def test_years_without_stichtag_are_years() -> None:
    table = one(copied(replace(SERIES_TABLE, date=""), labels=1))

    assert table.cells["period"].to_list()[:3] == ["2005", "2006", "2007"]


def test_years_nested_below_their_area_are_read_alike() -> None:
    nested: list[Row] = []
    for code, name, (year,), values in YEARS:
        if year == "2005":
            nested.append((code, name, (), ()))
        nested.append(("", year, (), values))
    table = one(download(replace(SERIES_TABLE, rows=tuple(nested))))

    assert said(table) == said(one(copied(SERIES_TABLE, labels=1)))


def test_a_table_without_any_date_leaves_the_period_open() -> None:
    table = one(download(replace(TABLE, date="ohne")))

    assert set(table.cells["period"]) == {None}


def test_two_stichtage_on_a_sheet_are_a_mistake() -> None:
    later = replace(TABLE, date="31.12.2020*")
    tables = several(download(TABLE).beside(download(later, column=9)))

    assert codes(*tables) == 2 * [(Severity.ERROR, "second-table", "I4")]
    below = several(download(TABLE).beside(download(later, row=60)))
    assert codes(*below) == 2 * [(Severity.ERROR, "second-table", "A63")]
    assert "Die zweite beginnt bei Zelle A63." in below[0].problems[0].what
    alone = one(download(TABLE).with_cells({(7, 1): "30.06.2019"}))
    assert codes(alone) == [(Severity.ERROR, "several-dates", "A8")]


@pytest.mark.parametrize("text", ["31.12.2019 / 31.12.2020", "Stichtag: 31.12.2019, 31.12.2020*"])
def test_two_stichtage_in_one_cell_are_a_mistake(text: str) -> None:
    (problem,) = one(download(replace(TABLE, date=text))).problems

    assert (problem.severity, problem.code, problem.cell) == (
        *(Severity.ERROR, "several-dates", "A8"),
    )
    assert "mehrere Stichtage oder Zeiträume: „" in problem.what


def test_a_year_beside_a_value_under_a_full_date_is_a_mistake() -> None:
    table = one(copied(replace(SERIES_TABLE, date="31.12.2019*"), labels=1))

    assert {(severity, code) for severity, code, _ in codes(table)} == {
        (Severity.ERROR, "several-dates")
    }


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


# What editors do


def test_columns_beside_the_table_are_outside() -> None:
    drawn = download(TABLE).with_cells(
        {(10, 8): "Anteil", (15, 8): "=F15/B15", (16, 8): 12.5, (3, 9): "geprüft"}
    )
    table = one(drawn)

    assert said(table) == expected(TABLE, "2019-12-31")
    assert table.left_out[Reason.OUTSIDE] == 4


def test_a_column_that_repeats_the_names_is_outside() -> None:
    drawn = download(NATION_TABLE)
    moved = Drawn(
        {
            **{(row, column + (column > 1)): value for (row, column), value in drawn.cells.items()},
            **{
                (row, 2): str(value).strip()
                for (row, column), value in drawn.cells.items()
                if column == 1 and 13 <= row < 22
            },
            (17, 2): "Großbritannien",
        }
    )
    table = one(moved)

    assert table.cells["item"].to_list() == one(drawn).cells["item"].to_list()
    assert table.left_out[Reason.OUTSIDE] == 9


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


def test_a_table_without_its_numbers_is_refused() -> None:
    drawn = download(TABLE).without(*((12, column) for column in range(2, 7)))
    table = one(drawn)

    assert table.cells.height == 0
    assert codes(table) == [(Severity.ERROR, "no-table", "")]
    assert "Wertspalten" in table.problems[0].what
    assert table.table_id == "A100001G"


def test_a_deleted_column_is_named_at_its_place_and_alone() -> None:
    drawn = download(TABLE)
    shifted = Drawn(
        {
            (row, column - (column > 3)): value
            for (row, column), value in drawn.cells.items()
            if column != 3
        },
        ((10, 1, 12, 1), (10, 2, 10, 3)),
    )
    table = one(shifted)

    assert codes(table) == [(Severity.ERROR, "column-missing", "C12")]
    assert "Wertspalte 2 fehlt" in table.problems[0].what


def test_columns_in_another_order_are_an_error() -> None:
    moved = download(TABLE).with_cells({(12, 2): "2", (12, 3): "1"})

    assert codes(one(moved)) == [(Severity.ERROR, "columns-moved", "B12")]


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


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ((8, 1), "31.02.2019*", "31.02.2019"),
        ((8, 1), "31.12.19", "31.12.19"),
        ((8, 1), "Jahr: 202O", "202O"),
        ((8, 1), "Stichtag: 31.13.", "31.13."),
        ((6, 1), "Bevölkerung in Niedersachsen (Gebietsstand: 31.2.2017)", "31.2.2017"),
    ],
)
def test_a_date_that_is_none_is_told_once_in_its_cell(
    place: tuple[int, int], text: str, told: str
) -> None:
    found = one(download(TABLE).with_cells({place: text}))

    assert codes(found) == [(Severity.ERROR, "date-unreadable", f"A{place[0]}")]
    assert f"„{told}“" in found.problems[0].what


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


def test_columns_that_have_lost_their_group_are_a_mistake() -> None:
    rows: tuple[Row, ...] = (("254", "Hildesheim", (), (1, 2, 3, 4)),)
    columns = ("insgesamt", "weiblich", "insgesamt", "weiblich")
    drawn = download(replace(TABLE, rows=rows, group="Deutsche", grouped=columns, single=()))
    drawn = drawn.with_cells({(10, 4): "Ausländer"})
    label = drawn.merges[0]
    merged = one(Drawn(drawn.cells, (label, (10, 2, 10, 3), (10, 4, 10, 5))))
    lost = one(Drawn(drawn.cells, (label,)))

    assert merged.cells["series"].to_list() == [
        "Deutsche | insgesamt",
        "Deutsche | weiblich",
        "Ausländer | insgesamt",
        "Ausländer | weiblich",
    ]
    assert codes(merged) == []
    assert codes(lost) == [(Severity.ERROR, "columns-alike", "E12")]


def test_a_column_without_header_is_a_mistake() -> None:
    table = one(download(TABLE).without((10, 6)))

    assert codes(table) == [(Severity.ERROR, "column-nameless", "F12")]


def test_many_problems_of_one_kind_are_counted() -> None:
    rows = tuple(("254", "Hildesheim", (), (1, 2, 3, "-", "-")) for _ in range(NAMED))
    drawn = download(replace(TABLE, rows=rows)).with_cells(
        {(13 + row, column): "=1+1" for row in range(NAMED) for column in (3, 4)}
    )
    problems = [problem for problem in one(drawn).problems if problem.code == "computed-value"]

    assert len(problems) == NAMED + 1
    assert problems[-1].what == "Dasselbe gilt für 100 weitere Stellen."
    assert problems[-1].unnamed == NAMED
