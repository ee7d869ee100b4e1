"""Uploads live in the memory of one session: no file on disk, nothing left behind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from dashboard import server
from dashboard.care.uploads import Desk
from data_access.importers.files.limits import MAX_DESK_BYTES, MAX_DESK_MEGABYTES
from data_access.settings import ROOT
from tests.dashboard.care.conftest import Office
from tests.support import indicator_files as files
from tests.support.streaming import choose_file, put_file, session

_WATCHED: list[list[str]] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _WATCHED and event in {"tempfile.mkstemp", "tempfile.mkdtemp"}:
        _WATCHED[-1].append(f"{event} {arguments}")
    elif _WATCHED and event == "open":
        path, mode, flags = arguments
        writes = isinstance(mode, str) and set(mode) & set("wax+")
        if writes or (mode is None and isinstance(flags, int) and flags & 0o3):
            _WATCHED[-1].append(f"open {path}")


sys.addaudithook(_watch)


@contextmanager
def _written() -> Iterator[list[str]]:
    """What this process opens for writing, beside the database."""
    found: list[str] = []
    _WATCHED.append(found)
    yield found
    _WATCHED.clear()
    found[:] = [one for one in found if "monitor.db" not in one]


def test_a_large_upload_makes_no_file_and_stays_only_on_the_desk(office: Office) -> None:
    content = files.content(files.years(files.COUNTY, 1998, [1, 2])) + b"\n" * 4_000_000
    with session(office.port) as mine:
        mine.run("datenpflege")
        with _written() as written:
            choose_file(office.port, mine, files.NAME, content)
        assert files.NAME in mine.text()
        assert written == []
        assert office.stored(mine.id) == 0


def test_the_watch_sees_temporary_files(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without our setting the same upload would have been written to one."""
    monkeypatch.setattr("starlette.formparsers.MultiPartParser.spool_max_size", 1024)
    with session(office.port) as mine:
        mine.run("datenpflege")
        with _written() as written:
            put_file(office.port, mine.id, "a.csv", b"a" * 4_000_000)
        assert written


def test_leaving_the_page_forgets_everything(office: Office) -> None:
    with session(office.port) as mine:
        mine.run("datenpflege")
        choose_file(
            office.port, mine, files.NAME, files.content(files.years(files.COUNTY, 1998, [1]))
        )
        desk = office.desk(mine.id)
        assert desk is not None
        assert len(desk.uploads) == 1
        put_file(office.port, mine.id, "spaet.csv", b"a;b")
        mine.run("verteilung")
        assert office.desk(mine.id) is None
        assert office.stored(mine.id) == 0
        mine.run("datenpflege")
        assert files.NAME not in mine.text()


def test_page_handbook_and_option_name_the_same_size() -> None:
    assert MAX_DESK_BYTES <= MAX_DESK_MEGABYTES * 2**20
    assert server.REQUIRED_OPTIONS["server.maxUploadSize"] == MAX_DESK_MEGABYTES
    text = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    assert f"maxUploadSize = {MAX_DESK_MEGABYTES}\n" in text
    handbook = (ROOT / "docs" / "handbuch" / "daten-einlesen.md").read_text("utf-8")
    assert f"zusammen {MAX_DESK_MEGABYTES} MB" in handbook
    # Streamlit puts the number of its option into the words of the page.
    words = (ROOT / "dashboard" / "static" / "words.js").read_text("utf-8")
    assert '"zusammen bis $1 $2"' in words


def test_a_desk_takes_no_more_than_the_largest_file(database: str) -> None:
    desk = Desk()
    half = b"x" * (MAX_DESK_BYTES // 2)
    first = desk.take("a.csv", half)
    assert desk.take("b.csv", half) is not None
    assert desk.take("c.csv", b"x") is None
    assert first is not None
    desk.put_away(first)
    assert desk.take("c.csv", b"x") is not None
    assert [one.number for one in desk.uploads] == [2, 3]
