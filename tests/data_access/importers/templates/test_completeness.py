"""A workbook of a template that lacks something says what, and what to do."""

from __future__ import annotations

import pytest

from data_access.importers.layouts import templates as layout
from data_access.importers.opening import open_upload
from data_access.importers.problems import Problem, Severity
from data_access.importers.templates import templates
from tests.support.templates import Filled, blank, codes, day, errors, read_tables

CITY = "Musterstadt [muster-01]"


def _lacking(content: bytes) -> list[Problem]:
    (opened,) = open_upload("vorlage.xlsx", content)
    return list(layout.whole_files(opened.sources))


def _population() -> Filled:
    filled = Filled("bevoelkerung")
    values = {"Stichtag": day("31.12.2025"), "Gemeinde": CITY, "Grundlage": "Fortschreibung"}
    filled.put("Bevölkerung", {**values, "Bevölkerung insgesamt": 100})
    return filled


@pytest.mark.parametrize("name", [one.name for one in templates()])
def test_an_empty_template_says_where_to_begin(name: str) -> None:
    (problem,) = _lacking(blank(name))

    assert (problem.severity, problem.code) == (Severity.NOTE, "nothing-filled-in")
    first = next(one for one in templates() if one.name == name).sheets[0]
    assert f"Blatt „{first.title}“ ab Zeile" in problem.remedy


def test_a_filled_template_lacks_nothing() -> None:
    assert _lacking(_population().content()) == []


def test_a_template_without_its_sheets_is_refused() -> None:
    filled = _population()
    del filled.book["Bevölkerung"]

    (problem,) = _lacking(filled.content())

    assert (problem.severity, problem.code) == (Severity.ERROR, "sheet-missing")
    assert "„Bevölkerung“" in problem.what
    assert "template bevoelkerung" in problem.remedy


def test_one_deleted_sheet_of_many_is_told() -> None:
    filled = Filled("sprachkurse")
    del filled.book["Kurse"]

    problem = _lacking(filled.content())[0]

    assert (problem.severity, problem.code) == (Severity.NOTE, "sheet-missing")
    assert "Das Blatt „Kurse“" in problem.what


def test_a_renamed_column_is_an_error_in_its_cell() -> None:
    filled = _population()
    header, columns = filled.header("Bevölkerung")
    filled.page("Bevölkerung").cell(header, columns["Bevölkerung insgesamt"]).value = "Einwohner"

    (table,) = read_tables(filled.content()).values()

    assert errors(table.problems) == {"column-missing"}
    (problem,) = table.problems
    assert "steht „Einwohner“" in problem.what
    assert problem.cell == f"D{header}"
    assert table.cells.is_empty()


def test_a_column_of_ones_own_behind_the_table_is_no_renamed_one() -> None:
    filled = _population()
    header, columns = filled.header("Bevölkerung")
    behind = max(columns.values()) + 1
    filled.page("Bevölkerung").cell(header, behind).value = "Bemerkung"
    filled.page("Bevölkerung").cell(header + 1, behind).value = "geprüft"

    (table,) = read_tables(filled.content()).values()

    assert codes(table.problems) == {"columns-beside-the-table"}
    assert table.cells.height == 1


def test_a_sheet_without_its_headers_says_only_that() -> None:
    filled = _population()
    header, _ = filled.header("Bevölkerung")
    filled.page("Bevölkerung").delete_rows(header)

    (table,) = read_tables(filled.content()).values()

    assert codes(table.problems) == {"header-missing"}


def test_a_sheet_whose_mark_is_gone_is_told_as_what_it_seems() -> None:
    filled = _population()
    for sheet in filled.book.worksheets:
        sheet["A1"] = None
    (opened,) = open_upload("vorlage.xlsx", filled.content())

    told = [layout.almost(source) for source in opened.sources]

    assert not any(layout.recognise(source) for source in opened.sources)
    assert any(one and "Bevölkerung nach Gemeinden" in one for one in told)
