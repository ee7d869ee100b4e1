"""Printed shares beside those that follow from the printed counts."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.book import Figure
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import parsed
from data_access.audit.reckoning import Quantity, evidence, find_share

#: For so many years around a break sources may still use the old counts.
_YEARS = 2


def check(case: Case) -> Iterator[Finding]:
    """Shares that do not follow."""
    for statistic in dict.fromkeys(rule.share for rule in case.knowledge.share):
        for key in case.book.keys_of(statistic):
            wrong: list[tuple[Figure, Quantity]] = []
            for figure in case.book.figures(key):
                reach = case.reach(figure)
                worked_out = find_share(case, key, figure)
                if reach is None or worked_out is None or reach.meets(worked_out.reach):
                    continue
                wrong.append((figure, worked_out))
            if wrong:
                yield _finding(case, wrong)


def _finding(case: Case, wrong: list[tuple[Figure, Quantity]]) -> Finding:
    figure, right = wrong[0]
    key, statistic = figure.key, case.statistic(figure.key)
    digits = wording.apart(right.number, figure.number or 0.0, statistic.decimals)
    text = wording.in_unit(right.number, statistic.unit, digits)
    return Finding(
        kind=Kind.SHARE,
        severity=_severity(case, wrong),
        subject=case.subject(key),
        evidence=(
            *(case.evidence(bad) for bad, _ in wrong),
            evidence(
                case,
                key,
                right.number,
                right.figures,
                reckoning=right.reckoning,
                decimals=digits,
            ),
        ),
        what=(f"{right.reckoning} sind {text}, {case.role(figure)} sind {case.shown(figure)}."),
        why=_why(case, figure, right),
        remedy=(
            "Den nachgerechneten Anteil verwenden. Bei der Quelle klären, zu welchem Stichtag der "
            "gedruckte gehört, oder den Befund mit einer Notiz annehmen."
        ),
    )


def _why(case: Case, figure: Figure, right: Quantity) -> str:
    """What may be the cause: another date, or a count that was revised since."""
    if case.knowledge.same_document(figure.source.code, *_sources(right)):
        return (
            "Der Anteil folgt nicht aus den Zahlen, die daneben stehen; vielleicht gehört er zu "
            "einem anderen Stichtag."
        )
    year = parsed(figure.key.period).end.year
    near = dict.fromkeys(
        broken.label
        for one in right.figures
        for broken in case.book.about.breaks.get(one.key.statistic, ())
        if abs(broken.effective_on.year - year) <= _YEARS
    )
    why = "Anteil und Zahlen stehen in verschiedenen Quellen; vielleicht haben sie nicht denselben "
    why += "Stand."
    if near:
        why += f" In dieser Zeit bricht die Reihe ({wording.listing(list(near))})."
    return why


def _sources(right: Quantity) -> set[str]:
    return {one.source.code for one in right.figures}


def _severity(case: Case, wrong: list[tuple[Figure, Quantity]]) -> Severity:
    for figure, right in wrong:
        same = case.knowledge.same_document(figure.source.code, *_sources(right))
        if figure.recomputed or same:
            return Severity.ERROR
    return Severity.DIFFERS
