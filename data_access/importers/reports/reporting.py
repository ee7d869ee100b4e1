"""The report of a file, and the papers that the register keeps of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl
from sqlalchemy import Connection

from data_access.audit.effects import Effects
from data_access.deliveries.register import TablePapers
from data_access.importers.asking.questioning import questions
from data_access.importers.comparison.difference import Difference
from data_access.importers.examination import Examination, ExaminedTable
from data_access.importers.layouts.templates import NAME as TEMPLATES
from data_access.importers.problems import Problem, Reason
from data_access.importers.problems.causes import worst_first
from data_access.importers.records import ReadRecords
from data_access.importers.records.words import RecordWords
from data_access.importers.reports.report import FileReport, Outcome, TableReport
from data_access.importers.reports.wording import record_changes, revisions
from data_access.importers.tables.quoting import with_german_days
from data_access.queries.labels import Names, read_names

#: So many changed values are listed in a report; the rest is counted.
MAX_CHANGES = 200

#: How to take a delivery back, as remedies say it.
_WITHDRAW = "delivery withdraw NUMMER"


def file_report(
    connection: Connection,
    examination: Examination,
    found: Difference,
    outcome: Outcome,
    code: str = "",
    effects: Effects | None = None,
) -> FileReport:
    """All that is to be said of a file.

    Args:
        connection: for reading names.
        examination: what was understood of it.
        found: how it differs from the database.
        outcome: what became of it.
        code: of its delivery.
        effects: what storing it does to the findings of the audit; None where nothing is stored.
    """
    names = _with_new(read_names(connection), examination)
    rejected = outcome is Outcome.REJECTED
    changes = revisions(found.figures.changed.head(MAX_CHANGES), names)
    of_lists = [
        change
        for one in found.records
        for change in record_changes(one, RecordWords(connection, one.county_key))
    ]
    return FileReport(
        file=examination.file,
        outcome=outcome,
        delivery=code,
        tables=(
            *(_table_report(one, names, rejected=rejected) for one in examination.tables),
            *(_list_report(one, rejected=rejected) for one in examination.records),
        ),
        not_recognised=examination.not_recognised,
        new=found.figures.new.height + sum(len(one.new) for one in found.records),
        changed=found.figures.changed.height
        + sum(len(one.changed) + len(one.removed) for one in found.records),
        unchanged=found.figures.unchanged + sum(len(one.unchanged) for one in found.records),
        repeated=sum(one.understood.figures.height for one in examination.tables)
        - examination.figures.height,
        changes=() if rejected else (*changes, *of_lists[:MAX_CHANGES]),
        problems=worst_first(_as_read(one, code) for one in found.problems),
        questions=questions(connection, examination),
        effects=effects or Effects(),
    )


def _as_read(problem: Problem, code: str) -> Problem:
    """The problem with the days that it quotes as the reader of the file sees them.

    Who is told to withdraw the delivery finds its number there, once it has one.
    """
    remedy = problem.remedy.replace(_WITHDRAW, _WITHDRAW.replace("NUMMER", code or "NUMMER"))
    return replace(problem, what=with_german_days(problem.what), remedy=remedy)


def _with_new(names: Names, examination: Examination) -> Names:
    """The same with the names of what the file's tables define."""
    profiles = [one.profile for one in examination.tables if one.profile]
    added = {
        one.code: (one.short_name or one.name, one.decimals)
        for profile in profiles
        for one in profile.new_statistics
    }
    groups = {
        one.code: one.short_name or one.name for profile in profiles for one in profile.new_groups
    }
    return replace(
        names, statistics={**added, **names.statistics}, groups={**groups, **names.groups}
    )


def _table_report(one: ExaminedTable, names: Names, *, rejected: bool) -> TableReport:
    figures, read = one.understood.figures, one.read
    areas, periods = _distinct(figures, "area_key"), _distinct(figures, "period")
    if figures.is_empty():
        # Who is asked what the columns are sees of whom and of when they are.
        areas, periods = list(one.understood.areas), list(one.understood.periods)
    left_out = Counter(one.understood.left_out)
    if rejected:
        # Good in itself, but the file is not taken.
        left_out[Reason.REJECTED] += figures.height
    return TableReport(
        document=read.document,
        sheet=read.sheet,
        layout=read.layout,
        table_id=read.table_id,
        title=read.title,
        evidence=one.evidence,
        cells=read.filled,
        stored=0 if rejected else figures.height,
        left_out=_in_order(left_out),
        areas=tuple(names.area(key) for key in areas),
        periods=tuple(sorted(periods, reverse=True)),
        statistics=tuple(names.statistic(code) for code in _distinct(figures, "statistic_code")),
        unmapped=tuple(with_german_days(part.text) for part in one.understood.unknown),
        signs=tuple(sign.words for sign in one.understood.signs),
        territorial_status=read.territorial_status,
        data_status=read.data_status,
    )


def _list_report(one: ReadRecords, *, rejected: bool) -> TableReport:
    kept = 0 if rejected else one.stored
    left_out = {**one.left_out}
    if rejected:
        left_out[Reason.REJECTED] = left_out.get(Reason.REJECTED, 0) + one.stored
    return TableReport(
        document=one.document,
        sheet="",
        layout=TEMPLATES,
        table_id=one.template,
        title=one.title,
        evidence=f"Vorlage „{one.title}“",
        cells=one.filled,
        stored=kept,
        left_out=_in_order(left_out),
    )


def _in_order(left_out: Mapping[Reason, int]) -> dict[Reason, int]:
    return {reason: left_out[reason] for reason in Reason if left_out.get(reason)}


def _distinct(figures: pl.DataFrame, column: str) -> list[str]:
    found: list[str] = figures[column].unique(maintain_order=True).to_list()
    return found


def papers(examination: Examination) -> Iterator[TablePapers]:
    """What the register keeps of each table and list."""
    for one in examination.tables:
        read, left_out = one.read, one.understood.left_out
        doubt = left_out.get(Reason.DOUBT, 0)
        yield TablePapers(
            document=read.document,
            sheet=read.sheet,
            layout=read.layout,
            table_id=read.table_id,
            title=read.title,
            territorial_status=read.territorial_status,
            data_status=read.data_status,
            stored=one.understood.figures.height,
            left_out=sum(left_out.values()) - doubt,
            in_doubt=doubt,
        )
    for listed in examination.records:
        doubt = listed.left_out.get(Reason.DOUBT, 0)
        yield TablePapers(
            document=listed.document,
            sheet="",
            layout=TEMPLATES,
            table_id=listed.template,
            title=listed.title,
            territorial_status=None,
            data_status=None,
            stored=listed.stored,
            left_out=sum(listed.left_out.values()) - doubt,
            in_doubt=doubt,
        )
