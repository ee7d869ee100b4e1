"""What one upload may cost, counted while it is read, whatever its parts claim."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits

_SMALLER = "Die Tabelle in kleineren Teilen herunterladen, etwa Jahr für Jahr."


@dataclass
class Budget:
    """What is left of an upload's allowance; all documents of a ZIP share it.

    Attributes:
        upload: the name the file was uploaded by.
        unpacked: bytes of archive members.
        parts: bytes of the XML inside workbooks.
        cells: places laid out for sheets.
        letters: texts of sheets, written out.
    """

    upload: str
    unpacked: int = limits.MAX_UNPACKED_BYTES
    parts: int = limits.MAX_WORKBOOK_BYTES
    cells: int = limits.MAX_SHEET_CELLS
    letters: int = limits.MAX_SHEET_TEXT

    def spend_unpacked(self, count: int) -> None:
        """Count bytes unpacked from a ZIP.

        Raises:
            RefusedFileError: the allowance is used up.
        """
        self.unpacked -= count
        if self.unpacked < 0:
            raise _unpacks(self.upload, limits.MAX_UNPACKED_BYTES)

    def spend_parts(self, count: int) -> None:
        """Count bytes unpacked from a workbook.

        Raises:
            RefusedFileError: the allowance is used up.
        """
        self.parts -= count
        if self.parts < 0:
            raise _unpacks(self.upload, limits.MAX_WORKBOOK_BYTES)

    def spend_letters(self, count: int, where: str) -> None:
        """Count letters of a cell.

        Raises:
            RefusedFileError: the allowance is used up.
        """
        self.letters -= count
        if self.letters < 0:
            raise RefusedFileError(
                "Die Tabellenblätter enthalten zu viel Text.",
                where=where,
                remedy="Nur das Blatt mit der Tabelle behalten und die Datei neu speichern.",
            )

    def spend_cells(self, count: int) -> None:
        """Count the places of a sheet, which has been held against ``cells`` before."""
        self.cells -= count


def _unpacks(upload: str, allowed: int) -> RefusedFileError:
    return RefusedFileError(
        f"Die Datei entpackt sich zu mehr als {allowed // 1_000_000} MB; gelesen wurde sie "
        "deshalb nicht.",
        where=upload,
        remedy=_SMALLER,
    )
