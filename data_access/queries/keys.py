"""Keys of what this installation knows, to be looked up by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from data_access import words
from data_access.importers.names import text_key
from data_access.reference.names import Spelling, built_in_spellings, nationalities
from data_access.schema.areas import Area, County
from data_access.schema.deliveries import AreaAlias, GroupAlias
from data_access.schema.statistics import PopulationGroup, Source, Statistic
from data_access.units import NAMES as UNITS
from data_access.vocabulary import AreaKind

#: Below this likeness (0 to 100) an entry is not what was looked for.
_LIKENESS = 70.0
#: A key or name as it is written, its beginning, a part of it, a part of the note.
_WHOLE, _BEGUN, _INSIDE, _TOLD = 300.0, 200.0, 150.0, 110.0

AREA_KINDS: Final = {
    AreaKind.COUNTRY: "Staat",
    AreaKind.STATE: "Land",
    AreaKind.REGION: "Region",
    AreaKind.COUNTY: "Landkreis",
    AreaKind.CITY: "Stadt",
    AreaKind.MUNICIPALITY: "Gemeinde",
    AreaKind.JOINT_MUNICIPALITY: "Samtgemeinde",
    AreaKind.MEMBER_MUNICIPALITY: "Mitgliedsgemeinde",
    AreaKind.AGGREGATE: "Zusammenfassung",
    AreaKind.REMAINDER: "Rest",
    AreaKind.PLACE: "Ort",
}


@dataclass(frozen=True)
class Entry:
    """Something with a key.

    Attributes:
        kind: of an area; of a statistic its unit; in German.
        of: the county of an area; the publisher of a source.
        note: what it is, in a sentence: the definition of a statistic.
        spellings: other names under which it is known.
    """

    key: str
    name: str
    kind: str = ""
    of: str = ""
    note: str = ""
    spellings: tuple[str, ...] = ()


def read_keys(connection: Connection, subject: str) -> tuple[Entry, ...]:
    """All areas, groups, statistics or sources.

    Args:
        connection: for reading.
        subject: a name of ``SUBJECTS``.
    """
    return tuple(SUBJECTS[subject](connection))


def _areas(connection: Connection) -> Iterable[Entry]:
    counties = dict(connection.execute(select(County.key, County.name)).all())
    spelled = _spelled(
        built_in_spellings().areas,
        connection.execute(select(AreaAlias.area_key, AreaAlias.text)).all(),
    )
    order = (Area.county_key, Area.position, Area.key)
    for row in connection.execute(select(Area).order_by(*order)):
        until = row.valid_until
        ended = f" (bis {words.period(until.isoformat())})" if until else ""
        yield Entry(
            row.key,
            row.name,
            kind=f"{AREA_KINDS[AreaKind(row.kind)]}{ended}",
            of=counties.get(row.county_key, "") if row.county_key != row.key else "",
            spellings=_others(row.name, (row.short_name, *spelled[row.key])),
        )


def _groups(connection: Connection) -> Iterable[Entry]:
    group = PopulationGroup
    spelled = _spelled(
        built_in_spellings().groups,
        connection.execute(select(GroupAlias.group_code, GroupAlias.text)).all(),
    )
    for one in nationalities():
        spelled[one.code] += one.other_names
    for row in connection.execute(select(group).order_by(group.position, group.code)):
        others = _others(row.name, (row.short_name, *spelled[row.code]))
        yield Entry(row.code, row.name, note=row.note, spellings=others)


def _statistics(connection: Connection) -> Iterable[Entry]:
    for row in connection.execute(select(Statistic).order_by(Statistic.name, Statistic.code)):
        unit = UNITS.get(row.unit, row.unit)
        others = _others(row.name, (row.short_name,))
        yield Entry(row.code, row.name, kind=unit, note=row.definition, spellings=others)


def _sources(connection: Connection) -> Iterable[Entry]:
    for row in connection.execute(select(Source).order_by(Source.code)):
        others = _others(row.title, (row.table_id,))
        yield Entry(row.code, row.title, of=row.publisher, spellings=others)


#: What can be looked up.
SUBJECTS: Final[dict[str, Callable[[Connection], Iterable[Entry]]]] = {
    "areas": _areas,
    "groups": _groups,
    "statistics": _statistics,
    "sources": _sources,
}


def _spelled(
    built_in: Iterable[Spelling], office: Iterable[Sequence[str]]
) -> defaultdict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for one in built_in:
        found[one.of] += one.texts
    for key, text in office:
        found[key] += (text,)
    return found


def _others(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(texts) if text and text != name)


def search(entries: Sequence[Entry], wanted: str) -> tuple[Entry, ...]:
    """Entries that are meant, the likeliest first; all of them where nothing is looked for.

    Args:
        entries: what there is.
        wanted: a key, a name or a part of one; it may be misspelt.
    """
    key = text_key(wanted)
    if not key:
        return tuple(entries)
    scored = ((_likeness(key, one), number, one) for number, one in enumerate(entries))
    found = sorted(
        (one for one in scored if one[0] >= _LIKENESS), key=lambda one: (-one[0], one[1])
    )
    # With a name found as it is written, what is merely like it is no help.
    exact = [one for one in found if one[0] > 100.0]
    return tuple(entry for _, _, entry in exact or found)


def _likeness(key: str, entry: Entry) -> float:
    texts = (entry.key, entry.name, *entry.spellings)
    told = _TOLD if key in text_key(entry.note) else 0.0
    return max(told, *(_alike(key, text_key(text)) for text in texts))


def _alike(key: str, text: str) -> float:
    if text == key:
        return _WHOLE
    if text.startswith(key):
        return _BEGUN
    if key in text:
        return _INSIDE
    # Words in any order, each misspelt a little; or one misspelt word of a longer name.
    return max(fuzz.token_sort_ratio(key, text), _best_word(key, text))


def _best_word(key: str, text: str) -> float:
    return max((fuzz.ratio(key, word) for word in text.split()), default=0.0)
