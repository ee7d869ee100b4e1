"""What a column and a row label mean together: statistic, group and sex, or that nobody said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from data_access.importers.names.groups import (
    GROUP_JOINT,
    TOTAL,
    GroupDirectory,
    GroupMatch,
    GroupVerdict,
    NamedGroup,
    combined_code,
    combined_name,
)
from data_access.importers.names.text import text_key
from data_access.importers.profiles.model import Place, Profile, Rule
from data_access.importers.tables.cells import JOINT
from data_access.vocabulary import Sex

#: Units that stand in headers and say nothing of the figure.
_UNITS = frozenset({"anzahl", "personen", "insgesamt (anzahl)", "prozent", "%", "eur", "euro"})


#: A number by itself: "1 000", "2.020", "50 %". Ages are ranges or have words: "15-24", "65+".
_NUMBER = re.compile(r"[-–]?[0-9][0-9\s.,]*[%‰€]?")
#: Words of units, and what programmes write where there is nothing.
_NO_NAMES = frozenset(
    {
        *("in", "je", "tsd", "tausend", "mio", "millionen", "mrd", "milliarden", "anzahl"),
        *("eur", "euro", "€", "%", "‰", "prozent", "promille", "personen", "qm", "qkm", "km²"),
        *("ha", "einheit", "na", "n/a", "nan", "null", "none", "leer", "unnamed", "#nv", "#wert!"),
        *("#bezug!", "#name?", "-", "–", "—", "…", "...", "?"),
    }
)


def is_no_name(text: str) -> bool:
    """Whether a text is a number, a unit or nothing, and so cannot be the name of a group."""
    bare = text.strip().casefold()
    words = (word if word in _NO_NAMES else word.strip(".,;:()[]") for word in bare.split())
    return bool(_NUMBER.fullmatch(bare)) or all(
        not word or word in _NO_NAMES or _NUMBER.fullmatch(word) for word in words
    )


@dataclass(frozen=True)
class Unknown:
    """A part of a text of which nobody has said what it is.

    Attributes:
        nearest: names of groups that may have been meant.
    """

    text: str
    place: Place
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meaning:
    """What the values under a column and beside a row label are.

    Attributes:
        statistic: None where nobody has said.
        leave_out: why they are not taken; empty where they are.
        period: key of their period, where the table bears no dates.
        note: what readers are told of each of them.
        planned: they are plans, whose period may lie ahead.
        added: groups that the installation does not have yet.
        clash: two rules that contradict each other, in words.
    """

    statistic: str | None = None
    group: str = TOTAL
    sex: Sex = Sex.TOTAL
    factor: float = 1.0
    leave_out: str = ""
    period: str = ""
    note: str = ""
    planned: bool = False
    unknown: tuple[Unknown, ...] = ()
    added: tuple[NamedGroup, ...] = ()
    notes: tuple[str, ...] = ()
    clash: str = ""


@dataclass
class _Gathered:
    statistics: dict[str, None] = field(default_factory=dict)
    groups: dict[str, NamedGroup] = field(default_factory=dict)
    sexes: dict[Sex, None] = field(default_factory=dict)
    added: dict[str, NamedGroup] = field(default_factory=dict)
    unknown: list[Unknown] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    planned: bool = False
    periods: dict[str, None] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)
    factor: float = 1.0
    leave_out: str = ""


class Interpreter:
    """Meanings by the rules of a profile, then by the names of groups and sexes."""

    def __init__(self, profile: Profile | None, groups: GroupDirectory) -> None:
        self._profile = profile
        self._groups = groups
        self._rules: dict[tuple[Place, str], Rule] = {}
        self._seen: dict[tuple[Place, str, str], Rule | GroupMatch | None] = {}
        for rule in profile.rules if profile else ():
            for place in (
                (Place.SERIES, Place.ITEM) if rule.place is Place.ANYWHERE else (rule.place,)
            ):
                self._rules[place, text_key(rule.text)] = rule

    def meaning(self, series: str, item: str) -> Meaning:
        """What values of a series and an item are."""
        gathered = _Gathered()
        for place, text in ((Place.SERIES, series), (Place.ITEM, item)):
            self._take(place, text, gathered)
        return self._conclude(gathered)

    def _take(self, place: Place, text: str, gathered: _Gathered) -> None:
        if not text:
            return
        whole = self._rules.get((place, text_key(text))) if JOINT in text else None
        if whole:
            _follow(whole, gathered, self._named)
            return
        above = ""
        for part in text.split(JOINT):
            found = self._found(place, part, above)
            if isinstance(found, Rule):
                _follow(found, gathered, self._named)
            elif found:
                _recognise(found, part, place, gathered)
            above = part

    def _found(self, place: Place, part: str, above: str) -> Rule | GroupMatch | None:
        """The rule of a part, or what its name means; None where it says nothing."""
        asked = (place, part, above)
        # The same few parts are combined in many ways.
        if asked not in self._seen:
            key = text_key(part)
            nothing = not key or key in _UNITS
            named = None if nothing else self._groups.find(None, part, header=above)
            self._seen[asked] = self._rules.get((place, key)) or named
        return self._seen[asked]

    def _named(self, code: str) -> NamedGroup:
        found = self._groups.find(code, None).group
        # A group that the profile itself brings is not in the directory yet.
        new = {one.code: one.name for one in (self._profile.new_groups if self._profile else ())}
        return found or NamedGroup(code, new.get(code, code), new.get(code, code), "other")

    def _conclude(self, gathered: _Gathered) -> Meaning:
        profile = self._profile
        unknown = tuple(gathered.unknown)
        if profile and profile.rest == "leave_out" and unknown:
            named = ", ".join(f"„{one.text}“" for one in unknown)
            return Meaning(leave_out=f"{named} wird nicht übernommen")
        statistics = tuple(gathered.statistics)
        default = profile.statistic if profile else None
        codes = tuple(gathered.groups)
        group = combined_code(codes)
        if len(codes) > 1 and self._groups.find(group, None).verdict is not GroupVerdict.GROUP:
            name = combined_name(one.name for one in gathered.groups.values())
            gathered.added[group] = NamedGroup(group, name, name, "combination")
        return Meaning(
            statistic=statistics[0] if statistics else default,
            group=group,
            sex=next(iter(gathered.sexes), Sex.TOTAL),
            factor=gathered.factor,
            leave_out=gathered.leave_out,
            period=next(iter(gathered.periods), ""),
            note=" ".join(gathered.remarks) or (profile.note if profile else ""),
            planned=gathered.planned,
            unknown=unknown,
            added=tuple(gathered.added.values()),
            notes=tuple(gathered.notes),
            clash=_clash(statistics, tuple(gathered.sexes), tuple(gathered.periods)),
        )

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Texts that the table has always had and that are not among ``texts``."""
        rules = self._profile.rules if self._profile else ()
        expected = [rule.text for rule in rules if rule.expected]
        if not expected:
            return ()
        parts = {one for text in texts for one in (text, *text.split(JOINT))}
        found = set(map(text_key, parts))
        return tuple(text for text in expected if text_key(text) not in found)


def groups_of(rule: Rule) -> tuple[str, ...]:
    """The groups of which a rule names one, or several that its people all belong to."""
    named = rule.group.split(GROUP_JOINT) if rule.group else ()
    return tuple(code for code in named if code != TOTAL)


def _follow(rule: Rule, gathered: _Gathered, named: Callable[[str], NamedGroup]) -> None:
    if rule.statistic:
        gathered.statistics[rule.statistic] = None
    for code in groups_of(rule):
        gathered.groups[code] = named(code)
    if rule.sex and rule.sex is not Sex.TOTAL:
        gathered.sexes[rule.sex] = None
    if rule.period:
        gathered.periods[rule.period] = None
    gathered.planned = gathered.planned or rule.planned
    if rule.note:
        gathered.remarks[rule.note] = None
    gathered.factor *= rule.factor
    gathered.leave_out = gathered.leave_out or rule.leave_out


def _recognise(match: GroupMatch, part: str, place: Place, gathered: _Gathered) -> None:
    if match.note:
        gathered.notes.append(match.note)
    if match.verdict is GroupVerdict.TOTAL:
        return
    if match.verdict is GroupVerdict.SEX and match.sex:
        gathered.sexes[match.sex] = None
    elif match.verdict in {GroupVerdict.GROUP, GroupVerdict.NEW} and match.group:
        gathered.groups[match.group.code] = match.group
        if match.verdict is GroupVerdict.NEW:
            gathered.added[match.group.code] = match.group
    else:
        gathered.unknown.append(Unknown(part, place, match.nearest))


def _clash(statistics: tuple[str, ...], sexes: tuple[Sex, ...], periods: tuple[str, ...]) -> str:
    if len(statistics) > 1:
        return f"zwei Kennzahlen zugleich ({', '.join(statistics)})"
    if len(sexes) > 1:
        return "beide Geschlechter zugleich"
    if len(periods) > 1:
        return f"von zwei Zeitpunkten zugleich ({', '.join(periods)})"
    return ""
