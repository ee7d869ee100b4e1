"""Under the link of a preview all pages show what waits, marked; without it nobody sees it."""

from __future__ import annotations

import re

import pytest

from dashboard import cached
from dashboard.care import excerpt, work
from dashboard.navigation import PAGES
from dashboard.selection import Selection, link
from data_access.deliveries import office as deliveries
from data_access.deliveries import previews
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.importers.profiles import Place, Profile, Rule
from tests.dashboard.care.conftest import Office
from tests.support import indicator_files as files
from tests.support.streaming import ask, session

HTML = {"Accept": "text/html"}
#: Others than the office: nothing of the preview is only for this machine.
OUTSIDE = {**HTML, "X-Forwarded-For": "203.0.113.7"}
NUMBER, PUBLISHED = "34.567", "33.380"
MARK = "Vorschau, nicht freigegeben, nicht zur Veröffentlichung"

PROFILE = Profile(
    layout="nim",
    table="1-2-1",
    source="nim-1-2-1",
    statistic="auslaender-azr",
    period="12-31",
    rules=(Rule(text="Value", place=Place.SERIES, ignore=True),),
)


@pytest.fixture
def key(database: str) -> str:
    """Of a link to a delivery that waits and says something else of the foreigners of 2024."""
    content = files.content({(files.COUNTY, "2024"): 34_567})
    order = Order(county_key=files.COUNTY, profiles=(PROFILE,))
    report = import_file(work.writer(), "indicator_1-2-1.csv", content, order, release=False)
    assert report.delivery == "L1"
    return previews.offer(work.writer(), "L1")[0]


def _first(office: Office, address: str) -> str:
    answer = ask(office.port, "GET", address, headers=OUTSIDE)
    assert answer.status == 200
    text: str = answer.text  # type: ignore[attr-defined]
    return text


def test_the_link_shows_what_waits_and_says_so_on_every_card(office: Office, key: str) -> None:
    page = _first(office, link(key, files.COUNTY))
    assert NUMBER in page
    assert PUBLISHED not in page
    assert page.count('class="preview-banner"') == 1
    assert "mit der Lieferung L1" in page
    cards = len(re.findall(r'class="first-card', page))
    assert cards > 5
    assert page.count(f'class="preview-mark">{MARK}') == cards
    # The menu keeps the key.
    assert f"vorschau={key}" in re.findall(r'<nav aria-label="Seiten">.*?</nav>', page)[0]


def test_nobody_else_sees_it(office: Office, key: str) -> None:
    address = f"/verteilung?kreis={files.COUNTY}"
    assert NUMBER in _first(office, link(key, files.COUNTY))
    for other in (address, f"{address}&vorschau={key}x", address):
        page = _first(office, other)
        assert NUMBER not in page
        assert "preview-mark" not in page
    assert PUBLISHED in _first(office, address)


def test_no_findings_of_released_figures_stand_beside_what_waits(office: Office, key: str) -> None:
    with session(office.port) as mine:
        mine.run("daten", f"kreis={files.COUNTY}&vorschau={key}")
        assert mine.text().count('class="preview-banner"') == 1
        assert excerpt.TITLE not in mine.text()
    with session(office.port) as mine:
        mine.run("daten", f"kreis={files.COUNTY}")
        assert excerpt.TITLE in mine.text()


def test_nobody_on_the_way_keeps_it(office: Office, key: str) -> None:
    answer = ask(office.port, "GET", link(key, files.COUNTY), headers=OUTSIDE)
    assert answer.getheader("cache-control") == "no-store"
    assert answer.getheader("x-robots-tag") == "noindex"


def test_the_session_shows_the_same_on_every_page(office: Office, key: str) -> None:
    with session(office.port, X_Forwarded_For="203.0.113.7") as theirs:
        for spec in PAGES:
            theirs.run(spec.slug, f"kreis={files.COUNTY}&vorschau={key}")
            assert theirs.text().count('class="preview-banner"') == 1, spec.slug
            assert "Diese Seite konnte nicht" not in theirs.text()
            if spec.slug == "verteilung":
                assert NUMBER in theirs.text()
                assert MARK in theirs.text()
        # The session carries the key over to a page whose address does not say it.
        theirs.run("", "")
        assert 'class="preview-banner"' in theirs.text()


def test_a_link_that_is_good_no_more_says_so_and_shows_what_is_released(
    office: Office, key: str
) -> None:
    with session(office.port) as theirs:
        theirs.run("verteilung", f"vorschau={key}")
        assert NUMBER in theirs.text()
        deliveries.withdraw(work.writer(), "L1", note="falsche Datei")
        theirs.run("verteilung", f"vorschau={key}")
        assert "Dieser Vorschau-Link gilt nicht oder nicht mehr." in theirs.text()
        assert NUMBER not in theirs.text()
        assert PUBLISHED in theirs.text()


def test_files_to_take_away_hold_only_what_is_released(office: Office, key: str) -> None:
    assert NUMBER in _first(office, link(key, files.COUNTY))
    path = f"/daten/{files.COUNTY}/auslaender-azr.csv?vorschau={key}"
    answer = ask(office.port, "GET", path, headers=OUTSIDE)
    assert answer.status == 200
    assert "34567" not in answer.text  # type: ignore[attr-defined]
    assert "33380" in answer.text  # type: ignore[attr-defined]


@pytest.mark.usefixtures("database")
def test_keys_of_caches_tell_a_preview_from_what_is_released(key: str) -> None:
    selection = Selection(files.COUNTY)
    with cached.run():
        released = cached.view("verteilung", selection)
        public = {*cached.VIEWS, *cached.ANSWERS}
    with cached.run(key):
        assert cached.preview() is not None
        assert cached.file(files.COUNTY, None, "csv") is None
        shown = cached.view("verteilung", selection)
        added = {*cached.VIEWS, *cached.ANSWERS} - public
        assert added
        assert all(") L1 " in one for one in added)
        assert not any(") L1 " in one for one in public)
    with cached.run():
        assert cached.preview() is None
        assert cached.view("verteilung", selection) is released
    assert shown is not released
