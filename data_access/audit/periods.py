"""Reporting periods of a series: the one before, how far apart, what is missing between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from data_access.domain import Period, PeriodKind

#: ``Period.parse``; a county has thousands of figures and some hundred periods.
parsed = lru_cache(maxsize=4096)(Period.parse)

#: Fewer periods do not show how often a figure comes.
_FEWEST = 5
#: So large a part of the distances must be the same.
_MOSTLY = 0.6


class Rhythm(IntEnum):
    """How many months lie between two figures of a series."""

    MONTHLY = 1
    QUARTERLY = 3
    HALF_YEARLY = 6
    YEARLY = 12


def month_number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def year_before(key: str) -> str | None:
    """The same period of the year before; None for spans of years."""
    period = parsed(key)
    if period.kind is PeriodKind.SPAN:
        return None
    year, rest = key[:4], key[4:]
    earlier = f"{int(year) - 1:04d}{rest}"
    try:
        parsed(earlier)
    except ValueError:
        # The 29th of February.
        return f"{earlier[:-2]}28"
    return earlier


def same_kind(keys: Iterable[str]) -> list[Period]:
    """The periods of the most frequent kind, oldest first."""
    return list(_same_kind(frozenset(keys)))


# Most series of a table have the same periods.
@lru_cache(maxsize=64)
def _same_kind(keys: frozenset[str]) -> tuple[Period, ...]:
    periods = sorted({parsed(key) for key in keys})
    kinds = Counter(one.kind for one in periods)
    if not kinds:
        return ()
    (usual, _), *_ = kinds.most_common(1)
    return tuple(one for one in periods if one.kind is usual)


def rhythm_of(periods: Sequence[Period]) -> Rhythm | None:
    """How often a series comes; None where its distances do not show it."""
    if len(periods) < _FEWEST:
        return None
    distances = Counter(
        month_number(later.end) - month_number(earlier.end) for earlier, later in pairwise(periods)
    )
    distance, times = distances.most_common(1)[0]
    if times < _MOSTLY * (len(periods) - 1) or distance not in {one.value for one in Rhythm}:
        return None
    return Rhythm(distance)


def days_apart(one: Period, other: Period) -> int:
    """Days between two periods; 0 where they overlap."""
    if one.start <= other.end and other.start <= one.end:
        return 0
    later, earlier = (one, other) if one.start > other.end else (other, one)
    return (later.start - earlier.end).days
