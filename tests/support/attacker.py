"""Somebody who works out withheld counts from the ones that are shown.

They know which cells add up to which, and that a withheld count is at least one: zeros are shown.
An integer program finds other counts that fit everything shown, where there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Cell = TypeVar("Cell")
Sums = Sequence[tuple[Cell, Sequence[Cell]]]


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
    hidden, unknown = set(withheld), set(never_shown)
    if not hidden:
        return []
    cells = list(truth)
    place = {cell: index for index, cell in enumerate(cells)}
    counts = np.array([truth[cell] for cell in cells], dtype=float)
    most = counts.max() + len(cells)
    low, high = counts.copy(), counts.copy()
    for cell in hidden | unknown:
        low[place[cell]] = 0 if cell in unknown else 1
        high[place[cell]] = most
    rows = np.zeros((len(sums), len(cells)))
    for row, (total, parts) in zip(rows, sums, strict=True):
        row[place[total]] -= 1
        for part in parts:
            row[place[part]] += 1
    fits, limits = LinearConstraint(rows, 0, 0), Bounds(low, high)
    left = {place[cell] for cell in hidden}
    found = []
    for index in sorted(left):
        if index not in left:
            continue
        for sign in (1, -1):
            aim = np.zeros(len(cells))
            aim[index] = sign
            answer = milp(aim, integrality=1, bounds=limits, constraints=fits)
            if not answer.success:
                raise ValueError(f"The counts do not fit their own sums: {answer.message}")
            # Every cell that differs in this solution has another value that fits.
            left -= set(np.flatnonzero(np.abs(answer.x - counts) > 0.5).tolist())
            if index not in left:
                break
        else:
            found.append(cells[index])
    return sorted(found, key=str)
