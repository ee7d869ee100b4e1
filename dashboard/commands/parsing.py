"""A parser that says in German how to call, and what was wrong with a call."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from data_access.errors import EXIT_USAGE, MonitorError
from data_access.importers.names.nearest import nearest, quoted_question
from data_access.words import listing

#: So few possible words are told even where a near one is offered.
_FEW = 6
_LONG_DASHES = ("–", "—", "−")


class UsageError(MonitorError):
    """A call cannot be understood."""

    exit_code = EXIT_USAGE


class _GermanFormatter(argparse.HelpFormatter):
    """The usage line under a German word."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class GermanParser(argparse.ArgumentParser):
    """Says in German how to call, and what was wrong with a call.

    Its subparsers are of the same kind: argparse makes them of their parent's class.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": _GermanFormatter, **given, "add_help": False})
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        if given.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")

    def understand(self, argv: Sequence[str] | None = None) -> argparse.Namespace:
        """Parse a call; of the process where none is given.

        Raises:
            UsageError: it is wrong.
        """
        given = sys.argv[1:] if argv is None else [*argv]
        self._refuse_long_dashes(given)
        found, left = self.parse_known_args(given)
        if left:
            self._meant(found).refuse(left[0])
        return found

    def error(self, message: str) -> NoReturn:
        """Say what was wrong.

        Args:
            message: of argparse, in the words of Python 3.11 to 3.14, or of one of our types.

        Raises:
            UsageError: always.
        """
        for english, german in _REASONS:
            found = re.fullmatch(english, message, re.DOTALL)
            if found:
                raise self._wrong(*german(self, found))
        raise self._wrong("Der Aufruf ist nicht zu verstehen.")

    def refuse(self, word: str) -> NoReturn:
        """Say that a word of the call is one too many, or an option that there is not.

        Raises:
            UsageError: always.
        """
        option = word.split("=", maxsplit=1)[0]
        if not word.startswith("-"):
            raise self._wrong(
                f"„{word}“ ist hier zu viel.",
                "Texte und Dateinamen mit Leerzeichen stehen in geraden Anführungszeichen, etwa "
                '--note "falsches Jahr".',
            )
        if option in self._option_string_actions:
            raise self._wrong(
                f"Die Angabe „{option}“ steht zu weit vorn.",
                f"Sie gehört ans Ende: „{self.prog} … {option}“.",
            )
        options = [one for one in self._option_string_actions if one.startswith("--")]
        raise self._wrong(f"Die Angabe „{option}“ gibt es hier nicht.{meant(option, options)}")

    def told(self, name: str) -> str:
        """An argument as it is called in the help, with what it is."""
        for action in self._actions:
            if name in {"/".join(action.option_strings), action.metavar, action.dest}:
                return f"{name} ({action.help})" if action.help else name
        return name

    def words_of(self, name: str) -> tuple[str, ...]:
        """What an argument chooses from; empty where it is free."""
        for action in self._actions:
            if action.choices and name in {action.metavar, action.dest, *action.option_strings}:
                return tuple(map(str, action.choices))
        return ()

    def _wrong(self, what: str, hint: str = "") -> UsageError:
        shown = f"„{self.prog} --help“ zeigt, was möglich ist."
        return UsageError(what, where=self.prog, remedy=f"{hint} {shown}".strip())

    def _meant(self, found: argparse.Namespace) -> GermanParser:
        """The parser of the command and of its step that a call names."""
        for action in self._actions:
            chosen = getattr(found, action.dest, None)
            if isinstance(action.choices, Mapping) and chosen in action.choices:
                inner: GermanParser = action.choices[chosen]
                return inner._meant(found)
        return self

    def _refuse_long_dashes(self, given: Sequence[str]) -> None:
        """Word processors make one long dash of two short ones, and people copy it.

        Names and reasons may begin with one too: „– Nordstemen“.
        """
        options = sorted(self._all_options())
        for word in given:
            if not word.startswith(_LONG_DASHES) or any(map(str.isspace, word)):
                continue
            meant_ = f"--{word.lstrip(''.join((*_LONG_DASHES, '-')))}"
            option = meant_.split("=", maxsplit=1)[0]
            if option in options or meant(option, options):
                raise self._wrong(
                    f"„{word}“ beginnt mit einem langen Strich.",
                    f"Mit zwei kurzen Strichen schreiben: {meant_}.",
                )

    def _all_options(self) -> set[str]:
        """The long options of this parser and of all commands and steps."""
        found = {one for one in self._option_string_actions if one.startswith("--")}
        for action in self._actions:
            if isinstance(action.choices, Mapping):
                for inner in action.choices.values():
                    found |= inner._all_options()
        return found


def meant(word: str, known: Sequence[str]) -> str:
    """A question whether a word near this one was meant, to follow a sentence; or nothing."""
    near = nearest(_plain(word), ((_plain(one), one) for one in known))
    return f" {quoted_question(near)}" if near else ""


def _plain(word: str) -> str:
    return re.sub(r"[-_]", "", word).casefold()


def _missing(parser: GermanParser, found: re.Match[str]) -> Iterator[str]:
    names = found[1].split(", ")
    yield f"Es fehlt: {listing([parser.told(name) for name in names])}."
    words = parser.words_of(names[0])
    if words:
        yield f"Möglich: {', '.join(words)}."


def _no_choice(parser: GermanParser, found: re.Match[str]) -> Iterator[str]:
    words = parser.words_of(found[1])
    near = meant(found[2], words)
    yield f"„{found[2]}“ gibt es nicht.{near}"
    if words and (not near or len(words) <= _FEW):
        yield f"Möglich: {', '.join(words)}."


def _ambiguous(_: GermanParser, found: re.Match[str]) -> Iterator[str]:
    options = [f"„{one}“" for one in found[2].split(", ")]
    yield f"„{found[1]}“ ist nicht eindeutig: {' oder '.join(options)}?"


def _said(sentence: str) -> Callable[[GermanParser, re.Match[str]], Iterator[str]]:
    def told(_: GermanParser, found: re.Match[str]) -> Iterator[str]:
        yield found.expand(sentence)

    return told


#: What argparse says, and what we make of it: what is wrong, and perhaps what to do.
_REASONS: tuple[tuple[str, Callable[[GermanParser, re.Match[str]], Iterator[str]]], ...] = (
    (r"the following arguments are required: (.+)", _missing),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(.*?(?:choose from|maybe).*\)", _no_choice),
    (r"ambiguous option: (.+?) could match (.+)", _ambiguous),
    (
        r"argument (.+?): invalid \w+ value: '?(.*?)'?",
        _said(r"Angabe „\1“: „\2“ ist keine ganze Zahl."),
    ),
    (r"argument (.+?): expected .*", _said(r"Hinter „\1“ fehlt der Wert.")),
    (r"argument (.+?): ignored explicit argument .*", _said(r"Die Angabe „\1“ nimmt keinen Wert.")),
    (r"argument (.+?): (.+?)\.?", _said(r"Angabe „\1“: \2.")),
)


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
        raise argparse.ArgumentTypeError("Der Text ist leer")
    return text.strip()
