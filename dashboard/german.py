"""The only formatter: numbers, dates, lists and plurals in German.

Frames stay numeric until here. No-break spaces keep a number and its word together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from data_access import units
from data_access.domain import Period, PeriodKind, Value
from data_access.vocabulary import Qualifier, Status

NBSP = "\u00a0"
THIN = "\u202f"
MINUS = "\u2212"
DASH = "–"

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

#: Singular and plural of units in running text.
UNITS = units.COUNTED
#: Units whose number is a place in a row: "7. Förderperiode".
ORDINAL_UNITS = frozenset({"periods"})

#: Words before a number that is not exact. A span is worded from its two ends.
QUALIFIERS = {
    Qualifier.CIRCA: "ca.",
    Qualifier.ROUND: "rund",
    Qualifier.AT_MOST: "bis zu",
    Qualifier.AT_LEAST: "mindestens",
    Qualifier.OVER: "über",
    Qualifier.UNDER: "unter",
}

#: What stands in a cell in place of a number, and its long form.
STATUS_SIGNS = {
    Status.NOTHING: ("0", "nichts vorhanden"),
    Status.BELOW_HALF: ("0", "weniger als die Hälfte der kleinsten Einheit"),
    Status.UNKNOWN_OR_CONFIDENTIAL: ("·", "unbekannt oder geheim zu halten"),
    Status.CONFIDENTIAL: ("*", "geheim gehalten"),
    Status.LATER: ("…", "Angabe folgt später"),
    Status.UNCERTAIN: ("/", "Wert nicht sicher genug"),
    Status.NOT_MEANINGFUL: ("×", "Angabe nicht sinnvoll"),
}


def rounded(value: float, decimals: int = 0) -> float:
    """Round half away from zero, as the offices do, not half to even.

    Examples:
        >>> rounded(2.5), rounded(-0.25, 1)
        (3.0, -0.3)
    """
    factor = 10**decimals
    shifted = abs(value) * factor
    # 15 significant digits undo binary noise such as 1.005 * 100 = 100.49999999999999.
    whole = math.floor(float(f"{shifted:.12g}") + 0.5)
    return math.copysign(whole / factor, value) if whole else 0.0


def number(value: float, decimals: int = 0) -> str:
    """Number with German separators and a typographic minus.

    Examples:
        >>> number(33380), number(-12.25, 1)
        ('33.380', '−12,3')
    """
    text = f"{abs(rounded(value, decimals)):,.{decimals}f}"
    text = text.replace(",", "\0").replace(".", ",").replace("\0", ".")
    return f"{MINUS}{text}" if rounded(value, decimals) < 0 else text


def signed(value: float, decimals: int = 0) -> str:
    """Number with an explicit sign; zero has none.

    Examples:
        >>> signed(106), signed(-927), signed(0)
        ('+106', '−927', '0')
    """
    text = number(value, decimals)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def percent(value: float, decimals: int = 1) -> str:
    """Percentage with a thin no-break space."""
    return f"{number(value, decimals)}{THIN}%"


def signed_percent(value: float, decimals: int = 1) -> str:
    """Percentage with sign."""
    return f"{signed(value, decimals)}{THIN}%"


def points(value: float, decimals: int = 1) -> str:
    """Difference of two shares, with sign."""
    return f"{signed(value, decimals)}{NBSP}Prozentpunkte"


def euros(value: float) -> str:
    """Amount in euros: whole ones without, others with cents; round millions in words."""
    if abs(value) >= 1_000_000 and value % 100_000 == 0:
        digits = 0 if value % 1_000_000 == 0 else 1
        return f"{number(value / 1_000_000, digits)}{NBSP}Mio.{NBSP}€"
    decimals = 0 if float(value).is_integer() else 2
    return f"{number(value, decimals)}{NBSP}€"


def unit_name(unit: str) -> str:
    """A unit by itself: "Personen", "Prozent"; as it is where it has no German word."""
    return units.NAMES.get(unit, unit)


def in_unit(value: float, unit: str, decimals: int = 0) -> str:
    """Number with its unit, as in a sentence or label."""
    if unit in {"percent", "percentage_points"}:
        return (percent if unit == "percent" else points)(value, decimals)
    if unit == "eur":
        return euros(value)
    if unit == "per100":
        return f"{number(value, decimals)} je{NBSP}100"
    if unit in UNITS:
        one, many = UNITS[unit]
        if unit in ORDINAL_UNITS:
            return f"{number(value)}.{NBSP}{one}"
        return counted(value, one, many, decimals=decimals)
    return number(value, decimals)


def quantity(
    value: float,
    unit: str = "",
    decimals: int = 0,
    *,
    qualifier: Qualifier = Qualifier.EXACTLY,
    upper: float | None = None,
) -> str:
    """Number with its unit and with what the source says beside it: the only wording of a figure.

    Examples:
        >>> quantity(1000, qualifier=Qualifier.CIRCA).replace(NBSP, " ")
        'ca. 1.000'
        >>> quantity(1, "hours", qualifier=Qualifier.SPAN, upper=2).replace(NBSP, " ")
        '1 bis 2 Stunden'
    """
    if upper is not None:
        return f"{number(value, decimals)} bis {in_unit(upper, unit, decimals)}"
    text = in_unit(value, unit, decimals)
    return f"{QUALIFIERS[qualifier]}{NBSP}{text}" if qualifier in QUALIFIERS else text


def counted(value: float, one: str, many: str, *, decimals: int = 0) -> str:
    """Number and noun, bound together: "1 Kurs", "54 Kurse"."""
    noun = one if rounded(value, decimals) == 1 else many
    return f"{number(value, decimals)}{NBSP}{noun}"


_WORDS = (
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf",
)  # fmt: skip


def spelled(value: int) -> str:
    """Small whole numbers as words, others as digits."""
    return _WORDS[value] if 0 <= value < len(_WORDS) else number(value)


def day(value: date) -> str:
    """31.12.2024."""
    return f"{value.day:02d}.{value.month:02d}.{value.year}"


def month(value: date) -> str:
    """März 2021."""
    return f"{MONTHS[value.month - 1]}{NBSP}{value.year}"


def period(value: Period) -> str:
    """A period as a label: 31.12.2020, März 2021, 2021, 2016/2017, Oktober 2023 bis März 2024."""
    if value.kind is PeriodKind.DAY:
        return day(value.start)
    if value.kind is PeriodKind.MONTH:
        return month(value.start)
    if value.kind is PeriodKind.MONTHS:
        same_year = value.start.year == value.end.year
        first = MONTHS[value.start.month - 1] if same_year else month(value.start)
        return f"{first} bis {month(value.end)}"
    return value.key


def at(value: Period) -> str:
    """A period inside a sentence: "Ende 2020", "am 01.03.2016", "im März 2021", "2021"."""
    if value.kind is PeriodKind.DAY:
        if (value.start.month, value.start.day) == (12, 31):
            return f"Ende{NBSP}{value.start.year}"
        if (value.start.month, value.start.day) == (6, 30):
            return f"Mitte{NBSP}{value.start.year}"
        return f"am {day(value.start)}"
    if value.kind is PeriodKind.MONTH:
        return f"im {month(value.start)}"
    if value.kind is PeriodKind.MONTHS:
        return f"von {period(value)}"
    return value.key


def date_text(text: str) -> str:
    """A date as precise as it was documented: "2014", "2016-09", "2017-01-01"."""
    try:
        return period(Period.parse(text))
    except ValueError:
        return text


def value(given: Value | None, unit: str = "", decimals: int = 0) -> str:
    """A value for a cell: the number with its qualifier, or the sign of its kind of nothing."""
    if given is None:
        return DASH
    if given.number is None:
        return STATUS_SIGNS[given.status][0]
    qualifier = given.qualifier
    if given.approximate and qualifier is Qualifier.EXACTLY:
        # Whoever passes on only the flag knows no more than this.
        qualifier = Qualifier.ROUND
    return quantity(given.number, unit, decimals, qualifier=qualifier, upper=given.number_to)


def listing(words: Sequence[str]) -> str:
    """Words joined by commas and "und"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} und {words[-1]}"


def capitalised(text: str) -> str:
    """First letter large; the rest untouched."""
    return text[:1].upper() + text[1:]
