"""Words around single figures: labels, comparisons, and a number that brings its name."""

from __future__ import annotations

import textwrap

from dashboard import german
from dashboard.views.facts import Fact
from dashboard.views.model import Sentence, Strong
from data_access.domain import PeriodKind

#: First words of names that are written small inside a sentence besides adjectives.
_SMALL = ("Im", "In", "Vom", "Vor", "Zum")


def wrapped(name: str, width: int = 22) -> str:
    """Break a long label, so that bars keep room on a phone."""
    return "<br>".join(textwrap.wrap(name, width, break_long_words=False))


def year(one: Fact) -> str:
    """Label of a bar that stands for a period: "2023", "2024 (Plan)"."""
    return f"{one.when} (Plan)" if one.planned else one.when


def on(one: Fact) -> str:
    """The period inside a sentence: "für 2023", "am 01.03.2016"."""
    whole = one.period.kind in {PeriodKind.YEAR, PeriodKind.SPAN}
    return f"für {one.when}" if whole else german.at(one.period)


def difference(now: Fact, before: Fact) -> str:
    """How much more or less than before, in words; with "rund" where one of both is not exact."""
    change = now.number - before.number
    if not change:
        return f"so viel wie {before.when}"
    points = now.statistic.unit == "percent"
    places = max(now.decimals, before.decimals)
    amount = (
        f"{german.number(abs(change), places)}{german.NBSP}Prozentpunkte"
        if points
        else german.in_unit(abs(change), now.statistic.unit, places)
    )
    round_ = "" if now.exact and before.exact else f"rund{german.NBSP}"
    return f"{round_}{amount} {'mehr' if change > 0 else 'weniger'} als {before.when}"


def percent_change(now: Fact, before: Fact) -> str:
    """Change in whole percent; with "rund" where one of both is not exact."""
    text = german.signed_percent(100 * (now.number - before.number) / before.number, 0)
    return text if now.exact and before.exact else f"rund{german.NBSP}{text}"


def told(one: Fact, *, known: str = "") -> Sentence:
    """A figure with the name of its statistic, for a running sentence.

    "40 abgeschlossene Sprachkurse (vom Landkreis bezahlt)" where the name holds the unit,
    "125 Personen („Sprachmittlerpool“)" with the short name where it does not.

    Args:
        one: the figure.
        known: a place that the sentence has named already.
    """
    name = one.statistic.name
    _, many = german.UNITS.get(one.statistic.unit, ("", ""))
    core = name.split(" (")[0].casefold()
    where = ", ".join(part for part in (one.group, one.area) if part and part != known)
    when = f"geplant {one.when}" if one.planned else one.when
    rest = ", ".join(part for part in (where, when) if part)
    fits = many and many.casefold() in core and one.number != 1 and one.upper is None
    if not fits:
        return (Strong(one.bare), f" („{one.statistic.short_name}“, {rest})")
    number = one.bare.removesuffix(f"{german.NBSP}{many}")
    tail = f"{name[:-1]}, {rest})" if name.endswith(")") else f"{name} ({rest})"
    return (Strong(number), f"{german.NBSP}{_inside(tail)}")


def _inside(name: str) -> str:
    """A name that begins small where its first word is no noun."""
    first = name.split(" ", 1)[0]
    small = first in _SMALL or (first.endswith("e") and first[:1].isupper())
    return name[:1].lower() + name[1:] if small and " " in name else name


def label(one: Fact) -> str:
    """What a figure card counts; where stands in its note."""
    return ", ".join(part for part in (one.statistic.name, one.group) if part)


def amount(one: Fact) -> str:
    """The number of a figure card; a unit that the label names already is left out."""
    _, many = german.UNITS.get(one.statistic.unit, ("", ""))
    if many and many.casefold() in one.statistic.name.casefold() and one.upper is None:
        return german.quantity(one.number, "", one.decimals, qualifier=one.qualifier)
    # A long unit may stand in a line of its own.
    return one.bare.replace(german.NBSP, " ")


def noted(one: Fact, *more: str) -> str:
    """The note of a figure card: what else, when, where, and where it is printed."""
    return " · ".join(part for part in (*more, year(one), one.area, one.place) if part)


def short(one: Fact) -> str:
    """Short name of the statistic with a large first letter."""
    return german.capitalised(one.statistic.short_name)
