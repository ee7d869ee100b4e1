"""Addresses of the files: ``/daten/<county>.csv``, ``/daten/<county>/<statistic>.xlsx``.

Not ``st.download_button``: its files lie under addresses of the session, and anybody who knows
one gets what another reader asked for. What these addresses give is the same for everybody.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dashboard import cached
from dashboard.assets import STATIC
from dashboard.views.inventory.files import FOLDER
from data_access.errors import MonitorError

if TYPE_CHECKING:
    from starlette.requests import Request

    from dashboard.export.files import File

LOG = logging.getLogger("integrationsmonitor")
_RETRY_SECONDS = 10


def routes() -> list[Route]:
    """Routes of the files."""
    return [
        Route(f"{FOLDER}/{{file}}", _of_county),
        Route(f"{FOLDER}/{{county}}/{{file}}", _of_statistic),
    ]


def _of_county(request: Request) -> Response:
    county, _, ending = request.path_params["file"].rpartition(".")
    return _answer(request, county, None, ending)


def _of_statistic(request: Request) -> Response:
    code, _, ending = request.path_params["file"].rpartition(".")
    return _answer(request, request.path_params["county"], code, ending)


def _answer(request: Request, county: str, code: str | None, ending: str) -> Response:
    try:
        found = cached.steadily(lambda: cached.file(county, code, ending))
    except (MonitorError, cached.DataMovedError) as error:
        LOG.warning("Datei nicht lieferbar: %s", error)
        return _page("unavailable.html", 503, {"retry-after": str(_RETRY_SECONDS)})
    if found is None:
        return _page("missing.html", 404)
    return _sent(request, found)


def _page(name: str, status: int, headers: dict[str, str] | None = None) -> Response:
    page = (STATIC / name).read_text("utf-8")
    return HTMLResponse(page, status_code=status, headers=headers)


def _sent(request: Request, found: File) -> Response:
    packed = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{found.tag}{"-gzip" if packed else ""}"'
    # To be asked for every time: figures may be taken back.
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if _known(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f'attachment; filename="{found.name}"'
    if packed:
        headers["content-encoding"] = "gzip"
    content = found.packed if packed else found.content
    return Response(content, media_type=found.kind, headers=headers)


def _known(tags: str, tag: str) -> bool:
    """Whether the browser has it already."""
    return any(one.strip().removeprefix("W/") in {tag, "*"} for one in tags.split(","))
