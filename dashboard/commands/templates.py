"""``template``: the office's own workbooks, with what can be chosen in this county."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dashboard.commands.counties import METAVAR, chosen_county
from dashboard.commands.database import opened
from dashboard.commands.output import demand_free, demand_workbook, say, write_new
from dashboard.commands.parsing import meant
from data_access.engine import reading
from data_access.errors import EXIT_USAGE, MonitorError
from data_access.importers.records.filling import read_filling
from data_access.importers.templates import find_template, templates
from data_access.importers.templates.choices import read_choices
from data_access.importers.templates.workbook import write_template
from data_access.queries.areas import read_counties


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
    parser.add_argument("--county", default="", metavar=METAVAR, help="Kreis der Vorlage")
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
        names = [one.name for one in templates()]
        raise TemplateError(
            f"Die Vorlage „{arguments.name}“ gibt es nicht.{meant(arguments.name, names)}",
            where="integrationsmonitor template",
            remedy=f"Eine dieser Vorlagen nennen: {', '.join(names)}.",
        )
    if not arguments.out:
        raise TemplateError(
            "Es fehlt, wohin die Vorlage geschrieben werden soll.",
            where="integrationsmonitor template",
            remedy=f"Eine Datei nennen: --out {template.name}.xlsx.",
        )
    # Before the database is asked: a wrong name is told at once.
    target = Path(arguments.out)
    if not target.is_dir():
        demand_workbook(target)
    demand_free(target, force=arguments.force)
    with opened(read_only=True) as engine, reading(engine) as connection:
        county = chosen_county(read_counties(connection), arguments.county)
        choices = read_choices(connection, county.key)
        filling = (
            read_filling(connection, template, county.key, choices) if arguments.filled else None
        )
    content = write_template(
        template,
        county_key=county.key,
        county_name=county.name,
        choices=choices,
        filling=filling,
    )
    write_new(target, content, force=arguments.force)
    say(f"Vorlage „{template.title}“ für {county.name} geschrieben: {arguments.out}")
    return 0
