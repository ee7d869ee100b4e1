"""Counties, areas, boundaries."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from data_access.domain import Area, Boundary, County
from data_access.schema import areas as table
from data_access.vocabulary import AreaKind


def read_counties(connection: Connection) -> tuple[County, ...]:
    """All counties of this installation, in their order."""
    rows = connection.execute(
        select(table.County).order_by(table.County.position, table.County.name)
    )
    return tuple(
        County(
            key=row.key,
            name=row.name,
            short_name=row.short_name,
            in_phrase=row.in_phrase,
            of_phrase=row.of_phrase,
            synthetic=row.synthetic,
            as_of=row.as_of,
        )
        for row in rows
    )


def read_as_of(connection: Connection, county_key: str) -> date | None:
    """The day a fictitious county lives in; None for real ones."""
    return connection.scalar(select(table.County.as_of).where(table.County.key == county_key))


def read_areas(connection: Connection, county_key: str, *, on: date) -> tuple[Area, ...]:
    """Areas of a county that exist on a day, in their order."""
    statement = (
        select(table.Area)
        .where(
            table.Area.county_key == county_key,
            or_(table.Area.valid_from.is_(None), table.Area.valid_from <= on),
            or_(table.Area.valid_until.is_(None), table.Area.valid_until >= on),
        )
        .order_by(table.Area.position)
    )
    return tuple(
        Area(
            key=row.key,
            name=row.name,
            short_name=row.short_name,
            kind=AreaKind(row.kind),
            parent_key=_parent(row, on),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in connection.execute(statement)
    )


def _parent(row: Row[Any], on: date) -> str | None:
    known = row.parent_from is None or row.parent_from <= on
    return row.parent_key if known else None


def read_boundaries(connection: Connection, county_key: str) -> tuple[Boundary, ...]:
    """Outlines of a county and its areas, as far as they are known."""
    statement = (
        select(table.AreaBoundary)
        .join(table.Area, table.Area.key == table.AreaBoundary.area_key)
        .where(table.Area.county_key == county_key)
        .order_by(table.Area.position)
    )
    return tuple(
        Boundary(
            area_key=row.area_key,
            polygons=tuple(
                tuple(tuple((x, y) for x, y in ring) for ring in polygon)
                for polygon in json.loads(row.polygons)
            ),
            label=(row.label_lon, row.label_lat),
            label_text=row.label_text or "",
            status_year=row.status_year,
            attribution=row.attribution,
        )
        for row in connection.execute(statement)
    )
