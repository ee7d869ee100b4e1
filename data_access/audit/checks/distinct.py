"""Statistics that look as if they contradicted each other, and count different things."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.book import Figure, Line
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import days_apart, parsed
from data_access.audit.rules import Distinct
from data_access.vocabulary import Sex


def check(case: Case) -> Iterator[Finding]:
    """The newest figures of both that stand beside each other, explained."""
    for rule in case.knowledge.distinct:
        pair = _newest(case, rule)
        if pair is not None:
            yield _finding(case, rule, *pair)


def _newest(case: Case, rule: Distinct) -> tuple[Figure, Figure] | None:
    """Two figures of the county on the newest date that both statistics know."""
    county, sex = case.book.about.county.key, Sex.TOTAL.value
    first, second = (
        case.book.lines.get(Line(code, county, group, sex), ())
        for code, group in zip(rule.statistics, rule.groups, strict=True)
    )
    for mine in reversed(first):
        near = [
            theirs
            for theirs in second
            if _side_by_side(rule, mine, theirs) and mine.number != theirs.number
        ]
        if near:
            return mine, min(near, key=lambda theirs: _days_apart(mine, theirs))
    return None


def _days_apart(one: Figure, other: Figure) -> int:
    return days_apart(*(parsed(figure.key.period) for figure in (one, other)))


def _side_by_side(rule: Distinct, one: Figure, other: Figure) -> bool:
    both = one.number is not None and other.number is not None
    return both and _days_apart(one, other) <= rule.days


def _finding(case: Case, rule: Distinct, one: Figure, other: Figure) -> Finding:
    return Finding(
        kind=Kind.DISTINCT,
        severity=Severity.EXPLAINED,
        subject=case.subject(one.key, also=(other.key.statistic,), series=True),
        evidence=tuple(case.evidence(figure) for figure in (one, other)),
        what=(
            f"{case.shown(one)} ({wording.period(one.key.period)}) und {case.shown(other)} "
            f"({wording.period(other.key.period)}) sind zwei Kennzahlen, kein Widerspruch."
        ),
        why=rule.why,
        remedy="Nichts zu tun; immer sagen, welche der beiden Kennzahlen gemeint ist.",
    )
