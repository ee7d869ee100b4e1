"""Niedersächsisches Integrationsmonitoring: how a file is known, and of which indicator it is."""

from __future__ import annotations

import polars as pl
import pytest

from data_access.importers.files.grids import Grid
from data_access.importers.layouts import nim
from data_access.importers.problems import Severity
from tests.support.nim_tables import NAME, codes_of, read
from tests.support.sources import text_of


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("indicator_1-2-1.csv", "1-2-1"),
        ("daten.zip/indicator_6-2-10.csv", "6-2-10"),
        ("Kopie von indicator_1-2-1 (2).csv", "1-2-1"),
        ("2-3-1.csv", "2-3-1"),
        ("tabelle.csv", ""),
        ("export-2024-11-03.csv", ""),
        ("1-2-1 und 1-2-2.csv", ""),
        ("1-2-1/daten.csv", ""),
    ],
)
def test_only_the_name_of_the_file_says_which_indicator_it_is(name: str, indicator: str) -> None:
    content = "Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,1\n"
    source = text_of(content)
    named = type(source)(name, source.content, source.encoding, source.head, source.separator)

    table = nim.read(named)

    assert table.table_id == indicator
    expected = (
        (Severity.NOTE, "table-from-name") if indicator else (Severity.ERROR, "table-unknown")
    )
    assert codes_of(table) == [expected]
    assert "--table NUMMER" in table.problems[0].remedy


def test_what_the_office_says_goes_before_the_name() -> None:
    content = "Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,1\n"

    table = read(content, "indicator_1-2-1.csv", "1-1-1")

    assert table.table_id == "1-1-1"
    assert table.problems == ()


# Other files


@pytest.mark.parametrize(
    "content",
    [
        "Year,GeoCode,Value\n2024,K03254,1\n",
        "Year,Reference area,GeoCode,Value\n2024,Laos,,1\n",
        "Year,Durchschnittliche Bewohnerzahl,value\n2015,Belegung,33120\n",
        "RS,NAME,INSGESAMT,AUSL_INSG\n03254,Hildesheim,1,2\n",
        "GENESIS-Tabelle: 12411-01-01-4\n;;31.12.2015\n",
    ],
)
def test_other_tables_are_not_recognised(content: str) -> None:
    assert nim.recognise(text_of(content)) is None


def test_a_sheet_is_not_recognised() -> None:
    frame = pl.DataFrame({"c1": ["Year"], "c2": ["Gebietseinheit"], "c3": ["Value"]})

    assert nim.recognise(Grid("a.xlsx", "A", frame, frame)) is None


def test_a_file_saved_again_is_recognised_and_told() -> None:
    source = text_of("Year;Gebietseinheit;GeoCode;Value\n2024;Hildesheim;K03254;1\n", NAME)

    assert nim.recognise(source) is not None
    assert (Severity.ERROR, "saved-again") in codes_of(nim.read(source))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Gebietseinheit,GeoCode,Value\nH,K03254,1\n", "es fehlt die Spalte „Year“"),
        ("Year,Gebietseinheit,GeoCode\n2024,H,K03254\n", "es fehlt die Spalte „Value“"),
        ("Abruf Mai\nYear,Gebietseinheit,GeoCode,Value\n2024,H,K03254,1\n", "erst in Zeile 2"),
    ],
)
def test_a_file_without_its_headers_is_told_as_what_it_seems(content: str, told: str) -> None:
    assert nim.recognise(text_of(content)) is None
    assert told in str(nim.almost(text_of(content)))
