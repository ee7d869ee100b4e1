"""The Musterkreis comes with one command and goes with one, without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from data_access.engine import create_store_engine
from data_access.migrate import load_demo, migrate, remove_demo
from data_access.reader import Reader
from data_access.reference import musterkreis
from tests.conftest import COUNTIES, SMALL_CELL_LIMIT
from tests.support.dump import dump

#: Tables that count writes and first starts; they name nobody.
COUNTERS = ("data_revision", "installation_fact")


def _counties(engine: Engine) -> dict[str, bool]:
    reader = Reader(engine, small_cell_limit=SMALL_CELL_LIMIT)
    return {county.key: county.synthetic for county in reader.counties()}


def test_the_musterkreis_is_marked_and_the_others_are_not(with_demo: Engine) -> None:
    assert _counties(with_demo) == {**dict.fromkeys(COUNTIES, False), musterkreis.KEY: True}


def test_every_series_of_the_musterkreis_is_marked_and_no_other(with_demo: Engine) -> None:
    reader = Reader(with_demo, small_cell_limit=SMALL_CELL_LIMIT)

    for county, synthetic in _counties(with_demo).items():
        for statistic in reader.statistics(county):
            series = reader.series(county, statistic.code)
            assert series is not None
            assert series.papers.synthetic is synthetic, (county, statistic.code)


def test_loading_changes_nothing_in_the_real_counties(published: Engine, with_demo: Engine) -> None:
    before, after = dump(published), dump(with_demo)

    for name, rows in before.items():
        assert set(rows) - set(after[name]) == set(), name


def test_loading_twice_changes_nothing(with_demo: Engine) -> None:
    before = dump(with_demo)

    assert not load_demo(with_demo)
    assert dump(with_demo) == before


def test_removing_leaves_no_trace(published: Engine, with_demo: Engine) -> None:
    before = dump(published, without=COUNTERS)
    assert dump(with_demo, without=COUNTERS) != before

    assert remove_demo(with_demo)

    assert dump(with_demo, without=COUNTERS) == before
    assert [row for row in _texts(with_demo) if "muster" in row.lower()] == []
    assert musterkreis.KEY not in _counties(with_demo)


def _texts(engine: Engine) -> Iterator[str]:
    for rows in dump(engine).values():
        yield from map(repr, rows)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite file with one real county."""
    path = tmp_path / "monitor.db"
    engine = create_store_engine(f"sqlite:///{path}", read_only=False)
    migrate(engine, county_keys=("03254",))
    engine.dispose()
    return path


def _holds_muster(path: Path) -> list[str]:
    files = [path, *path.parent.glob(f"{path.name}-*")]
    return [file.name for file in files if b"muster" in file.read_bytes().lower()]


def test_removing_leaves_no_byte_in_the_file(file: Path) -> None:
    """Deleted rows would stay readable in the file; a server may have it open meanwhile."""
    assert _holds_muster(file) == []
    writer = create_store_engine(f"sqlite:///{file}", read_only=False)
    # Debian's SQLite overwrites what is deleted; others leave it there.
    event.listen(writer, "connect", lambda raw, _: raw.execute("PRAGMA secure_delete=OFF"))
    load_demo(writer)
    assert _holds_muster(file)
    pages = create_store_engine(f"sqlite:///{file}", read_only=True)
    assert musterkreis.KEY in _counties(pages)

    assert remove_demo(writer)

    assert _holds_muster(file) == []
    assert list(_counties(pages)) == ["03254"]
    writer.dispose()
    pages.dispose()
    assert _holds_muster(file) == []


def test_after_the_first_start_it_stays_away(migrated: Engine) -> None:
    assert load_demo(migrated, first_start=True)
    assert not load_demo(migrated, first_start=True)
    assert remove_demo(migrated)

    assert not load_demo(migrated, first_start=True)
    assert musterkreis.KEY not in _counties(migrated)


def test_removed_before_the_first_start_it_stays_away(migrated: Engine) -> None:
    assert not remove_demo(migrated)

    assert not load_demo(migrated, first_start=True)
    assert musterkreis.KEY not in _counties(migrated)


def test_a_migration_does_not_bring_it_back(with_demo: Engine) -> None:
    remove_demo(with_demo)

    assert migrate(with_demo, county_keys=COUNTIES) == []
    assert musterkreis.KEY not in _counties(with_demo)


def test_loading_again_brings_the_same(with_demo: Engine) -> None:
    figures = dump(with_demo)["current_figure"]
    remove_demo(with_demo)

    assert load_demo(with_demo)

    assert dump(with_demo)["current_figure"] == figures
