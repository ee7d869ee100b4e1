"""German words that reports share: numbers, periods, lists."""

from __future__ import annotations

import math
from collections.abc import Sequence

from data_access.domain import Period, PeriodKind
from data_access.vocabulary import Status

NBSP = "\u00a0"
_MINUS = "\u2212"
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
#: What a kind of nothing is called.
NOTHING = {
    Status.NOTHING: "nichts vorhanden",
    Status.BELOW_HALF: "weniger als die Hälfte der Einheit",
    Status.UNKNOWN_OR_CONFIDENTIAL: "unbekannt oder geheim",
    Status.CONFIDENTIAL: "geheim",
    Status.LATER: "kommt später",
    Status.UNCERTAIN: "zu unsicher",
    Status.NOT_MEANINGFUL: "nicht sinnvoll",
}


def number(value: float, decimals: int = 0) -> str:
    """A number as Germans write it; halves are rounded away from zero.

    Examples:
        >>> number(23694), number(-0.25, 1)
        ('23.694', '−0,3')
    """
    factor = 10**decimals
    # Twelve digits undo binary noise such as 1.005 * 100 = 100.49999999999999.
    whole = math.floor(float(f"{abs(value) * factor:.12g}") + 0.5)
    text = f"{whole / factor:,.{decimals}f}"
    text = text.replace(",", "\0").replace(".", ",").replace("\0", ".")
    return f"{_MINUS}{text}" if value < 0 and whole else text


def counted(value: int, one: str, many: str) -> str:
    """Number and noun.

    Examples:
        >>> counted(1, "Wert", "Werte"), counted(1200, "Wert", "Werte")
        ('1 Wert', '1.200 Werte')
    """
    return f"{number(value)} {one if value == 1 else many}"


def period(key: str) -> str:
    """A period as a label: 31.12.2020, März 2021, 2021, 2016/2017."""
    if not key:
        return ""
    one = Period.parse(key)
    if one.kind is PeriodKind.DAY:
        day = one.start
        return f"{day.day:02d}.{day.month:02d}.{day.year}"
    if one.kind is PeriodKind.MONTH:
        return f"{_MONTHS[one.start.month - 1]} {one.start.year}"
    if one.kind is PeriodKind.MONTHS:
        first, last = key.split("/")
        return f"{period(first)} bis {period(last)}"
    return key


def some(words: Sequence[str], limit: int = 8) -> str:
    """The first words, and how many more there are.

    Examples:
        >>> some(["A", "B", "C", "D"], 2), some(["A", "B", "C"], 2)
        ('A, B und 2 weitere', 'A, B und C')
    """
    rest = len(words) - limit
    # "und 1 weiteres" is longer than most of what it would stand for.
    return f"{', '.join(words[:limit])} und {number(rest)} weitere" if rest > 1 else listing(words)


def listing(words: Sequence[str]) -> str:
    """Words joined by commas and "und"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} und {words[-1]}"
