"""A county of two villages, small enough to reckon by hand; fits schema version 0001 and later."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, insert

from data_access.domain import Period
from data_access.engine import writing
from data_access.schema import areas, statistics
from data_access.writing import (
    NewObservation,
    WriteSummary,
    begin_revision,
    write_observations,
)

COUNTY = "99"
VILLAGES = ("99001", "99002")
#: Sources with their priority; two of them are equal.
SOURCES = {"amt": 10, "bericht": 50, "presse": 50, "alt": 90}
STATISTICS = ("einwohner", "kurse")
GROUPS = ("insgesamt", "deutsche", "andere")


def fill(connection: Connection) -> None:
    """Insert the county with all that figures refer to."""
    connection.execute(
        insert(areas.County).values(
            key=COUNTY,
            name="Landkreis Winzig",
            short_name="Winzig",
            in_phrase="im Landkreis Winzig",
            of_phrase="des Landkreises Winzig",
            position=1,
            synthetic=False,
            as_of=None,
            pack_checksum="",
        )
    )
    connection.execute(insert(areas.Area), [_area(COUNTY, "county", None)])
    connection.execute(
        insert(areas.Area), [_area(village, "municipality", COUNTY) for village in VILLAGES]
    )
    connection.execute(insert(statistics.Source), [_source(*pair) for pair in SOURCES.items()])
    connection.execute(insert(statistics.Statistic), [_statistic(code) for code in STATISTICS])
    connection.execute(insert(statistics.PopulationGroup), [_group(code) for code in GROUPS])


def _area(key: str, kind: str, parent: str | None) -> dict[str, Any]:
    return {
        "key": key,
        "name": key,
        "short_name": key,
        "kind": kind,
        "parent_key": parent,
        "county_key": COUNTY,
        "valid_from": None,
        "valid_until": None,
        "official_key": False,
        "position": int(key),
    }


def _source(code: str, priority: int) -> dict[str, Any]:
    return {
        "code": code,
        "publisher": code,
        "title": code,
        "table_id": "",
        "published": "2021",
        "licence": "",
        "note": "",
        "priority": priority,
        "county_key": None,
    }


def _statistic(code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": code,
        "short_name": code,
        "unit": "persons",
        "kind": "stock",
        "decimals": 0,
        "definition": code,
        "population": "",
        "distinguish": "",
        "rounding": "",
        "own_count": False,
        "waiting_months": 0,
        "guide_position": 0,
        "county_key": None,
    }


def _group(code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": code,
        "short_name": code,
        "kind": "total",
        "note": "",
        "position": GROUPS.index(code),
        "county_key": None,
    }


def figure(number: float | None, **changes: Any) -> NewObservation:
    """A value of the county; 2020 and the office's source unless said otherwise."""
    values: dict[str, Any] = {
        "county_key": COUNTY,
        "statistic_code": STATISTICS[0],
        "area_key": COUNTY,
        "period": "2020",
        "source_code": "amt",
    }
    return NewObservation(number=number, **{**values, **changes})


def write_first_schema(engine: Engine, *rows: NewObservation, approximate: bool) -> None:
    """Store values as version 0001 did: with a flag in place of a qualifier."""
    with writing(engine) as connection:
        revision = begin_revision(connection, "Prüfung")
        for name in ("observation", "current_figure"):
            table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
            for row in rows:
                period = Period.parse(row.period)
                values = {
                    **asdict(row),
                    "period_start": period.start,
                    "period_end": period.end,
                    "approximate": approximate,
                    "known_from": revision,
                }
                kept = {key: value for key, value in values.items() if key in table.columns}
                connection.execute(insert(table).values(**kept))


def write(engine: Engine, *rows: NewObservation) -> WriteSummary:
    """Write values in a revision of their own."""
    with writing(engine) as connection:
        revision = begin_revision(connection, "Prüfung")
        return write_observations(connection, rows, revision=revision)
