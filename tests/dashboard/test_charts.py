"""Every chart of every county, page and selection: valid, described, sourced, tabled."""

from __future__ import annotations

import re
from collections.abc import Iterator

import plotly.graph_objects as go
import pytest

from dashboard.catalogue import charts, charts_of
from dashboard.charts.model import Chart
from dashboard.selection import Selection
from dashboard.views import registry
from data_access.reader import Reader

SELECTIONS = [
    Selection("03254"),
    Selection("03254", municipality="03254028"),
    Selection("03254", period="2020-03"),
    Selection("03254", field="5.3"),
    Selection("03254", field="5.4"),
    Selection("03157"),
    Selection("03357"),
    Selection("03241"),
    Selection("03"),
    Selection("muster"),
    Selection("muster", municipality="muster-04", group="ukraine", period="2019"),
    Selection("muster", period="2021-07", group="asyl-balkan"),
    Selection("muster", field="5.9"),
]


def built(whole: Reader) -> Iterator[tuple[Selection, str, Chart]]:
    """All charts of all selections that fit a page."""
    for selection in SELECTIONS:
        for slug in registry.slugs():
            if slug == "sprachkurse" and selection.period and len(selection.period) > 4:
                continue
            for chart in charts_of(registry.build(slug, whole, selection)):
                yield selection, slug, chart


@pytest.fixture(scope="module")
def every(whole: Reader) -> list[tuple[Selection, str, Chart]]:
    return list(built(whole))


def test_there_are_many(every: list[tuple[Selection, str, Chart]]) -> None:
    assert len({chart.id for _, _, chart in every}) > 50


def test_figures_are_valid_plotly(every: list[tuple[Selection, str, Chart]]) -> None:
    for selection, _, chart in every:
        if chart.figure is not None:
            figure = go.Figure(chart.figure)
            assert len(figure.data) > 0, (selection, chart.id)
            assert figure.layout.height == chart.height


def test_figures_are_slim(every: list[tuple[Selection, str, Chart]]) -> None:
    for _, _, chart in every:
        assert "template" not in (chart.figure or {}).get("layout", {})


def test_nothing_travels_alone(every: list[tuple[Selection, str, Chart]]) -> None:
    for selection, _, chart in every:
        where = (selection, chart.id)
        assert re.fullmatch(r"[a-z0-9-]+", chart.id), where
        assert chart.title, where
        assert chart.caption.text.startswith("Quelle"), where
        assert chart.alt.endswith("."), where
        assert chart.table.rows, where
        assert not chart.frame.is_empty(), where
        assert all(len(row) == len(chart.table.columns) for row in chart.table.rows), where


def test_published_figures_carry_the_sources_that_they_name(
    every: list[tuple[Selection, str, Chart]],
) -> None:
    for selection, _, chart in every:
        where = (selection, chart.id)
        if selection.county in {"03254", "03157", "03357", "03241", "03"}:
            assert chart.caption.sources or "siehe Unterlagen" in chart.caption.text, where
        # Of many sources only the publishers are named.
        if "in der Liste der Kennzahlen genannt" in chart.caption.text:
            assert all(one.publisher in chart.caption.text for one in chart.caption.sources), where
            continue
        if "je Zeile" in chart.caption.text:
            continue
        for source in chart.caption.sources:
            assert source.publisher in chart.caption.text, where
            assert source.title in chart.caption.text, where


def test_ids_are_unique_on_a_page(every: list[tuple[Selection, str, Chart]]) -> None:
    seen = [(selection, slug, chart.id) for selection, slug, chart in every]
    assert len(seen) == len(set(seen))


def test_example_data_is_marked(every: list[tuple[Selection, str, Chart]]) -> None:
    for selection, _, chart in every:
        assert chart.synthetic == (selection.county == "muster"), chart.id
        if chart.synthetic:
            assert "Beispieldaten" in chart.caption.text, chart.id


def test_no_english_number_in_texts(every: list[tuple[Selection, str, Chart]]) -> None:
    """A dot before one or two digits, or a comma before three, would be English."""
    english = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])|\d,\d{3}(?!\d)")
    for selection, _, chart in every:
        texts = [chart.title, chart.subtitle, chart.alt]
        for text in texts:
            bare = re.sub(r"\d{1,2}\.\d{1,2}\.(\d{4})?|\b5\.\d(\.\d)*", "", text)
            assert not english.search(bare), (selection, chart.id, text)


def test_catalogue_lists_each_chart_once(whole: Reader) -> None:
    listed = charts(whole)
    ids = [one.id for one in listed]
    assert len(ids) == len(set(ids))
    assert {"verteilung-karte", "sgb2-tabelle", "handlungsfelder-tafel"} <= set(ids)
    assert {"03254", "muster"} <= set(
        next(o for o in listed if o.id == "verteilung-karte").counties
    )
