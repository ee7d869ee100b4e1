"""Tables of the BA as they should be: headers join, labels and months fill down, signs stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.layouts import ba
from data_access.importers.problems import Reason, Severity
from data_access.importers.tables.values import interpret_values
from data_access.vocabulary import Status
from tests.support.ba_tables import Rows, columns_of, drawn, read


def test_a_plain_table() -> None:
    table = read(drawn([["03159 Göttingen", 5, "*"], ["Peine", "1.234", 0]]))

    assert columns_of(table, "area_code", "area_name", "series", "text", "number") == [
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
    table = read(drawn([["Peine", sign, 7]]))

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
    assert read(drawn([["Peine", 1, 2]], title=title)).table_id == table_id


def test_the_office_may_name_the_table() -> None:
    assert ba.read(drawn([["Peine", 1, 2]]), "Meine Tabelle").table_id == "Meine Tabelle"


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
    assert set(read(drawn([["Peine", 1, 2]], when=when)).cells["period"]) == {period}


def test_the_cell_that_names_the_period_is_known() -> None:
    assert read(drawn([["Peine", 1, 2]])).dated == {"2024-06": "A5"}


def test_headers_join_by_merged_ranges_and_broken_words_are_whole() -> None:
    def header(sheet: Any) -> None:
        sheet.merge_range("B7:D7", "davon (Sp. 1)\nim Rechts-kreis")
        sheet.write_row("B8", ["Ins-gesamt", "SGB-II-Bezug", "Männer- und\nFrauen"])

    table = read(drawn([["Peine", 1, 2, 3]], columns=3, header=header))

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

    table = read(drawn([["Peine", 1, 2, 3, 4, 5]], columns=5, header=header))

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

    assert set(read(drawn([["Peine", 1, 2]], header=header)).cells["series"]) == {
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
    table = read(drawn(rows, labels=("Berichts-monat", "Region"), when="Zeitreihe", more=more))

    assert columns_of(table, "period", "area_name")[::2] == [
        ("2024-05", "Peine"),
        ("2024-05", "Gifhorn"),
        ("2024-06", "Peine"),
        ("2024-06", "Gifhorn"),
    ]
    # Two months are two cells, however many rows they cover.
    assert table.left_out[Reason.LABEL] == 2 + 4


def test_a_column_of_days_stays_days() -> None:
    rows: Rows = [["30.06.2024", 1, 2], ["31.12.2024", 3, 4]]
    table = read(drawn(rows, labels=("Stichtag",), when="Zeitreihe"))

    assert columns_of(table, "period", "area_name")[::2] == [
        ("2024-06-30", "Kreis Musterland"),
        ("2024-12-31", "Kreis Musterland"),
    ]


def test_rows_of_traits_are_items_of_the_area_in_the_title() -> None:
    rows: Rows = [["Insgesamt", 5, 6], [" dar.  2 Jahre und länger", 1, 2]]
    table = read(drawn(rows, labels=("Merkmal",), area="03254 Hildesheim (Gebietsstand 2024)"))

    assert columns_of(table, "area_code", "area_name", "item")[::2] == [
        ("03254", "Hildesheim", "Insgesamt"),
        ("03254", "Hildesheim", "dar. 2 Jahre und länger"),
    ]


def test_codes_may_stand_in_a_column_of_their_own() -> None:
    rows: Rows = [["03157", "Peine", "Männer", 5, 6], [None, None, "Frauen", 1, 2]]
    table = read(drawn(rows, labels=("Schlüssel", "Region", "Geschlecht")))

    assert columns_of(table, "area_code", "area_name", "item")[::2] == [
        ("03157", "Peine", "Männer"),
        ("03157", "Peine", "Frauen"),
    ]


def test_a_last_label_that_is_missing_is_not_taken_from_above() -> None:
    table = read(drawn([["Peine", 1, 2], [None, 3, 4]]))

    assert columns_of(table, "area_name")[2:] == [(None,), (None,)]


def test_footnote_marks_in_a_column_of_their_own_are_told() -> None:
    def header(sheet: Any) -> None:
        sheet.merge_range("A7:B9", "Region")
        sheet.write_row("C7", ["Männer", "Frauen"])

    rows: Rows = [["Peine", "³", 1, 2], ["Celle", None, 3, 4]]
    # The label of the column is merged over its marks.
    grid = drawn(rows, labels=("Region", ""), header=header)
    table = read(grid)

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
    table = read(drawn(rows))

    assert columns_of(table, "item", "number")[::2] == [
        ("Insgesamt", 1.0),
        ("Veränderung zum Vorjahresmonat", 3.0),
    ]
    assert [one.code for one in table.problems] == ["section", "section"]


def test_blocks_below_one_another_may_be_of_different_months() -> None:
    rows: Rows = [["Mai 2024"], ["Peine", 1, 2], ["Juni 2024"], ["Peine", 3, 4]]
    table = read(drawn(rows, when="Zeitreihe"))

    assert columns_of(table, "period", "item")[::2] == [("2024-05", ""), ("2024-06", "")]


def test_what_stands_beside_the_table_is_counted_and_not_read() -> None:
    def more(sheet: Any) -> None:
        sheet.write("F2", "Notiz")
        sheet.write("F10", 99)
        sheet.write("A20", 17)

    table = read(drawn([["Peine", 1, 2]], more=more))

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

    table = read(drawn([["Peine", 5], [], ["Celle", 7]], columns=1, header=header, more=more))

    assert columns_of(table, "area_name", "number") == [
        *(("Peine", 5.0), ("Peine", 6.0), ("Celle", 7.0), ("Celle", 8.0)),
    ]
    assert table.problems == ()


def test_a_share_that_excel_shows_as_percent_reads_as_shown() -> None:
    def more(sheet: Any) -> None:
        sheet.write("B10", 0.256, sheet.book.add_format({"num_format": "0.0%"}))

    table = read(drawn([["Peine", 1, 0.5]], more=more))

    assert columns_of(table, "text", "number") == [("25.6 %", 25.6), ("0.5", 0.5)]
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
    table = read(drawn(rows, columns=columns))

    found = {
        (row, column): number if number is not None else text
        for row, column, text, number in columns_of(table, "row", "column", "text", "number")
    }
    assert found == {
        (10 + number, 2 + place): value
        for number, line in enumerate(lines)
        for place, value in enumerate(line)
        if value is not None
    }
