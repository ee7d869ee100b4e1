"""Writing values: nothing is lost, the rollup follows, one writer at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, func, or_, select

from data_access.engine import create_store_engine, reading, writing
from data_access.migrate import load_demo, migrate, remove_demo
from data_access.schema.statistics import CurrentFigure, Observation
from data_access.vocabulary import Origin, Qualifier, Sex, Status
from data_access.writing import (
    NewObservation,
    WriteSummary,
    begin_revision,
    current_revision,
    write_observations,
)
from tests.support import tiny
from tests.support.dump import dump

KEY = ("county_key", "statistic_code", "area_key", "group_code", "sex", "period")


@pytest.fixture
def county(schema: Engine) -> Engine:
    """A writer on a database with the tiny county."""
    with writing(schema) as connection:
        tiny.fill(connection)
    return schema


def _known(engine: Engine, revision: int) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """Values as they were known at a revision: key to number and status."""
    row = Observation
    columns = [getattr(row, name) for name in (*KEY, "origin", "source_code", "number", "status")]
    statement = select(*columns).where(
        row.known_from <= revision,
        or_(row.known_until.is_(None), row.known_until > revision),
    )
    with reading(engine) as connection:
        return {tuple(one[:8]): tuple(one[8:]) for one in connection.execute(statement)}


def _spans(engine: Engine) -> list[tuple[float | None, int, int | None]]:
    statement = select(
        Observation.number, Observation.known_from, Observation.known_until
    ).order_by(Observation.known_from, Observation.area_key)
    with reading(engine) as connection:
        return [(number, start, end) for number, start, end in connection.execute(statement)]


def _shown(engine: Engine) -> list[float | None]:
    statement = select(CurrentFigure.number).order_by(
        CurrentFigure.area_key, CurrentFigure.group_code, CurrentFigure.period
    )
    with reading(engine) as connection:
        return list(connection.scalars(statement))


def _revision(engine: Engine) -> int:
    with reading(engine) as connection:
        return current_revision(connection)


def test_new_changed_and_unchanged_values_are_counted(county: Engine) -> None:
    first, second, third = (tiny.figure(5.0, area_key=key) for key in (tiny.COUNTY, *tiny.VILLAGES))

    assert tiny.write(county, first, second) == WriteSummary(new=2, changed=0, unchanged=0)
    changed = tiny.figure(6.0, area_key=tiny.VILLAGES[0])
    assert tiny.write(county, first, changed, third) == WriteSummary(1, 1, 1)
    assert tiny.write(county, first, changed, third) == WriteSummary(0, 0, 3)


def test_a_changed_value_closes_the_old_row(county: Engine) -> None:
    tiny.write(county, tiny.figure(5.0))
    tiny.write(county, tiny.figure(6.0))
    tiny.write(county, tiny.figure(6.0))
    tiny.write(county, tiny.figure(5.0))

    assert _spans(county) == [(5.0, 1, 2), (6.0, 2, 4), (5.0, 4, None)]
    assert _shown(county) == [5.0]


def test_as_it_was_known_then(county: Engine) -> None:
    village, other = tiny.VILLAGES
    tiny.write(county, tiny.figure(5.0), tiny.figure(2.0, area_key=village))
    tiny.write(county, tiny.figure(6.0), tiny.figure(4.0, area_key=other))
    tiny.write(county, tiny.figure(None, status=Status.CONFIDENTIAL, area_key=village))

    known = [sorted(_known(county, revision).values(), key=repr) for revision in range(4)]

    assert known == [
        [],
        [(2.0, "value"), (5.0, "value")],
        [(2.0, "value"), (4.0, "value"), (6.0, "value")],
        [(4.0, "value"), (6.0, "value"), (None, "confidential")],
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"number": None, "status": Status.LATER},
        {"provisional": True},
        {"revised": True},
        {"estimated": True},
        {"qualifier": Qualifier.AT_MOST},
        {"qualifier": Qualifier.SPAN, "number_to": 6.0},
        {"planned": True},
        {"original_text": "5,0"},
        {"locator": "S. 2"},
        {"note": "geschätzt"},
    ],
    ids=str,
)
def test_every_part_of_a_value_counts_as_change(county: Engine, change: dict[str, Any]) -> None:
    tiny.write(county, tiny.figure(5.0))

    assert tiny.write(county, tiny.figure(**{"number": 5.0, **change})).changed == 1


def test_two_origins_and_two_sources_stand_side_by_side(county: Engine) -> None:
    tiny.write(county, tiny.figure(5.0))
    tiny.write(county, tiny.figure(6.0, origin=Origin.RECOMPUTED))
    tiny.write(county, tiny.figure(7.0, source_code="alt"))

    assert _spans(county) == [(5.0, 1, None), (6.0, 2, None), (7.0, 3, None)]


def test_a_key_may_occur_once(county: Engine) -> None:
    tiny.write(county, tiny.figure(5.0))
    before = dump(county)

    with pytest.raises(ValueError, match="Schlüssel kommt doppelt vor"):
        tiny.write(county, tiny.figure(6.0), tiny.figure(7.0))

    assert dump(county) == before


@pytest.mark.parametrize(
    ("number", "status"),
    [(5.0, Status.CONFIDENTIAL), (None, Status.VALUE), (0.0, Status.NOTHING)],
)
def test_number_and_status_may_not_contradict(number: float | None, status: Status) -> None:
    with pytest.raises(ValueError, match="Zahl und Status widersprechen sich"):
        tiny.figure(number, status=status)


@pytest.mark.parametrize(
    ("number", "changes", "reason"),
    [
        (2.0, {"number_to": 3.0}, "Spanne und obere Grenze gehören zusammen"),
        (2.0, {"qualifier": Qualifier.SPAN}, "Spanne und obere Grenze gehören zusammen"),
        (2.0, {"qualifier": Qualifier.SPAN, "number_to": 2.0}, "Die Spanne endet vor ihrem Anfang"),
        (None, {"qualifier": Qualifier.OVER, "status": Status.LATER}, "Ein Zusatz ohne Zahl"),
    ],
)
def test_number_and_qualifier_may_not_contradict(
    number: float | None, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        tiny.figure(number, **changes)


def test_a_period_must_be_one() -> None:
    with pytest.raises(ValueError, match=r"Kein Zeitraum: '31\.12\.2020'"):
        tiny.figure(5.0, period="31.12.2020")


def test_the_rollup_prefers_recomputed_then_priority_then_the_name(county: Engine) -> None:
    """What was printed stays; what is shown is one value."""
    steps = [
        (tiny.figure(1.0, source_code="alt"), 1.0),
        (tiny.figure(2.0, source_code="presse"), 2.0),
        (tiny.figure(3.0, source_code="bericht"), 3.0),
        (tiny.figure(4.0, source_code="amt"), 4.0),
        (tiny.figure(5.0, source_code="alt", origin=Origin.RECOMPUTED), 5.0),
        (tiny.figure(6.0, source_code="amt", origin=Origin.OWN_COUNT), 5.0),
    ]
    for row, expected in steps:
        tiny.write(county, row)
        assert _shown(county) == [expected]
    assert len(_spans(county)) == len(steps)


def _random_row(source: random.Random) -> NewObservation:
    status = source.choice([Status.VALUE, Status.VALUE, Status.VALUE, Status.CONFIDENTIAL])
    return tiny.figure(
        float(source.randint(0, 9)) if status is Status.VALUE else None,
        status=status,
        statistic_code=source.choice(tiny.STATISTICS),
        area_key=source.choice((tiny.COUNTY, *tiny.VILLAGES)),
        group_code=source.choice(tiny.GROUPS[:2]),
        sex=source.choice((Sex.TOTAL, Sex.FEMALE)),
        period=source.choice(("2019", "2020-12-31")),
        origin=source.choice((Origin.PUBLISHED, Origin.RECOMPUTED)),
        source_code=source.choice(tuple(tiny.SOURCES)),
    )


def _keyed(row: NewObservation) -> tuple[str, ...]:
    return (*(str(getattr(row, name)) for name in KEY), str(row.origin), row.source_code)


def test_rollup_and_history_equal_a_naive_recomputation(county: Engine) -> None:
    """The oracle remembers every write in a dictionary and knows no SQL."""
    source = random.Random(913)
    state: dict[tuple[str, ...], NewObservation] = {}
    history: list[dict[tuple[str, ...], NewObservation]] = [{}]
    for _ in range(12):
        rows = {_keyed(row): row for row in (_random_row(source) for _ in range(40))}
        tiny.write(county, *rows.values())
        state = {**state, **rows}
        history.append(state)

        assert _rollup(county) == _naive_rollup(state)

    for revision, then in enumerate(history):
        assert _known(county, revision) == {
            key: (row.number, row.status) for key, row in then.items()
        }


def _rollup(engine: Engine) -> dict[tuple[str, ...], tuple[Any, ...]]:
    row = CurrentFigure
    statement = select(
        *(getattr(row, name) for name in KEY), row.number, row.status, row.origin, row.source_code
    )
    with reading(engine) as connection:
        return {tuple(one[:6]): tuple(one[6:]) for one in connection.execute(statement)}


def _naive_rollup(
    state: dict[tuple[str, ...], NewObservation],
) -> dict[tuple[str, ...], tuple[Any, ...]]:
    best: dict[tuple[str, ...], NewObservation] = {}
    for key, row in state.items():
        other = best.get(key[:6])
        if other is None or _rank(row) < _rank(other):
            best[key[:6]] = row
    return {key: (row.number, row.status, row.origin, row.source_code) for key, row in best.items()}


def _rank(row: NewObservation) -> tuple[bool, int, str]:
    return (
        row.origin is not Origin.RECOMPUTED,
        tiny.SOURCES[row.source_code],
        row.source_code,
    )


def test_every_published_rollup_row_is_one_of_its_observations(published: Engine) -> None:
    """One row a key, and none without an open observation behind it."""
    names = [column.key for column in CurrentFigure.__table__.columns]
    columns = [*KEY, *(name for name in names if name not in KEY)]
    with reading(published) as connection:
        shown = set(connection.execute(select(*(getattr(CurrentFigure, c) for c in columns))))
        opened = set(
            connection.execute(
                select(*(getattr(Observation, c) for c in columns)).where(
                    Observation.known_until.is_(None)
                )
            )
        )
    assert shown <= opened
    assert {row[:6] for row in shown} == {row[:6] for row in opened}


def test_every_write_moves_the_revision(migrated: Engine) -> None:
    seen = [_revision(migrated)]
    for write, moves in (
        (lambda: migrate(migrated, county_keys=("03254",)), False),
        (lambda: load_demo(migrated), True),
        (lambda: load_demo(migrated), False),
        (lambda: remove_demo(migrated), True),
        (lambda: remove_demo(migrated), False),
    ):
        write()
        seen.append(_revision(migrated))
        assert (seen[-1] > seen[-2]) is moves, seen


def test_a_failed_write_leaves_no_revision(county: Engine) -> None:
    def write_and_fail() -> None:
        with writing(county) as connection:
            revision = begin_revision(connection, "Prüfung")
            write_observations(connection, [tiny.figure(5.0)], revision=revision)
            raise RuntimeError("Stromausfall")

    with pytest.raises(RuntimeError, match="Stromausfall"):
        write_and_fail()

    assert _revision(county) == 0
    assert _spans(county) == []


@pytest.fixture
def other_writer(county: Engine) -> Iterator[Engine]:
    """A second process's writer on the same database."""
    engine = create_store_engine(county.url.render_as_string(hide_password=False), read_only=False)
    yield engine
    engine.dispose()


def test_two_writers_wait_for_each_other(county: Engine, other_writer: Engine) -> None:
    started, finished = Event(), Event()

    def write_second() -> None:
        started.set()
        tiny.write(other_writer, tiny.figure(6.0))
        finished.set()

    second = Thread(target=write_second)
    with writing(county) as connection:
        revision = begin_revision(connection, "zuerst")
        write_observations(connection, [tiny.figure(5.0)], revision=revision)
        second.start()
        assert started.wait(5)
        assert not finished.wait(0.5), "the second writer did not wait"
    second.join(timeout=20)

    assert finished.is_set()
    assert _spans(county) == [(5.0, 1, 2), (6.0, 2, None)]


def test_readers_see_the_old_state_while_somebody_writes(county: Engine) -> None:
    tiny.write(county, tiny.figure(5.0))
    url = county.url.render_as_string(hide_password=False)
    readers = create_store_engine(url, read_only=True)
    with writing(county) as connection:
        revision = begin_revision(connection, "zuerst")
        write_observations(connection, [tiny.figure(6.0)], revision=revision)
        assert _shown(readers) == [5.0]
        assert _revision(readers) == 1
    assert _shown(readers) == [6.0]
    readers.dispose()


def test_many_writers_get_numbers_without_gaps(county: Engine, other_writer: Engine) -> None:
    pairs = list(product((county, other_writer), range(5)))
    threads = [
        Thread(target=tiny.write, args=(engine, tiny.figure(float(number), source_code=code)))
        for (engine, number), code in zip(pairs, ["amt", "alt"] * 5, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert _revision(county) == len(pairs)
    with reading(county) as connection:
        assert _open_rows(connection) == 2


def _open_rows(connection: Connection) -> int:
    statement = select(func.count()).where(Observation.known_until.is_(None))
    return connection.scalar(statement) or 0
