"""The address is the truth: it survives page changes, deep links work, nonsense is named."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.serving import Served
from tests.support.visiting import TIMEOUT, Visit

pytestmark = pytest.mark.browser


def parameters(seen: Visit) -> dict[str, str]:
    """Address parameters of the open page."""
    return {k: v[0] for k, v in parse_qs(urlsplit(seen.page.url).query).items()}


def choose(seen: Visit, label: str, option: str) -> None:
    """Choose in a select box of the sidebar."""
    box = seen.page.get_by_role("combobox", name=label)
    box.click()
    seen.page.get_by_role("option", name=option, exact=True).click()
    seen.wait()


def figures(seen: Visit) -> dict[str, str]:
    """Figures of the open page by chart."""
    found: dict[str, str] = seen.page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('.plot')]"
        ".map(place => [place.dataset.plot, place.dataset.figure]))"
    )
    return found


def test_choice_lives_in_the_address_and_survives_page_changes(
    served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/verteilung?kreis=muster")
    choose(seen, "Gemeinde", "Tabellingen")
    seen.page.wait_for_url("**/verteilung*gemeinde=*", timeout=TIMEOUT)
    seen.page.wait_for_selector(".sentence:has-text('in Tabellingen')", timeout=TIMEOUT)
    chosen = parameters(seen)
    assert chosen["kreis"] == "muster"
    assert chosen["gemeinde"].startswith("muster-")

    seen.page.get_by_role("link", name="SGB II").first.click()
    seen.page.wait_for_url("**/sgb2*gemeinde=*", timeout=TIMEOUT)
    seen.page.wait_for_selector("h1:has-text('SGB II')", timeout=TIMEOUT)
    seen.wait()
    assert parameters(seen)["kreis"] == "muster"
    assert parameters(seen)["gemeinde"] == chosen["gemeinde"]

    seen.page.get_by_role("link", name="Verteilung").first.click()
    seen.page.wait_for_url("**/verteilung*gemeinde=*", timeout=TIMEOUT)
    seen.page.wait_for_selector(".sentence:has-text('in Tabellingen')", timeout=TIMEOUT)


def test_deep_link_opens_the_same_page_in_a_fresh_browser(
    served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/verteilung?kreis=03254&gemeinde=03254028")
    assert "in Sarstedt" in seen.page.locator(".sentence").inner_text()
    assert "10,0" in seen.page.locator(".sentence").inner_text()


def test_month_in_the_address(served: Served, visit: Callable[..., Visit]) -> None:
    seen = visit(f"{served.url}/sgb2?kreis=03254&jahr=2020-03")
    assert "Im März 2020" in seen.page.locator(".sentence").inner_text().replace("\xa0", " ")


def test_action_field_in_the_address(served: Served, visit: Callable[..., Visit]) -> None:
    seen = visit(f"{served.url}/handlungsfelder?kreis=03254&handlungsfeld=5.4")
    assert seen.page.get_by_role("heading", name="5.4 ").count() == 1


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("kreis=99999", "99999"),
        ("kreis=03254&gemeinde=03159016", "03159016"),
        ("kreis=03254&jahr=1999", "1999"),
    ],
)
def test_unknown_value_is_named_and_falls_back(
    query: str, named: str, served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/verteilung?{query}")
    assert named in seen.page.locator(".complaint").inner_text()
    assert "23.694" in seen.page.locator(".sentence").inner_text()


def test_group_survives_page_changes(served: Served, visit: Callable[..., Visit]) -> None:
    seen = visit(f"{served.url}/sgb2?kreis=muster")
    before = figures(seen)
    choose(seen, "Gruppe", "Irak")
    seen.page.wait_for_url("**/sgb2*gruppe=*", timeout=TIMEOUT)
    seen.wait()
    chosen, shown = parameters(seen), figures(seen)
    assert chosen == {"kreis": "muster", "gruppe": "irak"}
    assert shown != before

    # To a page that does not use it, and back.
    seen.page.get_by_role("link", name="Verteilung").first.click()
    seen.page.wait_for_selector("h1:has-text('Verteilung')", timeout=TIMEOUT)
    seen.wait()
    assert parameters(seen) == chosen
    assert seen.page.locator(".complaint").count() == 0
    seen.page.get_by_role("link", name="SGB II").first.click()
    seen.page.wait_for_selector("h1:has-text('SGB II')", timeout=TIMEOUT)
    seen.wait()
    assert parameters(seen) == chosen
    assert figures(seen) == shown


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("?jahr=1999", "den Zeitraum „1999“"),
        ("verteilung?gruppe=unsinn", "die Gruppe „unsinn“"),
        ("verteilung?handlungsfeld=9.9", "das Handlungsfeld „9.9“"),
        ("sgb2?gemeinde=quatsch", "die Gemeinde „quatsch“"),
    ],
)
def test_unknown_value_is_named_on_a_page_that_does_not_use_it(
    address: str, named: str, served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/{address}")
    notice = seen.page.locator("[data-testid=stMain] .complaint[role=status]")
    assert notice.inner_text() == f"Die Adresse nennt {named}; in diesem Kreis gibt es das nicht."
    assert seen.troubles == []


def test_script_in_the_address_is_text(served: Served, visit: Callable[..., Visit]) -> None:
    seen = visit(f"{served.url}/verteilung?gemeinde=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    assert "<img src=x" in seen.page.locator(".complaint").inner_text()
    assert seen.troubles == []


def test_choice_survives_the_plain_pages_and_the_board(
    served: Served, visit: Callable[..., Visit]
) -> None:
    seen = visit(f"{served.url}/verteilung?kreis=muster&jahr=2020")
    seen.page.get_by_role("link", name="Impressum").click()
    seen.page.wait_for_selector("h1:has-text('Impressum')", timeout=TIMEOUT)
    seen.wait()
    assert parameters(seen) == {"kreis": "muster", "jahr": "2020"}
    seen.page.get_by_role("link", name="Überblick").click()
    seen.page.wait_for_selector("h1:has-text('Überblick')", timeout=TIMEOUT)
    seen.wait()
    seen.page.locator(".board a", has_text="Gesundheit").click()
    seen.page.wait_for_selector("h2:has-text('5.4')", timeout=TIMEOUT)
    seen.wait()
    assert parameters(seen) == {"kreis": "muster", "jahr": "2020", "handlungsfeld": "5.4"}
