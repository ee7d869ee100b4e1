"""What a reader has before Streamlit has started, and how its page takes over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support.serving import Served
from tests.support.visiting import Visit

pytestmark = pytest.mark.browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
_DRAWN = (
    "() => { const all = [...document.querySelectorAll('#first .plot')];"
    "return all.length > 3 && all.every(p => p.querySelector('.main-svg .trace path')); }"
)
_COUNT = """
window.draws = 0;
let library;
Object.defineProperty(window, "Plotly", {
  get: () => library,
  set(value) {
    library = value;
    const react = value.react;
    value.react = function (...given) { window.draws += 1; return react.apply(this, given); };
  },
});
"""
_PLACES = (
    "() => [...document.querySelectorAll('.plot')].map(p => p.getBoundingClientRect())"
    ".map(r => [Math.round(r.x), Math.round(r.y), Math.round(r.width)])"
)


@pytest.fixture
def page(browser: Browser) -> Page:
    found = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    found.add_init_script(_COUNT)
    return found


def test_charts_and_tables_stand_without_streamlit(served: Served, page: Page) -> None:
    page.route("**/static/js/*", lambda route: route.abort())
    page.goto(f"{served.url}/verteilung?kreis=muster")
    page.wait_for_function(_DRAWN)
    assert "Musterstadt" in page.inner_text("#first h1 + .sentence, #first .sentence")
    assert page.locator("#first table.figures").count() > 3
    assert page.title() == "Verteilung · Integrationsmonitor"
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(RULES)}})
    assert found.response["violations"] == []
    page.wait_for_selector("#first .complaint:has-text('Verbindung zum Server')")
    page.context.close()


def test_streamlit_takes_over_without_drawing_again_or_moving(served: Served, page: Page) -> None:
    page.route("**/static/js/*", lambda route: route.abort())
    page.goto(f"{served.url}/verteilung?kreis=muster")
    page.wait_for_function(_DRAWN)
    # Lines wrap otherwise until the fonts are there, which may be long after the charts.
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    before = page.evaluate(_PLACES)
    page.unroute("**/static/js/*")
    page.reload()
    page.wait_for_function("() => !document.getElementById('first')")
    page.wait_for_function("() => document.querySelectorAll('.plot .main-svg').length > 3")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.plot')].every(p => p.querySelector('.main-svg'))"
    )
    # On a busy machine the last fonts and styles may still settle.
    page.wait_for_timeout(1000)
    assert page.evaluate(_PLACES) == before
    assert page.evaluate("window.draws") == len(before)
    assert page.locator("h1").count() == 1
    page.context.close()


def test_a_chart_that_a_filter_changes_is_drawn_anew(
    served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/verteilung?kreis=muster")
    numbers = seen.page.locator(".st-key-chart-verteilung-rangliste .plot text")
    before = numbers.all_text_contents()
    seen.page.locator(".st-key-wahl-jahr [role=combobox]").click()
    seen.page.get_by_role("option", name="31.12.2018", exact=True).click()
    seen.page.wait_for_function("() => location.search.includes('jahr=2018')")
    seen.wait()
    after = numbers.all_text_contents()
    assert len(after) == len(before)
    assert after != before
    assert seen.troubles == []


_LOADED = (
    "() => Object.fromEntries(performance.getEntriesByType('resource')"
    ".filter(one => /\\.(js|css|woff2)/.test(new URL(one.name).pathname))"
    ".map(one => [new URL(one.name).pathname, one.transferSize]))"
)


def test_scripts_come_compressed_once_and_are_kept(served: Served, page: Page) -> None:
    page.goto(f"{served.url}/sprachkurse")
    page.wait_for_function("() => !document.getElementById('first')")
    first = page.evaluate(_LOADED)
    assert first["/monitor/plotly.js"] < 2_000_000
    assert sum(first.values()) < 4_000_000
    page.goto("about:blank")
    page.goto(f"{served.url}/sprachkurse")
    page.wait_for_function("() => !document.getElementById('first')")
    again = {path: size for path, size in page.evaluate(_LOADED).items() if size}
    assert not again
    page.context.close()
