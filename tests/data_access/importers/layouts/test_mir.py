"""Migration.Integration.Regionen: what its layout makes of the file."""

from __future__ import annotations

import polars as pl
import pytest

from data_access.importers.files.grids import Grid
from data_access.importers.layouts import mir, nim
from data_access.importers.problems import Reason, Severity
from data_access.importers.tables.cells import CELLS
from data_access.importers.tables.values import interpret_values
from tests.support import plain_csv, samples
from tests.support.sources import text_at, text_of

SAMPLE = samples.FOLDER / "destatis-mir" / "migration_integration_regionen_daten.csv"
HEADER = "RS,NAME,INSGESAMT,AUSL_INSG,SCH_I_2017,SCH_I"


def test_each_figure_keeps_its_place_code_and_county() -> None:
    table = mir.read(text_of(f'\ufeff{HEADER}\n03101,"Braunschweig,  Stadt",248292,.,-0.6,5\n'))

    assert dict(table.cells.schema) == dict(CELLS)
    assert table.cells.select(
        "row", "column", "area_code", "area_name", "series", "text"
    ).rows() == [
        (2, 3, "03101", "Braunschweig, Stadt", "INSGESAMT", "248292"),
        (2, 4, "03101", "Braunschweig, Stadt", "AUSL_INSG", "."),
        (2, 5, "03101", "Braunschweig, Stadt", "SCH_I_2017", "-0.6"),
        (2, 6, "03101", "Braunschweig, Stadt", "SCH_I", "5"),
    ]
    assert table.cells["item"].to_list() == [""] * 4
    assert table.left_out[Reason.HEADING] == 6
    assert table.left_out[Reason.LABEL] == 2


def test_no_figure_has_a_date_and_the_report_says_so() -> None:
    """The code book is older than the file; dates are said where the columns are explained."""
    table = mir.read(text_of(f"{HEADER}\n03254,Hildesheim,1,2,3,4\n"))

    assert table.cells["period"].null_count() == 4
    assert table.data_status is None
    assert [(one.severity, one.code) for one in table.problems] == [
        (Severity.NOTE, "dates-elsewhere")
    ]


def test_a_later_edition_is_another_table() -> None:
    """The one column that bears a year keeps figures of a later edition from older dates."""
    later = HEADER.replace("SCH_I_2017", "SCH_I_2019")

    assert mir.read(text_of(f"{HEADER}\n03254,H,1,2,3,4\n")).table_id == "SCH_I_2017"
    assert mir.read(text_of(f"{later}\n03254,H,1,2,3,4\n")).table_id == "SCH_I_2019"
    assert mir.read(text_of("RS,NAME,INSGESAMT,AUSL_INSG\n1,H,1,2\n")).table_id == "ohne Jahr"


def test_an_empty_field_is_no_figure() -> None:
    table = mir.read(text_of(f"{HEADER}\n06611,Kassel,200000,40000,,\n"))

    assert table.cells["series"].to_list() == ["INSGESAMT", "AUSL_INSG"]
    assert table.filled == 6 + 2 + 2


def test_decimals_stand_behind_a_point() -> None:
    table = mir.read(text_of(f"{HEADER}\n03254,H,1.234,2,3,4\n"))
    valued = interpret_values(table.cells, decimal=table.decimal, meanings=table.meanings)

    assert valued["number"][0] == 1.234


def test_columns_may_stand_in_any_order() -> None:
    table = mir.read(text_of("AUSL_INSG,NAME,INSGESAMT,RS\n22492,Hildesheim,276594,03254\n"))

    assert table.cells.select("column", "area_code", "series", "text").rows() == [
        (1, "03254", "AUSL_INSG", "22492"),
        (3, "03254", "INSGESAMT", "276594"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "RS,NAME,INSGESAMT\n03254,Hildesheim,1\n",
        "Year,Gebietseinheit,GeoCode,Value\n2020,Hildesheim,K03254,1\n",
        "Migration.Integration.Regionen;;;;;\nSpalte;Inhalt;Zeit\nRS;Schlüssel;2016\n",
        "GENESIS-Tabelle: 12411-01-01-4\n;;31.12.2015\n",
    ],
)
def test_other_tables_are_not_recognised(content: str) -> None:
    assert mir.recognise(text_of(content)) is None


def test_a_sheet_is_not_recognised() -> None:
    frame = pl.DataFrame({"c1": ["RS"], "c2": ["NAME"]})

    assert mir.recognise(Grid("a.xlsx", "A", frame, frame)) is None


@samples.needed
def test_the_sample_is_recognised_and_by_nobody_else() -> None:
    source = text_at(SAMPLE)

    assert mir.recognise(source) is not None
    assert nim.recognise(source) is None


@samples.needed
def test_every_field_of_the_sample_is_counted_once() -> None:
    assert mir.read(text_at(SAMPLE)).filled == plain_csv.filled(SAMPLE)


@samples.needed
def test_every_value_of_the_sample_is_the_one_that_another_reader_finds() -> None:
    header, *rows = plain_csv.rows_of(SAMPLE)
    expected = [
        (line, column, row[0], row[1], header[column - 1], field)
        for line, row in enumerate(rows, start=2)
        for column, field in enumerate(row, start=1)
        if column > 2 and field
    ]

    cells = mir.read(text_at(SAMPLE)).cells

    wanted = ("row", "column", "area_code", "area_name", "series", "text")
    assert cells.select(*wanted).rows() == expected
    assert len(expected) == 54_952


@samples.needed
def test_every_value_of_the_sample_is_understood() -> None:
    table = mir.read(text_at(SAMPLE))
    valued = interpret_values(table.cells, decimal=table.decimal)

    assert valued["understood"].all()
    # Two thirds of a percent are no thousands: read with Python's own numbers.
    numbers = valued.filter(pl.col("number").is_not_null())
    assert numbers["number"].to_list() == [float(text) for text in numbers["text"].to_list()]


@samples.needed
def test_the_countys_values_are_those_that_were_taken_out_by_hand() -> None:
    rows = plain_csv.rows_of(samples.FOLDER / "hildesheim" / "destatis_mir_03254.csv", ";")
    position = {name: number for number, name in enumerate(rows[0])}
    expected = [(row[position["spalte"]], row[position["wert"]]) for row in rows[1:]]

    cells = mir.read(text_at(SAMPLE)).cells.filter(pl.col("area_code") == "03254")

    assert cells.select("series", "text").rows() == expected[2:]
    assert expected[:2] == [("RS", "03254"), ("NAME", "Hildesheim")]


def test_a_file_without_the_column_of_codes_is_told_as_what_it_seems() -> None:
    seems = text_of("NAME,INSGESAMT,AUSL_INSG,SCH_I\nHildesheim,1,2,3\n")

    assert mir.recognise(seems) is None
    assert "es fehlt die Spalte „RS“" in str(mir.almost(seems))
    assert mir.almost(text_of("NAME,WERT\nHildesheim,1\n")) is None
