"""Packs come in newer states, and counties go: what is no longer said is no longer shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, update

from data_access.engine import create_store_engine, reading, writing
from data_access.migrate import load_demo, migrate, remove_demo
from data_access.reader import Reader
from data_access.reference import musterkreis
from data_access.reference import pack as packs
from data_access.reference.load import load_pack
from data_access.reference.pack import Pack, checksum_of, read_pack
from data_access.reference.removal import remove_county
from data_access.reference.rows import Rows
from data_access.schema import areas, concept, deliveries, statistics
from data_access.schema.statistics import CurrentFigure, Observation
from tests.conftest import COUNTIES
from tests.support.databases import Databases
from tests.support.dump import dump
from tests.support.rows import statistic_row

COUNTY = "03241"
#: Tables that say when something was written.
COUNTERS = ("data_revision", "installation_fact", "delivery", "observation")


def _load(engine: Engine, pack: Pack) -> bool:
    with writing(engine) as connection:
        return load_pack(connection, pack)


def _figures(connection: Connection) -> set[tuple[Any, ...]]:
    row = CurrentFigure
    columns = (row.statistic_code, row.area_key, row.group_code, row.sex, row.period, row.number)
    return {tuple(one) for one in connection.execute(select(*columns).filter_by(county_key=COUNTY))}


def test_a_value_that_a_pack_no_longer_holds_is_no_longer_current(migrated: Engine) -> None:
    pack = read_pack(COUNTY)
    gone, *kept = pack.observations
    with reading(migrated) as connection:
        before = _figures(connection)

    assert _load(migrated, replace(pack, observations=tuple(kept), checksum="neuer"))

    row = Observation
    with reading(migrated) as connection:
        (removed,) = before - _figures(connection)
        spans = connection.execute(
            select(row.known_from, row.known_until).where(
                row.county_key == COUNTY,
                row.statistic_code == gone.statistic_code,
                row.area_key == gone.area_key,
                row.group_code == gone.group_code,
                row.period == gone.period,
                row.source_code == gone.source_code,
            )
        ).all()
        revision = connection.scalar(
            select(deliveries.Delivery.revision).filter_by(code=f"paket-{COUNTY}")
        )
    assert removed[-1] == gone.number
    # It stays known as it was.
    assert [until for _, until in spans] == [revision]

    assert _load(migrated, pack)
    with reading(migrated) as connection:
        assert _figures(connection) == before


def test_values_of_other_deliveries_stay(migrated: Engine) -> None:
    pack = read_pack(COUNTY)
    gone = pack.observations[0]
    with writing(migrated) as connection:
        connection.execute(
            update(Observation)
            .where(
                Observation.county_key == COUNTY,
                Observation.statistic_code == gone.statistic_code,
            )
            .values(delivery_code=None)
        )
        before = _figures(connection)

    _load(migrated, replace(pack, observations=pack.observations[1:], checksum="neuer"))

    with reading(migrated) as connection:
        assert _figures(connection) == before


def test_the_delivery_says_which_state_was_loaded(migrated: Engine) -> None:
    table = deliveries.Delivery
    statement = select(table.checksum, table.revision).filter_by(code=f"paket-{COUNTY}")
    with reading(migrated) as connection:
        before = connection.execute(statement).one()

    _load(migrated, replace(read_pack(COUNTY), checksum="neuer"))

    with reading(migrated) as connection:
        after = connection.execute(statement).one()
    assert after.checksum == "neuer"
    assert after.revision > before.revision


def test_words_that_a_pack_no_longer_holds_go(migrated: Engine) -> None:
    """Descriptions at once; a statistic that old values refer to leaves the guide."""
    pack = read_pack("03254")
    extra = statistic_row(
        "zuviel", name="Zuviel", short_name="Zuviel", guide_position=1, county_key="03254"
    )
    rows: Rows = {**pack.rows, statistics.Statistic: [*pack.rows[statistics.Statistic], extra]}
    value = replace(pack.observations[0], statistic_code="zuviel")
    unused = {**extra, "code": "zuviel-ohne-wert"}
    rows[statistics.Statistic].append(unused)
    _load(
        migrated, replace(pack, rows=rows, observations=(*pack.observations, value), checksum="1")
    )
    goals = pack.rows[concept.Goal]
    reader = Reader(migrated, small_cell_limit=3)
    assert {"zuviel", "zuviel-ohne-wert"} <= {one.code for one in reader.guide("03254")}

    fewer: Rows = {**pack.rows, concept.Goal: goals[:-1]}
    _load(migrated, replace(pack, rows=fewer, checksum="2"))

    assert not {one.code for one in reader.guide("03254")} & {"zuviel", "zuviel-ohne-wert"}
    with reading(migrated) as connection:
        codes = set(connection.scalars(select(statistics.Statistic.code)))
        left = set(connection.scalars(select(concept.Goal.code).filter_by(county_key="03254")))
    assert "zuviel" in codes
    assert "zuviel-ohne-wert" not in codes
    assert left == {row["code"] for row in goals[:-1]}


def test_a_newer_pack_renews_the_rollup_although_no_value_changes(migrated: Engine) -> None:
    """The priority of a source may have changed."""
    pack = read_pack("03254")
    before = dump(migrated)["current_figure"]
    with writing(migrated) as connection:
        connection.execute(update(CurrentFigure).values(note="veraltet"))

    _load(migrated, replace(pack, checksum="neuer"))

    with reading(migrated) as connection:
        notes = set(connection.scalars(select(CurrentFigure.note).filter_by(county_key="03254")))
    assert "veraltet" not in notes
    assert len(dump(migrated)["current_figure"]) == len(before)


def test_the_checksum_changes_with_the_code_that_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    before = checksum_of(packs.COUNTIES / COUNTY), musterkreis.build().checksum

    monkeypatch.setattr(packs, "FORMAT", packs.FORMAT + 1)

    after = checksum_of(packs.COUNTIES / COUNTY), musterkreis.build().checksum
    assert not set(before) & set(after)


# The Musterkreis of a newer programme


def _newer() -> Pack:
    pack = musterkreis.build()
    return replace(pack, observations=pack.observations[1:], checksum="neuer")


@pytest.mark.parametrize("first_start", [False, True])
def test_a_newer_musterkreis_takes_the_place_of_the_old(
    with_demo: Engine, monkeypatch: pytest.MonkeyPatch, *, first_start: bool
) -> None:
    before = dump(with_demo)
    newer = _newer()
    monkeypatch.setattr(musterkreis, "build", lambda: newer)

    assert load_demo(with_demo, first_start=first_start)

    after = dump(with_demo)
    assert len(after["current_figure"]) == len(before["current_figure"]) - 1
    for name in before.keys() - {*COUNTERS, "county", "current_figure"}:
        assert after[name] == before[name], name
    assert not load_demo(with_demo, first_start=first_start)


def test_a_newer_musterkreis_does_not_come_back_by_itself(
    with_demo: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove_demo(with_demo)
    before = dump(with_demo)
    newer = _newer()
    monkeypatch.setattr(musterkreis, "build", lambda: newer)

    assert not load_demo(with_demo, first_start=True)
    assert dump(with_demo) == before


# Counties that go


@pytest.mark.parametrize("county", ["03254", "03157", "03241"])
def test_a_county_goes_although_the_state_names_its_areas(
    databases: Databases, schema_url: str, migrated: Engine, county: str
) -> None:
    others = tuple(key for key in COUNTIES if key != county)
    alone = create_store_engine(databases.copy(schema_url), read_only=False)
    migrate(alone, county_keys=others)
    wanted = dump(alone, without=COUNTERS)
    alone.dispose()
    with reading(migrated) as connection:
        state = _state_figures(connection)

    with writing(migrated) as connection:
        assert remove_county(connection, county)
    with reading(migrated) as connection:
        assert _state_figures(connection) == state
        left = set(connection.scalars(select(areas.Area.county_key)))
    assert county not in left
    migrate(migrated, county_keys=others)

    found = dump(migrated, without=COUNTERS)
    for name, rows in wanted.items():
        assert found[name] == rows, name


def _state_figures(connection: Connection) -> list[tuple[Any, ...]]:
    row = CurrentFigure
    statement = select(row.statistic_code, row.area_key, row.period, row.number)
    return sorted(tuple(one) for one in connection.execute(statement.filter_by(county_key="03")))


@pytest.mark.parametrize("county", COUNTIES)
def test_a_county_that_went_can_come_again(migrated: Engine, county: str) -> None:
    before = dump(migrated, without=COUNTERS)
    with writing(migrated) as connection:
        assert remove_county(connection, county)
        assert not remove_county(connection, county)

    assert migrate(migrated, county_keys=COUNTIES)

    after = dump(migrated, without=COUNTERS)
    for name, rows in before.items():
        assert after[name] == rows, name


def test_all_counties_can_go(migrated: Engine) -> None:
    steps: list[Callable[[Connection], bool]] = [
        lambda connection, key=key: remove_county(connection, key)  # type: ignore[misc]
        for key in COUNTIES
    ]
    for step in steps:
        with writing(migrated) as connection:
            assert step(connection)

    assert Reader(migrated, small_cell_limit=3).counties() == ()
    assert dump(migrated)["current_figure"] == []
