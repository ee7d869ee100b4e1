"""The only way values get in: close changed rows, write new ones, renew the rollup.

All functions take an open connection of ``engine.writing``: the caller's transaction decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import polars as pl
from sqlalchemy import Connection, func, insert, select

from data_access import storing
from data_access.clock import now
from data_access.domain import Period
from data_access.frames import read_frame
from data_access.schema.revisions import DataRevision
from data_access.schema.statistics import Observation
from data_access.vocabulary import Origin, Qualifier, Sex, Status


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

    What makes a change is what a value says and what its papers say.

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
    figures = as_frame(rows)
    found = storing.compare(connection, figures, content=(*storing.SAID, *storing.PAPERS))
    gone = _no_longer_said(connection, figures, delivery_code) if complete else _NONE
    storing.close(connection, gone, revision=revision)
    storing.write(connection, found, revision=revision, delivery_code=delivery_code)
    storing.renew_rollup(connection, storing.touched(gone))
    return WriteSummary(found.new.height, found.changed.height, found.unchanged, gone.height)


_NONE = pl.DataFrame(schema=storing.OPEN_ROWS)


def as_frame(rows: Iterable[NewObservation]) -> pl.DataFrame:
    """Values as ``storing.FIGURES_TO_STORE``."""
    plain = [_CONTENT(row) for row in rows]
    return pl.DataFrame(plain, schema=storing.FIGURES_TO_STORE, orient="row")


_CONTENT = attrgetter(*storing.FIGURES_TO_STORE)


def _no_longer_said(
    connection: Connection, said: pl.DataFrame, delivery_code: str | None
) -> pl.DataFrame:
    statement = select(*(getattr(Observation, name) for name in storing.OPEN_ROWS)).where(
        Observation.delivery_code == delivery_code, Observation.known_until.is_(None)
    )
    known = read_frame(connection, statement, storing.OPEN_ROWS)
    return known.join(said, on=storing.KEY, how="anti")
