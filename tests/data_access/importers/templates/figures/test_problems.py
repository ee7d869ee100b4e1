"""Sheets of figures: what is wrong in a cell or row is told once, at its place, with a remedy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data_access.importers.problems import Reason, Severity
from tests.support.figure_rows import VILLAGE, population, problems_of, read_population
from tests.support.templates import Filled, codes, day, read_lists, read_tables


@pytest.mark.parametrize(
    ("changes", "code", "cell"),
    [
        ({"Stichtag": "irgendwann"}, "no-date", "A8"),
        ({"Stichtag": 45000}, "no-date", "A8"),
        ({"Stichtag": None}, "cell-empty", "A8"),
        ({"Gemeinde": None}, "cell-empty", "B8"),
        ({"Grundlage": "Fortschreibng"}, "no-choice", "C8"),
        ({"Deutsche": "neunzig"}, "no-whole", "E8"),
        ({"Deutsche": 89.5}, "no-whole", "E8"),
        ({"Deutsche": -1}, "below-minimum", "E8"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(changes: dict[str, Any], code: str, cell: str) -> None:
    tables = read_population(population(**changes))
    found = [one for one in problems_of(tables) if one.code == code]

    assert [(one.severity, one.sheet, one.cell) for one in found] == [
        (Severity.ERROR, "Bevölkerung", cell)
    ]
    assert found[0].what.endswith(".")
    assert found[0].remedy.endswith(".")
    assert sum(one.cells.height for one in tables.values()) == 0
    assert sum(one.left_out.get(Reason.DOUBT, 0) for one in tables.values()) == 3


@pytest.mark.parametrize(
    ("changes", "quoted"),
    [
        ({"Deutsche": 33.38}, "„33,38“ in der Spalte „Deutsche“ ist keine ganze Zahl."),
        ({"Deutsche": date(1965, 12, 14)}, "„14.12.1965“ in der Spalte „Deutsche“ ist keine Zahl."),
        ({"Stichtag": 45_000}, "„45000“ in der Spalte „Stichtag“ ist kein Datum."),
        (
            {"Deutsche": 33_380},
            "Deutsche (33.380) und Ausländerinnen und Ausländer (10) ergeben zusammen nicht die "
            "Bevölkerung (100).",
        ),
    ],
)
def test_cells_are_quoted_as_excel_shows_them(changes: dict[str, Any], quoted: str) -> None:
    assert quoted in [one.what for one in problems_of(read_population(population(**changes)))]


# Choices


def test_a_misspelt_choice_gets_the_nearest_one() -> None:
    (problem,) = problems_of(read_population(population(Grundlage="Fortschreibng")))

    assert "Gemeint sein könnte: Fortschreibung." in problem.what


def test_a_required_choice_is_named_and_not_to_be_cleared() -> None:
    (problem,) = problems_of(read_population(population(Grundlage="Zensus")))

    assert problem.remedy == "In die Zelle gehört „Fortschreibung“ oder „Melderegister“."


def test_of_a_long_choice_the_list_is_named() -> None:
    filled = Filled("sgb2")
    filled.put("SGB II", {"Berichtsmonat": "03.2026", "Zeile": "Syrer", "Leistungsberechtigte": 5})
    (problem,) = [
        one for one in problems_of(read_tables(filled.content())) if one.severity is Severity.ERROR
    ]

    assert "Gemeint sein könnte: Syrien." in problem.what
    assert problem.remedy.endswith("alle stehen im Blatt „Listen“.")


# Rows that stand there twice


def test_the_same_row_twice_names_the_other_row() -> None:
    problems = problems_of(read_population(population(), population(Deutsche=91)))
    twice = [one for one in problems if one.code == "row-twice"]

    assert [one.cell for one in twice] == ["A9"]
    assert "schon einmal in der Datei (Zeile 8)" in twice[0].what
    assert "31.12.2025" in twice[0].what


def test_a_row_that_stands_there_many_times_is_told_once() -> None:
    problems = problems_of(
        read_population(*(population(Deutsche=number) for number in range(5, 9)))
    )
    (twice,) = [one for one in problems if one.code == "row-twice"]

    assert twice.cell == "A9"
    assert "schon einmal in der Datei (Zeile 8)" in twice.what
    assert twice.what.endswith(" Noch 2 weitere Zeilen sind gleich.")
    assert twice.remedy.startswith("Alle bis auf eine löschen")


def test_rows_whose_keys_are_wrong_are_not_each_other_again() -> None:
    wrong = {"Grundlage": "Zensus"}
    problems = problems_of(read_population(population(**wrong), population(**wrong)))

    assert codes(problems) == {"no-choice"}


# Days and months


@pytest.mark.parametrize("unreadable", ["31.13.2025", "demnächst", None])
def test_a_date_that_cannot_be_read_is_told_once(unreadable: str | None) -> None:
    """Nobody knows whether it is another day of the year than those of the other rows."""
    rows = [population(), population(Grundlage="Melderegister")]
    found = problems_of(read_population(*rows, population(Gemeinde=VILLAGE, Stichtag=unreadable)))

    assert {one.cell for one in found} == {"A10"}
    assert len(found) == 1
    assert "leer" not in found[0].what


@pytest.mark.parametrize(
    ("stichtag", "told"),
    [
        # Typed as 2024 into a cell for days, Excel makes a day of it.
        (date(1905, 7, 16), "2024 allein ist für Excel ein Tag im Jahr 1905: 31.12.2024 eintragen"),
        (date(1924, 12, 31), "Möglich sind Tage vom 01.01.1950 bis zum 31.12.2100"),
        ("31.12.1949", "Möglich sind Tage vom 01.01.1950 bis zum 31.12.2100"),
    ],
)
def test_a_day_that_the_cell_would_not_have_taken_is_refused(stichtag: Any, told: str) -> None:
    (problem,) = problems_of(read_population(population(Stichtag=stichtag)))

    assert (problem.severity, problem.code, problem.cell) == (Severity.ERROR, "no-date", "A8")
    assert f" in der Spalte „Stichtag“ kann nicht sein. {told}." in problem.what


@pytest.mark.parametrize("first", ["01.01.1950", "31.12.2024"])
def test_a_day_that_the_cell_would_have_taken_is_read(first: str) -> None:
    assert problems_of(read_population(population(Stichtag=day(first)))) == ()


@pytest.mark.parametrize("month", [date(1905, 7, 16), "07.1905", "Juli 1905"])
def test_a_month_that_the_cell_would_not_have_taken_is_refused(month: Any) -> None:
    filled = Filled("sgb2")
    filled.put("SGB II", {"Berichtsmonat": month, "Zeile": "Syrien", "Leistungsberechtigte": 7})
    (problem,) = [
        one for one in problems_of(read_tables(filled.content())) if one.code == "no-month"
    ]

    assert problem.severity is Severity.ERROR
    assert "in der Spalte „Berichtsmonat“ kann nicht sein." in problem.what


def test_a_month_that_excel_took_for_a_number_is_told_as_that() -> None:
    filled = Filled("sprachkurse")
    row = filled.put("Wartende", {"Monat": 9.2026, "Kursart": "Integrationskurs"})
    page = filled.page("Wartende")
    (cell,) = (one for one in page[row] if one.value == 9.2026)
    cell.number_format = "mm.yyyy"

    told = [one.what for one in read_lists(filled.content()).problems]
    (said,) = (one for one in told if "ist kein Monat" in one)
    assert said.startswith("„1900-01-09 ")
    assert said.endswith("eine eingetippte Zahl (etwa 9,2026) als Datum gedeutet.")
