"""Known breaks inside a series: no change across them says anything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from data_access.audit import wording
from data_access.audit.book import TOTAL, Figure
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import parsed, year_before
from data_access.domain import SeriesBreak
from data_access.vocabulary import Sex


def check(case: Case) -> Iterator[Finding]:
    """Breaks in the county's own series, and printed changes that reach across one."""
    county = case.book.about.county.key
    for line, figures in case.book.lines.items():
        if (line.area, line.group, line.sex) == (county, TOTAL, Sex.TOTAL.value):
            for before, after in pairwise(figures):
                for broken in _between(case, line.statistic, before, after):
                    yield _series(case, broken, before, after)
    yield from _changes(case)


def _between(case: Case, statistic: str, before: Figure, after: Figure) -> tuple[SeriesBreak, ...]:
    first, last = (parsed(one.key.period).end for one in (before, after))
    return case.book.straddled(statistic, first, last)


def _series(case: Case, broken: SeriesBreak, before: Figure, after: Figure) -> Finding:
    return Finding(
        kind=Kind.BREAK,
        severity=Severity.EXPLAINED,
        subject=case.subject(after.key, detail=broken.effective_on.isoformat(), series=True),
        evidence=(case.evidence(before), case.evidence(after)),
        what=(
            f"Die Reihe bricht ({broken.label}): {case.shown(before)} "
            f"({wording.period(before.key.period)}), dann {case.shown(after)} "
            f"({wording.period(after.key.period)})."
        ),
        why=broken.explanation,
        remedy="Nichts zu tun; über den Bruch hinweg keine Veränderung angeben.",
    )


def _changes(case: Case) -> Iterator[Finding]:
    for rule in case.knowledge.change:
        for key in case.book.keys_of(rule.change):
            start = rule.since or year_before(key.period)
            figure = next(iter(case.book.told(key)), None)
            if start is None or figure is None:
                continue
            days = (parsed(one).end for one in (start, key.period))
            for broken in case.book.straddled(rule.base, *days):
                yield _change(case, broken, figure)


def _change(case: Case, broken: SeriesBreak, figure: Figure) -> Finding:
    return Finding(
        kind=Kind.BREAK,
        severity=Severity.NOTE,
        subject=case.subject(figure.key, detail=broken.effective_on.isoformat()),
        evidence=(case.evidence(figure),),
        what=f"Die Veränderung reicht über einen Bruch der Reihe ({broken.label}).",
        why=broken.explanation,
        remedy="Die Veränderung nur zusammen mit dem Hinweis auf den Bruch weitergeben.",
    )
