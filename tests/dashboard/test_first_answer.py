"""The page inside the first answer: the same blocks, readable before any script has run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import orjson
import pytest

from dashboard import cached, first_answer
from dashboard.catalogue import charts_of
from dashboard.navigation import PAGES, PageSpec, page
from dashboard.selection import Selection
from dashboard.views import registry
from data_access.reader import Reader
from data_access.settings import Settings
from tests.support.serving import filled

BUILT = [one for one in PAGES if not one.plain]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    url = filled(tmp_path_factory.mktemp("first"))
    return Reader.from_settings(Settings(database_url=url))


@pytest.fixture(autouse=True)
def _read_from(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(cached, "_reader", lambda: reader)
    yield
    for cache in cached.CACHES:
        cache.clear()


@pytest.mark.parametrize("county", ["03254", "03357", "muster"])
@pytest.mark.parametrize("spec", BUILT, ids=lambda spec: spec.title)
def test_carries_every_chart_of_the_page(spec: PageSpec, county: str, reader: Reader) -> None:
    found = first_answer.of_page(spec, {"kreis": county})
    charts = list(charts_of(registry.build(spec.slug, reader, Selection(county))))
    assert "<h1>" in found
    for chart in charts:
        assert found.count(f'st-key-chart-{chart.id}"') == 1
        assert found.count(f'st-key-table-{chart.id}"') == 1
    figures = re.findall(r"data-plot=\"([a-z0-9-]+)\".*?data-figure='([^']*)'", found)
    assert {identifier: orjson.loads(unescape(text)) for identifier, text in figures} == {
        chart.id: orjson.loads(orjson.dumps(chart.figure)) for chart in charts if chart.figure
    }


@pytest.mark.parametrize("county", ["03254", "03157", "muster"])
@pytest.mark.parametrize("spec", BUILT, ids=lambda spec: spec.title)
def test_each_figure_has_its_promised_key(spec: PageSpec, county: str, reader: Reader) -> None:
    found = first_answer.of_page(spec, {"kreis": county})
    figures = registry.build(spec.slug, reader, Selection(county)).opening.figures
    keys = re.findall(r'class="figure st-key-kpi-([^"]*)"', found)
    assert keys == [one.id for one in figures]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)


def test_shows_the_choice_of_the_address() -> None:
    found = first_answer.of_page(
        page("verteilung"), {"kreis": "muster", "gemeinde": "nirgends", "jahr": "2020"}
    )
    assert "<b>Musterkreis</b>" in found
    assert "<b>31.12.2020</b>" in found
    assert "die Gemeinde „nirgends“" in found
    assert "/sgb2?kreis=muster&amp;gemeinde=nirgends&amp;jahr=2020" in found


def test_escapes_what_the_address_says() -> None:
    found = first_answer.of_page(page("sgb2"), {"kreis": "<script>alert(1)</script>"})
    assert "<script" not in found
    assert "alert(1)" in found


def test_says_nothing_where_the_page_itself_has_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = Reader.from_settings(Settings(database_url=filled(tmp_path, counties=(), demo=False)))
    monkeypatch.setattr(cached, "_reader", lambda: empty)
    assert first_answer.of_page(page("sgb2"), {}) == ""
    (tmp_path / "monitor.db").unlink(missing_ok=True)
    for file in tmp_path.iterdir():
        file.unlink()
    assert first_answer.of_page(page("sgb2"), {}) == ""
    assert first_answer.of_page(replace(page("sgb2"), file="keine.py"), {}) == ""
