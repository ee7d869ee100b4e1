"""Which sources a statistic still waits for, and what they should have delivered by a day.

The catalogue and the audit both ask here, so that they cannot contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.domain.figures import Source
from data_access.domain.periods import Period
from data_access.domain.schedule import Expected
from data_access.vocabulary import Rhythm, Status

#: A plan for a year says nothing of its outcome: the two are awaited apart.
_KEY = ("area_key", "group_code", "sex", "planned")
#: Columns of the figures that are looked at.
COLUMNS = (*_KEY, "source_code", "status", "period", "period_end")


@dataclass(frozen=True)
class Awaited:
    """A source whose values nobody has renewed, and what is to come from it.

    Attributes:
        newest: the newest period that it has delivered.
        late: deliveries that are missing, the oldest first.
        coming: the next delivery that is not late.
    """

    source: Source
    newest: Period
    late: tuple[Expected, ...] = ()
    coming: Expected | None = None

    @property
    def has_said_all(self) -> bool:
        """Whether it is a document: nothing more will come from it."""
        schedule = self.source.schedule
        return schedule is not None and schedule.rhythm is Rhythm.ONCE


def awaited(figures: pl.DataFrame, sources: Mapping[str, Source], on: date) -> tuple[Awaited, ...]:
    """The sources that still count; documents only where nothing else will come.

    Args:
        figures: current figures of one statistic, with at least ``COLUMNS``.
        sources: of these figures, by code.
        on: the day.
    """
    found = tuple(_awaited(source, newest, on) for source, newest in _newest(figures, sources))
    return tuple(one for one in found if not one.has_said_all) or found


def _newest(
    figures: pl.DataFrame, sources: Mapping[str, Source]
) -> Iterator[tuple[Source, Period]]:
    """Sources with the newest period of each, where no other one has newer values throughout."""
    delivered = figures.filter(pl.col("status") != Status.LATER.value)
    if delivered["source_code"].n_unique() == 1:
        # Nobody else could have newer values.
        yield sources[delivered["source_code"][0]], _last(delivered)
        return
    newest_of_key = delivered.group_by(_KEY).agg(pl.col("period_end").max().alias("newest"))
    for code, source in sources.items():
        rows = delivered.filter(pl.col("source_code") == code)
        if rows.is_empty():
            continue
        newest = _last(rows)
        keys = (
            _counted(rows)
            .filter(pl.col("period_end") == newest.end)
            .join(newest_of_key, on=list(_KEY), how="left")
        )
        if (keys["newest"] == newest.end).any():
            yield source, newest


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    """A plan counts as delivered only where there is nothing but plans."""
    return rows if rows["planned"].all() else rows.filter(~pl.col("planned"))


def _last(rows: pl.DataFrame) -> Period:
    return Period.parse(_counted(rows).sort("period_end")["period"][-1])


def _awaited(source: Source, newest: Period, on: date) -> Awaited:
    schedule = source.schedule
    if schedule is None:
        return Awaited(source, newest)
    late = schedule.late(newest, on)
    return Awaited(source, newest, late, schedule.after(late[-1].period if late else newest))
