"""Which areas and groups an unknown name may mean, and the commands that say so."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable

from data_access.importers.answers.questions import Offered
from data_access.importers.names import AreaDirectory, GroupDirectory

#: A shell reads these even inside double quotes.
_READ_BY_SHELLS = frozenset('"\\$`!')
_PLAIN = re.compile(r"[\w./][\w./-]*")


def near_areas(directory: AreaDirectory, names: Iterable[str]) -> tuple[Offered, ...]:
    """Areas of this installation with these names; those of other counties have no key here."""
    keyed = ((directory.key_of(name), name) for name in names)
    return tuple(Offered(key, name) for key, name in keyed if key)


def near_groups(directory: GroupDirectory, names: Iterable[str]) -> tuple[Offered, ...]:
    """Population groups with these names."""
    found = (directory.find(None, name).group for name in names)
    return tuple(Offered(group.code, group.name) for group in found if group)


def meant(near: tuple[Offered, ...]) -> str:
    """The sentence that names what may be meant; nothing where there is nothing."""
    named = ", ".join(f"{one.name} ({one.key})" for one in near)
    return f" Gemeint sein könnte: {named}." if named else ""


def quoted(text: str) -> str:
    """A text as one word of a command line."""
    if _PLAIN.fullmatch(text):
        return text
    return shlex.quote(text) if _READ_BY_SHELLS & set(text) else f'"{text}"'


def area_remedy(text: str, near: tuple[Offered, ...]) -> str:
    """How an area that nobody knows is made known.

    Args:
        text: its code and name as printed.
        near: areas that may be meant.
    """
    alias = f"integrationsmonitor alias area {quoted(text)}"
    if not near:
        return (
            "Den Schlüssel nachschlagen („integrationsmonitor keys areas SUCHWORT“) und die "
            f"Schreibweise aufnehmen („{alias} SCHLÜSSEL“), oder die Datei prüfen."
        )
    offers = " ".join(f"Ist {one.name} gemeint: „{alias} {one.key}“." for one in near)
    return f"{offers} Sonst nachschlagen: „integrationsmonitor keys areas SUCHWORT“."


def group_remedy(text: str, near: tuple[Offered, ...]) -> str:
    """How a text of columns or rows that nobody knows is made known.

    Args:
        text: as printed.
        near: groups that may be meant.
    """
    alias = f"integrationsmonitor alias group {quoted(text)}"
    offers = [f"Ist die Gruppe {one.name} gemeint: „{alias} {one.key}“." for one in near] or [
        "Ist es eine Gruppe, die hier anders heißt: den Schlüssel nachschlagen "
        f"(„integrationsmonitor keys groups SUCHWORT“), dann „{alias} SCHLÜSSEL“."
    ]
    return " ".join(
        (*offers, "Sonst der Tabelle zuordnen: „integrationsmonitor mapping draft DATEI“.")
    )
