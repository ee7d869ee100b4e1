"""Measures in a real browser: loads and filter changes, until the charts are drawn."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.pages import FilterCase
from tests.bench.servers import BenchError

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_DRAWN = Path(__file__).with_name("drawn.js")
_SIZE: Any = {"width": 1440, "height": 900}
_QUIET = (
    "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """The installed Chromium, without a window."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def version(browser: Browser) -> str:
    """Name and version for the report."""
    return f"Chromium {browser.version}"


@contextmanager
def reader(browser: Browser, ids: list[str]) -> Iterator[Page]:
    """A page of a reader who was never here; knows which charts to expect."""
    context = browser.new_context(viewport=_SIZE, locale="de-DE")
    try:
        _watch(context, ids)
        yield context.new_page()
    finally:
        context.close()


def _watch(context: BrowserContext, ids: list[str]) -> None:
    context.add_init_script(_DRAWN.read_text("utf-8").replace("= IDS;", f"= {json.dumps(ids)};"))


def load(page: Page, url: str) -> float:
    """Milliseconds from the start of the navigation until all charts are drawn."""
    page.goto(url, wait_until="commit")
    return _wait(page, "loaded", url)


@dataclass(frozen=True)
class Visits:
    """Two visits of one new reader, in milliseconds until all charts are drawn.

    ``operable`` is the second one until filters answer; None for a static page.
    """

    cold: float
    warm: float
    operable: float | None


def two_visits(browser: Browser, url: str, ids: list[str], *, streamlit: bool) -> Visits:
    """Cold and warm."""
    with reader(browser, ids) as page:
        cold = load(page, url)
        if streamlit:
            _wait(page, "operable()", url)
        page.wait_for_timeout(150)
        page.goto("about:blank")
        warm = load(page, url)
        return Visits(cold, warm, _wait(page, "operable()", url) if streamlit else None)


def foreign_requests(browser: Browser, url: str, ids: list[str]) -> list[str]:
    """Addresses outside of the server that a visit asks for; measured apart from times."""
    asked: list[str] = []
    with reader(browser, ids) as page:
        page.on("request", lambda request: asked.append(request.url))
        load(page, url)
        page.wait_for_timeout(500)
    own = urlsplit(url).netloc
    parts = [(urlsplit(one), one) for one in asked]
    return [one for part, one in parts if part.netloc not in {"", own}]


class DashboardFilter:
    """A reader who changes a select box of the sidebar."""

    def __init__(self, page: Page, url: str, case: FilterCase) -> None:
        self._page = page
        self._case = case
        load(page, url)
        page.wait_for_selector(_QUIET)

    def change(self, *, new: bool, ids: list[str], probes: list[dict[str, Any]]) -> float:
        """Milliseconds from the click on a choice until its charts are drawn."""
        page = self._page
        page.locator(f".st-key-wahl-{self._case.parameter} [role=combobox]").click()
        label = self._case.label if new else self._case.default_label
        option = page.get_by_role("option", name=label, exact=True)
        option.wait_for()
        page.wait_for_timeout(150)
        arm(page, ids, probes)
        option.click()
        taken = _wait(page, "change", self._case.name)
        page.wait_for_selector(_QUIET)
        return taken


class FloorFilter:
    """A reader who presses a button of the static page."""

    def __init__(self, page: Page, url: str, case: FilterCase) -> None:
        self._page = page
        self._case = case
        load(page, f"{url}/{case.file}.html")

    def change(
        self, *, new: bool, ids: list[str], probes: list[dict[str, Any]], only: bool = False
    ) -> float:
        """Milliseconds from the click until the other figures are drawn.

        ``only`` leaves alone what does not change.
        """
        arm(self._page, ids, probes)
        self._page.locator(f"#{'new' if new else 'old'}{'-only' if only else ''}").click()
        return _wait(self._page, "change", self._case.name)


def arm(page: Page, ids: list[str], probes: list[dict[str, Any]]) -> None:
    """Wait from the next click on."""
    page.evaluate("([ids, probes]) => window.__bench.arm(ids, probes)", [ids, probes])


def _wait(page: Page, what: str, where: str) -> float:
    try:
        return float(cast("float", page.evaluate(f"window.__bench.{what}")))
    except Exception as error:
        missing = page.evaluate("window.__bench.missing()")
        raise BenchError(f"{where}: not drawn: {missing} ({error})") from error
