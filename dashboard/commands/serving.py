"""``serve`` and ``charts``: the pages, and a list of the charts on them."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict
from typing import Any

from dashboard.catalogue import charts
from dashboard.commands.output import say, say_json
from data_access.reader import Reader
from data_access.settings import load_settings


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Zahl von 1 bis 65535")
    return int(text)


def add_parsers(commands: Any, **given: Any) -> None:
    """Say how the commands are called."""
    serve = commands.add_parser("serve", **given, help="Server starten")
    serve.add_argument("--host", default="127.0.0.1", metavar="ADRESSE", help="Vorgabe: 127.0.0.1")
    serve.add_argument(
        "--port", type=_port, default=8501, metavar="ANSCHLUSS", help="Vorgabe: 8501"
    )
    listed = commands.add_parser("charts", **given, help="alle Diagramme auflisten")
    listed.add_argument("--json", action="store_true", help="als JSON ausgeben")


def run_serve(arguments: argparse.Namespace) -> int:
    """Serve the pages until somebody ends it."""
    settings = load_settings()
    # Imported late: the other commands need no web server, and bad settings are told at once.
    from dashboard.server import serve  # noqa: PLC0415

    serve(settings, host=arguments.host, port=arguments.port)
    return 0


def run_charts(arguments: argparse.Namespace) -> int:
    """List every chart of every county once."""
    with closing(Reader.from_settings(load_settings())) as reader:
        reader.state()
        found = charts(reader)
    if arguments.json:
        say_json([asdict(one) for one in found])
        return 0
    width = max((len(one.id) for one in found), default=0)
    say("\n".join(f"{one.id:<{width}}  /{one.page:<16}  {one.title}" for one in found))
    return 0
