"""All names of areas and groups that this installation knows, the office's spellings included."""

from __future__ import annotations

from sqlalchemy import Connection, select

from data_access.importers.names import AreaDirectory, GroupDirectory, NamedArea, NamedGroup
from data_access.schema import areas, deliveries, statistics
from data_access.vocabulary import AreaKind


def read_area_directory(connection: Connection) -> AreaDirectory:
    """Areas of all counties of the database, with the spellings that the office has added."""
    table, alias = areas.Area, deliveries.AreaAlias
    rows = connection.execute(select(table).order_by(table.position, table.key))
    return AreaDirectory(
        [
            NamedArea(
                key=row.key,
                name=row.name,
                short_name=row.short_name,
                kind=AreaKind(row.kind),
                county_key=row.county_key,
                official_key=row.official_key,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
            )
            for row in rows
        ],
        office=dict(connection.execute(select(alias.text_key, alias.area_key)).all()),
    )


def read_group_directory(connection: Connection) -> GroupDirectory:
    """Population groups of the database, with the spellings that the office has added."""
    table, alias = statistics.PopulationGroup, deliveries.GroupAlias
    columns = (table.code, table.name, table.short_name, table.kind)
    rows = connection.execute(select(*columns).order_by(table.position, table.code))
    return GroupDirectory(
        [NamedGroup(row.code, row.name, row.short_name, row.kind) for row in rows],
        office=dict(connection.execute(select(alias.text_key, alias.group_code)).all()),
    )
