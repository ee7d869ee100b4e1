"""``migrate`` and ``demo``: the database set up, and the Musterkreis in it or not."""

from __future__ import annotations

import argparse
from typing import Any

from dashboard.commands.database import opened
from dashboard.commands.output import say
from data_access.migrate import load_demo, migrate, remove_demo
from data_access.settings import load_settings


def add_parsers(commands: Any, **given: Any) -> None:
    """Say how the commands are called."""
    migrating = commands.add_parser(
        "migrate", **given, help="Datenbank einrichten und veröffentlichte Zahlen laden"
    )
    migrating.add_argument(
        "--schema-only", action="store_true", help="nur das Schema, keine Zahlen"
    )
    demo = commands.add_parser("demo", **given, help="Musterkreis laden oder entfernen")
    demo.add_argument(
        "action",
        choices=("load", "remove"),
        metavar="HANDLUNG",
        help="load: laden, remove: entfernen",
    )
    demo.add_argument(
        "--first-start",
        action="store_true",
        help="nur laden, wenn diese Datenbank noch nie gestartet wurde",
    )


def run_migrate(arguments: argparse.Namespace) -> int:
    """Bring the database to the newest schema and the newest published figures."""
    settings = load_settings()
    with opened(ready=False) as engine:
        done = migrate(engine, county_keys=() if arguments.schema_only else settings.counties)
    say("\n".join(done) if done else "Die Datenbank ist auf dem neuesten Stand.")
    return 0


def run_demo(arguments: argparse.Namespace) -> int:
    """Load the Musterkreis, or remove it."""
    with opened() as engine:
        if arguments.action == "load":
            changed = load_demo(engine, first_start=arguments.first_start)
            say("Musterkreis geladen." if changed else "Musterkreis: nichts zu tun.")
        else:
            removed = remove_demo(engine)
            say("Musterkreis entfernt." if removed else "Der Musterkreis war nicht geladen.")
    return 0
