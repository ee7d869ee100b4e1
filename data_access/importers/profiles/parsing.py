"""Reads a written mapping: all that is wrong with it is told at once, each with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from data_access.importers.errors import ProfileError
from data_access.importers.profiles.lines import Path, lines_of
from data_access.importers.profiles.mistakes import (
    Mistake,
    of_form,
    of_syntax,
    section_mistakes,
)
from data_access.importers.profiles.model import Profile
from data_access.importers.profiles.naming import KnownNames, naming_mistakes, read_known_names

#: A mapping is written by hand; the largest of ours is fifty times smaller.
MAX_BYTES = 1_000_000
#: So many mistakes are told; the rest is counted.
_TOLD = 30


def read_mapping(connection: Connection, content: bytes, *, where: str) -> tuple[Profile, ...]:
    """Read the mappings of a file of the office.

    Args:
        connection: for reading what can be named.
        content: TOML, a list ``[[table]]``.
        where: name of the file.

    Raises:
        ProfileError: no text, no TOML, or a field is missing, unknown, not of its form, or names
            what there is not.
    """
    if len(content) > MAX_BYTES:
        raise ProfileError(
            "Die Datei ist für eine Zuordnung zu groß.",
            where=where,
            remedy="Die TOML-Datei mit der Zuordnung angeben, nicht die Tabelle.",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProfileError(
            f"Die Zuordnung enthält Zeichen, die kein UTF-8 sind (Zeile {line}).",
            where=where,
            remedy="Die TOML-Datei mit der Zuordnung angeben, nicht die Tabelle; ist sie es, in "
            "einem Texteditor mit der Kodierung UTF-8 speichern.",
        ) from error
    return parse_profiles(text, where=where, known=read_known_names(connection))


def parse_profiles(
    text: str, *, where: str, known: KnownNames | None = None
) -> tuple[Profile, ...]:
    """Read mappings from TOML.

    Args:
        text: a list ``[[table]]``.
        where: what the text is called.
        known: what can be named; None where that is not checked.

    Raises:
        ProfileError: names all that is wrong.
    """
    # Python's reader knows no other ends of lines.
    text = text.replace("\r\n", "\n")
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong([of_syntax(str(error), text)], where) from error
    line = _line_finder(text)
    mistakes = list(section_mistakes(given, line))
    tables = given.get("table", [])
    if not isinstance(tables, list):
        raise _wrong(
            [*mistakes, Mistake(line(("table",)), "„[table]“ muss [[table]] heißen.")], where
        )
    if not tables and not mistakes:
        raise ProfileError(
            "Die Zuordnung enthält keine Tabelle.",
            where=where,
            remedy="Mindestens einen Abschnitt [[table]] angeben; „integrationsmonitor mapping "
            "draft DATEI“ schreibt einen Entwurf.",
        )
    profiles: list[Profile] = []
    for number, one in enumerate(tables):
        mistakes += _of_table(("table", number), one, line, known, profiles)
    mistakes += _repeated(profiles, tables, line)
    if mistakes:
        raise _wrong(mistakes, where)
    return tuple(profiles)


def _line_finder(text: str) -> Callable[[Path], int]:
    lines = lines_of(text)

    def line(path: Path) -> int:
        """Of the path, or of the section that it would stand in."""
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 0)

    return line


def _of_table(
    path: Path,
    given: Any,
    line: Callable[[Path], int],
    known: KnownNames | None,
    read: list[Profile],
) -> list[Mistake]:
    """Read a table; what is wrong with it."""
    if not isinstance(given, dict):
        return [Mistake(line(path), "Eine Tabelle beginnt mit [[table]].")]
    found: list[Mistake] = []
    wrong: set[Path] = set()
    try:
        read.append(Profile.model_validate(given))
    except ValidationError as error:
        for one in error.errors():
            wrong.add((*path, *one["loc"]))
            found.append(of_form(one, path, given, line))
    if known:
        found += naming_mistakes(path, given, line, known, wrong)
    return found


def _repeated(
    profiles: list[Profile], tables: list[Any], line: Callable[[Path], int]
) -> Iterable[Mistake]:
    """Tables that are said twice; only where all are read are their numbers known."""
    if len(profiles) != len(tables):
        return
    first: dict[tuple[str, str], int] = {}
    for number, one in enumerate(profiles):
        earlier = first.setdefault((one.layout, one.table), number)
        if earlier != number:
            yield Mistake(
                line(("table", number)),
                f"Zur Tabelle „{one.table}“ ({one.layout}) steht schon in Zeile "
                f"{line(('table', earlier))} eine Zuordnung.",
            )


def _wrong(mistakes: Iterable[Mistake], where: str) -> ProfileError:
    listed = sorted(set(mistakes))
    shown = [f"\n  {one}" for one in listed[:_TOLD]]
    rest = len(listed) - _TOLD
    if rest > 0:
        shown.append(f"\n  … und {rest} weitere" if rest > 1 else "\n  … und ein weiterer")
    count = "einen Fehler" if len(listed) == 1 else f"{len(listed)} Fehler"
    return ProfileError(
        f"Die Zuordnung hat {count}:{''.join(shown)}",
        where=where,
        remedy="Die genannten Zeilen berichtigen und den Befehl wiederholen. Schlüssel zeigt "
        "„integrationsmonitor keys“, Einheiten und Arten das Handbuch, Kapitel „Daten einlesen“.",
    )
