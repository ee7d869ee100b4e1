"""Numbers are found in what people write, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import words
from data_access.deliveries.notes import GONE, without


@pytest.mark.parametrize(
    ("note", "number"),
    [
        ("1.945 war falsch", 1945),
        ("1945 war falsch", 1945),
        ("1 945 war falsch", 1945),
        ("1\u00a0945 war falsch", 1945),
        ("Statt 12,5 %", 12.5),
        ("Statt 12.5 %", 12.5),
        ("(3)", 3),
        ("von 3 auf 4", 3),
        ("nun +3", 3),
    ],
)
def test_a_number_is_found_however_it_is_written(note: str, number: float) -> None:
    kept = without(note, {number})

    assert GONE in kept
    assert without(kept, {number}) == kept
    assert without(note, {number + 1_000}) == note


@pytest.mark.parametrize(
    "note", ["Stand 03.05.2024", "am 3.5. geprüft", "siehe L3 und B17", "13 Bögen", "3.000", "0,3"]
)
def test_days_codes_and_longer_numbers_are_none_of_it(note: str) -> None:
    assert without(note, {3.0, 5.0, 17.0, 2024.0}) == note


@given(
    before=st.sampled_from(["", "statt ", "von 7 auf ", "("]),
    number=st.integers(min_value=0, max_value=99_999_999),
    after=st.sampled_from(["", " Personen", " (zu viel)", ", nicht 7"]),
    plain=st.booleans(),
)
def test_no_spelling_of_a_number_is_left(
    before: str, number: int, after: str, *, plain: bool
) -> None:
    written = str(number) if plain else words.number(number)

    kept = without(f"{before}{written}{after}", {float(number)})

    around = (before + after).replace("7", GONE) if number == 7 else before + after
    assert kept.count(GONE) == 1 + around.count(GONE)
    assert kept.replace(GONE, "") == around.replace(GONE, "")
