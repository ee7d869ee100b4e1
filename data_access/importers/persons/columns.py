"""Columns that hold birthdays or numbers of the register, told by what stands in them alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import polars as pl

_DATE = re.compile(
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?: 00:00:00)?"
    r"|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})"
)
_AZR = "[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{6}"
#: Keys of areas look like numbers of the register and are named so.
_KEYS = r"\b(?:ars|ags|rs|\w*schluessel|code|key|gebiet\w*|region\w*)\b|code"
#: Headers of columns of days on which something begins, ends or is due: over the years there are as
#: many of them as of birthdays.
_OF_THINGS = (
    r"^(?:beginn|ende|stichtag|(?:naechster |ziel)?termin|faellig am|ausgangswert vom"
    r"|(?:beschlossen|bewertet|ausgewertet|vorgesehen|erledigt) am)$"
)
_FEW = 5
#: Dates of integration courses begin with their law.
_BORN_BEFORE = 2004


class Contents:
    """What the columns of a source hold, part after part of it."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._dates: defaultdict[int, set[str]] = defaultdict(set)
        self._numbers: defaultdict[int, set[str]] = defaultdict(set)
        self._keys: set[int] = set()
        self._of_things: set[int] = set()

    def add(
        self, texts: pl.DataFrame, columns: pl.Series, plain: pl.Series
    ) -> dict[int, list[str]]:
        """Add texts of some columns.

        Args:
            texts: ``column`` and ``text``.
            columns: of those texts that have letters.
            plain: these texts as ``plain_texts`` makes them.

        Returns:
            Texts that are days, by column, without spaces around them.
        """
        days = _whole(texts, _DATE.pattern)
        for column, listed in days.items():
            self._dates[column].update(listed)
        for column, listed in _whole(texts, _AZR).items():
            self._numbers[column].update(listed)
        self._keys.update(columns.filter(plain.str.contains(_KEYS)).unique().to_list())
        self._of_things.update(columns.filter(plain.str.contains(_OF_THINGS)).unique().to_list())
        return days

    def found(self) -> tuple[str, int] | None:
        """What a column holds, and which one."""
        for column, texts in self._dates.items():
            if column not in self._of_things and _are_birth_dates(texts):
                return "eine Spalte mit Geburtsdaten", column
        for column, texts in self._numbers.items():
            months = {text[2:6] for text in texts}
            if column not in self._keys and min(len(texts), len(months)) >= _FEW:
                return "eine Spalte mit AZR-Nummern", column
        return None


def _whole(texts: pl.DataFrame, pattern: str) -> dict[int, list[str]]:
    """Those texts that are nothing but the pattern, by column, without spaces around them."""
    found = texts.filter(pl.col("text").str.contains(rf"^\s*(?:{pattern})\s*$"))
    return by_column(found.with_columns(pl.col("text").str.strip_chars()))


def by_column(texts: pl.DataFrame) -> dict[int, list[str]]:
    """``text`` of each ``column``, for those that have any."""
    found: dict[int, list[str]] = {}
    for column, text in texts.select("column", "text").iter_rows():
        found.setdefault(column, []).append(text)
    return found


def of_birth(days: Iterable[str]) -> list[str]:
    """Of different days those on which somebody may have been born.

    Reporting dates are the last or first days of months, and courses, agencies and offers that a
    table names are younger than most people in it. Offices write the first of January where they
    know the year only.
    """
    return [text for text in days if any(map(_may_be_birthday, _dates({text})))]


def _may_be_birthday(day: tuple[int, int, int]) -> bool:
    year, month, number = day
    if not 1900 < year <= _BORN_BEFORE:
        return False
    return 1 < number < 28 or (month, number) == (1, 1)


def _dates(texts: set[str]) -> Iterator[tuple[int, int, int]]:
    for match in filter(None, map(_DATE.fullmatch, texts)):
        if match["y"]:
            yield int(match["y"]), int(match["m"]), int(match["d"])
        else:
            yield int(match[6]), int(match[5]), int(match[4])


def _are_birth_dates(texts: set[str]) -> bool:
    """Many days of many years; reporting dates are the last or first days of months."""
    if len(texts) < _FEW:
        return False
    dates = set(_dates(texts))
    years = [year for year, _, _ in dates]
    return len({day for _, _, day in dates}) >= _FEW and max(years) - min(years) >= 15
