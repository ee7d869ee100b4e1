"""Numbers, dates and words in German, once and for all."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from dashboard import german
from data_access.domain import Period, Value
from data_access.vocabulary import Qualifier, Status


def test_examples_in_docstrings() -> None:
    result = doctest.testmod(german)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (33380, 0, "33.380"),
        (0, 0, "0"),
        (-140, 0, "−140"),
        (12.25, 1, "12,3"),
        (-0.04, 1, "0,0"),
        (1.005, 2, "1,01"),
        (1234567.5, 1, "1.234.567,5"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert german.number(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(106, "+106"), (-927, "−927"), (0, "0")])
def test_signed(value: float, text: str) -> None:
    assert german.signed(value) == text


def test_percent_and_points_are_bound_to_their_numbers() -> None:
    assert german.percent(8.6) == "8,6\u202f%"
    assert german.points(0.4) == "+0,4\u00a0Prozentpunkte"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (57167.76, "57.167,76 €"),
        (59100, "59.100 €"),
        (1_000_000, "1 Mio. €"),
        (1_200_000, "1,2 Mio. €"),
    ],
)
def test_euros(value: float, text: str) -> None:
    assert german.euros(value).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("key", "label", "sentence"),
    [
        ("2020-12-31", "31.12.2020", "Ende 2020"),
        ("2016-03-01", "01.03.2016", "am 01.03.2016"),
        ("2021-03", "März 2021", "im März 2021"),
        ("2017", "2017", "2017"),
        ("2016/2017", "2016/2017", "2016/2017"),
        (
            "2023-10/2024-03",
            "Oktober 2023 bis März 2024",
            "von Oktober 2023 bis März 2024",
        ),
        ("2024-04/2024-09", "April bis September 2024", "von April bis September 2024"),
    ],
)
def test_periods(key: str, label: str, sentence: str) -> None:
    period = Period.parse(key)
    assert german.period(period).replace("\u00a0", " ") == label
    assert german.at(period).replace("\u00a0", " ") == sentence


def test_missing_suppressed_and_zero_are_three_things() -> None:
    texts = {
        german.value(None),
        german.value(Value(None, Status.CONFIDENTIAL)),
        german.value(Value(0.0)),
        german.value(Value(None, Status.LATER)),
    }
    assert texts == {"–", "*", "0", "…"}


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Value(1000.0, qualifier=Qualifier.CIRCA), "appointments", "ca. 1.000 Termine"),
        (Value(500.0, qualifier=Qualifier.ROUND), "", "rund 500"),
        (Value(10.0, qualifier=Qualifier.AT_MOST), "persons", "bis zu 10 Personen"),
        (Value(3.0, qualifier=Qualifier.AT_LEAST), "courses", "mindestens 3 Kurse"),
        (Value(1.0, qualifier=Qualifier.OVER), "hours", "über 1 Stunde"),
        (Value(200.0, qualifier=Qualifier.UNDER), "", "unter 200"),
        (Value(1.0, qualifier=Qualifier.SPAN, number_to=2.0), "hours", "1 bis 2 Stunden"),
        (Value(2.0, qualifier=Qualifier.SPAN, number_to=3.0), "", "2 bis 3"),
        (Value(500.0, approximate=True), "", "rund 500"),
        (Value(500.0), "", "500"),
    ],
)
def test_a_qualifier_goes_with_its_number(value: Value, unit: str, text: str) -> None:
    assert german.value(value, unit).replace("\u00a0", " ") == text


def test_every_qualifier_has_its_words() -> None:
    assert set(german.QUALIFIERS) | {Qualifier.EXACTLY, Qualifier.SPAN} == set(Qualifier)


def test_every_status_without_a_number_has_a_sign() -> None:
    assert set(german.STATUS_SIGNS) == set(Status) - {Status.VALUE}


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a und b"), (["a", "b", "c"], "a, b und c")],
)
def test_listing(words: list[str], text: str) -> None:
    assert german.listing(words) == text


def test_months_are_written_out() -> None:
    assert german.month(date(2021, 3, 1)) == "März\u00a02021"
