"""Every real file of the offices goes in as it is: whole, with every cell accounted for."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select

from data_access.engine import create_store_engine, reading
from data_access.importers.importing import look_at
from data_access.importers.reports.report import FileReport, Outcome
from data_access.schema.statistics import Observation
from data_access.vocabulary import Origin
from tests.support import county_rows
from tests.support.imported_samples import ORDER, Imported, files
from tests.support.samples import needed

pytestmark = needed

#: Files of other counties and of the state alone.
OF_OTHERS = {
    "ba/orig_2019_C6.xlsx",
    "ba/raw_arbeitslose_u25_zeitreihe_merged.xlsx",
    "lsn/raw_A1050002_2018_nationalitaet.xlsx",
    "lsn/raw_Z100001G_zeitreihe.xlsx",
}


@pytest.fixture(scope="module")
def reports(samples: Imported) -> dict[str, FileReport]:
    """What an import said of each file."""
    return samples.reports


@pytest.fixture(scope="module")
def monitor(samples: Imported, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """All real counties; every file has been imported."""
    database = tmp_path_factory.mktemp("samples") / "monitor.db"
    shutil.copyfile(samples.database, database)
    engine = create_store_engine(f"sqlite:///{database}", read_only=False)
    yield engine
    engine.dispose()


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


def test_the_same_files_again_change_nothing(monitor: Engine) -> None:
    for path in files():
        seen = look_at(monitor, path.name, path.read_bytes(), ORDER)
        assert (path.name, seen.new, seen.changed) == (path.name, 0, 0)


def _stored(engine: Engine) -> dict[county_rows.Figure, str]:
    """What is stored of the county itself, with the texts as they were printed."""
    row = Observation
    statement = select(row).where(
        row.area_key == "03254",
        row.origin == Origin.PUBLISHED.value,
        row.known_until.is_(None),
        row.number.is_not(None),
    )
    with reading(engine) as connection:
        return {
            (
                *(one.source_code, one.statistic_code, one.group_code, one.sex, one.period),
                round(one.number, 9),
            ): one.original_text
            for one in connection.execute(statement)
        }


def test_values_of_the_county_are_those_of_its_own_files(monitor: Engine) -> None:
    """All of them, and no others: source, statistic, group, sex, period and number."""
    expected = {(*key, round(number, 9)) for *key, number in county_rows.figures()}
    sources = {source for source, *_ in expected}

    stored = {one for one in _stored(monitor) if one[0] in sources and not _of_flat_file(one)}

    assert sources == {
        *("rdb-12411-01-01-4", "rdb-12411-03-03-4", "rdb-22221-01-01-4", "rdb-22811-01-01-4"),
        *("rdb-22811-02-02-4", "nim-1-1-1", "nim-1-2-1", "nim-1-2-2", "nim-1-2-4", "nim-5-2-1"),
        "nim-6-2-1",
    }
    assert len(expected) > 600
    assert stored == expected


def _of_flat_file(figure: county_rows.Figure) -> bool:
    """The table was delivered once more, of a later year."""
    return figure[0] == "rdb-12411-01-01-4" and figure[4] == "2024-12-31"


def test_values_of_the_wide_file_are_those_of_the_county(monitor: Engine) -> None:
    stored = {one: text for one, text in _stored(monitor).items() if one[0] == "mir"}

    assert county_rows.plain_of_mir() <= set(stored)
    # No text is there more often than the file has it.
    assert Counter(stored.values()) <= Counter(county_rows.texts_of_mir())
    assert len(stored) > 95
