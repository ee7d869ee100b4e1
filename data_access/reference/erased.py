"""What a pack may say: nothing that the office has erased for good."""

from __future__ import annotations

from sqlalchemy import Connection, delete

from data_access.deliveries.erased_figures import read_erased
from data_access.reference.pack import Pack
from data_access.schema.statistics import Observation
from data_access.storing import renew_rollup
from data_access.writing import NewObservation


def without_erased(connection: Connection, pack: Pack, code: str) -> list[NewObservation]:
    """The observations of a pack without those that were erased, whoever had brought them.

    Args:
        connection: of ``engine.writing``.
        pack: as its files say it.
        code: of its delivery. What it brought back before packs asked the log goes again: closed
            as "no longer said" it would stand in the history, and be told as a change.
    """
    erased = read_erased(connection)
    for one in erased:
        back = delete(Observation).where(
            Observation.delivery_code == code, *one.conditions(Observation)
        )
        if connection.execute(back).rowcount:
            renew_rollup(connection, {(pack.key, one.statistic_code)})
    return [row for row in pack.observations if not any(one.covers(row) for one in erased)]
