"""Figures of a text beside the table that they are taken from."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.audit import wording
from data_access.audit.book import Figure, Key
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import parsed
from data_access.audit.rules import Retold


def check(case: Case) -> Iterator[Finding]:
    """Texts that do not say what their table says."""
    for rule in case.knowledge.retold:
        for key in case.book.keys_of(rule.text):
            for figure in case.book.told(key):
                table = _table(case, rule, key)
                if table is not None and _differ(case, figure, table):
                    yield _finding(case, rule, figure, table)


def _table(case: Case, rule: Retold, key: Key) -> Figure | None:
    """The newest figure of the table within the period that the text speaks of."""
    spoken_of = parsed(key.period)
    found = [
        one
        for one in case.book.keys_on(key._replace(statistic=rule.table).line)
        if spoken_of.start <= parsed(one.period).start and parsed(one.period).end <= spoken_of.end
    ]
    newest = max(found, key=lambda one: parsed(one.period), default=None)
    return None if newest is None else next(iter(case.book.told(newest)), None)


def _differ(case: Case, text: Figure, table: Figure) -> bool:
    mine, theirs = case.reach(text), case.reach(table)
    return mine is not None and theirs is not None and not mine.meets(theirs)


def _finding(case: Case, rule: Retold, text: Figure, table: Figure) -> Finding:
    when = wording.period(table.key.period)
    presumption = f", {rule.presumption}" if rule.presumption else ""
    return Finding(
        kind=Kind.RETOLD,
        severity=Severity.DIFFERS if rule.presumption else Severity.ERROR,
        subject=case.subject(text.key, also=(rule.table,)),
        evidence=(case.evidence(text, "im Text"), case.evidence(table, "in der Tabelle")),
        what=(
            f"Der Text nennt {case.shown(text)}, die Tabelle für {when} {case.shown(table)}: "
            f"weicht ab{presumption}."
        ),
        why=(
            "Text und Tabelle sprechen von derselben Zahl; der Text nennt keinen Monat."
            if rule.presumption
            else "Text und Tabelle sprechen von derselben Zahl."
        ),
        remedy=(
            "Weitergeben nur, was Stichtag oder Monat trägt, also die Zahl der Tabelle. Bei der "
            "Quelle nachfragen, wofür die Zahl des Textes gilt."
        ),
    )
