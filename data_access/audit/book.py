"""All that is known of a county's figures, as the checks look it up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from data_access.audit.periods import parsed
from data_access.domain import County, Part, SeriesBreak, Source, Statistic
from data_access.domain.places import SUMMING_KINDS
from data_access.vocabulary import AreaKind, Origin, Qualifier, Sex, Status

TOTAL = "insgesamt"


class Key(NamedTuple):
    """What a figure counts, where, and when."""

    statistic: str
    area: str
    group: str
    sex: str
    period: str

    @property
    def line(self) -> Line:
        """The same without the period."""
        return Line(self.statistic, self.area, self.group, self.sex)


class Line(NamedTuple):
    """A series: what is counted, where."""

    statistic: str
    area: str
    group: str
    sex: str

    def at(self, period: str) -> Key:
        """One of its figures."""
        return Key(self.statistic, self.area, self.group, self.sex, period)


@dataclass(frozen=True)
class Figure:
    """One current observation with its papers.

    Attributes:
        priority: of its source; smaller is shown where two sources print the same figure.
        reference: known to the audit only, from its data files.
    """

    key: Key
    number: float | None
    source: Source
    number_to: float | None = None
    status: Status = Status.VALUE
    qualifier: Qualifier = Qualifier.EXACTLY
    origin: Origin = Origin.PUBLISHED
    planned: bool = False
    provisional: bool = False
    original_text: str = ""
    locator: str = ""
    note: str = ""
    territorial_status: date | None = None
    data_status: date | None = None
    priority: int = 100
    reference: bool = False

    @property
    def recomputed(self) -> bool:
        """Whether we worked it out, in place of a source."""
        return self.origin is Origin.RECOMPUTED


@dataclass(frozen=True)
class Place:
    """An area with its validity and what it belongs to.

    Attributes:
        name: short, for sentences and tables; beside others the whole one tells it apart.
    """

    key: str
    name: str
    kind: AreaKind
    parent_key: str | None = None
    parent_from: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    full_name: str = ""

    def exists_on(self, day: date) -> bool:
        """Whether a reform has not yet closed it, and has already made it."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or self.valid_until >= day)

    def parent_on(self, day: date) -> str | None:
        """What it belongs to; None where that is not known."""
        known = self.parent_from is None or self.parent_from <= day
        return self.parent_key if known else None


@dataclass(frozen=True)
class GroupLine:
    """A population group."""

    code: str
    name: str
    kind: str
    note: str = ""


@dataclass(frozen=True)
class Membership:
    """That a group belongs to a set, from and until a day."""

    set_code: str
    member_code: str
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it belonged then; where nobody knows since when, it always did."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or self.valid_until >= day)


@dataclass(frozen=True)
class Descriptions:
    """What figures refer to."""

    county: County
    statistics: Mapping[str, Statistic]
    places: Mapping[str, Place]
    groups: Mapping[str, GroupLine]
    sources: Mapping[str, Source]
    memberships: tuple[Membership, ...] = ()
    #: (classification, parent, child) of the printed tables.
    nestings: tuple[tuple[str, str, str], ...] = ()
    breaks: Mapping[str, tuple[SeriesBreak, ...]] = field(default_factory=dict)
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    #: Number of concept elements by kind.
    elements: Mapping[str, int] = field(default_factory=dict)


class Book:
    """The current figures of a county by key, with what they refer to."""

    def __init__(self, descriptions: Descriptions, figures: Iterable[Figure]) -> None:
        self.about = descriptions
        self._figures: dict[Key, list[Figure]] = defaultdict(list)
        for figure in figures:
            self._figures[figure.key].append(figure)
        self._told: dict[Key, tuple[Figure, ...]] = {}
        self._reckoned: dict[Key, Figure] = {}
        for key, listed in self._figures.items():
            listed.sort(key=lambda one: (one.reference, one.priority, one.source.code))
            self._told[key] = tuple(one for one in listed if not one.recomputed)
            self._reckoned.update((key, one) for one in listed if one.recomputed)
        self._children: dict[tuple[str, date], tuple[Place, ...]] = {}

    def all_keys(self) -> Iterator[Key]:
        """Every key that has a figure."""
        return iter(self._figures)

    def has(self, key: Key) -> bool:
        """Whether anybody says anything of a key."""
        return key in self._figures

    def keys_of(self, statistic: str) -> tuple[Key, ...]:
        """The keys of a statistic."""
        return self._by_statistic.get(statistic, ())

    def keys_on(self, line: Line) -> tuple[Key, ...]:
        """The keys of a series."""
        return self._by_line.get(line, ())

    def areas_of(self, statistic: str) -> frozenset[str]:
        """The areas of which a statistic says anything."""
        return self._areas_of.get(statistic, frozenset())

    def areas_beside(self, key: Key) -> frozenset[str] | set[str]:
        """The areas that have a figure which differs from a key in nothing but its area."""
        return self._areas_beside.get(key._replace(area=""), frozenset())

    def periods_of(self, area: str) -> frozenset[str]:
        """The periods for which an area has any figure."""
        return self._periods_of.get(area, frozenset())

    @cached_property
    def _periods_of(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for key in self._figures:
            found[key.area].add(key.period)
        return {area: frozenset(periods) for area, periods in found.items()}

    @cached_property
    def _by_statistic(self) -> dict[str, tuple[Key, ...]]:
        found: dict[str, list[Key]] = defaultdict(list)
        for key in self._figures:
            found[key.statistic].append(key)
        return {code: tuple(keys) for code, keys in found.items()}

    @cached_property
    def _by_line(self) -> dict[Line, tuple[Key, ...]]:
        found: dict[Line, list[Key]] = defaultdict(list)
        for key in self._figures:
            found[key.line].append(key)
        return {line: tuple(keys) for line, keys in found.items()}

    @cached_property
    def _areas_of(self) -> dict[str, frozenset[str]]:
        return {
            code: frozenset(key.area for key in keys) for code, keys in self._by_statistic.items()
        }

    @cached_property
    def _areas_beside(self) -> dict[Key, set[str]]:
        found: dict[Key, set[str]] = defaultdict(set)
        for key in self._figures:
            found[key._replace(area="")].add(key.area)
        return found

    def figures(self, key: Key) -> tuple[Figure, ...]:
        """All figures of a key: the sources' and ours."""
        return tuple(self._figures.get(key, ()))

    def told(self, key: Key) -> tuple[Figure, ...]:
        """What sources print, and what the office counted; the smallest priority first."""
        return self._told.get(key, ())

    def reckoned(self, key: Key) -> Figure | None:
        """What is stored as worked out by us."""
        return self._reckoned.get(key)

    def shown(self, key: Key) -> Figure | None:
        """The figure that the pages show: worked out, or else of the smallest priority."""
        listed = [one for one in self._figures.get(key, ()) if not one.reference]
        return self.reckoned(key) or next(iter(listed), None)

    @cached_property
    def lines(self) -> dict[Line, tuple[Figure, ...]]:
        """The shown figures by series, oldest first."""
        found: dict[Line, list[Figure]] = defaultdict(list)
        for key in self._figures:
            figure = self.shown(key)
            if figure is not None:
                found[key.line].append(figure)
        return {
            line: tuple(sorted(listed, key=lambda one: parsed(one.key.period)))
            for line, listed in found.items()
        }

    def children(self, area: str, day: date) -> tuple[Place, ...]:
        """The areas that add up to an area on a day; members only to their joint municipality."""
        if (area, day) not in self._children:
            self._children[area, day] = tuple(self._find_children(area, day))
        return self._children[area, day]

    def _find_children(self, area: str, day: date) -> Iterator[Place]:
        parent = self.about.places[area]
        if parent.kind in {AreaKind.COUNTY, AreaKind.REGION}:
            kinds = {*SUMMING_KINDS, AreaKind.REMAINDER}
        elif parent.kind is AreaKind.JOINT_MUNICIPALITY:
            kinds = {AreaKind.MEMBER_MUNICIPALITY}
        else:
            return
        for place in self.about.places.values():
            belongs = place.kind in kinds and place.exists_on(day)
            if belongs and place.parent_on(day) == area:
                yield place

    def members(self, group: str, day: date) -> tuple[str, ...]:
        """What a set of groups contained on a day."""
        return tuple(
            one.member_code for one in self._memberships.get(group, ()) if one.holds_on(day)
        )

    @cached_property
    def _memberships(self) -> dict[str, list[Membership]]:
        found: dict[str, list[Membership]] = defaultdict(list)
        for one in self.about.memberships:
            found[one.set_code].append(one)
        return found

    def nested(self, group: str) -> tuple[tuple[str, str], ...]:
        """The groups right under a group, each with the printed table that says so."""
        return tuple(self._nested.get(group, ()))

    @cached_property
    def _nested(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for table, parent, child in self.about.nestings:
            found[parent].append((table, child))
        return found

    def straddled(self, statistic: str, first: date, last: date) -> tuple[SeriesBreak, ...]:
        """Breaks of a statistic between two days: after the first, not after the last."""
        return tuple(
            one for one in self.about.breaks.get(statistic, ()) if first < one.effective_on <= last
        )


def with_sex(key: Key, sex: Sex) -> Key:
    """The same figure of one sex."""
    return key._replace(sex=sex.value)
