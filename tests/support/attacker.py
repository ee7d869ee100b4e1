"""Somebody with pencil and paper who works out withheld counts from the ones that are shown.

They know which cells add up to which, and that a withheld count is at least one: zeros are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

Cell = TypeVar("Cell")
Sums = Sequence[tuple[Cell, Sequence[Cell]]]
_Bounds = dict[Cell, tuple[int, int]]


def computable(
    truth: Mapping[Cell, int],
    withheld: Iterable[Cell],
    sums: Sums[Cell],
    *,
    never_shown: Iterable[Cell] = (),
) -> list[Cell]:
    """Withheld cells whose value is the only one that fits everything shown.

    Args:
        truth: the counts of all cells.
        withheld: the cells that are not shown.
        sums: totals with their parts.
        never_shown: cells that are shown nowhere, small or not; they may be zero.
    """
    hidden = sorted(set(withheld), key=str)
    unknown = set(never_shown)
    most = max(truth.values(), default=0) + len(truth)
    bounds = {
        cell: (0, most) if cell in unknown else (1, most) if cell in hidden else (number, number)
        for cell, number in truth.items()
    }
    return [cell for cell in hidden if not _another_value_fits(cell, truth[cell], bounds, sums)]


def _another_value_fits(cell: Cell, true: int, bounds: _Bounds[Cell], sums: Sums[Cell]) -> bool:
    low, high = bounds[cell]
    others = sorted((n for n in range(low, high + 1) if n != true), key=lambda n: abs(n - true))
    return any(_fits({**bounds, cell: (number, number)}, sums) for number in others)


def _fits(bounds: _Bounds[Cell], sums: Sums[Cell]) -> bool:
    narrowed = _narrow(bounds, sums)
    if narrowed is None:
        return False
    open_cells = [cell for cell, (low, high) in narrowed.items() if low < high]
    if not open_cells:
        return True
    cell = min(open_cells, key=lambda one: narrowed[one][1] - narrowed[one][0])
    low, high = narrowed[cell]
    return any(_fits({**narrowed, cell: (n, n)}, sums) for n in range(low, high + 1))


def _narrow(bounds: _Bounds[Cell], sums: Sums[Cell]) -> _Bounds[Cell] | None:
    """Bounds that follow from the sums, or None where nothing fits."""
    found = dict(bounds)
    changed = True
    while changed:
        changed = False
        for total, parts in sums:
            signed = [(total, -1), *((part, 1) for part in parts)]
            for cell, sign in signed:
                # sign * cell = -(all the others)
                rest = [
                    (found[other][0], found[other][1])
                    if s > 0
                    else (-found[other][1], -found[other][0])
                    for other, s in signed
                    if other != cell
                ]
                least, most = -sum(high for _, high in rest), -sum(low for low, _ in rest)
                if sign < 0:
                    least, most = -most, -least
                low, high = max(found[cell][0], least), min(found[cell][1], most)
                if low > high:
                    return None
                if (low, high) != found[cell]:
                    found[cell] = (low, high)
                    changed = True
    return found
