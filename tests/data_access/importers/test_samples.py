"""Every real file of the offices goes in as it is: whole, with every cell accounted for."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from data_access.engine import create_store_engine, reading
from data_access.importers.examination import Order
from data_access.importers.importing import import_file, look_at
from data_access.importers.report import FileReport, Outcome
from data_access.migrate import migrate
from data_access.schema.statistics import Observation
from data_access.vocabulary import Origin
from tests.conftest import COUNTIES
from tests.support.samples import FOLDER, needed
from tests.support.sqlite import SqliteDatabases

pytestmark = needed

#: Metadata and lists of areas carry no figures.
WITHOUT_FIGURES = {
    "azr/DSB_AZR_2020.xlsx",
    "gemeindeverzeichnis/GV2Q_20240630_03254.csv",
    "destatis-mir/migrationintegrationregionen_codebook.csv",
}
ORDER = Order(county_key="03254")


def _files() -> Iterator[Path]:
    for path in sorted(FOLDER.rglob("*")):
        name = path.relative_to(FOLDER).as_posix()
        other = name.startswith("hildesheim/") or name in WITHOUT_FIGURES
        if path.suffix in {".xlsx", ".csv"} and not other:
            yield path


#: Files of other counties and of the state alone.
OF_OTHERS = {
    "ba/orig_2019_C6.xlsx",
    "ba/raw_arbeitslose_u25_zeitreihe_merged.xlsx",
    "lsn/raw_A1050002_2018_nationalitaet.xlsx",
    "lsn/raw_Z100001G_zeitreihe.xlsx",
}


@pytest.fixture(scope="module")
def monitor(sqlite_databases: SqliteDatabases) -> Iterator[Engine]:
    """All real counties; every file has been imported."""
    url = sqlite_databases.template(
        "published", lambda engine: migrate(engine, county_keys=COUNTIES)
    )
    engine = create_store_engine(sqlite_databases.copy(url), read_only=False)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def reports(monitor: Engine) -> dict[str, FileReport]:
    """What an import said of each file."""
    return {
        path.relative_to(FOLDER).as_posix(): import_file(
            monitor, path.name, path.read_bytes(), ORDER
        )
        for path in _files()
    }


def test_every_file_with_figures_goes_in(reports: dict[str, FileReport]) -> None:
    refused = {name: one.errors for name, one in reports.items() if one.errors}

    assert refused == {}
    empty = {name for name, one in reports.items() if one.outcome is Outcome.NOTHING}
    assert empty == OF_OTHERS
    others = {one.outcome for name, one in reports.items() if name not in OF_OTHERS}
    assert others <= {Outcome.RELEASED, Outcome.UNCHANGED}
    assert len(reports) >= 28


def test_where_the_cells_of_every_table_went_adds_up(reports: dict[str, FileReport]) -> None:
    tables = [table for one in reports.values() for table in one.tables]

    assert [
        (table.document, table.sheet)
        for table in tables
        if table.stored + sum(table.left_out.values()) != table.cells
    ] == []
    assert sum(table.stored for table in tables) > 3000


def test_the_same_files_again_change_nothing(
    monitor: Engine, reports: dict[str, FileReport]
) -> None:
    for path in _files():
        seen = look_at(monitor, path.name, path.read_bytes(), ORDER)
        assert (path.name, seen.new, seen.changed) == (path.name, 0, 0)


def test_values_of_the_county_are_those_of_its_own_files(
    monitor: Engine, reports: dict[str, FileReport]
) -> None:
    """The monitoring's rows of 03254, read by Python's csv, against what is stored."""
    row = Observation
    statement = select(row.locator, row.original_text, row.source_code).where(
        row.area_key == "03254",
        row.origin == Origin.PUBLISHED.value,
        row.known_until.is_(None),
    )
    with reading(monitor) as connection:
        stored = {(source, text) for _, text, source in connection.execute(statement)}
    path = FOLDER / "hildesheim" / "lsn_integrationsmonitoring_03254.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    imported = {"1-2-2", "6-2-1"}
    expected = {
        (f"nim-{line['indikator']}", line["wert_original"])
        for line in lines
        if line["indikator"] in imported and line["jahr"].isdigit()
    }

    assert len(expected) > 50
    assert expected - stored == set()
