"""What lines of yearly values have in common: their rows, table and alternative text."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboard import german
from dashboard.charts.model import Table
from dashboard.views.values import Dated
from data_access.domain import County, Series


def of_county(series: Series, county: County) -> Series:
    """The rows that a line of the whole county is drawn from."""
    return series.only((pl.col("area_key") == county.key) & (pl.col("group_code") == "insgesamt"))


def years_table(heads: tuple[str, ...], found: Sequence[list[Dated]]) -> Table:
    """A table of periods in rows and lines in columns."""
    keys = {one.period: german.period(one.period) for line in found for one in line}
    tables = [{one.period: one for one in line} for line in found]
    rows = []
    for period in sorted(keys, reverse=True):
        cells = [
            german.number(table[period].number) + (" v" if table[period].value.provisional else "")
            if period in table
            else german.DASH
            for table in tables
        ]
        rows.append((keys[period], *cells))
    return Table(heads, tuple(rows))


def line_alt(subject: str, found: list[Dated]) -> str:
    """Alternative text of one line: both ends and the highest value."""
    first, last = found[0], found[-1]
    high = max(found, key=lambda one: one.number)
    return (
        f"Liniendiagramm: {subject} von {german.period(first.period)} "
        f"({german.number(first.number)}) bis {german.period(last.period)} "
        f"({german.number(last.number)}); höchster Wert {german.number(high.number)} "
        f"({german.period(high.period)})."
    )
