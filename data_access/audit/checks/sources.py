"""The same figure from two sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from data_access.audit import wording
from data_access.audit.book import Figure, Key
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity


def check(case: Case) -> Iterator[Finding]:
    """Keys for which two sources cannot both be right."""
    for key in case.book.all_keys():
        told = case.book.told(key)
        if len(told) > 1 and any(_differ(case, *pair) for pair in combinations(told, 2)):
            yield _finding(case, key, told)


def _differ(case: Case, one: Figure, other: Figure) -> bool:
    if one.planned != other.planned:
        return False
    mine, theirs = case.reach(one), case.reach(other)
    return mine is not None and theirs is not None and not mine.meets(theirs)


def _finding(case: Case, key: Key, told: tuple[Figure, ...]) -> Finding:
    shown = wording.listing(list(dict.fromkeys(case.shown(one) for one in told)))
    same = case.knowledge.same_document(*(one.source.code for one in told))
    return Finding(
        kind=Kind.SOURCES,
        severity=Severity.ERROR if same else Severity.DIFFERS,
        subject=case.subject(key),
        evidence=tuple(case.evidence(one) for one in told),
        what=f"{len(told)} Quellen nennen für dieselbe Kennzahl {shown}.",
        why="Gleiche Kennzahl, gleiches Gebiet, gleicher Stichtag: Es kann nur eine davon gelten.",
        remedy=(
            "Klären, welche Quelle den neueren Stand hat. Gezeigt wird die mit dem kleineren Rang; "
            "die andere zu berichtigen oder mit einer Notiz anzunehmen."
        ),
    )
