"""Printed numbers of things that stand in the database one by one."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.book import Figure
from data_access.audit.case import Case
from data_access.audit.interval import Interval
from data_access.audit.model import Evidence, Finding, Kind, Severity
from data_access.audit.periods import parsed
from data_access.audit.rules import Count
from data_access.domain.places import SUMMING_KINDS


def check(case: Case) -> Iterator[Finding]:
    """Numbers of which the list says another one."""
    for rule in case.knowledge.count:
        for key in case.book.keys_of(rule.statistic):
            if key.area != rule.area:
                continue
            for figure in case.book.told(key):
                counted, reach = _counted(case, rule, figure), case.reach(figure)
                if counted is None or reach is None or reach.meets(Interval.exactly(counted)):
                    continue
                yield _finding(case, rule, figure, counted)


def _counted(case: Case, rule: Count, figure: Figure) -> int | None:
    if rule.elements is not None:
        return case.book.about.elements.get(rule.elements)
    if rule.areas_in is not None:
        day = parsed(figure.key.period).end
        places = case.book.children(rule.areas_in, day)
        return sum(
            place.kind in SUMMING_KINDS and place.key not in rule.without for place in places
        )
    if rule.figures_of is not None:
        listed = case.book.areas_of(rule.figures_of)
        return sum(len(rule.split.get(area, (area,))) for area in listed) if listed else None
    return None


def _finding(case: Case, rule: Count, figure: Figure, counted: int) -> Finding:
    return Finding(
        kind=Kind.COUNT,
        severity=Severity.EXPLAINED if rule.why else Severity.DIFFERS,
        subject=case.subject(figure.key, detail=rule.of),
        evidence=(
            case.evidence(figure),
            Evidence(
                role="gezählt",
                text=wording.number(counted),
                number=float(counted),
                statistic_code=figure.key.statistic,
                period=figure.key.period,
                reckoning=rule.of,
            ),
        ),
        what=(
            f"{case.role(figure).capitalize()} sind {case.shown(figure)}, gezählt {counted} "
            f"({rule.of})."
        ),
        why=rule.why or "Zahl und Aufzählung derselben Unterlage stimmen nicht überein.",
        remedy="Die Aufzählung durchgehen: Fehlt etwas, oder zählt eines doppelt?",
    )
