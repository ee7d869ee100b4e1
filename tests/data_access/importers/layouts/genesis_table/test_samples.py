"""Real tables of the regional database: every cell, and that its files agree with each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data_access.importers.layouts import genesis_table
from data_access.importers.tables.periods import parse_period
from data_access.importers.tables.values import interpret_values
from tests.support import samples
from tests.support.flat_files import filled, plain_rows
from tests.support.genesis_examples import COLUMNS, codes
from tests.support.sources import text_at

BIG = samples.FOLDER / "genesis"
OF_COUNTY = samples.FOLDER / "hildesheim"
REAL = (
    *("genesis/12411-01-01-4_datencsv_latin1.csv", "genesis/12411-03-03-4_00.csv"),
    *("genesis/22221-01-01-4_00.csv", "genesis/22811-01-01-4_00.csv"),
    *("genesis/22811-02-02-4_00.csv", "hildesheim/regionalstatistik_12411-01-01-4_03254.csv"),
    *("hildesheim/regionalstatistik_12411-03-03-4_03254.csv",),
    *("hildesheim/regionalstatistik_12711-03-02-4_03254.csv",),
    *("hildesheim/regionalstatistik_22221-01-01-4_03254.csv",),
    *("hildesheim/regionalstatistik_22811-01-01-4_03254.csv",),
    *("hildesheim/regionalstatistik_22811-02-02-4_03254.csv",),
)


@samples.needed
@pytest.mark.parametrize("name", REAL)
def test_every_cell_of_a_real_file_is_what_another_reader_finds(name: str) -> None:
    path = samples.FOLDER / name
    (table,) = genesis_table.read(text_at(path))

    assert table.cells.select(COLUMNS).rows() == _independently(path)
    assert table.filled == filled(path.read_bytes())
    assert set(codes(table)) <= {"no-footer"}
    assert table.table_id in name
    assert interpret_values(table.cells)["understood"].all()


def _independently(path: Path) -> list[tuple[object, ...]]:
    """The cells of a real file by Python's reader, as its own form asks for.

    With dates above there are two columns of labels; otherwise a fourth one has the ages or
    nationalities, where it is no number.
    """
    rows = [row for row in plain_rows(path.read_bytes()) if len(row.fields) > 1]
    headers = [row.fields for row in rows if row.fields[0] == ""]
    body = [row for row in rows if row.fields[0] != "" and any(row.fields[1:])]
    dates_above = parse_period(body[0].fields[0]) is None
    labels = 2 if dates_above else 3 + (not body[0].fields[3].strip("-.").isdecimal())
    found: list[tuple[object, ...]] = []
    for row in body:
        code, name = row.fields[0 if dates_above else 1], row.fields[1 if dates_above else 2]
        item = row.fields[3] if labels == 4 else ""
        for column in range(labels, len(row.fields)):
            above = [" ".join(header[column].split()) for header in headers if header[column]]
            period = above.pop(0) if dates_above else row.fields[0]
            found.append(
                (
                    *(row.line, column + 1, code, " ".join(name.split())),
                    *(parse_period(period), " | ".join(above), item, row.fields[column]),
                )
            )
    return found


@samples.needed
@pytest.mark.parametrize(
    ("big", "small"),
    [
        (name, f"regionalstatistik_{name.split('_')[0]}_03254.csv")
        for name in (
            *("12411-03-03-4_00.csv", "22221-01-01-4_00.csv"),
            *("22811-01-01-4_00.csv", "22811-02-02-4_00.csv"),
        )
    ],
)
def test_the_rows_of_the_county_are_those_of_its_own_file(big: str, small: str) -> None:
    columns = ["area_code", "area_name", "period", "series", "item", "text"]
    (of_all,) = genesis_table.read(text_at(BIG / big))
    (of_county,) = genesis_table.read(text_at(OF_COUNTY / small))

    rows = of_all.cells.filter(pl.col("area_code") == "03254").select(columns).rows()
    assert rows == of_county.cells.select(columns).rows()
    assert rows


@samples.needed
def test_the_latin_file_and_the_long_series_of_the_county_agree() -> None:
    (of_2015,) = genesis_table.read(text_at(BIG / "12411-01-01-4_datencsv_latin1.csv"))
    (of_county,) = genesis_table.read(
        text_at(OF_COUNTY / "regionalstatistik_12411-01-01-4_03254.csv")
    )

    columns = ["area_name", "period", "series", "text"]
    county = of_2015.cells.filter(pl.col("area_code") == "03254").select(columns).rows()
    same_day = of_county.cells.filter(pl.col("period") == "2015-12-31").select(columns).rows()
    assert county == same_day
    assert len(county) == 3
    assert of_county.cells["period"].n_unique() == 21
    assert of_2015.data_status == date(2017, 12, 14)
