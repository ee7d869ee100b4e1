"""What a report says of a file: problems with their place and remedy, and where cells went."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from data_access.words import counted

#: Of one kind of problem of a table so many places are named; the rest is counted.
NAMED = 100
#: Code of the note that only the name of a file says which table it is.
FROM_NAME = "table-from-name"


class Severity(StrEnum):
    """What a problem does to the file."""

    #: The file is rejected.
    ERROR = "error"
    #: The cell is not stored, the rest is; or all is stored, and somebody has to look at it first.
    DOUBT = "doubt"
    #: Worth knowing; nothing is held back.
    NOTE = "note"


class Reason(StrEnum):
    """Why a cell that is not empty is not stored."""

    HEADING = "heading"
    FOOTNOTE = "footnote"
    #: Codes, names and periods beside the values.
    LABEL = "label"
    #: Beside the table, such as an editor's additions.
    OUTSIDE = "outside"
    OTHER_COUNTY = "other-county"
    #: Regions, states, Germany: above what this installation keeps.
    OTHER_LEVEL = "other-level"
    UNKNOWN_AREA = "unknown-area"
    #: Of no day, month or year: a comparison of two years.
    NO_PERIOD = "no-period"
    #: A column or row of which the table's profile says that it is left out.
    NOT_WANTED = "not-wanted"
    #: The same figure stands in the file twice, with the same value.
    REPEATED = "repeated"
    DOUBT = "doubt"
    #: The office has erased these figures for good, and does not want them again.
    ERASED = "erased"
    #: Values of a table that was not taken because of its problems.
    REJECTED = "rejected"


#: What a reason is called in a report.
REASONS = {
    Reason.HEADING: "Überschriften und Spaltenköpfe",
    Reason.FOOTNOTE: "Fußnoten und Hinweise",
    Reason.LABEL: "Schlüssel, Namen und Zeitangaben neben den Werten",
    Reason.OUTSIDE: "Zellen neben der Tabelle",
    Reason.OTHER_COUNTY: "andere Kreise",
    Reason.OTHER_LEVEL: "Regionen, Land und Bund",
    Reason.UNKNOWN_AREA: "unbekannte Gebiete",
    Reason.NO_PERIOD: "Werte ohne Zeitpunkt, etwa Vergleiche zweier Jahre",
    Reason.NOT_WANTED: "Spalten und Zeilen, die nicht übernommen werden",
    Reason.REPEATED: "doppelt mit gleichem Wert",
    Reason.DOUBT: "in Zweifel",
    Reason.ERASED: "früher endgültig gelöscht",
    Reason.REJECTED: "wegen der Fehler nicht gewertet",
}


@dataclass(frozen=True)
class Problem:
    """Something about a file, in German.

    Attributes:
        code: stable name of the kind of problem, ``a-z-``.
        document: the file, or a file inside a ZIP.
        sheet: empty for text files.
        cell: "B17", "Zeile 12, Spalte 3", or empty where it concerns the whole table.
        unnamed: how many further places it stands for that are not named.
    """

    severity: Severity
    code: str
    document: str
    sheet: str
    cell: str
    what: str
    remedy: str
    unnamed: int = 0

    @property
    def where(self) -> str:
        """Place in words."""
        parts = (
            f"Datei {self.document}",
            f"Blatt {self.sheet}" if self.sheet else "",
            f"Zelle {self.cell}" if self.cell and not self.cell.startswith("Zeile") else self.cell,
        )
        return ", ".join(part for part in parts if part)

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return {name: str(value) for name, value in asdict(self).items() if name != "unnamed"}


def further(problem: Problem, places: int) -> Problem:
    """That the same is to be said of so many more places, which are not named."""
    what = f"Dasselbe gilt für {counted(places, 'weitere Stelle', 'weitere Stellen')}."
    return replace(problem, cell="", what=what, unnamed=places)
