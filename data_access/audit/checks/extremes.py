"""Sentences that say where a figure is largest or smallest."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.book import TOTAL, Figure, Key
from data_access.audit.case import Case
from data_access.audit.model import Evidence, Finding, Kind, Severity
from data_access.audit.periods import days_apart, parsed
from data_access.audit.reckoning import Quantity, evidence, find, find_share
from data_access.audit.rules import Extreme
from data_access.vocabulary import Sex

#: Figures of so near a date still show who is larger.
_DAYS = 400


def check(case: Case) -> Iterator[Finding]:
    """Places that are larger than the largest, or smaller than the smallest."""
    for rule in case.knowledge.extreme:
        for named, sign in ((rule.largest, 1.0), (rule.smallest, -1.0)):
            if named is not None:
                found = _contradicted(case, rule, named, sign)
                if found is not None:
                    yield found


def _contradicted(case: Case, rule: Extreme, named: str, sign: float) -> Finding | None:
    key = Key(rule.statistic, named, rule.group or TOTAL, Sex.TOTAL.value, rule.period)
    claimed = _known(case, key)
    if claimed is None:
        return None
    beyond = [
        (other, quantity)
        for other, quantity in _others(case, rule, key)
        if (quantity.number - claimed[1].number) * sign > 0
        and not quantity.reach.meets(claimed[1].reach)
    ]
    beyond.sort(key=lambda one: one[1].number * -sign)
    return _finding(case, rule, claimed, beyond, sign) if beyond else None


def _others(case: Case, rule: Extreme, key: Key) -> Iterator[tuple[Key, Quantity]]:
    day = parsed(rule.period).end
    county = case.book.about.county.key
    for place in case.book.about.places.values():
        left_out = place.key in {key.area, *rule.without} or place.kind not in rule.among
        if left_out or not place.exists_on(day) or place.parent_on(day) != county:
            continue
        known = _known(case, key._replace(area=place.key))
        if known is not None:
            yield known


def _known(case: Case, key: Key) -> tuple[Key, Quantity] | None:
    """The figure of the date, or of the nearest one; worked out where that is possible."""
    wanted = parsed(key.period)
    periods = sorted(
        case.book.periods_of(key.area),
        key=lambda one: days_apart(parsed(one), wanted),
    )
    for period in periods:
        if days_apart(parsed(period), wanted) > _DAYS:
            break
        near = key._replace(period=period)
        like = _any_figure(case, near)
        if like is None:
            continue
        quantity = find_share(case, near, like) or find(case, near, like)
        if quantity is not None:
            return near, quantity
    return None


def _any_figure(case: Case, key: Key) -> Figure | None:
    return next(iter(case.book.told(key)), None) or case.book.reckoned(key)


def _finding(
    case: Case,
    rule: Extreme,
    claimed: tuple[Key, Quantity],
    beyond: list[tuple[Key, Quantity]],
    sign: float,
) -> Finding:
    key, quantity = claimed
    word, more = ("größten", "mehr") if sign > 0 else ("kleinsten", "weniger")
    statistic = case.statistic(key)
    shown = [
        wording.in_unit(one.number, statistic.unit, statistic.decimals)
        for one in (quantity, beyond[0][1])
    ]
    other = beyond[0][0]
    return Finding(
        kind=Kind.EXTREME,
        severity=Severity.DIFFERS,
        subject=case.subject(key._replace(period=rule.period), detail=word),
        evidence=(
            _evidence(case, key, quantity, rule.source, rule.locator),
            *(_evidence(case, one, number) for one, number in beyond),
        ),
        what=(
            f"Nach dem Text hat {case.place_name(key.area)} den {word} Wert ({shown[0]}); "
            f"{case.place_name(other.area)} hat mit {shown[1]} ({wording.period(other.period)}) "
            f"{more}."
        ),
        why=(
            "Der Satz vergleicht alle Gebiete dieser Art, und die Zahlen eines davon widersprechen "
            "ihm."
        ),
        remedy="Den Satz nicht übernehmen oder klären, welche Gebiete er auslässt.",
    )


def _evidence(
    case: Case, key: Key, quantity: Quantity, source: str = "", locator: str = ""
) -> Evidence:
    statistic = case.statistic(key)
    one = evidence(
        case,
        key,
        quantity.number,
        quantity.figures,
        reckoning=quantity.reckoning,
        decimals=statistic.decimals,
        role=case.place_name(key.area),
    )
    if not source:
        return one
    return Evidence(
        **{
            **one.__dict__,
            "source": f"{source}; {one.source}" if source not in one.source else one.source,
            "locator": locator,
        }
    )
