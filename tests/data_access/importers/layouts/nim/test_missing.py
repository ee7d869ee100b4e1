"""Niedersächsisches Integrationsmonitoring: values, areas and lines that are missing are told."""

from __future__ import annotations

import pytest

from data_access.importers.problems import Severity
from tests.support.nim_tables import codes_of, drawn, read

_THREE = ("Anzahl", "Prozent", "Rang")
_TWO_AREAS: dict[str, tuple[str, ...]] = {"03254": ("2024",), "03157": ("2024",)}


def test_a_file_that_ends_inside_a_line_is_refused() -> None:
    """What is left of a number is a number too."""
    whole = "Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,31840\n"

    assert (Severity.ERROR, "cut-record") not in codes_of(read(whole))
    assert (Severity.ERROR, "cut-record") in codes_of(read(whole[:-3]))


@pytest.mark.parametrize("items", [("Anzahl",), ("Anzahl", "Prozent")])
def test_a_file_that_ends_between_two_lines_is_refused(items: tuple[str, ...]) -> None:
    whole = drawn({f"{code:05d}": ("2023", "2024") for code in range(3101, 3121)}, items=items)
    by_year = sorted(whole.splitlines()[1:])
    complete = "\n".join([whole.splitlines()[0], *by_year, ""])
    cut = "\n".join([whole.splitlines()[0], *by_year[:-5], ""])

    missing = {"areas-missing", "values-missing"}
    assert not missing & {code for _, code in codes_of(read(complete))}
    assert {(Severity.ERROR, one) for one in missing} & set(codes_of(read(cut)))


# Values


def test_a_field_without_value_is_told() -> None:
    table = read("Year,Gebietseinheit,GeoCode,Value\n2024,H,K03254,\n2024,P,K03157,5\n")

    found = [one for one in table.problems if one.code == "no-value"]
    assert [(one.severity, one.cell) for one in found] == [(Severity.DOUBT, "Zeile 2, Spalte 4")]


def test_an_empty_field_is_a_doubt_and_no_missing_line() -> None:
    lines = drawn(_TWO_AREAS, items=_THREE)

    table = read(lines.replace("Rang,K03254,100", "Rang,K03254,"))

    assert codes_of(table) == [
        (Severity.NOTE, "table-from-name"),
        (Severity.DOUBT, "no-value"),
    ]


def test_an_area_with_fewer_values_than_others_is_named() -> None:
    lines = drawn({"03254": ("2024",), "03157": ("2024",)}, items=("Anzahl", "Prozent"))
    table = read(lines.replace("2024,Ort 03254,Prozent,K03254,100\n", ""))

    (problem,) = [one for one in table.problems if one.code == "values-missing"]
    assert problem.severity is Severity.ERROR
    assert problem.what.startswith("Für Ort 03254 stehen zu 2024 nur 1 von 2 Werten da.")


def test_a_line_that_stands_twice_makes_no_value_missing() -> None:
    lines = drawn(_TWO_AREAS, items=_THREE)
    twice = "2024,Ort 03254,Rang,K03254,100\n"
    assert twice in lines

    table = read(f"{lines}{twice}")

    assert not {"values-missing", "areas-missing"} & {code for _, code in codes_of(table)}


def test_a_line_that_stands_twice_does_not_stand_for_one_that_is_missing() -> None:
    lines = drawn(_TWO_AREAS, items=_THREE)
    gone, twice = "2024,Ort 03254,Rang,K03254,100\n", "2024,Ort 03254,Anzahl,K03254,100\n"

    table = read(lines.replace(gone, twice))

    assert (Severity.ERROR, "values-missing") in codes_of(table)


# Areas


def test_a_county_that_was_dissolved_is_a_note() -> None:
    areas = dict.fromkeys((f"{code:05d}" for code in range(3101, 3121)), ("2022", "2023", "2024"))
    table = read(drawn({**areas, "03156": ("2022",)}))

    (problem,) = [one for one in table.problems if one.code == "areas-missing"]
    assert problem.severity is Severity.NOTE
    assert problem.what == "Ort 03156 fehlt zu 2023 und 2024, zu anderen Jahren nicht."


def test_of_swapped_columns_no_area_is_missed() -> None:
    lines = ["1882,L,K03355,2023", "20275,W,K03462,2023", "1965,W,K03462,2024", "275,L,K03355,2024"]

    table = read("\n".join(["Year,Gebietseinheit,GeoCode,Value", *lines, ""]))

    codes = {one.code for one in table.problems}
    assert "columns-swapped" in codes
    assert not codes & {"areas-missing", "values-missing"}


def test_two_areas_of_one_name_are_two_areas() -> None:
    lines = drawn({**_TWO_AREAS, "03241": ("2024",)}, items=_THREE)

    table = read(lines.replace("Ort 03157", "Ort 03254"))

    assert not {"values-missing", "areas-missing"} & {code for _, code in codes_of(table)}


def test_an_area_whose_code_is_missing_in_one_year_is_the_same_area() -> None:
    lines = drawn({"03254": ("2023", "2024"), "03157": ("2023", "2024")})

    table = read(lines.replace("2023,Ort 03254,Anzahl,K03254", "2023,Ort 03254,Anzahl,#NV"))

    assert not {"values-missing", "areas-missing"} & {code for _, code in codes_of(table)}


def test_an_area_without_name_is_called_by_its_code() -> None:
    lines = drawn({"03254": ("2023",), "03157": ("2023", "2024")})

    table = read(lines.replace("Ort 03254", ""))

    (problem,) = [one for one in table.problems if one.code == "areas-missing"]
    assert problem.what == "K03254 fehlt zu 2024, zu anderen Jahren nicht."


def test_values_of_no_area_are_told_at_the_first() -> None:
    lines = drawn({"03254": ("2023", "2024"), "03157": ("2023", "2024")})

    table = read(lines.replace("Ort 03254,Anzahl,K03254", ",Anzahl,"))

    (problem,) = [one for one in table.problems if one.code == "area-missing"]
    assert (problem.severity, problem.cell) == (Severity.ERROR, "Zeile 2, Spalte 2")
    assert problem.what == "2 Werte ohne Gebiet."
