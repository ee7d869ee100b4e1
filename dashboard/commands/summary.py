"""What became of several files, in one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dashboard import german
from dashboard.commands.output import listed, shortened
from data_access.audit.model import Severity as AuditSeverity
from data_access.importers.problems import Severity
from data_access.importers.reports.report import FileReport, Outcome
from data_access.words import counted

#: One word for what became of a file, and of several.
_WORDS = {
    Outcome.RELEASED: ("eingelesen", "eingelesen"),
    Outcome.DELIVERED: ("wartet auf Freigabe", "warten auf Freigabe"),
    Outcome.PREVIEW: ("Vorschau", "nur angesehen"),
    Outcome.UNCHANGED: ("nichts Neues", "ohne Neues"),
    Outcome.NOTHING: ("nichts übernommen", "ohne Wert für diese Installation"),
    Outcome.REPEATED: ("doppelt", "doppelt"),
    Outcome.REJECTED: ("abgelehnt", "abgelehnt"),
}
_HEADS = {
    "file": "Datei",
    "outcome": "Ergebnis",
    "new": "neu",
    "changed": "geändert",
    "unchanged": "unverändert",
    "delivery": "Lieferung",
    "problem": "erster Befund",
}
_NUMBERS = ("new", "changed", "unchanged")
_FILE_WIDTH, _PROBLEM_WIDTH = 48, 72
_URGENT_FIRST = tuple(Severity)


def summary(reports: Sequence[FileReport], folders: Sequence[Path]) -> str:
    """All files with what became of them, and the folders that were left out."""
    outcomes = Counter(one.outcome for one in reports)
    words = [f"{outcomes[one]} {many}" for one, (_, many) in _WORDS.items() if outcomes[one]]
    lines = [f"{counted(len(reports), 'Datei', 'Dateien')}: {', '.join(words)}.", ""]
    lines.append(listed(_HEADS, [*map(_row, reports)], numbers=_NUMBERS))
    if folders:
        names = german.listing([one.name for one in folders])
        lines += ["", f"Unterordner werden nicht mitgelesen: {names}."]
    return "\n".join(lines)


def _row(report: FileReport) -> dict[str, str]:
    read = report.outcome not in {Outcome.REJECTED, Outcome.REPEATED}
    return {
        "file": shortened(report.file, _FILE_WIDTH),
        "outcome": _WORDS[report.outcome][0],
        **{
            name: german.number(getattr(report, name)) if read else german.DASH for name in _NUMBERS
        },
        "delivery": report.delivery or german.DASH,
        "problem": _first(report),
    }


def _first(report: FileReport) -> str:
    """The most urgent of what is to be said of a file, and how much more there is.

    What keeps the file out comes before what the data audit finds in it, and that before what is
    only worth knowing.
    """
    found = sum(one.severity is not AuditSeverity.EXPLAINED for one in report.effects.raised)
    others = len(report.problems)
    if found and not report.errors:
        first = f"{counted(found, 'Befund', 'Befunde')} der Datenprüfung"
    elif report.problems:
        worst = min(report.problems, key=lambda one: _URGENT_FIRST.index(one.severity))
        first, others = worst.what, others - 1
    else:
        return ""
    more = f" (+ {german.number(others)})" if others else ""
    return f"{shortened(first, _PROBLEM_WIDTH)}{more}"
