"""The last step before a frame leaves: small cells of the office's own counts are withheld.

Official statistics arrive protected; our own counts do not. A count below the limit is withheld,
and where it could be worked out from a total, the next smallest count beside it as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from data_access.vocabulary import Status

_TOTAL_GROUPS = {"insgesamt"}
_TOTAL_KINDS = {"county", "aggregate"}

Cell = tuple[str, str, str]


def withhold_small_cells(frame: pl.DataFrame, *, limit: int) -> pl.DataFrame:
    """Withhold counts of 1 to ``limit - 1`` persons, and what would reveal them.

    Args:
        frame: with the columns of ``frames.FIGURES``, counts of persons of one statistic.
        limit: smallest count that may be shown; 0 is shown, it names nobody.

    Returns:
        The frame with ``number`` null and status ``confidential`` in withheld cells.
    """
    numbers: dict[Cell, float] = {}
    kinds: dict[str, str] = {}
    columns = ("area_key", "area_kind", "group_code", "period", "number")
    for area, kind, group, period, number in frame.select(columns).iter_rows():
        kinds[area] = kind
        if number is not None:
            numbers[area, group, period] = number
    withheld = {cell for cell, number in numbers.items() if 0 < number < limit}
    if not withheld:
        return frame
    lines = _lines(numbers, kinds)
    changed = True
    while changed:
        changed = False
        for line in lines:
            hidden = [cell for cell in line if cell in withheld]
            if len(hidden) != 1:
                continue
            open_cells = [c for c in line if c not in withheld and numbers[c] > 0]
            if open_cells:
                withheld.add(min(open_cells, key=lambda cell: (numbers[cell], cell)))
                changed = True
    keys = pl.DataFrame(
        sorted(withheld),
        schema={"area_key": pl.String, "group_code": pl.String, "period": pl.String},
        orient="row",
    ).with_columns(pl.lit(True).alias("withheld"))
    hide = pl.col("withheld").is_not_null()
    return (
        frame.join(keys, on=["area_key", "group_code", "period"], how="left", maintain_order="left")
        .with_columns(
            pl.when(hide).then(None).otherwise(pl.col("number")).alias("number"),
            pl.when(hide)
            .then(pl.lit(Status.CONFIDENTIAL.value))
            .otherwise(pl.col("status"))
            .alias("status"),
            pl.when(hide)
            .then(pl.lit(""))
            .otherwise(pl.col("original_text"))
            .alias("original_text"),
        )
        .drop("withheld")
    )


def _lines(numbers: Iterable[Cell], kinds: dict[str, str]) -> list[list[Cell]]:
    """Sets of cells whose sum is shown: groups of one area, areas of one group."""
    by_area: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    by_group: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in numbers:
        area, group, period = cell
        if group not in _TOTAL_GROUPS:
            by_area[area, period].append(cell)
        if kinds[area] not in _TOTAL_KINDS:
            level = "member" if kinds[area] == "member_municipality" else "municipality"
            by_group[group, period, level].append(cell)
    return [*by_area.values(), *by_group.values()]
