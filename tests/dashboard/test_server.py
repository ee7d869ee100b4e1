"""The page around the pages: language, policy, options."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from streamlit import config

from dashboard.envelope import content_policy, german_page
from dashboard.server import REQUIRED_OPTIONS, check_options, listening
from data_access.errors import AddressError, SettingsError
from data_access.settings import ROOT

PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


def test_page_is_german_and_asks_nothing_outside() -> None:
    page = german_page(PAGE).decode()
    assert '<html lang="de">' in page
    assert "JavaScript to run this app" not in page
    assert "agent" not in page.lower()
    assert page.count("/monitor/monitor.css") == 1
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page)


def test_policy_allows_exactly_the_inline_scripts() -> None:
    page = german_page(PAGE)
    policy = content_policy(page)
    scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.count("sha256-") == 2
    script_part = next(p for p in policy.split(";") if "script-src" in p)
    assert "unsafe" not in script_part


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The options of Streamlit as the server reads them."""
    monkeypatch.chdir(ROOT)
    config.get_config_options(force_reparse=True)
    yield
    config.get_config_options(force_reparse=True)


@pytest.mark.usefixtures("options")
@pytest.mark.parametrize("name", sorted(REQUIRED_OPTIONS))
def test_an_option_that_did_not_take_is_named(name: str) -> None:
    config.set_option(name, "anders")
    with pytest.raises(SettingsError, match=f"{re.escape(name)} hat den Wert „anders“"):
        check_options()


@pytest.mark.usefixtures("options")
def test_options_as_they_should_be() -> None:
    check_options()


def test_small_messages_are_sent_at_once() -> None:
    """Asyncio switches Nagle's delay off only for sockets that name their protocol."""
    with listening("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP
        assert listener.getsockname()[1] > 0


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(AddressError, match=re.escape("192.0.2.1")):
        listening("192.0.2.1", 8501)
