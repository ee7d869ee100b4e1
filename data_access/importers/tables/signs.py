"""What stands in a table in place of numbers or beside them, counted for the preview."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data_access.vocabulary import Status
from data_access.words import NOTHING, number

_FLAGS = {
    "provisional": "vorläufig",
    "revised": "berichtigt",
    "estimated": "geschätzt",
    "limited": "eingeschränkt aussagekräftig",
}


@dataclass(frozen=True)
class Sign:
    """A sign as printed (empty for a flag beside numbers), its meaning, and how often it occurs."""

    text: str
    meaning: str
    count: int

    @property
    def words(self) -> str:
        """For a report."""
        sign = f"„{self.text}“ " if self.text else ""
        return f"{sign}{self.meaning} ({number(self.count)})"


def signs_of(cells: pl.DataFrame) -> tuple[Sign, ...]:
    """Signs of cells that ``interpret_values`` has looked at, the most frequent first."""
    kinds = (
        cells.filter(pl.col("understood") & (pl.col("status") != Status.VALUE.value))
        .group_by("text", "status")
        .len()
        .sort("len", "text", descending=[True, False])
    )
    found = [
        Sign(text or "", NOTHING[Status(status)], count) for text, status, count in kinds.rows()
    ]
    sums = cells.select(pl.col(name).sum() for name in _FLAGS).row(0) if cells.height else ()
    found += [
        Sign("", word, int(count))
        for word, count in zip(_FLAGS.values(), sums, strict=False)
        if count
    ]
    return tuple(found)
