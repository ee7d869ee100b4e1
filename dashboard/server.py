"""The server: Streamlit as an ASGI application with our headers, words and files around it."""

from __future__ import annotations

import base64
import errno
import hashlib
import logging
import os
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import streamlit as st
import uvicorn
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit import config as streamlit_config

from dashboard import assets, first_answer, frame, warmup
from dashboard.assets import STATIC
from dashboard.navigation import PAGES
from dashboard.request import known
from data_access.engine import create_store_engine, parse_url, reading
from data_access.errors import AddressError, MonitorError, SettingsError
from data_access.migrate import check_version
from data_access.settings import ROOT, Settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("integrationsmonitor")

#: Options of ``.streamlit/config.toml`` without which the promises of this server do not hold.
REQUIRED_OPTIONS: dict[str, Any] = {
    "runner.postScriptGC": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "server.fileWatcherType": "none",
    "server.enableAgentApi": False,
    "theme.base": "light",
}

#: Without an address the browser first looks for the server below each page and logs errors; with
#: a host configuration it connects at once instead of asking for one first.
_BASE_SCRIPT = (
    '<script>window.__streamlit={BACKEND_BASE_URL:location.origin+"/",HOST_CONFIG:'
    "{allowedOrigins:[location.origin],useExternalAuthToken:false}};</script>"
)
_HEAD = (
    '<meta name="description" content="Integrationsmonitor: Zahlen zu Migration und Integration '
    'im Landkreis">'
    '<link rel="preload" href="/monitor/fonts/ibm-plex-sans.woff2" as="font" type="font/woff2" '
    f'crossorigin><link rel="stylesheet" href="{assets.address("monitor.css")}">'
    f'<script src="{assets.address("words.js")}" defer></script>'
    f'<script src="{assets.address("links.js")}" defer></script></head>'
)
_SCRIPTS = (
    f'<script id="plotly" src="{assets.address("plotly.js")}" async></script>'
    f'<script src="{assets.address("charts.js")}" defer></script>'
)
_NOSCRIPT = (
    "<noscript><p>Diese Seite braucht JavaScript. Bitte im Browser einschalten.</p></noscript>"
)
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_NOT_PASSED_ON = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
#: Headers that do not fit the page that we make of it.
_OF_STREAMLITS_PAGE = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}
_BLOCKED = ("/_stcore/metrics", "/_stcore/agent")


def content_policy(page: bytes) -> str:
    """Content policy that allows exactly the inline scripts of the given page."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(page)
    )
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'; form-action 'self'; "
        "object-src 'none'"
    )


def german_page(page: bytes, first: str = "", title: str = "") -> bytes:
    """Streamlit's page with our language, styles and words, and the first answer before its root.

    Streamlit's own font is not preloaded.
    """
    text = page.decode("utf-8")
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = text.replace('<html lang="en">', '<html lang="de">')
    text = re.sub(r"<link\s+rel=\"preload\"[^>]*?/?>", "", text, count=1, flags=re.DOTALL)
    text = re.sub(r"<link rel=\"service-desc\"[^>]*>", "", text)
    text = re.sub(r"<noscript>.*?</noscript>", _NOSCRIPT, text, flags=re.DOTALL)
    name = f"{escape(title)} · Integrationsmonitor" if title else "Integrationsmonitor"
    text = text.replace("<title>Streamlit</title>", f"<title>{name}</title>")
    text = text.replace("./favicon.png", "/monitor/icon.png")
    text = text.replace('<div id="root">', f'{first}<div id="root">', 1)
    # Before Streamlit's scripts: what they put on the screen is there already.
    text = text.replace("<head>", f"<head>{_BASE_SCRIPT}{_SCRIPTS}", 1)
    return text.replace("</head>", _HEAD, 1).encode("utf-8")


class PageMiddleware:
    """Adds security headers to every answer and turns pages into German ones."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; websockets pass untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith(_BLOCKED):
            await PlainTextResponse("Nicht vorhanden", status_code=404)(scope, receive, send)
            return
        first = ("", "")
        if _wants_page(scope):
            # A compressed page could not be rewritten, and an old one must not outlive a change.
            scope["headers"] = [h for h in scope["headers"] if h[0] not in _NOT_PASSED_ON]
            first = await run_in_threadpool(_first_answer, scope)
        await self.app(scope, receive, _Rewriter(send, *first).send)


def _wants_page(scope: Scope) -> bool:
    accept = dict(scope["headers"]).get(b"accept", b"")
    return b"text/html" in accept or accept == b"*/*"


def _first_answer(scope: Scope) -> tuple[str, str]:
    """First answer and title of a page; empty for any other address."""
    slug = scope["path"].strip("/")
    spec = next((one for one in PAGES if one.slug == slug), None)
    if spec is None:
        return "", ""
    if spec.plain:
        return "", spec.title
    asked = dict(parse_qsl(scope["query_string"].decode("utf-8", "replace")))
    return first_answer.of_page(spec, known(asked)), spec.title


class _Rewriter:
    """Holds back a page until it is complete, then sends the German one."""

    def __init__(self, send: Send, first: str, title: str) -> None:
        self._send = send
        self._first = first
        self._title = title
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = {k.lower(): v for k, v in message["headers"]}
            message["headers"] = [
                *message["headers"],
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"same-origin"),
                (b"x-frame-options", b"SAMEORIGIN"),
                (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
            ]
            if headers.get(b"content-type", b"").startswith(b"text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = german_page(self._body, self._first, self._title)
            kept = [h for h in self._start["headers"] if h[0].lower() not in _OF_STREAMLITS_PAGE]
            policy = content_policy(german_page(self._body)).encode("ascii")
            self._start["headers"] = [
                *kept,
                (b"content-length", str(len(page)).encode("ascii")),
                (b"content-security-policy", policy),
            ]
            await self._send(self._start)
            await self._send({"type": "http.response.body", "body": page})
            return
        await self._send(message)


async def _health(_request: Request) -> Response:
    return PlainTextResponse("bereit")


async def _plotly(_request: Request) -> Response:
    return FileResponse(assets.PLOTLY_FILE, media_type="text/javascript")


async def _not_built(_request: Request, _error: Exception) -> Response:
    page = (STATIC / "error.html").read_text("utf-8")
    return HTMLResponse(page, status_code=500)


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    warmup.run()
    yield {}


def build_app() -> st.App:
    """The ASGI application."""
    found = assets.Assets.of_dashboard()
    found.prepare()
    return st.App(
        ROOT / "dashboard" / "app.py",
        lifespan=_lifespan,
        routes=[
            Route(assets.PLOTLY, _plotly),
            Mount("/monitor", StaticFiles(directory=STATIC)),
            Route("/bereit", _health),
        ],
        middleware=[
            Middleware(PageMiddleware),
            Middleware(assets.AssetMiddleware, assets=found),
        ],
        on_script_error=frame.script_error,
        exception_handlers={500: _not_built},
    )


def check_options() -> None:
    """Make sure that the options of ``.streamlit/config.toml`` took.

    Raises:
        SettingsError: one did not, because the file is missing, changed or overridden.
    """
    for name, expected in REQUIRED_OPTIONS.items():
        found = streamlit_config.get_option(name)
        if found != expected:
            raise SettingsError(
                f"Die Streamlit-Option {name} hat den Wert {found!r} statt {expected!r}.",
                where=str(ROOT / ".streamlit" / "config.toml"),
                remedy="Die mitgelieferte Datei wiederherstellen und gleichnamige "
                "Umgebungsvariablen STREAMLIT_… entfernen.",
            )


def check_database(settings: Settings) -> None:
    """Make sure that readers reach a migrated database.

    Raises:
        SettingsError, DatabaseUnavailableError, DatabaseNotMigratedError.
    """
    for url in {settings.database_url, settings.reader_url}:
        parse_url(url)
        engine = create_store_engine(url, read_only=True)
        try:
            with reading(engine) as connection:
                check_version(connection)
        finally:
            engine.dispose()


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Check everything, then serve until stopped.

    Raises:
        MonitorError: a check failed; nothing was started.
    """
    check_database(settings)
    os.chdir(ROOT)
    app = build_app()
    check_options()
    config = uvicorn.Config(
        app,
        log_level="warning",
        ws_max_size=64 * 1024 * 1024,
        # A fifth of the server time per change, for messages of a few kilobytes.
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=3,
    )
    with _listening(host, port) as listener:
        LOG.info("Integrationsmonitor auf http://%s:%s", host, port)
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket on the address, taken before the long start.

    Raises:
        AddressError: it is taken, not allowed, or not of this machine.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        what = {
            errno.EADDRINUSE: f"Der Anschluss {port} ist schon belegt.",
            errno.EACCES: f"Der Anschluss {port} ist diesem Benutzerkonto nicht erlaubt.",
        }.get(error.errno or 0, f"Unter „{host}“ kann dieser Rechner keine Anfragen annehmen.")
        raise AddressError(
            what,
            where=f"http://{host}:{port}",
            remedy="Mit --port einen freien Anschluss und mit --host eine Adresse dieses Rechners "
            "angeben, etwa „PORT=8600 make run“.",
        ) from error


__all__ = ["MonitorError", "build_app", "check_database", "check_options", "serve"]
