"""Periods and areas that are missing inside a series that otherwise comes regularly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from data_access.audit import wording
from data_access.audit.book import TOTAL, Figure, Key, Line
from data_access.audit.case import Case
from data_access.audit.model import Evidence, Finding, Kind, Severity
from data_access.audit.periods import Rhythm, month_number, parsed, rhythm_of, same_kind
from data_access.audit.reach import is_additive
from data_access.audit.reckoning import area_terms, has_parts
from data_access.domain import Period, PeriodKind
from data_access.vocabulary import Sex

#: Where so large a part of the areas has a figure, the others are missing.
_MOSTLY = 0.8
#: So many series are named.
_FEW = 6
_REMEDY = (
    "Die fehlenden Zeiträume nachladen; gibt die Quelle sie nicht heraus, den Befund mit einer "
    "Notiz annehmen."
)


def check(case: Case) -> Iterator[Finding]:
    """Gaps in time and in space."""
    yield from _in_time(case)
    yield from _in_space(case)


def _in_time(case: Case) -> Iterator[Finding]:
    missing: dict[tuple[str, tuple[int, ...]], list[Figure]] = defaultdict(list)
    for line, figures in case.book.lines.items():
        periods = same_kind(one.key.period for one in figures)
        rhythm = rhythm_of(periods)
        if rhythm is not None:
            gap = tuple(_between(periods, rhythm))
            if gap:
                missing[line.statistic, gap].append(figures[-1])
    for (_, gap), lines in missing.items():
        yield _time_finding(case, gap, lines)


def _between(periods: Sequence[Period], rhythm: Rhythm) -> Iterator[int]:
    """Months at which a figure is missing between the first and the last."""
    there = {month_number(one.end) for one in periods}
    for month in range(min(there), max(there), rhythm):
        if month not in there:
            yield month


def _time_finding(case: Case, gap: Sequence[int], lines: Sequence[Figure]) -> Finding:
    key = lines[0].key
    if len(lines) > 1:
        key = key._replace(group=TOTAL, sex=Sex.TOTAL.value)
    kind = parsed(key.period).kind
    text = (
        wording.listing([wording.period(f"{one // 12:04d}-{one % 12 + 1:02d}") for one in gap])
        if kind is PeriodKind.MONTH
        else wording.years(one // 12 for one in gap)
    )
    series = f"{len(lines)} Reihen{_named(case, lines)}" if len(lines) > 1 else "der Reihe"
    return Finding(
        kind=Kind.GAP,
        severity=Severity.NOTE,
        subject=case.subject(key, detail=text, series=True),
        evidence=(_missing(case, lines[0].key, text),),
        what=f"In {series} fehlt {text}.",
        why="Davor und danach kommt die Zahl regelmäßig.",
        remedy=_REMEDY,
    )


def _named(case: Case, lines: Sequence[Figure]) -> str:
    """The groups of few series, where it is groups that they differ in."""
    groups = list(dict.fromkeys(case.group_name(one.key.group) for one in lines))
    few = len(groups) == len(lines) <= _FEW
    return f" ({wording.listing(groups)})" if few else ""


def _in_space(case: Case) -> Iterator[Finding]:
    missing: dict[Line, list[str]] = defaultdict(list)
    for key in case.book.all_keys():
        if not (case.knowledge.is_complete(key.area) and is_additive(case.statistic(key))):
            continue
        if not has_parts(case, key):
            continue
        terms = [one.key for one in area_terms(case, key, key.area) if not one.optional]
        absent = [one for one in terms if not case.book.has(one)]
        if absent and len(absent) <= len(terms) * (1 - _MOSTLY):
            for one in absent:
                missing[one.line].append(one.period)
    for line, periods in missing.items():
        yield _space_finding(case, line, periods)


def _space_finding(case: Case, line: Line, keys: Sequence[str]) -> Finding:
    ordered = sorted(keys, key=parsed)
    text = wording.period(ordered[0])
    if len(ordered) > 1:
        text = f"{text} bis {wording.period(ordered[-1])} ({len(ordered)} Zeiträume)"
    key = line.at(ordered[-1])
    return Finding(
        kind=Kind.GAP,
        severity=Severity.NOTE,
        subject=case.subject(key, detail="area", series=True),
        evidence=(_missing(case, key, text),),
        what=f"Für {case.place_name(line.area)} fehlt {text}, für die anderen Gebiete nicht.",
        why="Ohne dieses Gebiet lässt sich die Summe nicht prüfen.",
        remedy=_REMEDY,
    )


def _missing(case: Case, key: Key, text: str) -> Evidence:
    known = case.book.figures(key)
    return Evidence(
        role="fehlt",
        text=text,
        number=None,
        statistic_code=key.statistic,
        period="",
        source=wording.citation(known[0].source) if known else "",
        source_code=known[0].source.code if known else "",
    )
