"""Columns whose texts repeat: what belongs to a text or to several is worked out once for each.

A table of a million values names a few hundred areas, periods and columns. Joining a million rows
by their texts takes longer than reading them; numbers that stand for the texts do not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

#: What to make of distinct combinations: their columns as texts in, one text each out.
Making = Callable[[pl.DataFrame], pl.Series]

#: So many numbers are counted by their place in a list.
_LISTED = 1 << 24
#: What a number must stay below, so that it fits into 64 bits with one bit to spare.
_MOST = 2**63


def categories_of(column: pl.Series) -> pl.Series:
    """The categories of a column by their numbers; also those that none of its rows has."""
    numbers = column.to_physical()
    highest = numbers.max()
    size = 0 if highest is None else int(str(highest)) + 1
    every = pl.int_range(size, dtype=pl.UInt32, eager=True)
    return every.cast(numbers.dtype).cat.to(column.dtype)


@dataclass(frozen=True, eq=False)
class Numbers:
    """One number for each row; the same one where rows are alike, and only there.

    Attributes:
        series: 32 bits each where that is enough, otherwise 64; in no order.
        size: all numbers are below it.
    """

    series: pl.Series
    size: int

    def __len__(self) -> int:
        return self.series.len()

    def beside(self, other: Numbers) -> Numbers:
        """Numbers for what both say together."""
        first = self
        if first.size * other.size >= _MOST:
            first = first.dense()
        if other.size == 1:
            return first
        if first.size == 1:
            return other
        size = first.size * other.size
        return Numbers(_wide(first.series, size) * other.size + other.series, size)

    def dense(self) -> Numbers:
        """The same with no number left out."""
        ranks = self.series.rank("dense").cast(pl.UInt32) - 1
        return Numbers(ranks, _above(ranks))

    def looked_up(self, chosen: pl.Series, values: pl.Series) -> pl.Series:
        """For each row the value of the chosen row that is like it; null where there is none.

        Of chosen rows that are alike any may be taken.
        """
        if not chosen.any():
            return pl.repeat(None, len(self), dtype=values.dtype, eager=True)
        numbers = self if self.size < _LISTED else self.dense()
        keys = numbers.series.filter(chosen)
        listed = pl.repeat(None, numbers.size, dtype=values.dtype, eager=True)
        return listed.scatter(keys, values.filter(chosen)).gather(numbers.series)

    def repeat(self) -> bool:
        """Whether two rows are alike."""
        if self.size < _LISTED:
            seen = np.zeros(self.size, dtype=np.bool_)
            seen[self.series.to_numpy()] = True
            return int(np.count_nonzero(seen)) < self.series.len()
        return self.series.n_unique() < self.series.len()


@dataclass(frozen=True, eq=False)
class Combinations:
    """The distinct combinations of a frame's rows.

    Attributes:
        first: the row in which each appears first, in the order of the frame.
        places: for each row, which of ``first`` it is like.
    """

    first: pl.Series
    places: pl.Series


def numbers_of(texts: pl.Series) -> Numbers:
    """Numbers for the texts of a column, or its categories; no text is one of its own."""
    if texts.null_count() == texts.len():
        return _nothing(texts.len())
    if texts.dtype == pl.String:
        if _is_one(texts):
            return _nothing(texts.len())
        # Categories of its own are numbered from 0, and are forgotten with it.
        texts = texts.cast(pl.Categorical(pl.Categories.random()))
    codes = texts.to_physical()
    size = _above(codes)
    if texts.null_count():
        codes, size = codes.fill_null(size), size + 1
    return Numbers(codes.cast(pl.UInt32), size)


def numbers_of_rows(frame: pl.DataFrame, columns: Sequence[str]) -> Numbers:
    """Numbers for what the columns say together."""
    found = _nothing(frame.height)
    for name in columns:
        found = numbers_of(frame[name]).beside(found)
    return found


def combinations(frame: pl.DataFrame, columns: Sequence[str]) -> Combinations:
    """The distinct combinations of some columns, whose texts or categories repeat."""
    numbers = numbers_of_rows(frame, columns)
    count = frame.height
    if numbers.size > 4 * count + 1024:
        numbers = numbers.dense()
    listed = numbers.series.to_numpy()
    # Written from the end, what stands there last is the row that comes first.
    first = np.full(numbers.size, count, dtype=np.uint32)
    first[listed[::-1]] = np.arange(count, dtype=np.uint32)[::-1]
    rows = np.sort(first[first < count])
    order = np.zeros(numbers.size, dtype=np.uint32)
    order[listed[rows]] = np.arange(len(rows), dtype=np.uint32)
    return Combinations(pl.Series(rows), pl.Series(order[listed]))


def in_order(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The frame sorted by texts that repeat: only distinct ones are compared."""
    numbers = _nothing(frame.height)
    for name in columns:
        found = combinations(frame, [name])
        ranks = frame[name][found.first].rank("dense").fill_null(0).cast(pl.UInt32)
        numbers = numbers.beside(Numbers(ranks.gather(found.places), found.first.len() + 1))
    return frame[numbers.series.arg_sort()]


def spread(distinct: pl.DataFrame, places: pl.Series) -> list[pl.Expr]:
    """The columns of a frame with one row per combination, laid out to the rows of a table.

    Args:
        distinct: one row for each of ``Combinations.first``.
        places: ``Combinations.places``, or those of a part of the rows.
    """
    return [
        # What is the same everywhere takes no memory.
        pl.lit(column.first(), column.dtype).alias(column.name)
        if column.len() and _is_one(column)
        else pl.lit(column.gather(places)).alias(column.name)
        for column in distinct
    ]


def made_once(frame: pl.DataFrame, columns: Sequence[str], making: Making) -> pl.Series:
    """A text for each row, as categories of their own; rows that are alike have the same one.

    Args:
        frame: its columns are texts or categories.
        columns: at least one.
        making: is asked once, for all distinct combinations.
    """
    found = combinations(frame, columns)
    made = making(texts_of(frame.select(columns)[found.first]))
    made = made.cast(pl.Categorical(pl.Categories.random()))
    if made.len() == 1:
        return made.new_from_index(0, frame.height)
    return made.gather(found.places)


def texts_of(frame: pl.DataFrame) -> pl.DataFrame:
    """Categories as the texts they are."""
    return frame.with_columns(pl.all().cast(pl.String))


def as_categories(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Some columns of texts as categories of their own, which are forgotten with them."""
    return frame.with_columns(
        pl.col(name).cast(pl.Categorical(pl.Categories.random())) for name in columns
    )


def _is_one(column: pl.Series) -> bool:
    """Whether all values are the same."""
    if isinstance(column.dtype, pl.Categorical):
        column = column.to_physical()
    first = column.first()
    if first is None:
        return column.null_count() == column.len()
    return column.null_count() == 0 and bool((column == first).all())


def _nothing(count: int) -> Numbers:
    return Numbers(pl.zeros(count, pl.UInt32, eager=True), 1)


def _wide(numbers: pl.Series, size: int) -> pl.Series:
    """In as many bits as numbers below ``size`` take."""
    return numbers.cast(pl.UInt32 if size < 2**32 else pl.UInt64)


def _above(codes: pl.Series) -> int:
    highest = codes.max()
    return highest + 1 if isinstance(highest, int) else 1
