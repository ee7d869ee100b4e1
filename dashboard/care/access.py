"""Who may use the page „Datenpflege“: a browser on this machine, until there are roles.

The middleware decides it for every request and every websocket, and marks what it grants with a
header that nobody else can make; the envelope, the navigation and the page itself ask for the mark.
Where the middleware is missing, nothing is marked and the page is not there.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse

from data_access.settings import settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

Headers = Iterable[tuple[bytes, bytes]]

MARK = "x-integrationsmonitor-datenpflege"
#: New with every start of the server; it never leaves the process.
_GRANTED = secrets.token_hex(32)

#: What stands between a browser and this server says so with one of these.
_OF_PROXIES = frozenset(
    {
        "forwarded",
        "via",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "true-client-ip",
        "cf-connecting-ip",
        "fastly-client-ip",
        "x-original-host",
    }
)
_OF_PROXIES_PREFIX = "x-forwarded"
#: Only for the office: uploads, and the files that its page offers.
_GUARDED = ("/_stcore/upload_file", "/media/")


def from_this_machine(client: str | None, headers: Headers) -> bool:
    """Whether a request was sent by a browser on this machine, to this server and by its own page.

    Args:
        client: address of the other end of the connection.
        headers: of the request.
    """
    named: dict[str, list[str]] = {}
    for name, value in headers:
        named.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    if any(name in _OF_PROXIES or name.startswith(_OF_PROXIES_PREFIX) for name in named):
        return False
    hosts = named.get("host", [])
    # A name of somebody else that points to this machine is no name of this machine.
    if not _is_loopback(client) or len(hosts) != 1 or not _names_this_machine(hosts[0]):
        return False
    return all(_same_origin(origin, hosts[0]) for origin in named.get("origin", []))


def _is_loopback(address: str | None) -> bool:
    if not address:
        return False
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return found.is_loopback


def _names_this_machine(host: str) -> bool:
    try:
        parts = urlsplit(f"//{host}")
        name = parts.hostname
        # Looking at the port refuses what is none.
        _ = parts.port
    except ValueError:
        return False
    if name is None or parts.netloc != host or parts.username is not None:
        return False
    return name == "localhost" or _is_loopback(name)


def _same_origin(origin: str, host: str) -> bool:
    # A page that another programme serves on this machine is a stranger too.
    return origin.lower() in {f"http://{host}".lower(), f"https://{host}".lower()}


def granted(headers: Mapping[str, str]) -> bool:
    """Whether the middleware has granted a request or websocket the page."""
    return secrets.compare_digest(headers.get(MARK, "").encode(), _GRANTED.encode())


def granted_to(scope: Scope) -> bool:
    """The same for what the middleware hands on."""
    return granted(
        {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
    )


class OfficeMiddleware:
    """Marks what comes from this machine, and keeps everybody else from uploads."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request or websocket."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        client = scope.get("client")
        # Who sends the mark himself has not been granted anything.
        headers = [one for one in scope["headers"] if one[0].lower() != MARK.encode("latin-1")]
        allowed = settings().data_care and from_this_machine(client[0] if client else None, headers)
        if allowed:
            headers.append((MARK.encode("latin-1"), _GRANTED.encode("latin-1")))
        elif scope["type"] == "http" and scope["path"].startswith(_GUARDED):
            await PlainTextResponse("Nicht vorhanden", status_code=404)(scope, receive, send)
            return
        await self.app({**scope, "headers": headers}, receive, send)
