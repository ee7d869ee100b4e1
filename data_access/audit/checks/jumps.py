"""Steps of a series that are much larger than its other steps."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from data_access.audit import wording
from data_access.audit.book import Figure, Line
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import month_number, parsed, rhythm_of, same_kind
from data_access.audit.reach import is_additive
from data_access.audit.rules import Event

_NATIONALITIES = frozenset({"nationality", "nationality_set"})
#: A step is large when it is so many times as far from the usual one as half of the steps are.
_TIMES = 4.0
#: And when it is at least a quarter up or a fifth down.
_FACTOR = 1.25
#: And when it is more than chance: so many standard deviations of a count.
_DEVIATIONS = 6.0


@dataclass(frozen=True)
class _Step:
    before: Figure
    after: Figure

    @property
    def ratio(self) -> float:
        return math.log((self.after.number or 1.0) / (self.before.number or 1.0))

    @property
    def beyond_chance(self) -> bool:
        earlier, later = self.before.number or 0.0, self.after.number or 0.0
        return abs(later - earlier) > _DEVIATIONS * math.sqrt(earlier + later)


def check(case: Case) -> Iterator[Finding]:
    """Jumps that no known break explains; those of a known event are explained."""
    for line, figures in case.book.lines.items():
        if is_additive(case.statistic(figures[0].key)):
            steps = list(_steps(case, line, figures))
            for step in _large(steps):
                yield _finding(case, step)


def _steps(case: Case, line: Line, figures: Sequence[Figure]) -> Iterator[_Step]:
    """From one figure to the next, where none is missing between them and no break lies there."""
    periods = same_kind(one.key.period for one in figures)
    rhythm = rhythm_of(periods)
    if rhythm is None:
        return
    for before, after in pairwise(figures):
        first, last = (parsed(one.key.period) for one in (before, after))
        regular = month_number(last.end) - month_number(first.end) == rhythm
        positive = (before.number or 0) > 0 and (after.number or 0) > 0
        same_sort = before.planned == after.planned and first.kind is last.kind
        broken = case.book.straddled(line.statistic, first.end, last.end)
        if regular and positive and same_sort and not broken:
            yield _Step(before, after)


def _large(steps: Sequence[_Step]) -> Iterator[_Step]:
    if not steps:
        return
    usual = median(step.ratio for step in steps)
    spread = median(abs(step.ratio - usual) for step in steps)
    least = max(_TIMES * spread, math.log(_FACTOR))
    for step in steps:
        if abs(step.ratio - usual) > least and step.beyond_chance:
            yield step


def _event(case: Case, step: _Step) -> Event | None:
    """What is known to have moved a figure up, or to lie behind it when it comes down again."""
    key, rising = step.after.key, step.ratio > 0
    first, last = (parsed(one.key.period).end for one in (step.before, step.after))
    for event in case.knowledge.event:
        in_time = event.first <= (last if rising else first)
        in_time = in_time and (first < event.last if rising else first <= event.last)
        if in_time and key.statistic in event.statistics and _concerns(case, event, key.group):
            return event
    return None


def _concerns(case: Case, event: Event, group: str) -> bool:
    known = case.book.about.groups.get(group)
    of_nationality = known is not None and known.kind in _NATIONALITIES
    return not of_nationality or group in event.nationalities


def _finding(case: Case, step: _Step) -> Finding:
    event = _event(case, step)
    moved = step.before.source.code != step.after.source.code
    why = "Der Schritt ist viel größer als die übrigen Schritte der Reihe."
    if moved:
        why += " Zwischen beiden Werten wechselt die Quelle; es kann ein Bruch sein."
    return Finding(
        kind=Kind.JUMP,
        severity=Severity.NOTE if event is None else Severity.EXPLAINED,
        subject=case.subject(step.after.key),
        evidence=(case.evidence(step.before), case.evidence(step.after)),
        what=(
            f"Von {case.shown(step.before)} ({wording.period(step.before.key.period)}) auf "
            f"{case.shown(step.after)} ({wording.period(step.after.key.period)}): {_times(step)}."
        ),
        why=why if event is None else f"{event.label}: {event.why}",
        remedy=(
            "Stichtag, Gebiet und Einheit der Datei prüfen; stimmt die Zahl, den Befund mit dem "
            "Grund als Notiz annehmen."
            if event is None
            else "Nichts zu tun."
        ),
    )


def _times(step: _Step) -> str:
    ratio = math.exp(step.ratio)
    if ratio >= 2:
        return f"das {wording.number(ratio, 1)}-Fache"
    change = (ratio - 1) * 100
    return f"{'+' if change > 0 else ''}{wording.in_unit(change, 'percent')}"
