"""What a report says of such a table: what is missing or odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data_access.importers.files.grids import Position, address
from data_access.importers.layouts.lsn_report.anatomy import Anatomy, second_table
from data_access.importers.layouts.lsn_report.rows import Rows
from data_access.importers.layouts.lsn_report.title import Title
from data_access.importers.names.text import text_key
from data_access.importers.problems import NAMED, Problem, Severity, further
from data_access.importers.tables.beside import beside_problems, columns_named
from data_access.importers.tables.gaps import gap_problems, row_problems
from data_access.importers.tables.headers import Sheet
from data_access.importers.tables.second_tables import on_sheet
from data_access.importers.tables.sheet_problems import SheetProblems

_AGAIN = "Die Tabelle unverändert so einlesen, wie das Landesamt für Statistik sie liefert."


class _Report(SheetProblems):
    """Words problems of such a table; most are mended by taking the file as it was delivered."""

    def told(
        self,
        code: str,
        what: str,
        remedy: str = _AGAIN,
        *,
        at: Position | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem, at a place of the sheet where there is one."""
        return self.problem(code, what, remedy, cell=address(*at) if at else "", severity=severity)

    def each(
        self, code: str, what: str, places: list[Position], severity: Severity
    ) -> Iterator[Problem]:
        for place in places[:NAMED]:
            yield self.told(code, what, at=place, severity=severity)
        if len(places) > NAMED:
            yield further(self.told(code, what, severity=severity), len(places) - NAMED)


def problems_of(
    sheet: Sheet, anatomy: Anatomy, title: Title, headers: Mapping[int, str], rows: Rows
) -> Iterator[Problem]:
    """All that is to be said of a table, errors first.

    Args:
        sheet: where it stands.
        anatomy: its parts.
        title: what stands above it.
        headers: the headers of each column of values.
        rows: its cells.
    """
    report = _Report(sheet)
    if not anatomy.values or not anatomy.data:
        yield report.told(
            "no-table",
            "Unter Titel und Spaltenkopf stehen keine Gebiete mit Werten.",
            at=anatomy.head.areas,
        )
        return
    yield from _of_title(report, anatomy, title)
    yield from _of_headers(report, anatomy, headers)
    valued = rows.cells["row"].unique(maintain_order=True).to_list()
    yield from gap_problems(sheet.grid, valued, anatomy.values, anatomy.top, sheet.text)
    if anatomy.values:
        yield from row_problems(sheet.grid, rows.empty, anatomy.values[0], sheet.text)
    yield from _beside(report, sheet, anatomy, rows)
    nameless = "Neben den Werten der Zeile steht kein Gebiet."
    yield from report.each("label-missing", nameless, rows.nameless, Severity.ERROR)
    second = second_table(sheet, anatomy)
    if second:
        yield on_sheet(sheet.grid.document, sheet.grid.sheet, address(*second))
    below = (
        "Unter der Tabelle steht in einer Wertspalte noch eine Zahl. Sie gehört nicht zu ihr und "
        "wird nicht übernommen."
    )
    yield from report.each("below-table", below, rows.below, Severity.NOTE)


def _beside(report: _Report, sheet: Sheet, anatomy: Anatomy, rows: Rows) -> Iterator[Problem]:
    """Columns of the table behind one without header and values, or what an editor has added."""
    headed = [
        place
        for place in rows.beside
        if place[1] > anatomy.last and any(sheet.shown(row, place[1]) for row in anatomy.headers)
    ]
    if not headed:
        yield from beside_problems(sheet.grid, rows.beside)
        return
    row, column = min(headed, key=lambda place: place[::-1])
    gap = columns_named(range(anatomy.last + 1, column))
    yield report.told(
        "columns-torn-off",
        f"Die Tabelle hört vor {gap} auf, wo weder Überschrift noch Wert steht; dahinter stehen "
        "noch Spalten mit Überschriften und Zahlen. Sie gingen verloren.",
        f"{gap} löschen, wenn dort nichts vom Landesamt steht, und eigene Spalten hinter der "
        "Tabelle auch; sonst die Tabelle unverändert einlesen.",
        at=(row, column),
    )


def _of_title(report: _Report, anatomy: Anatomy, title: Title) -> Iterator[Problem]:
    if not title.subject:
        yield report.told(
            "title-missing",
            "Der Titel nennt nur die Nummer der Tabelle und nicht, was sie zählt.",
            at=anatomy.head.title,
        )
    if title.unreadable:
        yield from report.date(title.unreadable)
    elif not title.periods:
        yield report.told(
            "period-missing",
            "Der Titel nennt keinen Stichtag und kein Jahr.",
            at=anatomy.head.title,
        )
    elif title.period is None:
        yield report.told(
            "several-dates",
            f"Der Titel nennt mehrere Stichtage oder Zeiträume: {', '.join(title.periods)}. "
            "Welcher für welchen Wert gilt, lässt sich nicht sagen.",
            "Nur Tabellen zu einem einzigen Stichtag einlesen.",
            at=anatomy.head.title,
        )


def _of_headers(report: _Report, anatomy: Anatomy, headers: Mapping[int, str]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for column, header in headers.items():
        place = (anatomy.top, column)
        key = text_key(header)
        if not header:
            what = "Über dieser Wertspalte steht keine Überschrift."
            yield report.told("header-missing", what, at=place)
        elif key in seen:
            yield report.told(
                "columns-alike",
                f"Die Spalten {address(anatomy.top, seen[key])} und {address(*place)} haben "
                f"dieselbe Überschrift „{header}“.",
                at=place,
            )
        seen.setdefault(key, column)
