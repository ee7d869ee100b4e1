"""What a report says of a date in a title or header that cannot be read."""

from __future__ import annotations

from data_access.importers.problems import Problem, Severity
from data_access.importers.tables.periods import several_days, unreadable_date


def date_problem(text: str, *, document: str, sheet: str, cell: str) -> Problem | None:
    """That a cell of a title or header names a date that is none; None where it does not."""
    found = unreadable_date(text)
    return unreadable(found, document=document, sheet=sheet, cell=cell) if found else None


def unreadable(date: str, *, document: str, sheet: str, cell: str) -> Problem:
    """That a text stands where a date should, and is none, or several."""
    if several_days(date):
        return Problem(
            Severity.ERROR,
            "several-dates",
            document,
            sheet,
            cell,
            f"Die Zelle nennt mehrere Stichtage oder Zeiträume: „{date}“. Welcher für welchen Wert "
            "gilt, lässt sich nicht sagen.",
            "Für jeden Stichtag die Tabelle einzeln herunterladen und einlesen. Gilt nur einer, "
            "die Datei neu herunterladen und unverändert einlesen.",
        )
    return Problem(
        Severity.ERROR,
        "date-unreadable",
        document,
        sheet,
        cell,
        f"„{date}“ ist kein Tag, kein Monat und kein Jahr. Von wann die Werte sind, lässt sich "
        "deshalb nicht sagen.",
        "Das Datum mit der Veröffentlichung vergleichen und berichtigen (31.12.2020, März 2021, "
        "2020), oder die Datei neu herunterladen.",
    )
