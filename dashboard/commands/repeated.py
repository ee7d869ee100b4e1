"""Files with the same bytes as one that was read before in the same call."""

from __future__ import annotations

from pathlib import Path

from data_access.importers.problems import FROM_NAME, Problem, Severity
from data_access.importers.reports.report import FileReport, Outcome
from data_access.words import listing


def depends_on_name(report: FileReport) -> bool:
    """Whether only the name of a file says which table it is."""
    return any(one.code == FROM_NAME for one in report.problems)


def repeated(path: Path, first: str = "") -> FileReport:
    """The report of a file that this call has read before, maybe under another name."""
    what = f"Der Inhalt ist derselbe wie in {first}." if first else "Die Datei ist doppelt genannt."
    problem = Problem(
        *(Severity.NOTE, "repeated", path.name, "", "", what),
        "Nichts zu tun, wenn das so gemeint ist; sonst die andere Datei neu herunterladen.",
    )
    return FileReport(file=path.name, outcome=Outcome.REPEATED, problems=(problem,))


def repeated_by_name(path: Path, first: FileReport, again: FileReport) -> FileReport:
    """The same of a file whose name is a part of it: the same bytes cannot be two tables.

    Args:
        path: the file.
        first: the report of the one that was read before.
        again: what would be read of this one.
    """
    named = _tables(again)
    if not named or named == _tables(first):
        return repeated(path, first.file)
    problem = Problem(
        *(Severity.ERROR, "repeated", path.name, "", ""),
        f"Dem Namen nach ist das Tabelle {listing(sorted(named))}, der Inhalt ist aber derselbe "
        f"wie in {first.file}: Eine der beiden Dateien hat den falschen Namen oder den falschen "
        "Inhalt.",
        "Beide Dateien neu herunterladen und ihre Namen lassen, wie sie sind.",
    )
    return FileReport(file=path.name, outcome=Outcome.REJECTED, problems=(problem,))


def _tables(report: FileReport) -> set[str]:
    """Numbers of the tables of a file."""
    return {one.table_id for one in report.tables if one.table_id}
