"""The title block: what the table is, about which area and when, and of which status."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data_access.importers.files.grids import Position
from data_access.importers.layouts.ba.anatomy import Anatomy
from data_access.importers.names.text import collapsed, split_code
from data_access.importers.tables.headers import Sheet
from data_access.importers.tables.periods import (
    find_data_status,
    find_territorial_status,
    parse_period,
    unreadable_date,
)

#: Names of BA's statistics, which stand above the title in some workbooks.
_TOPIC = re.compile(r"(?:\w+statistik|Statistik)(?: nach dem SGB II+)?")
_NUMBER = re.compile(r"^(?:Tab(?:elle|\.)? ?)?\d+(?:\.\d+)*[a-z]?[.:)]?\s+(?=\D)")
_MONTH = "(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
#: Delivered every month, a table keeps its name.
_WHEN = re.compile(
    r",?(?: [-–])?(?: im| am| zum)?(?: Stichtag)? "
    rf"\(?(?:{_MONTH} \d{{4}}|\d\d?\.\d\d?\.\d{{4}})\)?$"
)
_STATUS = re.compile(r"\s*\(?\b(?:Gebiets|Daten)stand\b.*")
_SERIES = re.compile(r"Zeitreihe\b")
_AREA_PREFIX = re.compile(r"(?:Bundesland|Region|Gebiet) ?:? ")
#: An area is named in a few words; what is longer is prose.
_AREA_LENGTH = 80


@dataclass(frozen=True)
class Title:
    """The title block.

    Attributes:
        text: the title with its number.
        table_id: the title without number and date, which is what BA calls a table by.
        area_code, area_name: what the whole table is about; empty where it does not say so.
        period: key of the period; None where the rows bear theirs.
        dated: where it stands.
        named: where the area is named.
        unreadable: the first cell with a date that is none.
    """

    text: str
    table_id: str
    area_code: str
    area_name: str
    period: str | None
    territorial_status: date | None
    data_status: date | None
    dated: Position | None = None
    unreadable: Position | None = None
    named: Position | None = None


def read_title(sheet: Sheet, anatomy: Anatomy) -> Title:
    """The title block of a table."""
    places = _lines(sheet, anatomy)
    lines = [sheet.text(*place) for place in places]
    text, *others = lines or [""]
    everywhere = [*lines, *_behind(sheet, anatomy)]
    code, name, line = _area(others)
    dated = next((place for place in places[1:] if parse_period(sheet.text(*place))), None)
    return Title(
        text=text,
        table_id=_table_id(text),
        area_code=code,
        area_name=name,
        period=parse_period(sheet.text(*dated)) if dated else None,
        territorial_status=_first(find_territorial_status, everywhere),
        data_status=_first(find_data_status, everywhere),
        dated=dated,
        unreadable=next((one for one in places if unreadable_date(sheet.text(*one))), None),
        named=places[1 + others.index(line)] if line else None,
    )


def _lines(sheet: Sheet, anatomy: Anatomy) -> list[Position]:
    """The first cell of each row above the headers that begins left of the values."""
    found = []
    for row in range(1, anatomy.top):
        columns = [column for column in sheet.filled(row) if column < anatomy.values[0]]
        if columns and not _TOPIC.fullmatch(sheet.text(row, columns[0])):
            found.append((row, columns[0]))
    return found


def _behind(sheet: Sheet, anatomy: Anatomy) -> list[str]:
    rows = range(anatomy.end, sheet.height + 1)
    return [sheet.text(row, column) for row in rows for column in sheet.filled(row)]


def _table_id(title: str) -> str:
    return collapsed(_WHEN.sub("", _NUMBER.sub("", title)))


def _area(lines: list[str]) -> tuple[str, str, str]:
    """Code and name of what the table is about, and the line that says so."""
    stated = [line for line in lines if find_territorial_status(line)]
    for line in (*stated, *lines):
        name = collapsed(_STATUS.sub("", line)).rstrip(",")
        is_area = name and len(name) <= _AREA_LENGTH and not _SERIES.match(name)
        if is_area and not parse_period(line):
            return (*split_code(_AREA_PREFIX.sub("", name)), line)
    return "", "", ""


def _first(find: Callable[[str], date | None], texts: list[str]) -> date | None:
    return next((day for day in map(find, texts) if day), None)
