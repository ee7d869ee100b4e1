"""A pack and a file of the office from the same source: both keep their word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from data_access.clock import frozen_at
from data_access.deliveries import office
from data_access.engine import writing
from data_access.importers.importing import import_file
from data_access.importers.profiles import save
from data_access.importers.reports.report import Outcome
from data_access.migrate import migrate
from data_access.reader import Reader
from data_access.reference.pack import Pack, read_pack
from tests.conftest import SMALL_CELL_LIMIT
from tests.support import indicator_files as files

#: What one source alone says in the county's pack, with its place in the concept.
STATISTIC, SOURCE, PERIOD = "auslaender-fortschreibung", "hi-konzept-2021", "2019-12-31"
NEWER = 22_501.0


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """A database that takes the monitoring's file for a table of the same source."""
    with writing(migrated) as connection:
        save(
            connection, files.PROFILE.model_copy(update={"source": SOURCE, "statistic": STATISTIC})
        )
    return migrated


def _bring(engine: Engine, number: float) -> str:
    content = files.content({(files.COUNTY, "2019"): int(number)})
    with frozen_at(date(2026, 11, 15)):
        report = import_file(engine, files.NAME, content, files.ORDER)
    assert report.outcome is Outcome.RELEASED
    return report.delivery


def _reader(engine: Engine) -> Reader:
    return Reader(engine, small_cell_limit=SMALL_CELL_LIMIT)


def _said(engine: Engine) -> float:
    """What the pages show of the source."""
    series = _reader(engine).series(files.COUNTY, STATISTIC)
    assert series is not None
    return _of_source(series.frame.rows(named=True))


def _quoted(engine: Engine) -> float:
    """What the pages quote from the document."""
    (series,) = (
        one for one in _reader(engine).printed(files.COUNTY) if one.statistic.code == STATISTIC
    )
    return _of_source(series.frame.rows(named=True))


def _of_source(rows: list[dict[str, object]]) -> float:
    (number,) = (
        row["number"]
        for row in rows
        if (row["area_key"], row["group_code"], row["sex"]) == (files.COUNTY, "insgesamt", "gesamt")
        and (row["period"], row["source_code"]) == (PERIOD, SOURCE)
    )
    assert isinstance(number, float)
    return number


def _newer_pack(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(key: str) -> Pack:
        return replace(read_pack(key), checksum="neuer")

    monkeypatch.setattr("data_access.migrate.read_pack", read)
    assert migrate(engine, county_keys=(files.COUNTY,))


def test_a_document_is_quoted_as_it_was_printed(monitor: Engine) -> None:
    before = _quoted(monitor)
    delivery = _bring(monitor, NEWER)

    assert (_said(monitor), _quoted(monitor)) == (NEWER, before)

    office.withdraw(monitor, delivery, note="falsche Datei")
    assert (_said(monitor), _quoted(monitor)) == (before, before)


def test_a_newer_pack_takes_no_value_of_the_office_back(
    monitor: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _quoted(monitor)
    _bring(monitor, NEWER)

    _newer_pack(monitor, monkeypatch)

    assert (_said(monitor), _quoted(monitor)) == (NEWER, before)


def test_what_a_pack_itself_says_no_more_is_not_quoted(
    monitor: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(key: str) -> Pack:
        pack = read_pack(key)
        kept = [
            one
            for one in pack.observations
            if (one.statistic_code, one.source_code) != (STATISTIC, SOURCE)
        ]
        return replace(pack, checksum="kürzer", observations=tuple(kept))

    monkeypatch.setattr("data_access.migrate.read_pack", read)
    migrate(monitor, county_keys=(files.COUNTY,))

    with pytest.raises(ValueError, match="unpack"):
        _quoted(monitor)
