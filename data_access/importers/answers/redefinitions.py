"""What a mapping says anew of what is there already: planned, told, done, and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, update

from data_access.importers.answers.definition_log import (
    By,
    Change,
    Place,
    held,
    log_changes,
    read_touched,
    read_withdrawn,
)
from data_access.importers.answers.definition_words import When, sentences
from data_access.importers.answers.definitions import put_rhythm
from data_access.importers.profiles import Profile, read_profiles, save
from data_access.importers.profiles.defined import (
    DELIVERY,
    FORMS,
    Form,
    New,
    columns,
    form_of,
    standing,
)
from data_access.vocabulary import DefinedKind
from data_access.words import counted, listing


@dataclass(frozen=True)
class Redefinition:
    """Something that is called or described otherwise.

    Attributes:
        new: as it is said now.
        fields: columns that change.
        before: what all its columns said.
        whole: whether nothing of it has to stay as it is.
    """

    new: New
    fields: tuple[str, ...]
    before: Mapping[str, Any]
    whole: bool

    def words(self, when: When) -> Iterator[str]:
        """In German what has changed, or what will."""
        return sentences(form_of(self.new), columns(self.new), self.fields, when)


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
            found.append(Redefinition(new, changed, before.row, whole=not stays))
    return tuple(found)


def redefine(connection: Connection, profile: Profile, by: By) -> tuple[str, ...]:
    """Say anew what a kept profile says of what is there already; in German what has changed.

    The caller has begun a revision where there is something ``planned``: pages are kept by it.
    """
    found = planned(connection, profile)
    for one in found:
        said = columns(one.new)
        _say(connection, form_of(one.new), one.new.code, one.before, said, one.fields, by)
    spread(connection, found)
    return tuple(words for one in found for words in one.words(When.NOW))


def take_back(connection: Connection, delivery_code: str, *, revision: int) -> tuple[str, ...]:
    """Let definitions say again what held before a delivery; in German what has changed.

    What somebody has said since stays, and so does what figures are counted in while there are
    any. The kept mappings stay as they are.
    """
    withdrawn = {**read_withdrawn(connection), delivery_code: revision}
    given_back: dict[tuple[DefinedKind, str], dict[str, tuple[Any, Any]]] = {}
    for place, entries in read_touched(connection, delivery_code).items():
        before = held(entries[0].old, entries, withdrawn, revision)
        of = given_back.setdefault((place.kind, place.code), {})
        of[place.field] = (entries[-1].new, before)
    told: list[str] = []
    for (kind, code), values in given_back.items():
        told += _give_back(connection, FORMS[kind], code, values, By(revision, delivery_code))
    return tuple(told)


def _give_back(
    connection: Connection, form: Form, code: str, values: Mapping[str, tuple[Any, Any]], by: By
) -> Iterator[str]:
    """Give columns of one definition back; by column what is logged last and what held before."""
    found = standing(connection, form, code)
    if found is None or found.built_in:
        return
    fixed = form.fixed if found.figures else frozenset()
    fields = tuple(
        name
        for name in form.fields
        # What the log does not know was said by somebody else.
        if name in values and found.row[name] == values[name][0] != values[name][1]
    )
    again = tuple(name for name in fields if name not in fixed)
    said = {**found.row, **{name: values[name][1] for name in again}}
    if again:
        _say(connection, form, code, found.row, said, again, by)
        yield from sentences(form, said, again, When.AGAIN)
    stays = [form.fields[name] for name in fields if name in fixed]
    if stays:
        verb = "bleiben" if len(stays) > 1 else "bleibt"
        figures = counted(found.figures, "Wert ist", "Werte sind")
        yield (
            f"{listing(stays)} von „{said[form.name]}“ {verb}, wie die Lieferung es sagt: "
            f"{figures} so gespeichert."
        )


def _say(
    connection: Connection,
    form: Form,
    code: str,
    before: Mapping[str, Any],
    said: Mapping[str, Any],
    fields: tuple[str, ...],
    by: By,
) -> None:
    """Let columns of something say what is said, and log it."""
    table: Any = form.table
    values = {name: said[name] for name in fields if name != DELIVERY}
    if values:
        connection.execute(update(table).where(table.code == code).values(**values))
    if DELIVERY in fields:
        put_rhythm(connection, code, said[DELIVERY])
    changes = (Change(Place(form.kind, code, name), before[name], said[name]) for name in fields)
    log_changes(connection, changes, by)


def spread(connection: Connection, found: tuple[Redefinition, ...]) -> None:
    """Say the same in all kept profiles that define it: keeping one of them takes nothing back."""
    for one in found:
        if not one.whole:
            continue
        for kept in read_profiles(connection).of_office.values():
            again = kept.model_copy(update=_replaced(kept, one.new))
            if again != kept:
                save(connection, again)


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
