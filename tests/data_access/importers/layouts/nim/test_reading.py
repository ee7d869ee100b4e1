"""Niedersächsisches Integrationsmonitoring: every value with its area, year and description."""

from __future__ import annotations

import pytest

from data_access.importers.problems import Reason, Severity
from data_access.importers.tables.cells import CELLS
from data_access.importers.tables.values import interpret_values
from data_access.vocabulary import Status
from tests.support.nim_tables import read


def test_each_value_keeps_its_place_area_year_and_description() -> None:
    table = read(
        "\ufeffYear,Gebietseinheit,Land der Staatsangehörigkeit,Units,GeoCode,Value\n"
        '2024,"Braunschweig, Stadt",Ukraine,Anzahl,K03101,352\n'
        "2024,Hildesheim,Ukraine,Veränderung in Prozent,K03254,+1046.15\n"
    )

    assert dict(table.cells.schema) == dict(CELLS)
    assert table.cells.rows(named=True) == [
        {
            "sheet": "",
            "row": 2,
            "column": 6,
            "area_code": "K03101",
            "area_name": "Braunschweig, Stadt",
            "period": "2024",
            "series": "Value",
            "item": "Ukraine | Anzahl",
            "text": "352",
            "number": None,
            "letters": "",
        },
        {
            "sheet": "",
            "row": 3,
            "column": 6,
            "area_code": "K03254",
            "area_name": "Hildesheim",
            "period": "2024",
            "series": "Value",
            "item": "Ukraine | Veränderung in Prozent",
            "text": "+1046.15",
            "number": None,
            "letters": "",
        },
    ]
    assert (table.left_out[Reason.HEADING], table.left_out[Reason.LABEL]) == (6, 10)


def test_a_unit_of_all_values_stands_with_the_column_and_not_with_the_rows() -> None:
    table = read(
        "Year,Gebietseinheit,Geschlecht,Units,GeoCode,Value\n"
        "2024,Hildesheim,Frauen,%,K03254,36.2\n2024,Hildesheim,Männer,%,K03254,63.8\n"
    )

    assert table.cells["series"].to_list() == ["Value | %"] * 2
    assert table.cells["item"].to_list() == ["Frauen", "Männer"]


def test_a_table_without_units_and_descriptions_has_only_its_value_column() -> None:
    table = read("Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,265504\n")

    assert table.cells.select("series", "item").rows() == [("Value", "")]


def test_a_description_that_is_empty_leaves_no_gap() -> None:
    table = read(
        "Year,Gebietseinheit,Geschlecht,Nationalität,GeoCode,Value\n"
        "2024,Hildesheim,,Deutsche,K03254,1\n2024,Hildesheim,Frauen,,K03254,2\n"
        "2024,Hildesheim,,,K03254,3\n"
    )

    assert table.cells["item"].to_list() == ["Deutsche", "Frauen", ""]


def test_columns_may_stand_in_any_order() -> None:
    table = read("Value,GeoCode,Gebietseinheit,Year\n5,K03254,Hildesheim,2024\n")

    assert table.cells.select("column", "area_code", "period", "text").row(0) == (
        *(1, "K03254", "2024", "5"),
    )


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("+1046.15", 1046.15, Status.VALUE),
        ("-8.6491517947261", -8.6491517947261, Status.VALUE),
        ("5.7E-02", 0.057, Status.VALUE),
        ("5.70776255707763E-02", 0.0570776255707763, Status.VALUE),
        ("1.234", 1.234, Status.VALUE),
        ("0", 0.0, Status.VALUE),
        (".", None, Status.UNKNOWN_OR_CONFIDENTIAL),
        ("-", None, Status.NOTHING),
    ],
)
def test_numbers_have_a_decimal_point(text: str, number: float | None, status: Status) -> None:
    table = read(f"Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,{text}\n")
    valued = interpret_values(table.cells, decimal=table.decimal, meanings=table.meanings)

    assert valued.select("number", "status").row(0) == (number, status.value)
    assert valued["text"].item() == text


# Areas


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("K03254", "K03254"),
        ("RH03254", "RH03254"),
        ("MZ03254", "MZ03254"),
        ("K03241001", "K03241001"),
        ("K031", "K031"),
        ("K0", "K0"),
        ("#NV", None),
        ("", None),
    ],
)
def test_codes_of_areas_stay_as_printed_and_what_is_none_is_left_to_the_name(
    code: str, kept: str | None
) -> None:
    table = read(f"Year,Gebietseinheit,GeoCode,Value\n2010,Osterode,{code},1\n")

    assert table.cells.select("area_code", "area_name").rows() == [(kept, "Osterode")]
    assert table.left_out[Reason.LABEL] == (3 if code else 2)


def test_a_file_without_codes_has_names_only() -> None:
    table = read("Year,Gebietseinheit,Value\n31.03.2022,Niedersachsen,34684\n")

    assert table.cells.select("area_code", "area_name", "period").rows() == [
        (None, "Niedersachsen", "2022-03-31")
    ]


# Years


@pytest.mark.parametrize(
    "year", ["2024 / 2005", "Veränderung aktuelles Jahr (2024) zu 2005", "seit 2015"]
)
def test_a_comparison_of_years_is_no_year(year: str) -> None:
    table = read(
        "Year,Gebietseinheit,Units,GeoCode,Value\n"
        f"{year},Hildesheim,%,K03254,-8.65\n2024,Hildesheim,%,K03254,1.5\n"
        f"{year},Peine,%,K03157,-3\n{year},Goslar,%,K03153,\n"
    )

    assert table.cells["text"].to_list() == ["1.5"]
    assert table.left_out[Reason.NO_PERIOD] == 2
    notes = [one for one in table.problems if one.code == "no-period"]
    assert [
        (one.severity, year in one.what, "2 Werte werden nicht" in one.what) for one in notes
    ] == [(Severity.NOTE, True, True)]


def test_a_value_without_a_year_stops_the_file() -> None:
    table = read("Year,Gebietseinheit,GeoCode,Value\n2024,H,K03254,1\n,H,K03254,2\n")

    problem = next(one for one in table.problems if one.code == "year-missing")
    assert (problem.severity, problem.cell) == (Severity.ERROR, "Zeile 3, Spalte 1")
    assert table.left_out[Reason.NO_PERIOD] == 1


def test_a_date_that_is_none_is_an_error_in_its_first_line() -> None:
    table = read(
        "Year,Gebietseinheit,GeoCode,Value\n2024,H,K03254,1\n31.02.2023,H,K03254,2\n"
        "31.02.2023,P,K03157,3\n"
    )

    found = [one for one in table.problems if one.code == "date-unreadable"]
    assert [(one.severity, one.cell) for one in found] == [(Severity.ERROR, "Zeile 3, Spalte 1")]
    assert "„31.02.2023“" in found[0].what


def test_columns_that_were_swapped_are_no_comparison_of_years() -> None:
    table = read("Year,Gebietseinheit,GeoCode,Value\n275464,H,K03254,2024\n135844,P,K03157,2024\n")

    (problem,) = [one for one in table.problems if one.code == "columns-swapped"]
    assert (problem.severity, problem.cell) == (Severity.ERROR, "Zeile 2, Spalte 1")
    assert "„275464“ (so an 2 Stellen)" in problem.what
    assert "vertauscht" in problem.what
