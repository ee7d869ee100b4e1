"""Definitions: what an erased delivery said of them, and what later changes tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, update

from data_access.importers.answers.definition_log import (
    Entry,
    as_text,
    held,
    read_touched,
    read_withdrawn,
)
from data_access.importers.answers.redefinitions import take_back
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
    log = DefinitionChange
    for entries in read_touched(connection, delivery_code).values():
        first = entries[0].old
        left = [one for one in entries if one.delivery_code != delivery_code]
        for one, old, new in _mended(first, left, withdrawn):
            if (old, new) != (one.old, one.new):
                connection.execute(
                    update(log)
                    .where(log.revision == one.revision, log.number == one.number)
                    .values(old_text=as_text(old), new_text=as_text(new))
                )
    connection.execute(delete(log).where(log.delivery_code == delivery_code))
    return told


def _mended(
    first: Any, entries: Sequence[Entry], withdrawn: Mapping[str, int]
) -> Iterator[tuple[Entry, Any, Any]]:
    """Entries with what they say where one follows the other without a gap."""
    old = first
    for place, one in enumerate(entries):
        new = one.new
        if withdrawn.get(one.delivery_code or "") == one.revision:
            # A withdrawal: it may have given back what is erased.
            new = held(first, entries[:place], withdrawn, one.revision)
        yield one, old, new
        old = new
