"""The query of a page on a county's database against one many times its size."""

from __future__ import annotations

import statistics as numbers
import time
from pathlib import Path

from sqlalchemy import Connection, insert, text

from data_access.engine import create_store_engine, writing
from data_access.migrate import migrate
from data_access.reader import Reader
from data_access.reference.rows import Row
from data_access.schema import areas
from data_access.schema import statistics as schema
from tests.support.rows import area_row, county_row, group_row, source_row, statistic_row

#: Per county: 200 statistics, 18 areas, 3 groups, 20 years, one sex: 216 thousand rows.
STATISTICS, AREAS, GROUPS, YEARS = 200, 18, 3, 20
ROWS = STATISTICS * AREAS * GROUPS * YEARS
_FIGURES = f"""
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199),
  county(c) AS (SELECT i FROM n WHERE i < :counties),
  area(a) AS (SELECT i FROM n WHERE i < {AREAS}),
  grp(g) AS (SELECT i FROM n WHERE i < {GROUPS}),
  year(y) AS (SELECT 2001 + i FROM n WHERE i < {YEARS})
INSERT INTO current_figure (county_key, statistic_code, area_key, group_code, sex, period,
  period_start, period_end, number, status, provisional, revised, estimated, planned,
  original_text, locator, note, origin, source_code, territorial_status, data_status)
SELECT printf('b%03d', c), printf('bench-%03d', i), printf('b%03d-%02d', c, a),
  printf('bench-%d', g), 'total', CAST(y AS TEXT), y || '-01-01', y || '-12-31',
  1.0 * (i + 7 * a + 31 * g + y), 'value', 0, 0, 0, 0, '', '', '', 'published', 'bench',
  NULL, NULL
FROM county CROSS JOIN n CROSS JOIN area CROSS JOIN grp CROSS JOIN year
"""


def build(path: Path, counties: int) -> Reader:
    """A reader of a database with so many counties, each of the same size."""
    url = f"sqlite:///{path}"
    engine = create_store_engine(url, read_only=False)
    migrate(engine, county_keys=())
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        _frame(connection, counties)
        connection.execute(text(_FIGURES), {"counties": counties})
    engine.dispose()
    return Reader(create_store_engine(url, read_only=True), small_cell_limit=3)


def _frame(connection: Connection, counties: int) -> None:
    keys = [f"b{number:03d}" for number in range(counties)]
    connection.execute(insert(areas.County), [county_row(key, synthetic=True) for key in keys])
    connection.execute(
        insert(areas.Area), [_area(key, number) for key in keys for number in range(AREAS)]
    )
    connection.execute(
        insert(schema.Source), [source_row("bench", publisher="Bench", title="Bench")]
    )
    connection.execute(
        insert(schema.Statistic), [_statistic(number) for number in range(STATISTICS)]
    )
    connection.execute(insert(schema.PopulationGroup), [_group(number) for number in range(GROUPS)])


def _area(county: str, number: int) -> Row:
    name = f"Ort {number}"
    return area_row(f"{county}-{number:02d}", county, name=name, short_name=name, position=number)


def _statistic(number: int) -> Row:
    name = f"Kennzahl {number}"
    return statistic_row(f"bench-{number:03d}", name=name, short_name=name)


def _group(number: int) -> Row:
    name = f"Gruppe {number}"
    return group_row(f"bench-{number}", name=name, short_name=name, position=number)


def interleaved(small: Reader, large: Reader, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of the same question to both, taking turns; each time another statistic."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for reader, found in zip((small, large), taken, strict=True):
            start = time.perf_counter()
            series = reader.series("b000", f"bench-{number % STATISTICS:03d}")
            found.append(1000 * (time.perf_counter() - start))
            assert series is not None
            assert series.frame.height == ROWS // STATISTICS
    return taken


def medians(pair: tuple[list[float], list[float]]) -> tuple[float, float]:
    """Of both readers."""
    return numbers.median(pair[0]), numbers.median(pair[1])
