"""Running all checks on a county."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
from sqlalchemy import Connection

from data_access.audit.acceptance import read_acceptances
from data_access.audit.book import Book, Figure, Key
from data_access.audit.case import Case
from data_access.audit.checks import CHECKS
from data_access.audit.knowledge import Knowledge, read_knowledge
from data_access.audit.model import Finding, Judged, Kind, Report, Severity
from data_access.audit.rules import Reference
from data_access.domain import County, Source
from data_access.progress import Progress, silent
from data_access.queries.audit import read_book
from data_access.vocabulary import Sex

_SEVERITIES = list(Severity)
_KINDS = list(Kind)
#: Share of an audit that reading takes.
_READ = 0.1


def audit(
    connection: Connection,
    county: County,
    *,
    on: date,
    with_figures: pl.DataFrame | None = None,
    progress: Progress = silent,
) -> Report:
    """All findings of a county with what the office said to them. Never stored, never public.

    Args:
        connection: for reading.
        county: whose figures.
        on: the day of the audit; a fictitious county has a day of its own.
        with_figures: ``FIGURES_TO_STORE`` of the county, audited as if they were stored.
        progress: is told how far the audit is.
    """
    progress("lesen", 0.0)
    knowledge = read_knowledge(county.key)
    known = tuple(map(_known, knowledge.reference))
    book = read_book(connection, county, also=known, with_figures=with_figures)
    said = read_acceptances(connection, county.key)
    found = findings(book, knowledge, on=county.as_of or on, progress=progress)
    progress("fertig", 1.0)
    return Report(
        county_key=county.key,
        county_name=county.name,
        judged=tuple(Judged(one, said.get(one.id)) for one in found),
    )


def judged_anew(connection: Connection, report: Report) -> Report:
    """The same findings with what the office says to them now."""
    said = read_acceptances(connection, report.county_key)
    judged = tuple(Judged(one.finding, said.get(one.finding.id)) for one in report.judged)
    return replace(report, judged=judged)


def findings(
    book: Book, knowledge: Knowledge, *, on: date, progress: Progress = silent
) -> tuple[Finding, ...]:
    """What all checks find, the most urgent first."""
    case = Case(book, knowledge, on)
    found: dict[str, Finding] = {}
    for number, check in enumerate(CHECKS):
        progress("prüfen", _READ + (1 - _READ) * number / len(CHECKS))
        found.update((one.id, one) for one in check(case))
    return tuple(sorted(found.values(), key=_order))


def _order(one: Finding) -> tuple[int, int, str, str, str, str]:
    about = one.subject
    return (
        _SEVERITIES.index(one.severity),
        _KINDS.index(one.kind),
        *(about.statistic_codes[0], about.period, about.area_key, about.group_code),
    )


def _known(given: Reference) -> Figure:
    """A figure of the data files, as the checks see it."""
    return Figure(
        key=Key(given.statistic, given.area, given.group, Sex.TOTAL.value, given.period),
        number=given.value,
        source=Source(
            code=f"audit:{given.title}",
            publisher=given.publisher,
            title=given.title,
            table_id="",
            published="",
            licence="",
        ),
        qualifier=given.qualifier,
        original_text="",
        locator=given.locator,
        reference=True,
    )
