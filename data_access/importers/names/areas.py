"""Which area a printed code and name mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from data_access.domain import Period
from data_access.domain.places import SUMMING_KINDS
from data_access.importers.names.codes import (
    ASSOCIATION,
    COUNTY,
    LOWER_SAXONY,
    REGION,
    candidate_keys,
    is_state,
)
from data_access.importers.names.matches import (
    FOREIGN,
    AreaMatch,
    Context,
    Level,
    Verdict,
    labels,
    match_of,
    narrowed,
    noted,
    quoted,
)
from data_access.importers.names.nearest import alike, nearest
from data_access.importers.names.places import (
    NamedArea,
    NameIndex,
    Place,
    all_places,
    counties_with_municipalities,
)
from data_access.importers.names.text import collapsed, split_code, text_key
from data_access.reference.names import Territory, built_in_spellings, territories
from data_access.vocabulary import AreaKind

_MUNICIPAL = (*SUMMING_KINDS, AreaKind.MEMBER_MUNICIPALITY)


class AreaDirectory:
    """Areas of the database and all counties of Germany, by code and name. It never changes."""

    def __init__(
        self,
        areas: Iterable[NamedArea],
        office: Mapping[str, str] | None = None,
        *,
        directory: Iterable[Territory] | None = None,
    ) -> None:
        """Take in all names.

        Args:
            areas: the areas of the database.
            office: spellings that the office has added: keys of areas by ``text_key``.
            directory: counties, regions and states; those of Germany where it is left out.
        """
        self._places = all_places(areas, tuple(directory or territories()))
        built_in = built_in_spellings().areas
        spelled = {text_key(text): one.of for one in built_in for text in one.texts}
        spelled |= office or {}
        self._names = NameIndex(
            self._places.values(),
            {key: self._places[of] for key, of in spelled.items() if of in self._places},
        )
        self._codes = {
            code: self._places[one.of]
            for one in built_in
            for code in one.codes
            if one.of in self._places
        }
        self._complete = counties_with_municipalities(self._places.values())

    def find(
        self,
        code: str | None,
        name: str | None,
        *,
        period: Period | None = None,
        county: str | None = None,
        level: Level | None = None,
        taken: Collection[str] = (),
    ) -> AreaMatch:
        """What a code, a name, or both mean.

        Args:
            code: as printed, in any form; None or empty where there is none, or where it stands
                before the name.
            name: as printed.
            period: tells apart areas of one name that existed at different times. Where a table
                prints its territorial status, that day and not the period of the figures.
            county: the county that a table is about, where it is about one.
            level: what the table lists.
            taken: keys of areas that the table names clearly elsewhere.
        """
        context = Context(period, county, level, taken)
        code, name = collapsed(code or ""), collapsed(name or "")
        if spelled := self._names.spelled(text_key(f"{code} {name}")):
            # Code and name together, as a report names them and the office has taken them in.
            return match_of((spelled,), context)
        if not code:
            code, name = split_code(name)
        keys = candidate_keys(code)
        by_code = self._by_code(code, keys)
        if by_code:
            return self._coded(code, by_code, name, context)
        if keys:
            return self._unlisted(code, keys, name, context)
        match = self._named(name, context)
        if code and match.verdict not in {Verdict.UNKNOWN, Verdict.AMBIGUOUS}:
            return noted(match, f"Der Schlüssel „{code}“ ist keiner; gelesen wurde der Name.")
        return match

    def key_of(self, label: str) -> str | None:
        """Key of the area of this installation that is called so; the one of today first."""
        named = [one for one in self._places.values() if one.known and one.label == label]
        named.sort(key=lambda one: one.valid_until is not None)
        return named[0].key if named else None

    def parts_of(self, county: str, period: Period) -> tuple[Place, ...]:
        """The municipalities of a county that existed in a period.

        Empty where the database does not know all of them.
        """
        if county not in self._complete:
            return ()
        return tuple(
            place
            for place in self._places.values()
            if place.known and place.county_key == county and place.kind in _MUNICIPAL
            if place.existed_in(period)
        )

    def _by_code(self, code: str, keys: tuple[str, ...]) -> tuple[Place, ...]:
        if spelled := self._names.spelled(text_key(code)):
            return (spelled,)
        if not keys and code in self._places:
            return (self._places[code],)
        for key in (code.upper(), *keys):
            if key in self._codes:
                return (self._codes[key],)
        return tuple(self._places[key] for key in keys if key in self._places)

    def _coded(
        self, code: str, places: tuple[Place, ...], name: str, context: Context
    ) -> AreaMatch:
        """A code that is listed: the name must not contradict it."""
        key = text_key(name)
        if not key:
            return match_of(places, context)
        named = self._names.find(key)
        both = tuple(place for place in places if place in named)
        if both:
            return match_of(both, context)
        if not any(place.known for place in (*places, *named)):
            return match_of(places, context)
        if not named and any(_alike(key, place) for place in places):
            match = match_of(tuple(place for place in places if _alike(key, place)), context)
            return noted(match, f"Zum Schlüssel {code} steht der Name „{name}“.")
        return self._conflict(code, places, name, named)

    def _conflict(
        self, code: str, places: tuple[Place, ...], name: str, named: tuple[Place, ...]
    ) -> AreaMatch:
        other = f"der Name „{name}“ {f'meint {quoted(named)}' if named else 'passt nicht dazu'}"
        if quoted(named) == f"„{name}“":
            other = f"zum Namen „{name}“ gehört ein anderer Schlüssel"
        note = f"Der Schlüssel {code} meint {quoted(places)}, {other}."
        offered = dict.fromkeys(place.label for place in (*places, *named))
        return AreaMatch(
            Verdict.CONFLICT, label=labels(places), note=note, nearest=tuple(offered)[:3]
        )

    def _unlisted(self, code: str, keys: tuple[str, ...], name: str, context: Context) -> AreaMatch:
        """A code that is well formed, but neither ours nor a county's."""
        verdict, label = self._class_of(keys)
        named = self._names.find(text_key(name)) if name else ()
        ours = tuple(place for place in named if _stands_for(place, keys))
        if ours:
            return match_of(ours, context)
        if verdict is Verdict.UNKNOWN and any(place.known for place in named):
            return AreaMatch(
                Verdict.CONFLICT,
                note=f"Der Schlüssel {code} ist unbekannt, "
                f"der Name „{name}“ meint {quoted(named)}.",
                nearest=tuple(place.label for place in named if place.known)[:3],
            )
        if verdict is Verdict.UNKNOWN:
            return AreaMatch(verdict, nearest=self._nearest(name))
        return AreaMatch(verdict, label=label)

    def _class_of(self, keys: tuple[str, ...]) -> tuple[Verdict, str]:
        for key in keys:
            county = self._places.get(key[:COUNTY]) if len(key) > COUNTY else None
            if county is not None:
                if not county.known:
                    return Verdict.OTHER_COUNTY, county.label
                kept = county.key in self._complete
                return (Verdict.UNKNOWN, "") if kept else (Verdict.OTHER_LEVEL, county.label)
        for key in keys:
            if is_state(key) and not key.startswith(LOWER_SAXONY):
                return FOREIGN[len(key) > REGION], f"Schlüssel {key}"
        return Verdict.UNKNOWN, ""

    def _named(self, name: str, context: Context) -> AreaMatch:
        key = text_key(name)
        if not key:
            return AreaMatch(Verdict.UNKNOWN)
        if places := self._names.find(key):
            return match_of(places, context)
        if same := self._names.with_stem(key):
            # "Göttingen, Umland": a part of a place that is listed.
            return self._part_of(narrowed(same, context), name)
        if cut := self._names.cut_short(key):
            match = match_of(cut, context)
            return noted(match, f"Der Name „{name}“ ist abgeschnitten.")
        return AreaMatch(Verdict.UNKNOWN, nearest=self._nearest(name))

    def _part_of(self, same: tuple[Place, ...], name: str) -> AreaMatch:
        counties = [place for place in same if place.of_counties]
        if not counties or any(place.key in self._complete for place in counties):
            return AreaMatch(Verdict.UNKNOWN, nearest=self._nearest(name))
        known = any(place.known for place in counties)
        verdict = Verdict.OTHER_LEVEL if known else Verdict.OTHER_COUNTY
        return AreaMatch(verdict, label=labels(tuple(counties)))

    def _nearest(self, name: str) -> tuple[str, ...]:
        named = sorted(self._names.names(), key=lambda one: not one[1].known)
        return nearest(
            self._names.bare(text_key(name)), ((key, place.label) for key, place in named)
        )


def _stands_for(place: Place, keys: tuple[str, ...]) -> bool:
    """Whether the key of an area is our own because we do not know the official one."""
    joint = place.kind is AreaKind.JOINT_MUNICIPALITY
    return not place.official_key and any(
        place.key[:COUNTY] == key[:COUNTY] and joint == (len(key) == ASSOCIATION) for key in keys
    )


def _alike(key: str, place: Place) -> bool:
    return any(alike(key, text_key(name)) for name in place.names)
