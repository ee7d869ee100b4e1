"""The server: Streamlit as an ASGI application with our headers, words and files around it."""

from __future__ import annotations

import errno
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit import config as streamlit_config

from dashboard import assets, downloads, frame, warmup
from dashboard.assets import STATIC
from dashboard.care import uploads
from dashboard.care.access import OfficeMiddleware
from dashboard.envelope import PageMiddleware
from data_access.errors import AddressError, SettingsError
from data_access.importers.files.limits import MAX_DESK_MEGABYTES
from data_access.reader import Reader
from data_access.settings import PREFIX, ROOT, Settings

if TYPE_CHECKING:
    from starlette.requests import Request

LOG = logging.getLogger("integrationsmonitor")

#: Options of ``.streamlit/config.toml`` without which the promises of this server do not hold.
REQUIRED_OPTIONS: dict[str, Any] = {
    "runner.postScriptGC": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "server.fileWatcherType": "none",
    "server.enableAgentApi": False,
    # Without these a page of somebody else could use the session of the office.
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.maxUploadSize": MAX_DESK_MEGABYTES,
    "theme.base": "light",
}


async def _health(_request: Request) -> Response:
    return PlainTextResponse("bereit")


async def _plotly(_request: Request) -> Response:
    return Response(assets.PLOTLY_SCRIPT.content, media_type="text/javascript")


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
    uploads.keep_in_memory()
    return st.App(
        ROOT / "dashboard" / "app.py",
        lifespan=_lifespan,
        routes=[
            Route(assets.PLOTLY, _plotly),
            Mount("/monitor", StaticFiles(directory=STATIC)),
            Route("/bereit", _health),
            *downloads.routes(),
        ],
        middleware=[
            Middleware(OfficeMiddleware),
            Middleware(PageMiddleware),
            Middleware(assets.AssetMiddleware, assets=found),
        ],
        on_script_error=frame.script_error,
        exception_handlers={500: _not_built},
    )


def check_options() -> None:
    """Make sure that the options of ``.streamlit/config.toml`` took.

    Streamlit reads the environment only where its own command starts it. Who sets a variable that
    asks for something else expects it to hold; so that is said, and not ignored.

    Raises:
        SettingsError: one did not, because the file is missing or changed; or the environment
            asks for something else.
    """
    options = streamlit_config.get_config_options()
    for name, expected in REQUIRED_OPTIONS.items():
        found = streamlit_config.get_option(name)
        if found != expected:
            raise SettingsError(
                f"Die Streamlit-Option {name} hat den Wert „{_shown(found)}“ statt "
                f"„{_shown(expected)}“.",
                where=str(ROOT / ".streamlit" / "config.toml"),
                remedy="Die mitgelieferte Datei wiederherstellen.",
            )
        variable = options[name].env_var
        asked = os.environ.get(variable)
        if asked is not None and asked.strip().lower() != _shown(expected):
            raise SettingsError(
                f"Die Umgebungsvariable {variable} verlangt einen anderen Wert als "
                f"„{_shown(expected)}“, ohne den der Integrationsmonitor nicht richtig arbeitet.",
                where=f"Umgebungsvariable {variable}",
                remedy="Die Umgebungsvariable entfernen.",
            )


def _shown(value: object) -> str:
    """A value as it is written in the file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def check_database(settings: Settings) -> None:
    """Make sure that readers reach a migrated database, and that it holds the county to show first.

    Raises:
        SettingsError, DatabaseUnavailableError, DatabaseNotMigratedError.
    """
    reader = Reader.from_settings(settings)
    try:
        reader.state()
        _check_default_county(settings, [county.key for county in reader.counties()])
    finally:
        reader.close()


def _check_default_county(settings: Settings, known: list[str]) -> None:
    # Nobody asked for the county that a missing setting stands for: the first one will do.
    given = "default_county" in settings.model_fields_set
    if not given or not known or settings.default_county in known:
        return
    setting = f"{PREFIX}DEFAULT_COUNTY"
    raise SettingsError(
        f"Die Einstellung {setting} nennt den Kreis „{settings.default_county}“; den gibt es in "
        "dieser Datenbank nicht.",
        where="Umgebung oder Datei .env",
        remedy=f"Einen Kreis angeben, den es gibt ({', '.join(known)}), oder den fehlenden mit "
        "„integrationsmonitor migrate“ laden.",
    )


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
    with listening(host, port) as listener:
        LOG.info("Integrationsmonitor auf http://%s:%s", host, port)
        uvicorn.Server(config).run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket on the address, taken before the long start.

    Raises:
        AddressError: it is taken, not allowed, or not of this machine.
    """
    listener = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )[0]
        # The protocol is named: asyncio sends small messages at once only where it is.
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        if listener:
            listener.close()
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
    return listener


__all__ = ["build_app", "check_database", "check_options", "listening", "serve"]
