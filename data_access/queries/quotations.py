"""What documents print: the figures of a county's pack, whatever came since."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select
from sqlalchemy.orm import aliased

from data_access.domain import Series
from data_access.frames import FIGURES, read_frame
from data_access.queries.figures import read_statistics_of, select_figures, with_papers
from data_access.schema.deliveries import Delivery
from data_access.schema.statistics import CurrentFigure, Observation
from data_access.storing import KEY, preferred
from data_access.vocabulary import DeliveryKind


def read_printed(
    connection: Connection, *, county_key: str, small_cell_limit: int
) -> tuple[Series, ...]:
    """What a county's pack says of the statistics that documents quote.

    A pack holds what the county's documents print. Imported files say the same and more of the
    same statistics, but where they say it is a cell and no place in a document. Where a file has
    another value from the same source, the document still prints the old one.
    """
    packs = connection.scalars(
        select(Delivery.code).where(
            Delivery.county_key == county_key, Delivery.kind == DeliveryKind.PACK.value
        )
    ).all()
    row = Observation
    quoted = set(
        connection.scalars(
            select(row.statistic_code)
            .where(row.delivery_code.in_(packs), row.locator != "")
            .distinct()
        )
    )
    chosen = preferred(
        [column.key for column in CurrentFigure.__table__.columns],
        row.county_key == county_key,
        row.statistic_code.in_(quoted),
        row.delivery_code.in_(packs),
        or_(row.known_until.is_(None), _replaced_by_others(packs)),
    ).subquery()
    statement = select_figures(chosen.c).add_columns(chosen.c.statistic_code)
    frame = read_frame(connection, statement, {**FIGURES, "statistic_code": pl.String})
    still = set(frame.filter(pl.col("locator") != "")["statistic_code"])
    frames = {
        statistic: frame.filter(pl.col("statistic_code") == statistic.code).select(*FIGURES)
        for statistic in read_statistics_of(connection, county_key)
        if statistic.code in still
    }
    return with_papers(connection, county_key, frames, small_cell_limit)


def _replaced_by_others(packs: Sequence[str]) -> ColumnElement[bool]:
    """Whether somebody else's value followed; where a pack says no more, nothing does."""
    row, next_one = Observation, aliased(Observation)
    return (
        select(next_one.period)
        .where(
            and_(*(getattr(next_one, name) == getattr(row, name) for name in KEY)),
            next_one.known_from == row.known_until,
            func.coalesce(next_one.delivery_code, "").not_in(packs),
        )
        .exists()
    )
