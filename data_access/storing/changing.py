"""What changed is closed, what is new is written, and the rollup follows."""

from __future__ import annotations

import polars as pl
from sqlalchemy import Connection, bindparam, update

from data_access.combinations import in_order
from data_access.domain import Period
from data_access.schema.statistics import Observation
from data_access.storing import model
from data_access.storing.inserting import insert_frame
from data_access.storing.model import FIGURES_TO_STORE, KEY, OPEN_ROWS, Comparison
from data_access.storing.rollup import renew_rollup

_ROW = tuple(OPEN_ROWS)


def write(
    connection: Connection,
    comparison: Comparison,
    *,
    revision: int,
    delivery_code: str | None,
) -> None:
    """Write what is new and what changed, and renew the rollup of what was touched."""
    close(connection, comparison.changed.select(_ROW), revision=revision)
    fresh = pl.concat([comparison.new, comparison.changed.select(*FIGURES_TO_STORE)])
    add(connection, fresh, revision=revision, delivery_code=delivery_code)
    renew_rollup(connection, touched(fresh))


def touched(figures: pl.DataFrame) -> set[tuple[str, str]]:
    """The pairs of county and statistic that figures belong to."""
    pairs = figures.select("county_key", "statistic_code").unique()
    return {(county, statistic) for county, statistic in pairs.rows()}


def close(connection: Connection, keys: pl.DataFrame, *, revision: int) -> None:
    """Say of open observations that they are known no more.

    ``keys`` has the columns ``OPEN_ROWS``: with all of them the database finds a row at once.
    """
    if keys.is_empty():
        return
    statement = (
        update(Observation)
        .where(
            *(getattr(Observation, name) == bindparam(f"k_{name}") for name in _ROW),
            Observation.known_until.is_(None),
        )
        .values(known_until=revision)
        .execution_options(synchronize_session=False)
    )
    for part in keys.iter_slices(model.CHUNK):
        rows = part.rename({name: f"k_{name}" for name in _ROW}).to_dicts()
        connection.execute(statement, rows)


def add(
    connection: Connection, figures: pl.DataFrame, *, revision: int, delivery_code: str | None
) -> None:
    """Insert observations from ``FIGURES_TO_STORE``; none of its keys may be open."""
    if figures.is_empty():
        return
    # In the order of the key, so that the database fills its index from left to right.
    rows = with_period_ends(in_order(figures, KEY)).with_columns(
        known_from=pl.lit(revision, pl.Int64),
        known_until=pl.lit(None, pl.Int64),
        delivery_code=pl.lit(delivery_code, pl.String),
    )
    insert_frame(connection, Observation, rows)


def with_period_ends(figures: pl.DataFrame) -> pl.DataFrame:
    """Add ``period_start`` and ``period_end``.

    Raises:
        ValueError: a period is none.
    """
    keys = figures["period"].unique().to_list()
    periods = [Period.parse(key) for key in keys]
    ends = pl.DataFrame(
        {
            "period": keys,
            "period_start": [period.start for period in periods],
            "period_end": [period.end for period in periods],
        },
        schema={"period": pl.String, "period_start": pl.Date, "period_end": pl.Date},
    )
    return figures.join(ends, on="period", how="left")
