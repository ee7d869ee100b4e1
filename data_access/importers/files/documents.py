"""An upload as documents: workbooks and texts, taken out of their ZIP, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.archives import Archive, refuse_many
from data_access.importers.files.budget import Budget
from data_access.importers.files.kinds import Container, container_of

_CONTENT_TYPES = "[Content_Types].xml"
_SHEET_MAIN = b"spreadsheetml.sheet.main+xml"
_TEMPLATE_MAIN = b"spreadsheetml.template.main+xml"
_SAVE_PLAIN = "In Excel mit „Speichern unter“ als Excel-Arbeitsmappe (.xlsx) speichern"
#: What operating systems add to archives by themselves.
_LITTER = {"thumbs.db", "desktop.ini", ".ds_store"}


class DocumentKind(StrEnum):
    """What a document is read as."""

    WORKBOOK = "workbook"
    TEXT = "text"


@dataclass(frozen=True)
class Document:
    """A workbook or a text file.

    Attributes:
        name: as the user knows it; of a member of an archive ``tabelle.zip/inhalt.xlsx``.
        content: its bytes as they came, unpacked from the archive.
    """

    name: str
    kind: DocumentKind
    content: bytes


def open_documents(name: str, content: bytes, budget: Budget | None = None) -> tuple[Document, ...]:
    """The documents of an uploaded file, which may be a ZIP of documents.

    Raises:
        RefusedFileError: it is of another kind, empty, locked, damaged, harmful or too large.
    """
    if len(content) > limits.MAX_FILE_BYTES:
        raise RefusedFileError(
            f"Die Datei ist größer als {limits.MAX_FILE_BYTES // 1_000_000} MB.",
            where=name,
            remedy="Die Tabelle in kleineren Teilen herunterladen (weniger Jahre oder Gebiete).",
        )
    if container_of(name, content) is Container.TEXT:
        return (Document(name, DocumentKind.TEXT, content),)
    archive = Archive(name, content)
    budget = budget or Budget(name)
    if _is_package(archive):
        _check_package(archive, budget)
        return (Document(name, DocumentKind.WORKBOOK, content),)
    return _members(archive, budget)


def _members(archive: Archive, budget: Budget) -> tuple[Document, ...]:
    refuse_many(archive)
    names = [entry for entry in archive.names if not _is_litter(entry)]
    if not names:
        raise RefusedFileError(
            "Das ZIP-Archiv ist leer.",
            where=archive.name,
            remedy="Das Archiv noch einmal herunterladen oder die Tabelle selbst einlesen.",
        )
    return tuple(_member(archive, entry, budget) for entry in names)


def _member(archive: Archive, entry: str, budget: Budget) -> Document:
    name = f"{archive.name}/{_printable(entry)}"
    content = archive.read(entry, budget.spend_unpacked)
    if container_of(name, content) is Container.TEXT:
        return Document(name, DocumentKind.TEXT, content)
    inner = Archive(name, content)
    if not _is_package(inner):
        raise RefusedFileError(
            "Im ZIP-Archiv steckt ein weiteres ZIP-Archiv.",
            where=name,
            remedy="Das äußere Archiv entpacken und das innere einzeln einlesen.",
        )
    _check_package(inner, budget)
    return Document(name, DocumentKind.WORKBOOK, content)


def _is_litter(entry: str) -> bool:
    path = PurePosixPath(entry)
    return "__MACOSX" in path.parts or path.name.casefold() in _LITTER or path.name.startswith("~$")


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _is_package(archive: Archive) -> bool:
    """Whether the ZIP is one document of an office programme."""
    return archive.find(_CONTENT_TYPES) is not None or archive.find("mimetype") is not None


def _check_package(archive: Archive, budget: Budget) -> None:
    """Refuse every package but a plain workbook.

    Raises:
        RefusedFileError: it is of another kind or carries macros.
    """
    entry = archive.find(_CONTENT_TYPES)
    if entry is None:
        raise _other_office(archive, budget)
    types = archive.read(entry, budget.spend_unpacked)
    if b"sheet.binary" in types:
        raise RefusedFileError(
            "Die Datei ist eine binäre Arbeitsmappe (.xlsb).",
            where=archive.name,
            remedy=f"{_SAVE_PLAIN}, dann diese einlesen.",
        )
    macros = any(PurePosixPath(part).name.casefold() == "vbaproject.bin" for part in archive.names)
    if macros or b"macroEnabled" in types:
        raise RefusedFileError(
            "Die Arbeitsmappe enthält Makros. Makros werden nie ausgeführt.",
            where=archive.name,
            remedy=f"{_SAVE_PLAIN} (ohne Makros), dann diese einlesen.",
        )
    if _SHEET_MAIN not in types and _TEMPLATE_MAIN not in types:
        what = "ein Word-Dokument" if b"wordprocessingml" in types else "keine Arbeitsmappe"
        raise RefusedFileError(
            f"Die Datei ist {what}.",
            where=archive.name,
            remedy="Die Tabelle als Excel-Arbeitsmappe (.xlsx) oder CSV speichern.",
        )


def _other_office(archive: Archive, budget: Budget) -> RefusedFileError:
    mimetype = archive.read(archive.find("mimetype") or "", budget.spend_unpacked)
    if b"opendocument.spreadsheet" in mimetype:
        return RefusedFileError(
            "Die Datei ist eine OpenDocument-Tabelle (.ods).",
            where=archive.name,
            remedy="In LibreOffice mit „Speichern unter“ als Excel-Arbeitsmappe (.xlsx) speichern.",
        )
    return RefusedFileError(
        "Die Datei ist ein Dokument, aber keine Arbeitsmappe.",
        where=archive.name,
        remedy="Die Tabelle als Excel-Arbeitsmappe (.xlsx) oder CSV speichern.",
    )
