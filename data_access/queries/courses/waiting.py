"""Who waits for a course, by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, select

from data_access import frames
from data_access.disclosure import Leaf, withheld_sums
from data_access.queries.courses.shared import frame_of, same
from data_access.schema import courses as table


@dataclass(frozen=True, eq=False)
class Waiting:
    """Waiting persons by month: all, by weeks waited, and by programme."""

    all: pl.DataFrame
    by_class: pl.DataFrame
    by_programme: pl.DataFrame


def read_waiting(connection: Connection, county_key: str, limit: int) -> Waiting:
    """Waiting persons by month; whatever could be subtracted is withheld too."""
    waiting, programme = table.WaitingClass, table.CourseProgramme
    statement = (
        select(
            waiting.month,
            waiting.programme_code,
            programme.name,
            waiting.weeks_from,
            waiting.weeks_to,
            waiting.persons,
        )
        .join(programme, same(waiting, programme, programme_code="code"))
        .where(waiting.county_key == county_key)
        .order_by(waiting.month, programme.position, waiting.weeks_from)
    )
    listed: list[Row[Any]] = list(connection.execute(statement))
    months: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in listed:
        months[row.month].append(row)
    every, classes, programmes = [], [], []
    for month, rows in months.items():
        sums: dict[Any, int] = defaultdict(int)
        leaves = []
        for row in rows:
            long = row.weeks_from >= frames.LONG_WAIT_WEEKS
            cells = frozenset(
                {
                    ("all",),
                    ("half", long),
                    ("class", row.weeks_from),
                    ("programme", row.programme_code),
                    ("programme", row.programme_code, long),
                }
            )
            leaves.append(Leaf(row.programme_code, str(row.weeks_from), row.persons, cells))
            for cell in cells:
                sums[cell] += row.persons
        withheld = withheld_sums(leaves, limit=limit)
        shown = {cell: None if cell in withheld else number for cell, number in sums.items()}
        every.append((month, shown["all",], shown.get(("half", True), 0)))
        classes += [
            (month, *weeks, shown["class", weeks[0]])
            for weeks in sorted({(row.weeks_from, row.weeks_to) for row in rows}, key=str)
        ]
        programmes += [
            (month, code, name, shown["programme", code], shown.get(("programme", code, True), 0))
            for code, name in dict.fromkeys((row.programme_code, row.name) for row in rows)
        ]
    return Waiting(
        frame_of(every, frames.WAITING),
        frame_of(classes, frames.WAITING_BY_CLASS).sort("month", "weeks_from"),
        frame_of(programmes, frames.WAITING_BY_PROGRAMME),
    )
