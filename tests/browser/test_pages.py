"""Every page of three counties, wide and narrow: drawn, quiet, German, accessible."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.navigation import PAGES
from dashboard.selection import Selection
from tests.support.marks import Expected, Marks
from tests.support.serving import Served
from tests.support.visiting import Visit

pytestmark = pytest.mark.browser

COUNTIES = ("03254", "03357", "muster")
WIDE, NARROW = (1440, 900), (390, 844)
WIDTHS = (WIDE, NARROW)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")


@pytest.fixture(scope="module")
def expected(served: Served) -> Expected:
    """What the pages should show."""
    return Expected(served.database_url)


@pytest.mark.parametrize(
    ("county", "width", "height"),
    # On a phone two are enough: one with figures of documents, one with everything.
    [(county, *WIDE) for county in COUNTIES]
    + [(county, *NARROW) for county in ("03254", "muster")],
)
@pytest.mark.parametrize("slug", [page.slug for page in PAGES if not page.plain])
def test_page(
    slug: str,
    county: str,
    width: int,
    height: int,
    served: Served,
    visit: Callable[..., Visit],
    expected: Expected,
) -> None:
    seen = visit(f"{served.url}/{slug}?kreis={county}", width=width, height=height)
    check_charts(seen, expected(slug, Selection(county)))
    values = expected.values(slug, Selection(county))
    assert seen.page.locator("[class*=st-key-kpi-]").count() == len(values)
    for identifier, value in values.items():
        assert seen.page.locator(f".st-key-kpi-{identifier} .value").inner_text() == value
    assert ("Beispieldaten" in seen.text()) == (county == "muster")
    if slug:
        sentence = seen.page.locator(".opening .sentence").inner_text()
        assert len(sentence) > 40


@pytest.mark.parametrize(("width", "height"), WIDTHS, ids=str)
@pytest.mark.parametrize(("county", "field"), [("muster", "5.2"), ("03254", "5.5")])
def test_page_of_another_action_field(
    county: str,
    field: str,
    width: int,
    height: int,
    served: Served,
    visit: Callable[..., Visit],
    expected: Expected,
) -> None:
    """One whose goals are rated, and one that has published figures only; neither is the first."""
    address = f"{served.url}/handlungsfelder?kreis={county}&handlungsfeld={field}"
    seen = visit(address, width=width, height=height)
    wanted = expected("handlungsfelder", Selection(county, field=field))
    check_charts(seen, wanted)
    assert {name[:13] for name in wanted} == {f"indikator-{field.replace('.', '-')}"}
    assert seen.page.get_by_role("heading", name=f"{field} ").count() == 1
    rated = seen.page.locator(".board tr.chosen .tile[class*=state-]:not(.state-untargeted)")
    assert (rated.count() > 0) == (county == "muster")


@pytest.mark.parametrize(("width", "height"), WIDTHS, ids=str)
@pytest.mark.parametrize("slug", [page.slug for page in PAGES if page.plain])
def test_plain_page(
    slug: str, width: int, height: int, served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/{slug}", width=width, height=height)
    check_quiet(seen)
    assert seen.page.locator("h1").count() == 1


def check_charts(seen: Visit, wanted: dict[str, Marks]) -> None:
    """Quiet, and each chart with its card, all of its marks and its table."""
    check_quiet(seen)
    assert seen.marks() == wanted
    for identifier in wanted:
        assert seen.page.locator(f".st-key-chart-{identifier}").count() == 1
        table = seen.page.locator(f".st-key-table-{identifier} table")
        assert table.count() == 1, f"{identifier} hat keine Tabelle"
        assert table.locator("tbody tr").count() > 0


def check_quiet(seen: Visit) -> None:
    """No outside request, no trouble in the console, German, and no finding of axe."""
    assert seen.outside == []
    assert seen.troubles == []
    assert seen.page.evaluate("document.documentElement.lang") == "de"
    assert seen.english() == []
    result = Axe().run(seen.page, options={"runOnly": {"type": "tag", "values": list(RULES)}})
    findings = [
        f"{one['id']}: {node['html'][:160]}"
        for one in result.response["violations"]
        for node in one["nodes"][:3]
    ]
    assert findings == []


@pytest.mark.parametrize("county", COUNTIES)
def test_no_sideways_scroll_at_320(
    county: str, served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/?kreis={county}", width=320, height=800)
    for page in PAGES:
        seen.page.goto(f"{served.url}/{page.slug}?kreis={county}")
        seen.wait()
        assert not seen.scrolls_sideways(), f"{page.slug} ist breiter als 320 Pixel"


def test_security_headers(served: Served, visit: Callable[..., Visit]) -> None:
    seen = visit(f"{served.url}/verteilung")
    answer = seen.page.request.get(f"{served.url}/verteilung", headers={"accept": "text/html"})
    headers = answer.headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert seen.page.request.get(f"{served.url}/_stcore/metrics").status == 404
