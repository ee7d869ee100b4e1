"""What has changed: revised values one by one, new ones by delivery and statistic."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.orm import aliased

from data_access.clock import ZONE
from data_access.domain.changes import ChangedList, NewFigures, RevisedFigure, Version
from data_access.importers.records.relations import title_of
from data_access.schema import areas, statistics
from data_access.schema.deliveries import Delivery, RecordChange
from data_access.schema.revisions import DataRevision
from data_access.schema.statistics import Observation
from data_access.storing import KEY
from data_access.vocabulary import Origin, Sex, Status


def read_revised(
    connection: Connection,
    county_key: str,
    *,
    since: date | None = None,
    statistic_codes: Collection[str] | None = None,
    limit: int = 1000,
) -> tuple[RevisedFigure, ...]:
    """Figures that were changed or withdrawn, the newest change first.

    Args:
        connection: for reading.
        county_key: of the county.
        since: changes of that day (in Germany) and later.
        statistic_codes: only these statistics.
        limit: at most so many.
    """
    after, before = aliased(Observation), aliased(Observation)
    same = [getattr(after, name) == getattr(before, name) for name in KEY]
    joined = and_(*same, after.known_from == before.known_until)
    statement = (
        select(
            *(getattr(before, name) for name in KEY),
            before.known_until,
            *_columns(before, "old"),
            *_columns(after, "new"),
            DataRevision.written_at,
        )
        .select_from(before)
        .outerjoin(after, joined)
        .join(DataRevision, DataRevision.number == before.known_until)
        .where(
            before.county_key == county_key,
            before.origin != Origin.RECOMPUTED.value,
            _differ(before, after),
        )
        .order_by(
            before.known_until.desc(),
            *(getattr(before, name) for name in ("statistic_code", "period", "area_key")),
            *(getattr(before, name) for name in ("group_code", "sex")),
        )
        .limit(limit)
    )
    if since is not None:
        statement = statement.where(DataRevision.written_at >= _begin_of(since))
    if statistic_codes is not None:
        statement = statement.where(before.statistic_code.in_(list(statistic_codes)))
    words = _Words(connection)
    return tuple(_revised(row, words) for row in connection.execute(statement))


#: What is told of each version; ``known_from`` says whether there is one.
_TOLD = (
    "number",
    "status",
    "provisional",
    "revised",
    "original_text",
    "known_from",
    "delivery_code",
)


def _columns(table: Any, which: str) -> list[Any]:
    return [getattr(table, name).label(f"{which}_{name}") for name in _TOLD]


def _differ(before: Any, after: Any) -> Any:
    """Papers alone (a locator, a note) make no change for a reader."""
    said = ("number", "number_to", "status", "qualifier", "provisional", "revised", "estimated")
    return or_(
        after.known_from.is_(None),
        *(getattr(before, name).is_distinct_from(getattr(after, name)) for name in said),
    )


def _begin_of(day: date) -> datetime:
    # SQLite keeps no zone: everything is written in UTC.
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)


class _Words:
    """Names of everything that a change names."""

    def __init__(self, connection: Connection) -> None:
        statistic, group, area = statistics.Statistic, statistics.PopulationGroup, areas.Area
        self.statistics = {
            row.code: row for row in connection.execute(select(*statistic.__table__.columns))
        }
        self.areas = dict(connection.execute(select(area.key, area.short_name)).all())
        self.groups = dict(connection.execute(select(group.code, group.short_name)).all())
        self.deliveries = {
            row.code: row for row in connection.execute(select(*Delivery.__table__.columns))
        }


def _version(row: Any, which: str) -> Version | None:
    told = {name: getattr(row, f"{which}_{name}") for name in _TOLD}
    if told["known_from"] is None:
        return None
    return Version(
        number=told["number"],
        status=Status(told["status"]),
        provisional=told["provisional"],
        revised=told["revised"],
        original_text=told["original_text"],
    )


def _revised(row: Any, words: _Words) -> RevisedFigure:
    statistic = words.statistics[row.statistic_code]
    new = _version(row, "new")
    code = (row.new_delivery_code if new else row.old_delivery_code) or ""
    delivery = words.deliveries.get(code)
    return RevisedFigure(
        revision=row.known_until,
        changed_at=row.written_at,
        statistic_code=row.statistic_code,
        statistic_name=statistic.short_name,
        unit=statistic.unit,
        decimals=statistic.decimals,
        own_count=statistic.own_count,
        area_key=row.area_key,
        area_name=words.areas.get(row.area_key, row.area_key),
        group_code=row.group_code,
        group_name=words.groups.get(row.group_code, row.group_code),
        sex=Sex(row.sex),
        period=row.period,
        source_code=row.source_code,
        old=_version(row, "old"),
        new=new,
        delivery=code,
        delivery_title=delivery.title if delivery else "",
        file_name=delivery.file_name if delivery else "",
        reason=_reason(delivery, withdrawn=new is None),
    )


def _reason(delivery: Any, *, withdrawn: bool) -> str:
    if delivery is None:
        return ""
    return str(delivery.withdrawal_note if withdrawn else delivery.reason)


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
            func.count().label("count"),
            func.min(row.period).label("first_period"),
            func.max(row.period).label("last_period"),
            func.max(row.delivery_code).label("delivery_code"),
        )
        .join(DataRevision, DataRevision.number == row.known_from)
        .where(row.county_key == county_key, row.origin != Origin.RECOMPUTED.value, ~known_before)
        .group_by(row.known_from, DataRevision.written_at, row.statistic_code)
        .order_by(row.known_from.desc(), row.statistic_code)
    )
    if since is not None:
        statement = statement.where(DataRevision.written_at >= _begin_of(since))
    if statistic_codes is not None:
        statement = statement.where(row.statistic_code.in_(list(statistic_codes)))
    words = _Words(connection)
    return tuple(_new(found, words) for found in connection.execute(statement))


def _new(found: Any, words: _Words) -> NewFigures:
    delivery = words.deliveries.get(found.delivery_code or "")
    return NewFigures(
        revision=found.known_from,
        changed_at=found.written_at,
        statistic_code=found.statistic_code,
        statistic_name=words.statistics[found.statistic_code].short_name,
        count=found.count,
        first_period=found.first_period,
        last_period=found.last_period,
        delivery=found.delivery_code or "",
        delivery_title=delivery.title if delivery else "",
        file_name=delivery.file_name if delivery else "",
    )


def read_lists(
    connection: Connection, county_key: str, *, since: date | None = None
) -> tuple[ChangedList, ...]:
    """Rows of the office's own lists that changed, counted by revision and list, newest first."""
    change = RecordChange
    statement = (
        select(
            change.revision,
            DataRevision.written_at,
            change.table_name,
            func.count(change.record_key.distinct()).label("rows"),
            func.max(change.delivery_code).label("delivery_code"),
        )
        .join(DataRevision, DataRevision.number == change.revision)
        .where(change.county_key == county_key)
        .group_by(change.revision, DataRevision.written_at, change.table_name)
        .order_by(change.revision.desc(), change.table_name)
    )
    if since is not None:
        statement = statement.where(DataRevision.written_at >= _begin_of(since))
    words = _Words(connection)
    return tuple(_list(found, words) for found in connection.execute(statement))


def _list(found: Any, words: _Words) -> ChangedList:
    delivery = words.deliveries.get(found.delivery_code)
    withdrawn = delivery is not None and found.revision == delivery.withdrawn_revision
    return ChangedList(
        revision=found.revision,
        changed_at=found.written_at,
        table_name=found.table_name,
        title=title_of(found.table_name),
        rows=found.rows,
        delivery=found.delivery_code,
        delivery_title=delivery.title if delivery else "",
        reason=_reason(delivery, withdrawn=withdrawn),
    )
