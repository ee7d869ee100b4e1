"""Texts made of several columns that repeat: made once for each combination, then laid out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import polars as pl

#: What to make of distinct combinations: their columns as texts in, one text each out.
Making = Callable[[pl.DataFrame], pl.Series]

#: So many possible combinations are looked up by their place in a list.
_LISTED = 1 << 20


def per_combination(frame: pl.DataFrame, columns: Sequence[str], making: Making) -> pl.Series:
    """A text for each row; rows with the same texts in ``columns`` have the same one.

    Args:
        frame: its columns are categories of their own, so that their codes are dense.
        columns: at least one.
        making: is asked once, for all distinct combinations.
    """
    size, key = _keys(frame, columns)
    if key is None:
        return _by_join(frame, columns, making)
    first = key.arg_unique()
    made = making(_as_texts(frame.select(columns)[first]))
    if made.len() == 1:
        return made.new_from_index(0, frame.height)
    known = key.gather(first)
    if size > _LISTED:
        return key.replace_strict(known, made, return_dtype=pl.String)
    places = pl.Series([0], dtype=pl.UInt32).new_from_index(0, size)
    places = places.scatter(known, pl.int_range(known.len(), dtype=pl.UInt32, eager=True))
    return made.gather(places.gather(key))


def combinations(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The distinct combinations themselves, as texts, in the order of the file."""
    _, key = _keys(frame, columns)
    chosen = frame.select(columns)
    if key is None:
        return _as_texts(chosen.unique(maintain_order=True))
    return _as_texts(chosen[key.arg_unique()])


def _keys(frame: pl.DataFrame, columns: Sequence[str]) -> tuple[int, pl.Series | None]:
    """How many combinations there could be, and a number for each; None where that is too many."""
    codes = [frame[name].to_physical() for name in columns]
    sizes = [_size(code) for code in codes]
    size = math.prod(sizes)
    if size >= 2**63:
        return size, None
    kind = pl.UInt32 if size < 2**32 else pl.UInt64
    key = pl.Series([0], dtype=kind).new_from_index(0, frame.height)
    for code, count in zip(codes, sizes, strict=True):
        if count > 1:
            key = key * count + code.cast(kind).fill_null(count - 1)
    return size, key


def _size(codes: pl.Series) -> int:
    """How many codes there are; no text at all is one more."""
    highest = codes.max()
    return (highest + 1 if isinstance(highest, int) else 0) + (codes.null_count() > 0)


def _by_join(frame: pl.DataFrame, columns: Sequence[str], making: Making) -> pl.Series:
    chosen = frame.select(columns)
    distinct = chosen.unique(maintain_order=True)
    made = distinct.with_columns(making(_as_texts(distinct)).alias("made"))
    laid_out = chosen.join(
        made, on=list(columns), how="left", nulls_equal=True, maintain_order="left"
    )
    return laid_out["made"]


def _as_texts(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.all().cast(pl.String))
