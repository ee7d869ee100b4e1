"""``template``: the office's own workbooks, with what can be chosen in this county."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dashboard.commands.database import opened
from dashboard.commands.output import demand_free, say, write_new
from data_access.engine import reading
from data_access.errors import EXIT_USAGE, MonitorError, UnknownCountyError
from data_access.importers.templates import find_template, templates
from data_access.importers.templates.choices import read_choices
from data_access.importers.templates.filling import read_filling
from data_access.importers.templates.workbook import write_template
from data_access.queries.areas import read_counties
from data_access.settings import load_settings


class TemplateError(MonitorError):
    """No such template, or nobody said where to write it."""

    exit_code = EXIT_USAGE


def add_parsers(commands: Any, **given: Any) -> None:
    """Say how the command is called."""
    parser = commands.add_parser(
        "template", **given, help="Excel-Vorlage schreiben; ohne Namen alle Vorlagen auflisten"
    )
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="Name der Vorlage")
    parser.add_argument("--out", metavar="DATEI.xlsx", help="Datei, die geschrieben wird")
    parser.add_argument("--force", action="store_true", help="eine vorhandene Datei überschreiben")
    parser.add_argument("--county", default="", metavar="SCHLÜSSEL", help="Kreis der Vorlage")
    parser.add_argument(
        "--filled", action="store_true", help="mit den Zeilen, die schon in der Datenbank stehen"
    )


def run_template(arguments: argparse.Namespace) -> int:
    """Write a template, or list them."""
    if not arguments.name:
        width = max(len(one.name) for one in templates())
        say("\n".join(f"{one.name:<{width}}  {one.title}" for one in templates()))
        return 0
    template = find_template(arguments.name)
    if template is None:
        raise TemplateError(
            f"Die Vorlage „{arguments.name}“ gibt es nicht.",
            where="integrationsmonitor template",
            remedy=f"Eine dieser Vorlagen nennen: {', '.join(one.name for one in templates())}.",
        )
    if not arguments.out:
        raise TemplateError(
            "Es fehlt, wohin die Vorlage geschrieben werden soll.",
            where="integrationsmonitor template",
            remedy=f"Eine Datei nennen: --out {template.name}.xlsx.",
        )
    # Before the database is asked: a wrong name is told at once.
    demand_free(Path(arguments.out), force=arguments.force)
    key = arguments.county or load_settings().default_county
    with opened(read_only=True) as engine, reading(engine) as connection:
        counties = {one.key: one for one in read_counties(connection)}
        if key not in counties:
            raise UnknownCountyError(
                f"Den Kreis „{key}“ gibt es in dieser Datenbank nicht.",
                where="Angabe --county",
                remedy=f"Einen dieser Schlüssel verwenden: {', '.join(sorted(counties))}.",
            )
        choices = read_choices(connection, key)
        filling = read_filling(connection, template, key, choices) if arguments.filled else None
    content = write_template(
        template,
        county_key=key,
        county_name=counties[key].name,
        choices=choices,
        filling=filling,
    )
    write_new(Path(arguments.out), content, force=arguments.force)
    say(f"Vorlage „{template.title}“ für {counties[key].name} geschrieben: {arguments.out}")
    return 0
