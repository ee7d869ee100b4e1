"""What a pack may say: nothing that the office has erased for good, whoever had brought it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete

from data_access.deliveries.erased_figures import FigureFilter
from data_access.schema.statistics import Observation
from data_access.storing import renew_rollup
from data_access.writing import NewObservation


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
