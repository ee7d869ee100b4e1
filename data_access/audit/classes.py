"""Classes of years such as ages: which of them reach from zero to the end without a gap."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

#: "alter-unter-6", "alter-6-15", "alter-ab-65", as groups are coded.
_CODE = re.compile(
    r"(?P<what>[a-z]+)-(?:unter-(?P<below>\d+)|(?P<low>\d+)-(?P<high>\d+)|ab-(?P<from>\d+))"
)
_Class = tuple[float, float, str]


def class_chains(groups: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the classes are of, and the finest and the coarsest chain of them."""
    classes: dict[str, list[_Class]] = defaultdict(list)
    for group in sorted(groups):
        found = _CODE.fullmatch(group)
        if found:
            classes[found["what"]].append((*_bounds(found), group))
    for what, listed in classes.items():
        chains = {
            chain
            for coarse in (False, True)
            if (chain := _chain(_by_start(listed, coarse=coarse), 0.0))
        }
        for chain in sorted(chains):
            yield what, chain


def _bounds(found: re.Match[str]) -> tuple[float, float]:
    if found["below"]:
        return 0.0, float(found["below"])
    if found["from"]:
        return float(found["from"]), math.inf
    return float(found["low"]), float(found["high"])


def _by_start(classes: list[_Class], *, coarse: bool) -> dict[float, list[_Class]]:
    starts: dict[float, list[_Class]] = defaultdict(list)
    for one in sorted(classes, key=lambda one: one[1], reverse=coarse):
        starts[one[0]].append(one)
    return starts


def _chain(starts: dict[float, list[_Class]], start: float) -> tuple[str, ...]:
    """The first chain from a start to the end; empty where there is none."""
    if start == math.inf:
        return ()
    for _, end, group in starts.get(start, ()):
        rest = _chain(starts, end)
        if rest or end == math.inf:
            return (group, *rest)
    return ()
