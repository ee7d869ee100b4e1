"""Text tables with one line of headers."""

from __future__ import annotations

import pytest

from data_access.importers.problems import NAMED, Reason
from data_access.importers.tables.headed import HeadedTable, header_of, read_headed
from tests.support.sources import text_of


def _codes(table: HeadedTable) -> list[tuple[str, str]]:
    return [(one.code, one.cell) for one in table.problems]


def test_rows_keep_the_line_they_begin_in() -> None:
    table = read_headed(text_of('a,b\n1,"zwei\nZeilen"\n\n3,4\n'))

    assert table.frame.rows() == [(2, "1", "zwei\nZeilen"), (5, "3", "4")]
    assert table.problems == ()


def test_the_mark_of_utf8_is_no_part_of_the_first_name() -> None:
    text = text_of("\ufeffYear,Value\n2020,1\n".encode())

    assert header_of(text) == ("Year", "Value")
    assert read_headed(text).header == ("Year", "Value")


def test_columns_are_found_by_name_whatever_the_capitals() -> None:
    table = read_headed(text_of("Year,Value\n2020,1\n"))

    assert table.column("value") == "c2"
    assert table.column("Units") is None
    with pytest.raises(KeyError, match="Units"):
        table.columns("Year", "Units")


def test_spaces_around_fields_go_and_fields_of_spaces_are_empty() -> None:
    table = read_headed(text_of(" a , b \n 1 ,   \n"))

    assert table.header == ("a", "b")
    assert table.frame.rows() == [(2, "1", None)]
    assert table.filled[Reason.HEADING] == 2


def test_empty_fields_behind_the_last_column_do_no_harm() -> None:
    table = read_headed(text_of("a,b,,\n1,2,,\n3,4,,\n"))

    assert table.frame.rows() == [(2, "1", "2"), (3, "3", "4")]
    assert table.problems == ()


def test_a_line_with_a_comma_too_many_is_in_doubt_as_a_whole() -> None:
    """A name whose quotation marks were lost would move every value by one column."""
    table = read_headed(text_of('a,b,c\n1,"Stade, Stadt",5\n2,Stade, Stadt,5\n'))

    assert table.frame["row"].to_list() == [2]
    assert _codes(table) == [("line-length", "Zeile 3")]
    assert table.filled[Reason.DOUBT] == 4


def test_a_line_that_was_cut_off_is_in_doubt() -> None:
    table = read_headed(text_of("a,b,c\n1,2,3\n4,5\n"))

    assert _codes(table) == [("line-length", "Zeile 3")]
    assert table.filled[Reason.DOUBT] == 2


def test_of_many_lines_that_do_not_fit_some_are_named_and_the_rest_is_counted() -> None:
    table = read_headed(text_of("a,b,c\n1,2,3\n" + "1,2\n" * (NAMED + 5)))

    named = [f"Zeile {n}" for n in range(3, 3 + NAMED)]
    assert [cell for _, cell in _codes(table)] == [*named, ""]
    assert "5 weitere Stellen" in table.problems[-1].what


def test_lines_that_do_not_fit_are_the_whole_story() -> None:
    """That no values are left follows from it."""
    assert _codes(read_headed(text_of("a,b,c\n1,2\n"))) == [("line-length", "Zeile 2")]


def test_a_file_saved_again_by_a_spreadsheet_is_told() -> None:
    """It may have made a date of 5.7E-02 and a number of 03254."""
    table = read_headed(text_of("a;b\n1;2\n3;4\n"))

    assert table.header == ("a", "b")
    assert _codes(table) == [("saved-again", "")]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("a,b,A", ["Zeile 1, Spalte 1", "Zeile 1, Spalte 3"]),
        ("a,,c", ["Zeile 1, Spalte 2"]),
    ],
)
def test_a_name_that_stands_there_twice_or_not_at_all_is_told(
    header: str, cells: list[str]
) -> None:
    table = read_headed(text_of(f"{header}\n1,2,3\n"))

    assert _codes(table) == [("column-name", cell) for cell in cells]


def test_a_header_without_rows_is_told() -> None:
    table = read_headed(text_of("a,b\n"))

    assert _codes(table) == [("no-values", "")]
    assert table.frame.is_empty()


@pytest.mark.parametrize("again", ["a,b,c", "\ufeffA,C,d,e"])
def test_a_second_table_below_the_first_is_told_at_its_header(again: str) -> None:
    table = read_headed(text_of(f"a,b,c\n1,2,3\n\n{again}\n4,5,6,7,8\n"))

    assert _codes(table) == [("second-table", "Zeile 4")]
    assert "Die zweite beginnt in Zeile 4." in table.problems[0].what
    assert table.frame.rows() == [(2, "1", "2", "3")]
    assert table.filled[Reason.DOUBT] == len(again.split(",")) + 5


def test_a_second_table_beside_the_first_is_told_at_its_column() -> None:
    table = read_headed(text_of("a,b,c,,a,b,c\n1,2,3,,4,5,6\n7,8,9\n"))

    assert _codes(table) == [("second-table", "Zeile 1, Spalte 5")]


def test_a_line_of_values_that_repeats_one_name_is_no_header() -> None:
    table = read_headed(text_of("a,b,c\n1,b,3\n"))

    assert _codes(table) == []
