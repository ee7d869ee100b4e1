"""A file into the database: whole or not at all. Command line and page both come here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import polars as pl
from sqlalchemy import Connection, Engine

from data_access import storing
from data_access.deliveries import register, releasing
from data_access.engine import reading, writing
from data_access.importers.definitions import put_definitions
from data_access.importers.errors import DeliveryError
from data_access.importers.examination import (
    Examination,
    ExaminedTable,
    Order,
    Progress,
    examine,
    silent,
)
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.profiles import save
from data_access.importers.report import FileReport, Outcome, TableReport
from data_access.importers.wording import Names, read_names, revisions
from data_access.vocabulary import DeliveryState
from data_access.writing import begin_revision

#: So many changed values are listed in a report; the rest is counted.
MAX_CHANGES = 200


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
        if examination.rejected:
            return _rejected(connection, examination)
        progress("vergleichen", 0.9)
        found = storing.compare(connection, _plain(examination.figures))
        return _report(connection, examination, found, Outcome.PREVIEW)


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
        DatabaseUnavailableError: the database is gone, or somebody else writes for too long.
    """
    with reading(engine) as connection:
        examination = examine(connection, name, content, order, progress=progress)
        if examination.rejected:
            return _rejected(connection, examination)
    progress("speichern", 0.6)
    with writing(engine) as connection:
        # Only now is it sure that nobody writes in between.
        found = storing.compare(connection, _plain(examination.figures))
        for profile in order.profiles:
            save(connection, profile)
        if found.empty:
            return _report(connection, examination, found, Outcome.UNCHANGED)
        checksum = hashlib.sha256(content).hexdigest()
        waiting = _waiting(connection, checksum)
        if waiting and not release:
            raise _waits_already(waiting, name)
        code = _deliver(connection, examination, found, order, checksum, release=release)
        outcome = Outcome.RELEASED if release else Outcome.DELIVERED
        report = _report(connection, examination, found, outcome, code)
    progress("fertig", 1.0)
    return report


def _plain(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.select(*storing.FIGURES_TO_STORE)


def _waiting(connection: Connection, checksum: str) -> str:
    for one in register.deliveries(connection):
        if one.checksum == checksum and one.state is DeliveryState.DELIVERED:
            return one.code
    return ""


def _waits_already(code: str, name: str) -> DeliveryError:
    return DeliveryError(
        f"Diese Datei liegt schon als Lieferung {code} vor und wartet auf ihre Freigabe.",
        where=f"Datei {name}",
        remedy=f"Freigeben mit „integrationsmonitor delivery release {code}“ oder auf der Seite "
        "„Datenpflege“.",
    )


def _deliver(
    connection: Connection,
    examination: Examination,
    found: storing.Comparison,
    order: Order,
    checksum: str,
    *,
    release: bool,
) -> str:
    revision = begin_revision(connection, f"Einlesen: {examination.file}")
    for one in examination.tables:
        if one.profile:
            put_definitions(connection, one.profile, one.understood.new_groups)
    code = register.register(
        connection,
        county_key=order.county_key,
        kind=register.FIGURES,
        title=", ".join(dict.fromkeys(one.read.title for one in examination.tables))[:500],
        file_name=examination.file,
        checksum=checksum,
        revision=revision,
        reason=order.reason,
        tables=[_papers(one) for one in examination.tables],
    )
    if release:
        releasing.release_figures(connection, code, found, revision=revision)
        releasing.note_release(connection, code, revision=revision, note="")
    else:
        waiting = [found.new, found.changed.select(*storing.FIGURES_TO_STORE)]
        releasing.stage(connection, code, pl.concat(waiting))
    return code


def _papers(one: ExaminedTable) -> register.TablePapers:
    left_out = one.understood.left_out
    doubt = left_out.get(Reason.DOUBT, 0)
    return register.TablePapers(
        document=one.read.document,
        sheet=one.read.sheet,
        layout=one.read.layout,
        table_id=one.read.table_id,
        title=one.read.title,
        territorial_status=one.read.territorial_status,
        data_status=one.read.data_status,
        stored=one.understood.figures.height,
        left_out=sum(left_out.values()) - doubt,
        in_doubt=doubt,
    )


def _rejected(connection: Connection, examination: Examination) -> FileReport:
    nothing = storing.Comparison(pl.DataFrame(), pl.DataFrame(), 0)
    return _report(connection, examination, nothing, Outcome.REJECTED)


def _report(
    connection: Connection,
    examination: Examination,
    found: storing.Comparison,
    outcome: Outcome,
    code: str = "",
) -> FileReport:
    names = read_names(connection)
    changes = tuple(revisions(found.changed.head(MAX_CHANGES), names))
    return FileReport(
        file=examination.file,
        outcome=outcome,
        delivery=code,
        tables=tuple(_table_report(one, names) for one in examination.tables),
        not_recognised=examination.not_recognised,
        new=found.new.height,
        changed=found.changed.height,
        unchanged=found.unchanged,
        changes=changes,
        problems=_worst_first(examination.problems),
    )


def _worst_first(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    order = list(Severity)
    return tuple(sorted(problems, key=lambda one: order.index(one.severity)))


def _table_report(one: ExaminedTable, names: Names) -> TableReport:
    figures, read = one.understood.figures, one.read
    left_out: Mapping[Reason, int] = one.understood.left_out
    return TableReport(
        document=read.document,
        sheet=read.sheet,
        layout=read.layout,
        table_id=read.table_id,
        title=read.title,
        evidence=one.evidence,
        cells=read.filled,
        stored=figures.height,
        left_out={reason: left_out[reason] for reason in Reason if left_out.get(reason)},
        areas=tuple(names.area(key) for key in _distinct(figures, "area_key")),
        periods=tuple(sorted(_distinct(figures, "period"), reverse=True)),
        statistics=tuple(names.statistic(code) for code in _distinct(figures, "statistic_code")),
        unmapped=tuple(part.text for part in one.understood.unknown),
    )


def _distinct(figures: pl.DataFrame, column: str) -> list[str]:
    found: list[str] = figures[column].unique(maintain_order=True).to_list()
    return found
