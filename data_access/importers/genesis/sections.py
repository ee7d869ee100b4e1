"""The parts of a table of a GENESIS database: titles, headers, rows, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

#: "GENESIS-Tabelle: 12411-01-01-4"; since 2024 without the first word.
TABLE = re.compile(r"(?:GENESIS-)?Tabelle: ?(?P<id>[0-9A-Z]{3,5}(?:-[0-9A-Z]{1,4}){1,3})")
_RULE = re.compile(r"_{4,}")

#: The line in which a row begins, and its fields without spaces around them.
Row = tuple[int, list[str]]


@dataclass
class Sections:
    """Rows of one table by what they are; empty rows are in none of them.

    Attributes:
        titles: the row with the table's key, and those below.
        headers: rows whose first field is empty.
        rows: what stands between headers and footnotes.
        footnotes: the line of underscores and everything behind it.
    """

    table_id: str
    titles: list[Row] = field(default_factory=list)
    headers: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    footnotes: list[Row] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Put the next row of the file where it belongs."""
        first = row[1][0]
        if self.footnotes or _RULE.fullmatch(first):
            self.footnotes.append(row)
        elif self.rows or (self.headers and first):
            self.rows.append(row)
        elif first:
            self.titles.append(row)
        else:
            self.headers.append(row)


def table_id_of(text: str) -> str | None:
    """The key that a title names, or None where the text is no such title."""
    match = TABLE.fullmatch(" ".join(text.split()))
    return match["id"] if match else None


def sections_of(rows: Iterable[Row]) -> Iterator[Sections]:
    """The tables of a file, one behind the other; mostly there is one."""
    current: Sections | None = None
    for line, fields in rows:
        row = (line, [text.strip() for text in fields])
        if not any(row[1]):
            continue
        named = table_id_of(row[1][0])
        if named and (current is None or current.footnotes or current.rows):
            if current is not None:
                yield current
            current = Sections(named)
        if current is not None:
            current.take(row)
    if current is not None:
        yield current


def filled(rows: Sequence[Row]) -> int:
    """Number of fields that are not empty."""
    return sum(bool(text) for _, fields in rows for text in fields)
