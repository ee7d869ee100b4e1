"""``import``: files of the offices into the database, or a preview of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from dashboard.commands.counties import METAVAR, chosen_county
from dashboard.commands.database import opened
from dashboard.commands.file_by_file import FileByFile
from dashboard.commands.files import Chosen, choose, read_file
from dashboard.commands.marked import mark, places
from dashboard.commands.output import say, say_json
from dashboard.commands.parsing import UsageError, meant
from dashboard.commands.repeated import repeated
from dashboard.commands.summary import summary
from data_access.engine import reading
from data_access.errors import EXIT_REJECTED
from data_access.importers.answers.offers import quoted
from data_access.importers.comparison.confirming import OPTION
from data_access.importers.errors import RefusedFileError
from data_access.importers.examination import Order
from data_access.importers.interpretation.erased import AGAIN
from data_access.importers.profiles import Profile
from data_access.importers.profiles.parsing import read_mapping
from data_access.importers.registry import all_layouts
from data_access.importers.reports.report import FileReport, Outcome, as_text, refused
from data_access.queries.areas import read_counties
from data_access.settings import load_settings
from data_access.words import listing

#: Names of the layouts, for the help of ``--format``.
FORMATS = f"Aufbau der Datei, sonst erkannt: {listing([one.NAME for one in all_layouts()])}"


def layout_name(text: str) -> str:
    """The name of a layout; empty where it is to be recognised.

    Raises:
        argparse.ArgumentTypeError: there is none of this name.
    """
    names = [one.NAME for one in all_layouts()]
    name = text.strip().casefold()
    if name and name not in names:
        raise argparse.ArgumentTypeError(
            f"Den Aufbau „{text}“ gibt es nicht.{meant(name, names)} Möglich: {', '.join(names)}; "
            "ohne diese Angabe wird er erkannt"
        )
    return name


def add_parser(commands: Any, **given: Any) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("import", **given, help="Dateien einlesen")
    parser.add_argument(
        "files",
        nargs="+",
        metavar="DATEI",
        help="Datei eines Amtes, Vorlage, oder ein Ordner mit solchen (ohne seine Unterordner)",
    )
    parser.add_argument("--format", type=layout_name, default="", metavar="NAME", help=FORMATS)
    parser.add_argument(
        "--table", default="", metavar="NUMMER", help="Tabelle, wo die Datei sie nicht nennt"
    )
    parser.add_argument(
        "--sheet", action="append", default=[], metavar="BLATT", help="nur dieses Blatt (mehrfach)"
    )
    parser.add_argument(
        "--mapping", metavar="DATEI", help="Zuordnung der Spalten (TOML), wird behalten"
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help="Grund geänderter Werte")
    parser.add_argument(
        AGAIN, action="store_true", help="auch Werte einlesen, die einzeln gelöscht wurden"
    )
    parser.add_argument(
        OPTION,
        action="store_true",
        help="eine deshalb abgelehnte Datei nach eigener Prüfung einlesen (mit --reason)",
    )
    parser.add_argument("--county", metavar=METAVAR, help="Kreis, dessen Amt die Datei bringt")
    parser.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts speichern")
    parser.add_argument("--json", action="store_true", help="Bericht als JSON")
    parser.add_argument(
        "--marked",
        metavar="DATEI",
        help="Kopie der Arbeitsmappe mit markierten Befunden; bei mehreren Dateien ein Ordner",
    )
    parser.add_argument(
        "--force", action="store_true", help="mit --marked eine vorhandene Datei überschreiben"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read all files; each is stored whole or not at all."""
    settings = load_settings()
    chosen = choose(arguments.files)
    if arguments.confirmed:
        _demand_one_with_reason(arguments, chosen)
    marked = places(arguments.marked or "", chosen, force=arguments.force)
    reports: list[FileReport] = []
    exit_code = 0
    with opened() as engine:
        # A mapping that cannot be understood is no fault of the files: told once, before them.
        order = _order(engine, arguments)
        work = FileByFile(
            *(engine, order),
            dry_run=arguments.dry_run,
            release=not settings.release_step,
            debug=arguments.debug,
        )
        for path in chosen.files:
            report, content = work.read(path)
            reports.append(report)
            if not arguments.json:
                say("\n".join((as_text(report), *_next_step(path, report, arguments))))
            if path in marked and report.problems:
                exit_code |= mark(path, content, report, marked[path], force=arguments.force)
    reports += [repeated(path) for path in chosen.repeated]
    for folder in chosen.empty:
        reports.append(_nothing_in(folder))
        if not arguments.json:
            say(as_text(reports[-1]))
    if arguments.json:
        say_json([report.as_dict() for report in reports])
    elif len(reports) > 1 or chosen.folders:
        say(f"\n{summary(reports, chosen.folders)}")
    rejected = any(report.outcome is Outcome.REJECTED for report in reports)
    return EXIT_REJECTED if rejected else exit_code


def _demand_one_with_reason(arguments: argparse.Namespace, chosen: Chosen) -> None:
    """Make sure that somebody has looked at the very file that is to be taken all the same.

    Raises:
        UsageError: there are several, or nobody says why.
    """
    if len(chosen.files) > 1:
        raise UsageError(
            f"„{OPTION}“ gilt für eine einzelne Datei; hier sind es {len(chosen.files)}.",
            where="integrationsmonitor import",
            remedy=f"Erst alle Dateien ohne „{OPTION}“ einlesen, dann die abgelehnte allein damit.",
        )
    if not arguments.reason.strip():
        raise UsageError(
            f"Zu „{OPTION}“ fehlt der Grund.",
            where="integrationsmonitor import",
            remedy="Mit „--reason TEXT“ sagen, warum die Werte dieser Datei gelten.",
        )


def _next_step(path: Path, report: FileReport, arguments: argparse.Namespace) -> list[str]:
    """The command that drafts what the office has to say, ready to be copied."""
    # A table without a number has to be named first.
    if not any(one.mapping and one.table_id for one in report.questions):
        return []
    given = (
        *(("--format", arguments.format),),
        *(("--table", arguments.table),),
        *(("--sheet", sheet) for sheet in arguments.sheet),
    )
    options = "".join(f" {option} {quoted(value)}" for option, value in given if value)
    out = path.with_suffix(".toml").name
    return [
        f"  Nächster Schritt: integrationsmonitor mapping draft {quoted(str(path))}{options} "
        f"--out {quoted(out)}"
    ]


def _nothing_in(folder: Path) -> FileReport:
    return refused(
        str(folder),
        RefusedFileError(
            "In diesem Ordner liegt keine Datei.",
            where=str(folder),
            remedy="Den Ordner nennen, in dem die Dateien liegen; Unterordner eigens nennen.",
        ),
    )


def _order(engine: Engine, arguments: argparse.Namespace) -> Order:
    profiles: tuple[Profile, ...] = ()
    path = Path(arguments.mapping) if arguments.mapping else None
    content = read_file(path) if path else b""
    with reading(engine) as connection:
        county = chosen_county(read_counties(connection), arguments.county)
        if path:
            profiles = read_mapping(connection, content, where=str(path))
    return Order(
        county_key=county.key,
        layout=arguments.format,
        table_id=arguments.table,
        sheets=tuple(arguments.sheet),
        profiles=profiles,
        reason=arguments.reason,
        erased_again=arguments.erased_again,
        confirmed=arguments.confirmed,
    )
