"""What stands above the values: what each column is, and what the whole table is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from data_access.importers.layouts.lsn.blocks import Block
from data_access.importers.layouts.lsn.sheet import Position, Sheet
from data_access.importers.names.text import collapsed, text_key, without_marks
from data_access.importers.tables.cells import JOINT
from data_access.importers.tables.periods import (
    find_territorial_status,
    parse_day_of_year,
    parse_period,
    unreadable_date,
)

#: Lines of a title that are about the publisher and not about the table.
_IMPRINT: Final = re.compile(
    r"©|Vervielfältigung und Verbreitung|Excel-Datei herunterladen|SN-Online|"
    r"^Landesamt für Statistik Niedersachsen"
)
#: A footnote in front of what it belongs to: "1) Fläche".
_NUMBERED: Final = re.compile(r"^[1-9]\)\s*")
#: Beginnings of headers that are in lower case and still go on no other text.
_OWN: Final = ("insgesamt", "zusammen", "davon", "darunter", "männlich", "weiblich")
_WOMEN: Final = {text_key("männlich"): "Weiblich"}


@dataclass(frozen=True)
class Title:
    """What the title of a table says.

    Attributes:
        periods: keys of the periods it names, each with its first place.
        day: month and day of a Stichtag whose year stands beside the values.
        unreadable: the first cell with a date that is none.
    """

    text: str
    periods: dict[str, Position]
    day: tuple[int, int] | None
    territorial_status: date | None
    unreadable: Position | None = None


def read_title(sheet: Sheet, block: Block) -> Title:
    """The title above a table."""
    lines: list[str] = []
    periods: dict[str, Position] = {}
    day: tuple[int, int] | None = None
    status: date | None = None
    unreadable: Position | None = None
    for position, text in _title_cells(sheet, block):
        status = status or find_territorial_status(text)
        if unreadable_date(text):
            unreadable = unreadable or position
        elif period := parse_period(text):
            periods.setdefault(period, position)
        elif found := parse_day_of_year(text):
            day = day or found
        elif not _IMPRINT.search(text):
            lines.append(text)
    return Title(" ".join(dict.fromkeys(lines)), periods, day, status, unreadable)


def _title_cells(sheet: Sheet, block: Block) -> Iterator[tuple[Position, str]]:
    """Cells above the headers; beside them, only in rows that hold no header of a label."""
    for row in range(block.top, block.header):
        for column in range(block.left, block.last + 1):
            if text := sheet.text(row, column):
                yield (row, column), text


def read_series(sheet: Sheet, block: Block) -> dict[int, str]:
    """What each value column is: its headers, outer ones first."""
    spread = _spread(sheet, block)
    series: dict[int, str] = {}
    for column in block.values:
        parts: list[str] = []
        for row in range(block.header, block.numbers):
            group = (row, column) in spread
            text = _cell(spread.get((row, column)) or sheet.raw(row, column))
            if text:
                _append(parts, text, group=group)
        series[column] = JOINT.join(without_marks(part) for part in parts)
    return series


def header_places(sheet: Sheet, block: Block, series: Mapping[int, str]) -> dict[str, Position]:
    """Where each text of the headers stands first, or begins."""
    spread = _spread(sheet, block)
    places: dict[str, Position] = {}
    for column, text in series.items():
        for row in range(block.header, block.numbers):
            own = without_marks(_cell(spread.get((row, column)) or sheet.raw(row, column)))
            for part in text.split(JOINT):
                if own and part.startswith(own.rstrip("-")):
                    places.setdefault(part, (row, column))
    return places


def overhanging(sheet: Sheet, block: Block) -> Iterator[tuple[Position, int]]:
    """Merged headers that reach beyond the last value column, and by how many columns.

    Programmes that delete columns leave the merged cells above them as they were.
    """
    for top, left, bottom, right in sheet.grid.merged:
        inside = block.header <= top and bottom < block.numbers
        if inside and block.first <= left <= block.last < right:
            yield (top, left), right - block.last


def without_women(series: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Columns of men beside which those of women are missing, and what those are called.

    Women alone are often told ("darunter weiblich"), men alone never.
    """
    present = {tuple(map(text_key, text.split(JOINT))) for text in series.values()}
    for column, text in series.items():
        *above, own = text.split(JOINT)
        women = _WOMEN.get(text_key(own))
        if women and (*map(text_key, above), text_key(women)) not in present:
            yield column, women if own[0].isupper() else women.lower()


def _spread(sheet: Sheet, block: Block) -> dict[Position, str]:
    """Texts of merged cells over several value columns, in every column once."""
    texts: dict[Position, str] = {}
    for top, left, bottom, right in sheet.grid.merged:
        inside = block.header <= top and bottom < block.numbers
        if inside and left < right and block.first <= left and right <= block.last:
            for column in range(left, right + 1):
                texts[top, column] = sheet.raw(top, left)
    return texts


def _cell(raw: str) -> str:
    """The lines of a header in one, without the footnote in front of it."""
    joined = ""
    for line in filter(None, map(collapsed, raw.splitlines())):
        joined = _continued(joined, line) if joined else line
    return _NUMBERED.sub("", joined)


def _append(parts: list[str], text: str, *, group: bool) -> None:
    """A header below others is one of its own, or goes on the one above it.

    A page of the web, copied, puts the lines of one header into cells of their own: "Ein-",
    "wohner", "je qkm".
    """
    goes_on = parts and not group and text[0].islower() and not text.startswith(_OWN)
    if goes_on:
        parts[-1] = _continued(parts[-1], text)
    else:
        parts.append(text)


def _continued(text: str, line: str) -> str:
    if text.endswith("-") and line[0].islower():
        return text[:-1] + line
    return f"{text} {line}"
