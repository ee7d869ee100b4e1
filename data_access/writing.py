"""The only way values get in: close changed rows, write new ones, renew the rollup.

All functions take an open connection of ``engine.writing``: the caller's transaction decides.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    case,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from data_access.clock import now
from data_access.domain import Period
from data_access.schema.revisions import DataRevision
from data_access.schema.statistics import CurrentFigure, Observation, Source
from data_access.vocabulary import Origin, Qualifier, Sex, Status

_KEY = (
    "county_key",
    "statistic_code",
    "area_key",
    "group_code",
    "sex",
    "period",
    "origin",
    "source_code",
)
_CONTENT = (
    "number",
    "number_to",
    "status",
    "qualifier",
    "provisional",
    "revised",
    "estimated",
    "planned",
    "original_text",
    "locator",
    "note",
    "territorial_status",
    "data_status",
)


@dataclass(frozen=True)
class NewObservation:
    """A value to be stored. ``number`` is None exactly when ``status`` is not ``value``.

    ``number_to`` is the upper end of a span and of nothing else.

    Raises:
        ValueError: number, status and qualifier contradict each other, or the period is none.
    """

    county_key: str
    statistic_code: str
    area_key: str
    period: str
    number: float | None
    source_code: str
    group_code: str = "insgesamt"
    sex: Sex = Sex.TOTAL
    origin: Origin = Origin.PUBLISHED
    status: Status = Status.VALUE
    provisional: bool = False
    revised: bool = False
    estimated: bool = False
    qualifier: Qualifier = Qualifier.EXACTLY
    number_to: float | None = None
    planned: bool = False
    original_text: str = ""
    locator: str = ""
    note: str = ""
    territorial_status: date | None = None
    data_status: date | None = None

    def __post_init__(self) -> None:
        if (self.number is None) == (self.status is Status.VALUE):
            raise ValueError(f"Zahl und Status widersprechen sich: {self}")
        self._check_qualifier()
        Period.parse(self.period)

    def _check_qualifier(self) -> None:
        if self.number is None and self.qualifier is not Qualifier.EXACTLY:
            raise ValueError(f"Ein Zusatz ohne Zahl: {self}")
        if (self.qualifier is Qualifier.SPAN) != (self.number_to is not None):
            raise ValueError(f"Spanne und obere Grenze gehören zusammen: {self}")
        if self.number_to is not None and self.number_to <= (self.number or 0.0):
            raise ValueError(f"Die Spanne endet vor ihrem Anfang: {self}")


@dataclass(frozen=True)
class WriteSummary:
    """What a write did, in rows."""

    new: int
    changed: int
    unchanged: int
    removed: int = 0


def current_revision(connection: Connection) -> int:
    """The number of the newest data revision; 0 in an empty database."""
    return connection.scalar(select(func.max(DataRevision.number))) or 0


@dataclass(frozen=True)
class DataState:
    """State of the data. A restored backup may carry a number again, but not its moment.

    Attributes:
        revision: number of the newest data revision; 0 in an empty database.
        written_at: when it was written, as the database tells it.
    """

    revision: int
    written_at: str


def current_state(connection: Connection) -> DataState:
    """The state that caches key on; one cheap query."""
    newest = connection.execute(
        select(DataRevision.number, DataRevision.written_at)
        .order_by(DataRevision.number.desc())
        .limit(1)
    ).first()
    return DataState(newest.number, str(newest.written_at)) if newest else DataState(0, "")


def begin_revision(connection: Connection, reason: str) -> int:
    """Open a new data revision and return its number."""
    number = current_revision(connection) + 1
    connection.execute(insert(DataRevision).values(number=number, written_at=now(), reason=reason))
    return number


def write_observations(
    connection: Connection,
    rows: Iterable[NewObservation],
    *,
    revision: int,
    delivery_code: str | None = None,
    complete: bool = False,
) -> WriteSummary:
    """Store values: new ones are added, changed ones close the old row, equal ones stay.

    Args:
        connection: of ``engine.writing``.
        rows: the values; a key may occur once.
        revision: from ``begin_revision``.
        delivery_code: what brought them in.
        complete: the rows are all that this delivery says; what it said before and no longer
            says is closed.

    Raises:
        ValueError: a key occurs twice.
    """
    incoming: dict[tuple[Any, ...], NewObservation] = {}
    for row in rows:
        key = tuple(str(getattr(row, name)) for name in _KEY)
        if key in incoming:
            raise ValueError(f"Schlüssel kommt doppelt vor: {key}")
        incoming[key] = row
    touched = {(row.county_key, row.statistic_code) for row in incoming.values()}
    known = _known(connection, touched)

    closing: list[tuple[Any, ...]] = []
    fresh: list[dict[str, Any]] = []
    new = changed = 0
    for key, row in incoming.items():
        content = tuple(getattr(row, name) for name in _CONTENT)
        old = known.get(key)
        if old == content:
            continue
        if old is None:
            new += 1
        else:
            changed += 1
            closing.append(key)
        fresh.append(_as_columns(row, revision, delivery_code))
    gone = _no_longer_said(connection, incoming, delivery_code) if complete else []
    for key in (*closing, *gone):
        connection.execute(
            update(Observation)
            .where(
                *(getattr(Observation, name) == part for name, part in zip(_KEY, key, strict=True)),
                Observation.known_until.is_(None),
            )
            .values(known_until=revision)
        )
    if fresh:
        connection.execute(insert(Observation), fresh)
    if fresh or gone:
        renew_rollup(connection, touched | {(key[0], key[1]) for key in gone})
    return WriteSummary(new, changed, len(incoming) - new - changed, len(gone))


def _no_longer_said(
    connection: Connection, said: Container[tuple[Any, ...]], delivery_code: str | None
) -> list[tuple[Any, ...]]:
    statement = select(*(getattr(Observation, name) for name in _KEY)).where(
        Observation.delivery_code == delivery_code, Observation.known_until.is_(None)
    )
    return [key for record in connection.execute(statement) if (key := tuple(record)) not in said]


def _known(
    connection: Connection, touched: Iterable[tuple[str, str]]
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    columns = [getattr(Observation, name) for name in (*_KEY, *_CONTENT)]
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for county_key, statistic_code in touched:
        statement = select(*columns).where(
            Observation.county_key == county_key,
            Observation.statistic_code == statistic_code,
            Observation.known_until.is_(None),
        )
        for record in connection.execute(statement):
            values = tuple(record)
            found[values[: len(_KEY)]] = values[len(_KEY) :]
    return found


def _as_columns(row: NewObservation, revision: int, delivery_code: str | None) -> dict[str, Any]:
    period = Period.parse(row.period)
    columns: dict[str, Any] = {name: getattr(row, name) for name in (*_KEY, *_CONTENT)}
    for name in ("origin", "qualifier", "sex", "status"):
        columns[name] = str(columns[name])
    columns.update(
        period_start=period.start,
        period_end=period.end,
        known_from=revision,
        known_until=None,
        delivery_code=delivery_code,
    )
    return columns


def renew_rollup(
    connection: Connection, touched: Sequence[tuple[str, str]] | set[tuple[str, str]]
) -> None:
    """Recompute ``current_figure`` for (county, statistic) pairs from the open observations."""
    rank = case((Observation.origin == Origin.RECOMPUTED.value, 0), else_=1)
    order = (
        func.row_number()
        .over(
            partition_by=[getattr(Observation, name) for name in _KEY[:6]],
            order_by=[rank, Source.priority, Observation.source_code],
        )
        .label("choice")
    )
    names = [column.key for column in CurrentFigure.__table__.columns]
    for county_key, statistic_code in sorted(touched):
        connection.execute(
            delete(CurrentFigure).where(
                CurrentFigure.county_key == county_key,
                CurrentFigure.statistic_code == statistic_code,
            )
        )
        ranked = (
            select(*(getattr(Observation, name) for name in names), order)
            .join(Source, Source.code == Observation.source_code)
            .where(
                and_(
                    Observation.county_key == county_key,
                    Observation.statistic_code == statistic_code,
                    Observation.known_until.is_(None),
                )
            )
            .subquery()
        )
        chosen = select(*(ranked.c[name] for name in names)).where(
            ranked.c.choice == literal_column("1")
        )
        connection.execute(insert(CurrentFigure).from_select(names, chosen))
