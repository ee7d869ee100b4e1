"""``alias`` and ``keys``: what areas, groups, statistics and sources are called."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from dashboard.commands.database import opened
from dashboard.commands.output import listed, say, say_json, shortened
from data_access.engine import reading, writing
from data_access.importers.answers import aliases
from data_access.queries.keys import Entry, read_keys, search

#: What can be looked up: what it is called in the help, and the titles of its columns.
_SUBJECTS = {
    "areas": ("Gebiete", {"key": "Schlüssel", "name": "Gebiet", "kind": "Art", "of": "Gehört zu"}),
    "groups": ("Gruppen von Menschen", {"key": "Schlüssel", "name": "Gruppe"}),
    "statistics": (
        "Kennzahlen",
        {"key": "Schlüssel", "name": "Kennzahl", "kind": "Einheit", "note": "Was sie zählt"},
    ),
    "sources": ("Quellen", {"key": "Schlüssel", "name": "Quelle", "of": "Herausgeber"}),
}
_LONGEST_NOTE = 100


def add_parsers(commands: Any, **given: Any) -> None:
    """Say how the commands are called."""
    alias = commands.add_parser("alias", help="weitere Schreibweisen von Namen")
    kinds = alias.add_subparsers(dest="action", required=True, metavar="SCHRITT")
    for name, help_ in (("area", "eines Gebiets"), ("group", "einer Gruppe")):
        parser = kinds.add_parser(name, **given, help=f"Schreibweise {help_} aufnehmen")
        parser.add_argument("text", metavar="TEXT", help="wie es in der Datei steht")
        parser.add_argument(
            "key", metavar="SCHLÜSSEL", help=f"wie „integrationsmonitor keys {name}s“ ihn nennt"
        )
    kinds.add_parser("list", **given, help="alle aufgenommenen Schreibweisen")
    dropped = kinds.add_parser("forget", **given, help="eine Schreibweise verwerfen")
    dropped.add_argument("text", metavar="TEXT", help="wie „alias list“ sie nennt")
    keys = commands.add_parser("keys", help="Schlüssel nachschlagen")
    subjects = keys.add_subparsers(dest="subject", required=True, metavar="WOVON")
    for name, (title, _) in _SUBJECTS.items():
        parser = subjects.add_parser(name, **given, help=title)
        parser.add_argument(
            "words",
            nargs="*",
            metavar="SUCHWORT",
            help="Name, auch ungenau; das Ähnlichste zuerst (sonst alle)",
        )
        parser.add_argument("--json", action="store_true", help="als JSON ausgeben")


def run_alias(arguments: argparse.Namespace) -> int:
    """Add, list or forget spellings."""
    with opened() as engine:
        if arguments.action == "list":
            with reading(engine) as connection:
                found = aliases.all_aliases(connection)
            lines = [f"{one.text}  =  {one.name} ({one.key})" for one in found]
            say("\n".join(lines) or "Es ist keine Schreibweise aufgenommen.")
            return 0
        with writing(engine) as connection:
            said = _changed(connection, arguments)
    say(said)
    return 0


def _changed(connection: Connection, arguments: argparse.Namespace) -> str:
    """Add or forget a spelling; what was done."""
    if arguments.action == "forget":
        aliases.forget_alias(connection, arguments.text)
        return f"Verworfen: {arguments.text}"
    add = aliases.add_area_alias if arguments.action == "area" else aliases.add_group_alias
    one = add(connection, arguments.text, arguments.key)
    return f"Aufgenommen: „{one.text}“ ist {one.name} ({one.key})."


def run_keys(arguments: argparse.Namespace) -> int:
    """Look keys up."""
    with opened(read_only=True) as engine, reading(engine) as connection:
        entries = read_keys(connection, arguments.subject)
    wanted = " ".join(arguments.words)
    found = search(entries, wanted)
    if arguments.json:
        say_json([{**asdict(one), "spellings": list(one.spellings)} for one in found])
        return 0
    title, heads = _SUBJECTS[arguments.subject]
    if not found:
        say(
            f"Unter „{wanted}“ ist nichts bekannt. Ohne Suchwort zeigt der Befehl alle "
            f"{title} ({len(entries)})."
        )
        return 0
    say(listed(heads, [_row(one) for one in found]))
    return 0


def _row(one: Entry) -> dict[str, str]:
    note = shortened(one.note, _LONGEST_NOTE)
    return {"key": one.key, "name": one.name, "kind": one.kind, "of": one.of, "note": note}
