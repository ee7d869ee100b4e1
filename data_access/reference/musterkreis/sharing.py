"""Splitting and rounding whole numbers so that parts and wholes keep their relation."""

from __future__ import annotations

import math
from collections.abc import Sequence


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Split ``total`` by ``weights`` into whole parts that add up to it (largest remainder)."""
    # Since Python 3.12 sum() rounds floats differently; fsum() is the same everywhere.
    whole = math.fsum(weights)
    if total <= 0 or whole <= 0:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def nearest(value: float) -> int:
    """The nearest whole number that is not negative, halves upwards."""
    return max(0, int(value + 0.5))


def to_five(value: float) -> int:
    """The nearest multiple of 5, as registers print it."""
    return 5 * nearest(value / 5)
