"""Whatever the office does and whenever it is killed: the old state is left, or the new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from data_access.deliveries import office
from data_access.deliveries.register import deliveries
from data_access.engine import reading
from data_access.importers.importing import import_file
from data_access.schema.courses import Course
from data_access.schema.deliveries import Erasure
from data_access.vocabulary import DeliveryState
from tests.support import course_books, file_bytes
from tests.support import indicator_files as files
from tests.support.dump import dump
from tests.support.killed_work import FIGURES, Work

#: Some of the changes, until there are no more; the last of them is not known beforehand.
_MOMENTS = ("commit", *(f"statement:{number}" for number in range(2, 60, 7)))
FIRST = 1958


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """All real counties, and the meaning of the file."""
    return files.with_profile(migrated)


def _bring(engine: Engine, *values: object, release: bool = True) -> None:
    content = files.content(files.years(files.COUNTY, FIRST, values))
    import_file(engine, files.NAME, content, files.ORDER, release=release)


def _kill_everywhere(
    engine: Engine, action: str, file: Path | None = None, *, moments: tuple[str, ...] = _MOMENTS
) -> int:
    """Kill at all moments before the work is done; how many there were."""
    before = dump(engine)
    killed = 0
    with Work(engine) as work:
        for moment in moments:
            if not work.killed(action, moment, file):
                assert dump(engine) != before, "at last it was done"
                return killed
            assert dump(engine) == before, moment
            killed += 1
        assert not work.killed(action, "never", file)
    return killed


def _state(engine: Engine) -> DeliveryState:
    with reading(engine) as connection:
        (info,) = deliveries(connection)
    return info.state


def test_a_delivery_that_is_to_wait(monitor: Engine, tmp_path: Path) -> None:
    file = tmp_path / files.NAME
    file.write_bytes(files.content(files.years(files.COUNTY, 1950, range(40))))

    assert _kill_everywhere(monitor, "deliver", file, moments=("rows:2", *_MOMENTS)) >= 3

    assert _state(monitor) is DeliveryState.DELIVERED
    assert len(dump(monitor)["staged_figure"]) == 40


def test_a_release(monitor: Engine) -> None:
    _bring(monitor, *range(40), release=False)

    assert _kill_everywhere(monitor, "release", moments=("rows:2", *_MOMENTS)) >= 3

    assert _state(monitor) is DeliveryState.RELEASED
    assert dump(monitor)["staged_figure"] == []


def test_a_withdrawal(monitor: Engine) -> None:
    _bring(monitor, *range(40))

    assert _kill_everywhere(monitor, "withdraw") >= 2

    assert _state(monitor) is DeliveryState.WITHDRAWN


def test_a_workbook_of_lists(with_demo: Engine, tmp_path: Path) -> None:
    file = tmp_path / "kurse.xlsx"
    content, code = course_books.with_places(course_books.filled(with_demo), 77)
    file.write_bytes(content)

    assert _kill_everywhere(with_demo, "lists", file, moments=("statement:5", "commit")) == 2

    with reading(with_demo) as connection:
        assert connection.scalar(select(Course.places).where(Course.code == code)) == 77


@pytest.mark.parametrize("action", ["erase", "erase-figures"])
def test_an_erasure(monitor: Engine, action: str) -> None:
    _bring(monitor, "+424242")

    assert _kill_everywhere(monitor, action) >= 2

    assert "424242" not in repr(dump(monitor))
    assert not any(b"424242" in one for one in file_bytes.of(monitor))


@pytest.mark.parametrize("action", ["erase", "erase-figures"])
def test_an_erasure_that_was_killed_before_the_file_was_written_anew_is_finished_by_repeating_it(
    monitor: Engine, action: str
) -> None:
    _bring(monitor, "+424242")
    with Work(monitor) as work:
        assert work.killed(action, "wipe")

    assert "424242" not in repr(dump(monitor)), "its rows are gone"
    assert any(b"424242" in one for one in file_bytes.of(monitor)), "its bytes are not"
    with reading(monitor) as connection:
        logged = connection.execute(select(Erasure)).all()
    assert len(logged) == 1

    rows = (
        office.erase(monitor, "L1", reason="noch einmal")
        if action == "erase"
        else office.erase_figures(monitor, FIGURES, reason="noch einmal")
    )

    assert rows in (0, office.Undone(0))
    assert not any(b"424242" in one for one in file_bytes.of(monitor))
    with reading(monitor) as connection:
        assert connection.execute(select(Erasure)).all() == logged
