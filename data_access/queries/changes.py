"""What is new: figures by write and statistic, rows of the office's own lists by write and list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, case, func, select
from sqlalchemy.orm import aliased

from data_access.clock import begin_of, in_utc
from data_access.domain.changes import ChangedList, NewFigures, Step
from data_access.importers.records.relations import title_of
from data_access.queries.steps import Steps
from data_access.schema.deliveries import RecordChange
from data_access.schema.revisions import DataRevision
from data_access.schema.statistics import Observation, Statistic
from data_access.storing import KEY
from data_access.vocabulary import Origin


def read_new(
    connection: Connection,
    county_key: str,
    *,
    since: date | None = None,
    statistic_codes: Collection[str] | None = None,
) -> tuple[NewFigures, ...]:
    """Figures that were not known before, counted by revision and statistic, the newest first."""
    row, earlier = Observation, aliased(Observation)
    known_before = (
        select(earlier.known_from)
        .where(
            *(getattr(earlier, name) == getattr(row, name) for name in KEY),
            earlier.known_from < row.known_from,
        )
        .exists()
    )
    statement = (
        select(
            row.known_from,
            DataRevision.written_at,
            row.statistic_code,
            row.source_code,
            func.count().label("count"),
            func.min(row.period).label("first_period"),
            func.max(row.period).label("last_period"),
            func.max(row.delivery_code).label("delivery_code"),
        )
        .join(DataRevision, DataRevision.number == row.known_from)
        .where(row.county_key == county_key, row.origin != Origin.RECOMPUTED.value, ~known_before)
        .group_by(row.known_from, DataRevision.written_at, row.statistic_code, row.source_code)
        .order_by(row.known_from.desc(), row.statistic_code, row.source_code)
    )
    if since is not None:
        statement = statement.where(DataRevision.written_at >= begin_of(since))
    if statistic_codes is not None:
        statement = statement.where(row.statistic_code.in_(list(statistic_codes)))
    return tuple(_new(connection, connection.execute(statement)))


def _new(connection: Connection, rows: Iterable[Any]) -> Iterator[NewFigures]:
    steps = Steps(connection)
    names = dict(connection.execute(select(Statistic.code, Statistic.short_name)).all())
    for (revision, code), parts in groupby(rows, key=lambda one: (one[0], one[2])):
        found = list(parts)
        delivery = steps.delivery(found[0].delivery_code)
        yield NewFigures(
            revision=revision,
            changed_at=in_utc(found[0].written_at),
            statistic_code=code,
            statistic_name=names[code],
            count=sum(one.count for one in found),
            first_period=min(one.first_period for one in found),
            last_period=max(one.last_period for one in found),
            source_codes=tuple(one.source_code for one in found),
            delivery=found[0].delivery_code or "",
            delivery_title=delivery.title,
            file_name=delivery.file_name,
        )


def read_lists(
    connection: Connection,
    county_key: str | None = None,
    *,
    since: date | None = None,
    revision: int | None = None,
) -> tuple[ChangedList, ...]:
    """Rows of the office's own lists that changed or are new, by revision and list, newest first.

    Args:
        connection: for reading.
        county_key: only of this county.
        since: changes of that day (in Germany) and later.
        revision: only of this write.
    """
    change = RecordChange
    is_new = and_(change.field == "", change.old_text.is_(None))
    statement = (
        select(
            change.revision,
            DataRevision.written_at,
            change.table_name,
            func.count(change.record_key.distinct()).label("rows"),
            func.count(case((~is_new, change.record_key)).distinct()).label("known"),
            func.max(change.delivery_code).label("delivery_code"),
        )
        .join(DataRevision, DataRevision.number == change.revision)
        .group_by(change.revision, DataRevision.written_at, change.table_name)
        .order_by(change.revision.desc(), change.table_name)
    )
    if county_key is not None:
        statement = statement.where(change.county_key == county_key)
    if since is not None:
        statement = statement.where(DataRevision.written_at >= begin_of(since))
    if revision is not None:
        statement = statement.where(change.revision == revision)
    steps = Steps(connection)
    return tuple(_list(found, steps) for found in connection.execute(statement))


def _list(found: Any, steps: Steps) -> ChangedList:
    delivery = steps.delivery(found.delivery_code)
    step = steps.step(found.revision)
    return ChangedList(
        revision=found.revision,
        changed_at=in_utc(found.written_at),
        step=step,
        table_name=found.table_name,
        title=title_of(found.table_name),
        rows=found.rows,
        known=found.known,
        delivery=found.delivery_code,
        delivery_title=delivery.title,
        reason=delivery.withdrawal_note if step is Step.WITHDRAWAL else delivery.reason,
    )
