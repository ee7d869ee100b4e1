"""What was erased stays out of figures of files and of packs, whoever brings it again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import polars as pl
from sqlalchemy import Connection, delete

from data_access.combinations import combinations, texts_of
from data_access.erasure.figures import FigureFilter
from data_access.schema.statistics import Observation
from data_access.storing import renew_rollup
from data_access.writing import NewObservation


def held(figures: pl.DataFrame, erased: Sequence[FigureFilter]) -> pl.Series:
    """Flags of the figures that were erased; their keys are texts or categories.

    Erasures that name the same columns are looked up together, and each combination of keys once.
    """
    by_columns: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for one in erased:
        by_columns.setdefault(tuple(one.keys), []).append(tuple(one.keys.values()))
    flags = pl.repeat(value=False, n=figures.height, dtype=pl.Boolean, eager=True)
    for columns, keys in by_columns.items():
        found = combinations(figures, columns)
        distinct = texts_of(figures.select(columns)[found.first]).with_row_index("place")
        wanted = pl.DataFrame(keys, schema=dict.fromkeys(columns, pl.String), orient="row")
        places = distinct.join(wanted, on=columns, how="semi")["place"]
        flags |= distinct["place"].is_in(places.implode()).gather(found.places)
    return flags


def take_back_erased(
    connection: Connection, erased: Iterable[FigureFilter], *, county_key: str, code: str
) -> None:
    """Delete what a pack brought back before packs asked the log of erasures.

    Closed as "no longer said" it would stand in the history, and be told as a change.

    Args:
        connection: of ``engine.writing``.
        erased: of the log.
        county_key: whose pack it is.
        code: of its delivery.
    """
    for one in erased:
        back = delete(Observation).where(
            Observation.delivery_code == code, *one.conditions(Observation)
        )
        if connection.execute(back).rowcount:
            renew_rollup(connection, {(county_key, one.statistic_code)})


def without_erased(
    rows: Iterable[NewObservation], erased: Collection[FigureFilter]
) -> list[NewObservation]:
    """Observations without those that were erased."""
    return [row for row in rows if not any(one.covers(row) for one in erased)]
