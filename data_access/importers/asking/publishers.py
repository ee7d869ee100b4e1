"""Who publishes a table that nobody has seen before: most likely whoever publishes its likes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.importers.profiles.model import NewDelivery
from data_access.importers.profiles.store import built_in
from data_access.importers.registry import layout_named
from data_access.schema.statistics import DeliveryRhythm, Source

#: What readers are told of a rhythm that is proposed here.
_GROUND = "Wie bei anderen Tabellen desselben Herausgebers."


class Publisher(NamedTuple):
    """A publisher, with what holds for most of its tables.

    Attributes:
        licence: empty where none is known.
        delivery: None where nobody knows how its tables come.
    """

    name: str
    licence: str = ""
    delivery: NewDelivery | None = None


def publisher_of(connection: Connection, layout: str) -> Publisher:
    """The publisher of most tables of a layout that are known; else what the layout is called."""
    of_layout = [one.source for one in built_in().values() if one.layout == layout]
    known = (
        select(Source.publisher, Source.licence)
        .where(Source.code.in_(of_layout))
        .order_by(Source.code)
    )
    counted = Counter(Publisher(name, licence) for name, licence in connection.execute(known))
    if not counted:
        return Publisher(layout_named(layout).TITLE)
    found = counted.most_common(1)[0][0]
    return found._replace(delivery=_delivery_of(connection, found.name, of_layout))


def _delivery_of(
    connection: Connection, publisher: str, sources: Iterable[str]
) -> NewDelivery | None:
    """How most of a publisher's tables come."""
    row = DeliveryRhythm
    known = (
        select(
            *(row.rhythm, row.from_months, row.until_months),
            *(row.deliverer, row.site, row.address),
        )
        .join(Source, Source.code == row.source_code)
        .where(Source.publisher == publisher, Source.code.in_(list(sources)))
        .order_by(Source.code)
    )
    counted = Counter(tuple(one) for one in connection.execute(known))
    if not counted:
        return None
    names = ("rhythm", "from_months", "until_months", "deliverer", "site", "address")
    said = dict(zip(names, counted.most_common(1)[0][0], strict=True))
    return NewDelivery.model_validate({**said, "ground": _GROUND})
