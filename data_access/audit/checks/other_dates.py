"""One and the same number under two dates, from two sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

from data_access.audit import wording
from data_access.audit.book import Figure, Line
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import days_apart, parsed
from data_access.audit.reach import is_divided, step_of

#: Smaller numbers are equal by chance too often.
_LEAST = 1000
#: Dates farther apart are not mixed up.
_DAYS = 400


def check(case: Case) -> Iterator[Finding]:
    """Numbers that one of two sources gives a wrong date."""
    equal: dict[tuple[Line, float], list[Figure]] = defaultdict(list)
    for key in case.book.all_keys():
        if not is_divided(case.statistic(key)):
            for figure in case.book.told(key):
                if _is_telling(case, figure):
                    equal[key.line, figure.number or 0.0].append(figure)
    for figures in equal.values():
        for pair in _of_two_sources(figures):
            if _are_mixed_up(case, *pair):
                yield _finding(case, *sorted(pair, key=lambda one: parsed(one.key.period)))


def _of_two_sources(figures: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs; the many numbers that one source repeats by itself are not paired."""
    by_source: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_source[figure.source.code].append(figure)
    for some, others in combinations(by_source.values(), 2):
        yield from product(some, others)


def _is_telling(case: Case, figure: Figure) -> bool:
    statistic = case.statistic(figure.key)
    exact = not step_of(figure, statistic, case.knowledge.rounding)
    return figure.number is not None and abs(figure.number) >= _LEAST and exact


def _are_mixed_up(case: Case, one: Figure, other: Figure) -> bool:
    days = days_apart(parsed(one.key.period), parsed(other.key.period))
    if not 0 < days <= _DAYS:
        return False
    # A source that prints the number for both dates knows that it stayed the same.
    return not (_prints(case, one, other) or _prints(case, other, one))


def _prints(case: Case, figure: Figure, elsewhere: Figure) -> bool:
    """Whether the source of a figure has the same number at the date of the other, too."""
    return any(
        one.source.code == figure.source.code and one.number == figure.number
        for one in case.book.told(elsewhere.key)
    )


def _finding(case: Case, earlier: Figure, later: Figure) -> Finding:
    days = [wording.period(one.key.period) for one in (earlier, later)]
    return Finding(
        kind=Kind.OTHER_DATE,
        severity=Severity.DIFFERS,
        subject=case.subject(later.key, detail=earlier.key.period),
        evidence=(case.evidence(later), case.evidence(earlier)),
        what=(
            f"{case.shown(later)}: Die Zahl steht in einer Quelle für {days[0]} und in einer "
            f"anderen für {days[1]}."
        ),
        why="Dieselbe große Zahl an zwei Stichtagen ist kaum Zufall; ein Datum ist wohl falsch.",
        remedy=(
            "In der amtlichen Tabelle nachsehen, zu welchem Stichtag die Zahl gehört, und die "
            "andere Angabe berichtigen."
        ),
    )
