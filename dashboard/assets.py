"""Static files: ours, plotly.js and Streamlit's scripts, compressed once and kept in memory.

Streamlit sends its scripts uncompressed and in small pieces; together with plotly.js that is
seven megabytes before the first chart. Compressed they are two, each sent at once.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import plotly
import streamlit

from data_access.settings import ROOT

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

STATIC = ROOT / "dashboard" / "static"
#: Where the browser finds plotly.js, and the file: the Python package's own copy.
PLOTLY = "/monitor/plotly.js"
PLOTLY_FILE = Path(str(plotly.__file__)).parent / "package_data" / "plotly.min.js"
#: Said at the end of plotly.js: charts are drawn in the same task.
_READY = b'\ndocument.dispatchEvent(new Event("plotly"));\n'
_STREAMLIT = Path(str(streamlit.__file__)).parent / "static" / "static"
_COMPRESSED = {".js", ".css"}
#: The names of Streamlit's files, and our addresses, change with the content.
_FOREVER = b"public, immutable, max-age=31536000"
_LEVEL = 6


@dataclass(frozen=True)
class Asset:
    """A file that is sent compressed."""

    file: Path
    more: bytes = b""

    @property
    def content(self) -> bytes:
        """The file, and what is added to it."""
        return self.file.read_bytes() + self.more

    @cached_property
    def body(self) -> bytes:
        """Compressed content; computed once."""
        return gzip.compress(self.content, _LEVEL, mtime=0)

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """Headers of a full answer."""
        kind = mimetypes.guess_type(self.file.name)[0] or "application/octet-stream"
        return [
            (b"content-type", f"{kind}; charset=utf-8".encode("ascii")),
            (b"content-encoding", b"gzip"),
            (b"vary", b"accept-encoding"),
            (b"cache-control", _FOREVER),
            (b"content-length", str(len(self.body)).encode("ascii")),
        ]


PLOTLY_SCRIPT = Asset(PLOTLY_FILE, _READY)


class Assets:
    """All files that are sent compressed, by address."""

    def __init__(self, files: dict[str, Path]) -> None:
        self._assets = {path: Asset(file) for path, file in files.items()}
        self._assets[PLOTLY] = PLOTLY_SCRIPT

    @classmethod
    def of_dashboard(cls) -> Assets:
        """Ours, plotly.js, and Streamlit's."""
        files = {
            f"{prefix}/{file.relative_to(folder).as_posix()}": file
            for prefix, folder in (("/monitor", STATIC), ("/static", _STREAMLIT))
            for file in folder.rglob("*")
            if file.suffix in _COMPRESSED
        }
        return cls(files)

    def find(self, path: str) -> Asset | None:
        """The asset at an address."""
        return self._assets.get(path)

    def prepare(self) -> None:
        """Compress everything beside the first readers, the largest first."""
        by_size = sorted(self._assets.values(), key=lambda one: -one.file.stat().st_size)

        def compress() -> None:
            for asset in by_size:
                _ = asset.body

        threading.Thread(target=compress, name="komprimieren", daemon=True).start()


class AssetMiddleware:
    """Answers requests for assets by browsers that take compressed ones; passes on the rest."""

    def __init__(self, app: ASGIApp, assets: Assets) -> None:
        self.app = app
        self.assets = assets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        found = None
        if scope["type"] == "http" and scope["method"] == "GET" and takes_gzip(scope):
            found = self.assets.find(scope["path"])
        if found is None:
            await self.app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": found.headers})
        await send({"type": "http.response.body", "body": found.body})


def takes_gzip(scope: Scope) -> bool:
    """True where the browser accepts compressed answers."""
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])


def address(name: str) -> str:
    """Address of one of our files that changes with its content: ``/monitor/x.css?v=…``."""
    asset = PLOTLY_SCRIPT if f"/monitor/{name}" == PLOTLY else Asset(STATIC / name)
    return f"/monitor/{name}?v={hashlib.sha256(asset.content).hexdigest()[:12]}"
