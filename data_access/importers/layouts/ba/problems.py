"""What a report says of a BA table: what is missing, and what was read in which way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from data_access.importers.files.grids import address
from data_access.importers.layouts.ba.anatomy import Anatomy, second_table
from data_access.importers.layouts.ba.rows import Role, Rows, role_of
from data_access.importers.layouts.ba.title import Title
from data_access.importers.problems import NAMED, Problem, Severity, further
from data_access.importers.tables.beside import beside_problems
from data_access.importers.tables.gaps import gap_problems, row_problems
from data_access.importers.tables.headers import Sheet
from data_access.importers.tables.second_tables import on_sheet
from data_access.importers.tables.sheet_problems import SheetProblems
from data_access.words import counted, listing, some

_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_AGAIN = "Die Tabelle unverändert so einlesen, wie die Bundesagentur sie liefert."


def problems_of(
    sheet: Sheet, anatomy: Anatomy, title: Title, rows: Rows, series: Mapping[int, str]
) -> Iterator[Problem]:
    """All that is to be said of a table, errors first."""
    report = SheetProblems(sheet)
    if anatomy.missing:
        yield from _left_out(report, anatomy)
        return
    second = second_table(sheet, anatomy)
    if second:
        # Whatever else is odd follows from it: the values of the first end nobody knows where.
        yield on_sheet(sheet.grid.document, sheet.grid.sheet, address(*second))
        return
    yield from _missing(report, anatomy, title, rows)
    valued = rows.cells["row"].unique(maintain_order=True).to_list()
    yield from gap_problems(sheet.grid, valued, anatomy.values, anatomy.numbered, sheet.text)
    formulas = {row for row, column in sheet.grid.formulas if column in series}
    yield from row_problems(
        sheet.grid, sorted(formulas & rows.sections.keys()), anatomy.values[0], sheet.text
    )
    yield from beside_problems(sheet.grid, rows.beside)
    yield from _nameless(report, anatomy, series)
    yield from _undated(report, rows)
    yield from _below(report, sheet, anatomy, rows)
    yield from _sections(report, rows)
    yield from _marks(report, sheet, anatomy, rows)


def _missing(
    report: SheetProblems, anatomy: Anatomy, title: Title, rows: Rows
) -> Iterator[Problem]:
    roles = {role_of(label) for label in anatomy.labels}
    if not title.table_id:
        yield report.problem("title-missing", "Über der Tabelle steht kein Titel.", _AGAIN)
    if not {Role.AREA, Role.AREA_CODE} & roles and not (title.area_code or title.area_name):
        yield report.problem(
            "area-missing",
            "Weder der Titel noch eine Spalte sagt, für welches Gebiet die Werte gelten.",
            _AGAIN,
        )
    if title.unreadable:
        yield from report.date(title.unreadable)
    elif Role.PERIOD not in roles and rows.cells["period"].null_count():
        yield report.problem(
            "period-missing",
            "Weder der Titel noch eine Spalte nennt Berichtsmonat oder Stichtag.",
            _AGAIN,
        )


def _left_out(report: SheetProblems, anatomy: Anatomy) -> Iterator[Problem]:
    listed = listing([str(number) for number in anatomy.missing])
    one = len(anatomy.missing) == 1
    yield report.problem(
        "column-missing",
        f"{'Die Spalte' if one else 'Die Spalten'} {listed} {'fehlt' if one else 'fehlen'}: Die "
        "Tabelle nummeriert ihre Wertspalten, und die Zahlen haben eine Lücke.",
        _AGAIN,
        cell=address(anatomy.numbered, anatomy.values[0]),
    )


def _below(report: SheetProblems, sheet: Sheet, anatomy: Anatomy, rows: Rows) -> Iterator[Problem]:
    """Rows of the table behind the line that ends it, and numbers that somebody has left there."""
    labelled = [
        place
        for place in rows.below
        if any(sheet.text(place[0], label.column) for label in anatomy.labels)
    ]
    if labelled:
        count = len({row for row, _ in labelled})
        yield report.problem(
            "row-below-footnotes",
            "Unter dem Vermerk „© Statistik der Bundesagentur für Arbeit“ "
            f"{'steht' if count == 1 else 'stehen'} noch "
            f"{counted(count, 'Zeile', 'Zeilen')} mit Werten. Vermutlich wurde die Tabelle "
            "sortiert oder zusammenkopiert.",
            _AGAIN,
            cell=address(*labelled[0]),
        )
    elif rows.below:
        one = len(rows.below) == 1
        yield report.problem(
            "below-table",
            f"Unter der Tabelle {'steht' if one else 'stehen'} in den Wertspalten noch "
            f"{counted(len(rows.below), 'Zahl', 'Zahlen')}. "
            f"{'Sie gehört' if one else 'Sie gehören'} nicht zu ihr und "
            f"{'wird' if one else 'werden'} nicht übernommen.",
            "Nichts zu tun, wenn sie zusätzlich eingefügt wurden; sonst die Tabelle neu holen.",
            cell=address(*rows.below[0]),
            severity=Severity.NOTE,
        )


def _nameless(
    report: SheetProblems, anatomy: Anatomy, series: Mapping[int, str]
) -> Iterator[Problem]:
    for column in anatomy.values:
        if not series[column]:
            yield report.problem(
                "header-missing",
                "Über dieser Spalte steht keine Überschrift.",
                _AGAIN,
                cell=address(anatomy.numbered, column),
            )
    counted = Counter(series.values())
    for column in anatomy.values:
        if series[column] and counted[series[column]] > 1:
            yield report.problem(
                "header-twice",
                f"Über mehreren Spalten steht nur „{series[column]}“: Was sie unterscheidet, fehlt."
                " Vermutlich wurde eine Zeile der Überschriften gelöscht.",
                _AGAIN,
                cell=address(anatomy.numbered, column),
            )


def _undated(report: SheetProblems, rows: Rows) -> Iterator[Problem]:
    for row, column in rows.undated[:NAMED]:
        problem = report.problem(
            "period-unreadable",
            "In der Spalte der Zeitpunkte steht hier weder Datum noch Monat oder Jahr.",
            "Die Zelle mit der Veröffentlichung vergleichen.",
            cell=address(row, column),
        )
        yield problem
    if len(rows.undated) > NAMED:
        yield further(problem, len(rows.undated) - NAMED)


def _sections(report: SheetProblems, rows: Rows) -> Iterator[Problem]:
    for row, text in list(rows.sections.items())[:NAMED]:
        yield report.problem(
            "section",
            f"„{text}“ steht ohne Werte da und gilt als Zwischenüberschrift der Zeilen darunter.",
            "Prüfen, ob dort Werte fehlen.",
            cell=f"Zeile {row}",
            severity=Severity.NOTE,
        )


def _marks(report: SheetProblems, sheet: Sheet, anatomy: Anatomy, rows: Rows) -> Iterator[Problem]:
    """Footnotes of rows are told, because no figure can carry them."""
    for mark, labels in rows.marked.items():
        text = _footnote(sheet, anatomy, mark)
        yield report.problem(
            "footnote",
            f"Fußnote {mark} bei {some(labels)}: {text or 'ohne Text auf dem Blatt.'}",
            "Beim Lesen der Zahlen beachten; zu tun ist nichts.",
            severity=Severity.NOTE,
        )


def _footnote(sheet: Sheet, anatomy: Anatomy, mark: str) -> str:
    number = re.escape(mark.translate(_SUPERSCRIPTS).strip("()"))
    begins = re.compile(rf"(?:{number}|{re.escape(mark)})\)?\s+(?=\S)")
    for row in range(anatomy.end, sheet.height + 1):
        for column in sheet.filled(row):
            found = begins.match(sheet.text(row, column))
            if found:
                return sheet.text(row, column)[found.end() :]
    return ""
