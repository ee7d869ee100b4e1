"""A file into the database: whole or not at all. Command line and page both come here."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import polars as pl
from sqlalchemy import Connection, Engine

from data_access import storing
from data_access.audit.effects import Effects, effects_of
from data_access.clock import today
from data_access.deliveries import register, releasing
from data_access.engine import reading, writing
from data_access.importers.answers.definition_log import By
from data_access.importers.answers.definitions import put_definitions
from data_access.importers.answers.keeping import keep_waiting, keep_with_file, would_change
from data_access.importers.comparison.difference import Difference, compare
from data_access.importers.comparison.known_before import tell_less
from data_access.importers.errors import DeliveryError
from data_access.importers.examination import Examination, Order, examine
from data_access.importers.interpretation.erased import demand_same_log
from data_access.importers.records import apply_records, stage_records
from data_access.importers.reports.report import FileReport, Outcome
from data_access.importers.reports.reporting import file_report, papers
from data_access.progress import Progress, silent
from data_access.vocabulary import DeliveryKind, DeliveryState
from data_access.writing import begin_revision


def look_at(
    engine: Engine, name: str, content: bytes, order: Order, *, progress: Progress = silent
) -> FileReport:
    """What an import would do. Nothing is written.

    Raises:
        RefusedFileError, UnknownLayoutError: the file is not read at all.
        DatabaseUnavailableError: the database is gone.
    """
    with reading(engine) as connection:
        examination = examine(connection, name, content, order, progress=progress)
        progress("vergleichen", 0.6)
        found = _compared(connection, examination, order)
        if found.rejected:
            return file_report(connection, examination, found, Outcome.REJECTED)
        renamed = would_change(connection, order.profiles, examination.file)
        found = replace(found, problems=(*found.problems, *renamed))
        effects = _effects(connection, found, order, progress)
        return file_report(connection, examination, found, Outcome.PREVIEW, effects=effects)


def import_file(
    engine: Engine,
    name: str,
    content: bytes,
    order: Order,
    *,
    release: bool = True,
    progress: Progress = silent,
) -> FileReport:
    """Read a file and store what is new and what changed, in one transaction.

    Args:
        engine: a writer.
        name: of the file.
        content: its bytes.
        order: how to read it.
        release: whether readers see the figures at once; else the delivery waits.
        progress: is told how far the work is.

    Raises:
        RefusedFileError, UnknownLayoutError: the file is not read at all.
        DeliveryError: it waits already, or figures were erased while it was read.
        DatabaseUnavailableError: the database is gone, or somebody else writes for too long.
    """
    with reading(engine) as connection:
        examination = examine(connection, name, content, order, progress=progress)
        if examination.rejected:
            nothing = compare(connection, examination, order)
            return file_report(connection, examination, nothing, Outcome.REJECTED)
    progress("speichern", 0.6)
    with writing(engine) as connection:
        # Only now is it sure that nobody writes in between.
        demand_same_log(connection, examination.last_erasure, examination.file)
        found = _compared(connection, examination, order)
        if found.rejected:
            return file_report(connection, examination, found, Outcome.REJECTED)
        if found.empty:
            found = _keep(connection, examination, found, order, wait=not release)
            known = found.figures.unchanged or any(one.unchanged for one in found.records)
            outcome = Outcome.UNCHANGED if known else Outcome.NOTHING
            return file_report(connection, examination, found, outcome)
        checksum = hashlib.sha256(content).hexdigest()
        waiting = _waiting(connection, checksum)
        if waiting and not release:
            raise _waits_already(waiting, name)
        by = _receive(connection, examination, order, checksum)
        found = _keep(connection, examination, found, order, by, wait=not release)
        effects = _effects(connection, found, order, progress)
        _store(connection, examination, found, by, release=release)
        outcome = Outcome.RELEASED if release else Outcome.DELIVERED
        code = by.delivery_code or ""
        report = file_report(connection, examination, found, outcome, code, effects=effects)
    progress("fertig", 1.0)
    return report


def _compared(connection: Connection, examination: Examination, order: Order) -> Difference:
    """How a file differs from the database, and what that tells of it."""
    found = compare(connection, examination, order)
    if found.rejected:
        return found
    less = tell_less(connection, examination, found.figures, order)
    return replace(found, problems=(*found.problems, *less))


def _keep(
    connection: Connection,
    examination: Examination,
    found: Difference,
    order: Order,
    by: By | None = None,
    *,
    wait: bool,
) -> Difference:
    """Keep what the office says with a file, and tell what is called otherwise by it."""
    file = examination.file
    if wait:
        tables = {(one.read.layout, one.read.table_id) for one in examination.tables}
        told = keep_waiting(connection, order.profiles, file, set() if found.empty else tables)
    else:
        told = keep_with_file(connection, order.profiles, file, by)
    return replace(found, problems=(*found.problems, *told))


def _effects(
    connection: Connection, found: Difference, order: Order, progress: Progress
) -> Effects:
    progress("prüfen", 0.8)
    return effects_of(connection, found.figures, first=order.county_key, on=today())


def _waiting(connection: Connection, checksum: str) -> str:
    for one in register.deliveries(connection):
        if one.checksum == checksum and one.state is DeliveryState.DELIVERED:
            return one.code
    return ""


def _waits_already(code: str, name: str) -> DeliveryError:
    return DeliveryError(
        f"Diese Datei liegt schon als Lieferung {code} vor und wartet auf ihre Freigabe.",
        where=f"Datei {name}",
        remedy=f"Freigeben mit „integrationsmonitor delivery release {code} --note TEXT“ oder auf "
        "der Seite „Datenpflege“.",
    )


def _receive(connection: Connection, examination: Examination, order: Order, checksum: str) -> By:
    """Begin a write and enter the delivery that makes it."""
    revision = begin_revision(connection, f"Einlesen: {examination.file}")
    lists = examination.records
    # A table has a name of its own here; that of its publisher is long.
    titles = [
        (one.profile.title if one.profile else "") or one.read.title
        for one in examination.tables
        if not one.understood.figures.is_empty()
    ] + [one.title for one in lists]
    code = register.register(
        connection,
        # A template goes to its own county, whoever brings it.
        county_key=examination.named_county or order.county_key,
        kind=DeliveryKind.RECORDS if lists else DeliveryKind.FIGURES,
        title=", ".join(dict.fromkeys(titles))[:500],
        file_name=examination.file,
        checksum=checksum,
        revision=revision,
        reason=order.reason,
        tables=papers(examination),
    )
    return By(revision, code)


def _store(
    connection: Connection, examination: Examination, found: Difference, by: By, *, release: bool
) -> None:
    """Let readers see what a delivery says, or put it where it waits."""
    code, revision = by.delivery_code or "", by.revision
    for one in examination.tables:
        if one.profile:
            put_definitions(
                connection, one.profile, one.understood.new_groups, waits=not release, by=by
            )
    if release:
        releasing.release_figures(connection, code, found.figures, revision=revision)
        for difference in found.records:
            apply_records(connection, difference, revision=revision, delivery_code=code)
        releasing.note_release(connection, code, revision=revision, note="")
        return
    waiting = [found.figures.new, found.figures.changed.select(*storing.FIGURES_TO_STORE)]
    releasing.stage(connection, code, pl.concat(waiting))
    for difference in found.records:
        stage_records(connection, difference, delivery_code=code)
