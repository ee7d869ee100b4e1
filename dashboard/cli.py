"""Command line ``integrationsmonitor``. Errors go to standard error, in German."""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NoReturn

from dashboard import findings
from dashboard.catalogue import charts
from dashboard.commands import deliveries, importing, mapping, naming, templates
from data_access.audit.model import Report
from data_access.audit.office import accept_finding, reopen_finding
from data_access.audit.telling import about
from data_access.clock import today
from data_access.engine import closing_engines, create_store_engine
from data_access.errors import EXIT_USAGE, MonitorError, UnknownCountyError
from data_access.migrate import load_demo, migrate, remove_demo
from data_access.reader import Reader
from data_access.settings import load_settings

#: What argparse says, and what we say; in its words of Python 3.11 to 3.14.
_REASONS = (
    (r"the following arguments are required: (.+)", r"es fehlt: \1"),
    (
        r"argument (.+?): invalid choice: '?(.*?)'? \(.*?(?:choose from|maybe).*\)",
        r"\1: „\2“ gibt es nicht",
    ),
    (r"argument (.+?): invalid \w+ value: '?(.*?)'?", r"\1: „\2“ ist keine ganze Zahl"),
    (r"argument (.+?): expected .*", r"\1: ein Wert fehlt"),
    (r"argument (.+?): ignored explicit argument .*", r"\1 nimmt keinen Wert"),
    (r"unrecognized arguments: (.+)", r"unbekannt: \1"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


class _GermanFormatter(argparse.HelpFormatter):
    """The usage line under a German word."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class _GermanParser(argparse.ArgumentParser):
    """Says in German how to call, and what was wrong with a call."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": _GermanFormatter, **given, "add_help": False})
        if given.get("add_help", True):
            # Not those of parsers that others take over: argparse joins groups by their title.
            self._positionals.title = "Angaben"
            self._optionals.title = "Optionen"
            self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:
        known = ", ".join(sorted(_COMMANDS))
        sys.stderr.write(
            f"Der Aufruf ist nicht zu verstehen ({_reason(message)}).\n"
            f"  Wo: {self.prog}\n"
            f"  Abhilfe: „{self.prog} --help“ zeigt, was möglich ist. Befehle: {known}.\n"
        )
        sys.exit(EXIT_USAGE)


def _reason(message: str) -> str:
    for english, german in _REASONS:
        found = re.fullmatch(english, message)
        if found:
            return found.expand(german)
    return "unbekannte Angabe"


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Zahl von 1 bis 65535")
    return int(text)


def _note(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("die Notiz ist leer")
    return text.strip()


def _serve(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    # Imported late: the other commands need no web server, and bad settings are told at once.
    from dashboard.server import serve  # noqa: PLC0415

    serve(settings, host=arguments.host, port=arguments.port)
    return 0


def _migrate(arguments: argparse.Namespace) -> int:
    settings = load_settings()
    engine = create_store_engine(settings.database_url, read_only=False)
    done = migrate(engine, county_keys=() if arguments.schema_only else settings.counties)
    _say("\n".join(done) if done else "Die Datenbank ist auf dem neuesten Stand.")
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    engine = create_store_engine(load_settings().database_url, read_only=False)
    if arguments.action == "load":
        changed = load_demo(engine, first_start=arguments.first_start)
        _say("Musterkreis geladen." if changed else "Musterkreis: nichts zu tun.")
    else:
        removed = remove_demo(engine)
        _say("Musterkreis entfernt." if removed else "Der Musterkreis war nicht geladen.")
    return 0


def _charts(arguments: argparse.Namespace) -> int:
    reader = Reader.from_settings(load_settings())
    reader.state()
    found = charts(reader)
    if arguments.json:
        _say(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return 0
    width = max((len(one.id) for one in found), default=0)
    for one in found:
        _say(f"{one.id:<{width}}  /{one.page:<16}  {one.title}")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    if arguments.action is not None:
        return _judge(arguments)
    reader = Reader.from_settings(load_settings())
    reader.state()
    wanted = [arguments.county] if arguments.county else [one.key for one in reader.counties()]
    reports = [_audit(reader, key) for key in wanted]
    if arguments.json:
        data = findings.as_data(reports, everything=arguments.all)
        _say(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _say(findings.as_text(reports, everything=arguments.all))
    return 0


def _audit(reader: Reader, county_key: str) -> Report:
    report = reader.audit(county_key)
    if report is None:
        known = ", ".join(one.key for one in reader.counties())
        raise UnknownCountyError(
            f"Den Kreis „{county_key}“ gibt es in dieser Datenbank nicht.",
            where="integrationsmonitor check --county",
            remedy=f"Einen dieser Schlüssel verwenden: {known or 'noch ist kein Kreis geladen'}.",
        )
    return report


def _judge(arguments: argparse.Namespace) -> int:
    engine = create_store_engine(load_settings().database_url, read_only=False)
    if arguments.action == "accept":
        finding = accept_finding(engine, arguments.id, arguments.note, on=today())
        _say(f"Angenommen: {about(finding)}.")
    else:
        reopen_finding(engine, arguments.id)
        _say("Der Befund ist wieder offen.")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


_COMMANDS = {
    "serve": _serve,
    "migrate": _migrate,
    "demo": _demo,
    "charts": _charts,
    "import": importing.run,
    "delivery": deliveries.run_delivery,
    "erase": deliveries.run_erase,
    "changes": deliveries.run_changes,
    "mapping": mapping.run_mapping,
    "alias": naming.run_alias,
    "keys": naming.run_keys,
    "check": _check,
    "template": templates.run_template,
}


def _parser() -> argparse.ArgumentParser:
    shared = _GermanParser(add_help=False)
    shared.add_argument("--debug", action="store_true", help="Fehler mit Einzelheiten zeigen")
    parser = _GermanParser(
        prog="integrationsmonitor", description="Integrationsmonitor für Landkreise"
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="BEFEHL", parser_class=_GermanParser
    )
    serve = commands.add_parser("serve", parents=[shared], help="Server starten")
    serve.add_argument("--host", default="127.0.0.1", metavar="ADRESSE", help="Vorgabe: 127.0.0.1")
    serve.add_argument(
        "--port", type=_port, default=8501, metavar="ANSCHLUSS", help="Vorgabe: 8501"
    )
    migrating = commands.add_parser(
        "migrate", parents=[shared], help="Datenbank einrichten und veröffentlichte Zahlen laden"
    )
    migrating.add_argument(
        "--schema-only", action="store_true", help="nur das Schema, keine Zahlen"
    )
    demo = commands.add_parser("demo", parents=[shared], help="Musterkreis laden oder entfernen")
    demo.add_argument("action", choices=("load", "remove"), help="load: laden, remove: entfernen")
    demo.add_argument(
        "--first-start",
        action="store_true",
        help="nur laden, wenn diese Datenbank noch nie gestartet wurde",
    )
    charts = commands.add_parser("charts", parents=[shared], help="alle Diagramme auflisten")
    charts.add_argument("--json", action="store_true", help="als JSON ausgeben")
    importing.add_parser(commands, parents=[shared])
    deliveries.add_parsers(commands, parents=[shared])
    mapping.add_parsers(commands, parents=[shared])
    naming.add_parsers(commands, parents=[shared])
    _add_check(commands, shared)
    templates.add_parsers(commands, parents=[shared])
    return parser


def _add_check(commands: Any, shared: _GermanParser) -> None:
    check = commands.add_parser(
        "check", parents=[shared], help="Zahlen prüfen: Summen, Anteile, Quellen, Lücken"
    )
    check.add_argument("--county", metavar="KREIS", help="nur diesen Kreis prüfen")
    check.add_argument("--all", action="store_true", help="auch angenommene Befunde zeigen")
    check.add_argument("--json", action="store_true", help="als JSON ausgeben")
    # Not the shared ones: their defaults would undo what stands before the action.
    late = _GermanParser(add_help=False)
    late.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS,
        help="Fehler mit Einzelheiten zeigen",
    )
    actions = check.add_subparsers(dest="action", metavar="HANDLUNG", parser_class=_GermanParser)
    accept = actions.add_parser("accept", parents=[late], help="einen Befund mit Notiz annehmen")
    accept.add_argument("id", metavar="KENNUNG", help="Kennung des Befunds")
    accept.add_argument(
        "--note", type=_note, required=True, metavar="TEXT", help="warum der Befund so bleibt"
    )
    reopen = actions.add_parser("reopen", parents=[late], help="einen Befund wieder öffnen")
    reopen.add_argument("id", metavar="KENNUNG", help="Kennung des Befunds")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    arguments = _parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        with closing_engines():
            return _COMMANDS[arguments.command](arguments)
    except MonitorError as error:
        if arguments.debug:
            raise
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if arguments.debug:
            raise
        sys.stderr.write(
            f"Ein unerwarteter Fehler ist aufgetreten ({type(error).__name__}).\n"
            f"  Wo: integrationsmonitor {arguments.command}\n"
            "  Abhilfe: denselben Befehl mit --debug wiederholen und die Ausgabe der Stelle geben, "
            "die den Integrationsmonitor betreut.\n"
        )
        return 1
