"""The older tables of the regional database that are not as they should be: what is told."""

from __future__ import annotations

import pytest

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.layouts import genesis_table
from data_access.importers.problems import Reason, Severity
from data_access.importers.tables.cells import CELLS, ReadTable
from tests.support.genesis_examples import (
    DATES_ABOVE,
    DATES_IN_ROWS,
    EXAMPLES,
    FOOTER,
    codes,
    fields_of,
    one_table,
    tables_of,
)
from tests.support.sources import text_of


def _rejected(table: ReadTable) -> bool:
    return any(one.severity is Severity.ERROR for one in table.problems)


def _damaged(old: str, new: str, content: str = DATES_ABOVE) -> ReadTable:
    assert old in content
    damaged = content.replace(old, new)
    table = one_table(damaged)
    assert table.filled == fields_of(damaged)
    return table


def test_a_row_with_a_separator_too_few_or_too_many_rejects_the_file() -> None:
    """Its values would stand under other headers."""
    short = _damaged("277055;142048", "277055142048")
    long = _damaged("277055;142048", "277;055;142048")

    assert [(one.code, one.cell) for one in short.problems] == [("row-too-short", "Zeile 5")]
    assert [(one.code, one.cell) for one in long.problems] == [("row-too-long", "Zeile 5")]
    assert _rejected(short)
    assert _rejected(long)
    assert long.left_out[Reason.OUTSIDE] == 1


def test_an_empty_field_for_a_value_is_told() -> None:
    table = _damaged(";142048;", ";;")

    (problem,) = table.problems
    assert (problem.code, problem.severity, problem.cell) == ("no-value", Severity.DOUBT, "Zeile 5")
    assert table.cells.height == 5


def test_values_under_no_header_are_left_out_and_told() -> None:
    table = _damaged(
        ";;31.12.2015;31.12.2015;31.12.2014\n;;Insgesamt;weiblich;Insgesamt",
        ";;31.12.2015;;31.12.2014\n;;Insgesamt;;Insgesamt",
    )

    (problem,) = table.problems
    assert (problem.code, problem.cell) == ("column-without-header", "Zeile 5, Spalte 4")
    assert table.left_out[Reason.OUTSIDE] == 2
    assert table.cells["column"].unique().sort().to_list() == [3, 5]


def test_a_header_without_any_value_below_it_is_an_error() -> None:
    moved = DATES_ABOVE.replace("277055;142048;274554", "142048;274554;").replace(
        "1144481;590000;-", "590000;-;"
    )
    table = one_table(moved)

    assert (table.problems[0].code, table.problems[0].cell) == ("column-empty", "Zeile 4, Spalte 5")
    assert table.problems[0].severity is Severity.ERROR


def test_a_table_without_header_area_or_time_is_rejected() -> None:
    no_header = _damaged(";;", "x;;", DATES_ABOVE)
    no_area = _damaged("03254;", "Hildesheim;", DATES_IN_ROWS)
    no_time = _damaged(";;31.12.2015;31.12.2015;31.12.2014\n", "")

    assert codes(no_header) == ["no-header"]
    assert codes(no_area) == ["no-area"]
    assert codes(no_time) == ["no-time"]
    assert all(map(_rejected, (no_header, no_area, no_time)))


def test_a_table_without_rows_is_rejected() -> None:
    content = DATES_ABOVE[: DATES_ABOVE.index("03254")] + FOOTER
    table = one_table(content)

    assert codes(table) == ["no-values"]
    assert dict(table.cells.schema) == dict(CELLS)
    assert table.filled == fields_of(content)


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        (DATES_ABOVE.replace("31.12.2014", "31.02.2014"), "Zeile 3, Spalte 5"),
        (DATES_ABOVE.replace("31.12.2015", "31.12.15"), "Zeile 3, Spalte 3"),
        (DATES_IN_ROWS.replace("31.12.2014", "32.12.2014"), "Zeile 9, Spalte 1"),
    ],
)
def test_a_date_that_is_none_is_told_once_at_its_place(content: str, cell: str) -> None:
    table = one_table(content)

    assert [(one.severity, one.code, one.cell) for one in table.problems] == [
        (Severity.ERROR, "date-unreadable", cell)
    ]


def test_english_decimals_and_unclear_ones_are_told() -> None:
    english = _damaged("277055;142048", "27.5;14.25")
    unclear = _damaged("277055;142048", "277.055;142.048")

    assert (english.decimal, english.problems) == (".", ())
    assert codes(unclear) == ["decimals-unclear"]
    assert _rejected(unclear)


# Where a table begins and ends


@pytest.mark.parametrize("content", EXAMPLES)
def test_a_download_that_broke_off_gives_no_other_value(content: str) -> None:
    """Cut anywhere, it is rejected, refused, or has only values of the whole table."""
    whole = one_table(content)
    places = {(row, column): text for row, column, text in _places(whole)}
    for length in range(content.index("\n;;"), content.index("_____")):
        cut = content[:length]
        try:
            (table,) = tables_of(cut)
        except RefusedFileError:
            continue
        assert table.filled == fields_of(cut)
        if not _rejected(table):
            assert {(row, column): text for row, column, text in _places(table)}.items() <= (
                places.items()
            )


def _places(table: ReadTable) -> list[tuple[int, int, str]]:
    return table.cells.select("row", "column", "text").rows()


@pytest.mark.parametrize("content", [DATES_IN_ROWS, DATES_ABOVE])
def test_footnotes_without_the_line_above_them_are_told_and_nothing_that_follows(
    content: str,
) -> None:
    line = next(one for one in content.splitlines() if one.startswith("____"))
    unruled = content.replace(f"{line}\n", "")

    (problem,) = one_table(unruled).problems

    assert (problem.code, problem.severity) == ("footer-line-missing", Severity.ERROR)
    assert "Linie aus Unterstrichen" in problem.what
    below = content.splitlines().index(line) + 1
    assert problem.cell == f"Zeile {below}"


def test_a_table_without_footer_is_read_and_told() -> None:
    content = DATES_ABOVE.removesuffix(FOOTER)
    table = one_table(content)

    assert [(one.code, one.severity) for one in table.problems] == [("no-footer", Severity.NOTE)]
    assert table.cells.equals(one_table(DATES_ABOVE).cells)
    assert (table.data_status, table.filled) == (None, fields_of(content))


def test_a_table_that_begins_before_the_footer_of_another_is_one_of_its_own() -> None:
    without_footer = DATES_IN_ROWS.removesuffix(FOOTER)
    first, second = genesis_table.read(text_of(without_footer + DATES_IN_ROWS))

    assert "no-footer" in {one.code for one in first.problems}
    assert first.cells["text"].to_list() == second.cells["text"].to_list()
    assert second.problems == genesis_table.read(text_of(DATES_IN_ROWS))[0].problems


def test_two_tables_beside_each_other_are_refused_with_the_column_of_the_second() -> None:
    lines = DATES_IN_ROWS.removesuffix(FOOTER).splitlines()
    beside = "".join(f"{line}{';' * (8 - line.count(';'))}{line}\n" for line in lines)

    with pytest.raises(RefusedFileError) as refused:
        genesis_table.read(text_of(beside))

    assert "Die zweite beginnt in Zeile 1, Spalte 9." in str(refused.value)


def test_a_table_too_large_to_be_read_by_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TABLE_FIELDS", 10)

    with pytest.raises(RefusedFileError, match="zu groß") as refused:
        one_table(DATES_ABOVE)

    assert "Flat-CSV" in refused.value.remedy


def test_keys_without_their_zeros_are_told_as_that() -> None:
    """A spreadsheet takes them for numbers."""
    state = "03;  Niedersachsen;7926599;4016000;7826739\n"
    content = DATES_ABOVE.replace("03254;", f"{state}03254;")
    shortened = one_table(content.replace("\n03", "\n3"))

    (problem,) = (one for one in shortened.problems if one.severity is Severity.ERROR)

    assert (problem.code, problem.cell) == ("saved-again", "Zeile 5, Spalte 1")
    assert "führenden Nullen („3“)" in problem.what
    assert not _rejected(one_table(content))
