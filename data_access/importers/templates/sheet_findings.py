"""What is told of a sheet as it stands: its version, its columns, formulas, and the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from data_access.importers.problems import Severity
from data_access.importers.templates.marker import Mark
from data_access.importers.templates.model import (
    REMOVED,
    Column,
    FigureSheet,
    Kind,
    Sheet,
    Template,
)
from data_access.importers.templates.raw import Findings, RawCell, RawRow

_RENEW = "Die Vorlage neu holen („integrationsmonitor template {name}“) und die Zeilen übertragen."


def check_version(mark: Mark, template: Template, findings: Findings) -> None:
    """Tell where a file was made after another version of the template."""
    if mark.version != template.version:
        age = "älteren" if mark.version < template.version else "neueren"
        findings.add(
            "template-version",
            f"Die Datei ist nach einer {age} Fassung der Vorlage „{template.title}“ gemacht "
            f"(Fassung {mark.version}, gelesen wird {template.version}).",
            _RENEW.format(name=template.name),
            row=1,
            column=1,
        )


def check_columns(
    columns: Mapping[str, int],
    renamed: Mapping[str, RawCell],
    header: int,
    sheet: Sheet,
    template: Template,
    findings: Findings,
) -> bool:
    """Name every column that is missing; False where rows cannot be read without it."""
    if not columns:
        findings.add(
            "header-missing",
            f"Auf dem Blatt „{findings.title}“ fehlt die Zeile mit den Spaltenköpfen.",
            _RENEW.format(name=template.name),
        )
        return False
    complete = True
    for column in sheet.all_columns:
        if column.name in columns or column.name == REMOVED:
            continue
        instead = renamed.get(column.name)
        needed = _needed(column, sheet) or instead is not None
        complete = complete and not needed
        if instead:
            findings.add(
                "column-missing",
                f"Die Spalte „{column.title}“ fehlt; an ihrer Stelle steht „{instead.text}“.",
                f"Den Spaltenkopf wieder „{column.title}“ nennen. Eigene Spalten gehören hinter "
                "die letzte der Vorlage.",
                row=instead.row,
                column=instead.column,
            )
            continue
        findings.add(
            "column-missing",
            f"Die Spalte „{column.title}“ fehlt.",
            "Die Spalte mit genau diesem Kopf wieder einfügen; an welcher Stelle, ist gleich."
            if needed
            else "Ohne sie wird zu ihr nichts eingelesen. Soll sie gelesen werden, die Spalte mit "
            "genau diesem Kopf wieder einfügen.",
            row=header,
            column=1,
            severity=Severity.ERROR if needed else Severity.NOTE,
        )
    return complete


def _needed(column: Column, sheet: Sheet) -> bool:
    """Figures without a column are not delivered; rows of a list need all of theirs."""
    if isinstance(sheet, FigureSheet):
        return column.required
    return not column.fixed


#: Kinds that are numbers to Excel, so that a formula can give them.
_COMPUTED = frozenset(Kind) - {Kind.TEXT, Kind.CHOICE, Kind.MARK}


def tell_formulas(rows: list[RawRow], sheet: Sheet, findings: Findings) -> None:
    """Formulas are welcome where they give numbers; what they gave last is read."""
    read: Counter[str] = Counter()
    first: dict[str, RawCell] = {}
    for row in rows:
        for name, cell in row.cells.items():
            column = sheet.column(name)
            if not cell.formula or cell.error:
                continue
            if column.kind not in _COMPUTED:
                findings.add(
                    "formula-for-text",
                    f"In der Spalte „{column.title}“ steht eine Formel.",
                    "Die Formel durch ihren Wert ersetzen (kopieren, als Werte einfügen).",
                    row=cell.row,
                    column=cell.column,
                )
            elif not cell.text:
                findings.add(
                    "formula-without-result",
                    f"Die Formel in der Spalte „{column.title}“ hat kein gespeichertes Ergebnis.",
                    "Die Datei in Excel öffnen, rechnen lassen und speichern.",
                    row=cell.row,
                    column=cell.column,
                )
            else:
                read[name] += 1
                first.setdefault(name, cell)
    for name, count in read.items():
        findings.add(
            "formula-read",
            f"In der Spalte „{sheet.column(name).title}“ steht {_times(count)} eine Formel; "
            "gelesen wurde ihr gespeichertes Ergebnis.",
            "Nichts zu tun, wenn Excel die Datei zuletzt gerechnet und gespeichert hat.",
            row=first[name].row,
            column=first[name].column,
            severity=Severity.NOTE,
        )


def _times(count: int) -> str:
    return "einmal" if count == 1 else f"{count}-mal"


def tell_others(
    heads: Mapping[int, RawCell],
    rows: list[dict[int, RawCell]],
    taken: set[int],
    findings: Findings,
) -> None:
    """Tell what stands beside the table; without its headers nothing is beside it."""
    names = [
        f"„{cell.text}“"
        for place, cell in sorted(heads.items())
        if place not in taken and cell.text
    ]
    beside = any(cell.text for cells in rows for place, cell in cells.items() if place not in taken)
    if not heads or not beside:
        return
    named = f" ({', '.join(names)})" if names else ""
    findings.add(
        "columns-beside-the-table",
        f"Neben der Tabelle steht noch etwas{named}; es wurde nicht gelesen.",
        "Nichts zu tun, wenn es eigene Bemerkungen sind.",
        severity=Severity.NOTE,
    )
