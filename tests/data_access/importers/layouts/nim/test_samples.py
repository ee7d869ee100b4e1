"""Niedersächsisches Integrationsmonitoring: the real files, value by value."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from data_access.importers.layouts import mir, nim
from data_access.importers.problems import Severity
from data_access.importers.tables.values import interpret_values
from tests.support import plain_csv, samples
from tests.support.nim_tables import codes_of
from tests.support.sources import text_at

FOLDER = samples.FOLDER / "lsn-integrationsmonitoring"
SAMPLES = sorted(FOLDER.glob("indicator_*.csv"))


@samples.needed
def test_there_are_samples() -> None:
    assert len(SAMPLES) == 6


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_recognised_and_by_nobody_else(path: Path) -> None:
    source = text_at(path)

    assert nim.recognise(source) is not None
    assert mir.recognise(source) is None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_field_of_a_sample_is_counted_once(path: Path) -> None:
    table = nim.read(text_at(path))

    assert table.filled == plain_csv.filled(path)
    found = set(codes_of(table))
    # Osterode has been a part of Göttingen since 2016.
    assert found - {(Severity.NOTE, "areas-missing")} == {(Severity.NOTE, "table-from-name")}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_value_of_a_sample_is_the_one_that_another_reader_finds(path: Path) -> None:
    header, *rows = plain_csv.rows_of(path)
    described = [
        number
        for number, name in enumerate(header)
        if name not in {"Year", "Gebietseinheit", "Units", "GeoCode", "Value"}
    ]
    units = header.index("Units") if "Units" in header else None
    if units is not None and len({row[units] for row in rows}) > 1:
        described.append(units)
    expected = [
        (
            line,
            row[header.index("GeoCode")].replace("#NV", "") or None,
            row[header.index("Gebietseinheit")],
            row[0],
            " | ".join(row[number] for number in described),
            row[-1],
        )
        for line, row in enumerate(rows, start=2)
        if row[-1]
    ]

    cells = nim.read(text_at(path)).cells

    wanted = ("row", "area_code", "area_name", "period", "item", "text")
    assert cells.select(*wanted).rows() == expected
    assert expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_value_of_a_sample_is_understood(path: Path) -> None:
    table = nim.read(text_at(path))
    valued = interpret_values(table.cells, decimal=table.decimal)

    assert valued["understood"].all()
    assert valued["number"].to_list() == [float(text) for text in valued["text"].to_list()]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_countys_values_are_those_that_were_taken_out_by_hand(path: Path) -> None:
    taken = samples.FOLDER / "hildesheim" / "lsn_integrationsmonitoring_03254.csv"
    header, *rows = plain_csv.rows_of(taken, ";")
    table = nim.read(text_at(path))
    expected = []
    for row in rows:
        one = dict(zip(header, row, strict=True))
        if one["indikator"] == table.table_id:
            labels = [*json.loads(one["merkmale_json"] or "{}").values(), one["einheit"]]
            expected.append(
                (one["jahr"], {label for label in labels if label}, one["wert_original"])
            )

    cells = table.cells.filter(pl.col("area_code").str.ends_with("03254"))
    found = [
        (period, set(f"{series} | {item}".split(" | ")) - {"Value", ""}, text)
        for period, series, item, text in cells.select("period", "series", "item", "text").rows()
    ]

    assert found == expected
    assert expected
