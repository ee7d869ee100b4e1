"""What is wrong or odd about a table of LSN-Online, in German."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from data_access.importers.files.grids import Grid, address
from data_access.importers.problems import NAMED, Problem, Severity, further
from data_access.importers.problems.remedies import TABLE_AGAIN
from data_access.words import listing

_WHOLE: Final = "Die Tabelle noch einmal herunterladen und mit allen Spalten unverändert einlesen."


@dataclass
class _Kind:
    severity: Severity
    remedy: str
    said: list[tuple[str, str]] = field(default_factory=list)


class Remarks:
    """Collects problems while a table is read."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._kinds: dict[str, _Kind] = {}

    def problems(self) -> Iterator[Problem]:
        """All problems, by kind; of many of one kind the first, and how many more."""
        for code, kind in self._kinds.items():
            for cell, what in kind.said[:NAMED]:
                problem = self._problem(code, kind, cell, what)
                yield problem
            if len(kind.said) > NAMED:
                yield further(problem, len(kind.said) - NAMED)

    def _problem(self, code: str, kind: _Kind, cell: str, what: str) -> Problem:
        grid = self._grid
        return Problem(kind.severity, code, grid.document, grid.sheet, cell, what, kind.remedy)

    def _say(
        self, code: str, row: int, column: int, what: str, remedy: str, severity: Severity
    ) -> None:
        kind = self._kinds.setdefault(code, _Kind(severity, remedy))
        kind.said.append((address(row, column), what))

    def columns_missing(self, row: int, column: int, numbers: Sequence[int]) -> None:
        """Numbers of columns are left out."""
        listed = listing([str(number) for number in numbers])
        named = "Die Wertspalte" if len(numbers) == 1 else "Die Wertspalten"
        self._say(
            "column-missing",
            row,
            column,
            f"{named} {listed} {'fehlt' if len(numbers) == 1 else 'fehlen'}: Die Tabelle "
            "nummeriert ihre Wertspalten, und die Zahlen haben vor dieser Zelle eine Lücke.",
            _WHOLE,
            Severity.ERROR,
        )

    def last_columns_missing(self, row: int, column: int, header: str, count: int) -> None:
        """A header reaches over more columns than there are."""
        missing = (
            "Die letzte Wertspalte fehlt"
            if count == 1
            else f"Die letzten {count} Wertspalten fehlen"
        )
        # Cells that are merged can have lost their text when a column was deleted.
        named = f"Die Überschrift „{header}“" if header else "Eine verbundene Zelle ohne Text"
        self._say(
            "column-missing",
            row,
            column,
            f"{missing}: {named} reicht weiter nach rechts als die Werte.",
            _WHOLE,
            Severity.ERROR,
        )

    def women_missing(self, row: int, column: int, present: str, missing: str) -> None:
        """There are figures of men and none of women."""
        self._say(
            "column-missing",
            row,
            column,
            f"Die Spalte „{missing}“ fehlt: „{present}“ ist da, und das eine steht in Tabellen des "
            "Landesamtes nie ohne das andere.",
            _WHOLE,
            Severity.ERROR,
        )

    def columns_moved(self, row: int, column: int) -> None:
        """The numbers of the columns are not 1, 2, 3."""
        self._say(
            "columns-moved",
            row,
            column,
            "Die Wertspalten sind nicht der Reihe nach nummeriert (1, 2, 3 …): Spalten wurden "
            "verschoben.",
            TABLE_AGAIN,
            Severity.ERROR,
        )

    def column_nameless(self, row: int, column: int) -> None:
        """A value column has no header."""
        what = "Über der Wertspalte steht keine Überschrift."
        self._say("column-nameless", row, column, what, TABLE_AGAIN, Severity.ERROR)

    def columns_alike(self, row: int, column: int, series: str, other: int) -> None:
        """Two value columns have the same header."""
        self._say(
            "columns-alike",
            row,
            column,
            f"Die Spalten {address(row, other)} und {address(row, column)} haben dieselbe "
            f"Überschrift „{series}“. Vermutlich sind verbundene Zellen der Überschriften verloren "
            "gegangen.",
            TABLE_AGAIN,
            Severity.ERROR,
        )

    def labels_differ(self, row: int, column: int, labels: Sequence[str]) -> None:
        """Several codes or years stand beside one value."""
        self._say(
            "labels-differ",
            row,
            column,
            f"Neben den Werten stehen Angaben, die sich widersprechen: {', '.join(labels)}.",
            TABLE_AGAIN,
            Severity.ERROR,
        )

    def label_missing(self, row: int, columns: Sequence[int]) -> None:
        """Values stand in a row that says nothing of their area."""
        what = "Neben den Werten der Zeile steht kein Gebiet."
        self._say("label-missing", row, columns[0], what, TABLE_AGAIN, Severity.ERROR)

    def computed(self, row: int, columns: Sequence[int]) -> None:
        """Values are computed: the office has not published them."""
        for column in columns:
            self._say(
                "computed-value",
                row,
                column,
                "Die Zelle enthält eine Formel, also eine eigene Rechnung und keine Zahl des "
                "Landesamtes. Sie wird nicht übernommen.",
                "Nichts zu tun, wenn die Zeile zusätzlich eingefügt wurde; sonst die Tabelle noch "
                "einmal herunterladen.",
                Severity.DOUBT,
            )

    def row_below_footnotes(self, row: int, column: int) -> None:
        """A row of the table stands below what looks like its footnotes."""
        self._say(
            "row-below-footnotes",
            row,
            column,
            "Unter den Fußnoten steht noch eine Zeile mit Gebiet und Werten. Vermutlich wurde die "
            "Tabelle sortiert oder zusammenkopiert.",
            TABLE_AGAIN,
            Severity.ERROR,
        )

    def without_footnotes(self, row: int, column: int) -> None:
        """The last row of the values is the last of the table."""
        self._say(
            "footnotes-missing",
            row,
            column,
            "Unter der letzten Zeile fehlen die Fußnoten (Quelle, ©, Hinweis), mit denen "
            "Tabellen des Landesamtes enden. Vermutlich ist die Tabelle abgeschnitten.",
            "Prüfen, ob die letzten Gebiete da sind; sonst die Tabelle noch einmal herunterladen "
            "und unverändert einlesen.",
            Severity.NOTE,
        )

    def below_footnotes(self, row: int, columns: Sequence[int]) -> None:
        """Something stands in the value columns below the table."""
        for column in columns:
            self._say(
                "below-table",
                row,
                column,
                "Unter der Tabelle steht in den Wertspalten noch etwas. Es gehört nicht zu ihr und "
                "wird nicht übernommen.",
                "Nichts zu tun, wenn es zusätzlich eingefügt wurde; sonst die Tabelle noch einmal "
                "herunterladen.",
                Severity.NOTE,
            )

    def year_beside_date(self, row: int, column: int, year: str) -> None:
        """The title names a date, and the row a year."""
        self._say(
            "several-dates",
            row,
            column,
            f"Über der Tabelle steht ein Stichtag oder Jahr, neben dem Wert „{year}“.",
            TABLE_AGAIN,
            Severity.ERROR,
        )
