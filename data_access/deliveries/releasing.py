"""Staging, release and withdrawal of figures. Readers see released figures only."""

from __future__ import annotations

import polars as pl
from sqlalchemy import Connection, delete, func, or_, select, tuple_

from data_access import storing
from data_access.clock import now
from data_access.deliveries.register import DeliveryInfo, set_state
from data_access.frames import read_frame
from data_access.schema.deliveries import Delivery, StagedFigure
from data_access.schema.statistics import Observation
from data_access.vocabulary import DeliveryState


def stage(connection: Connection, code: str, figures: pl.DataFrame) -> None:
    """Put figures of a delivery where no page reads them."""
    rows = storing.with_period_ends(figures).with_columns(delivery_code=pl.lit(code, pl.String))
    storing.insert_frame(connection, StagedFigure, rows)


def staged(connection: Connection, code: str) -> pl.DataFrame:
    """The figures of a delivery that wait, as ``storing.FIGURES_TO_STORE``."""
    columns = [getattr(StagedFigure, name) for name in storing.FIGURES_TO_STORE]
    statement = select(*columns).where(StagedFigure.delivery_code == code)
    return read_frame(connection, statement, storing.FIGURES_TO_STORE)


def discard_staged(connection: Connection, code: str) -> int:
    """Take a delivery's waiting figures away; their number."""
    done = connection.execute(delete(StagedFigure).where(StagedFigure.delivery_code == code))
    return done.rowcount


def release_figures(
    connection: Connection, code: str, comparison: storing.Comparison, *, revision: int
) -> None:
    """Let readers see figures."""
    storing.write(connection, comparison, revision=revision, delivery_code=code)
    discard_staged(connection, code)


def note_release(connection: Connection, code: str, *, revision: int, note: str) -> None:
    """Note in the register that a delivery is released."""
    set_state(
        connection,
        code,
        DeliveryState.RELEASED,
        released_revision=revision,
        released_at=now(),
        release_note=note,
        preview_key="",
        preview_until=None,
    )


def withdraw_figures(connection: Connection, info: DeliveryInfo, *, revision: int) -> int:
    """Close what a delivery says, and say again what was released before; number of figures.

    What a later delivery has changed since stays as that one says.
    """
    discard_staged(connection, info.code)
    columns = [getattr(Observation, name) for name in storing.OPEN_ROWS]
    statement = select(*columns).where(
        Observation.delivery_code == info.code, Observation.known_until.is_(None)
    )
    said = read_frame(connection, statement, storing.OPEN_ROWS)
    if said.is_empty():
        return 0
    storing.close(connection, said, revision=revision)
    for code, figures in _said_before(connection, info.code, said).items():
        storing.add(connection, figures, revision=revision, delivery_code=code)
    storing.renew_rollup(connection, storing.touched(said))
    return said.height


def _said_before(
    connection: Connection, code: str, keys: pl.DataFrame
) -> dict[str | None, pl.DataFrame]:
    """What each key said before a delivery, by the delivery that said it.

    Neither withdrawn nor erased deliveries count.
    """
    names = (*storing.FIGURES_TO_STORE, "delivery_code", "known_from")
    schema = {**storing.FIGURES_TO_STORE, "delivery_code": pl.String, "known_from": pl.Int64}
    pairs = storing.touched(keys)
    standing = (DeliveryState.RELEASED.value,)
    statement = (
        select(*(getattr(Observation, name) for name in names))
        .outerjoin(Delivery, Delivery.code == Observation.delivery_code)
        .where(
            tuple_(Observation.county_key, Observation.statistic_code).in_(sorted(pairs)),
            Observation.known_until.is_not(None),
            func.coalesce(Observation.delivery_code, "") != code,
            or_(Delivery.code.is_(None), Delivery.state.in_(standing)),
        )
    )
    older = read_frame(connection, statement, schema).join(keys, on=storing.KEY, how="semi")
    latest = older.sort("known_from").unique(storing.KEY, keep="last")
    return {
        part.row(0, named=True)["delivery_code"]: part.select(*storing.FIGURES_TO_STORE)
        for part in latest.partition_by("delivery_code")
    }
