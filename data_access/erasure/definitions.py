"""Definitions: what an erased delivery said of them, and what later changes tell of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, update

from data_access.importers.answers.definition_log import (
    By,
    Change,
    Entry,
    Place,
    as_text,
    held,
    log_changes,
    read_touched,
    read_withdrawn,
)
from data_access.importers.answers.redefinitions import take_back
from data_access.importers.profiles.defined import FORMS
from data_access.schema.deliveries import DefinitionChange


def erase_definitions(
    connection: Connection, delivery_code: str, *, revision: int
) -> tuple[str, ...]:
    """Erase what a delivery said anew of definitions; in German what is as before.

    The log is as if the delivery had never come: what was said after it replaced what was said
    before it. What then changes nothing stays as somebody's word and is told to nobody. Kept
    mappings are the office's own and stay.
    """
    told = take_back(connection, delivery_code, revision=revision)
    withdrawn = read_withdrawn(connection)
    touched = read_touched(connection, delivery_code)
    log = DefinitionChange
    connection.execute(delete(log).where(log.delivery_code == delivery_code))
    for place, entries in touched.items():
        left = [one for one in entries if one.delivery_code != delivery_code]
        _mend(connection, place, entries[0].old, left, withdrawn)
    return told


def _mend(
    connection: Connection,
    place: Place,
    first: Any,
    entries: Sequence[Entry],
    withdrawn: Mapping[str, int],
) -> None:
    """Let entries follow each other without a gap, from what was said before all of them.

    A withdrawal may have given back what is erased, or given back nothing because of it: what it
    gave back is reckoned anew.
    """
    sayings = [one for one in entries if withdrawn.get(one.delivery_code or "") != one.revision]
    of_withdrawals = {one.revision for one in entries if one not in sayings}
    ends = {end: code for code, end in withdrawn.items() if _among(code, sayings)}
    if place.field in FORMS[place.kind].fixed:
        # Where there were figures, it was not given back.
        ends = {end: code for end, code in ends.items() if end in of_withdrawals}
    _forget(connection, place, of_withdrawals)
    told = first
    moments = sorted({*ends, *(one.revision for one in sayings)})
    for moment in moments:
        if moment in ends:
            again = held(
                first, [one for one in sayings if one.revision < moment], withdrawn, moment
            )
            if again != told:
                log_changes(connection, [Change(place, told, again)], By(moment, ends[moment]))
            told = again
        for one in sayings:
            if one.revision == moment:
                _put(connection, one, told)
                told = one.new


def _among(code: str, sayings: Sequence[Entry]) -> bool:
    return any(one.delivery_code == code for one in sayings)


def _forget(connection: Connection, place: Place, revisions: set[int]) -> None:
    log = DefinitionChange
    own = (getattr(log, name) == value for name, value in zip(Place._fields, place, strict=True))
    connection.execute(delete(log).where(log.revision.in_(sorted(revisions)), *own))


def _put(connection: Connection, entry: Entry, old: Any) -> None:
    """Let an entry tell what stood before it."""
    if old == entry.old:
        return
    log = DefinitionChange
    connection.execute(
        update(log)
        .where(log.revision == entry.revision, log.number == entry.number)
        .values(old_text=as_text(old))
    )
