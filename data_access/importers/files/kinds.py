"""What a file is, told by its bytes: a name proves nothing."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath

from data_access.importers.errors import RefusedFileError


class Container(StrEnum):
    """What can be looked into further."""

    ZIP = "zip"
    TEXT = "text"


#: Beginnings of other kinds of files: what a reader calls them, and the way out.
_KNOWN: tuple[tuple[bytes, str, str], ...] = (
    (
        b"%PDF",
        "ein PDF-Dokument",
        "Die Tabelle beim Herausgeber als Excel-Datei (.xlsx) oder CSV herunterladen.",
    ),
    (
        b"{\\rtf",
        "ein Textdokument (RTF)",
        "Die Tabelle beim Herausgeber als Excel-Datei (.xlsx) oder CSV herunterladen.",
    ),
    *(
        (
            signature,
            "ein Bild",
            "Aus einem Bild wird nichts gelesen: die Tabelle beim Herausgeber als Excel-Datei "
            "(.xlsx) oder CSV herunterladen.",
        )
        for signature in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
    ),
    *(
        (
            signature,
            "ein gepacktes Archiv, aber kein ZIP",
            "Das Archiv entpacken und die Tabellen einzeln oder als ZIP einlesen.",
        )
        for signature in (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"\xfd7zXZ")
    ),
    (
        b"MZ\x90\x00",
        "ein Programm",
        "Programme werden nie ausgeführt. Die Tabelle selbst auswählen.",
    ),
    (b"SQLite format 3\x00", "eine Datenbank", "Die Tabelle als .xlsx oder CSV ausgeben."),
    (b"PAR1", "eine Parquet-Datei", "Die Tabelle als .xlsx oder CSV ausgeben."),
)

_LOCK_FILE_BYTES = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Excel before 1997 wrote its records without a container.
_BARE_BIFF = (b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
#: Byte order marks and zeros count as blank too.
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_PAGE = ("<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style")

_SAVE_AS = "Die Datei in Excel öffnen und mit „Speichern unter“ als Excel-Arbeitsmappe (.xlsx)"


def container_of(name: str, content: bytes) -> Container:
    """What a file is, when it may be looked into.

    Raises:
        RefusedFileError: it is empty or of a kind that is not read.
    """
    if _is_blank(content):
        raise RefusedFileError(
            "Die Datei ist leer.",
            where=name,
            remedy="Die Datei beim Herausgeber noch einmal herunterladen oder neu speichern.",
        )
    if content.startswith(_ZIP):
        return Container.ZIP
    _refuse_lock_file(name, content)
    if content.startswith(_OLE):
        raise _old_office(name, content)
    if content.startswith(_BARE_BIFF):
        raise _old_workbook(name)
    for signature, what, remedy in _KNOWN:
        if content.startswith(signature):
            raise RefusedFileError(f"Die Datei ist {what}.", where=name, remedy=remedy)
    _refuse_markup(name, content)
    return Container.TEXT


def _refuse_lock_file(name: str, content: bytes) -> None:
    """Beside an open workbook Excel puts a small file with the name of whoever opened it."""
    if PurePosixPath(name).name.startswith("~$") and len(content) < _LOCK_FILE_BYTES:
        raise RefusedFileError(
            "Die Datei ist nur der Sperrvermerk, den Excel neben eine geöffnete Arbeitsmappe legt.",
            where=name,
            remedy="Die Arbeitsmappe selbst auswählen; ihr Name beginnt nicht mit „~$“.",
        )


def _is_blank(content: bytes) -> bool:
    start = content[:4096].strip(_BLANK)
    return not start and not content.strip(_BLANK)


def _old_workbook(name: str) -> RefusedFileError:
    return RefusedFileError(
        "Die Datei ist eine Arbeitsmappe im alten Excel-Format (.xls).",
        where=name,
        remedy=f"{_SAVE_AS} speichern, dann diese einlesen.",
    )


def _old_office(name: str, content: bytes) -> RefusedFileError:
    """Locked workbooks, old workbooks and Word documents share one container."""
    if _has_stream(content, "EncryptedPackage"):
        return RefusedFileError(
            "Die Arbeitsmappe ist mit einem Kennwort verschlüsselt.",
            where=name,
            remedy=f"{_SAVE_AS} ohne Kennwort speichern, dann diese einlesen.",
        )
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return _old_workbook(name)
    what = "ein Word-Dokument" if _has_stream(content, "WordDocument") else "keine Tabelle"
    return RefusedFileError(
        f"Die Datei ist {what} (altes Office-Format).",
        where=name,
        remedy="Die Tabelle als Excel-Arbeitsmappe (.xlsx) oder CSV speichern.",
    )


def _has_stream(content: bytes, stream: str) -> bool:
    """Whether an entry of the container's directory, 64 bytes of UTF-16 padded, has this name."""
    return (stream + "\0").encode("utf-16-le") in content


def _although(name: str) -> str:
    """That a name promises something else."""
    ending = PurePosixPath(name).suffix
    return f", auch wenn ihr Name auf {ending} endet" if ending[1:4].casefold() == "xls" else ""


def _refuse_markup(name: str, content: bytes) -> None:
    start = content[:4096]
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = start.decode("utf-16" if utf16 else "latin-1", errors="replace")
    text = text.removeprefix("ï»¿").lstrip().lower()
    if not text.startswith(("<", "mime-version:")):
        return
    if text.startswith((*_PAGE, "mime")) or "<html" in text or "<table" in text:
        raise RefusedFileError(
            f"Die Datei ist eine gespeicherte Internetseite (HTML){_although(name)}. "
            "LSN-Online liefert solche Dateien, wenn die Seite gespeichert wird.",
            where=name,
            remedy=f"{_SAVE_AS} speichern, oder in LSN-Online den Excel-Abruf (ZIP) wählen.",
        )
    raise RefusedFileError(
        "Die Datei ist eine XML-Datei.",
        where=name,
        remedy=f"{_SAVE_AS} speichern, oder die Tabelle als CSV herunterladen.",
    )
