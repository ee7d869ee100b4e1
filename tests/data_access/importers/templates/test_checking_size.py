"""Rows that repeat without end: each is looked at once."""

from __future__ import annotations

import time

import polars as pl

from data_access.importers.problems import NAMED
from data_access.importers.templates import templates
from data_access.importers.templates.checking import SHEET, Places, check_columns
from data_access.importers.templates.model import Kind, RecordSheet, Sheet
from data_access.importers.templates.parsing import ROW

_ROWS = 20_000


def _sheet() -> Sheet:
    """A list with a key that is a text."""
    return next(
        sheet
        for template in templates()
        for sheet in template.sheets
        if isinstance(sheet, RecordSheet)
        and sheet.keys
        and all(sheet.column(name).kind is Kind.TEXT for name in sheet.keys)
    )


def _twice(keys: list[str]) -> list[str]:
    sheet = _sheet()
    rows = pl.DataFrame(
        {
            SHEET: [sheet.title] * len(keys),
            ROW: list(range(1, len(keys) + 1)),
            **dict.fromkeys(sheet.keys, keys),
        }
    )
    found = check_columns(rows, sheet, Places("a.xlsx", {}), set())
    return [one.what for one in found if one.code == "row-twice"]


def test_rows_that_are_all_the_same_are_one_sentence() -> None:
    before = time.process_time()

    (what,) = _twice(["K1"] * _ROWS)

    assert time.process_time() - before < 5
    assert "(Zeile 1)" in what
    assert what.endswith(f"Noch {_ROWS - 2:,} weitere Zeilen sind gleich.".replace(",", "."))


def test_of_many_rows_that_repeat_the_first_are_named() -> None:
    found = _twice([f"K{number}" for number in range(2 * NAMED)] * 2)

    assert len(found) == NAMED + 1
    assert found[-1] == f"Dasselbe gilt für {NAMED} weitere Stellen."
