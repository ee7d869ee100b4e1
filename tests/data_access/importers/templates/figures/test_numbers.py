"""Sheets of figures: numbers as people type them, signs of the offices, and formulas."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from data_access.clock import frozen_at
from data_access.importers.problems import Reason, Severity
from data_access.importers.tables.cells import ReadTable
from tests.support.figure_rows import TODAY, UPDATE, population, problems_of, read_population
from tests.support.templates import Filled, errors, read_tables


def test_signs_of_the_offices_are_passed_on_as_they_stand() -> None:
    table = read_population(population(Deutsche=".", Ausländerinnen_und_Ausländer="*"))[UPDATE]

    assert table.problems == ()
    assert table.cells["text"].to_list() == ["100", ".", "*"]
    assert table.cells["number"].to_list() == [100.0, None, None]


def test_numbers_may_be_texts_as_germans_write_them() -> None:
    row = population(
        Bevölkerung_insgesamt="62.038", Deutsche="53 167", Ausländerinnen_und_Ausländer="8.871"
    )
    table = read_population(row)[UPDATE]

    assert table.problems == ()
    assert table.cells["text"].to_list() == ["62.038", "53 167", "8.871"]


def test_euros_may_bear_their_sign() -> None:
    filled = Filled("personal-haushalt")
    filled.put("Haushalt", {"Jahr": 2025, "Bereich": "Insgesamt", "Zuschüsse Ansatz": "1.250,50 €"})
    table = read_tables(filled.content())["personal-haushalt-haushalt"]

    assert table.problems == ()
    assert table.cells["text"].to_list() == ["1.250,50"]


def test_what_excel_shows_as_percent_is_percent() -> None:
    filled = Filled("sgb2")
    header, columns = filled.header("SGB II")
    filled.put(
        "SGB II", {"Berichtsmonat": "03.2026", "Zeile": "Syrien", "Anteil in Prozent": 0.038}
    )
    page = filled.page("SGB II")
    page.cell(header + 1, columns["Anteil in Prozent"]).number_format = "0.0%"
    table = read_tables(filled.content())["sgb2-tabelle"]

    assert table.cells["number"].to_list() == [3.8]


_TEXTS = st.one_of(
    st.integers(0, 10**9).map(lambda number: f"{number:,}".replace(",", ".")),
    st.integers(0, 10**9).map(str),
    st.decimals(0, 10**6, places=2).map(lambda number: str(number).replace(".", ",")),
    st.sampled_from(["-", ".", "...", "/", "x", "*", "1.23", "abc", "1,2,3", "12 %"]),
)


@pytest.fixture(scope="module")
def hours() -> Callable[[list[str]], ReadTable]:
    """Texts typed into the column of hours, read."""

    def read(texts: list[str]) -> ReadTable:
        filled = Filled("sprachmittlung")
        for number, text in enumerate(texts):
            filled.put("Einsätze", {"Monat": f"{number % 12 + 1:02d}.{2000 + number // 12}"})
            header, columns = filled.header("Einsätze")
            cell = filled.page("Einsätze").cell(header + 1 + number, columns["Stunden"])
            cell.value, cell.data_type = text, "s"
        with frozen_at(TODAY):
            return read_tables(filled.content())["sprachmittlung-einsaetze"]

    return read


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_TEXTS, min_size=1, max_size=20))
def test_no_typed_text_is_lost(hours: Callable[[list[str]], ReadTable], texts: list[str]) -> None:
    """It is a cell with the text as it was typed, or in doubt with a problem."""
    table = hours(texts)
    refused = sum(one.code == "no-number" for one in table.problems)

    assert table.cells.height + refused == len(texts)
    assert table.left_out.get(Reason.DOUBT, 0) == refused
    assert Counter(table.cells["text"]) <= Counter(texts)


# Formulas


def test_a_formula_is_read_where_excel_has_worked_it_out() -> None:
    buffer = io.BytesIO()
    source = Filled("sprachmittlung")
    header, columns = source.header("Einsätze")
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("Einsätze")
        for row in source.page("Einsätze").iter_rows(max_row=header):
            for cell in row:
                if cell.value is not None:
                    page.write_string((cell.row or 1) - 1, (cell.column or 1) - 1, str(cell.value))
        page.write_string(header, columns["Monat"] - 1, "03.2026")
        page.write_formula(header, columns["Termine"] - 1, "=40+44", None, 84)
        page.write_formula(header, columns["Stunden"] - 1, "=1/0", None, "#DIV/0!")
    table = read_tables(buffer.getvalue())["sprachmittlung-einsaetze"]
    told = {one.code: one for one in table.problems}

    assert told["formula-read"].severity is Severity.NOTE
    assert "gespeichertes Ergebnis" in told["formula-read"].what
    assert told["error-in-cell"].severity is Severity.ERROR
    assert "#DIV/0!" in told["error-in-cell"].what


def test_a_formula_without_a_result_is_not_taken_for_nothing() -> None:
    tables = read_population(population(Deutsche="=45*2"))

    assert errors(problems_of(tables)) == {"formula-without-result"}


def test_a_formula_in_a_column_of_texts_is_refused() -> None:
    assert "formula-for-text" in errors(
        problems_of(read_population(population(Gemeinde='="Musterstadt"')))
    )
