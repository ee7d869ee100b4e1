"""Every name in the offices' real files is known as what it is."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from data_access.importers.names import (
    GroupMatch,
    GroupVerdict,
    Verdict,
    match_areas,
    split_code,
)
from data_access.reference.names import territories
from tests.support.names import REAL, area_directory, group_directory
from tests.support.samples import FOLDER, needed

pytestmark = needed

_UNKNOWN = {Verdict.UNKNOWN, Verdict.AMBIGUOUS, Verdict.CONFLICT}
#: Code, name.
Pair = tuple[str, str]


def _rows(path: Path, encoding: str, separator: str) -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def _genesis(path: Path) -> Iterator[Pair]:
    if path.name.endswith("_flat.csv"):
        for row in _rows(path, "utf-8-sig", ";")[1:]:
            yield row[7], row[8]
        return
    encoding = "latin-1" if "latin1" in path.name else "utf-8"
    for row in _rows(path, encoding, ";"):
        for position, field in enumerate(row[:2]):
            if re.fullmatch(r"DG|[0-9]{2,8}", field) and len(row) > 3:
                yield field, row[position + 1]
                break


def _monitoring(path: Path) -> Iterator[Pair]:
    header, *rows = _rows(path, "utf-8-sig", ",")
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        # One editor's lookup has failed: "#NV" beside Osterode.
        yield cells["GeoCode"], cells["Gebietseinheit"]


def _column(path: Path, column: int, first: int, last: int) -> Iterator[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    for (value,) in sheet.iter_rows(first, last, column, column, values_only=True):
        if value is not None:
            yield str(value)


def _pairs() -> Iterator[Pair]:
    for path in (FOLDER / "genesis").glob("*.csv"):
        yield from _genesis(path)
    for path in (FOLDER / "lsn-integrationsmonitoring").glob("*.csv"):
        yield from _monitoring(path)
    regions = FOLDER / "destatis-mir" / "migration_integration_regionen_daten.csv"
    for row in _rows(regions, "utf-8-sig", ",")[1:]:
        yield row[0], row[1]
    municipalities = FOLDER / "gemeindeverzeichnis" / "GV2Q_20240630_03254.csv"
    for row in _rows(municipalities, "utf-8", ";")[1:]:
        yield row[9], row[7]
        if row[8]:
            yield row[8], row[7]
    for name, column, first, last in (
        ("lsn/raw_A100001G_2020.xlsx", 1, 13, 63),
        ("lsn/raw_A1050001_2018.xlsx", 1, 14, 66),
        ("lsn/raw_K1061301_2020_einbuergerungen.xlsx", 2, 18, 69),
        ("lsn/raw_A100001G_2019_html-copy.xlsx", 10, 15, 16),
        ("ba/raw_svb_auslaender_kreise_202006.xlsx", 2, 10, 59),
        ("ba/raw_arbeitslose_u25_zeitreihe_merged.xlsx", 2, 15, 79),
    ):
        for text in _column(FOLDER / name, column, first, last):
            yield split_code(text)


@pytest.mark.parametrize("packs", [("03254",), (*REAL, "03")])
def test_every_area_of_the_files_is_known_as_what_it_is(packs: tuple[str, ...]) -> None:
    directory = area_directory(*packs)
    pairs = set(_pairs())

    wrong = {
        (code, name, match.note)
        for code, name in pairs
        if (match := directory.find(code, name)).verdict in _UNKNOWN
    }

    assert len(pairs) > 1000
    assert wrong == set()


def test_only_what_is_wrong_in_a_file_is_told() -> None:
    directory = area_directory("03254")

    noted = {pair for pair in set(_pairs()) if directory.find(*pair).note}

    assert noted == {("#NV", "Osterode")}


def test_the_county_and_its_municipalities_are_found_in_every_form() -> None:
    directory = area_directory("03254")
    found: dict[str, set[str]] = {}
    for code, name in set(_pairs()):
        match = directory.find(code, name)
        if match.area_key and match.county_key:
            found.setdefault(match.area_key, set()).add(code)

    assert {"03254", "254", "K03254"} <= found["03254"]
    assert {"03254021", "254021", "032540021021"} <= found["03254021"]
    assert "032545406" in found["032545406"]
    # The list of June 2024 has every municipality but the former joint ones.
    assert len(found) == 1 + 17 + 1 + 3


def test_bare_names_of_a_list_of_counties_are_told_by_the_list() -> None:
    path = FOLDER / "ba" / "raw_arbeitslose_migrationshintergrund_sgb2_kreise_201912.xlsx"
    names = list(_column(path, 1, 15, 60))
    cells = pl.DataFrame(
        {"area_code": None, "area_name": names, "period": "2019-12"},
        schema=dict.fromkeys(("area_code", "area_name", "period"), pl.String),
    )

    for packs in (("03254",), (*REAL, "03")):
        found = match_areas(area_directory(*packs), cells)
        wrong = found.filter(pl.col("verdict").is_in([verdict.value for verdict in _UNKNOWN]))
        assert wrong.rows() == []
        keys = dict(found.select("area_name", "area_key").iter_rows())
        assert (keys["Hildesheim"], keys["Niedersachsen"]) == ("03254", "03")
    assert len(names) == 46


def test_the_directory_has_every_county_of_the_files_and_no_other() -> None:
    """Berlin and Hamburg have no county in the tables of the regional database."""
    listed = {one.key for one in territories() if len(one.key) == 5}
    printed = {code for code, _ in _pairs() if re.fullmatch(r"[0-9]{5}", code)}

    assert printed <= listed
    # Dissolved before the first of these tables begins.
    assert listed - printed == {"03201", "03253"}


# Groups


def _groups() -> Iterator[tuple[str, str]]:
    """Texts with the header above them."""
    path = FOLDER / "lsn" / "raw_A1050002_2018_nationalitaet.xlsx"
    for text in _column(path, 1, 21, 629):
        if not split_code(text)[0]:
            yield text, "Land der Staatsangehörigkeit"
    for name in ("1-2-4", "5-2-1", "6-2-1"):
        header, *rows = _rows(
            FOLDER / "lsn-integrationsmonitoring" / f"indicator_{name}.csv", "utf-8-sig", ","
        )
        yield from ((row[2], header[2]) for row in rows)
    for row in _rows(FOLDER / "genesis" / "12411-03-03-4_00.csv", "utf-8", ";")[6:]:
        if len(row) > 4:
            yield from ((field, "") for field in (row[3:4] if row[0] else row[4:]))
    monitoring = FOLDER / "hildesheim" / "lsn_integrationsmonitoring_03254.csv"
    for row in _rows(monitoring, "utf-8", ";")[1:]:
        for header_text, text in json.loads(row[4] or "{}").items():
            if header_text in _DIMENSIONS:
                yield text, header_text


#: Headers of the integration monitoring under which groups, sexes and spans of years stand.
_DIMENSIONS = {
    "Altersgruppe",
    "Aufenthaltsdauer in Jahren",
    "Befristungsgrund",
    "Geschlecht",
    "Land der Staatsangehörigkeit",
    "Nationalität",
}


def test_every_group_of_the_files_is_known() -> None:
    directory = group_directory()
    texts = set(_groups())

    found: dict[tuple[str, str], GroupMatch] = {
        (text, header): directory.find(None, text, header=header) for text, header in texts
    }

    wrong = {GroupVerdict.UNKNOWN, GroupVerdict.AMBIGUOUS, GroupVerdict.NEW}
    assert {pair for pair, match in found.items() if match.verdict in wrong or match.note} == set()
    assert len(texts) > 150


def test_the_lines_of_a_table_of_nationalities_are_as_many_groups() -> None:
    directory = group_directory()
    path = FOLDER / "lsn" / "raw_A1050002_2018_nationalitaet.xlsx"
    lines = [text for text in _column(path, 1, 21, 142) if not split_code(text)[0]]

    codes = [match.group.code for text in lines if (match := directory.find(None, text)).group]

    assert len(set(codes)) == len(codes) == len(lines) == 121
