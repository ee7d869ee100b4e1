"""Long files on „Datenpflege“, in a server of its own: what its bar says, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from data_access.importers.files.limits import MAX_DESK_BYTES
from tests.bench.imports import prepare
from tests.support.peak import GIB, peak_of
from tests.support.serving import Served, serving
from tests.support.streaming import Session, choose_file, session

NAME = "bench_de_flat.csv"
#: Takes seconds; each step of it long enough to be sent.
_LONG = 30_000
#: So many records of the bench's flat file are nearly as large as a session may hold.
_LARGEST = 525_000
#: For one step of the largest file, on a busy machine.
_PATIENCE = 600


@dataclass(frozen=True)
class Given:
    """A file, and a running server that understands it."""

    content: bytes
    server: Served


@contextmanager
def _given(folder: Path, rows: int) -> Iterator[Given]:
    prepare(folder, rows)
    content = (folder / NAME).read_bytes()
    with serving(f"sqlite:///{folder / 'import.db'}", data_care="true") as server:
        yield Given(content, server)


def _upload(given: Given, mine: Session) -> None:
    mine.patience = _PATIENCE
    mine.run("datenpflege")
    choose_file(given.server.port, mine, NAME, given.content)


def _confirm(mine: Session) -> None:
    button = mine.widget("button", "einlesen")
    mine.run("datenpflege", trigger_value=(button.id, True))


def _steps(mine: Session) -> list[tuple[int, str]]:
    """Shares and steps, each once, in the order in which they were seen."""
    named = f"{NAME}: "
    texts = [(share, text.replace("\\", "")) for share, text in mine.progress]
    assert all(text.startswith(named) for _, text in texts)
    return list(dict.fromkeys((share, text.removeprefix(named)) for share, text in texts))


def _check(mine: Session, expected: list[tuple[int, str]]) -> None:
    seen = _steps(mine)
    assert [one for one in seen if one in expected] == expected
    assert [share for share, _ in seen] == sorted(share for share, _ in seen)
    assert not [one for one in mine.shown.values() if one.HasField("progress")], "the bar is gone"


def test_a_bar_says_how_far_reading_and_storing_are(tmp_path: Path) -> None:
    with _given(tmp_path, _LONG) as given, session(given.server.port) as mine:
        _upload(given, mine)

        _check(mine, [(0, "lesen …"), (60, "vergleichen …"), (80, "prüfen …")])
        assert "30.000" in mine.text()

        _confirm(mine)

        _check(mine, [(0, "lesen …"), (60, "speichern …"), (80, "prüfen …")])
        assert "Eingelesen" in mine.text()


@pytest.mark.long
def test_a_server_stays_under_a_gibibyte_with_the_largest_file_of_a_session(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    with _given(tmp_path, _LARGEST) as given, session(given.server.port) as mine:
        assert 0.98 * MAX_DESK_BYTES < len(given.content) <= MAX_DESK_BYTES
        server = given.server.process.pid
        record_property("idle", peak_of(server))

        _upload(given, mine)

        assert "525.000" in mine.text()
        looked = peak_of(server)
        record_property("looked", looked)
        assert looked < GIB

        _confirm(mine)

        assert "Eingelesen" in mine.text()
        stored = peak_of(server)
        record_property("stored", stored)
        assert stored < GIB
