"""A reader that lacks something: what tests take away or spoil, and what pages ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from data_access.domain import (
    Area,
    Boundary,
    ClassificationLine,
    County,
    Group,
    Series,
    Statistic,
)
from data_access.domain.changes import Changes
from data_access.domain.concept import Concept, Milestone
from data_access.domain.courses import Courses
from data_access.reader import Reader
from data_access.vocabulary import Status


def _same_series(code: str, series: Series) -> Series:
    return series


def _same_areas(areas: tuple[Area, ...]) -> tuple[Area, ...]:
    return areas


def _same_courses(courses: Courses) -> Courses:
    return courses


@dataclass(frozen=True)
class Change:
    """What differs from the whole data."""

    name: str
    series: Callable[[str, Series], Series] = _same_series
    areas: Callable[[tuple[Area, ...]], tuple[Area, ...]] = _same_areas
    courses: Callable[[Courses], Courses] = _same_courses
    #: Questions that are answered with nothing.
    silent: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


class Partial:
    """Answers as the reader does, after a change; notes which statistics were asked for."""

    def __init__(self, reader: Reader, change: Change) -> None:
        self._reader = reader
        self._change = change
        self.asked: set[str] = set()

    def _silent(self, question: str) -> bool:
        return question in self._change.silent

    def counties(self) -> tuple[County, ...]:
        return self._reader.counties()

    def areas(self, county_key: str) -> tuple[Area, ...]:
        return self._change.areas(self._reader.areas(county_key))

    def boundaries(self, county_key: str) -> tuple[Boundary, ...]:
        return () if self._silent("boundaries") else self._reader.boundaries(county_key)

    def statistics(self, county_key: str) -> tuple[Statistic, ...]:
        return self._reader.statistics(county_key)

    def guide(self, county_key: str) -> tuple[Statistic, ...]:
        return () if self._silent("guide") else self._reader.guide(county_key)

    def series(self, county_key: str, statistic_code: str) -> Series | None:
        self.asked.add(statistic_code)
        found = self._reader.series(county_key, statistic_code)
        if found is None:
            return None
        changed = self._change.series(statistic_code, found)
        return None if changed.empty else changed

    def printed(self, county_key: str) -> tuple[Series, ...]:
        changed = (
            self._change.series(one.statistic.code, one) for one in self._reader.printed(county_key)
        )
        return tuple(one for one in changed if not one.empty)

    def classification(self, name: str) -> tuple[ClassificationLine, ...]:
        return () if self._silent("classification") else self._reader.classification(name)

    def groups(self, codes: tuple[str, ...], *, on: date) -> dict[str, Group]:
        return {} if self._silent("groups") else self._reader.groups(codes, on=on)

    def concept(self, county_key: str) -> Concept:
        return self._reader.concept(county_key)

    def milestones(self, county_key: str) -> tuple[Milestone, ...]:
        return () if self._silent("milestones") else self._reader.milestones(county_key)

    def courses(self, county_key: str) -> Courses:
        return self._change.courses(self._reader.courses(county_key))

    def changes(self, county_key: str, since: date | None = None) -> Changes:
        return Changes() if self._silent("changes") else self._reader.changes(county_key, since)


def without(predicate: pl.Expr) -> Callable[[Series], Series]:
    """Take rows away."""
    return lambda series: series.only(~predicate)


def spoiled(status: Status, where: pl.Expr) -> Callable[[Series], Series]:
    """Turn numbers into a kind of nothing."""

    def change(series: Series) -> Series:
        frame = series.frame.with_columns(
            pl.when(where).then(None).otherwise(pl.col("number")).alias("number"),
            pl.when(where).then(pl.lit(status.value)).otherwise(pl.col("status")).alias("status"),
        )
        return replace(series, frame=frame)

    return change


def zero(series: Series) -> Series:
    """Turn numbers into zeros."""
    number = pl.when(pl.col("number").is_null()).then(None).otherwise(0.0).alias("number")
    return replace(series, frame=series.frame.with_columns(number))


def one_period(series: Series, *, newest: bool) -> Series:
    """Keep the newest or the oldest period."""
    order = series.frame.sort("period_end")["period"]
    return series.only(pl.col("period") == order[-1 if newest else 0]) if len(order) else series
