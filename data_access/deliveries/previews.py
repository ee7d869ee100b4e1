"""A delivery shown before its release, to whoever has the link: as if it were released.

What is shown comes from the release itself, in a transaction that is taken back: nothing chooses,
protects or words figures in a second way.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine, select, update

from data_access.clock import in_utc, now
from data_access.deliveries.office import release_in
from data_access.deliveries.register import DeliveryInfo, delivery, demand
from data_access.engine import trying, writing
from data_access.schema.deliveries import Delivery
from data_access.vocabulary import DeliveryState

#: Days that a link is good for, where nobody says otherwise, and at most.
DAYS, LONGEST_DAYS = 7, 90
_KEY_BYTES = 32
#: No link of ours is longer.
_LONGEST = 64


@dataclass(frozen=True)
class Preview:
    """A delivery that may be looked at before its release."""

    code: str
    county_key: str
    until: datetime


def offer(engine: Engine, code: str, *, days: int = DAYS) -> tuple[str, Preview]:
    """Make the key of a link to a delivery that waits; an older link is good no more.

    Only a checksum of the key is kept: nobody can read it from the database.

    Raises:
        DeliveryError: the delivery does not exist, or does not wait.
    """
    key = secrets.token_urlsafe(_KEY_BYTES)
    until = now() + timedelta(days=days)
    with writing(engine) as connection:
        info = delivery(connection, code)
        demand(info, DeliveryState.DELIVERED, verb="als Vorschau zeigen")
        _note(connection, code, checksum=_checksum(key), until=until)
    return key, Preview(code, info.county_key, until)


def end(engine: Engine, code: str) -> None:
    """Let the link to a delivery be good no more.

    Raises:
        DeliveryError: the delivery does not exist.
    """
    with writing(engine) as connection:
        delivery(connection, code)
        _note(connection, code, checksum="", until=None)


def _note(connection: Connection, code: str, *, checksum: str, until: datetime | None) -> None:
    connection.execute(
        update(Delivery)
        .where(Delivery.code == code)
        .values(preview_key=checksum, preview_until=until)
    )


def _checksum(key: str) -> str:
    return sha256(key.encode("utf-8")).hexdigest()


def find(connection: Connection, key: str) -> Preview | None:
    """The delivery that a key opens now; None where it opens none, or no more."""
    if not key or len(key) > _LONGEST:
        return None
    statement = select(Delivery.code, Delivery.county_key, Delivery.preview_until).where(
        Delivery.preview_key == _checksum(key), Delivery.state == DeliveryState.DELIVERED.value
    )
    found = connection.execute(statement).first()
    if found is None or found.preview_until is None:
        return None
    until = in_utc(found.preview_until)
    return Preview(found.code, found.county_key, until) if until > now() else None


def shown_until(info: DeliveryInfo) -> datetime | None:
    """Until when a delivery's link is good; None where it has none, or none any more."""
    if info.preview_until is None:
        return None
    until = in_utc(info.preview_until)
    return until if until > now() else None


@contextmanager
def as_released(engine: Engine, code: str) -> Iterator[Connection]:
    """The database as it would be with a delivery released; nobody else ever sees it.

    Nobody can write meanwhile: it should be short.

    Raises:
        DeliveryError: the delivery does not wait any more.
        DatabaseUnavailableError: somebody else writes for too long.
    """
    with trying(engine) as connection:
        release_in(connection, code, note="")
        yield connection
