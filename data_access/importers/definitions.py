"""Statistics, groups and sources that a file brings along, entered before its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from data_access.importers.names.groups import NamedGroup
from data_access.importers.profiles import Profile, read_profiles, save
from data_access.importers.profiles.defined import (
    DELIVERY,
    SOURCE,
    New,
    columns,
    form_of,
    standing,
)
from data_access.importers.profiles.model import NewSource
from data_access.importers.profiles.terms import RHYTHMS
from data_access.schema.base import Base
from data_access.schema.statistics import DeliveryRhythm, PopulationGroup, Source, Statistic
from data_access.vocabulary import Rhythm
from data_access.words import counted, listing
from data_access.writing import begin_revision


def put_definitions(connection: Connection, profile: Profile, groups: Iterable[NamedGroup]) -> None:
    """Enter what a profile defines and what the rows of its table add; what is known stays."""
    for one in profile.new_statistics:
        _put(
            connection,
            Statistic,
            **columns(one),
            guide_position=0,
            topic=None,
            county_key=None,
        )
    if profile.new_source:
        _put_source(connection, profile.new_source)
    new = [columns(one) for one in profile.new_groups]
    added = [
        {"code": one.code, "name": one.name, "short_name": one.short_name, "kind": one.kind}
        for one in groups
    ]
    for group in (*new, *added):
        position = connection.scalar(select(func.max(PopulationGroup.position))) or 0
        _put(
            connection,
            PopulationGroup,
            **group,
            note="",
            position=position + 1,
            county_key=None,
        )


def _put_source(connection: Connection, source: NewSource) -> None:
    said = columns(source)
    rhythm = said.pop(DELIVERY)
    _put(connection, Source, **said, published="", note="", county_key=None)
    found = standing(connection, SOURCE, source.code)
    if rhythm and found and not found.built_in and found.row[DELIVERY] is None:
        _put_rhythm(connection, source.code, rhythm)


def _put_rhythm(connection: Connection, code: str, rhythm: Mapping[str, Any] | None) -> None:
    """Say how a source delivers; None takes back what was said."""
    table = DeliveryRhythm
    connection.execute(delete(table).where(table.source_code == code))
    if rhythm:
        connection.execute(insert(table).values(**rhythm, source_code=code, county_key=None))


def _put(connection: Connection, model: type[Base], **row: Any) -> None:
    code: Any = model.__table__.c.code
    if connection.scalar(select(code).where(code == row["code"])) is None:
        connection.execute(insert(model).values(**row))


def redefine(connection: Connection, profile: Profile) -> tuple[str, ...]:
    """Say anew what a kept profile says of what is there already; in German what has changed.

    What may not change stays: who reads a mapping has been told. Other kept profiles that define
    the same are brought to the same wording, so that keeping one of them takes nothing back.
    """
    told: list[str] = []
    for new in defined_by(profile):
        form = form_of(new)
        found = standing(connection, form, new.code)
        if found is None:
            continue
        stays = found.unchangeable(form, new)
        changed = [name for name in found.differing(form, new) if name not in stays]
        if not changed:
            continue
        if not told:
            begin_revision(connection, "Bezeichnungen geändert")
        said = columns(new)
        table: Any = form.table
        values = {name: said[name] for name in changed if name != DELIVERY}
        if values:
            connection.execute(update(table).where(table.code == new.code).values(**values))
        if DELIVERY in changed:
            _put_rhythm(connection, new.code, said[DELIVERY])
        if not stays:
            _spread(connection, new)
        fields = listing([form.fields[name] for name in changed])
        told.append(f"{fields} von „{said[form.name]}“ geändert.")
        if DELIVERY in changed:
            told.append(_delivered(said[DELIVERY]))
    return tuple(told)


def _delivered(rhythm: Mapping[str, Any] | None) -> str:
    """What holds from now on of the delivery of a source."""
    if rhythm is None:
        return "Wie oft die Quelle liefert, ist nicht mehr hinterlegt."
    told = f"Die Quelle liefert jetzt: {RHYTHMS[Rhythm(rhythm['rhythm'])]}"
    first, last = rhythm["from_months"], rhythm["until_months"]
    if last is None:
        return f"{told}."
    months = counted(last, "Monat", "Monate")
    window = months if first == last else f"{first} bis {months}"
    return f"{told}, meist {window} nach dem Ende des Berichtszeitraums."


def defined_by(profile: Profile) -> Iterator[New]:
    """All that a profile defines."""
    yield from profile.new_statistics
    yield from profile.new_groups
    if profile.new_source:
        yield profile.new_source


def _spread(connection: Connection, new: New) -> None:
    """Say the same in all kept profiles that define it."""
    for kept in read_profiles(connection).of_office.values():
        again = kept.model_copy(update=_replaced(kept, new))
        if again != kept:
            save(connection, again)


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
