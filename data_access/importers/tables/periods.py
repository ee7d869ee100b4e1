"""Dates and periods as the offices print them: in titles, headers, rows and footnotes.

Everything here takes a text and says None where the text is not plainly what is looked for. A
comparison of years ("2024 / 2005"), a quarter, half a year or a date of two digits is no period.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from typing import Final

#: Years that a table of an office can be about.
_YEARS: Final = range(1800, 2200)

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan"),
            ("februar", "feb"),
            ("märz", "mär", "mrz"),
            ("april", "apr"),
            ("mai",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("dezember", "dez"),
        ),
        start=1,
    )
    for name in names
}

# The digits are those of the keyboard: Python's \d would take any script's.
_DAY = r"(?P<day>[0-3]?[0-9])\. ?(?P<month>[01]?[0-9])\."
_GERMAN_DATE = rf"{_DAY} ?(?P<year>[0-9]{{4}})(?![0-9])"
_ISO_DATE = r"(?P<iso_year>[0-9]{4})-(?P<iso_month>[0-9]{2})-(?P<iso_day>[0-9]{2})(?![0-9])"
_CLOCK = r"(?:(?: ?/ ?|[ T])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.0+)?)?)?"
_DATE = rf"(?:{_GERMAN_DATE}|{_ISO_DATE}){_CLOCK}"
_MONTH_YEAR = r"(?P<name>[^\W\d_]+)\.? ?(?P<named_year>[0-9]{4})(?![0-9])"
# "31.12.1)" is the last of December with a footnote; "20201)" is nothing.
_FOOTNOTES = re.compile(r"(?: ?\*\)?| ?[¹²³⁴⁵⁶⁷⁸⁹][)⁾]?|(?: |(?<=\.))[1-9]\))+$")
#: No date or period is longer; prose is not looked at.
_LONGEST: Final = 200

_WHOLE_DATE = re.compile(_DATE)
_WHOLE_MONTH_YEAR = re.compile(_MONTH_YEAR)
_DAY_AT_THE_END = re.compile(rf"(?:|.*\b(?:am|zum) ){_DAY}")
_MONTH_KEY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
_MONTH_SLASH = re.compile(r"(?P<month>[0-9]{2})/(?P<year>[0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_SPAN = re.compile(r"(?P<first>[0-9]{4})/(?P<second>[0-9]{4}|[0-9]{2})")

_LABEL = re.compile(
    r"(?:zum )?(?:Berichtszeitraum|Berichtsmonat|Berichtsjahr|Schuljahr|Stichtag|Zeitraum|Monat"
    r"|Jahr)(?: am| zum)?(?: ?: ?| )|(?:am|zum) ",
    re.IGNORECASE,
)
#: What else a header says behind its period: "…, Datenstand: Juli 2021", "… (Datenstand Mai 2020)".
_STATUS_BEHIND = re.compile(r"(?:, ?| ?\()(?:Daten|Gebiets)stand\b.*", re.IGNORECASE)

#: What somebody meant as a date: "31.02.2020", "31.12.20", "2020-13-01"; "2.1.10" is a number.
_MEANT = re.compile(
    r"(?<![0-9.])(?:[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4}|[0-9]{2}\.[0-9]{2}\.[0-9]{2}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])"
)
#: What stands between several periods; a hyphen may be part of one.
_BETWEEN = re.compile(
    r" ?(?:/(?! ?[0-2]?[0-9]:)|[,;&+]|\bund\b|\bbis\b|(?<= )[-–](?= )|–) ?", re.IGNORECASE
)
#: A cell that says of when the table is.
_DATED = re.compile(
    r"(?:Berichtszeitraum|Berichtsmonat|Berichtsjahr|Stichtag|Zeitraum|Monat|Jahr) ?: ?"
    r"(?P<text>.+)",
    re.IGNORECASE,
)

_DATA_STATUS = re.compile(rf"(?:\bDatenstand|^Stand) ?:? ?(?P<text>{_DATE}|{_MONTH_YEAR})")
_TERRITORIAL_STATUS = re.compile(rf"\bGebietsstand ?:? ?(?P<text>{_DATE}|{_MONTH_YEAR})")


def parse_date(text: str) -> date | None:
    """The day that a text is: ``31.12.2020*``, ``1.7.2017``, ``2007-06-30 00:00:00``."""
    match = _WHOLE_DATE.fullmatch(_without_footnotes(text))
    return _date(match) if match else None


def parse_month_year(text: str) -> str | None:
    """The key of the month that a text is: ``Dezember 2019``, ``Okt. 2020``, ``04/1991``."""
    plain = _without_footnotes(text)
    match = _WHOLE_MONTH_YEAR.fullmatch(plain)
    if match:
        month = _MONTHS.get(match["name"].casefold())
        return _month_key(int(match["named_year"]), month) if month else None
    match = _MONTH_KEY.fullmatch(plain) or _MONTH_SLASH.fullmatch(plain)
    return _month_key(int(match["year"]), int(match["month"])) if match else None


def parse_day_of_year(text: str) -> tuple[int, int] | None:
    """Month and day of a text that leaves the year to another cell.

    ``Stichtag: 30.06.*``, ``Einwohnerinnen und Einwohner am 31.12.1)``.
    """
    match = _DAY_AT_THE_END.fullmatch(_bare(text))
    if not match:
        return None
    month, day = int(match["month"]), int(match["day"])
    # A leap year, so that the last of February may stand there too.
    return (month, day) if _day(2000, month, day) else None


def parse_period(text: str) -> str | None:
    """The key of the period that a text is.

    A day, month, year or span of two years, with or without what it is called and what else the
    header says: ``Jahr: 2020*``, ``Stichtag: 30.06.2020, Datenstand: Juli 2021``, ``Juni 2019``,
    ``2016/17``.
    """
    plain = _bare(text)
    day = parse_date(plain)
    if day:
        return day.isoformat()
    if _YEAR.fullmatch(plain):
        return plain if int(plain) in _YEARS else None
    return parse_month_year(plain) or _span(plain)


def several_days(text: str) -> tuple[str, ...]:
    """The days or months of a text that is nothing but several: ``31.12.2019 / 31.12.2020``.

    None where it is a single one, or one of them a bare year: "2024 / 2005" is a comparison.
    """
    parts = [part for part in _BETWEEN.split(_bare(text)) if part]
    found = tuple(dict.fromkeys(key for part in parts if (key := _day_or_month(part))))
    return found if len(found) > 1 and all(map(_day_or_month, parts)) else ()


def _day_or_month(text: str) -> str | None:
    plain = _bare(text)
    day = parse_date(plain)
    return day.isoformat() if day else parse_month_year(plain)


def unreadable_date(text: str) -> str | None:
    """What in a title or header was meant as a date and is none, or cannot be read.

    ``31.02.2020`` in any text, whatever stands behind "Stichtag:" or "Jahr:" and is neither
    period nor day of a year, and several days in one cell.
    """
    plain = _without_footnotes(text)
    if several_days(plain):
        return plain
    for match in _MEANT.finditer(plain):
        if parse_date(match[0]) is None:
            return match[0]
    label = _DATED.fullmatch(_STATUS_BEHIND.sub("", plain))
    if label is None or parse_period(plain) or parse_day_of_year(plain):
        return None
    return label["text"]


def find_data_status(text: str) -> date | None:
    """The day of the Datenstand that a text names; of a month, its last day.

    ``Stand: 14.12.2017 / 15:51:18`` counts only at the beginning: in the middle of a footnote it
    is about something else.
    """
    return _status(_DATA_STATUS, text)


def find_territorial_status(text: str) -> date | None:
    """The day of the Gebietsstand that a text names; of a month, its last day."""
    return _status(_TERRITORIAL_STATUS, text)


def _status(pattern: re.Pattern[str], text: str) -> date | None:
    match = pattern.search(_spaced(text))
    if not match:
        return None
    day = parse_date(match["text"])
    if day:
        return day
    month = parse_month_year(match["text"])
    if month is None:
        return None
    year, number = map(int, month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


def _spaced(text: str) -> str:
    """The text with single ordinary spaces, and letters in one piece."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _without_footnotes(text: str) -> str:
    return _FOOTNOTES.sub("", _spaced(text)) if len(text) <= _LONGEST else ""


def _bare(text: str) -> str:
    """The text without what it is called, and without what stands behind it."""
    plain = _STATUS_BEHIND.sub("", _without_footnotes(text))
    label = _LABEL.match(plain)
    return _without_footnotes(plain[label.end() :] if label else plain)


def _date(match: re.Match[str]) -> date | None:
    parts = ("iso_year", "iso_month", "iso_day") if match["iso_year"] else ("year", "month", "day")
    return _day(*(int(match[part]) for part in parts))


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _month_key(year: int, month: int) -> str | None:
    return f"{year}-{month:02}" if year in _YEARS and 1 <= month <= 12 else None


def _span(text: str) -> str | None:
    match = _SPAN.fullmatch(text)
    if not match:
        return None
    first = int(match["first"])
    follows = f"{first + 1}".endswith(match["second"])
    return f"{first}/{first + 1}" if follows and first in _YEARS else None
