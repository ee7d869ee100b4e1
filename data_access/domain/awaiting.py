"""Which sources a statistic still waits for, and what they should have delivered by a day.

The catalogue and the audit both ask here, so that they cannot contradict each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import polars as pl

from data_access.domain.figures import Source
from data_access.domain.periods import Period
from data_access.domain.schedule import Expected
from data_access.vocabulary import Rhythm, Status

#: A plan for a year says nothing of its outcome: the two are awaited apart.
_KEY: Final = ("area_key", "group_code", "sex", "planned")
#: Of this status a figure was not delivered: it comes later.
_OPEN: Final = Status.LATER.value


class Delivered(NamedTuple):
    """The newest period that a source has delivered of a key, or any of them.

    Attributes:
        key: of the figure without its period; a plan is another one than an outcome.
        planned: whether it is a plan.
        source_code: who said it.
        period: as figures name it.
        period_end: its last day.
    """

    key: tuple[str, ...]
    planned: bool
    source_code: str
    period: str
    period_end: date


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


def delivered(figures: pl.DataFrame) -> list[Delivered]:
    """The newest period of each key and source.

    Args:
        figures: current figures of one statistic, with ``area_key``, ``group_code``, ``sex``,
            ``planned``, ``source_code``, ``status``, ``period`` and ``period_end``.
    """
    newest = (
        figures.lazy()
        .filter(pl.col("status") != _OPEN)
        .group_by(*_KEY, "source_code")
        .agg(
            pl.col("period").sort_by("period_end", "period").last(),
            pl.col("period_end").max(),
        )
        .collect()
    )
    return [
        Delivered((area, group, sex), planned, source, period, end)
        for area, group, sex, planned, source, period, end in newest.rows()
    ]


def awaited(
    figures: Iterable[Delivered], sources: Mapping[str, Source], on: date
) -> tuple[Awaited, ...]:
    """The sources that still count; documents only where nothing else will come.

    Args:
        figures: what was delivered of one statistic.
        sources: of these figures, by code.
        on: the day.
    """
    found = tuple(_awaited(source, newest, on) for source, newest in _newest([*figures], sources))
    return tuple(one for one in found if not one.has_said_all) or found


def _newest(
    figures: Collection[Delivered], sources: Mapping[str, Source]
) -> Iterator[tuple[Source, Period]]:
    """Sources with the newest period of each, where no other one has newer values throughout."""
    newest_of_key: dict[tuple[bool, tuple[str, ...]], date] = {}
    of_source: dict[str, list[Delivered]] = {}
    for one in figures:
        key = (one.planned, one.key)
        newest_of_key[key] = max(newest_of_key.get(key, date.min), one.period_end)
        of_source.setdefault(one.source_code, []).append(one)
    for code, source in sources.items():
        # A plan counts as delivered only where there is nothing but plans.
        rows = of_source.get(code, [])
        counted = [one for one in rows if not one.planned] or rows
        if not counted:
            continue
        newest = max(counted, key=lambda one: (one.period_end, one.period))
        if any(
            one.period_end == newest.period_end == newest_of_key[one.planned, one.key]
            for one in counted
        ):
            yield source, Period.parse(newest.period)


def _awaited(source: Source, newest: Period, on: date) -> Awaited:
    schedule = source.schedule
    if schedule is None:
        return Awaited(source, newest)
    late = schedule.late(newest, on)
    return Awaited(source, newest, late, schedule.after(late[-1].period if late else newest))
