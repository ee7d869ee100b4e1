"""German words of the findings."""

from __future__ import annotations

from typing import Any

import pytest

from data_access.audit import wording
from data_access.vocabulary import Qualifier
from tests.support.ledger import figure


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (23_694, 0, "23.694"),
        (1_234_567.891, 2, "1.234.567,89"),
        (-0.25, 1, "−0,3"),
        (-0.04, 1, "0,0"),
        (2.5, 0, "3"),
        (1.005, 2, "1,01"),
    ],
)
def test_numbers_are_written_as_germans_write_them(value: float, decimals: int, text: str) -> None:
    assert wording.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (9.6, "percent", 1, "9,6 %"),
        (0.2, "percentage_points", 1, "0,2 Prozentpunkte"),
        (27_052.62, "eur", 2, "27.052,62 €"),
        (36_500, "eur", 0, "36.500 €"),
        (1, "persons", 0, "1 Person"),
        (15, "offices", 0, "15"),
    ],
)
def test_a_number_stands_with_its_unit(value: float, unit: str, decimals: int, text: str) -> None:
    assert wording.in_unit(value, unit, decimals).replace(wording.NBSP, " ") == text


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"qualifier": Qualifier.ROUND}, "rund 16 Monate"),
        ({"qualifier": Qualifier.SPAN, "number_to": 18.0}, "16 bis 18 Monate"),
        ({}, "16 Monate"),
    ],
)
def test_a_number_keeps_the_words_beside_it(more: dict[str, Any], text: str) -> None:
    shown = wording.quantity(figure(16, **more), "months")

    assert shown.replace(wording.NBSP, " ") == text


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("2020-12-31", "31.12.2020"),
        ("2021-03", "März 2021"),
        ("2020", "2020"),
        ("2016/2017", "2016/2017"),
        ("", ""),
    ],
)
def test_periods_are_labels(key: str, text: str) -> None:
    assert wording.period(key) == text


def test_runs_of_years_are_drawn_together() -> None:
    assert wording.years([2017, 2013, 2015, 2016]) == "2013 und 2015 bis 2017"
    assert wording.years([]) == ""


def test_two_numbers_get_as_many_digits_as_tell_them_apart() -> None:
    assert wording.apart(10.03, 9.6, 1) == 1
    assert wording.apart(8.2, 8.24, 1) == 2
    assert wording.apart(1.0, 1.0, 0) == 4
