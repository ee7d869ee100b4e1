"""Who publishes a table that nobody has seen before: most likely whoever publishes its likes."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.importers.profiles.store import built_in
from data_access.importers.registry import layout_named
from data_access.schema.statistics import Source


class Publisher(NamedTuple):
    """A publisher, and the licence of its tables; empty where none is known."""

    name: str
    licence: str = ""


def publisher_of(connection: Connection, layout: str) -> Publisher:
    """The publisher of most tables of a layout that are known; else what the layout is called."""
    of_layout = [one.source for one in built_in().values() if one.layout == layout]
    known = (
        select(Source.publisher, Source.licence)
        .where(Source.code.in_(of_layout))
        .order_by(Source.code)
    )
    counted = Counter(Publisher(name, licence) for name, licence in connection.execute(known))
    return counted.most_common(1)[0][0] if counted else Publisher(layout_named(layout).TITLE)
