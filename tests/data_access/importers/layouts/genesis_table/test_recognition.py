"""The older tables of the regional database are known by their first line."""

from __future__ import annotations

import polars as pl
import pytest

from data_access.importers.errors import RefusedFileError
from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.grids import Grid, read_text
from data_access.importers.layouts import genesis_table
from data_access.importers.registry import recognised
from tests.support.genesis_examples import DATES_ABOVE, DATES_IN_ROWS
from tests.support.sources import text_of


def test_a_table_is_recognised_by_its_first_line() -> None:
    found = recognised(text_of(DATES_IN_ROWS, "daten.txt"))

    assert found is not None
    layout, evidence = found
    assert (layout.NAME, evidence) == (
        "genesis_table",
        "Tabelle einer GENESIS-Datenbank (CSV): 12411-03-03-4",
    )
    assert genesis_table.recognise(text_of('"Tabelle: 12411-0015";\n;;2015\n')) is not None


@pytest.mark.parametrize(
    "content",
    [
        "a;b\n1;2\n",
        "Tabelle: Sprachkurse\n;;1\n",
        "LSN-Online: Tabelle A100001G\n",
        "Titel\nGENESIS-Tabelle: 12411-01-01-4\n",
        "Tabelle: 12411-01-01-4 enthält\n",
    ],
)
def test_other_files_are_not(content: str) -> None:
    source = text_of(content)

    assert genesis_table.recognise(source) is None
    with pytest.raises(RefusedFileError, match="keine Tabelle"):
        genesis_table.read(source)


def test_neither_is_a_workbook_or_a_line_without_end() -> None:
    frame = pl.DataFrame({"c1": ["GENESIS-Tabelle: 12411-01-01-4"]})
    grid = Grid("mappe.xlsx", "Tabelle1", frame, frame.select(pl.lit(value=False).alias("c1")))
    endless = Document("a.csv", DocumentKind.TEXT, b'"' + b"x" * 200_000 + b'";b\n1;2\n')

    assert genesis_table.recognise(grid) is None
    assert genesis_table.recognise(read_text(endless)) is None


def test_a_table_with_lines_above_it_or_without_its_first_is_told_as_what_it_seems() -> None:
    below = text_of("Abruf Mai 2024\n" + DATES_ABOVE)
    without = text_of(DATES_ABOVE.partition("\n")[2])

    assert genesis_table.recognise(below) is None
    assert "Zeile 2" in str(genesis_table.almost(below))
    assert genesis_table.recognise(without) is None
    assert "fehlt" in str(genesis_table.almost(without))
    assert genesis_table.almost(text_of("a;b\n1;2\n")) is None
