"""The page around the pages: Streamlit's HTML with our language, scripts and first answer."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse

from dashboard import assets, first_answer
from dashboard.care import access
from dashboard.navigation import pages
from dashboard.request import known
from dashboard.selection import PREVIEW
from dashboard.views.inventory.files import FOLDER

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    f'crossorigin><link rel="stylesheet" href="{assets.address("monitor.css")}"></head>'
)
#: A module's compiled form is stored by the browser later, not before its charts are drawn.
_PLOTLY = f'id="plotly" type="module" src="{assets.address("plotly.js")}"'
_SCRIPTS = (
    *(
        f'<script src="{assets.address(f"{one}.js")}" defer></script>'
        for one in ("words", "links", "find", "charts")
    ),
    f'<script {_PLOTLY} async fetchpriority="high"></script>',
)
_NOSCRIPT = (
    "<noscript><p>Diese Seite braucht JavaScript. Bitte im Browser einschalten.</p></noscript>"
)
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_NOT_PASSED_ON = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
#: Headers that do not fit the page that we make of it.
_OF_STREAMLITS_PAGE = {
    *(b"content-length", b"etag", b"last-modified", b"accept-ranges"),
    *(b"content-encoding", b"vary"),
}
#: Streamlit's entry and what it loads with it.
_MODULES = re.compile(r'<script type="module".*(?:<link rel="modulepreload"[^>]*>)', re.DOTALL)
_LEVEL = 4
_BLOCKED = ("/_stcore/metrics", "/_stcore/agent")


def _held_back(found: re.Match[str]) -> str:
    """Streamlit's scripts, kept until the charts of the first answer are drawn."""
    return f'<template id="streamlit">{found.group(0)}</template>'


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
    if first:
        text = _MODULES.sub(_held_back, text, count=1)
        text = text.replace('<div id="root">', f'{first}<div id="root">', 1)
    # Before Streamlit's scripts: what they put on the screen is there already.
    text = text.replace("<head>", f"<head>{_BASE_SCRIPT}{''.join(_SCRIPTS)}", 1)
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
        found = _Found()
        compress = assets.takes_gzip(scope)
        if _wants_page(scope):
            # A compressed page could not be rewritten, and an old one must not outlive a change.
            scope["headers"] = [h for h in scope["headers"] if h[0] not in _NOT_PASSED_ON]
            found = await run_in_threadpool(_find, scope)
        await self.app(scope, receive, _Rewriter(send, found, compress=compress).send)


def _wants_page(scope: Scope) -> bool:
    """Browsers ask for pages by their type, and for scripts, like simple tools, for anything."""
    if scope["path"].startswith(f"{FOLDER}/"):
        # A file, which may be sent compressed and need not be sent again.
        return False
    accept = dict(scope["headers"]).get(b"accept", b"")
    is_file = "." in scope["path"].rpartition("/")[2]
    return b"text/html" in accept or (accept == b"*/*" and not is_file)


@dataclass(frozen=True)
class _Found:
    """What an address leads to.

    Attributes:
        first: the first answer.
        title: of the page.
        missing: whether there is no page; Streamlit says so on the screen.
        private: whether nobody on the way may keep it.
    """

    first: str = ""
    title: str = ""
    missing: bool = False
    private: bool = False


def _find(scope: Scope) -> _Found:
    slug = scope["path"].strip("/")
    office = access.granted_to(scope)
    spec = next((one for one in pages(office=office) if one.slug == slug), None)
    if spec is None:
        return _Found(missing=True)
    if spec.plain:
        return _Found(title=spec.title)
    asked = known(dict(parse_qsl(scope["query_string"].decode("utf-8", "replace"))))
    first = first_answer.of_page(spec, asked, office=office)
    return _Found(first, spec.title, private=PREVIEW in asked)


class _Rewriter:
    """Holds back a page until it is complete, then sends the German one."""

    def __init__(self, send: Send, found: _Found, *, compress: bool) -> None:
        self._send = send
        self._compress = compress
        self._found = found
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
                if self._found.missing and message["status"] == HTTPStatus.OK:
                    message["status"] = int(HTTPStatus.NOT_FOUND)
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            coded = (b"content-encoding", b"gzip") in self._start["headers"]
            # Streamlit answers with its page whatever is asked for, such as an icon.
            body = gzip.decompress(self._body) if coded else self._body
            page = german_page(body, self._found.first, self._found.title)
            coding = []
            if self._compress:
                # A page with its charts has 150 kilobytes, compressed 25.
                page = gzip.compress(page, _LEVEL)
                coding = [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")]
            kept = [h for h in self._start["headers"] if h[0].lower() not in _OF_STREAMLITS_PAGE]
            if self._found.private:
                kept = [h for h in kept if h[0].lower() != b"cache-control"]
                kept += [(b"cache-control", b"no-store"), (b"x-robots-tag", b"noindex")]
            policy = content_policy(german_page(body)).encode("ascii")
            self._start["headers"] = [
                *kept,
                *coding,
                (b"content-length", str(len(page)).encode("ascii")),
                (b"content-security-policy", policy),
            ]
            await self._send(self._start)
            await self._send({"type": "http.response.body", "body": page})
            return
        await self._send(message)
