"""Sheets of figures: columns and headers moved, missing or added, and what is wrong above."""

from __future__ import annotations

from data_access.importers.problems import Reason, Severity
from tests.support.figure_rows import UPDATE, population, problems_of
from tests.support.templates import Filled, day, errors, read_tables


def test_a_moved_column_is_found_and_another_one_is_told() -> None:
    filled = Filled("bevoelkerung")
    page = filled.page("Bevölkerung")
    header, columns = filled.header("Bevölkerung")
    page.insert_cols(1, 2)
    page.insert_rows(header, 3)
    page.cell(header + 3, 1).value = "Bemerkung"
    page.cell(header + 4, 1).value = "laut Bericht"
    for title, value in population().items():
        page.cell(header + 4, columns[title] + 2).value = value
    table = read_tables(filled.content())[UPDATE]

    assert table.cells["number"].to_list() == [100.0, 90.0, 10.0]
    (note,) = table.problems
    assert (note.severity, note.code) == (Severity.NOTE, "columns-beside-the-table")
    assert "Bemerkung" in note.what


def test_a_missing_key_column_keeps_the_file_out_and_is_named() -> None:
    filled = Filled("bevoelkerung")
    filled.put("Bevölkerung", population())
    filled.page("Bevölkerung")["A7"] = "Tag"
    tables = read_tables(filled.content())
    (problem,) = [one for one in problems_of(tables) if one.severity is Severity.ERROR]

    assert (problem.code, problem.sheet) == ("column-missing", "Bevölkerung")
    assert problem.what == "Die Spalte „Stichtag“ fehlt; an ihrer Stelle steht „Tag“."
    assert tables[UPDATE].cells.is_empty()
    assert tables[UPDATE].left_out[Reason.DOUBT] == 3


def test_a_missing_column_of_figures_is_only_told() -> None:
    filled = Filled("bevoelkerung")
    filled.put("Bevölkerung", population())
    filled.page("Bevölkerung").delete_cols(5)
    table = read_tables(filled.content())[UPDATE]

    assert table.cells["number"].to_list() == [100.0, 10.0]
    assert [(one.severity, one.code) for one in table.problems] == [
        (Severity.NOTE, "column-missing")
    ]


def test_a_sheet_without_its_header_is_told() -> None:
    filled = Filled("bevoelkerung")
    filled.put("Bevölkerung", population())
    filled.page("Bevölkerung").delete_rows(7)

    assert "header-missing" in errors(problems_of(read_tables(filled.content())))


def test_an_older_version_is_told() -> None:
    filled = Filled("bevoelkerung")
    filled.put("Bevölkerung", population())
    page = filled.page("Bevölkerung")
    page["A1"] = str(page["A1"].value).replace("Fassung 1", "Fassung 7")

    assert errors(problems_of(read_tables(filled.content()))) == {"template-version"}


def test_a_data_status_of_tomorrow_is_told() -> None:
    filled = Filled("bevoelkerung")
    filled.field("Bevölkerung", "Datenstand", day("21.11.2026"))
    filled.put("Bevölkerung", population())

    assert errors(problems_of(read_tables(filled.content()))) == {"data-status-in-the-future"}
