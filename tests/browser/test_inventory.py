"""The list of statistics in a browser: searched, jumped in, and files taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.excel import opened
from tests.support.serving import Served
from tests.support.visiting import Visit

pytestmark = pytest.mark.browser

_ENTRIES = ".inventory .entry"
_PLACES = (
    "() => [...document.querySelectorAll('.inventory .entry, .group h2, .find')]"
    ".map(one => one.getBoundingClientRect())"
    ".map(r => [Math.round(r.x), Math.round(r.y), Math.round(r.width), Math.round(r.height)])"
)


def shown(page: Page, root: str = "") -> int:
    return page.locator(f"{root} {_ENTRIES}:visible").count()


def test_the_search_leaves_what_holds_every_word(
    served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/daten?kreis=03254")
    page, search = seen.page, seen.page.get_by_role("searchbox", name="Kennzahl suchen")
    every = shown(page)
    assert every > 50

    search.fill("überfällig")
    assert 0 < shown(page) < 20
    assert page.locator(".delivery-late:visible").count() >= shown(page)
    search.fill("SCHULJAHRGANG gymnasium")
    assert shown(page) == 1
    assert page.get_by_role("status").filter(has_text=f"1 von {every} Kennzahlen").count() == 1
    assert page.locator(".inventory .group:visible").count() == 1
    search.fill("uberfallig")
    assert shown(page) > 0
    search.fill("Mondlandung")
    assert shown(page) == 0
    assert "Keine Kennzahl" in page.locator(".found").inner_text()
    search.fill("")
    assert shown(page) == every
    assert seen.troubles == []


def test_a_link_gives_the_file_and_leaves_the_page(
    served: Served, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    seen = visit(f"{served.url}/daten?kreis=muster")
    page = seen.page
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Einbürgerungen als CSV-Datei herunterladen").click()

    found = waiting.value
    assert found.suggested_filename == "beispieldaten_muster_einbuergerungen.csv"
    assert found.url == f"{served.url}/daten/muster/einbuergerungen.csv"
    found.save_as(tmp_path / "datei.csv")
    assert len(opened((tmp_path / "datei.csv").read_bytes())) == 12
    assert page.url == f"{served.url}/daten?kreis=muster"
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Alle Kennzahlen des Musterkreises als Excel-Datei").click()
    assert waiting.value.suggested_filename == "beispieldaten_muster_alle-kennzahlen.xlsx"


def test_papers_open_and_the_list_of_groups_leads_down(
    served: Served, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{served.url}/daten?kreis=03254", width=390, height=844).page
    first = page.locator(_ENTRIES).first
    assert not first.locator("dl").is_visible()
    first.get_by_text("Definition und Papiere").click()
    assert first.locator("dl").is_visible()
    assert first.locator("dd a").first.get_attribute("rel") == "noopener noreferrer"

    page.get_by_role("navigation", name="Gruppen der Kennzahlen").get_by_role(
        "link", name="Sprachkurse"
    ).click()
    heading = page.get_by_role("heading", name="Sprachkurse", exact=True)
    heading.wait_for()
    page.wait_for_timeout(300)
    box = heading.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 400


def test_another_county_changes_the_files_and_keeps_the_search(
    served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/daten?kreis=03254")
    seen.page.get_by_role("searchbox", name="Kennzahl suchen").fill("asyl")
    seen.page.locator(".st-key-wahl-kreis [role=combobox]").click()
    seen.page.get_by_role("option", name="Musterkreis", exact=True).click()
    seen.page.wait_for_function("() => location.search.includes('kreis=muster')")
    seen.wait()
    links = seen.page.locator(".finder .all a")
    assert links.first.get_attribute("href") == "/daten/muster.csv"
    expect(seen.page.get_by_role("searchbox", name="Kennzahl suchen")).to_have_value("asyl")
    assert 0 < shown(seen.page) < seen.page.locator(_ENTRIES).count()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=str)
def test_the_list_works_before_streamlit_and_does_not_move(
    served: Served, browser: Browser, width: int, height: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.route("**/static/js/*", lambda route: route.abort())
    page.goto(f"{served.url}/daten?kreis=03254")
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    page.wait_for_timeout(300)
    before = page.evaluate(_PLACES)
    page.locator("#first .find").fill("sgb")
    assert 0 < shown(page, "#first") < 20
    with page.expect_download():
        page.locator("#first .files a:visible").first.click()
    page.unroute("**/static/js/*")
    page.reload()
    page.wait_for_function("() => !document.getElementById('first')")
    page.wait_for_timeout(1000)
    assert page.evaluate(_PLACES) == before
    context.close()


@pytest.mark.parametrize("late", ["js", "find.js"], ids=["streamlit", "search"])
def test_what_was_typed_early_stays_typed(served: Served, browser: Browser, late: str) -> None:
    """Whichever comes late: Streamlit's own scripts, or the search itself."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    held: list[Route] = []
    typed = False

    def hold(route: Route) -> None:
        if typed:
            route.continue_()
        else:
            held.append(route)

    pattern = "**/static/js/*" if late == "js" else "**/find*.js*"
    page.route(pattern, hold)
    page.goto(f"{served.url}/daten?kreis=03254", wait_until="commit")
    page.locator("#first .find").fill("asyl")
    # Streamlit's scripts are asked for once the charts stand.
    for _ in range(600):
        if held:
            break
        page.wait_for_timeout(50)
    assert held
    typed = True
    for route in held:
        route.continue_()
    page.wait_for_function("() => !document.getElementById('first')")
    # It is put back as soon as the new field is drawn.
    expect(page.locator("#root .find")).to_have_value("asyl", timeout=30_000)
    every = page.locator(f"#root {_ENTRIES}").count()
    assert 0 < shown(page, "#root") < every
    context.close()
