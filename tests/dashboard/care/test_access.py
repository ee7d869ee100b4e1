"""Who gets the page: a browser on this machine, nobody else, and nobody where it is not wanted."""

from __future__ import annotations

import socket

import pytest

from dashboard.care import access
from dashboard.navigation import CARE, PAGES, pages
from data_access.settings import PREFIX, settings
from tests.dashboard.care.conftest import Office
from tests.support.streaming import ask, put_file, session

ADDRESS = "/datenpflege"
HERE = [("host", "127.0.0.1:8501")]


def _granted(client: str | None, *headers: tuple[str, str]) -> bool:
    return access.from_this_machine(client, [(a.encode(), b.encode()) for a, b in headers])


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501"])
def test_a_browser_on_this_machine(client: str, host: str) -> None:
    assert _granted(client, ("host", host))
    assert _granted(client, ("host", host), ("origin", f"http://{host}"))


@pytest.mark.parametrize(
    "client", [None, "", "10.0.0.7", "::ffff:10.0.0.7", "fe80::1", "unbekannt"]
)
def test_another_machine(client: str | None) -> None:
    assert not _granted(client, *HERE)


@pytest.mark.parametrize(
    "header",
    [
        ("x-forwarded-for", "127.0.0.1"),
        ("X-Forwarded-Host", "localhost"),
        ("x-forwarded-proto", "https"),
        ("forwarded", "for=127.0.0.1"),
        ("via", "1.1 vermittler"),
        ("x-real-ip", "127.0.0.1"),
    ],
)
def test_through_a_proxy_on_this_machine(header: tuple[str, str]) -> None:
    assert not _granted("127.0.0.1", *HERE, header)


@pytest.mark.parametrize(
    "host",
    [
        "boese.example",
        "127.0.0.1.boese.example:8501",
        "localhost.boese.example",
        "localhost@boese.example",
        "boese.example@localhost",
        "localhost/boese",
        "localhost:achtzig",
        "10.0.0.7:8501",
        "",
    ],
)
def test_a_name_of_somebody_else_that_points_here(host: str) -> None:
    assert not _granted("127.0.0.1", ("host", host))


def test_without_a_host_or_with_two() -> None:
    assert not _granted("127.0.0.1")
    assert not _granted("127.0.0.1", *HERE, ("host", "localhost"))


@pytest.mark.parametrize(
    "origin", ["http://boese.example", "null", "http://127.0.0.1:3000", "http://localhost:8501", ""]
)
def test_a_page_of_somebody_else(origin: str) -> None:
    """Also one that another programme serves on this machine."""
    assert not _granted("127.0.0.1", *HERE, ("origin", origin))


def test_the_menu_has_the_page_only_for_the_office() -> None:
    assert CARE not in PAGES
    assert pages(office=False) == PAGES
    assert [one for one in pages(office=True) if one not in PAGES] == [CARE]


def _own_address() -> str:
    """An address of this machine by which it is another one to itself."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found = str(probe.getsockname()[0])
        except OSError:
            found = "127.0.0.1"
    if found.startswith("127."):
        pytest.skip("Dieser Rechner hat keine eigene Adresse")
    return found


HTML = {"Accept": "text/html"}
STRANGERS = [
    {"Host": "boese.example"},
    {"X-Forwarded-For": "10.0.0.7"},
    {"Forwarded": "for=10.0.0.7"},
    {access.MARK: "0" * 64, "Via": "1.1 vermittler"},
]


def test_the_office_finds_the_page(office: Office) -> None:
    answer = ask(office.port, "GET", ADDRESS, headers=HTML)
    assert answer.status == 200
    assert "<title>Datenpflege · Integrationsmonitor</title>" in answer.text  # type: ignore[attr-defined]
    start = ask(office.port, "GET", "/", headers=HTML).text  # type: ignore[attr-defined]
    assert '<a href="/datenpflege">' in start
    with session(office.port) as mine:
        mine.run("datenpflege")
        assert "datenpflege" in mine.pages
        assert "<h1>Datenpflege " in mine.text()


@pytest.mark.parametrize("headers", STRANGERS, ids="+".join)
def test_a_stranger_finds_no_page(headers: dict[str, str], office: Office) -> None:
    answer = ask(office.port, "GET", ADDRESS, headers={**HTML, **headers})
    unknown = ask(office.port, "GET", "/gibt-es-nicht", headers={**HTML, **headers})
    assert answer.status == unknown.status == 404
    assert answer.text == unknown.text  # type: ignore[attr-defined]
    start = ask(office.port, "GET", "/", headers={**HTML, **headers})
    assert start.status == 200
    assert "datenpflege" not in start.text.lower()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_For": "10.0.0.7"},
        {"Origin": "http://localhost:3000"},
        {"Via": "1.1 vermittler", access.MARK: "0" * 64},
    ],
    ids="+".join,
)
def test_a_strangers_session_draws_no_page(headers: dict[str, str], office: Office) -> None:
    """All pages share one websocket: the session itself must know whose it is."""
    with session(office.port, **headers) as theirs:
        theirs.run("datenpflege")
        assert "datenpflege" not in theirs.pages
        assert "Datenpflege" not in theirs.text()
        assert "verteilung" in theirs.pages


def test_another_machine_has_neither_page_nor_session_nor_uploads(office: Office) -> None:
    address = _own_address()
    assert ask(office.port, "GET", ADDRESS, host=address, headers=HTML).status == 404
    as_if_here = {**HTML, "Host": f"127.0.0.1:{office.port}"}
    assert ask(office.port, "GET", ADDRESS, host=address, headers=as_if_here).status == 404
    with session(office.port, host=address) as theirs:
        theirs.run("datenpflege")
        assert "datenpflege" not in theirs.pages
        assert "Datenpflege" not in theirs.text()
        path = f"/_stcore/upload_file/{theirs.id}/datei"
        assert ask(office.port, "PUT", path, host=address, body=b"x").status == 404
        assert office.stored(theirs.id) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_For": "10.0.0.7"},
        {"Origin": "http://boese.example"},
        {"Host": "boese.example"},
    ],
    ids="+".join,
)
def test_uploads_of_strangers_are_refused(headers: dict[str, str], office: Office) -> None:
    with session(office.port) as mine:
        mine.run("datenpflege")
        status, _ = put_file(office.port, mine.id, "a.csv", b"a;b", **headers)
        assert status == 404
        assert office.stored(mine.id) == 0


def test_an_upload_needs_the_token_of_the_page(office: Office) -> None:
    with session(office.port) as mine:
        mine.run("datenpflege")
        path = f"/_stcore/upload_file/{mine.id}/datei"
        assert ask(office.port, "PUT", path, body=b"x").status == 403
        assert put_file(office.port, mine.id, "a.csv", b"a;b")[0] == 204
    assert ask(office.port, "GET", "/media/abc", headers={"Via": "1.1 x"}).status == 404


def test_without_the_setting_nobody_finds_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(f"{PREFIX}DATA_CARE")
    settings.cache_clear()
    assert ask(office.port, "GET", ADDRESS, headers=HTML).status == 404
    with session(office.port) as mine:
        mine.run("datenpflege")
        assert "datenpflege" not in mine.pages
        assert "Datenpflege" not in mine.text()
        assert put_file(office.port, mine.id, "a.csv", b"a;b")[0] == 404
