"""The checks, in the order in which their findings are read. A new one is a line of this list."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from data_access.audit.case import Case
from data_access.audit.checks import (
    area_sums,
    bounds,
    breaks,
    changes,
    compositions,
    counts,
    dates,
    distinct,
    equations,
    extremes,
    freshness,
    gaps,
    group_sums,
    jumps,
    other_dates,
    part_sums,
    printed_units,
    repeated,
    retold,
    sex_sums,
    shares,
    sources,
)
from data_access.audit.model import Finding

Check = Callable[[Case], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    area_sums.check,
    group_sums.check,
    sex_sums.check,
    part_sums.check,
    equations.check,
    shares.check,
    changes.check,
    sources.check,
    retold.check,
    other_dates.check,
    repeated.check,
    extremes.check,
    counts.check,
    bounds.check,
    dates.check,
    printed_units.check,
    jumps.check,
    gaps.check,
    freshness.check,
    distinct.check,
    breaks.check,
    compositions.check,
)
