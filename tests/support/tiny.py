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
from tests.support.rows import area_row, county_row, group_row, source_row, statistic_row

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
            county_row(
                COUNTY,
                name="Landkreis Winzig",
                short_name="Winzig",
                in_phrase="im Landkreis Winzig",
                of_phrase="des Landkreises Winzig",
            )
        )
    )
    whole = area_row(COUNTY, COUNTY, kind="county", position=int(COUNTY))
    villages = [area_row(key, COUNTY, parent_key=COUNTY, position=int(key)) for key in VILLAGES]
    connection.execute(insert(areas.Area), [whole])
    connection.execute(insert(areas.Area), villages)
    connection.execute(
        insert(statistics.Source), [source_row(code, priority=p) for code, p in SOURCES.items()]
    )
    connection.execute(
        insert(statistics.Statistic), [statistic_row(code, definition=code) for code in STATISTICS]
    )
    connection.execute(
        insert(statistics.PopulationGroup),
        [group_row(code, position=place) for place, code in enumerate(GROUPS)],
    )


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
