"""Tables of the BA in which something is missing, has moved, was added or was never worked out."""

from __future__ import annotations

from typing import Any

import pytest

from data_access.importers.layouts import ba
from data_access.importers.problems import Reason, Severity
from tests.support import uploads
from tests.support.ba_tables import Fill, drawn, read
from tests.support.grids import only_grid

MISSING: dict[str, tuple[dict[str, Any], str]] = {
    "title": ({"title": "", "area": "", "when": ""}, "title-missing"),
    "area": ({"labels": ("Merkmal",), "area": ""}, "area-missing"),
    "period": ({"when": ""}, "period-missing"),
    "header": ({"header": lambda sheet: sheet.write("C7", "Männer")}, "header-missing"),
    "one of two headers": ({"header": lambda sheet: sheet.write("B7", "Männer")}, "header-twice"),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_a_table_does_not_say_is_an_error(name: str) -> None:
    options, code = MISSING[name]

    table = read(drawn([["Peine", 1, 2]], **options))

    assert code in [one.code for one in table.problems if one.severity is Severity.ERROR]


def test_a_period_that_is_none_is_an_error_with_its_cell() -> None:
    table = read(drawn([["Sommer", 1, 2]], labels=("Berichtsmonat",)))

    (problem,) = table.problems
    assert (problem.severity, problem.code, problem.cell) == (
        Severity.ERROR,
        "period-unreadable",
        "A10",
    )


@pytest.mark.parametrize(
    "when", ["31.06.2020", "Stichtag: 31.06.2020, Datenstand: Juli 2021", "Berichtsmonat: Dez 20"]
)
def test_a_date_that_is_none_is_told_once_in_its_cell(when: str) -> None:
    (problem,) = read(drawn([["Peine", 1, 2]], when=when)).problems

    assert (problem.severity, problem.code) == (Severity.ERROR, "date-unreadable")
    assert problem.cell == "A5"


def test_two_months_in_one_cell_are_an_error() -> None:
    table = read(drawn([["Peine", 1, 2]], when="Juni 2024 / Juni 2023"))

    assert [(one.code, one.cell) for one in table.problems] == [("several-dates", "A5")]


def test_headers_that_are_alike_ask_nobody_which_is_meant() -> None:
    table = read(drawn([["Peine", 1, 2]], header=lambda sheet: sheet.write("B7", "Männer")))

    (told,) = {one.what for one in table.problems if one.code == "header-twice"}
    assert told.startswith(
        "Über mehreren Spalten steht nur „Männer“: Was sie unterscheidet, fehlt."
    )
    assert "?" not in told


def test_numbers_under_none_of_the_columns_are_told() -> None:
    """Its number deleted, a column of the table looks like one that somebody has added."""

    def more(sheet: Any) -> None:
        sheet.write("D7", "Merkmal 3")
        sheet.write("D10", 99)
        sheet.write("F10", "Notiz")

    table = read(drawn([["Peine", 1, 2]], more=more))

    (note,) = table.problems
    assert (note.severity, note.code, note.cell) == (Severity.NOTE, "beside-table", "D10")
    assert "in Spalte D 1 Zahl, die nicht zu ihr gehört" in note.what


def test_rows_below_the_copyright_are_told() -> None:
    def more(sheet: Any) -> None:
        sheet.write_row("A20", ["Celle", 3, 4])

    table = read(drawn([["Peine", 1, 2]], more=more))
    (problem,) = table.problems
    assert (problem.severity, problem.code, problem.cell) == (
        *(Severity.ERROR, "row-below-footnotes", "B20"),
    )

    table = read(drawn([["Peine", 1, 2]], more=lambda sheet: sheet.write("B20", 3)))
    (problem,) = table.problems
    assert (problem.severity, problem.code, problem.cell) == (Severity.NOTE, "below-table", "B20")


def test_a_second_table_on_the_sheet_is_an_error() -> None:
    table = read(drawn([["Peine", 1, 2]], more=lambda sheet: sheet.write_row("B20", [1, 2])))

    (problem,) = table.problems
    assert (problem.code, problem.cell) == ("second-table", "B20")


def test_a_second_table_begins_behind_the_copyright_of_the_first() -> None:
    def appended(sheet: Any) -> None:
        sheet.write("A17", "© Statistik der Bundesagentur für Arbeit")
        sheet.write("A18", "Zweite Tabelle")
        sheet.write("A20", "Gebiet")
        sheet.write_row("B21", [1, 2])
        sheet.write("A40", "© Statistik der Bundesagentur für Arbeit")

    (problem,) = read(drawn([["Peine", 1, 2]], more=appended)).problems

    assert (problem.code, problem.cell) == ("second-table", "A18")


def test_a_second_table_beside_the_first_is_told_with_its_column() -> None:
    sheet = drawn([["Peine", 1, 2]], more=lambda sheet: sheet.write_row("F9", [1, 2]))

    assert ba.recognise(sheet) is None
    assert "mehrere Tabellen nebeneinander (die zweite ab Spalte D)" in (ba.almost(sheet) or "")


def test_a_sheet_without_the_copyright_or_with_numbered_labels_is_another_one() -> None:
    assert ba.recognise(drawn([["Peine", 1, 2]], end="Quelle: BA")) is None

    def fill(sheet: Any) -> None:
        lines: list[list[object]] = [["Titel"], ["Gebiet", "Männer"], [1, 2], ["Peine", 5]]
        uploads.rows([*lines, ["© Statistik der Bundesagentur für Arbeit"]])(sheet)

    assert ba.recognise(only_grid(uploads.workbook(fill))) is None


def test_formulas_and_errors_are_in_doubt_and_named() -> None:
    def more(sheet: Any) -> None:
        sheet.write_formula("B10", "=1+1", value=2)
        sheet.write_formula("C10", "=1/0", value="#DIV/0!")

    table = read(drawn([["Peine", 1, 2], ["Celle", 3, 4]], more=more))

    assert table.cells["number"].to_list() == [3.0, 4.0]
    assert table.left_out[Reason.DOUBT] == 2
    assert [(one.code, one.cell, one.severity) for one in table.problems] == [
        ("error-cell", "C10", Severity.DOUBT),
        ("formula-cell", "B10", Severity.DOUBT),
    ]


def test_a_formula_that_was_never_worked_out_is_named() -> None:
    def more(sheet: Any) -> None:
        sheet.write_formula("B11", "=B10", value="")

    table = read(drawn([["Peine", 1, 2], ["Celle", 3, 4]], more=more))

    assert [(one.code, one.cell) for one in table.problems] == [("formula-empty", "B11")]


def test_a_row_of_formulas_that_were_never_worked_out_is_no_heading() -> None:
    def more(sheet: Any) -> None:
        sheet.write_formula("B11", "=B10", value="")
        sheet.write_formula("C11", "=C10", value="")

    table = read(drawn([["Peine", 1, 2], ["Celle"], ["Gifhorn", 5, 6]], more=more))

    assert ("formulas-without-results", "B11") in [(one.code, one.cell) for one in table.problems]


def _numbered(*numbers: int) -> Fill:
    """Columns with these numbers under their headers."""

    def fill(sheet: Any) -> None:
        for column, number in enumerate(numbers, start=1):
            sheet.write(8, column, number)

    return fill


def test_a_deleted_column_is_named_and_alone() -> None:
    rows = [["Peine", 1, 2, 3], ["Gifhorn", 4, 5, 6]]

    (problem,) = read(drawn(rows, columns=3, more=_numbered(1, 3, 4))).problems

    assert (problem.severity, problem.code) == (Severity.ERROR, "column-missing")
    assert "Die Spalte 2 fehlt" in problem.what
    assert problem.cell == "B9"


def test_numbers_with_many_gaps_are_no_numbers_of_columns() -> None:
    rows = [["Peine", 1, 2, 3], ["Gifhorn", 4, 5, 6]]

    assert ba.recognise(drawn(rows, columns=3, more=_numbered(1, 5, 9))) is None


def test_values_that_moved_are_an_error() -> None:
    rows = [["Peine", 1, 2, 3], ["Gifhorn", 4, 5, None], ["Celle", 7, 8, 9]]
    one_row = read(drawn(rows, columns=3))
    whole = read(drawn([row[:3] for row in rows], columns=3))

    assert [(one.code, one.cell) for one in one_row.problems] == [("value-missing", "D11")]
    assert "Gifhorn" in one_row.problems[0].what
    assert [(one.code, one.cell) for one in whole.problems] == [("column-empty", "D9")]


def test_a_table_without_its_marks_is_told_as_what_it_seems() -> None:
    rows = [["Peine", 1, 2]]
    unmarked = drawn(rows, end="Ende")

    def named(sheet: Any) -> None:
        for column in (1, 2):
            sheet.write(8, column, "Spalte")

    unnumbered = drawn(rows, more=named)

    assert ba.recognise(unmarked) is None
    assert "© Statistik der Bundesagentur für Arbeit" in str(ba.almost(unmarked))
    assert ba.recognise(unnumbered) is None
    assert "1, 2, 3 …" in str(ba.almost(unnumbered))
