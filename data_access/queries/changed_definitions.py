"""What statistics, groups and sources are called or described as otherwise than before."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from data_access.clock import begin_of, in_utc
from data_access.domain.changes import ChangedDefinition, Step
from data_access.importers.answers.definition_words import parts
from data_access.importers.profiles.defined import FORMS
from data_access.queries.steps import DeliveryWords, Steps
from data_access.schema.deliveries import DefinitionChange, Delivery
from data_access.schema.revisions import DataRevision
from data_access.schema.statistics import Observation
from data_access.vocabulary import DefinedKind


def read_changed_definitions(
    connection: Connection,
    county_key: str | None = None,
    *,
    since: date | None = None,
    revision: int | None = None,
) -> tuple[ChangedDefinition, ...]:
    """Columns that were said anew, the newest change first; those that say it alike are one.

    Args:
        connection: for reading.
        county_key: only of what this county has or had figures of: all counties share them.
        since: changes of that day (in Germany) and later.
        revision: only of this write.
    """
    change = DefinitionChange
    statement = (
        select(*change.__table__.columns, DataRevision.written_at)
        .join(DataRevision, DataRevision.number == change.revision)
        # Where an erased delivery came between, somebody may have said what was said before.
        .where(change.old_text != change.new_text)
        .order_by(change.revision.desc(), change.number)
    )
    if since is not None:
        statement = statement.where(DataRevision.written_at >= begin_of(since))
    if revision is not None:
        statement = statement.where(change.revision == revision)
    if county_key is not None:
        statement = statement.where(_of_county(county_key))
    rows = connection.execute(statement).all()
    if not rows:
        return ()
    codes = {row.delivery_code for row in rows if row.delivery_code}
    named = codes if county_key is None else _own(connection, county_key, codes)
    return tuple(_joined(_told(connection, rows, named)))


def _own(connection: Connection, county_key: str, codes: Collection[str]) -> Collection[str]:
    """Deliveries that a county's office brought or that have figures of it.

    What another office has written of its own ones is not told with a name that both use.
    """
    figure = Observation
    has_figures = (
        select(figure.period)
        .where(figure.delivery_code == Delivery.code, figure.county_key == county_key)
        .exists()
    )
    own = or_(Delivery.county_key == county_key, has_figures)
    statement = select(Delivery.code).where(Delivery.code.in_(sorted(codes)), own)
    return set(connection.scalars(statement))


def _of_county(county_key: str) -> Any:
    """Whether a county has or had figures of what is defined."""
    change, figure = DefinitionChange, Observation
    return or_(
        *(
            and_(
                change.kind == kind.value,
                select(figure.period)
                .where(
                    figure.county_key == county_key, getattr(figure, form.figures) == change.code
                )
                .exists(),
            )
            for kind, form in FORMS.items()
        )
    )


def _told(connection: Connection, rows: Any, named: Collection[str]) -> Iterator[ChangedDefinition]:
    """Changes in words, naming some deliveries only."""
    steps = Steps(connection)
    called: dict[tuple[str, str], str] = {}
    for kind, form in FORMS.items():
        codes = {row.code for row in rows if row.kind == kind.value}
        table: Any = form.table
        names = select(table.code, getattr(table, form.name)).where(table.code.in_(sorted(codes)))
        called.update({(kind.value, code): name for code, name in connection.execute(names)})
    for row in rows:
        form = FORMS[DefinedKind(row.kind)]
        delivery, step = DeliveryWords(), Step.MAPPING
        if row.delivery_code in named:
            delivery, step = steps.of(row.revision), steps.step(row.revision)
        old, new = json.loads(row.old_text), json.loads(row.new_text)
        for field, before, now in parts(form, row.field, old, new):
            yield ChangedDefinition(
                revision=row.revision,
                changed_at=in_utc(row.written_at),
                step=step,
                kind=form.kind,
                code=row.code,
                title=f"{form.noun} „{called.get((row.kind, row.code), row.code)}“",
                fields=(field,),
                old=before,
                new=now,
                delivery=delivery.code,
                delivery_title=delivery.title,
                reason=delivery.withdrawal_note if step is Step.WITHDRAWAL else delivery.reason,
            )


def _joined(found: Iterator[ChangedDefinition]) -> Iterator[ChangedDefinition]:
    """Columns of one definition that say the same, such as name and short name, together."""
    for _, of_one in groupby(found, key=lambda one: (one.revision, one.kind, one.code)):
        alike: dict[tuple[str, str], ChangedDefinition] = {}
        for one in of_one:
            first = alike.setdefault((one.old, one.new), one)
            if first is not one:
                fields = (*first.fields, *one.fields)
                alike[one.old, one.new] = replace(first, fields=fields)
        yield from alike.values()
