"""What stands above a table: what it counts, when, and of which status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from data_access.importers.files.grids import Position
from data_access.importers.layouts.lsn_report.anatomy import Anatomy, without_number
from data_access.importers.names.text import collapsed
from data_access.importers.tables.headers import Sheet
from data_access.importers.tables.periods import (
    find_territorial_status,
    parse_period,
    unreadable_date,
)

#: "Leistungen1) in": a number with a bracket behind a word; other marks anywhere.
_MARK: Final = re.compile(r"(?<=[^\W\d_]) ?[1-9][0-9]?\)| ?[¹²³⁴⁵⁶⁷⁸⁹]+[)⁾]?| ?\*+\)?")
_STATUS: Final = re.compile(r"[ ,(]*\b(?:Gebiets|Daten)stand\b.*")
_WHEN: Final = re.compile(
    r",?(?: -| –)? ?\b(?:(?:zum|am)(?: Stichtag)? (?P<day>[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4})"
    r"|(?:im )?Jahre? (?P<year>[0-9]{4})|im (?P<month>[^\W\d_]+ [0-9]{4}))(?![0-9])"
)
#: Any day, whatever stands before it: two of them make a comparison.
_DAY: Final = re.compile(r"[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4}(?![0-9])")


@dataclass(frozen=True)
class Title:
    """The title of a table.

    Attributes:
        text: all of it, without footnote marks.
        subject: what the table counts: the title without number and date.
        periods: keys of all periods it names; only one says what the values are of.
        dated: the cell that names a period.
        unreadable: the first cell with a date that is none.
    """

    text: str
    subject: str
    periods: tuple[str, ...]
    territorial_status: date | None
    dated: Position
    unreadable: Position | None

    @property
    def period(self) -> str | None:
        """The period of the values."""
        return self.periods[0] if len(self.periods) == 1 else None


def read_title(sheet: Sheet, anatomy: Anatomy) -> Title:
    """The title above a table."""
    places = list(_places(sheet, anatomy))
    lines = [sheet.text(*place) for place in places]
    text = without_marks_inside(" ".join(lines))
    plain = _STATUS.sub("", text)
    return Title(
        text=text,
        subject=collapsed(_WHEN.sub(" ", without_number(plain))),
        periods=_periods(plain),
        territorial_status=next(filter(None, map(find_territorial_status, lines)), None),
        dated=next(
            (one for one in places if _periods(_STATUS.sub("", sheet.text(*one)))), places[0]
        ),
        unreadable=next((one for one in places if unreadable_date(sheet.text(*one))), None),
    )


def _periods(plain: str) -> tuple[str, ...]:
    named = [match[match.lastgroup or 0] for match in _WHEN.finditer(plain)]
    found = filter(None, map(parse_period, (*named, *_DAY.findall(plain))))
    return tuple(dict.fromkeys(found))


def _places(sheet: Sheet, anatomy: Anatomy) -> Iterator[Position]:
    """Cells from the title to the headers, not right of the table."""
    yield anatomy.head.title
    for row in range(anatomy.head.title[0], anatomy.top):
        for column in sheet.filled(row):
            others = column <= anatomy.last and (row, column) != anatomy.head.title
            if others and sheet.number(row, column) is None:
                yield row, column


def without_marks_inside(text: str) -> str:
    """A text without footnote marks behind any of its words."""

    def kept(match: re.Match[str]) -> str:
        before = text[: match.start()]
        inside = before.rfind("(") > before.rfind(")")
        return match[0] if inside and match[0].endswith(")") else ""

    return collapsed(_MARK.sub(kept, text))
