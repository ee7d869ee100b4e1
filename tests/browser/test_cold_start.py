"""Ten first visits at once, under way before the server has answered anybody."""

from __future__ import annotations

import select
import socket
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.selection import Selection
from tests.support.marks import Expected
from tests.support.serving import filled, serving, wait_until_listening
from tests.support.visiting import Visit

pytestmark = pytest.mark.browser

#: Each page twice, the counties mixed; the first of them is warmed up, the others are not.
VISITS = [
    (slug, county)
    for slug, counties in {
        "": ("03254", "muster"),
        "verteilung": ("muster", "03157"),
        "sprachkurse": ("muster", "03254"),
        "sgb2": ("03254", "03241"),
        "handlungsfelder": ("muster", "03357"),
    }.items()
    for county in counties
]


def test_ten_first_visits_at_once_on_a_cold_server(tmp_path: Path, browser: Browser) -> None:
    database_url = filled(tmp_path)
    expected = Expected(database_url)
    contexts = [browser.new_context(locale="en-US") for _ in VISITS]
    pages = [context.new_page() for context in contexts]
    with serving(database_url, wait=False) as served:
        visits = [
            Visit(page, f"{served.url}/{slug}?kreis={county}")
            for page, (slug, county) in zip(pages, VISITS, strict=True)
        ]
        wait_until_listening(served)
        with socket.create_connection(("127.0.0.1", served.port)) as asked:
            asked.sendall(b"GET /bereit HTTP/1.1\r\nHost: localhost\r\n\r\n")
            for one in visits:
                one.start()
            answered, _, _ = select.select([asked], [], [], 0)
            assert not answered, "Der Server war schon warm, als die Besuche begannen"
        for one, (slug, county) in zip(visits, VISITS, strict=True):
            one.wait()
            assert one.marks() == expected(slug, Selection(county))
            assert one.page.locator("h1").count() == 1
            assert one.page.locator(".footer").count() == 1
            assert one.page.locator(".trouble").count() == 0
            assert one.troubles == []
        assert served.log().splitlines() == [f"Integrationsmonitor auf {served.url}"]
    for context in contexts:
        context.close()
