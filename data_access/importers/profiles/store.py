"""Profiles from the files beside this module and from the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from data_access.clock import now
from data_access.importers.names.groups import GROUP_JOINT, TOTAL
from data_access.importers.profiles.model import Profile
from data_access.importers.profiles.parsing import parse_profiles
from data_access.schema.deliveries import TableProfile
from data_access.schema.statistics import PopulationGroup, Source, Statistic

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
    """Codes of statistics, groups and sources that a profile names and nobody has, in words."""
    statistics = {one.code for one in profile.new_statistics}
    groups = {one.code for one in profile.new_groups} | {TOTAL}
    sources = {profile.new_source.code} if profile.new_source else set()
    parts = [
        part
        for rule in profile.rules
        if rule.group and rule.group not in groups
        for part in rule.group.split(GROUP_JOINT)
    ]
    asked: tuple[tuple[str, Any, Collection[str | None]], ...] = (
        (
            "Kennzahl",
            Statistic.code,
            {profile.statistic, *(rule.statistic for rule in profile.rules)} - statistics,
        ),
        ("Gruppe", PopulationGroup.code, {*parts} - groups),
        ("Quelle", Source.code, {profile.source} - sources),
    )
    return tuple(
        f"{what} {code}"
        for what, column, codes in asked
        for code in sorted(filter(None, codes))
        if connection.scalar(select(column).where(column == code)) is None
    )
