"""Printed shares beside those that follow from the printed counts."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.book import Figure
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.reckoning import Quantity, evidence, find_share


def check(case: Case) -> Iterator[Finding]:
    """Shares that do not follow."""
    for rule in case.knowledge.share:
        for key in case.book.keys_of(rule.share):
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
        why=(
            "Der Anteil folgt nicht aus den Zahlen, die daneben stehen; vielleicht gehört er zu "
            "einem anderen Stichtag."
        ),
        remedy=(
            "Den nachgerechneten Anteil verwenden. Bei der Quelle klären, zu welchem Stichtag der "
            "gedruckte gehört, oder den Befund mit einer Notiz annehmen."
        ),
    )


def _severity(case: Case, wrong: list[tuple[Figure, Quantity]]) -> Severity:
    for figure, right in wrong:
        codes = {one.source.code for one in right.figures}
        if figure.recomputed or case.knowledge.same_document(figure.source.code, *codes):
            return Severity.ERROR
    return Severity.DIFFERS
