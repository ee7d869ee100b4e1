"""A visit of a page with a real browser, and what can be asked of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.support.marks import Marks, drawn

TIMEOUT = 60_000

#: Words that are English and not German; whole words, any case.
ENGLISH = re.compile(
    r"\b(the|and|with|from|this|that|are|not|your|you|page|pages|select|selected|loading|running|"
    r"please|wait|close|open|show|hide|view|download|upload|search|settings|error|errors|"
    r"connecting|connection|option|options|results|menu|sidebar|fullscreen|expand|collapse|main|"
    r"chart|charts|table|value|values|rerun|clear|more|less|skip|content|help|about|record|"
    r"deploy|month|year|week|of|is|to|by|for|no|yes|all|or)\b",
    re.IGNORECASE,
)
#: Proper names and German words that look like them.
ALLOWED = re.compile(
    # Headings of a file that is quoted.
    r"Spalten Year, Gebietseinheit, Value|"
    r"Migration\.Integration\.Regionen|Welcome-Center|\bAll inklusive\b|Only Human"
)

_TEXTS = """() => {
  const found = [];
  const shown = (e) => e.checkVisibility ? e.checkVisibility() : true;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, parent = node.parentElement;
    if (!parent || ["SCRIPT", "STYLE", "NOSCRIPT"].includes(parent.tagName)) continue;
    // The text of an icon is the name of its picture.
    if (parent.closest("[data-testid=stIconMaterial]")) continue;
    const text = node.data.trim();
    if (text && shown(parent)) found.push(text);
  }
  for (const element of document.querySelectorAll("[aria-label],[title],[placeholder],[alt]")) {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      const value = element.getAttribute(name);
      if (value) found.push(value);
    }
  }
  found.push(document.title);
  return found;
}"""


@dataclass
class Visit:
    """An open page with what went over the wire and into the console."""

    page: Page
    url: str
    outside: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def open(self, *, ready: bool = True) -> None:
        """Go there and wait."""
        self._listen()
        self.page.goto(self.url, timeout=TIMEOUT)
        if ready:
            self.wait()

    def start(self) -> None:
        """Go there without waiting for anything, not even for the server to answer."""
        self._listen()
        self.page.evaluate("url => { location.assign(url); }", self.url)

    def _listen(self) -> None:
        own = urlsplit(self.url).netloc

        def asked(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own:
                self.outside.append(url)

        self.page.on("request", lambda request: asked(request.url))
        self.page.on("websocket", lambda socket: asked(socket.url))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.troubles.append(message.text) if message.type in {"error", "warning"} else None
            ),
        )

    def wait(self) -> None:
        """Until connected, run, and every chart has been drawn."""
        self.page.wait_for_selector(
            "[data-testid=stApp][data-test-connection-state=CONNECTED]", timeout=TIMEOUT
        )
        self.page.wait_for_selector("[data-test-script-state=notRunning]", timeout=TIMEOUT)
        self.page.wait_for_selector(".footer", timeout=TIMEOUT, state="attached")
        # The chart library arrives late: count the places of charts, not the charts.
        self.page.wait_for_function(
            "() => { const places = [...document.querySelectorAll('[class*=st-key-figure-]')];"
            "return places.every(p => p.querySelector('.js-plotly-plot .main-svg')) && "
            "!document.getElementById('first') && "
            "!document.querySelector('[data-stale=true]'); }",
            timeout=TIMEOUT,
        )
        self.page.wait_for_function("() => document.fonts.status === 'loaded'", timeout=TIMEOUT)
        self.page.wait_for_timeout(250)

    def marks(self) -> dict[str, Marks]:
        """Marks that are drawn, by chart."""
        return drawn(self.page)

    def english(self) -> list[str]:
        """Texts and names on the page that hold an English word."""
        texts: list[str] = self.page.evaluate(_TEXTS)
        return sorted({text for text in texts if ENGLISH.search(ALLOWED.sub("", text))})

    def text(self) -> str:
        """All visible text."""
        return self.page.inner_text("body")

    def scrolls_sideways(self) -> bool:
        """True when the page is wider than its window."""
        wide: bool = self.page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]');"
            "return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
            " > window.innerWidth || (m && m.scrollWidth > m.clientWidth); }"
        )
        return wide
