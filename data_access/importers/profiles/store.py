"""Profiles from the files beside this module and from the database."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, delete, insert, select

from data_access.clock import now
from data_access.importers.errors import ProfileError
from data_access.importers.profiles.model import Profile
from data_access.schema.deliveries import TableProfile
from data_access.schema.statistics import Source, Statistic

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Profiles:
    """Profiles by layout and table; what the office said goes before what is built in."""

    built_in: Mapping[tuple[str, str], Profile]
    of_office: Mapping[tuple[str, str], Profile]

    def of(self, layout: str, table: str) -> Profile | None:
        """The profile of a table, or None for a table never seen before."""
        key = (layout, table)
        return self.of_office.get(key) or self.built_in.get(key)


def parse_profiles(text: str, *, where: str) -> tuple[Profile, ...]:
    """Read profiles from TOML: a list ``[[table]]``.

    Raises:
        ProfileError: no TOML, or a field is missing, unknown or of the wrong form.
    """
    try:
        listed = tomllib.loads(text).get("table", [])
        if not isinstance(listed, list) or not listed:
            raise ProfileError(
                "Die Zuordnung enthält keine Tabelle.",
                where=where,
                remedy="Mindestens einen Abschnitt [[table]] angeben; „integrationsmonitor "
                "mapping draft“ schreibt einen Entwurf.",
            )
        return tuple(Profile.model_validate(one) for one in listed)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(
            "Die Zuordnung ist keine lesbare TOML-Datei.",
            where=f"{where} ({error})",
            remedy="Die genannte Zeile berichtigen.",
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ProfileError(
            f"Die Zuordnung ist nicht zu verstehen: Angabe „{place}“ fehlt oder ist ungültig.",
            where=where,
            remedy="Die Angabe berichtigen; die Formen stehen im Handbuch, Kapitel „Daten "
            "einlesen“.",
        ) from error


def _built_in_files() -> Iterator[Profile]:
    for path in sorted(FOLDER.glob("*.toml")):
        yield from parse_profiles(path.read_text("utf-8"), where=path.name)


@cache
def built_in() -> Mapping[tuple[str, str], Profile]:
    """The profiles beside this module."""
    return {(one.layout, one.table): one for one in _built_in_files()}


def read_profiles(connection: Connection) -> Profiles:
    """All profiles of this installation."""
    kept = (
        Profile.model_validate_json(content)
        for content in connection.scalars(select(TableProfile.content))
    )
    return Profiles(built_in(), {(one.layout, one.table): one for one in kept})


def save(connection: Connection, profile: Profile) -> None:
    """Keep what the office said of a table; an older answer is replaced."""
    forget(connection, profile.layout, profile.table)
    connection.execute(
        insert(TableProfile).values(
            layout=profile.layout,
            table_id=profile.table,
            title=profile.title,
            content=profile.model_dump_json(exclude_defaults=True),
            saved_at=now(),
        )
    )


def forget(connection: Connection, layout: str, table: str) -> bool:
    """Forget what the office said of a table; True when it had said something."""
    done = connection.execute(
        delete(TableProfile).where(TableProfile.layout == layout, TableProfile.table_id == table)
    )
    return done.rowcount > 0


def undefined(connection: Connection, profile: Profile) -> tuple[str, ...]:
    """Codes of statistics and sources that a profile names and nobody defines, in words."""
    statistics = {one.code for one in profile.new_statistics}
    named = {rule.statistic for rule in profile.rules} | {profile.statistic}
    missing = sorted(
        code
        for code in named - statistics - {None}
        if code and connection.scalar(select(Statistic.code).where(Statistic.code == code)) is None
    )
    found = [f"Kennzahl {code}" for code in missing]
    known = connection.scalar(select(Source.code).where(Source.code == profile.source))
    if known is None and (profile.new_source is None or profile.new_source.code != profile.source):
        found.append(f"Quelle {profile.source}")
    return tuple(found)


def check_codes(connection: Connection, profile: Profile, *, where: str) -> None:
    """Make sure that a profile names only what exists or what it defines itself.

    Raises:
        ProfileError: it names something else.
    """
    missing = undefined(connection, profile)
    if missing:
        raise ProfileError(
            f"Die Zuordnung nennt, was es nicht gibt: {', '.join(missing)}.",
            where=f"{where}, Tabelle {profile.table}",
            remedy="Die Schlüssel berichtigen, oder die Kennzahl in der Zuordnung bestimmen "
            "([[table.new_statistics]]).",
        )
