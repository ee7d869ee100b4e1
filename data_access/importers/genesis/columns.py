"""What the columns of a table of a GENESIS database are, told by headers and contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from data_access.importers.genesis.sections import Row, Sections
from data_access.importers.tables.cells import JOINT
from data_access.importers.tables.periods import parse_period, unreadable_date

_KEY = re.compile(r"DG|[0-9]{2,12}")
#: What stands above periods and says nothing of the values.
_TIMES = frozenset({"Stichtag", "Jahr", "Jahre", "Zeit", "Monat", "Monate"})


@dataclass(frozen=True)
class Header:
    """A column of values: what it says of them, and of when they are."""

    series: str
    period: str | None


@dataclass(frozen=True)
class Columns:
    """Columns of a table, counted from 0.

    Attributes:
        width: number of fields of a full row.
        period, code, name: columns of labels; None where the table has none.
        items: columns of further labels.
        values: headers of the columns of values; one without any header text is not among them.
    """

    width: int
    labels: int
    period: int | None
    code: int | None
    name: int | None
    items: tuple[int, ...]
    values: dict[int, Header]


def columns_of(sections: Sections) -> Columns:
    """Tell the columns apart."""
    width = max((len(fields) for _, fields in sections.headers), default=0)
    labels = min((_indentation(fields) for _, fields in sections.headers), default=0)
    period = _first(range(labels), sections.rows, _are_periods)
    others = [column for column in range(labels) if column != period]
    code = _first(others, sections.rows, _are_keys)
    others = [column for column in others if column != code]
    name = next((column for column in others if code is not None and column > code), None)
    return Columns(
        width=width,
        labels=labels,
        period=period,
        code=code,
        name=name,
        items=tuple(column for column in others if column != name),
        values=_headers(sections.headers, range(labels, width), in_rows=period is not None),
    )


def tidy(text: str) -> str:
    """A label with single spaces, and without what joins several."""
    return " ".join(text.split()).replace("|", "/")


def _indentation(fields: Sequence[str]) -> int:
    return next((number for number, text in enumerate(fields) if text), len(fields))


def _first(
    columns: Iterable[int], rows: Sequence[Row], fits: Callable[[set[str]], bool]
) -> int | None:
    for column in columns:
        texts = {fields[column] for _, fields in rows if column < len(fields)} - {""}
        if texts and fits(texts):
            return column
    return None


def _are_periods(texts: set[str]) -> bool:
    """A date that is none is meant as one all the same."""
    return all(parse_period(text) or unreadable_date(text) for text in texts)


def _are_keys(texts: set[str]) -> bool:
    return all(_KEY.fullmatch(text) for text in texts)


def _headers(rows: Sequence[Row], columns: range, *, in_rows: bool) -> dict[int, Header]:
    lines = [_filled_up(fields, columns) for _, fields in rows]
    times = None if in_rows else next((line for line in lines if _are_times(line)), None)
    texts = [line for line in lines if line is not times and not (times and _names_time(line))]
    found = {}
    for place, column in enumerate(columns):
        parts = [tidy(line[place]) for line in texts if line[place]]
        period = parse_period(times[place]) if times else None
        if parts or period:
            found[column] = Header(JOINT.join(parts), period)
    return found


def _filled_up(fields: Sequence[str], columns: range) -> list[str]:
    return [fields[column] if column < len(fields) else "" for column in columns]


def _are_times(line: Sequence[str]) -> bool:
    texts = set(line) - {""}
    return bool(texts) and _are_periods(texts)


def _names_time(line: Sequence[str]) -> bool:
    return set(line) - {""} <= _TIMES
