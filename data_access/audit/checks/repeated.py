"""The same numbers under two dates: a file that was read in under a wrong year."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from data_access.audit import wording
from data_access.audit.book import Figure, Line
from data_access.audit.case import Case
from data_access.audit.model import Finding, Kind, Severity
from data_access.audit.periods import parsed
from data_access.audit.reach import is_additive, step_of

#: A count moves by some percent a year: one of a thousand persons comes again about once in a
#: hundred times. So many powers of ten are no chance any more.
_BEYOND_CHANCE = 6.0
_USUAL_MOVE = 10.0
#: A few may have been corrected since.
_MOSTLY = 0.95
#: Of so many figures the values are listed.
_SHOWN = 3

_Lines = Mapping[Line, Figure]


@dataclass(frozen=True)
class _Block:
    """What one source says of one date: a file under a wrong year stands beside right ones.

    Attributes:
        numbers: what the lines say, each line by a number of its own: quick to compare.
    """

    period: str
    source: str
    lines: _Lines
    numbers: Mapping[int, float]


def check(case: Case) -> Iterator[Finding]:
    """Two dates of a statistic with the same numbers; each date once."""
    for blocks in _blocks(case):
        told: set[str] = set()
        for earlier, later in _pairs(case, blocks):
            if later.period == earlier.period or later.period in told:
                continue
            if _differ(earlier.numbers, later.numbers):
                continue
            pairs = _same(earlier.lines, later.lines)
            if _surprise(case, (one for one, _ in pairs)) >= _BEYOND_CHANCE:
                told.add(later.period)
                yield _finding(case, pairs)


def _pairs(case: Case, blocks: Sequence[_Block]) -> Iterator[tuple[_Block, _Block]]:
    """Each date with all later ones; one of few numbers would surprise nobody, and is left out."""
    for place, earlier in enumerate(blocks, start=1):
        if _surprise(case, earlier.lines.values()) >= _BEYOND_CHANCE:
            yield from ((earlier, later) for later in blocks[place:])


def _blocks(case: Case) -> Iterator[list[_Block]]:
    """Numbers large enough, of each statistic the older dates first."""
    found: dict[str, dict[tuple[str, str], dict[Line, Figure]]]
    found = defaultdict(lambda: defaultdict(dict))
    for key in case.book.all_keys():
        statistic = case.statistic(key)
        if not (is_additive(statistic) and statistic.counts_persons):
            continue
        for one in case.book.figures(key):
            if one.number is not None and one.number > _USUAL_MOVE and not one.planned:
                found[key.statistic][key.period, one.source.code][key.line] = one
    for by_date in found.values():
        places: dict[Line, int] = {}
        blocks = [_Block(*of, lines, _numbers(lines, places)) for of, lines in by_date.items()]
        yield sorted(blocks, key=lambda one: (parsed(one.period), one.source))


def _numbers(lines: _Lines, places: dict[Line, int]) -> dict[int, float]:
    return {
        places.setdefault(line, len(places)): figure.number or 0.0 for line, figure in lines.items()
    }


def _differ(earlier: Mapping[int, float], later: Mapping[int, float]) -> bool:
    """Whether more numbers differ than may: of most dates the first few lines show it."""
    left = _may_differ(min(len(earlier), len(later)))
    for line, number in later.items():
        if earlier.get(line, number) != number:
            left -= 1
            if left < 0:
                return True
    return False


def _may_differ(common: int) -> int:
    return int(common * (1 - _MOSTLY))


def _same(earlier: _Lines, later: _Lines) -> list[tuple[Figure, Figure]]:
    """The figures of both dates where nearly all are the same; empty where they are not."""
    common = [line for line in later if line in earlier]
    if not common or not _alike(earlier, later):
        return []
    left = _may_differ(len(common))
    pairs = []
    for line in common:
        one, other = earlier[line], later[line]
        if one.number == other.number:
            pairs.append((one, other))
        else:
            left -= 1
            if left < 0:
                return []
    return pairs


def _surprise(case: Case, figures: Iterable[Figure]) -> float:
    """How unlikely it is that numbers come again, in powers of ten; each number once."""
    steps = {}
    for one in figures:
        step = step_of(one, case.statistic(one.key), case.knowledge.rounding)
        steps[one.number or 0.0] = _USUAL_MOVE * max(step, 1.0)
    return sum(max(0.0, math.log10(number / step)) for number, step in steps.items())


def _alike(one: _Lines, other: _Lines) -> bool:
    """Whether both are days, or both months, or both years."""
    kinds = {parsed(next(iter(lines.values())).key.period).kind for lines in (one, other)}
    return len(kinds) == 1


def _finding(case: Case, pairs: list[tuple[Figure, Figure]]) -> Finding:
    earlier, later = pairs[0]
    county = case.book.about.county.key
    first, last = (wording.period(one.key.period) for one in (earlier, later))
    return Finding(
        kind=Kind.REPEATED,
        severity=Severity.ERROR,
        subject=case.subject(later.key._replace(area=county), detail=earlier.key.period),
        evidence=tuple(case.evidence(one) for pair in pairs[:_SHOWN] for one in pair),
        what=f"{len(pairs)} Werte für {last} sind dieselben wie für {first}.",
        why="So viele Zahlen bleiben nicht von selbst gleich; meist wurde eine Datei unter dem "
        "falschen Jahr eingelesen.",
        remedy="Beide Stichtage mit der Veröffentlichung vergleichen; eine Datei mit falschem "
        "Stichtag nicht einlesen, eine schon eingelesene Lieferung zurückziehen.",
    )
