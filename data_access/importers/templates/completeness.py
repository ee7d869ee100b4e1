"""What a whole workbook of a template lacks: sheets, or any row that is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data_access.importers.problems import Problem, Severity
from data_access.importers.templates.model import FigureSheet, Template
from data_access.importers.templates.raw import RawSheet
from data_access.words import listing


def lacking(template: Template, document: str, raws: Mapping[str, RawSheet]) -> Iterator[Problem]:
    """What is missing in a file of a template.

    Args:
        template: the template.
        document: name of the file.
        raws: its sheets with rows, by their name in the template.
    """
    missing = [f"„{one.title}“" for one in template.sheets if one.name not in raws]
    if not raws:
        yield _problem(
            Severity.ERROR,
            "sheet-missing",
            document,
            "",
            f"In der Datei ist kein Blatt der Vorlage „{template.title}“ mehr, aus dem gelesen "
            f"wird: Es {'fehlt' if len(missing) == 1 else 'fehlen'} {listing(missing)}.",
            f"Die Vorlage neu holen („integrationsmonitor template {template.name}“) und "
            "ausfüllen.",
        )
        return
    if missing:
        said = f"Das Blatt {missing[0]}" if len(missing) == 1 else f"Die Blätter {listing(missing)}"
        yield _problem(
            Severity.NOTE,
            "sheet-missing",
            document,
            "",
            f"{said} der Vorlage „{template.title}“ {'fehlt' if len(missing) == 1 else 'fehlen'}; "
            "dazu wird nichts eingelesen.",
            "Nichts zu tun, wenn es dazu nichts zu melden gibt; sonst die Vorlage neu holen "
            f"(„integrationsmonitor template {template.name}“).",
        )
    if all(_empty(raw) for raw in raws.values()):
        first = next(iter(raws.values()))
        yield _problem(
            Severity.NOTE,
            "nothing-filled-in",
            document,
            first.title if len(raws) == 1 else "",
            "In der Vorlage ist noch keine Zeile ausgefüllt.",
            "Unter die Spaltenköpfe eintragen, was gemeldet werden soll (Blatt "
            f"„{first.title}“ ab Zeile {first.header + 1}), speichern und noch einmal einlesen. "
            "Was hineingehört, sagt das Blatt „Anleitung“.",
        )


def _empty(raw: RawSheet) -> bool:
    """Whether there is nothing to read; names that the template brings along do not count."""
    if not raw.complete or any(row.outside for row in raw.rows):
        # Something else is wrong, and has been told.
        return False
    sheet = raw.sheet
    counted = sheet.values if isinstance(sheet, FigureSheet) else sheet.all_columns
    names = {one.name for one in counted}
    of_list = not isinstance(sheet, FigureSheet) and bool(raw.fields)
    return not of_list and not any(names & row.cells.keys() for row in raw.rows)


def _problem(
    severity: Severity, code: str, document: str, sheet: str, what: str, remedy: str
) -> Problem:
    return Problem(severity, code, document, sheet, "", what, remedy)
