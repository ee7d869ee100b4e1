"""The social reporting's real tables: every cell, and what another publication says of them."""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

import openpyxl
import polars as pl
import pytest

from data_access.importers.files.grids import Grid
from data_access.importers.layouts import lsn_report
from data_access.importers.names import GroupVerdict, Verdict, match_areas, match_groups
from data_access.importers.opening import open_upload
from data_access.importers.problems import Reason, Severity
from data_access.importers.registry import recognised, tables_of
from data_access.importers.tables.cells import JOINT, ReadTable
from tests.support.lsn_tables import filled, grids
from tests.support.names import REAL, area_directory, group_directory
from tests.support.samples import FOLDER, needed

pytestmark = needed

PATH = FOLDER / "lsn" / "orig_2019_D2.xlsx"
COUNTS, RATES = "D2_Rohdaten_Anzahl", "D2_Rohdaten_je_1000"
#: Names of the three groups in the monitoring, by first column.
GROUPS = {3: "Insgesamt", 7: "Deutsche", 11: "Ausländerinnen und Ausländer"}
AGES = 3

both = pytest.mark.parametrize("sheet", [COUNTS, RATES])


@cache
def _grids() -> dict[str, Grid]:
    return {one.sheet: one for one in grids(PATH.read_bytes(), PATH.name)}


@cache
def _read(sheet: str) -> ReadTable:
    return lsn_report.read(_grids()[sheet])


@cache
def _printed(sheet: str) -> dict[tuple[int, int], Any]:
    """All values as openpyxl finds them, looked up by hand to stand in C6:N61."""
    book = openpyxl.load_workbook(PATH, data_only=True)
    cells = (cell for row in book[sheet]["C6:N61"] for cell in row)
    return {(cell.row, cell.column): cell.value for cell in cells}


def _numbers(sheet: str) -> dict[tuple[int, int], float | None]:
    rows = _read(sheet).cells.select("row", "column", "number").rows()
    return {(row, column): number for row, column, number in rows}


def test_of_all_workbooks_only_the_two_sheets_of_the_office_are_recognised() -> None:
    found = {
        (path.name, source.sheet)
        for path in FOLDER.rglob("*.xlsx")
        for document in open_upload(path.name, path.read_bytes())
        for source in document.sources
        if lsn_report.recognise(source)
    }

    assert found == {(PATH.name, COUNTS), (PATH.name, RATES)}


@both
def test_every_cell_is_accounted_for_once(sheet: str) -> None:
    table = _read(sheet)

    assert table.filled == filled(PATH.read_bytes(), sheet)
    assert table.cells.select("row", "column").is_unique().all()
    assert Reason.OUTSIDE not in table.left_out
    assert table.problems == ()


@both
def test_every_value_is_that_of_openpyxl(sheet: str) -> None:
    assert _numbers(sheet) == _printed(sheet)
    assert len(_printed(sheet)) == 56 * 12


@both
@pytest.mark.parametrize(("code", "row"), [("254", 24), ("254021", 25), ("254999", 26)])
def test_the_values_of_hildesheim_are_those_of_its_rows(sheet: str, code: str, row: int) -> None:
    own = _read(sheet).cells.filter(pl.col("area_code") == code)
    printed = [value for (line, _), value in _printed(sheet).items() if line == row]

    assert own["number"].to_list() == printed
    assert set(own["period"]) == {"2019-12-31"}
    assert own["area_name"].str.contains("Hildesheim").all()


def test_tables_bear_their_numbers() -> None:
    assert (_read(COUNTS).table_id, _read(RATES).table_id) == ("8.1.5.a", "8.1.5")


def test_results_of_the_editors_formulas_are_in_doubt() -> None:
    """He has multiplied the rates by ten; the counts are as the office printed them."""
    grid = _grids()[RATES]
    layout, _ = recognised(grid) or pytest.fail("nicht erkannt")
    (rates,) = tables_of(layout, grid)
    (counts,) = tables_of(layout, _grids()[COUNTS])

    assert rates.cells.is_empty()
    assert rates.left_out[Reason.DOUBT] == 56 * 12
    assert {(one.severity, one.code) for one in rates.problems} == {
        (Severity.DOUBT, "formula-cell")
    }
    assert counts.cells.height == 56 * 12


@both
@pytest.mark.parametrize("packs", [("03254",), REAL, (*REAL, "03")])
def test_every_area_is_known_with_its_code_and_without(sheet: str, packs: tuple[str, ...]) -> None:
    cells = _read(sheet).cells
    directory = area_directory(*packs)
    coded = match_areas(directory, cells)
    bare = match_areas(directory, cells.with_columns(area_code=pl.lit(None, pl.String)))
    wrong = {Verdict.UNKNOWN.value, Verdict.AMBIGUOUS.value, Verdict.CONFLICT.value}

    assert not set(coded["verdict"]) & wrong
    assert set(coded["note"]) == {""}
    said = ("area_name", "verdict", "area_key")
    assert set(bare.select(said).rows()) == set(coded.select(said).rows())
    assert {"03254", "03254021"} <= set(bare["area_key"])


def test_every_header_but_title_and_unit_is_a_group() -> None:
    parts = [one.split(JOINT)[1:3] for one in _read(RATES).cells["series"].unique()]
    groups = match_groups(group_directory(), pl.Series([one for pair in parts for one in pair]))

    assert set(groups["verdict"]) == {GroupVerdict.GROUP.value, GroupVerdict.TOTAL.value}


def test_groups_and_ages_add_up() -> None:
    numbers = _printed(COUNTS)
    for row in range(6, 62):
        for column in range(3, 7):
            everybody, german = numbers[row, column], numbers[row, column + 4]
            assert everybody == german + numbers[row, column + 8], row
        for column in GROUPS:
            ages = [numbers[row, column + one] for one in range(1, AGES + 1)]
            assert numbers[row, column] == sum(ages), row


@pytest.mark.parametrize(("sheet", "unit"), [(COUNTS, "Anzahl"), (RATES, "Quote")])
def test_it_counts_the_people_of_the_integration_monitoring(sheet: str, unit: str) -> None:
    """Two publications of one office: every county, city and region, and the state."""
    path = FOLDER / "lsn-integrationsmonitoring" / "indicator_6-2-1.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        monitored = {
            (row["GeoCode"].removeprefix("K03") or "0", row["Nationalität"]): float(row["Value"])
            for row in csv.DictReader(file)
            if (row["Year"], row["Units"]) == ("2019", unit)
        }
    read = {
        (code, GROUPS[column]): number
        for code, column, number in _read(sheet)
        .cells.select("area_code", "column", "number")
        .rows()
        if column in GROUPS
    }
    shared = read.keys() & monitored.keys()

    assert {key: read[key] for key in shared} == {key: monitored[key] for key in shared}
    assert len(shared) == 52 * 3
