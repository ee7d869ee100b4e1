"""Statistics, groups and sources that a file brings along, entered before its figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, insert, select

from data_access.importers.names.groups import NamedGroup
from data_access.importers.profiles import Profile
from data_access.schema.base import Base
from data_access.schema.statistics import PopulationGroup, Source, Statistic
from data_access.vocabulary import StatisticKind


def put_definitions(connection: Connection, profile: Profile, groups: Iterable[NamedGroup]) -> None:
    """Enter what a profile defines and what the rows of its table add; what is known stays."""
    for one in profile.new_statistics:
        _put(
            connection,
            Statistic,
            code=one.code,
            name=one.name,
            short_name=one.short_name or one.name,
            unit=one.unit,
            kind=one.kind.value,
            decimals=one.decimals,
            definition=one.definition,
            population=one.population,
            distinguish=one.distinguish,
            rounding=one.rounding,
            own_count=one.own_count,
            waiting_months=one.waiting_months,
            guide_position=0,
            topic=None,
            county_key=None,
            signed=one.signed or one.kind is StatisticKind.CHANGE,
        )
    source = profile.new_source
    if source:
        _put(
            connection,
            Source,
            code=source.code,
            publisher=source.publisher,
            title=source.title,
            table_id=source.table_id,
            published="",
            licence=source.licence,
            note="",
            priority=source.priority,
            county_key=None,
        )
    new = [
        NamedGroup(one.code, one.name, one.short_name or one.name, one.kind)
        for one in profile.new_groups
    ]
    for group in (*new, *groups):
        position = connection.scalar(select(func.max(PopulationGroup.position))) or 0
        _put(
            connection,
            PopulationGroup,
            code=group.code,
            name=group.name,
            short_name=group.short_name,
            kind=group.kind,
            note="",
            position=position + 1,
            county_key=None,
        )


def _put(connection: Connection, model: type[Base], **columns: Any) -> None:
    code: Any = model.__table__.c.code
    if connection.scalar(select(code).where(code == columns["code"])) is None:
        connection.execute(insert(model).values(**columns))
