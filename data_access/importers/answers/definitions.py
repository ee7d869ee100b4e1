"""Statistics, groups and sources that a file brings along, entered before its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from data_access.importers.answers.definition_log import By, Change, Place, log_changes
from data_access.importers.names.groups import NamedGroup
from data_access.importers.profiles import Profile
from data_access.importers.profiles.defined import (
    DELIVERY,
    SOURCE,
    columns,
    standing,
)
from data_access.importers.profiles.model import NewSource
from data_access.schema.base import Base
from data_access.schema.statistics import DeliveryRhythm, PopulationGroup, Source, Statistic


def put_definitions(
    connection: Connection,
    profile: Profile,
    groups: Iterable[NamedGroup],
    *,
    waits: bool = False,
    by: By | None = None,
) -> None:
    """Enter what a profile defines and what the rows of its table add; what is known stays.

    Args:
        connection: of ``engine.writing``.
        profile: of the table.
        groups: that its rows name.
        waits: whether the figures wait for their release. How a source delivers whose figures
            readers see already is said with it.
        by: the write; what readers know already and find otherwise is logged for it.
    """
    for one in profile.new_statistics:
        _put(
            connection,
            Statistic,
            **columns(one),
            guide_position=0,
            topic=None,
            county_key=None,
        )
    if profile.new_source:
        _put_source(connection, profile.new_source, waits=waits, by=by)
    new = [columns(one) for one in profile.new_groups]
    added = [
        {"code": one.code, "name": one.name, "short_name": one.short_name, "kind": one.kind}
        for one in groups
    ]
    for group in (*new, *added):
        position = connection.scalar(select(func.max(PopulationGroup.position))) or 0
        _put(
            connection,
            PopulationGroup,
            **group,
            note="",
            position=position + 1,
            county_key=None,
        )


def _put_source(connection: Connection, source: NewSource, *, waits: bool, by: By | None) -> None:
    said = columns(source)
    rhythm = said.pop(DELIVERY)
    _put(connection, Source, **said, published="", note="", county_key=None)
    found = standing(connection, SOURCE, source.code)
    if found is None or found.built_in or (waits and found.figures):
        return
    if rhythm and found.row[DELIVERY] is None:
        put_rhythm(connection, source.code, rhythm)
        if by and found.figures:
            place = Place(SOURCE.kind, source.code, DELIVERY)
            log_changes(connection, [Change(place, None, rhythm)], by)


def put_rhythm(connection: Connection, code: str, rhythm: Mapping[str, Any] | None) -> None:
    """Say how a source delivers; None takes back what was said."""
    table = DeliveryRhythm
    connection.execute(delete(table).where(table.source_code == code))
    if rhythm:
        connection.execute(insert(table).values(**rhythm, source_code=code, county_key=None))


def _put(connection: Connection, model: type[Base], **row: Any) -> None:
    code: Any = model.__table__.c.code
    if connection.scalar(select(code).where(code == row["code"])) is None:
        connection.execute(insert(model).values(**row))
