"""The report of an import: what was understood, what would change, what is wrong, in German."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from data_access.audit.effects import Effects
from data_access.audit.model import Finding
from data_access.audit.model import Severity as AuditSeverity
from data_access.audit.telling import SEVERITIES as AUDIT_SEVERITIES
from data_access.audit.telling import about, finding_data
from data_access.errors import MonitorError
from data_access.importers.answers.questions import TableQuestions
from data_access.importers.problems import REASONS, Problem, Reason, Severity
from data_access.importers.problems.gathering import Gathered, gathered
from data_access.words import counted, number, period, some

#: So many kinds of problems of a file are listed; the rest is counted.
MAX_PROBLEMS = 30
#: The same for findings of the audit.
MAX_FINDINGS = 10
_FINDINGS = ("Befund", "Befunde")
_NEW_FINDINGS = ("neuer Befund", "neue Befunde")


class Outcome(StrEnum):
    """What became of a file."""

    #: Only looked at.
    PREVIEW = "preview"
    #: Stored, and readers see it.
    RELEASED = "released"
    #: Stored, and waits for its release.
    DELIVERED = "delivered"
    #: All of it was known already.
    UNCHANGED = "unchanged"
    #: Nothing in it is for this installation.
    NOTHING = "nothing"
    #: The same file was read before in the same call.
    REPEATED = "repeated"
    #: Nothing was stored.
    REJECTED = "rejected"


OUTCOMES = {
    Outcome.PREVIEW: "Vorschau: Es wurde nichts gespeichert.",
    Outcome.RELEASED: "Eingelesen und freigegeben.",
    Outcome.DELIVERED: "Eingelesen; die Lieferung wartet auf ihre Freigabe.",
    Outcome.UNCHANGED: "Nichts Neues: Alle Werte sind schon vorhanden.",
    Outcome.NOTHING: "Nichts übernommen: Die Datei enthält keinen Wert für diese Installation.",
    Outcome.REPEATED: "Nicht noch einmal eingelesen: Dieselbe Datei war schon an der Reihe.",
    Outcome.REJECTED: "Abgelehnt: Es wurde nichts geändert.",
}


@dataclass(frozen=True)
class TableReport:
    """A table of the file: what it is, and where its cells went.

    Attributes:
        cells: all cells of the table that are not empty. ``stored`` and the sum of ``left_out``
            make them up; cells in doubt are those of ``Reason.DOUBT``.
        areas, periods, statistics, signs: what was understood, in words.
        territorial_status, data_status: as the table prints them.
    """

    document: str
    sheet: str
    layout: str
    table_id: str
    title: str
    evidence: str
    cells: int
    stored: int
    left_out: Mapping[Reason, int]
    areas: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    #: Texts of columns and rows of which nobody has said what they are.
    unmapped: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    territorial_status: date | None = None
    data_status: date | None = None

    @property
    def in_doubt(self) -> int:
        """Cells of which it is not sure what they say."""
        return self.left_out.get(Reason.DOUBT, 0)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "document": self.document,
            "sheet": self.sheet,
            "layout": self.layout,
            "table": self.table_id,
            "title": self.title,
            "evidence": self.evidence,
            "cells": self.cells,
            "stored": self.stored,
            "left_out": {reason.value: count for reason, count in self.left_out.items()},
            "areas": list(self.areas),
            "periods": list(self.periods),
            "statistics": list(self.statistics),
            "unmapped": list(self.unmapped),
            "signs": list(self.signs),
            "territorial_status": _day(self.territorial_status),
            "data_status": _day(self.data_status),
        }


@dataclass(frozen=True)
class Change:
    """A value that the database has and the file says otherwise; texts for a reader."""

    statistic: str
    area: str
    period: str
    group: str
    sex: str
    old: str
    new: str
    kind: str

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True)
class FileReport:
    """All that is to be said of a file.

    Attributes:
        new, changed, unchanged: figures, or rows of the office's own lists.
        repeated: figures that a table of the file says once more; with the three before they make
            up the figures that are stored.
        not_recognised: sheets and members that are in no known layout, with their filled cells.
        questions: what the office has to say before the file can be read.
        effects: what the audit finds once the figures are released.
    """

    file: str
    outcome: Outcome
    delivery: str = ""
    tables: tuple[TableReport, ...] = ()
    not_recognised: Mapping[str, int] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[TableQuestions, ...] = ()
    effects: Effects = field(default_factory=Effects)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the file out."""
        return tuple(one for one in self.problems if one.severity is Severity.ERROR)

    @property
    def stored(self) -> int:
        """Cells that are stored, or would be."""
        return sum(table.stored for table in self.tables)

    def left_out(self) -> Counter[Reason]:
        """Cells that are not stored, by reason, over all tables."""
        counted: Counter[Reason] = Counter()
        for table in self.tables:
            counted.update(table.left_out)
        return counted

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "file": self.file,
            "outcome": self.outcome.value,
            "delivery": self.delivery,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "repeated": self.repeated,
            "tables": [table.as_dict() for table in self.tables],
            "not_recognised": dict(self.not_recognised),
            "changes": [change.as_dict() for change in self.changes],
            "problems": [problem.as_dict() for problem in self.problems],
            "audit": {
                "raised": [finding_data(one) for one in self.effects.raised],
                "settled": [finding_data(one) for one in self.effects.settled],
                "unchecked": list(self.effects.unchecked),
            },
        }


def refused(file: str, error: MonitorError) -> FileReport:
    """The report of a file that was not read at all."""
    problem = Problem(Severity.ERROR, "refused", error.where, "", "", error.what, error.remedy)
    return FileReport(file=file, outcome=Outcome.REJECTED, problems=(problem,))


def as_text(report: FileReport) -> str:
    """The report as it is printed on the command line."""
    lines = [f"{report.file}: {OUTCOMES[report.outcome]}"]
    if report.delivery:
        lines.append(f"  Lieferung {report.delivery}")
    for table in report.tables:
        lines += _table_lines(table)
    for name, cells in report.not_recognised.items():
        lines.append(
            f"  {name}: kein bekannter Aufbau, {counted(cells, 'Zelle', 'Zellen')} nicht gelesen"
        )
    if report.tables and report.outcome is not Outcome.REJECTED:
        lines.append(
            f"  Werte: {number(report.new)} neu, {number(report.changed)} geändert, "
            f"{number(report.unchanged)} unverändert{_repeated(report)}"
        )
    found = gathered(report.problems)
    told = found[:MAX_PROBLEMS]
    # Whoever reads from the top must not have to pass 200 changed values to find a doubt.
    grave = [kind for kind in told if kind.severity is not Severity.NOTE]
    notes = [kind for kind in told if kind.severity is Severity.NOTE]
    lines += [line for kind in grave for line in _problem_lines(kind)]
    lines += [f"    {_change_line(change)}" for change in report.changes]
    lines += [line for kind in notes for line in _problem_lines(kind)]
    rest = sum(kind.count for kind in found[MAX_PROBLEMS:])
    if rest:
        lines.append(f"  … und {counted(rest, 'weiterer Befund', 'weitere Befunde')}")
    return "\n".join([*lines, *_audit_lines(report.effects)])


def _repeated(report: FileReport) -> str:
    if not report.repeated:
        return ""
    stand = "steht" if report.repeated == 1 else "stehen"
    return (
        f"; {number(report.repeated)} {stand} noch einmal da (derselbe Wert in mehreren Tabellen "
        "der Datei)"
    )


def _audit_lines(effects: Effects) -> Iterator[str]:
    if effects.raised or effects.settled:
        gone = counted(len(effects.settled), *_FINDINGS)
        settled = f"; {gone} erledigt" if effects.settled else ""
        yield f"  Datenprüfung: {counted(len(effects.raised), *_NEW_FINDINGS)}{settled}"
    for (severity, remedy), alike in groupby(effects.raised[:MAX_FINDINGS], key=_advice):
        yield from (
            f"    {AUDIT_SEVERITIES[severity][1]}: {about(one)}: {one.what}" for one in alike
        )
        yield f"      Abhilfe: {remedy}"
    rest = len(effects.raised) - MAX_FINDINGS
    if rest > 0:
        more = counted(rest, "weiterer Befund", "weitere Befunde")
        yield f"    … und {more}; „integrationsmonitor check“ nennt alle"
    for one in effects.settled[:MAX_FINDINGS]:
        yield f"    Erledigt: {about(one)}: {one.what}"
    rest = len(effects.settled) - MAX_FINDINGS
    if rest > 0:
        yield f"    … und {counted(rest, 'weiterer erledigter', 'weitere erledigte')}"
    if effects.unchecked:
        yield f"  Nicht geprüft, weil es sehr viele Werte sind: {', '.join(effects.unchecked)}"
        yield "    Abhilfe: Danach „integrationsmonitor check“ aufrufen."


def _advice(one: Finding) -> tuple[AuditSeverity, str]:
    return one.severity, one.remedy


def _problem_lines(kind: Gathered) -> list[str]:
    lines = []
    for remark in kind.remarks:
        lines += [f"  {SEVERITIES[kind.severity]}: {remark.what}", f"    Wo: {remark.where}"]
    lines += [f"    {kind.more}"] if kind.more else []
    return [*lines, f"    Abhilfe: {kind.remedy}"]


SEVERITIES = {
    Severity.ERROR: "Fehler",
    Severity.DOUBT: "In Zweifel",
    Severity.NOTE: "Hinweis",
}


def _table_lines(table: TableReport) -> list[str]:
    place = f"Blatt {table.sheet}: " if table.sheet else ""
    lines = [f"  {place}{table.title} ({table.evidence})"]
    for what, found in (
        ("Gebiete", table.areas),
        ("Zeiträume", tuple(map(period, table.periods))),
        ("Kennzahlen", table.statistics),
        ("Zeichen", table.signs),
        ("nicht zugeordnet", table.unmapped),
    ):
        if found:
            lines.append(f"    {what}: {some(found)}")
    lines.append(f"    Zellen: {number(table.cells)}, davon übernommen {number(table.stored)}")
    lines += [
        f"      nicht übernommen, {REASONS[reason]}: {number(count)}"
        for reason, count in table.left_out.items()
        if count
    ]
    return lines


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _change_line(change: Change) -> str:
    of = ", ".join(
        part for part in (change.area, change.group, change.sex, period(change.period)) if part
    )
    kind = f", {change.kind}" if change.kind else ""
    return f"{change.statistic} ({of}): {change.old} → {change.new}{kind}"
