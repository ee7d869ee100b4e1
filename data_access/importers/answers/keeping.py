"""What the office says of tables is kept; what readers see by it changes with the release."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from sqlalchemy import Connection

from data_access.importers.answers.definition_log import By
from data_access.importers.answers.definition_words import When
from data_access.importers.answers.redefinitions import Redefinition, planned, redefine, spread
from data_access.importers.problems import Problem, Severity
from data_access.importers.profiles import Profile, read_profiles, save
from data_access.writing import begin_revision

#: A table by its layout and its number.
TableKey = tuple[str, str]
_MEANT = "Nichts zu tun, wenn das so gemeint ist; sonst"
_DONE = f"{_MEANT} die alte Zuordnung wieder behalten."
_PLANNED = (
    f"{_MEANT} die Zuordnung berichtigen. Es gilt für alle, sobald die Datei eingelesen und, wo "
    "das nötig ist, freigegeben ist."
)
_WAITS = (
    f"{_MEANT} die alte Zuordnung wieder behalten. Auf den Seiten gilt es mit der Freigabe dieser "
    "Lieferung."
)
_ALONE = (
    "Mit dieser Datei wartet nichts darauf, freigegeben zu werden. Soll es auf den Seiten gelten: "
    "„integrationsmonitor mapping save DATEI“."
)


def keep(connection: Connection, profile: Profile, by: By | None = None) -> tuple[str, ...]:
    """Keep a profile and let it hold at once; in German what changes for readers.

    Args:
        connection: of ``engine.writing``.
        profile: what the office says.
        by: the write that it comes with; without one, what changes is a write of its own.
    """
    save(connection, profile)
    if not planned(connection, profile):
        return ()
    by = by or By(begin_revision(connection, "Bezeichnungen geändert"))
    return redefine(connection, profile, by)


def would_change(
    connection: Connection, profiles: Iterable[Profile], file: str
) -> tuple[Problem, ...]:
    """Notes of what keeping profiles would change for readers; nothing is written."""
    found = (one for profile in profiles for one in planned(connection, profile))
    return _notes(file, _coming(found), _PLANNED)


def keep_with_file(
    connection: Connection, profiles: Iterable[Profile], file: str, by: By | None
) -> tuple[Problem, ...]:
    """Keep profiles that come with a file that readers see at once; ``by`` as for ``keep``."""
    told = [words for profile in profiles for words in keep(connection, profile, by)]
    return _notes(file, told, _DONE)


def keep_waiting(
    connection: Connection, profiles: Iterable[Profile], file: str, tables: Collection[TableKey]
) -> tuple[Problem, ...]:
    """Keep profiles that come with a file that waits: readers see nothing of it until then.

    Args:
        connection: of ``engine.writing``.
        profiles: what the office says.
        file: the file that it says it with.
        tables: those of which something waits.
    """
    told: tuple[Problem, ...] = ()
    for profile in profiles:
        save(connection, profile)
        found = planned(connection, profile)
        spread(connection, found)
        with_it = (profile.layout, profile.table) in tables
        told += _notes(file, _coming(found), _WAITS if with_it else _ALONE)
    return told


def coming(connection: Connection, tables: Iterable[TableKey]) -> tuple[str, ...]:
    """What the release of tables changes in names and definitions, in German."""
    return _each(connection, tables, lambda one: tuple(_coming(planned(connection, one))))


def hold(connection: Connection, tables: Iterable[TableKey], by: By) -> tuple[str, ...]:
    """Let hold what is kept of tables that are released now; in German what has changed.

    What counts is what the office said last.
    """
    return _each(connection, tables, lambda one: redefine(connection, one, by))


def _each(
    connection: Connection,
    tables: Iterable[TableKey],
    work: Callable[[Profile], tuple[str, ...]],
) -> tuple[str, ...]:
    told: list[str] = []
    for key in dict.fromkeys(tables):
        # One of them may bring the next to its own wording.
        profile = read_profiles(connection).of_office.get(key)
        told += work(profile) if profile else ()
    return tuple(dict.fromkeys(told))


def _coming(found: Iterable[Redefinition]) -> Iterator[str]:
    return (words for one in found for words in one.words(When.THEN))


def _notes(file: str, told: Iterable[str], remedy: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(Severity.NOTE, "redefined", file, "", "", one, remedy)
        for one in dict.fromkeys(told)
    )
