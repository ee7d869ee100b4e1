"""``check``: what the audit finds in the figures, and what the office says to it."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from dashboard import findings
from dashboard.commands.counties import METAVAR, chosen_county
from dashboard.commands.database import opened
from dashboard.commands.output import progress_bar, say, say_json
from dashboard.commands.parsing import note, with_debug
from data_access.audit.office import accept_finding, reopen_finding
from data_access.audit.telling import about
from data_access.clock import today
from data_access.reader import Reader
from data_access.settings import load_settings


def add_parser(commands: Any, **given: Any) -> None:
    """Say how the command is called."""
    check = commands.add_parser(
        "check", **given, help="Zahlen prüfen: Summen, Anteile, Quellen, Lücken"
    )
    check.add_argument("--county", metavar=METAVAR, help="nur diesen Kreis prüfen")
    check.add_argument("--all", action="store_true", help="auch angenommene Befunde zeigen")
    check.add_argument("--json", action="store_true", help="als JSON ausgeben")
    actions = check.add_subparsers(dest="action", metavar="HANDLUNG")
    late = {"parents": [with_debug(late=True)]}
    accept = actions.add_parser("accept", **late, help="einen Befund mit Notiz annehmen")
    accept.add_argument("id", metavar="KENNUNG", help="Kennung des Befunds")
    accept.add_argument(
        "--note", type=note, required=True, metavar="TEXT", help="warum der Befund so bleibt"
    )
    reopen = actions.add_parser("reopen", **late, help="einen Befund wieder öffnen")
    reopen.add_argument("id", metavar="KENNUNG", help="Kennung des Befunds")


def run_check(arguments: argparse.Namespace) -> int:
    """Tell the findings, or keep what the office says to one of them."""
    if arguments.action is not None:
        return _judge(arguments)
    with closing(Reader.from_settings(load_settings())) as reader:
        reader.state()
        counties = reader.counties()
        wanted = [chosen_county(counties, arguments.county)] if arguments.county else counties
        found = [reader.audit(one.key, progress=progress_bar(one.name)) for one in wanted]
        reports = [one for one in found if one]
    if arguments.json:
        say_json(findings.as_data(reports, everything=arguments.all))
    else:
        say(findings.as_text(reports, everything=arguments.all))
    return 0


def _judge(arguments: argparse.Namespace) -> int:
    with opened() as engine:
        if arguments.action == "accept":
            finding = accept_finding(engine, arguments.id, arguments.note, on=today())
            say(f"Angenommen: {about(finding)}.")
        else:
            reopen_finding(engine, arguments.id)
            say("Der Befund ist wieder offen.")
    return 0
