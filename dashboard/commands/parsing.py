"""A parser that says in German how to call, and what was wrong with a call."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

from data_access.errors import EXIT_USAGE

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


class GermanParser(argparse.ArgumentParser):
    """Says in German how to call, and what was wrong with a call.

    Its subparsers are of the same kind: argparse makes them of their parent's class.
    """

    #: Commands that a wrong call is told of.
    known: tuple[str, ...] = ()

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": _GermanFormatter, **given, "add_help": False})
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        if given.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and end with the exit code of a wrong call."""
        sys.stderr.write(
            f"Der Aufruf ist nicht zu verstehen ({_reason(message)}).\n"
            f"  Wo: {self.prog}\n"
            f"  Abhilfe: „{self.prog} --help“ zeigt, was möglich ist. Befehle: "
            f"{', '.join(sorted(self.known))}.\n"
        )
        sys.exit(EXIT_USAGE)


def _reason(message: str) -> str:
    for english, german in _REASONS:
        found = re.fullmatch(english, message)
        if found:
            return found.expand(german)
    return "unbekannte Angabe"


def with_debug(*, late: bool = False) -> argparse.ArgumentParser:
    """The option that every command has, to be given as one of its ``parents``.

    A plain parser: its options join the others of a command only under the usual title.

    Args:
        late: for a step of a command that has it too: its default would undo what stands before.
    """
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS if late else False,
        help="Fehler mit Einzelheiten zeigen",
    )
    return parser


def note(text: str) -> str:
    """A note that says something.

    Raises:
        argparse.ArgumentTypeError: it is empty.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError("die Notiz ist leer")
    return text.strip()
