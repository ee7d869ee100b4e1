"""A page never shows half of one state of the data and half of the next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from streamlit.runtime import Runtime
from streamlit.testing.v1 import AppTest

from dashboard import cached, first_answer
from dashboard.navigation import page
from data_access.importers.importing import import_file
from data_access.reader import Reader
from data_access.settings import PREFIX, ROOT, settings
from tests.support import indicator_files as files

YEARS = (1998, 1999)


@pytest.fixture
def monitor(migrated: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database that the pages read from."""
    for cache in cached.CACHES:
        cache.clear()
    url = migrated.url.render_as_string(hide_password=False)
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", url)
    settings.cache_clear()
    reader = cached._reader()
    yield files.with_profile(migrated)
    reader.close()
    for cache in cached.CACHES:
        cache.clear()


def _bring(engine: Engine, *values: int) -> None:
    content = files.content(files.years(files.COUNTY, YEARS[0], values))
    import_file(engine, files.NAME, content, files.ORDER)


def _numbers(data: cached.CachedData) -> set[float]:
    series = data.series(files.COUNTY, files.STATISTIC)
    assert series is not None
    frame = series.frame
    periods = [f"{year}-12-31" for year in YEARS]
    return set(frame.filter(frame["period"].is_in(periods))["number"].drop_nulls())


def test_a_run_that_was_overtaken_is_told_and_keeps_nothing(monitor: Engine) -> None:
    _bring(monitor, 290_001)
    with cached.run():
        before = cached.data()
        before.counties()
        _bring(monitor, 290_002)
        kept = len(cached.ANSWERS)
        with pytest.raises(cached.DataMovedError):
            before.series(files.COUNTY, files.STATISTIC)
        assert len(cached.ANSWERS) == kept
        # What it has read already is of its own state.
        assert before.counties()


def test_work_is_done_anew_until_it_is_of_one_state(monitor: Engine) -> None:
    _bring(monitor, 290_001)
    seen: list[set[float]] = []

    def work() -> set[float]:
        data = cached.data()
        data.counties()
        if not seen:
            seen.append(set())
            _bring(monitor, 290_002, 290_003)
        seen.append(_numbers(data))
        return seen[-1]

    assert cached.steadily(work) == {290_002, 290_003}
    assert seen == [set(), {290_002, 290_003}]


@pytest.fixture
def asked(monitor: Engine, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statistics that a page asks for; a file goes in between the first and the second."""
    found: list[str] = []
    series = Reader.series

    def interrupted(reader: Reader, county: str, statistic: str) -> object:
        found.append(statistic)
        if len(found) == 2:
            _bring(monitor, 290_001)
        return series(reader, county, statistic)

    monkeypatch.setattr(Reader, "series", interrupted)
    return found


def _is_of_one_state(asked: list[str]) -> bool:
    """Whether a page began again, with the state that holds the file."""
    state = str(cached.data().state)
    return asked[0] in asked[2:] and all(state in key for key in cached.VIEWS)


def test_the_first_answer_is_of_one_state(asked: list[str]) -> None:
    found = first_answer.of_page(page(""), {"kreis": files.COUNTY})

    assert '<div id="first">' in found
    assert _is_of_one_state(asked)


def test_a_session_puts_its_page_together_anew(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit's run begins again."""
    monkeypatch.setattr(Runtime, "_instance", Runtime._instance)
    session = AppTest.from_file(ROOT / "dashboard" / "app.py", default_timeout=120).run()

    assert not session.exception
    assert cached.VIEWS
    assert _is_of_one_state(asked)
