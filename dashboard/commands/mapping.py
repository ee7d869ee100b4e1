"""``mapping`` and ``alias``: what the office says of tables and spellings, kept as data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dashboard.commands.importing import FORMATS, read_file
from dashboard.commands.output import say
from data_access.engine import create_store_engine, reading, writing
from data_access.importers import aliases
from data_access.importers.drafts import draft
from data_access.importers.errors import ProfileError
from data_access.importers.examination import Order, examine
from data_access.importers.profiles import forget, read_profiles, save
from data_access.importers.profiles.store import check_codes, parse_profiles
from data_access.migrate import check_ready
from data_access.settings import load_settings


def add_parsers(commands: Any, **given: Any) -> None:
    """Say how the commands are called."""
    mapping = commands.add_parser("mapping", help="sagen, was Spalten einer Tabelle sind")
    steps = mapping.add_subparsers(dest="action", required=True, metavar="SCHRITT")
    drafted = steps.add_parser(
        "draft", **given, help="Entwurf einer Zuordnung zu einer Datei schreiben"
    )
    drafted.add_argument("file", metavar="DATEI", help="Datei eines Amtes")
    drafted.add_argument("--format", default="", metavar="NAME", help=FORMATS)
    drafted.add_argument(
        "--table", default="", metavar="NUMMER", help="Tabelle, wo die Datei sie nicht nennt"
    )
    drafted.add_argument(
        "--sheet", action="append", default=[], metavar="BLATT", help="nur dieses Blatt (mehrfach)"
    )
    drafted.add_argument("--out", metavar="DATEI", help="wohin, sonst auf den Bildschirm")
    saved = steps.add_parser("save", **given, help="ausgefüllte Zuordnung behalten")
    saved.add_argument("file", metavar="DATEI", help="der ausgefüllte Entwurf")
    steps.add_parser("list", **given, help="alle Zuordnungen")
    forgotten = steps.add_parser("forget", **given, help="eine Zuordnung verwerfen")
    forgotten.add_argument("layout", metavar="AUFBAU", help="wie „mapping list“ ihn nennt")
    forgotten.add_argument("table", metavar="TABELLE", help="wie „mapping list“ sie nennt")
    alias = commands.add_parser("alias", help="weitere Schreibweisen von Namen")
    kinds = alias.add_subparsers(dest="action", required=True, metavar="SCHRITT")
    for name, help_ in (("area", "eines Gebiets"), ("group", "einer Gruppe")):
        parser = kinds.add_parser(name, **given, help=f"Schreibweise {help_} aufnehmen")
        parser.add_argument("text", metavar="TEXT", help="wie es in der Datei steht")
        parser.add_argument("key", metavar="SCHLÜSSEL", help=f"Schlüssel {help_}")
    kinds.add_parser("list", **given, help="alle aufgenommenen Schreibweisen")
    dropped = kinds.add_parser("forget", **given, help="eine Schreibweise verwerfen")
    dropped.add_argument("text", metavar="TEXT", help="die Schreibweise")


def run_mapping(arguments: argparse.Namespace) -> int:
    """Write, keep, list or forget what tables mean."""
    engine = create_store_engine(load_settings().database_url, read_only=False)
    check_ready(engine)
    if arguments.action == "draft":
        path = Path(arguments.file)
        order = Order("", arguments.format, arguments.table, tuple(arguments.sheet))
        with reading(engine) as connection:
            text = draft(examine(connection, path.name, read_file(path), order).tables)
        if arguments.out:
            Path(arguments.out).write_text(text, "utf-8")
        else:
            say(text)
    elif arguments.action == "save":
        path = Path(arguments.file)
        profiles = parse_profiles(read_file(path).decode("utf-8-sig"), where=path.name)
        with writing(engine) as connection:
            for profile in profiles:
                check_codes(connection, profile, where=path.name)
                save(connection, profile)
        say("\n".join(f"Zuordnung behalten: {one.layout} {one.table}" for one in profiles))
    elif arguments.action == "list":
        with reading(engine) as connection:
            found = read_profiles(connection)
        lines = [f"{layout:<14} {table}" for layout, table in sorted(found.built_in)]
        lines += [f"{layout:<14} {table}  (vom Amt)" for layout, table in sorted(found.of_office)]
        say("\n".join(lines))
    else:
        with writing(engine) as connection:
            if not forget(connection, arguments.layout, arguments.table):
                raise ProfileError(
                    f"Zu {arguments.layout} {arguments.table} hat das Amt nichts festgelegt.",
                    where="Zuordnungen",
                    remedy="„integrationsmonitor mapping list“ zeigt alle.",
                )
        say(f"Zuordnung verworfen: {arguments.layout} {arguments.table}")
    return 0


def run_alias(arguments: argparse.Namespace) -> int:
    """Add, list or forget spellings."""
    engine = create_store_engine(load_settings().database_url, read_only=False)
    check_ready(engine)
    if arguments.action == "list":
        with reading(engine) as connection:
            found = aliases.all_aliases(connection)
        lines = [f"{one.text}  =  {one.name} ({one.key})" for one in found]
        say("\n".join(lines) or "Es ist keine Schreibweise aufgenommen.")
        return 0
    with writing(engine) as connection:
        if arguments.action == "forget":
            aliases.forget_alias(connection, arguments.text)
            say(f"Verworfen: {arguments.text}")
            return 0
        add = aliases.add_area_alias if arguments.action == "area" else aliases.add_group_alias
        one = add(connection, arguments.text, arguments.key)
    say(f"Aufgenommen: „{one.text}“ ist {one.name} ({one.key}).")
    return 0
