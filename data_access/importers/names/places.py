"""Everything that a name or code of an area can mean, ours or not, and the index of its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from data_access.domain import Period
from data_access.importers.names.codes import COUNTY, MUNICIPALITY, REGION
from data_access.importers.names.designations import (
    ACCEPTED,
    AreaName,
    Designation,
    parse_name,
)
from data_access.importers.names.text import text_key
from data_access.reference.names import Territory
from data_access.vocabulary import AreaKind

#: Kinds whose names mean them only as a whole: "Landkreis Hildesheim ohne Stadt Hildesheim".
_WHOLE = (AreaKind.AGGREGATE, AreaKind.REMAINDER, AreaKind.PLACE)
#: Shorter beginnings of a name say too little.
_SHORTEST_CUT = 5


@dataclass(frozen=True)
class NamedArea:
    """An area of the database, as far as its names go."""

    key: str
    name: str
    short_name: str
    kind: AreaKind
    county_key: str | None
    official_key: bool = True
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Place:
    """An area of the database (``known``) or one of the directory of Germany's counties."""

    key: str
    label: str
    names: tuple[str, ...]
    kind: AreaKind
    known: bool
    county_key: str | None = None
    official_key: bool = True
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def of_counties(self) -> bool:
        """Whether it stands in a list of counties: a county, or a city that is one."""
        return len(self.key) == COUNTY or self.kind is AreaKind.COUNTY

    @property
    def above_counties(self) -> bool:
        """Whether it is a region, a state or the country."""
        return not self.of_counties and len(self.key) <= REGION

    def accepts(self, designations: frozenset[Designation]) -> bool:
        """Whether these words may stand beside its name."""
        if self.kind is AreaKind.REGION:
            word = Designation.COUNTY if self.of_counties else Designation.REGION
            return designations <= {word}
        return designations <= ACCEPTED.get(self.kind, set())

    def existed_in(self, period: Period) -> bool:
        """Whether it existed on at least one day of a period."""
        begun = self.valid_from is None or self.valid_from <= period.end
        return begun and (self.valid_until is None or self.valid_until >= period.start)


def all_places(areas: Iterable[NamedArea], territories: Iterable[Territory]) -> dict[str, Place]:
    """Areas of the database, with the directory's names too; then the rest of the directory."""
    directory = {one.key: one for one in territories}
    places: dict[str, Place] = {}
    for area in areas:
        listed = directory.get(area.key)
        others = (listed.name, *listed.other_names) if listed else ()
        places[area.key] = Place(
            key=area.key,
            label=area.name,
            names=tuple(dict.fromkeys((area.name, area.short_name, *others))),
            kind=area.kind,
            known=True,
            county_key=area.county_key,
            official_key=area.official_key,
            valid_from=area.valid_from,
            valid_until=area.valid_until,
        )
    for one in territories:
        if one.key not in places:
            places[one.key] = Place(
                key=one.key,
                label=one.label,
                names=(one.name, *one.other_names),
                kind=one.kind,
                known=False,
                valid_until=one.until,
            )
    return places


def counties_with_municipalities(places: Iterable[Place]) -> frozenset[str]:
    """Keys of counties of which the database lists the municipalities, not a single one."""
    return frozenset(
        place.key[:COUNTY]
        for place in places
        if place.known
        and place.official_key
        and place.kind is AreaKind.MUNICIPALITY
        and len(place.key) == MUNICIPALITY
    )


class NameIndex:
    """Finds places by what is printed."""

    def __init__(self, places: Iterable[Place], spellings: Mapping[str, Place]) -> None:
        self._whole: dict[str, list[Place]] = defaultdict(list)
        self._stems: dict[str, list[tuple[AreaName, Place]]] = defaultdict(list)
        self._spellings = dict(spellings)
        self._keys: list[tuple[str, Place]] = []
        for place in places:
            for key in dict.fromkeys(text_key(name) for name in place.names):
                self._add(key, place)

    def _add(self, key: str, place: Place) -> None:
        if place.kind in _WHOLE:
            self._whole[key].append(place)
            return
        name = parse_name(key)
        self._stems[name.stem].append((name, place))
        self._keys.append((_full(name), place))

    def spelled(self, key: str) -> Place | None:
        """The place that a spelling of its own means."""
        return self._spellings.get(key)

    def find(self, key: str) -> tuple[Place, ...]:
        """Places that a name means, from its ``text_key``."""
        if spelled := self._spellings.get(key):
            return (spelled,)
        if key in self._whole:
            return tuple(self._whole[key])
        name = parse_name(key)
        return _distinct(
            place
            for form, place in self._stems.get(name.stem, ())
            if name.may_be(form) and place.accepts(name.designations)
        )

    def with_stem(self, key: str) -> tuple[Place, ...]:
        """Places of that name, whatever words stand beside it."""
        name = parse_name(key)
        return _distinct(
            place for form, place in self._stems.get(name.stem, ()) if name.may_be(form)
        )

    def cut_short(self, key: str) -> tuple[Place, ...]:
        """Places whose name begins so, where it is long enough to mean something."""
        name = parse_name(key)
        beginning = _full(name).rstrip(" .,(-")
        if len(beginning) < _SHORTEST_CUT:
            return ()
        return _distinct(
            place
            for full, place in self._keys
            if full.startswith(beginning) and place.accepts(name.designations)
        )

    def bare(self, key: str) -> str:
        """A name without the words beside it, from its ``text_key``."""
        return _full(parse_name(key))

    def names(self) -> list[tuple[str, Place]]:
        """Every name with its place, to look for near ones."""
        whole = ((key, place) for key, places in self._whole.items() for place in places)
        return [*self._keys, *whole]


def _full(name: AreaName) -> str:
    return f"{name.stem} ({name.qualifier})" if name.qualifier else name.stem


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple({place.key: place for place in places}.values())
