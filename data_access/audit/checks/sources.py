"""The same figure from two sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from data_access.audit import wording
from data_access.audit.book import Figure, Line
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import parsed

#: Of so many of the newest periods the values are listed.
_SHOWN = 3

_Told = tuple[Figure, ...]


def check(case: Case) -> Iterator[Finding]:
    """Series for which two sources cannot both be right: once, however many periods differ."""
    differing: dict[tuple[Line, str], list[_Told]] = defaultdict(list)
    for key in case.book.all_keys():
        told = case.book.told(key)
        if len(told) > 1 and any(_differ(case, *pair) for pair in combinations(told, 2)):
            differing[key.line, " ".join(one.source.code for one in told)].append(told)
    for (line, codes), periods in differing.items():
        periods.sort(key=lambda told: parsed(told[0].key.period), reverse=True)
        yield _finding(case, line, codes, periods)


def _differ(case: Case, one: Figure, other: Figure) -> bool:
    if one.planned != other.planned:
        return False
    mine, theirs = case.reach(one), case.reach(other)
    return mine is not None and theirs is not None and not mine.meets(theirs)


def _finding(case: Case, line: Line, codes: str, periods: list[_Told]) -> Finding:
    newest = periods[0]
    shown = wording.listing(list(dict.fromkeys(case.shown(one) for one in newest)))
    same = case.knowledge.same_document(*codes.split())
    period = wording.period(newest[0].key.period)
    return Finding(
        kind=Kind.SOURCES,
        severity=Severity.ERROR if same else Severity.DIFFERS,
        subject=case.subject(line.at(newest[0].key.period), detail=codes, series=True),
        evidence=tuple(case.evidence(one) for told in periods[:_SHOWN] for one in told),
        what=f"{len(newest)} Quellen nennen für {period} {shown}{_often(periods)}.",
        why="Gleiche Kennzahl, gleiches Gebiet, gleicher Stichtag: Es kann nur eine davon gelten.",
        remedy=(
            "Klären, welche Quelle den neueren Stand hat und ob beide dasselbe zählen. Die Seiten "
            "zeigen die zuerst genannte; die andere berichtigen oder den Befund mit einer Notiz "
            "annehmen."
        ),
    )


def _often(periods: list[_Told]) -> str:
    earlier = len(periods) - 1
    if not earlier:
        return ""
    return f"; auch an {earlier} früheren Stichtagen" if earlier > 1 else "; auch davor einmal"
