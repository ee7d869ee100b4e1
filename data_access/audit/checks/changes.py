"""Printed changes beside the two figures that they are the change of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data_access.audit import wording
from data_access.audit.book import Figure, Key
from data_access.audit.case import Case
from data_access.audit.interval import Interval
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import year_before
from data_access.audit.reckoning import Quantity, evidence, find, find_share
from data_access.audit.rules import Change, Measure


@dataclass(frozen=True)
class _Difference:
    number: float
    reach: Interval
    now: Quantity
    before: Quantity
    before_key: Key

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (*self.now.figures, *self.before.figures)


def check(case: Case) -> Iterator[Finding]:
    """Changes that do not follow."""
    for rule in case.knowledge.change:
        for key in case.book.keys_of(rule.change):
            wrong: list[tuple[Figure, _Difference]] = []
            for figure in case.book.figures(key):
                reach = case.reach(figure)
                differences = list(_differences(case, rule, figure))
                if reach is None or not differences:
                    continue
                if not any(reach.meets(one.reach) for one in differences):
                    wrong.append((figure, differences[0]))
            if wrong:
                yield _finding(case, rule, wrong)


def _differences(case: Case, rule: Change, figure: Figure) -> Iterator[_Difference]:
    """The change between each way to know the one figure and each way to know the other."""
    now_key = figure.key._replace(statistic=rule.base)
    before = rule.since or year_before(figure.key.period)
    if before is None:
        return
    before_key = now_key._replace(period=before)
    for now in _ways(case, now_key, figure):
        for then in _ways(case, before_key, figure):
            reach = _between(rule.measure, now.reach, then.reach)
            if reach is not None:
                number = _number(rule.measure, now.number, then.number)
                yield _Difference(number, reach, now, then, before_key)


def _ways(case: Case, key: Key, like: Figure) -> list[Quantity]:
    """Worked out from counts where possible, and as it is printed."""
    found = (find_share(case, key, like), find(case, key, like))
    return list({one.number: one for one in found if one is not None}.values())


def _between(measure: Measure, now: Interval, before: Interval) -> Interval | None:
    difference = now.minus(before)
    if measure is not Measure.PERCENT:
        return difference
    if before.low <= 0 or math.isinf(before.high):
        return None
    ratio = now.over(before)
    return None if ratio is None else ratio.minus(Interval.exactly(1.0)).times(100.0)


def _number(measure: Measure, now: float, before: float) -> float:
    return (now / before - 1) * 100 if measure is Measure.PERCENT else now - before


def _finding(case: Case, rule: Change, wrong: Sequence[tuple[Figure, _Difference]]) -> Finding:
    figure, right = wrong[0]
    key, statistic = figure.key, case.statistic(figure.key)
    digits = wording.apart(right.number, figure.number or 0.0, statistic.decimals)
    text = wording.in_unit(right.number, statistic.unit, digits)
    then = wording.period(right.before_key.period)
    return Finding(
        kind=Kind.CHANGE,
        severity=_severity(case, wrong),
        subject=case.subject(key, also=(rule.base,)),
        evidence=(
            *(case.evidence(bad) for bad, _ in wrong),
            evidence(
                case, key, right.number, right.figures, reckoning=_reckoning(right), decimals=digits
            ),
        ),
        what=(
            f"Gegen die Zahlen vom {then} sind es {text}, {case.role(figure)} sind "
            f"{case.shown(figure)}."
        ),
        why=(
            "Veränderung und Vorjahreszahl passen nicht zusammen: Eine von beiden ist falsch oder "
            "trägt einen falschen Stichtag."
        ),
        remedy=(
            "Bei der Quelle klären, für welchen Stichtag die frühere Zahl gilt. Bis dahin die "
            "Veränderung nicht weitergeben."
        ),
    )


def _reckoning(right: _Difference) -> str:
    return f"{_side(right.now)} gegen {_side(right.before)}"


def _side(quantity: Quantity) -> str:
    return quantity.reckoning or wording.number(quantity.number)


def _severity(case: Case, wrong: Sequence[tuple[Figure, _Difference]]) -> Severity:
    for figure, right in wrong:
        codes = {one.source.code for one in right.figures}
        if figure.recomputed or case.knowledge.same_document(figure.source.code, *codes):
            return Severity.ERROR
    return Severity.DIFFERS
