"""Working out what a figure should be, from those that a source prints beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_access.audit import wording
from data_access.audit.book import Figure, Key
from data_access.audit.case import Case
from data_access.audit.interval import UNKNOWN_COUNT, Interval
from data_access.audit.model import Evidence
from data_access.audit.periods import parsed
from data_access.audit.rules import Aggregate, Share, Whole
from data_access.vocabulary import AreaKind, StatisticKind

_ANYTHING = Interval(float("-inf"), float("inf"))


@dataclass(frozen=True)
class Quantity:
    """A number with how far it reaches, what it was made of, and how."""

    number: float
    reach: Interval
    figures: tuple[Figure, ...]
    reckoning: str = ""


@dataclass(frozen=True)
class Term:
    """A part of a sum; an optional one counts as zero where it is missing."""

    key: Key
    factor: float = 1.0
    optional: bool = False


@dataclass(frozen=True)
class Total:
    """A sum over the parts that are there.

    Attributes:
        missing: parts without a figure; the reach then has no upper end.
        uncertain: parts that are withheld or unknown.
    """

    number: float
    reach: Interval
    parts: tuple[tuple[Term, Figure], ...]
    missing: int = 0
    uncertain: int = 0

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What was added up."""
        return tuple(figure for _, figure in self.parts)

    @property
    def complete(self) -> bool:
        """Whether every part has a number."""
        return not self.missing and not self.uncertain


def choose(case: Case, key: Key, like: Figure) -> Figure | None:
    """The figure of a key that goes with another one: of its source, its document, any other.

    What we worked out goes with what we worked out.
    """
    if not case.book.has(key):
        return None
    told = [one for one in case.book.told(key) if not one.reference]
    reckoned = case.book.reckoned(key)
    if like.recomputed and reckoned is not None:
        return reckoned
    same = [one for one in told if one.source.code == like.source.code]
    near = [one for one in told if case.knowledge.same_document(one.source.code, like.source.code)]
    return next(iter((*same, *near, *told)), reckoned)


def add(case: Case, terms: Iterable[Term], like: Figure) -> Total | None:
    """The sum of what is there; None where nothing is."""
    total, reach = 0.0, Interval.exactly(0.0)
    parts: list[tuple[Term, Figure]] = []
    missing = uncertain = 0
    for term in terms:
        figure = choose(case, term.key, like)
        if figure is None:
            if not term.optional:
                missing += 1
                reach = reach.plus(_unknown(case, term).times(term.factor))
            continue
        part = case.reach(figure)
        if figure.number is None:
            uncertain += part is None or part.high > part.low + 1
        reach = reach.plus((part or _unknown(case, term)).times(term.factor))
        total += term.factor * (figure.number or 0.0)
        parts.append((term, figure))
    if not any(not term.optional for term, _ in parts):
        return None
    return Total(total, reach, tuple(parts), missing, uncertain)


def _unknown(case: Case, term: Term) -> Interval:
    statistic = case.book.about.statistics.get(term.key.statistic)
    if statistic is None or statistic.kind is StatisticKind.CHANGE:
        return _ANYTHING
    return UNKNOWN_COUNT


def find(case: Case, key: Key, like: Figure) -> Quantity | None:
    """A figure: as it is printed, as a share of printed counts, or as what is left of an area."""
    figure = choose(case, key, like)
    if figure is not None and figure.number is not None:
        reach = case.reach(figure)
        if reach is not None:
            return Quantity(figure.number, reach, (figure,))
    return find_share(case, key, like) or find_rest(case, key, like)


def find_share(case: Case, key: Key, like: Figure) -> Quantity | None:
    """A share worked out from the two counts it follows from."""
    for rule in case.knowledge.share:
        if rule.share == key.statistic and rule.only in {None, key.group}:
            return _divide(case, rule, key, like)
    return None


def _divide(case: Case, rule: Share, key: Key, like: Figure) -> Quantity | None:
    upper = find(case, _at(rule.numerator, key), like)
    lower = find(case, _at(rule.denominator, key), like)
    if upper is None or lower is None or not lower.number:
        return None
    reach = upper.reach.over(lower.reach)
    if reach is None:
        return None
    return Quantity(
        upper.number / lower.number * rule.factor,
        reach.times(rule.factor),
        (*upper.figures, *lower.figures),
        f"{wording.number(upper.number)} von {wording.number(lower.number)}",
    )


def _at(side: Whole, key: Key) -> Key:
    return key._replace(statistic=side.statistic, group=side.group or key.group)


def find_rest(case: Case, key: Key, like: Figure) -> Quantity | None:
    """What is left of an area when parts of it are taken away."""
    for rule in case.knowledge.aggregate:
        if rule.area == key.area:
            terms = rest_terms(rule, key)
            total = add(case, terms, like)
            if total is not None and total.complete:
                return Quantity(total.number, total.reach, total.figures, written(total))
    return None


def rest_terms(rule: Aggregate, key: Key) -> tuple[Term, ...]:
    """The whole area, and what is taken away."""
    return (
        Term(key._replace(area=rule.of)),
        *(Term(key._replace(area=one), factor=-1.0) for one in rule.without),
    )


def area_terms(case: Case, key: Key, area: str, without: Sequence[str] = ()) -> tuple[Term, ...]:
    """The parts of an area on the day of a figure."""
    day = parsed(key.period).end
    return tuple(
        Term(key._replace(area=place.key), optional=place.kind is AreaKind.REMAINDER)
        for place in case.book.children(area, day)
        if place.key not in without
    )


def has_parts(case: Case, key: Key) -> bool:
    """Whether any part of the area has such a figure: of most figures no part is known."""
    beside = case.book.areas_beside(key)
    if len(beside) == 1:
        return False
    parts = case.book.children(key.area, parsed(key.period).end)
    return any(place.key in beside for place in parts)


def written(total: Total) -> str:
    """A sum of few parts as it is reckoned."""
    text = ""
    for term, figure in total.parts:
        number = wording.number(figure.number or 0.0)
        if term.factor < 0:
            text += f" − {number}"
        else:
            text += f" + {number}" if text else number
    return text


def evidence(
    case: Case,
    key: Key,
    number: float,
    figures: Sequence[Figure],
    *,
    reckoning: str,
    decimals: int,
    role: str = "nachgerechnet",
) -> Evidence:
    """What was worked out, as a value of a finding, with the sources of its parts."""
    statistic = case.statistic(key)
    return Evidence(
        role=role,
        text=wording.in_unit(number, statistic.unit, decimals),
        number=number,
        statistic_code=key.statistic,
        period=key.period,
        source="; ".join(dict.fromkeys(wording.citation(one.source) for one in figures)),
        locator="; ".join(dict.fromkeys(one.locator for one in figures if one.locator)),
        reckoning=reckoning,
    )
