"""What a printed name says of the kind of area: "Hildesheim, Stadt", "Landkreis Peine"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from data_access.vocabulary import AreaKind


class Designation(StrEnum):
    """Kinds of area that the words beside a name tell apart."""

    CITY = "city"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    JOINT = "joint"
    #: A county without its large city.
    SURROUNDINGS = "surroundings"
    REGION = "region"
    STATE = "state"


_WORDS: Final = {
    Designation.CITY: (
        "stadt",
        "kreisfreie stadt",
        "kreisfr. stadt",
        "krfr. stadt",
        "krsfr. stadt",
        "stadtkreis",
        "landeshauptstadt",
        "lhst.",
        "lhst",
        "hansestadt",
        "freie und hansestadt",
        "universitaetsstadt",
        "wissenschaftsstadt",
        "documenta-stadt",
        "bergstadt",
    ),
    Designation.COUNTY: (
        "landkreis",
        "lk",
        "lkr.",
        "kreis",
        "region",
        "regionalverband",
        "stadtverband",
        "staedteregion",
    ),
    Designation.MUNICIPALITY: (
        "gemeinde",
        "gem.",
        "einheitsgemeinde",
        "mitgliedsgemeinde",
        "flecken",
    ),
    Designation.JOINT: ("samtgemeinde", "sg", "samtgem."),
    Designation.SURROUNDINGS: ("umland",),
    Designation.REGION: (
        "statistische region",
        "stat. region",
        "statist. region",
        "regierungsbezirk",
        # As the regional database spells it for one of them.
        "regierungsbzirk",
        "direktionsbezirk",
        "nuts 2-region",
    ),
    Designation.STATE: ("land", "bundesland", "freistaat"),
}
_MEANING: Final = {word: kind for kind, words in _WORDS.items() for word in words}
_LEADING: Final = sorted(_MEANING, key=len, reverse=True)
#: Words that also stand behind a name without a comma; others belong to it ("Nürnberger Land").
_TRAILING: Final = ("umland", "landkreis", "stadt")
_DATED: Final = re.compile(r"\s*\((?:ab|bis|seit|vor) [^)]*\)")
_BRACKET: Final = re.compile(r"^(.*\S) \(([^()]*)\)$")

#: What words may stand beside the name of an area of a kind.
ACCEPTED: Final = {
    AreaKind.STATE: {Designation.STATE},
    AreaKind.COUNTY: {Designation.COUNTY},
    AreaKind.CITY: {Designation.CITY, Designation.MUNICIPALITY},
    AreaKind.MUNICIPALITY: {Designation.CITY, Designation.MUNICIPALITY},
    AreaKind.MEMBER_MUNICIPALITY: {Designation.CITY, Designation.MUNICIPALITY},
    AreaKind.JOINT_MUNICIPALITY: {Designation.JOINT},
}


@dataclass(frozen=True)
class AreaName:
    """A name taken apart. ``stem`` and ``qualifier`` are "alfeld" and "leine"."""

    stem: str
    qualifier: str
    designations: frozenset[Designation]

    def may_be(self, other: AreaName) -> bool:
        """Whether the printed name may mean the ``other``, designations aside.

        A qualifier may be missing or cut short, but not be another one.
        """
        if self.stem != other.stem:
            return False
        own, full = _letters(self.qualifier), _letters(other.qualifier)
        return full.startswith(own)


def parse_name(key: str) -> AreaName:
    """Take a name apart that ``text_key`` has made of a printed one."""
    found: set[Designation] = set()
    rest = [_DATED.sub("", key).strip()]
    if ", " in rest[0]:
        first, *parts = rest[0].split(", ")
        rest = [first, *(part for part in parts if not _take(part, found))]
    name = _without_leading(", ".join(rest), found)
    if match := _BRACKET.match(name):
        stem, qualifier = match[1], match[2]
        if _take(qualifier, found):
            qualifier = ""
    else:
        stem, qualifier = name, ""
    stem = _without_trailing(stem, found)
    return AreaName(stem, qualifier, frozenset(found))


def _take(word: str, found: set[Designation]) -> bool:
    """Add what a word means; also of one that was cut short, where only one kind fits."""
    meaning = _MEANING.get(word)
    if meaning is None and len(word) >= 3:
        possible = {kind for known, kind in _MEANING.items() if known.startswith(word)}
        meaning = possible.pop() if len(possible) == 1 else None
    if meaning is not None:
        found.add(meaning)
    return meaning is not None


def _without_leading(name: str, found: set[Designation]) -> str:
    for word in _LEADING:
        if name.startswith(f"{word} "):
            found.add(_MEANING[word])
            return _without_leading(name.removeprefix(word).lstrip(), found)
    return name


def _without_trailing(stem: str, found: set[Designation]) -> str:
    for word in _TRAILING:
        if stem.endswith(f" {word}"):
            found.add(_MEANING[word])
            return stem.removesuffix(word).rstrip()
    return stem


def _letters(qualifier: str) -> str:
    return re.sub(r"[^a-z0-9]", "", qualifier)
