"""``import``: files of the offices into the database, or a preview of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from dashboard.commands.database import opened
from dashboard.commands.output import progress_bar, say, say_json
from data_access.engine import reading
from data_access.errors import EXIT_REJECTED, MonitorError
from data_access.importers.errors import RefusedFileError
from data_access.importers.examination import Order
from data_access.importers.importing import import_file, look_at
from data_access.importers.limits import MAX_FILE_BYTES
from data_access.importers.marking import marked_copy
from data_access.importers.offers import quoted
from data_access.importers.profiles import Profile
from data_access.importers.profiles.parsing import read_mapping
from data_access.importers.registry import all_layouts
from data_access.importers.report import FileReport, Outcome, as_text, refused
from data_access.settings import Settings, load_settings
from data_access.words import listing

#: Names of the layouts, for the help of ``--format``.
FORMATS = f"Aufbau der Datei, sonst erkannt: {listing([one.NAME for one in all_layouts()])}"


def add_parser(commands: Any, **given: Any) -> None:
    """Say how the command is called."""
    parser = commands.add_parser("import", **given, help="Dateien einlesen")
    parser.add_argument("files", nargs="+", metavar="DATEI", help="Datei eines Amtes oder Vorlage")
    parser.add_argument("--format", default="", metavar="NAME", help=FORMATS)
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
    parser.add_argument("--county", metavar="SCHLÜSSEL", help="Kreis, dessen Amt die Datei bringt")
    parser.add_argument("--dry-run", action="store_true", help="nur zeigen, nichts speichern")
    parser.add_argument("--json", action="store_true", help="Bericht als JSON")
    parser.add_argument(
        "--marked", metavar="DATEI", help="Kopie der Arbeitsmappe mit markierten Befunden"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read all files; each is stored whole or not at all."""
    settings = load_settings()
    with opened() as engine:
        # A mapping that cannot be understood is no fault of the files: told once, before them.
        order = _order(engine, settings, arguments)
        reports = [_one(engine, settings, Path(name), order, arguments) for name in arguments.files]
    if arguments.json:
        say_json([report.as_dict() for report in reports])
    else:
        for name, report in zip(arguments.files, reports, strict=True):
            say("\n".join((as_text(report), *_next_step(name, report, arguments))))
    rejected = any(report.outcome is Outcome.REJECTED for report in reports)
    return EXIT_REJECTED if rejected else 0


def _next_step(name: str, report: FileReport, arguments: argparse.Namespace) -> list[str]:
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
    out = Path(name).with_suffix(".toml").name
    return [
        f"  Nächster Schritt: integrationsmonitor mapping draft {quoted(name)}{options} "
        f"--out {quoted(out)}"
    ]


def _one(
    engine: Engine, settings: Settings, path: Path, order: Order, arguments: argparse.Namespace
) -> FileReport:
    try:
        content = read_file(path)
        progress = progress_bar(path.name)
        if arguments.dry_run:
            report = look_at(engine, path.name, content, order, progress=progress)
        else:
            report = import_file(
                engine,
                path.name,
                content,
                order,
                release=not settings.release_step,
                progress=progress,
            )
    except MonitorError as error:
        if error.exit_code != EXIT_REJECTED:
            raise
        return refused(path.name, error)
    if arguments.marked and report.problems:
        Path(arguments.marked).write_bytes(marked_copy(path.name, content, report.problems))
        sys.stderr.write(f"Befunde geschrieben nach {arguments.marked}.\n")
    return report


def _order(engine: Engine, settings: Settings, arguments: argparse.Namespace) -> Order:
    profiles: tuple[Profile, ...] = ()
    if arguments.mapping:
        path = Path(arguments.mapping)
        content = read_file(path)
        with reading(engine) as connection:
            profiles = read_mapping(connection, content, where=str(path))
    return Order(
        county_key=arguments.county or settings.default_county,
        layout=arguments.format,
        table_id=arguments.table,
        sheets=tuple(arguments.sheet),
        profiles=profiles,
        reason=arguments.reason,
    )


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        RefusedFileError: it is not there, cannot be read, or is larger than any file we take.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RefusedFileError(
                f"Die Datei ist größer als {MAX_FILE_BYTES // 1_000_000} MB.",
                where=str(path),
                remedy="Die Tabelle in kleineren Teilen herunterladen (weniger Jahre oder "
                "Gebiete).",
            )
        return path.read_bytes()
    except OSError as error:
        raise RefusedFileError(
            "Die Datei ist nicht da oder kann nicht gelesen werden.",
            where=str(path),
            remedy="Pfad und Leserecht prüfen.",
        ) from error
