"""Serves the static pages: ``python -m tests.bench.floor_server FOLDER PORT``.

A process of its own, as the dashboard has. Caching as Streamlit does it: pages are asked for
again, scripts and styles never; figures that a filter fetches are data and not kept. Scripts are
compressed in advance, as those of the dashboard are.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from dashboard.assets import AssetMiddleware, Assets

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

_CACHING = {".html": "no-cache", ".json": "no-store"}
_FOREVER = "public, immutable, max-age=31536000"


class _CachedFiles(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        ending = f".{path.rpartition('.')[2]}"
        response.headers["Cache-Control"] = _CACHING.get(ending, _FOREVER)
        return response


def main(folder: str, port: int) -> None:
    """Serve until stopped."""
    scripts = {
        f"/{file.relative_to(folder).as_posix()}": file
        for ending in ("js", "mjs", "css")
        for file in Path(folder).rglob(f"*.{ending}")
    }
    assets = Assets(scripts)
    assets.prepare()
    app = Starlette(
        routes=[Mount("/", _CachedFiles(directory=folder))],
        middleware=[Middleware(AssetMiddleware, assets=assets)],
    )
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
