"""Scripts and styles: compressed once, named by their content, the same bytes after unpacking."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from dashboard.assets import PLOTLY, PLOTLY_FILE, STATIC, AssetMiddleware, Assets, address
from dashboard.envelope import PageMiddleware

Answer = tuple[int, dict[bytes, bytes], bytes]


def ask(app: Any, path: str, *, method: str = "GET", **headers: str) -> Answer:
    """One request to an ASGI application."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    # A browser of another test may hold the event loop of this thread.
    with start_blocking_portal() as portal:
        portal.call(app, scope, receive, send)
    body = b"".join(one.get("body", b"") for one in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body


async def behind(scope: Any, _receive: Any, send: Any) -> None:
    """What stands behind the middleware: a page in two pieces."""
    headers = [(b"content-type", b"text/html"), (b"etag", b"old"), (b"content-length", b"6")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"<head>", "more_body": True})
    await send({"type": "http.response.body", "body": b"</head>"})


@pytest.fixture(scope="module")
def served() -> AssetMiddleware:
    return AssetMiddleware(behind, Assets.of_dashboard())


@pytest.mark.parametrize("name", ["monitor.css", "charts.js", "words.js", "links.js"])
def test_our_files_come_compressed_and_may_be_kept(served: AssetMiddleware, name: str) -> None:
    status, headers, body = ask(served, f"/monitor/{name}", accept_encoding="gzip, br")
    assert status == 200
    assert headers[b"content-encoding"] == b"gzip"
    assert b"immutable" in headers[b"cache-control"]
    assert int(headers[b"content-length"]) == len(body)
    assert gzip.decompress(body) == (STATIC / name).read_bytes()


def test_plotly_is_the_one_of_the_python_package(served: AssetMiddleware) -> None:
    _, headers, body = ask(served, PLOTLY, accept_encoding="gzip")
    whole, added = gzip.decompress(body), b'\ndocument.dispatchEvent(new Event("plotly"));\n'
    assert whole == PLOTLY_FILE.read_bytes() + added
    assert len(body) < len(PLOTLY_FILE.read_bytes()) / 3
    assert headers[b"content-type"].startswith(b"text/javascript")


@pytest.mark.parametrize(
    ("path", "method", "encoding"),
    [
        ("/monitor/charts.js", "GET", "identity"),
        ("/monitor/charts.js", "HEAD", "gzip"),
        ("/monitor/../server.py", "GET", "gzip"),
        ("/monitor/icon.png", "GET", "gzip"),
    ],
)
def test_everything_else_is_passed_on(
    served: AssetMiddleware, path: str, method: str, encoding: str
) -> None:
    _, headers, body = ask(served, path, method=method, accept_encoding=encoding)
    assert body == b"<head></head>"
    assert b"content-encoding" not in headers


def test_the_address_changes_with_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.assets.STATIC", tmp_path)
    (tmp_path / "a.css").write_text("a{}", "utf-8")
    first = address("a.css")
    (tmp_path / "a.css").write_text("b{}", "utf-8")
    assert address("a.css") != first
    assert first.startswith("/monitor/a.css?v=")


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_page_is_complete_and_carries_no_tag_of_streamlit(encoding: str) -> None:
    _, headers, body = ask(
        PageMiddleware(behind), "/nirgends", accept="text/html", accept_encoding=encoding
    )
    assert b"etag" not in headers
    assert int(headers[b"content-length"]) == len(body)
    page = gzip.decompress(body) if encoding == "gzip" else body
    assert page.count(b"/monitor/charts.js") == 1
    assert page.endswith(b"</head>")
    assert headers[b"content-security-policy"].startswith(b"default-src 'self'")
    assert headers[b"x-content-type-options"] == b"nosniff"


@pytest.mark.parametrize("path", [PLOTLY, "/monitor/charts.js", "/monitor/monitor.css"])
def test_a_browser_gets_scripts_compressed_and_keeps_them(
    served: AssetMiddleware, path: str
) -> None:
    """It asks for scripts with "accept: */*", which must not be taken for a page."""
    app = PageMiddleware(served)
    _, headers, body = ask(app, path, accept_encoding="gzip, deflate, br", accept="*/*")
    assert headers[b"content-encoding"] == b"gzip"
    assert b"immutable" in headers[b"cache-control"]
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert gzip.decompress(body)
