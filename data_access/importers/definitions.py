"""Statistics, groups and sources that a file brings along, entered before its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from data_access.importers.names.groups import NamedGroup
from data_access.importers.profiles import Profile, read_profiles, save
from data_access.importers.profiles.defined import New, columns, form_of, standing
from data_access.schema.base import Base
from data_access.schema.statistics import PopulationGroup, Source, Statistic
from data_access.words import listing
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
    source = profile.new_source
    if source:
        _put(connection, Source, **columns(source), published="", note="", county_key=None)
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
        values = {name: said[name] for name in changed}
        connection.execute(update(table).where(table.code == new.code).values(**values))
        if not stays:
            _spread(connection, new)
        fields = listing([form.fields[name] for name in changed])
        told.append(f"{fields} von „{said[form.name]}“ geändert.")
    return tuple(told)


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
