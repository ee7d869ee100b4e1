"""Numbers are found in what people write, and nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import words
from data_access.erasure.number_words import number_said
from data_access.erasure.numbers_in_text import GONE, numbers_in, without
from tests.support.spelled import spelled


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
        ("1'945 war falsch", 1945),
        ("1’945 war falsch", 1945),
        ("Haus 5 120 Personen", 120),
        ("Haus 5 120 Personen", 5),
        ("Haus 5 120 Personen", 5120),
        ("Haus 5 120 300 Personen", 120300),
        ("zu klein: 3,4,5", 4),
        ("zwölf Personen", 12),
        ("Zwoelf Personen", 12),
        ("ZWÖLF PERSONEN", 12),
        ("Zwölf-Personen-Haushalt", 12),
        ("dreissig statt vierzig", 30),
        ("Wegen zweier Kinder", 2),
        ("die beiden Kinder", 2),
        ("ein Dutzend", 12),
        ("hundertzwölf", 112),
        ("zweitausendunddrei", 2003),
        ("wieder eins", 1),
        ("Eine Familie", 1),
        ("nur eine", 1),
        ("ein erst jetzt gezähltes Kind", 1),
        ("keine Personen", 0),
        ("Null Fälle", 0),
    ],
)
def test_a_number_is_found_however_it_is_written(note: str, number: float) -> None:
    kept = without(note, {number})

    assert GONE in kept
    assert without(kept, {number}) == kept
    assert without(note, {number + 1_000}) == note


@pytest.mark.parametrize(
    "note",
    [
        *("Stand 03.05.2024", "am 3.5. geprüft", "siehe L3 und B17", "13 Bögen", "3.000", "0,3"),
        *("Eine Tabelle war falsch", "keine Einwände", "zweimal geliefert", "aus Siebenlehn"),
    ],
)
def test_days_codes_and_longer_numbers_are_none_of_it(note: str) -> None:
    assert without(note, {0.0, 1.0, 2.0, 3.0, 5.0, 7.0, 17.0, 2024.0}) == note


def test_of_numbers_beside_each_other_only_the_erased_one_goes() -> None:
    assert without("Haus 5 120 Personen", {120.0}) == f"Haus 5 {GONE} Personen"
    assert without("von zwölf auf dreizehn", {12.0}) == f"von {GONE} auf dreizehn"


def test_what_an_office_wrote_in_a_cell_is_read_alike() -> None:
    assert set(numbers_in("zwölf (davon 3 Kinder), am 12.05.2024")) == {12.0, 3.0}


@given(number=st.integers(min_value=0, max_value=999_999))
def test_a_number_in_words_is_understood(number: int) -> None:
    said = spelled(number)

    assert number_said(said) == number
    assert number_said(said.upper()) == number
    assert number_said(f"{said}t") is None


_SPELLINGS: dict[str, Callable[[int], str]] = {
    "digits": str,
    "points": words.number,
    "spaces": lambda number: f"{number:,}".replace(",", " "),
    "narrow spaces": lambda number: f"{number:,}".replace(",", "\u202f"),
    "apostrophes": lambda number: f"{number:,}".replace(",", "'"),
    "words": spelled,
    "words without umlauts": lambda number: (
        spelled(number).replace("ö", "oe").replace("ü", "ue").replace("ß", "ss").capitalize()
    ),
}


@given(
    before=st.sampled_from(["", "statt ", "von 7 auf ", "("]),
    number=st.integers(min_value=0, max_value=999_999) | st.integers(min_value=0, max_value=120),
    after=st.sampled_from(["", " Personen", " (zu viel)", ", nicht 7"]),
    spelling=st.sampled_from(sorted(_SPELLINGS)),
)
def test_no_spelling_of_a_number_is_left(
    before: str, number: int, after: str, spelling: str
) -> None:
    written = _SPELLINGS[spelling](number)

    kept = without(f"{before}{written}{after}", {float(number)})

    around = (before + after).replace("7", GONE) if number == 7 else before + after
    assert kept.count(GONE) == 1 + around.count(GONE)
    assert kept.replace(GONE, "") == around.replace(GONE, "")
