"""Command line ``integrationsmonitor``. Errors go to standard error, in German."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Sequence

from dashboard.commands import (
    changes,
    checking,
    deliveries,
    importing,
    installation,
    mapping,
    naming,
    serving,
    templates,
)
from dashboard.commands.parsing import GermanParser, UsageError, with_debug
from dashboard.commands.wording import AFTER_UNEXPECTED, unexpected
from data_access.errors import MonitorError

_COMMANDS = {
    "serve": serving.run_serve,
    "migrate": installation.run_migrate,
    "demo": installation.run_demo,
    "charts": serving.run_charts,
    "import": importing.run,
    "delivery": deliveries.run_delivery,
    "erase": deliveries.run_erase,
    "changes": changes.run_changes,
    "mapping": mapping.run_mapping,
    "alias": naming.run_alias,
    "keys": naming.run_keys,
    "check": checking.run_check,
    "template": templates.run_template,
}


def _parser() -> GermanParser:
    parser = GermanParser(
        prog="integrationsmonitor", description="Integrationsmonitor für Landkreise"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="BEFEHL")
    shared = [with_debug()]
    serving.add_parsers(commands, parents=shared)
    installation.add_parsers(commands, parents=shared)
    importing.add_parser(commands, parents=shared)
    deliveries.add_parsers(commands, parents=shared)
    changes.add_parser(commands, parents=shared)
    mapping.add_parsers(commands, parents=shared)
    naming.add_parsers(commands, parents=shared)
    checking.add_parser(commands, parents=shared)
    templates.add_parsers(commands, parents=shared)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that has no German quotation marks shows their code; it ends no command.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        arguments = _parser().understand(argv)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
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
            f"{unexpected(error)}\n"
            f"  Wo: integrationsmonitor {arguments.command}\n"
            f"  Abhilfe: {AFTER_UNEXPECTED}\n"
        )
        return 1
