"""German words of the findings: numbers with their unit, periods, lists."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from data_access.audit.book import Figure
from data_access.domain import Source
from data_access.vocabulary import Qualifier
from data_access.words import NBSP, listing, number, period

__all__ = [
    "NBSP",
    "apart",
    "citation",
    "in_unit",
    "listing",
    "number",
    "period",
    "quantity",
    "years",
]

#: Words behind a number; other units are named by the statistic itself.
_UNITS = {
    "persons": "Personen",
    "percent": "%",
    "percentage_points": "Prozentpunkte",
    "per100": "je 100",
    "eur": "€",
    "courses": "Kurse",
    "months": "Monate",
    "years": "Jahre",
}
_QUALIFIERS = {
    Qualifier.CIRCA: "ca.",
    Qualifier.ROUND: "rund",
    Qualifier.AT_MOST: "bis zu",
    Qualifier.AT_LEAST: "mindestens",
    Qualifier.OVER: "über",
    Qualifier.UNDER: "unter",
}
#: More digits than these tell nobody anything.
_MOST_DECIMALS = 4


def in_unit(value: float, unit: str, decimals: int = 0) -> str:
    """A number with its unit, where the unit has a word of its own.

    Examples:
        >>> in_unit(9.6, "percent", 1).replace(NBSP, " ")
        '9,6 %'
    """
    if unit == "eur" and not float(value).is_integer():
        decimals = 2
    words = _UNITS.get(unit, "")
    if value == 1 and unit == "persons":
        words = "Person"
    return f"{number(value, decimals)}{NBSP}{words}" if words else number(value, decimals)


def quantity(figure: Figure, unit: str, decimals: int = 0) -> str:
    """A figure with its unit and with what the source says beside the number."""
    value = figure.number or 0.0
    if figure.number_to is not None:
        return f"{number(value, decimals)} bis {in_unit(figure.number_to, unit, decimals)}"
    text = in_unit(value, unit, decimals)
    return f"{_QUALIFIERS[figure.qualifier]} {text}" if figure.qualifier in _QUALIFIERS else text


def apart(one: float, other: float, decimals: int) -> int:
    """As many decimals as it takes to see that two numbers differ."""
    for digits in range(decimals, _MOST_DECIMALS):
        if number(one, digits) != number(other, digits):
            return digits
    return _MOST_DECIMALS


def years(numbers: Iterable[int]) -> str:
    """Years with runs drawn together.

    Examples:
        >>> years([2013, 2015, 2016, 2017])
        '2013 und 2015 bis 2017'
    """
    ordered = sorted(set(numbers))
    runs: list[list[int]] = [[year] for year in ordered[:1]]
    for before, year in pairwise(ordered):
        if year == before + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return listing([str(run[0]) if len(run) == 1 else f"{run[0]} bis {run[-1]}" for run in runs])


def citation(source: Source) -> str:
    """A source as a reader finds it."""
    return ", ".join(part for part in (source.title, source.table_id) if part)
