"""What should have been delivered by now, by the schedule of its source.

Where nobody noted how a source delivers, the series itself shows how often it came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from data_access.audit import wording
from data_access.audit.book import TOTAL, Figure
from data_access.audit.case import Case
from data_access.audit.model import Evidence, Finding, Kind, Severity
from data_access.audit.periods import Rhythm, month_number, parsed, rhythm_of, same_kind
from data_access.domain import Period
from data_access.domain.awaiting import Awaited, Delivered, awaited
from data_access.vocabulary import Status

#: Months that a delivery of unknown schedule may take beyond its rhythm.
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
_REMEDY = (
    "Die neue Tabelle bei der Quelle holen und einlesen; gibt es die Reihe nicht mehr, den Befund "
    "mit einer Notiz annehmen."
)


def check(case: Case) -> Iterator[Finding]:
    """Sources whose next delivery is overdue, and series that have come no more."""
    shown: dict[str, list[Figure]] = defaultdict(list)
    for line, figures in case.book.lines.items():
        shown[line.statistic] += figures
    for told in shown.values():
        sources = {one.source.code: one.source for one in told}
        found = awaited(_delivered(told), sources, case.on)
        for one in (one for one in found if one.late):
            yield _overdue(case, one, told)
        if all(one.source.schedule is None for one in found):
            yield from _come_no_more(case, told)


def _delivered(figures: Iterable[Figure]) -> Iterator[Delivered]:
    for one in figures:
        if one.status is not Status.LATER:
            key = one.key
            end = parsed(key.period).end
            yield Delivered(
                (key.area, key.group, key.sex), one.planned, one.source.code, key.period, end
            )


def _overdue(case: Case, one: Awaited, figures: Sequence[Figure]) -> Finding:
    newest = _first_of(
        figure
        for figure in figures
        if figure.source.code == one.source.code and figure.key.period == one.newest.key
    )
    since = one.late[0].last
    missing = [wording.period(expected.period.key) for expected in one.late]
    told = missing[0] if len(missing) == 1 else f"{missing[0]} bis {missing[-1]}"
    return Finding(
        kind=Kind.FRESHNESS,
        severity=Severity.NOTE,
        subject=case.subject(
            # By its source also where it is the only one that is late: a second one that is late
            # must not look like the end of this finding, nor undo that the office lives with it.
            newest.key._replace(group=TOTAL),
            series=True,
            detail=one.source.code,
        ),
        evidence=(_newest(case, newest),),
        what=(
            f"Nach dem Takt der Quelle {'fehlt' if len(missing) == 1 else 'fehlen'} {told}; die "
            f"erste fehlende Lieferung war bis {wording.period(f'{since:%Y-%m}')} üblich. Die "
            f"neueste Zahl ist vom {wording.period(one.newest.key)}."
        ),
        why="Der letzte Monat, in dem die Quelle sonst liefert, ist vorbei.",
        remedy=_REMEDY,
    )


def _newest(case: Case, figure: Figure) -> Evidence:
    """The figure by its group, which is not the one of the finding where there is no total."""
    return case.evidence(figure, f"neueste Zahl{case.group_in(figure.key)}")


def _first_of(figures: Iterator[Figure]) -> Figure:
    """The total before its groups."""
    return min(figures, key=lambda one: one.key.group != TOTAL)


def _come_no_more(case: Case, figures: Sequence[Figure]) -> Iterator[Finding]:
    told = [one for one in figures if not one.planned]
    periods = same_kind(one.key.period for one in told)
    rhythm = rhythm_of(periods)
    if rhythm is None:
        return
    newest = _first_of(one for one in told if one.key.period == periods[-1].key)
    months = month_number(case.on) - month_number(periods[-1].end)
    if months > rhythm + _GRACE[rhythm] + case.statistic(newest.key).waiting_months:
        yield _old(case, newest, rhythm)


def _old(case: Case, newest: Figure, rhythm: Rhythm) -> Finding:
    period = parsed(newest.key.period)
    return Finding(
        kind=Kind.FRESHNESS,
        severity=Severity.NOTE,
        subject=case.subject(newest.key._replace(group=TOTAL), series=True),
        evidence=(_newest(case, newest),),
        what=(
            f"Die Zahl kam bisher {_WORDS[rhythm]}; die neueste ist vom "
            f"{wording.period(period.key)} und {_age(case, period)} alt."
        ),
        why="Eine neuere Zahl müsste inzwischen erschienen sein; ein Takt der Quelle ist nicht "
        "hinterlegt.",
        remedy=_REMEDY,
    )


def _age(case: Case, period: Period) -> str:
    months = month_number(case.on) - month_number(period.end)
    if months < 24:
        return f"{months} Monate"
    return f"{months // 12} Jahre"
