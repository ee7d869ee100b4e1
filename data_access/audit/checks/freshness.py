"""How old the newest figure of a series is, against how often the series comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.book import TOTAL, Figure
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import Rhythm, month_number, parsed, rhythm_of, same_kind
from data_access.domain import Period

#: Months that a delivery may take beyond its rhythm, counting and publishing included.
_GRACE = {
    Rhythm.MONTHLY: 2,
    Rhythm.QUARTERLY: 4,
    Rhythm.HALF_YEARLY: 6,
    Rhythm.YEARLY: 12,
}
_WORDS = {
    Rhythm.MONTHLY: "monatlich",
    Rhythm.QUARTERLY: "vierteljährlich",
    Rhythm.HALF_YEARLY: "halbjährlich",
    Rhythm.YEARLY: "jährlich",
}


def check(case: Case) -> Iterator[Finding]:
    """Statistics whose next figure is overdue."""
    told: dict[str, list[Figure]] = defaultdict(list)
    for key in case.book.all_keys():
        told[key.statistic] += [
            one for one in case.book.told(key) if not one.planned and not one.reference
        ]
    for statistic, figures in told.items():
        periods = same_kind(one.key.period for one in figures)
        rhythm = case.rhythms.get(statistic) or rhythm_of(periods)
        if rhythm is None or not periods:
            continue
        newest = min(
            (one for one in figures if one.key.period == periods[-1].key),
            key=lambda one: one.key.group != TOTAL,
        )
        months = month_number(case.on) - month_number(periods[-1].end)
        if months > rhythm + _GRACE[rhythm] + case.statistic(newest.key).waiting_months:
            yield _finding(case, newest, rhythm)


def _finding(case: Case, newest: Figure, rhythm: Rhythm) -> Finding:
    period = parsed(newest.key.period)
    return Finding(
        kind=Kind.FRESHNESS,
        severity=Severity.NOTE,
        subject=case.subject(newest.key._replace(group=TOTAL), series=True),
        evidence=(case.evidence(newest, "neueste Zahl"),),
        what=(
            f"Die Zahl kam bisher {_WORDS[rhythm]}; die neueste ist vom "
            f"{wording.period(period.key)} und {_age(case, period)} alt."
        ),
        why="Eine neuere Zahl müsste inzwischen erschienen sein.",
        remedy=(
            "Die neue Tabelle bei der Quelle holen und einlesen; gibt es die Reihe nicht mehr, den "
            "Befund mit einer Notiz annehmen."
        ),
    )


def _age(case: Case, period: Period) -> str:
    months = month_number(case.on) - month_number(period.end)
    if months < 24:
        return f"{months} Monate"
    return f"{months // 12} Jahre"
