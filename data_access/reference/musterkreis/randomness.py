"""Numbers that look random and depend on their name only.

No state: neither the order of calls, nor the version of Python, nor the hash seed can change
a value, and a new series leaves all others as they are.
"""

from __future__ import annotations

import hashlib

_BITS = 53
_STEPS = float(1 << _BITS)


def unit(*name: object) -> float:
    """A number from 0 (included) to 1 (excluded) that belongs to ``name``."""
    digest = hashlib.sha256("|".join(str(part) for part in name).encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> (64 - _BITS)) / _STEPS


def whole(low: int, high: int, *name: object) -> int:
    """A whole number from ``low`` to ``high``, both included."""
    return low + int(unit(*name) * (high - low + 1))


def around(spread: float, *name: object) -> float:
    """A number between plus and minus ``spread``, small ones more often."""
    return (unit("a", *name) + unit("b", *name) - 1.0) * spread


def weighted(weights: dict[str, int], *name: object) -> str:
    """One of the keys, each as often as its weight says."""
    place = unit(*name) * sum(weights.values())
    for key, weight in weights.items():
        place -= weight
        if place < 0:
            return key
    return next(reversed(weights))
