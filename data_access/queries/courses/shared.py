"""What the queries of courses share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
from sqlalchemy import and_

from data_access import frames


def same(left: Any, right: Any, **pairs: str) -> Any:
    """The condition that rows of a county belong together, by pairs of columns."""
    return and_(
        left.county_key == right.county_key,
        *(getattr(left, a) == getattr(right, b) for a, b in pairs.items()),
    )


def frame_of(rows: Iterable[tuple[Any, ...]], schema: frames.Schema) -> pl.DataFrame:
    """Rows as a frame."""
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def unless_small(number: int, limit: int) -> int | None:
    """A number that no other number shown can be subtracted from."""
    return None if 0 < number < limit else number
