"""The figures that pages read: of all open observations the one to show for each key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
)

from data_access.schema.statistics import CurrentFigure, Observation, Source
from data_access.storing.model import KEY
from data_access.vocabulary import Origin


def renew_rollup(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Recompute ``current_figure`` for (county, statistic) pairs from the open observations."""
    names = [column.key for column in CurrentFigure.__table__.columns]
    for county_key, statistic_code in sorted(pairs):
        connection.execute(
            delete(CurrentFigure).where(
                CurrentFigure.county_key == county_key,
                CurrentFigure.statistic_code == statistic_code,
            )
        )
        of_pair = (
            Observation.county_key == county_key,
            Observation.statistic_code == statistic_code,
            Observation.known_until.is_(None),
        )
        said_by = select(Observation.origin, Observation.source_code).where(*of_pair).distinct()
        if len(connection.execute(said_by.limit(2)).all()) == 1:
            # One voice: nothing to choose from.
            chosen = select(*(getattr(Observation, name) for name in names)).where(*of_pair)
        else:
            chosen = preferred(names, *of_pair)
        connection.execute(insert(CurrentFigure).from_select(names, chosen))


def preferred(names: Sequence[str], *where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Of the observations that ``where`` finds the one to show per key, with these columns.

    The recomputed one goes before the printed, then the source with the smaller priority, then what
    has been known last.
    """
    rank = case((Observation.origin == Origin.RECOMPUTED.value, 0), else_=1)
    order = (
        func.row_number()
        .over(
            partition_by=[getattr(Observation, name) for name in KEY[:6]],
            order_by=[
                *(rank, Source.priority, Observation.source_code),
                Observation.known_from.desc(),
            ],
        )
        .label("choice")
    )
    ranked = (
        select(*(getattr(Observation, name) for name in names), order)
        .join(Source, Source.code == Observation.source_code)
        .where(*where)
        .subquery()
    )
    return select(*(ranked.c[name] for name in names)).where(ranked.c.choice == literal_column("1"))
