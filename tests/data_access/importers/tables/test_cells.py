"""Cells of a table by what stands in their texts."""

from __future__ import annotations

import time

import polars as pl
import pytest

from data_access.combinations import as_categories
from data_access.importers.tables.cells import CELLS, ReadTable

_ROWS = 200_000


def _table(*, categories: bool) -> ReadTable:
    texts = [name for name, kind in CELLS.items() if kind == pl.String]
    cells = pl.DataFrame(
        {
            name: [f"{name} {row % 40} | x (y)" for row in range(_ROWS)]
            if kind == pl.String
            else range(_ROWS)
            for name, kind in CELLS.items()
        },
        schema_overrides={name: kind for name, kind in CELLS.items() if kind != pl.String},
    )
    return ReadTable(
        *("a", "b", "c", "d", ""), as_categories(cells, texts) if categories else cells
    )


@pytest.mark.parametrize("categories", [True, False])
@pytest.mark.parametrize("text", ["item 3", "item 39 | x (y)", "(y)", "[", "series"])
def test_the_cells_under_a_text_are_those_that_contain_it(text: str, *, categories: bool) -> None:
    table = _table(categories=categories)

    found = table.under("item", text)

    wanted = [row for row in range(_ROWS) if text in f"item {row % 40} | x (y)"]
    assert found["row"].to_list() == wanted
    assert dict(found.schema) == dict(CELLS)


def test_only_the_cells_that_are_found_become_texts() -> None:
    table = _table(categories=True)

    before = time.process_time()
    for number in range(40):
        table.under("item", f"item {number} |")

    assert time.process_time() - before < 4
