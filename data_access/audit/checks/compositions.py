"""Sets of groups that bear the name of an official list, beside that list on the same day."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.book import Figure
from data_access.audit.case import Case
from data_access.audit.model import Evidence, Finding, Kind, Severity
from data_access.audit.periods import parsed
from data_access.audit.rules import Composition


def check(case: Case) -> Iterator[Finding]:
    """Sets that no longer are what their name says, where persons were last counted in them."""
    for rule in case.knowledge.composition:
        counted = [
            figure
            for line, figures in case.book.lines.items()
            for figure in figures
            if line.group == rule.group
            and not figure.recomputed
            and case.statistic(figure.key).counts_persons
        ]
        if counted:
            found = _finding(case, rule, max(counted, key=lambda one: parsed(one.key.period)))
            if found is not None:
                yield found


def _finding(case: Case, rule: Composition, figure: Figure) -> Finding | None:
    day = parsed(figure.key.period).end
    counted, listed = (
        tuple(sorted(case.group_name(one) for one in case.book.members(group, day)))
        for group in (rule.group, rule.official)
    )
    if not listed or counted == listed:
        return None
    note = case.book.about.groups[rule.group].note
    gone = [name for name in counted if name not in listed]
    missing = [name for name in listed if name not in counted]
    other = [
        f"{words} {wording.listing(names)}"
        for words, names in (("nicht darauf", gone), ("nicht gezählt", missing))
        if names
    ]
    return Finding(
        kind=Kind.COMPOSITION,
        severity=Severity.EXPLAINED if note else Severity.NOTE,
        subject=case.subject(figure.key, detail=rule.official, series=True),
        evidence=(
            Evidence(
                role="gezählt",
                text=wording.listing(counted),
                number=None,
                statistic_code=figure.key.statistic,
                period=figure.key.period,
                source=wording.citation(figure.source),
                locator=figure.locator,
                source_code=figure.source.code,
            ),
            Evidence(
                role="amtliche Liste",
                text=wording.listing(listed),
                number=None,
                statistic_code=figure.key.statistic,
                period=figure.key.period,
            ),
        ),
        what=(
            f"Die Gruppe heißt nach der amtlichen Liste, entspricht ihr am "
            f"{wording.period(day.isoformat())} aber nicht ({'; '.join(other)})."
        ),
        why=note or "Die amtliche Liste wechselt, die Gruppe der Tabelle blieb.",
        remedy="Beim Weitergeben die gezählten Länder nennen, nicht den Namen der Liste.",
    )
