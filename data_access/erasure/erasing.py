"""Erasing for good: rows and their history go, the register keeps that it was done and why."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    and_,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import aliased

from data_access import storing
from data_access.audit.office import About, forget_erased
from data_access.clock import today
from data_access.deliveries.register import DeliveryInfo, set_state
from data_access.deliveries.releasing import discard_staged
from data_access.engine import rewrite_file, rewrite_tables
from data_access.erasure import notes
from data_access.erasure.figures import FigureFilter
from data_access.erasure.log import ErasedDelivery, log_erasure
from data_access.erasure.numbers_in_text import without
from data_access.schema.deliveries import DeliveredTable, StagedFigure
from data_access.schema.statistics import Observation
from data_access.vocabulary import DeliveryState

#: Tables whose pages may still hold erased values.
_TABLES = (
    *("observation", "current_figure", "staged_figure", "delivered_record", "record_change"),
    *("finding_acceptance", "delivery", "delivered_table", "data_revision"),
    # What it called something, and mappings that have said so before.
    *("definition_change", "statistic", "population_group", "source", "delivery_rhythm"),
    "table_profile",
)


def erase_delivery(
    connection: Connection, info: DeliveryInfo, *, revision: int, reason: str, of_lists: int
) -> int:
    """Erase all figures of a delivery, at all times; number of rows, those of lists included.

    The history is as if it had never come: what was said before it goes on to be said.

    Args:
        connection: of ``engine.writing``.
        info: the delivery.
        revision: of this write.
        reason: of the office.
        of_lists: rows of the office's own lists that are erased with it.
    """
    pairs = set(
        connection.execute(
            select(Observation.county_key, Observation.statistic_code)
            .where(Observation.delivery_code == info.code)
            .distinct()
        )
    )
    about = _about(connection, Observation.delivery_code == info.code)
    numbers = notes.numbers_of_delivery(connection, info.code)
    notes.scrub_notes(connection, notes.said_beside(connection, info.code))
    rows = of_lists + discard_staged(connection, info.code)
    _mend_history(connection, info.code)
    rows += connection.execute(
        delete(Observation).where(Observation.delivery_code == info.code)
    ).rowcount
    storing.renew_rollup(connection, pairs)
    _forget_findings(connection, pairs, about)
    connection.execute(delete(DeliveredTable).where(DeliveredTable.delivery_code == info.code))
    # Even the name of a file may say too much, and so may what somebody wrote of it.
    notes.forget_notes(connection, info.code)
    set_state(
        connection,
        info.code,
        DeliveryState.ERASED,
        file_name="",
        title="gelöscht",
        checksum="",
        preview_key="",
        preview_until=None,
    )
    told = without(reason, numbers)
    counties = {info.county_key, *(county for county, _ in pairs)}
    log_erasure(
        connection,
        ErasedDelivery(info.code),
        counties=counties,
        revision=revision,
        rows=rows,
        reason=told,
    )
    return rows


def _mend_history(connection: Connection, code: str) -> None:
    """Let what a delivery replaced last for as long as the delivery's own rows did."""
    before, erased = Observation, aliased(Observation)
    followed = and_(
        erased.delivery_code == code,
        erased.known_from == before.known_until,
        *(getattr(erased, name) == getattr(before, name) for name in storing.KEY),
    )
    lasted = select(erased.known_until).where(followed).correlate(before).scalar_subquery()
    statement = (
        update(before)
        .where(
            func.coalesce(before.delivery_code, "") != code,
            select(erased.known_from).where(followed).correlate(before).exists(),
        )
        .values(known_until=lasted)
        .execution_options(synchronize_session=False)
    )
    # Rows of one delivery may follow each other, where another one was withdrawn in between.
    while connection.execute(statement).rowcount:
        pass


def held(connection: Connection, wanted: FigureFilter) -> bool:
    """Whether there are such figures, in any version, released or waiting."""
    return any(
        connection.execute(select(table.period).where(*wanted.conditions(table)).limit(1)).first()
        for table in (Observation, StagedFigure)
    )


def erase_figures(
    connection: Connection, wanted: FigureFilter, *, revision: int, reason: str
) -> int:
    """Erase figures in all their versions, whoever brought them; number of rows."""
    counties = {
        county
        for table in (Observation, StagedFigure)
        for county in connection.scalars(
            select(table.county_key).where(*wanted.conditions(table)).distinct()
        )
    }
    pairs = set(
        connection.execute(
            select(Observation.county_key, Observation.statistic_code)
            .where(*wanted.conditions(Observation))
            .distinct()
        )
    )
    about = _about(connection, *wanted.conditions(Observation))
    codes, numbers = notes.said_of(connection, wanted)
    notes.scrub_notes(connection, dict.fromkeys(codes, numbers))
    rows = connection.execute(delete(Observation).where(*wanted.conditions(Observation))).rowcount
    rows += connection.execute(
        delete(StagedFigure).where(*wanted.conditions(StagedFigure))
    ).rowcount
    storing.renew_rollup(connection, pairs)
    _forget_findings(connection, pairs, about)
    told = without(reason, numbers)
    log_erasure(connection, wanted, counties=counties, revision=revision, rows=rows, reason=told)
    return rows


def _about(connection: Connection, *conditions: ColumnElement[bool]) -> frozenset[About]:
    """What figures are about."""
    columns = (Observation.statistic_code, Observation.area_key, Observation.period)
    rows = connection.execute(select(*columns).where(*conditions).distinct())
    return frozenset((statistic, area, period) for statistic, area, period in rows)


def _forget_findings(
    connection: Connection, pairs: Iterable[tuple[str, str]], about: frozenset[About]
) -> None:
    """Let go of accepted findings that were about what is erased: they keep its values."""
    for county_key in sorted({county_key for county_key, _ in pairs}):
        forget_erased(connection, county_key, about, on=today())


def wipe(engine: Engine) -> None:
    """Make sure that erased rows cannot be read from the bytes of the database.

    Raises:
        DatabaseUnavailableError: erased, but what is left could not be written anew.
    """
    if engine.dialect.name == "postgresql":
        rewrite_tables(engine, _TABLES)
    else:
        rewrite_file(engine)
