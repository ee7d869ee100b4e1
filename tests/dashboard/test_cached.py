"""What is kept is bounded, shared by all readers at once, and forgets nothing that is asked for."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from cachetools import LRUCache

from dashboard import cached, first_answer, markup
from dashboard.catalogue import charts_of
from dashboard.charts.places import label_place
from dashboard.keeping import kept
from dashboard.navigation import page
from dashboard.selection import GROUP, PERIOD, Selection
from data_access.settings import PREFIX, settings
from tests.support.serving import filled


@pytest.fixture(scope="module", autouse=True)
def _read_from(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The server's own caches and reader, on a database with everything."""
    for cache in cached.CACHES:
        cache.clear()
    with pytest.MonkeyPatch.context() as patched:
        url = filled(tmp_path_factory.mktemp("cached"))
        patched.setenv(f"{PREFIX}DATABASE_URL", url)
        settings.cache_clear()
        reader = cached._reader()
    yield
    reader.close()
    for cache in cached.CACHES:
        cache.clear()


def test_many_different_selections_stay_within_the_bounds() -> None:
    offered = cached.filters("sgb2", "muster").options
    chosen = list(product(offered[PERIOD], offered[GROUP]))[: int(cached.VIEWS.maxsize) + 50]
    assert len(chosen) > int(cached.VIEWS.maxsize)
    views = weakref.WeakSet[object]()
    for number, (month, group) in enumerate(chosen):
        selection = Selection("muster", period=month.value, group=group.value)
        # The slow page often enough, the quick one to get beyond the bound soon.
        slug = "sgb2" if number % 10 == 0 else "handlungsfelder"
        view = cached.view(slug, selection)
        cached.terms(slug, selection)
        views.add(view)
        for chart in charts_of(view):
            markup.card(chart)
    del view, chart
    gc.collect()
    assert len(cached.VIEWS) == len(views) == int(cached.VIEWS.maxsize)
    assert len(cached.TERMS) == int(cached.TERMS.maxsize)
    assert len(cached.ANSWERS) <= int(cached.ANSWERS.maxsize)
    # The HTML of a chart goes with it.
    assert len(markup._CHARTS) == sum(1 for view in views for _ in charts_of(view))
    assert label_place.cache_info().maxsize is not None


def test_many_questions_stay_within_the_bound() -> None:
    data = cached.data()
    for days in range(int(cached.ANSWERS.maxsize) + 50):
        data.groups(("ukraine",), on=date(2020, 1, 1) + timedelta(days=days))
    assert len(cached.ANSWERS) == int(cached.ANSWERS.maxsize)


def test_many_pages_and_counties_stay_within_the_bound() -> None:
    for number in range(int(cached.FILTERS.maxsize) + 50):
        cached.filters(f"seite-{number}", "muster")
    assert len(cached.FILTERS) == int(cached.FILTERS.maxsize)


def test_nonsense_in_the_address_is_not_kept() -> None:
    """Whoever tries addresses fills nothing."""
    sgb2 = page("sgb2")
    first_answer.of_page(sgb2, {"kreis": "muster"})
    before = [len(cache) for cache in cached.CACHES]
    for number in range(50):
        nonsense = dict.fromkeys(("gemeinde", "jahr", "gruppe"), f"unfug-{number}")
        first_answer.of_page(sgb2, {"kreis": "muster", **nonsense})
    assert [len(cache) for cache in cached.CACHES] == before


def test_what_is_asked_for_stays() -> None:
    doubled = counting()
    for number in range(20):
        assert doubled[0](str(number), number) == 2 * number
        assert doubled[0]("0", 0) == 0
    assert doubled[1].count(0) == 1


def test_ten_at_once_wait_for_one_answer() -> None:
    doubled, calls = counting(seconds=0.2)
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(doubled("a", 4))) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert answers == [8] * 10
    assert calls == [4]


def test_a_failure_is_not_kept_and_keeps_nobody_waiting() -> None:
    doubled, calls = counting(seconds=0.1, failures=1)
    answers: list[object] = []

    def ask() -> None:
        try:
            answers.append(doubled("a", 4))
        except RuntimeError:
            answers.append("gescheitert")

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert sorted(map(str, answers)) == ["8"] * 4 + ["gescheitert"]
    assert calls == [4, 4]


def counting(
    *, seconds: float = 0.0, failures: int = 0
) -> tuple[Callable[[str, int], int], list[int]]:
    """Something that takes its time and may fail at first, kept three times; and its calls."""
    calls: list[int] = []

    @kept(LRUCache(3))
    def doubled(number: int) -> int:
        calls.append(number)
        time.sleep(seconds)
        if len(calls) <= failures:
            raise RuntimeError("noch nicht")
        return 2 * number

    return doubled, calls
