"""One server, one browser for all browser tests; each test gets a page of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.serving import Served, filled, serving
from tests.support.visiting import Visit

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with all counties and the Musterkreis."""
    with serving(filled(tmp_path_factory.mktemp("served"))) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium fehlt: apt-get install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield found
        found.close()


Visitor = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """Open an address in a new context and wait until the page is complete."""
    contexts = []

    def go(url: str, *, width: int = 1440, height: int = 900, ready: bool = True) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US")
        contexts.append(context)
        found = Visit(context.new_page(), url)
        found.open(ready=ready)
        return found

    yield go
    for context in contexts:
        context.close()
