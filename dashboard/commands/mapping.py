"""``mapping``: what the office says of the columns of a table, kept as data."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from dashboard.commands.database import opened
from dashboard.commands.files import read_file
from dashboard.commands.importing import FORMATS, layout_name
from dashboard.commands.output import demand_free, listed, say, say_json, write_new
from data_access.engine import reading, writing
from data_access.importers.answers.keeping import keep
from data_access.importers.answers.offers import quoted
from data_access.importers.asking.drafts import draft_of, written
from data_access.importers.errors import ProfileError
from data_access.importers.examination import Examination, Order, examine
from data_access.importers.names.nearest import nearest, quoted_question
from data_access.importers.profiles import Profiles, forget, read_profiles
from data_access.importers.profiles.parsing import read_mapping
from data_access.importers.tables import second_tables


def add_parsers(commands: Any, **given: Any) -> None:
    """Say how the command is called."""
    mapping = commands.add_parser("mapping", help="sagen, was Spalten einer Tabelle sind")
    steps = mapping.add_subparsers(dest="action", required=True, metavar="SCHRITT")
    drafted = steps.add_parser(
        "draft", **given, help="Entwurf einer Zuordnung zu einer Datei schreiben"
    )
    drafted.add_argument("file", metavar="DATEI", help="Datei mit der Tabelle")
    drafted.add_argument("--format", type=layout_name, default="", metavar="NAME", help=FORMATS)
    drafted.add_argument(
        "--table", default="", metavar="NUMMER", help="Tabelle, wo die Datei sie nicht nennt"
    )
    drafted.add_argument(
        "--sheet", action="append", default=[], metavar="BLATT", help="nur dieses Blatt (mehrfach)"
    )
    saved = steps.add_parser("save", **given, help="ausgefüllte Zuordnung prüfen und behalten")
    saved.add_argument("file", metavar="DATEI", help="die ausgefüllte Zuordnung (TOML)")
    every = steps.add_parser(
        "list", **given, help="alle Zuordnungen: vom Amt gesagte und eingebaute"
    )
    every.add_argument("--json", action="store_true", help="als JSON ausgeben")
    shown = steps.add_parser(
        "show", **given, help="eine Zuordnung zeigen, zum Ändern und neu Behalten"
    )
    forgotten = steps.add_parser(
        "forget", **given, help="verwerfen, was das Amt zu einer Tabelle gesagt hat"
    )
    for parser in (shown, forgotten):
        parser.add_argument("layout", metavar="AUFBAU", help="wie „mapping list“ ihn nennt")
        parser.add_argument("table", metavar="TABELLE", help="wie „mapping list“ sie nennt")
    for parser in (drafted, shown):
        parser.add_argument("--out", metavar="DATEI", help="sonst auf den Bildschirm")
        parser.add_argument(
            "--force", action="store_true", help="eine vorhandene Datei überschreiben"
        )


def run_mapping(arguments: argparse.Namespace) -> int:
    """Write, check and keep, list, show or forget what tables mean."""
    with opened() as engine:
        _STEPS[arguments.action](engine, arguments)
    return 0


def _draft(engine: Engine, arguments: argparse.Namespace) -> None:
    _demand_free(arguments)
    path = Path(arguments.file)
    order = Order("", arguments.format, arguments.table, tuple(arguments.sheet))
    with reading(engine) as connection:
        found = examine(connection, path.name, read_file(path), order)
        text = draft_of(connection, found)
    if not found.tables:
        raise ProfileError(
            "Zu dieser Datei gibt es nichts zuzuordnen: Sie enthält keine Tabelle eines Amtes.",
            where=str(path),
            remedy="Eigene Vorlagen gehen ohne Zuordnung hinein: „integrationsmonitor import "
            "DATEI“.",
        )
    if not all(one.read.table_id for one in found.tables):
        raise ProfileError(
            "Die Datei sagt nicht, welche Tabelle sie ist.",
            where=str(path),
            remedy="Die Nummer der Tabelle angeben: „integrationsmonitor mapping draft DATEI "
            "--table NUMMER“.",
        )
    _demand_one_table(found)
    _show_or_write(text, arguments)


def _demand_one_table(found: Examination) -> None:
    """No mapping makes one table of two that share a sheet or a file."""
    second = next((one for one in found.problems if one.code == second_tables.CODE), None)
    if second:
        raise ProfileError(second.what, where=second.where, remedy=second.remedy)


def _demand_free(arguments: argparse.Namespace) -> None:
    if arguments.out:
        demand_free(Path(arguments.out), force=arguments.force)


def _show_or_write(text: str, arguments: argparse.Namespace) -> None:
    if not arguments.out:
        say(text.rstrip("\n"))
        return
    write_new(Path(arguments.out), text.encode(), force=arguments.force)
    say(
        f"Zuordnung geschrieben: {arguments.out}\n"
        f"Nächster Schritt: ausfüllen, dann integrationsmonitor mapping save {arguments.out}"
    )


def _save(engine: Engine, arguments: argparse.Namespace) -> None:
    path = Path(arguments.file)
    content = read_file(path)
    with writing(engine) as connection:
        profiles = read_mapping(connection, content, where=str(path))
        told: list[str] = []
        for profile in profiles:
            told.append(f"Zuordnung behalten: {profile.layout} {profile.table}")
            told += (f"  {one}" for one in keep(connection, profile))
    say("\n".join(told))
    say("Nächster Schritt: integrationsmonitor import DATEI --dry-run")


def _list(engine: Engine, arguments: argparse.Namespace) -> None:
    with reading(engine) as connection:
        found = read_profiles(connection)
    # What the office has said comes first: ours are many.
    rows = [_row(found, key) for key in dict.fromkeys(_sorted(found))]
    if arguments.json:
        say_json(rows)
        return
    heads = {"from": "Woher", "layout": "Aufbau", "table": "Tabelle", "title": "Titel"}
    say(listed(heads, rows))


def _sorted(found: Profiles) -> Iterator[tuple[str, str]]:
    yield from sorted(found.of_office)
    yield from sorted(found.built_in)


def _row(found: Profiles, key: tuple[str, str]) -> dict[str, str]:
    said = found.of_office.get(key)
    profile = said or found.built_in[key]
    instead = "vom Amt, statt der eingebauten" if key in found.built_in else "vom Amt"
    return {
        "layout": profile.layout,
        "table": profile.table,
        "from": instead if said else "eingebaut",
        "title": profile.title,
    }


def _show(engine: Engine, arguments: argparse.Namespace) -> None:
    _demand_free(arguments)
    with reading(engine) as connection:
        found = read_profiles(connection)
    profile = found.of(arguments.layout, arguments.table)
    if profile is None:
        raise _unknown(found, arguments)
    _show_or_write(written(profile), arguments)


def _forget(engine: Engine, arguments: argparse.Namespace) -> None:
    with writing(engine) as connection:
        found = read_profiles(connection)
        done = forget(connection, arguments.layout, arguments.table)
    built_in = (arguments.layout, arguments.table) in found.built_in
    if not done and built_in:
        raise ProfileError(
            f"Die Zuordnung {arguments.layout} {arguments.table} ist eingebaut; das Amt hat nichts "
            "anderes gesagt.",
            where="Zuordnungen",
            remedy="Soll etwas anderes gelten: „integrationsmonitor mapping show "
            f"{_called(arguments)} --out zuordnung.toml“, ändern, „integrationsmonitor mapping "
            "save zuordnung.toml“.",
        )
    if not done:
        raise _unknown(found, arguments)
    holds = "Es gilt wieder die eingebaute." if built_in else "Die Tabelle ist wieder unbekannt."
    say(
        f"Zuordnung verworfen: {arguments.layout} {arguments.table}. {holds} Eingelesene Werte "
        "bleiben."
    )


def _called(arguments: argparse.Namespace) -> str:
    return f"{arguments.layout} {quoted(arguments.table)}"


def _unknown(found: Profiles, arguments: argparse.Namespace) -> ProfileError:
    known = (f"{layout} {table}" for layout, table in (*found.of_office, *found.built_in))
    asked = f"{arguments.layout} {arguments.table}"
    near = nearest(asked.casefold(), ((one.casefold(), one) for one in known))
    return ProfileError(
        f"Zu {asked} gibt es keine Zuordnung.",
        where="Zuordnungen",
        remedy=f"{quoted_question(near)} „integrationsmonitor mapping list“ zeigt alle.".lstrip(),
    )


_STEPS: dict[str, Callable[[Engine, argparse.Namespace], None]] = {
    "draft": _draft,
    "save": _save,
    "list": _list,
    "show": _show,
    "forget": _forget,
}
