"""Which single figures say most where no picture shows them."""

from __future__ import annotations

from dashboard.views.documents.words import amount, label, noted
from dashboard.views.facts import Fact
from dashboard.views.model import FigureCard
from data_access.vocabulary import Qualifier, StatisticKind

#: Units in the order in which a reader asks for them; all others come after these.
_ASKED = ("courses", "persons", "appointments", "eur", "offices", "posts", "municipalities")
#: Rules and limits rather than counts: they come last.
_RULES = (StatisticKind.RATIO, StatisticKind.DURATION)
#: A figure with such a word is the limit of a rule, unless it is a plan.
_LIMITS = (Qualifier.UNDER, Qualifier.OVER)


def chosen(
    found: list[Fact], drawn: tuple[Fact, ...], told: tuple[tuple[float, str], ...] = ()
) -> list[Fact]:
    """Single figures in the order of what they say, one per statistic, none said twice.

    Args:
        found: all figures of the page.
        drawn: those that pictures show; their statistics are not repeated.
        told: further numbers with their units that stand on the page already.
    """
    known = {one.statistic.code for one in drawn}
    said = {_said(one) for one in drawn}
    newest: dict[str, Fact] = {}
    for one in sorted(found, key=lambda one: (one.period, one.number, one.name)):
        fresh = _said(one) not in said and (one.number, one.statistic.unit) not in told
        if one.statistic.code not in known and fresh:
            newest[one.statistic.code] = one
    left = sorted(newest.values(), key=lambda one: (-one.number, one.name))
    made: list[Fact] = []
    while left:
        best = min(left, key=lambda one: _rank(one, made))
        left.remove(best)
        if not any(_same(best, one) for one in made):
            made.append(best)
    return made


def _said(one: Fact) -> tuple[float, str, StatisticKind, str]:
    """What two figures have in common when one only repeats the other."""
    return (one.number, one.statistic.unit, one.statistic.kind, one.period.key)


def _same(one: Fact, other: Fact) -> bool:
    return (one.number, one.statistic.unit) == (other.number, other.statistic.unit)


def _rank(one: Fact, before: list[Fact]) -> tuple[bool, bool, int, int]:
    unit = one.statistic.unit
    asked = unit in _ASKED
    used = sum(other.statistic.unit == unit for other in before)
    rule = one.statistic.kind in _RULES and unit != "eur"
    return (
        rule or one.qualifier in _LIMITS,
        not asked,
        used,
        _ASKED.index(unit) if asked else 0,
    )


def card(one: Fact) -> FigureCard:
    """A single figure for the strip, with its date and place of origin."""
    return FigureCard(
        one.statistic.code,
        label(one),
        amount(one),
        noted(one),
    )
