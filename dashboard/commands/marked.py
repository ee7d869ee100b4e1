"""Marked copies of workbooks: where each goes, and writing it."""

from __future__ import annotations

import sys
from pathlib import Path

from dashboard.commands.files import Chosen
from dashboard.commands.output import OutputError, demand_free, demand_workbook, write_new
from data_access.errors import MonitorError
from data_access.importers.reports.marking import marked_copy
from data_access.importers.reports.report import FileReport


def places(given: str, chosen: Chosen, *, force: bool) -> dict[Path, Path]:
    """Where the marked copy of each file goes; asked for before anything is read.

    Args:
        given: what the call names, a workbook or a folder; empty where nobody wants copies.
        chosen: the files of the call.
        force: whether a file that is there may be replaced.

    Raises:
        OutputError: one of them would replace a file, or several would have one name.
    """
    if not given:
        return {}
    target = Path(given)
    if target.is_dir():
        found = {path: target / f"{path.stem}-befunde.xlsx" for path in chosen.files}
    else:
        _demand_folder(target, given, several=len(chosen.files) > 1)
        found = dict.fromkeys(chosen.files, target)
    if len(set(found.values())) < len(found):
        raise OutputError(
            "Mehrere Dateien bekämen dieselbe Kopie mit Befunden.",
            where=f"Angabe --marked {target}",
            remedy="Bei mehreren Dateien einen Ordner nennen, den es gibt; Dateien mit gleichem "
            "Namen einzeln einlesen.",
        )
    read = {path.resolve() for path in chosen.files}
    for copy in found.values():
        if copy.resolve() in read:
            raise OutputError(
                "Die Kopie mit Befunden bekäme den Namen der Datei, die eingelesen wird.",
                where=f"Angabe --marked {copy}",
                remedy="Einen anderen Namen nennen; die Datei des Amtes bleibt, wie sie ist.",
            )
        demand_free(copy, force=force)
    return found


def _demand_folder(target: Path, given: str, *, several: bool) -> None:
    """Make sure that a copy has a folder to go into, and is called a workbook.

    Raises:
        OutputError: the folder is missing, or the name is none of a workbook.
    """
    means_folder = given.endswith(("/", "\\")) or (several and not target.suffix)
    folder = target if means_folder else target.parent
    if not folder.is_dir():
        raise OutputError(
            f"Den Ordner „{folder}“ gibt es nicht.",
            where=f"Angabe --marked {given}",
            remedy="Den Ordner anlegen oder einen nennen, den es gibt.",
        )
    demand_workbook(target)


def mark(path: Path, content: bytes, report: FileReport, target: Path, *, force: bool) -> int:
    """Write a marked copy; what keeps it from that keeps no other file out."""
    try:
        write_new(target, marked_copy(path.name, content, report.problems), force=force)
    except MonitorError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stderr.write(f"Befunde geschrieben nach {target}.\n")
    return 0
