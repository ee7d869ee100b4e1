"""The register of deliveries: who brought what, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from data_access.clock import in_utc, now
from data_access.importers.errors import DeliveryError
from data_access.schema.deliveries import DeliveredTable, Delivery
from data_access.vocabulary import DeliveryKind, DeliveryState


@dataclass(frozen=True)
class TablePapers:
    """A table of a delivered file, and how many of its cells went where."""

    document: str
    sheet: str
    layout: str
    table_id: str
    title: str
    territorial_status: date | None
    data_status: date | None
    stored: int
    left_out: int
    in_doubt: int


@dataclass(frozen=True)
class DeliveryInfo:
    """A delivery as the register holds it."""

    code: str
    county_key: str
    kind: str
    title: str
    file_name: str
    checksum: str
    state: DeliveryState
    received_at: datetime
    reason: str
    released_at: datetime | None
    release_note: str
    withdrawn_at: datetime | None
    withdrawal_note: str
    preview_until: datetime | None = None
    released_revision: int | None = None
    withdrawn_revision: int | None = None
    tables: tuple[TablePapers, ...] = field(default=())


def register(
    connection: Connection,
    *,
    county_key: str,
    kind: DeliveryKind,
    title: str,
    file_name: str,
    checksum: str,
    revision: int,
    reason: str,
    tables: Iterable[TablePapers],
) -> str:
    """Enter a delivery as received and return its code ("L1", "L2", ...)."""
    numbers = [
        int(code[1:])
        for code in connection.scalars(
            select(Delivery.code).where(Delivery.kind != DeliveryKind.PACK.value)
        )
        if code[1:].isdigit()
    ]
    code = f"L{max(numbers, default=0) + 1}"
    connection.execute(
        insert(Delivery).values(
            code=code,
            county_key=county_key,
            kind=kind.value,
            title=title,
            checksum=checksum,
            revision=revision,
            received_at=now(),
            state=DeliveryState.DELIVERED.value,
            file_name=file_name,
            reason=reason,
        )
    )
    rows = [
        {"delivery_code": code, "position": position, **_columns(table)}
        for position, table in enumerate(tables)
    ]
    if rows:
        connection.execute(insert(DeliveredTable), rows)
    return code


def _columns(table: TablePapers) -> dict[str, Any]:
    return {name: getattr(table, name) for name in TablePapers.__dataclass_fields__}


def deliveries(connection: Connection) -> tuple[DeliveryInfo, ...]:
    """All imported deliveries, the newest first; packs are none."""
    statement = (
        select(Delivery)
        .where(Delivery.kind != DeliveryKind.PACK.value)
        .order_by(func.length(Delivery.code).desc(), Delivery.code.desc())
    )
    tables: dict[str, list[TablePapers]] = {}
    for row in connection.execute(
        select(DeliveredTable).order_by(DeliveredTable.delivery_code, DeliveredTable.position)
    ):
        papers = TablePapers(*(getattr(row, name) for name in TablePapers.__dataclass_fields__))
        tables.setdefault(row.delivery_code, []).append(papers)
    return tuple(
        DeliveryInfo(
            code=row.code,
            county_key=row.county_key,
            kind=row.kind,
            title=row.title,
            file_name=row.file_name,
            checksum=row.checksum,
            state=DeliveryState(row.state),
            received_at=in_utc(row.received_at),
            reason=row.reason,
            released_at=_in_utc(row.released_at),
            release_note=row.release_note,
            withdrawn_at=_in_utc(row.withdrawn_at),
            withdrawal_note=row.withdrawal_note,
            preview_until=_in_utc(row.preview_until),
            released_revision=row.released_revision,
            withdrawn_revision=row.withdrawn_revision,
            tables=tuple(tables.get(row.code, ())),
        )
        for row in connection.execute(statement)
    )


def _in_utc(moment: datetime | None) -> datetime | None:
    return in_utc(moment) if moment else None


def delivery(connection: Connection, code: str) -> DeliveryInfo:
    """One delivery.

    Raises:
        DeliveryError: there is none of this code.
    """
    for one in deliveries(connection):
        if one.code == code:
            return one
    raise DeliveryError(
        f"Die Lieferung „{code}“ gibt es nicht.",
        where="Verzeichnis der Lieferungen",
        remedy="„integrationsmonitor delivery list“ zeigt alle Lieferungen.",
    )


def demand(info: DeliveryInfo, *states: DeliveryState, verb: str) -> None:
    """Make sure that a delivery is in one of some states.

    Raises:
        DeliveryError: it is not; says in which it is.
    """
    if info.state not in states:
        raise DeliveryError(
            f"Die Lieferung {info.code} lässt sich nicht {verb}: Sie ist {STATES[info.state]}.",
            where=f"Lieferung {info.code}, {info.title}",
            remedy="„integrationsmonitor delivery list“ zeigt den Stand aller Lieferungen.",
        )


#: What a state is called.
STATES = {
    DeliveryState.DELIVERED: "geliefert und noch nicht freigegeben",
    DeliveryState.RELEASED: "freigegeben",
    DeliveryState.WITHDRAWN: "zurückgezogen",
    DeliveryState.ERASED: "gelöscht",
}


def set_state(connection: Connection, code: str, state: DeliveryState, **columns: Any) -> None:
    """Move a delivery to a state, with what the register notes of it."""
    connection.execute(
        update(Delivery).where(Delivery.code == code).values(state=state.value, **columns)
    )
