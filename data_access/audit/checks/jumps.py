"""Steps of a series that are much larger than its other steps."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from data_access.audit import wording
from data_access.audit.book import Figure, Line
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import Rhythm, month_number, parsed, rhythm_of, same_kind
from data_access.audit.reach import is_additive
from data_access.audit.rules import Event

_NATIONALITIES = frozenset({"nationality", "nationality_set"})
#: A step is large when it is so many times as far from the usual one as half of the steps are.
_TIMES = 4.0
#: And when it is at least a quarter up or a fifth down.
_FACTOR = 1.25
#: Of fewer steps nobody can say what is usual: one of them may be the mistake.
_FEWEST = 5
#: Where there are no more, a step is large at three times as much, or a third.
_FACTOR_ALONE = 3.0
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
    by_line = {
        line: list(_steps(case, line, figures))
        for line, figures in case.book.lines.items()
        if is_additive(case.statistic(figures[0].key))
    }
    alike: dict[Line, list[_Step]] = defaultdict(list)
    for line, steps in by_line.items():
        alike[line._replace(area="")] += steps
    for line, steps in by_line.items():
        usual = _usual(steps, alike[line._replace(area="")])
        for step in steps:
            if usual.is_left_by(step):
                yield _finding(case, step, usual.why)


@dataclass(frozen=True)
class _Usual:
    """What is usual in a series.

    Attributes:
        ratio: logarithm of the usual step.
        least: how far from it a step is large.
        why: what a larger step is compared with.
    """

    ratio: float
    least: float
    why: str

    def is_left_by(self, step: _Step) -> bool:
        return abs(step.ratio - self.ratio) > self.least and step.beyond_chance


def _usual(steps: Sequence[_Step], alike: Sequence[_Step]) -> _Usual:
    """The usual step of a series; a short one has it from the same figure of other areas."""
    known = steps if len(steps) >= _FEWEST else alike
    if len(known) < _FEWEST:
        why = "Ein Sprung auf mehr als das Dreifache oder weniger als ein Drittel ist selten."
        return _Usual(0.0, math.log(_FACTOR_ALONE), why)
    of = "Schritte der Reihe" if known is steps else "Schritte derselben Kennzahl im Kreis"
    ratio = median(step.ratio for step in known)
    spread = median(abs(step.ratio - ratio) for step in known)
    least = max(_TIMES * spread, math.log(_FACTOR))
    return _Usual(ratio, least, f"Der Schritt ist viel größer als die übrigen {of}.")


def _steps(case: Case, line: Line, figures: Sequence[Figure]) -> Iterator[_Step]:
    """From one figure to the next, where none is missing between them and no break lies there."""
    periods = same_kind(one.key.period for one in figures)
    rhythm = rhythm_of(periods)
    if rhythm is None and len(periods) > _FEWEST:
        return
    for before, after in pairwise(figures):
        first, last = (parsed(one.key.period) for one in (before, after))
        months = month_number(last.end) - month_number(first.end)
        # Of a few periods nobody knows the rhythm; years apart, much may change.
        regular = months == rhythm if rhythm else months <= Rhythm.YEARLY
        positive = (before.number or 0) > 0 and (after.number or 0) > 0
        same_sort = before.planned == after.planned and first.kind is last.kind
        broken = case.book.straddled(line.statistic, first.end, last.end)
        if regular and positive and same_sort and not broken:
            yield _Step(before, after)


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


def _finding(case: Case, step: _Step, why: str) -> Finding:
    event = _event(case, step)
    moved = step.before.source.code != step.after.source.code
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
