"""What people wrote about values that are erased: notes may quote them, so they go too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product

from sqlalchemy import Connection, and_, select, update
from sqlalchemy.orm import aliased

from data_access.erasure.figures import FigureFilter
from data_access.erasure.numbers_in_text import numbers_in, without
from data_access.schema.deliveries import Delivery, StagedFigure
from data_access.schema.revisions import DataRevision
from data_access.schema.statistics import Observation
from data_access.storing import KEY
from data_access.vocabulary import DeliveryKind

_NOTES = ("reason", "release_note", "withdrawal_note")
#: What makes it the same figure, whichever source says it.
_FIGURE = KEY[:6]
_TABLES: tuple[type[Observation] | type[StagedFigure], ...] = (Observation, StagedFigure)
_SAID = ("number", "number_to", "original_text")


def forget_notes(connection: Connection, code: str) -> None:
    """Empty what people wrote of a delivery, and its file's name in the list of revisions."""
    read_in = select(Delivery.revision).where(Delivery.code == code).scalar_subquery()
    connection.execute(
        update(DataRevision)
        .where(DataRevision.number == read_in)
        .values(reason=f"Einlesen der Lieferung {code}")
    )
    connection.execute(
        update(Delivery).where(Delivery.code == code).values(dict.fromkeys(_NOTES, ""))
    )


def numbers_of_delivery(connection: Connection, code: str) -> set[float]:
    """All numbers that a delivery says or said."""
    return {
        number
        for table in _TABLES
        for said in connection.execute(
            select(*(getattr(table, name) for name in _SAID))
            .where(table.delivery_code == code)
            .distinct()
        )
        for number in _numbers(said)
    }


def said_beside(connection: Connection, code: str) -> dict[str, set[float]]:
    """What a delivery said of figures, by other deliveries that say something of the same."""
    found: dict[str, set[float]] = defaultdict(set)
    others = [one for one in _annotated(connection) if one != code]
    if not others:
        return found
    for table, beside in product(_TABLES, _TABLES):
        one, other = aliased(table), aliased(beside)
        alike = and_(*(getattr(one, name) == getattr(other, name) for name in _FIGURE))
        statement = (
            select(other.delivery_code, *(getattr(one, name) for name in _SAID))
            .join(other, alike)
            .where(one.delivery_code == code, other.delivery_code.in_(others))
            .distinct()
        )
        for by, *said in connection.execute(statement):
            found[str(by)].update(_numbers(said))
    return found


def said_of(
    connection: Connection, wanted: FigureFilter
) -> tuple[frozenset[str], frozenset[float]]:
    """Deliveries that ever said something of some figures, and all numbers that were said."""
    by: set[str] = set()
    numbers: set[float] = set()
    for table in _TABLES:
        columns = (table.delivery_code, *(getattr(table, name) for name in _SAID))
        statement = select(*columns).where(*wanted.conditions(table)).distinct()
        for code, *said in connection.execute(statement):
            by.update((code,) if code else ())
            numbers.update(_numbers(said))
    return frozenset(by), frozenset(numbers)


def scrub_notes(connection: Connection, said: Mapping[str, Collection[float]]) -> None:
    """Take erased numbers out of what people wrote of deliveries.

    Args:
        connection: of ``engine.writing``.
        said: erased numbers by delivery.
    """
    columns = [getattr(Delivery, name) for name in ("code", *_NOTES)]
    statement = select(*columns).where(Delivery.kind != DeliveryKind.PACK.value)
    for code, *notes in connection.execute(statement).all():
        kept = [without(note, said.get(code, ())) for note in notes]
        if kept != notes:
            values = dict(zip(_NOTES, kept, strict=True))
            connection.execute(update(Delivery).where(Delivery.code == code).values(values))


def _annotated(connection: Connection) -> list[str]:
    """Deliveries of which somebody wrote something."""
    columns = [getattr(Delivery, name) for name in ("code", *_NOTES)]
    rows = connection.execute(select(*columns).where(Delivery.kind != DeliveryKind.PACK.value))
    return [code for code, *notes in rows if any(notes)]


def _numbers(said: Iterable[object]) -> Iterator[float]:
    number, number_to, text = said
    for one in (number, number_to):
        if isinstance(one, float | int):
            yield abs(float(one))
    yield from numbers_in(str(text or ""))
