"""Titles computed from the data: what a reader should take away from a series."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from dashboard import german
from dashboard.views.values import Dated, gaps, position, same_month
from data_access.clock import today
from data_access.domain import PeriodKind, Series

#: A series that ended longer ago is told in the past tense.
OLD_DAYS = 1000
YEAR_AND_HALF = 1.5


def after_last_break(series: Series, found: list[Dated]) -> list[Dated]:
    """The stretch that may be compared: from the last break on."""
    breaks = [one.effective_on for one in series.breaks]
    if not breaks:
        return found
    last = max(breaks)
    kept = [one for one in found if one.period.end >= last]
    return kept or found


def trend(found: list[Dated], subject: str = "die Zahl") -> str:
    """What the newest value says: a turn, a record, or how long a direction has lasted.

    Args:
        found: values of one key, oldest first, all comparable; at least one. Of a monthly series
            the month of the newest value is compared with the same month of the years before.
        subject: with article, such as "die Zahl der Einbürgerungen".
    """
    # Steps of equal length only: a gap, or a December beside a September, would bend the trend.
    found = _unbroken(same_month(found))
    last = found[-1]
    if len(found) == 1:
        return f"{german.capitalised(subject)} lag {german.at(last.period)} bei {_text(last)}"
    changes = [after.number - before.number for before, after in pairwise(found)]
    if changes[-1] == 0:
        return f"{_when(last)} blieb {subject} gleich"
    streak = 1
    while streak < len(changes) and changes[-1 - streak] * changes[-1] > 0:
        streak += 1
    if streak >= 3:
        if (today() - last.period.end).days > OLD_DAYS:
            verb = "sank" if changes[-1] < 0 else "stieg"
            start = found[-1 - streak]
            return f"Von {_when(start)} bis {_when(last)} {verb} {subject} auf {_text(last)}"
        verb = "sinkt" if changes[-1] < 0 else "steigt"
        return f"{german.capitalised(subject)} {verb} seit {_when(found[-1 - streak])}"
    return _record(found, changes, subject) or _turn(found, changes, subject)


def _unbroken(found: list[Dated]) -> list[Dated]:
    """The stretch since the last missing year."""
    start = 0
    for index, (before, after) in enumerate(pairwise(found), start=1):
        if position(after.period) - position(before.period) > YEAR_AND_HALF:
            start = index
    return found[start:]


def gap_note(found: list[Dated]) -> str:
    """Which years or months of a series are missing inside it; empty where none is."""
    texts = []
    for before, after in gaps(found):
        if after.period.kind is PeriodKind.MONTH:
            first = _shifted(before.period.start.year, before.period.start.month, 1)
            last = _shifted(after.period.start.year, after.period.start.month, -1)
            texts.append(first if first == last else f"{first} bis {last}")
            continue
        years = (before.period.end.year + 1, after.period.end.year - 1)
        texts.append(str(years[0]) if years[0] == years[1] else f"{years[0]} bis {years[1]}")
    return f"Keine Angabe: {german.listing(texts)}." if texts else ""


def _shifted(year: int, month: int, by: int) -> str:
    count = year * 12 + month - 1 + by
    return german.month(date(count // 12, count % 12 + 1, 1))


def _record(found: list[Dated], changes: list[float], subject: str) -> str:
    """The highest or lowest value so far, or nothing."""
    last, numbers = found[-1], [one.number for one in found]
    if changes[-1] > 0 and last.number >= max(numbers):
        return f"{_when(last)} erreichte {subject} mit {_text(last)} den höchsten Stand"
    if changes[-1] < 0 and last.number <= min(numbers):
        return f"{_when(last)} sank {subject} auf {_text(last)}, den tiefsten Stand"
    return ""


def _turn(found: list[Dated], changes: list[float], subject: str) -> str:
    """A change of direction, and since when there was none like it."""
    when = _when(found[-1])
    verb, particle = ("ging", " zurück") if changes[-1] < 0 else ("stieg", "")
    same = [index for index, change in enumerate(changes[:-1]) if change * changes[-1] > 0]
    if not same:
        return f"{when} {verb} {subject} erstmals{particle}"
    if len(changes) - 1 - same[-1] >= 3:
        return f"{when} {verb} {subject} erstmals seit {_when(found[same[-1] + 1])}{particle}"
    return f"{when} {verb} {subject} auf {_text(found[-1])}{particle}"


def _when(one: Dated) -> str:
    if one.period.kind is PeriodKind.MONTH:
        return german.month(one.period.start)
    if one.period.kind in {PeriodKind.SPAN, PeriodKind.MONTHS}:
        return german.period(one.period)
    return str(one.period.end.year)


def _text(one: Dated) -> str:
    return german.number(one.number)


def change(now: Dated | None, before: Dated | None) -> str:
    """Change between two values as a note, or nothing when one is missing."""
    if now is None or before is None:
        return ""
    difference = now.number - before.number
    tail = f" ({german.signed_percent(100 * difference / before.number)})" if before.number else ""
    return f"{german.signed(difference)} seit {german.period(before.period)}{tail}"


def leader(names: dict[str, list[Dated]]) -> str:
    """Which of several groups is the largest, and since when.

    Args:
        names: values by name of group, oldest first, at least one group with values.
    """
    tables = {
        name: {one.period.key: one.number for one in found}
        for name, found in names.items()
        if found
    }
    periods = sorted({key for table in tables.values() for key in table})

    def first(key: str) -> str:
        return max(tables, key=lambda name: tables[name].get(key, float("-inf")))

    top = first(periods[-1])
    since = periods[-1]
    for key in reversed(periods):
        if first(key) != top:
            break
        since = key
    when = "" if since == periods[0] else f"seit {since[:4]} "
    return f"Unter {german.spelled(len(tables))} Staatsangehörigkeiten liegt {top} {when}vorn"
