"""What was revised: figures that say something else than before, one by one and by write."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from data_access.clock import begin_of, in_utc
from data_access.domain.changes import ChangedDefinition, RevisedFigure, Step, Version, Write
from data_access.queries.changed_definitions import read_changed_definitions
from data_access.queries.changes import read_lists
from data_access.queries.steps import Steps
from data_access.schema import areas, statistics
from data_access.schema.revisions import DataRevision
from data_access.schema.statistics import Observation
from data_access.storing import KEY
from data_access.vocabulary import Origin, Sex, Status

#: A figure before and after a write; nothing follows where it was withdrawn.
_BEFORE, _AFTER = aliased(Observation), aliased(Observation)
#: What is told of each version; ``known_from`` says whether there is one.
_TOLD = (
    *("number", "status", "provisional", "revised"),
    *("original_text", "known_from"),
)


def read_revised(
    connection: Connection,
    county_key: str | None = None,
    *,
    since: date | None = None,
    statistic_codes: Collection[str] | None = None,
    revision: int | None = None,
    limit: int | None = 1000,
) -> tuple[RevisedFigure, ...]:
    """Figures that were changed or withdrawn, the newest change first.

    Args:
        connection: for reading.
        county_key: only of this county.
        since: changes of that day (in Germany) and later.
        statistic_codes: only these statistics.
        revision: only of this write.
        limit: at most so many; None is all.
    """
    statement = _pairs(
        select(
            *(getattr(_BEFORE, name) for name in KEY),
            _BEFORE.known_until,
            *_columns(_BEFORE, "old"),
            *_columns(_AFTER, "new"),
            DataRevision.written_at,
        ),
        county_key,
        since,
    )
    if statistic_codes is not None:
        statement = statement.where(_BEFORE.statistic_code.in_(list(statistic_codes)))
    if revision is not None:
        statement = statement.where(_BEFORE.known_until == revision)
    statement = statement.order_by(
        _BEFORE.known_until.desc(),
        *(getattr(_BEFORE, name) for name in ("statistic_code", "period", "area_key")),
        *(getattr(_BEFORE, name) for name in ("group_code", "sex", "county_key", "source_code")),
    ).limit(limit)
    words = _Words(connection)
    return tuple(_revised(row, words) for row in connection.execute(statement))


def read_writes(
    connection: Connection,
    county_key: str | None = None,
    *,
    since: date | None = None,
    revision: int | None = None,
) -> tuple[Write, ...]:
    """Writes that revised figures, rows of lists or definitions, the newest first.

    What is new is no revision: neither a value nor a row that nobody had said before.

    Args:
        connection: for reading.
        county_key: only what is of this county.
        since: writes of that day (in Germany) and later.
        revision: only this write.
    """
    became_final = and_(_BEFORE.provisional, _AFTER.provisional.is_(False))
    statement = _pairs(
        select(
            _BEFORE.known_until,
            DataRevision.written_at,
            func.count().label("revised"),
            func.sum(case((became_final, 1), else_=0)).label("became_final"),
            func.sum(case((_AFTER.known_from.is_(None), 1), else_=0)).label("gone"),
        ),
        county_key,
        since,
    )
    if revision is not None:
        statement = statement.where(_BEFORE.known_until == revision)
    steps = Steps(connection)
    statement = statement.group_by(_BEFORE.known_until, DataRevision.written_at)
    found = {
        row.known_until: _write(
            row.known_until, row.written_at, steps, row.revised, row.became_final, row.gone
        )
        for row in connection.execute(statement)
    }
    lists = read_lists(connection, county_key, since=since, revision=revision)
    for one in (listed for listed in lists if listed.known):
        write = found.get(one.revision) or _write(one.revision, one.changed_at, steps)
        found[one.revision] = replace(write, lists=(*write.lists, one))
    for said in read_changed_definitions(connection, county_key, since=since, revision=revision):
        write = found.get(said.revision) or _write_of(said, steps)
        found[said.revision] = replace(write, definitions=(*write.definitions, said))
    return tuple(found[number] for number in sorted(found, reverse=True))


def count_new(connection: Connection, delivery_code: str, revision: int) -> int:
    """How many figures a delivery brought that were not known right before its release."""
    row, before = Observation, aliased(Observation)
    known = (
        select(before.known_from)
        .where(
            *(getattr(before, name) == getattr(row, name) for name in KEY),
            before.known_until == revision,
        )
        .exists()
    )
    statement = select(func.count()).where(
        row.delivery_code == delivery_code, row.known_from == revision, ~known
    )
    return connection.scalar(statement) or 0


def _pairs(
    statement: Select[*tuple[Any, ...]], county_key: str | None, since: date | None
) -> Select[*tuple[Any, ...]]:
    """Figures before and after the write that closed them, where a reader sees a difference."""
    same = [getattr(_AFTER, name) == getattr(_BEFORE, name) for name in KEY]
    joined = (
        statement.select_from(_BEFORE)
        .outerjoin(_AFTER, and_(*same, _AFTER.known_from == _BEFORE.known_until))
        .join(DataRevision, DataRevision.number == _BEFORE.known_until)
        .where(_BEFORE.origin != Origin.RECOMPUTED.value, _differ())
    )
    if county_key is not None:
        joined = joined.where(_BEFORE.county_key == county_key)
    if since is not None:
        joined = joined.where(DataRevision.written_at >= begin_of(since))
    return joined


def _differ() -> Any:
    """Papers alone (a locator, a note) make no change for a reader."""
    said = ("number", "number_to", "status", "qualifier", "provisional", "revised", "estimated")
    return or_(
        _AFTER.known_from.is_(None),
        *(getattr(_BEFORE, name).is_distinct_from(getattr(_AFTER, name)) for name in said),
    )


def _columns(table: Any, which: str) -> list[Any]:
    return [getattr(table, name).label(f"{which}_{name}") for name in _TOLD]


def _write(
    revision: int,
    written_at: datetime,
    steps: Steps,
    revised: int = 0,
    became_final: int = 0,
    gone: int = 0,
) -> Write:
    delivery, step = steps.of(revision), steps.step(revision)
    return Write(
        revision=revision,
        changed_at=in_utc(written_at),
        step=step,
        delivery=delivery.code,
        delivery_title=delivery.title,
        file_name=delivery.file_name,
        reason=delivery.reason,
        note=delivery.withdrawal_note if step is Step.WITHDRAWAL else delivery.release_note,
        revised=revised,
        became_final=became_final,
        gone=gone,
    )


def _write_of(said: ChangedDefinition, steps: Steps) -> Write:
    """A write of which nothing else is told."""
    if said.delivery:
        return _write(said.revision, said.changed_at, steps)
    return Write(said.revision, said.changed_at, said.step)


class _Words:
    """Names of everything that a change names."""

    def __init__(self, connection: Connection) -> None:
        statistic, group, area = statistics.Statistic, statistics.PopulationGroup, areas.Area
        self.statistics = {
            row.code: row for row in connection.execute(select(*statistic.__table__.columns))
        }
        self.areas = dict(connection.execute(select(area.key, area.short_name)).all())
        self.groups = dict(connection.execute(select(group.code, group.short_name)).all())
        self.steps = Steps(connection)


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
    delivery, step = words.steps.of(row.known_until), words.steps.step(row.known_until)
    return RevisedFigure(
        revision=row.known_until,
        changed_at=in_utc(row.written_at),
        step=step,
        statistic_code=row.statistic_code,
        statistic_name=statistic.short_name,
        unit=statistic.unit,
        decimals=statistic.decimals,
        own_count=statistic.own_count,
        county_key=row.county_key,
        area_key=row.area_key,
        area_name=words.areas.get(row.area_key, row.area_key),
        group_code=row.group_code,
        group_name=words.groups.get(row.group_code, row.group_code),
        sex=Sex(row.sex),
        period=row.period,
        source_code=row.source_code,
        old=_version(row, "old"),
        new=_version(row, "new"),
        delivery=delivery.code,
        delivery_title=delivery.title,
        file_name=delivery.file_name,
        reason=delivery.withdrawal_note if step is Step.WITHDRAWAL else delivery.reason,
    )
