"""Cells are quoted as their reader sees them."""

from __future__ import annotations

import pytest

from data_access.importers.tables.quoting import as_shown, in_german_excel, with_german_days


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("33.38", 33.38, "33,38"),
        ("33380", 33380.0, "33380"),
        ("0.30000000000000004", 0.30000000000000004, "0,3"),
        ("0.3333333333333333", 1 / 3, "0,3333"),
        ("-5.5", -5.5, "-5,5"),
        ("123456789012", 123456789012.0, "123456789012"),
        ("0", 0.0, "0"),
        ("33,380", None, "33,380"),
        ("1965-12-14 00:00:00", None, "14.12.1965"),
        ("abc", None, "abc"),
    ],
)
def test_a_cell_is_quoted_as_excel_shows_it(text: str, number: float | None, shown: str) -> None:
    assert as_shown(text, number) == shown


def test_truths_and_errors_are_called_as_a_german_excel_shows_them() -> None:
    assert [in_german_excel(one) for one in ("true", "#N/A", "#REF!", "true.")] == [
        *("WAHR", "#NV", "#BEZUG!", "true."),
    ]


def test_days_inside_a_sentence_are_german() -> None:
    said = "Die Spalte „2020-12-31 00:00:00“ steht neben „2020-12-31“."

    assert with_german_days(said) == "Die Spalte „31.12.2020“ steht neben „2020-12-31“."
