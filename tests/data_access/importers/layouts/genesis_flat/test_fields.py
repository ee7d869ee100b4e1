"""Flat files of the regional database: areas, periods and values, each from its fields."""

from __future__ import annotations

from datetime import date

import pytest

from data_access.importers.problems import Severity
from data_access.importers.tables.values import interpret_values
from tests.support.flat_files import HEADER, WOMEN, adds_up, flat, record, table_of

# Areas and periods


@pytest.mark.parametrize(
    ("level", "label", "code"),
    [
        *(("KREISE", "Kreise und kreisfreie Städte", "03254"), ("GEMEIN", "Gemeinden", "03254021")),
        *(("DINSG", "Deutschland insgesamt", "DG"), ("DLAND", "Bundesländer", "03")),
        *(("GEOGM4", "Gemeinden (Gebietsstand 15.05.2022)", "032540021021"),),
        # A level of which only the label tells what it is.
        *(
            ("KRSX17", "Kreise und kreisfreie Städte", "03254"),
            ("SG", "Samtgemeinden", "032545406"),
        ),
    ],
)
def test_an_area_is_told_by_its_variable(level: str, label: str, code: str) -> None:
    table = table_of(flat([record(level=level, area=code) | {"1_variable_label": label}]))

    assert table.cells["area_code"].to_list() == [code]
    assert table.cells["item"].to_list() == ["weiblich"]
    assert table.problems == ()


def test_an_area_may_be_the_last_variable_and_of_several_levels() -> None:
    def turned(one: dict[str, str]) -> dict[str, str]:
        swap = {"1": "2", "2": "1"}
        return {swap.get(name[0], name[0]) + name[1:]: text for name, text in one.items()}

    content = flat([turned(WOMEN), turned(record(level="DINSG", area="DG", name=" Deutschland "))])
    table = table_of(content)

    assert table.cells["area_code"].to_list() == ["03254", "DG"]
    assert table.cells["area_name"].to_list() == ["Hildesheim, Landkreis", "Deutschland"]
    assert table.cells["item"].to_list() == ["weiblich", "weiblich"]
    assert table.table_id == "12411:DINSG+GES+KREISE:BEVSTD"


def test_a_second_area_stays_a_label() -> None:
    """Commuters have two."""
    second = {
        "2_variable_code": "KREISE",
        "2_variable_label": "Kreise (Ziel)",
        "2_variable_attribute_code": "03241",
        "2_variable_attribute_label": "Region Hannover",
    }
    table = table_of(flat([record() | second]))

    assert table.cells.select("area_code", "item").rows() == [("03254", "Region Hannover")]


def test_a_table_without_areas_is_rejected() -> None:
    table = table_of(flat([record(level="NAT") | {"1_variable_label": "Nationalität"}]))

    assert [one.code for one in table.problems] == ["no-area"]
    assert table.problems[0].severity is Severity.ERROR
    assert table.cells["area_code"].to_list() == [None]


@pytest.mark.parametrize(
    ("time", "period"),
    [
        *(("2024-12-31", "2024-12-31"), ("31.12.2024", "2024-12-31"), ("2024", "2024")),
        *(("2023/24", "2023/2024"), ("WS 2023/24", None), ("2024-10P6M", None), ("", None)),
    ],
)
def test_a_time_is_a_period_or_none(time: str, period: str | None) -> None:
    assert table_of(flat([record(time=time)])).cells["period"].to_list() == [period]


def test_months_are_a_variable_and_belong_to_the_period() -> None:
    def in_month(code: str, time: str = "2024") -> dict[str, str]:
        return record(time=time) | {
            "2_variable_code": "MONAT",
            "2_variable_label": "Monate",
            "2_variable_attribute_code": code,
            "2_variable_attribute_label": "ein Monat",
        }

    months = [in_month("MONAT07"), in_month("MONAT12"), in_month(""), in_month("MONAT13")]
    table = table_of(flat([*months, in_month("MONAT07", "2024-12-31")]))

    assert table.cells["period"].to_list() == ["2024-07", "2024-12", "2024", None, None]
    assert table.cells["item"].to_list() == [""] * 5


def test_the_territorial_status_is_that_of_the_variable() -> None:
    census = {
        "1_variable_label": "Gemeinden (Gebietsstand 15.05.2022)",
        "1_variable_code": "GEOGM4",
    }

    assert table_of(flat([record() | census])).territorial_status == date(2022, 5, 15)
    assert table_of(flat([WOMEN])).territorial_status is None
    assert table_of(flat([WOMEN])).data_status is None


def test_a_date_that_is_none_is_told_once_in_its_first_line() -> None:
    table = table_of(flat([record(), record(time="2024-02-31"), record(time="2024-02-31")]))

    found = [one for one in table.problems if one.code == "date-unreadable"]
    assert [(one.severity, one.cell) for one in found] == [(Severity.ERROR, "Zeile 3, Spalte 5")]


@pytest.mark.parametrize("time", ["2024", "2024-12", "Dezember 2024"])
def test_a_stichtag_that_has_lost_its_day_is_told(time: str) -> None:
    table = table_of(flat([record(), record(time=time), record(time=time)]))

    found = [one for one in table.problems if one.code == "date-without-day"]
    assert [(one.severity, one.cell) for one in found] == [(Severity.ERROR, "Zeile 3, Spalte 5")]
    of_years = table_of(flat([record(time_code="JAHR", time=time)]))
    assert not any(one.code == "date-without-day" for one in of_years.problems)


# Values


def test_signs_and_marks_are_kept_and_understood() -> None:
    header = [*HEADER, "value_q"]
    values = [("137000", "e"), ("137000", "p"), ("-", "-"), (".", ""), ("...", "r"), ("0", "0")]
    content = flat([record(value=text, value_q=mark) for text, mark in values], header=header)
    table = table_of(content)

    read = interpret_values(table.cells, decimal=table.decimal)
    assert list(zip(read["text"], read["letters"], strict=True)) == values
    assert read["status"].to_list() == [
        *("value", "value", "nothing", "unknown_or_confidential", "later", "below_half"),
    ]
    assert read["provisional"].to_list() == [False, True, False, False, False, False]
    assert read["revised"].to_list() == [False, False, False, False, True, False]
    assert adds_up(table, content)


@pytest.mark.parametrize(
    ("values", "decimal", "numbers"),
    [
        (["12,5", "1", "-"], ",", [12.5, 1, None]),
        (["12.5", "1.234", "-"], ".", [12.5, 1.234, None]),
        (["-0.25", "."], ".", [-0.25, None]),
        (["1", "..."], ",", [1, None]),
    ],
)
def test_decimals_are_those_of_the_language(
    values: list[str], decimal: str, numbers: list[float | None]
) -> None:
    table = table_of(flat([record(value=text) for text in values]))

    assert (table.decimal, table.problems) == (decimal, ())
    assert interpret_values(table.cells, decimal=decimal)["number"].to_list() == numbers


@pytest.mark.parametrize(
    "values", [["1.234"], ["1.234", "12.345"], ["1.234", "1,5"], ["1.5", "1,5"]]
)
def test_a_point_that_may_be_either_is_not_guessed(values: list[str]) -> None:
    table = table_of(flat([record(), *(record(value=text) for text in values)]))

    (problem,) = table.problems
    assert (problem.code, problem.severity) == ("decimals-unclear", Severity.ERROR)
    assert problem.cell == "Zeile 3, Spalte 14"
