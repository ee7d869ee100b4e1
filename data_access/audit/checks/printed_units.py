"""A change of a share that is printed in percent and meant in percentage points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data_access.audit.book import Figure
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity


def check(case: Case) -> Iterator[Finding]:
    """Tables that print "%" behind a difference of two shares."""
    tables: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for key in case.book.all_keys():
        if case.statistic(key).unit == "percentage_points":
            for figure in case.book.told(key):
                if figure.original_text.rstrip().endswith("%"):
                    tables[key.statistic, key.period, figure.source.code].append(figure)
    for figures in tables.values():
        yield _finding(case, figures)


def _finding(case: Case, figures: list[Figure]) -> Finding:
    first = figures[0]
    printed = ", ".join(f"„{one.original_text}“" for one in figures)
    return Finding(
        kind=Kind.PRINTED_UNIT,
        severity=Severity.NOTE,
        subject=case.subject(first.key, detail=first.source.code),
        evidence=tuple(case.evidence(one) for one in figures),
        what=f"Gedruckt sind Prozent ({printed}), gemeint sind Prozentpunkte.",
        why="Die Differenz zweier Anteile wird in Prozentpunkten angegeben; Prozent wären weniger.",
        remedy="Beim Weitergeben „Prozentpunkte“ schreiben.",
    )
