"""The log of what was erased for good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from data_access.clock import in_utc, now
from data_access.erasure.figures import KEYS, FigureFilter, logged
from data_access.queries.labels import Names
from data_access.schema.deliveries import Erasure, ErasureCounty


@dataclass(frozen=True)
class ErasedDelivery:
    """A delivery that was erased, told as erased figures are."""

    delivery_code: str

    @property
    def words(self) -> str:
        """What was erased, by its key."""
        return f"Lieferung {self.delivery_code}"

    def named(self, _names: Names) -> str:
        """The same: it has no other name."""
        return self.words


Erased = ErasedDelivery | FigureFilter


@dataclass(frozen=True)
class ErasureInfo:
    """That something was erased; keys, never values.

    Attributes:
        erased: which delivery, or which figures.
        counties: whose figures they were; empty where that cannot be told any more.
    """

    erased_at: datetime
    erased: Erased
    rows: int
    reason: str
    counties: frozenset[str]

    def concerns(self, county_key: str) -> bool:
        """Whether it is to be told of a county; what may have been anybody's is told of all."""
        return not self.counties or county_key in self.counties


def log_erasure(
    connection: Connection,
    erased: Erased,
    *,
    counties: Iterable[str],
    revision: int,
    rows: int,
    reason: str,
) -> None:
    """Log that a delivery or figures were erased; never what they said."""
    number = (connection.scalar(select(func.max(Erasure.number))) or 0) + 1
    connection.execute(
        insert(Erasure).values(
            number=number,
            revision=revision,
            erased_at=now(),
            rows=rows,
            reason=reason,
            **asdict(erased),
        )
    )
    owners = [{"number": number, "county_key": key} for key in sorted(counties)]
    if owners:
        connection.execute(insert(ErasureCounty), owners)


def read_erasures(connection: Connection) -> tuple[ErasureInfo, ...]:
    """All erasures, the newest first."""
    whose = defaultdict(set)
    for number, county_key in connection.execute(
        select(ErasureCounty.number, ErasureCounty.county_key)
    ):
        whose[number].add(county_key)
    log = Erasure
    told = (log.number, log.erased_at, log.rows, log.reason, log.delivery_code)
    statement = select(*told, *KEYS).order_by(log.number.desc())
    return tuple(
        ErasureInfo(
            in_utc(erased_at),
            ErasedDelivery(code) if code else logged(keys),
            rows,
            reason,
            frozenset(whose[number]),
        )
        for number, erased_at, rows, reason, code, *keys in connection.execute(statement)
    )
