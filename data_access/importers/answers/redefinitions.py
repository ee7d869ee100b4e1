"""What a mapping says anew of what is there already: planned, told, and done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, update

from data_access.importers.answers.definitions import put_rhythm
from data_access.importers.profiles import Profile, read_profiles, save
from data_access.importers.profiles.defined import DELIVERY, New, columns, form_of, standing
from data_access.importers.profiles.terms import RHYTHMS
from data_access.vocabulary import Rhythm
from data_access.words import counted, listing

_OWN_COUNT = "own_count"


@dataclass(frozen=True)
class Redefinition:
    """Something that is called or described otherwise.

    Attributes:
        new: as it is said now.
        fields: columns that change.
        whole: whether nothing of it has to stay as it is.
    """

    new: New
    fields: tuple[str, ...]
    whole: bool

    def words(self, *, done: bool) -> Iterator[str]:
        """In German what has changed, or what will."""
        form, said = form_of(self.new), columns(self.new)
        name = said[form.name]
        others = [form.fields[one] for one in self.fields if one != _OWN_COUNT]
        when = "jetzt" if done else "dann"
        if others:
            will = "werden" if len(others) > 1 else "wird"
            yield f"{listing(others)} von „{name}“ {'geändert' if done else will + ' geändert'}."
        if _OWN_COUNT in self.fields:
            more = "" if said[_OWN_COUNT] else "nicht mehr "
            yield f"Kleine Zahlen von „{name}“ werden {when} {more}geschützt."
        if DELIVERY in self.fields:
            yield _delivered(said[DELIVERY], when)


def planned(connection: Connection, profile: Profile) -> tuple[Redefinition, ...]:
    """What a profile says anew. What may not change stays: who reads a mapping has been told."""
    found = []
    for new in _defined_by(profile):
        form = form_of(new)
        before = standing(connection, form, new.code)
        if before is None:
            continue
        stays = before.unchangeable(form, new)
        changed = tuple(name for name in before.differing(form, new) if name not in stays)
        if changed:
            found.append(Redefinition(new, changed, whole=not stays))
    return tuple(found)


def redefine(connection: Connection, profile: Profile) -> tuple[str, ...]:
    """Say anew what a kept profile says of what is there already; in German what has changed.

    The caller has begun a revision where there is something ``planned``: pages are kept by it.
    """
    found = planned(connection, profile)
    for one in found:
        form, said = form_of(one.new), columns(one.new)
        table: Any = form.table
        values = {name: said[name] for name in one.fields if name != DELIVERY}
        if values:
            connection.execute(update(table).where(table.code == one.new.code).values(**values))
        if DELIVERY in one.fields:
            put_rhythm(connection, one.new.code, said[DELIVERY])
    spread(connection, found)
    return tuple(words for one in found for words in one.words(done=True))


def spread(connection: Connection, found: tuple[Redefinition, ...]) -> None:
    """Say the same in all kept profiles that define it: keeping one of them takes nothing back."""
    for one in found:
        if not one.whole:
            continue
        for kept in read_profiles(connection).of_office.values():
            again = kept.model_copy(update=_replaced(kept, one.new))
            if again != kept:
                save(connection, again)


def _delivered(rhythm: Mapping[str, Any] | None, when: str) -> str:
    """What holds of the delivery of a source."""
    if rhythm is None:
        return "Wie oft die Quelle liefert, ist nicht mehr hinterlegt."
    told = f"Die Quelle liefert {when}: {RHYTHMS[Rhythm(rhythm['rhythm'])]}"
    first, last = rhythm["from_months"], rhythm["until_months"]
    if last is None:
        return f"{told}."
    months = counted(last, "Monat", "Monate")
    window = months if first == last else f"{first} bis {months}"
    return f"{told}, meist {window} nach dem Ende des Berichtszeitraums."


def _defined_by(profile: Profile) -> Iterator[New]:
    """All that a profile defines."""
    yield from profile.new_statistics
    yield from profile.new_groups
    if profile.new_source:
        yield profile.new_source


def _replaced(profile: Profile, new: New) -> Mapping[str, Any]:
    """The definitions of a profile with one of them replaced."""
    statistics = tuple(
        new if type(one) is type(new) and one.code == new.code else one
        for one in profile.new_statistics
    )
    groups = tuple(
        new if type(one) is type(new) and one.code == new.code else one
        for one in profile.new_groups
    )
    source = profile.new_source
    same = source is not None and type(source) is type(new) and source.code == new.code
    return {
        "new_statistics": statistics,
        "new_groups": groups,
        "new_source": new if same else source,
    }
