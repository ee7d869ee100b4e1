"""What came of a name, and what the table around it says."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from data_access.domain import Period
from data_access.importers.names.places import Place
from data_access.vocabulary import AreaKind


class Verdict(StrEnum):
    """What came of a name."""

    KNOWN = "known"
    #: Another county, or a part of one.
    OTHER_COUNTY = "other_county"
    #: A state, a region, or a part of a county that this installation does not keep apart.
    OTHER_LEVEL = "other_level"
    UNKNOWN = "unknown"
    #: Several areas bear the name, and nothing beside it tells which.
    AMBIGUOUS = "ambiguous"
    #: Code and name mean different areas.
    CONFLICT = "conflict"


class Level(StrEnum):
    """What a table lists. "Hildesheim" is a county in one, and a city in the other."""

    COUNTIES = "counties"
    MUNICIPALITIES = "municipalities"


@dataclass(frozen=True)
class AreaMatch:
    """What a code and a name mean.

    Attributes:
        area_key: key of the area in the database; None unless known.
        county_key: the county whose area it is; None above the counties.
        label: what it is called, also where it is another county; empty where unknown.
        note: in German, where the name was read as something else than it says, or is in doubt.
        nearest: what may have been meant, at most three.
        level: what a table lists that names such areas; None above the counties.
    """

    verdict: Verdict
    area_key: str | None = None
    county_key: str | None = None
    label: str = ""
    note: str = ""
    nearest: tuple[str, ...] = ()
    level: Level | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def dated(self) -> bool:
        """Whether the area has not always existed, or does no more."""
        return self.valid_from is not None or self.valid_until is not None

    def existed_in(self, period: Period) -> bool:
        """Whether the area existed on at least one day of a period; also where it is unknown."""
        begun = self.valid_from is None or self.valid_from <= period.end
        return begun and (self.valid_until is None or self.valid_until >= period.start)


@dataclass(frozen=True)
class Context:
    """What a table says beside a name."""

    period: Period | None
    county: str | None
    level: Level | None
    taken: Collection[str]


def match_of(places: tuple[Place, ...], context: Context) -> AreaMatch:
    """What places mean that all bear a name, in the context of their table."""
    chosen = narrowed(places, context)
    if len(chosen) > 1 and any(place.known for place in chosen):
        return AreaMatch(
            Verdict.AMBIGUOUS,
            note=f"Gemeint sein kann {quoted(chosen)}.",
            nearest=tuple(place.label for place in chosen)[:3],
        )
    first = chosen[0]
    if first.known:
        return AreaMatch(
            Verdict.KNOWN,
            area_key=first.key,
            county_key=first.county_key,
            label=first.label,
            level=_level(first),
            valid_from=first.valid_from,
            valid_until=first.valid_until,
        )
    verdict = FOREIGN[any(not place.above_counties for place in chosen)]
    return AreaMatch(verdict, label=labels(chosen), level=_level(first))


#: The verdict on what is not ours, by whether it is a county or a part of one.
FOREIGN: Final = {True: Verdict.OTHER_COUNTY, False: Verdict.OTHER_LEVEL}


def narrowed(places: tuple[Place, ...], context: Context) -> tuple[Place, ...]:
    """Leave out what the context speaks against, as long as something is left."""
    tests: list[Callable[[Place], bool]] = [
        lambda place: _exists(place, context.period),
        lambda place: context.county is None or place.county_key == context.county,
        lambda place: place.key not in context.taken,
    ]
    if context.level is Level.COUNTIES:
        tests += [lambda place: place.of_counties, lambda place: place.kind is not AreaKind.CITY]
    if context.level is Level.MUNICIPALITIES:
        tests.append(lambda place: not place.of_counties and not place.above_counties)
    for test in tests:
        kept = tuple(place for place in places if test(place))
        places = kept or places
    return places


def _level(place: Place) -> Level | None:
    if place.above_counties:
        return None
    return Level.COUNTIES if place.of_counties else Level.MUNICIPALITIES


def _exists(place: Place, period: Period | None) -> bool:
    return place.valid_until is None if period is None else place.existed_in(period)


def labels(places: tuple[Place, ...]) -> str:
    """What they are called: "Landkreis Aachen oder Städteregion Aachen"."""
    return " oder ".join(dict.fromkeys(place.label for place in places))


def quoted(places: tuple[Place, ...]) -> str:
    """The same, each in quotation marks."""
    return " oder ".join(dict.fromkeys(f"„{place.label}“" for place in places))


def noted(match: AreaMatch, note: str) -> AreaMatch:
    """The match with another note before its own, and what was read."""
    if match.verdict is Verdict.KNOWN:
        note = f"{note} Gelesen wurde „{match.label}“."
    return replace(match, note=" ".join(filter(None, (note, match.note))))
