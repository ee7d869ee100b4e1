"""Which delivery a write belongs to, and what was done with it."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.domain.changes import Step
from data_access.schema.deliveries import DefinitionChange, Delivery
from data_access.vocabulary import DeliveryKind


class DeliveryWords(NamedTuple):
    """What a change tells of the delivery that made it."""

    code: str = ""
    title: str = ""
    file_name: str = ""
    reason: str = ""
    release_note: str = ""
    withdrawal_note: str = ""


class Steps:
    """The writes that deliveries made, and those in which the office just said something.

    A withdrawal gives back what an earlier delivery said: the rows then name that one, and only
    the register says who was withdrawn.
    """

    def __init__(self, connection: Connection) -> None:
        row = Delivery
        self._deliveries: dict[str | None, DeliveryWords] = {}
        self._codes: dict[int, tuple[str, Step]] = {}
        columns = (*(getattr(row, name) for name in DeliveryWords._fields), row.kind, row.revision)
        statement = select(*columns, row.released_revision, row.withdrawn_revision)
        for *words, kind, revision, released, withdrawn in connection.execute(statement):
            delivery = DeliveryWords(*words)
            self._deliveries[delivery.code] = delivery
            done = (
                (revision if kind == DeliveryKind.PACK else None, Step.PACK),
                (released, Step.RELEASE),
                (withdrawn, Step.WITHDRAWAL),
            )
            self._codes.update(
                (number, (delivery.code, step)) for number, step in done if number is not None
            )
        said = select(DefinitionChange.revision).where(DefinitionChange.delivery_code.is_(None))
        for number in connection.scalars(said.distinct()):
            self._codes[number] = ("", Step.MAPPING)

    def delivery(self, code: str | None) -> DeliveryWords:
        """A delivery by its code; an empty one where there is none."""
        return self._deliveries.get(code, DeliveryWords())

    def step(self, revision: int) -> Step:
        """What a write was; an older pack's has no entry of its own any more."""
        return self._codes.get(revision, ("", Step.PACK))[1]

    def of(self, revision: int) -> DeliveryWords:
        """The delivery that a write released, withdrew or loaded."""
        return self.delivery(self._codes.get(revision, ("", Step.PACK))[0])
