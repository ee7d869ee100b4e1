"""LSN-Online: every sheet of the real files that names a table, and what openpyxl finds there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import polars as pl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data_access.importers.files.grids import Grid
from data_access.importers.layouts import lsn
from data_access.importers.names import GroupVerdict, Verdict, match_areas, match_groups
from data_access.importers.problems import Reason, Severity
from data_access.importers.tables.cells import JOINT, ReadTable
from data_access.importers.tables.values import interpret_values
from tests.support.lsn_tables import filled, grids
from tests.support.names import area_directory, group_directory
from tests.support.samples import FOLDER, needed

pytestmark = needed

LSN = FOLDER / "lsn"
#: Sheets that name a table, with the period they are about; None where years stand in rows.
SHEETS = {
    ("orig_2019_A2.xlsx", "A2_2017_roh"): "2017-12-31",
    ("orig_2019_A2.xlsx", "A2_2017_Bearbeitet"): "2017-12-31",
    ("orig_2019_A2.xlsx", "A2_2017_Bev"): "2017-12-31",
    ("orig_2019_A2.xlsx", "A2_2018_roh"): "2018-12-31",
    ("orig_2019_A2.xlsx", "A2_2018_Bearbeitet"): "2018-12-31",
    ("orig_2019_A2.xlsx", "A2_2018_Bev"): "2018-12-31",
    ("orig_2019_A2.xlsx", "A2_2018_Bev_Bearbeitet"): "2018-12-31",
    ("orig_2020_1_1_1.xlsx", "A1_2020_Rohdaten"): "2020-12-31",
    ("orig_2020_1_1_1.xlsx", "A1_2019_roh"): "2019-12-31",
    ("orig_2020_1_1_1.xlsx", "A1_2018_roh"): "2018-12-31",
    ("orig_2020_1_1_1.xlsx", "Roh_Göttingen"): None,
    ("orig_2020_2-3-1.xlsx", "2020_Rohdaten"): "2020",
    ("raw_A100001G_2019_html-copy.xlsx", "A1_2019_roh"): "2019-12-31",
    ("raw_A100001G_2020.xlsx", "A1_2020_Rohdaten"): "2020-12-31",
    ("raw_A1050001_2018.xlsx", "A2_2018_roh"): "2018-12-31",
    ("raw_A1050002_2018_nationalitaet.xlsx", "2018_A6_Rohdaten"): "2018-12-31",
    ("raw_K1061301_2020_einbuergerungen.xlsx", "2020_Rohdaten"): "2020",
    ("raw_Z100001G_zeitreihe.xlsx", "Roh_Göttingen"): None,
}
IDS = [f"{file}-{sheet}" for file, sheet in SHEETS]
#: Sheets to which editors have added sums and differences in the value columns.
CALCULATED = {("orig_2020_1_1_1.xlsx", "A1_2019_roh"), ("orig_2020_2-3-1.xlsx", "2020_Rohdaten")}


def _content(file: str) -> bytes:
    return (LSN / file).read_bytes()


@cache
def _grids(file: str) -> dict[str, Grid]:
    return {one.sheet: one for one in grids(_content(file), file)}


@cache
def _workbook(file: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(LSN / file)


@cache
def _read(file: str, sheet: str) -> tuple[ReadTable, ...]:
    return lsn.read(_grids(file)[sheet])


def _cells(file: str, sheet: str) -> pl.DataFrame:
    return pl.concat([table.cells for table in _read(file, sheet)])


def test_exactly_the_sheets_that_name_a_table_are_recognised() -> None:
    found = {
        (path.name, name)
        for path in LSN.glob("*.xlsx")
        for name, grid in _grids(path.name).items()
        if lsn.recognise(grid)
    }

    assert found == set(SHEETS)


@pytest.mark.parametrize(("file", "sheet"), SHEETS, ids=IDS)
def test_every_cell_of_a_sheet_is_accounted_for_once(file: str, sheet: str) -> None:
    tables = _read(file, sheet)
    places = [place for table in tables for place in table.cells.select("row", "column").rows()]

    assert sum(table.filled for table in tables) == filled(_content(file), sheet)
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(("file", "sheet"), SHEETS, ids=IDS)
def test_every_value_is_understood(file: str, sheet: str) -> None:
    cells = interpret_values(_cells(file, sheet))

    assert cells.filter(~pl.col("understood")).rows() == []
    assert cells["period"].null_count() == 0
    assert cells["number"].null_count() < cells.height


@pytest.mark.parametrize(("file", "sheet"), SHEETS, ids=IDS)
def test_only_what_editors_have_added_is_told(file: str, sheet: str) -> None:
    problems = [one for table in _read(file, sheet) for one in table.problems]
    expected: set[tuple[Severity, str]] = set()
    if (file, sheet) in CALCULATED:
        expected = {(Severity.DOUBT, "computed-value")}
    if sheet in {"A2_2017_Bev", "2018_A6_Rohdaten"}:
        expected = {(Severity.NOTE, "beside-table")}
    if sheet == "A2_2018_Bev_Bearbeitet":
        expected = {(Severity.NOTE, "below-table"), (Severity.NOTE, "beside-table")}

    assert {(one.severity, one.code) for one in problems} == expected


@pytest.mark.parametrize(("file", "sheet"), SHEETS, ids=IDS)
def test_dates_and_headers_are_those_of_the_sheet(file: str, sheet: str) -> None:
    cells = _cells(file, sheet)
    period = SHEETS[file, sheet]
    tables = _read(file, sheet)

    if period:
        assert set(cells["period"]) == {period}
    else:
        assert cells["period"].unique().sort().to_list() == [
            f"{year}-06-30" for year in range(2005, 2020)
        ]
    status = date(2020, 1, 1) if "2020_Rohdaten" in sheet and "1061301" not in file else None
    if file != "orig_2020_2-3-1.xlsx":
        assert {table.territorial_status for table in tables} == {status or date(2017, 7, 1)}
    for header in cells["series"].unique():
        last = header.split(JOINT)[-1].casefold()
        assert last in {"insgesamt", "männlich", "weiblich", "fläche in qkm", "einwohner je qkm"}


# A second reader


def _naive(sheet: Worksheet, code: int) -> Iterator[tuple[tuple[Any, Any], Any]]:
    """Places and values right of a cell with a code, up to the first blank one behind values."""
    for row in sheet.iter_rows():
        begun = found = False
        for cell in row:
            text = str(cell.value or "").replace("\u00a0", " ").strip()
            if not begun:
                begun = bool(re.match(rf"{code}(?:\s|$)", text))
            elif cell.value is None and found:
                break
            elif (isinstance(cell.value, int | float) and cell.value != code) or text == "-":
                found = True
                yield (cell.row, cell.column), cell.value


@pytest.mark.parametrize(("file", "sheet"), SHEETS, ids=IDS)
@pytest.mark.parametrize("code", [254, 254021, 254999, 159, 462])
def test_the_values_of_an_area_are_those_that_openpyxl_finds(
    file: str, sheet: str, code: int
) -> None:
    found = dict(_naive(_workbook(file)[sheet], code))
    if "Z100001G" in file or "Göttingen" in sheet:
        # Years stand between the name and the value.
        found = {(row, column): value for (row, column), value in found.items() if column == 4}
    own = _cells(file, sheet).filter(pl.col("area_code") == str(code))
    read = {
        (row, column): text if number is None else number
        for row, column, text, number in own.select("row", "column", "text", "number").rows()
    }

    assert read == found


def test_the_county_is_in_every_table_of_counties() -> None:
    without = {place for place in SHEETS if "254" not in set(_cells(*place)["area_code"])}

    assert without == {
        ("orig_2020_1_1_1.xlsx", "Roh_Göttingen"),
        ("raw_Z100001G_zeitreihe.xlsx", "Roh_Göttingen"),
        ("raw_A1050002_2018_nationalitaet.xlsx", "2018_A6_Rohdaten"),
    }


def test_every_line_of_a_table_of_nationalities_is_read() -> None:
    file, name = "raw_A1050002_2018_nationalitaet.xlsx", "2018_A6_Rohdaten"
    sheet = _workbook(file)[name]
    expected: dict[tuple[int, int], tuple[str, Any]] = {}
    area = ""
    for row in range(20, 630):
        label = str(sheet.cell(row, 1).value).replace("\u00a0", " ").strip()
        if label[0].isdecimal():
            area = label
        for column in (3, 4, 5):
            value = sheet.cell(row, column).value
            if value is not None:
                expected[row, column] = (f"{area} {label}", value)

    (table,) = _read(file, name)
    read = {
        (row, column): (f"{code} {area} {item}", text if number is None else number)
        for row, column, code, area, item, text, number in table.cells.select(
            "row", "column", "area_code", "area_name", "item", "text", "number"
        ).rows()
    }

    assert read == expected
    assert len(read) == 5 * 121 * 3
    # The names once more, and a sum of the European Union beside the table.
    assert table.left_out[Reason.OUTSIDE] == 609 + 2


# With names and other sources


@pytest.mark.parametrize(("file", "sheet"), SHEETS, ids=IDS)
@pytest.mark.parametrize("packs", [("03254",), ("03254", "03157", "03357", "03241", "03")])
def test_all_areas_and_groups_are_known(file: str, sheet: str, packs: tuple[str, ...]) -> None:
    cells = _cells(file, sheet)
    areas = match_areas(area_directory(*packs), cells)
    groups = match_groups(group_directory(), cells["item"].replace("", None))

    wrong = {Verdict.UNKNOWN, Verdict.AMBIGUOUS, Verdict.CONFLICT}
    assert areas.filter(pl.col("verdict").is_in([one.value for one in wrong])).rows() == []
    assert areas.filter(pl.col("note") != "").rows() == []
    assert set(groups["verdict"]) <= {GroupVerdict.GROUP.value}


def test_the_population_is_that_of_the_integration_monitoring() -> None:
    """Two publications of one office: each county, city and region, at the end of 2020."""
    path = FOLDER / "lsn-integrationsmonitoring" / "indicator_1-1-1.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        printed = {
            row["GeoCode"].removeprefix("K03").removeprefix("0") or "0": float(row["Value"])
            for row in csv.DictReader(file)
            if row["Year"] == "2020"
        }
    cells = _cells("raw_A100001G_2020.xlsx", "A1_2020_Rohdaten")
    total = cells.filter(pl.col("series") == "Bevölkerung | Insgesamt")
    read = dict(total.select("area_code", "number").iter_rows())

    both = read.keys() & printed.keys()
    assert {code: read[code] for code in both} == {code: printed[code] for code in both}
    assert len(both) == 51


def test_men_and_women_are_all() -> None:
    compared = 0
    for file, sheet in SHEETS:
        numbers: dict[tuple[object, ...], dict[str, float]] = {}
        for row, code, series, number in (
            _cells(file, sheet).select("row", "area_code", "series", "number").iter_rows()
        ):
            group, _, name = series.lower().partition(JOINT)
            if number is not None:
                numbers.setdefault((row, code, group), {})[name] = number
        for (_, _, group), found in numbers.items():
            if {"insgesamt", "männlich", "weiblich"} <= found.keys():
                compared += 1
                difference = found["insgesamt"] - found["männlich"] - found["weiblich"]
                # Each number of the central register is rounded to 5 by itself.
                assert abs(difference) <= 5 * str(group).startswith("ausländische"), (file, found)
    assert compared > 1000
