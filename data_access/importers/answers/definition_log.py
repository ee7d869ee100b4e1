"""The log of what was said anew of definitions: written, read, and what holds by it.

All functions take an open connection of ``engine.writing``: the caller's transaction decides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, insert, select

from data_access.schema.deliveries import DefinitionChange, Delivery
from data_access.vocabulary import DefinedKind


class Place(NamedTuple):
    """A column of something that is defined."""

    kind: DefinedKind
    code: str
    field: str


class Change(NamedTuple):
    """What a column said, and what it says."""

    place: Place
    old: Any
    new: Any


@dataclass(frozen=True)
class By:
    """The write that says something, and the delivery it belongs to; the office may need none."""

    revision: int
    delivery_code: str | None = None


@dataclass(frozen=True)
class Entry:
    """A change of a column as it is logged."""

    revision: int
    number: int
    delivery_code: str | None
    old: Any
    new: Any


def as_text(value: Any) -> str:
    """A column's value for the log."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def log_changes(connection: Connection, changes: Iterable[Change], by: By) -> None:
    """Log what columns said and say."""
    table = DefinitionChange
    last = select(func.max(table.number)).where(table.revision == by.revision)
    rows = [
        {
            "revision": by.revision,
            "number": number,
            "delivery_code": by.delivery_code,
            "kind": one.place.kind.value,
            "code": one.place.code,
            "field": one.place.field,
            "old_text": as_text(one.old),
            "new_text": as_text(one.new),
        }
        for number, one in enumerate(changes, start=(connection.scalar(last) or 0) + 1)
    ]
    if rows:
        connection.execute(insert(table), rows)


def read_touched(connection: Connection, delivery_code: str) -> dict[Place, list[Entry]]:
    """All that was ever said of the columns that a delivery changed, the oldest first."""
    table = DefinitionChange
    own = select(table.kind, table.code, table.field).where(table.delivery_code == delivery_code)
    touched = own.distinct().subquery()
    keys = and_(*(getattr(table, name) == touched.c[name] for name in Place._fields))
    statement = (
        select(*table.__table__.columns).join(touched, keys).order_by(table.revision, table.number)
    )
    found: dict[Place, list[Entry]] = {}
    for row in connection.execute(statement):
        place = Place(DefinedKind(row.kind), row.code, row.field)
        entry = Entry(
            revision=row.revision,
            number=row.number,
            delivery_code=row.delivery_code,
            old=json.loads(row.old_text),
            new=json.loads(row.new_text),
        )
        found.setdefault(place, []).append(entry)
    return found


def read_withdrawn(connection: Connection) -> dict[str, int]:
    """When deliveries were withdrawn, by code."""
    rows = connection.execute(select(Delivery.code, Delivery.withdrawn_revision))
    return {code: revision for code, revision in rows if revision is not None}


def held(first: Any, said: Sequence[Entry], withdrawn: Mapping[str, int], on: int) -> Any:
    """What holds of a column in a revision: what was said last and not taken back by then.

    Args:
        first: what it said before all.
        said: the log of the column, the oldest first.
        withdrawn: of ``read_withdrawn``. What a withdrawal gave back is logged for its delivery,
            and goes with it.
        on: the revision.
    """
    standing = (one for one in said if withdrawn.get(one.delivery_code or "", on + 1) > on)
    return next((one.new for one in reversed([*standing])), first)
