"""What may come in, and what is refused before a single value is read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.documents import DocumentKind, open_documents
from tests.support import uploads

TABLE = uploads.workbook(uploads.rows([["Gebiet", "Anzahl"], ["03254", 5]]))
CSV = b"Gebiet;Anzahl\n03254;5\n"


def _old_office(stream: str) -> bytes:
    return uploads.OLE + bytes(504) + (stream + "\0").encode("utf-16-le") + bytes(600)


def _package(content_type: str) -> bytes:
    return uploads.packed(uploads.parts(uploads.sheet_xml(""), content_type=content_type))


def _locked_zip() -> bytes:
    """An archive whose entries say that they are encrypted."""
    content = bytearray(uploads.packed({"a.csv": CSV}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def test_a_workbook_and_a_text_come_through_unchanged() -> None:
    for name, content, kind in (
        # The kind follows from the bytes, the name may say anything.
        ("tabelle.csv", TABLE, DocumentKind.WORKBOOK),
        ("tabelle.xlsx", CSV, DocumentKind.TEXT),
    ):
        (document,) = open_documents(name, content)

        assert (document.name, document.kind, document.content) == (name, kind, content)


def test_a_zip_gives_its_documents_by_both_names_and_leaves_litter_behind() -> None:
    archive = uploads.packed(
        {
            "__MACOSX/._a.csv": b"\0\1",
            "ordner/a.csv": CSV,
            "b.xlsx": TABLE,
            ".DS_Store": b"\0",
            "~$b.xlsx": b"\x04Name",
        }
    )

    found = [(one.name, one.kind, one.content) for one in open_documents("t.zip", archive)]

    assert found == [
        ("t.zip/ordner/a.csv", DocumentKind.TEXT, CSV),
        ("t.zip/b.xlsx", DocumentKind.WORKBOOK, TABLE),
    ]


def test_nothing_is_unpacked_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    (document,) = open_documents("t.zip", uploads.packed({"../../boese.csv": CSV}))

    assert document.content == CSV
    assert list(tmp_path.iterdir()) == []


REFUSED = {
    "empty": (b"", "ist leer"),
    "only blanks": (b"\xef\xbb\xbf \r\n\r\n", "ist leer"),
    "zip without entries": (uploads.packed({}), "ZIP-Archiv ist leer"),
    "pdf": (b"%PDF-1.7\n...", "PDF"),
    "rich text": (b"{\\rtf1 Tabelle}", "RTF"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "ein Bild"),
    "photo": (b"\xff\xd8\xff\xe0....", "ein Bild"),
    "other archive": (b"7z\xbc\xaf\x27\x1c...", "kein ZIP"),
    "programme": (b"MZ\x90\x00\x03", "ein Programm"),
    "page saved as xls": (b"\r\n<html><body><table><tr><td>1", "LSN-Online"),
    "page with a mark": (b"\xef\xbb\xbf<!DOCTYPE HTML><html>", "Internetseite"),
    "page in UTF-16": ("<table><tr>".encode("utf-16"), "Internetseite"),
    "page as a letter": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "HTML"),
    "xml": (b"<?xml version='1.0'?><Workbook/>", "XML-Datei"),
    "old workbook": (_old_office("Workbook"), "alten Excel-Format (.xls)"),
    "very old workbook": (b"\x09\x08\x10\x00\x00\x06\x05\x00", "alten Excel-Format (.xls)"),
    "old Word": (_old_office("WordDocument"), "Word-Dokument"),
    "locked workbook": (_old_office("EncryptedPackage"), "mit einem Kennwort verschlüsselt"),
    "locked zip": (_locked_zip(), "mit einem Kennwort geschützt"),
    "zip in a zip": (uploads.packed({"i.zip": uploads.packed({"a.csv": CSV})}), "weiteres ZIP"),
    "picture in a zip": (uploads.packed({"b.png": b"\x89PNG\r\n"}), "ein Bild"),
    "twice one name": (uploads.packed({"a.csv": CSV, "A.CSV": CSV}), "beschädigt"),
    "binary workbook": (_package(uploads.BINARY_TYPE), ".xlsb"),
    "macro workbook": (_package(uploads.MACRO_TYPE), "Makros"),
    "macros under a plain type": (
        uploads.packed({**uploads.parts(uploads.sheet_xml("")), "xl/vbaProject.bin": b"\0"}),
        "Makros",
    ),
    "Word": (_package("application/wordprocessingml.document.main+xml"), "Word-Dokument"),
    "slides": (_package("application/presentationml.main+xml"), "keine Arbeitsmappe"),
    "LibreOffice": (
        uploads.packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        ".ods",
    ),
    "other document": (uploads.packed({"mimetype": "application/epub+zip"}), "keine Arbeitsmappe"),
    "cut off": (TABLE[:-200], "beschädigt"),
    "cut off zip": (uploads.packed({"a.csv": CSV * 900})[:-90], "beschädigt"),
    "rare packing": (
        uploads.packed({"a.csv": CSV}, compression=zipfile.ZIP_LZMA),
        "nicht gelesen wird",
    ),
    "too many entries": (
        uploads.packed({f"{number}.csv": CSV for number in range(limits.MAX_ZIP_MEMBERS + 1)}),
        "mehr als 500 Einträge",
    ),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_is_refused_with_what_where_and_remedy(content: bytes, words: str) -> None:
    with pytest.raises(RefusedFileError) as refused:
        open_documents("lieferung.xls", content)

    assert words in refused.value.what
    assert refused.value.where.startswith("lieferung.xls")
    for sentence in (refused.value.what, refused.value.remedy):
        assert sentence.endswith(".")


def test_the_note_of_an_open_workbook_is_told_apart() -> None:
    with pytest.raises(RefusedFileError, match="Sperrvermerk") as refused:
        open_documents("~$tabelle.xlsx", b"\x06Mustermann" + bytes(150))

    assert "Muster" not in str(refused.value)


def test_a_refusal_inside_a_zip_names_the_member() -> None:
    with pytest.raises(RefusedFileError) as refused:
        open_documents("t.zip", uploads.packed({"a.csv": CSV, "unter/b.pdf": b"%PDF-1.4"}))

    assert refused.value.where == "t.zip/unter/b.pdf"


def test_a_damaged_member_is_refused() -> None:
    content = bytearray(uploads.packed({"a.csv": CSV * 500}))
    content[60] ^= 0xFF

    with pytest.raises(RefusedFileError, match="beschädigt"):
        open_documents("t.zip", bytes(content))


def test_what_a_directory_claims_of_sizes_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = bytearray(uploads.packed({"a.csv": CSV * 50_000}))
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 1000)

    with pytest.raises(RefusedFileError):
        open_documents("t.zip", bytes(content))


def test_a_file_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", len(CSV) - 1)

    with pytest.raises(RefusedFileError, match="größer als"):
        open_documents("a.csv", CSV)


def test_a_table_that_begins_like_another_kind_of_file_is_read() -> None:
    """Mikrozensus keys begin with MZ as programmes do."""
    for content in (b"MZ03254;1\n", b"BM;1\n", b"PK;1\n", b"Rar;1\n"):
        (document,) = open_documents("a.csv", content)
        assert document.kind is DocumentKind.TEXT


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.xls", "(HTML), auch wenn ihr Name auf .xls endet."),
        ("a.html.xlsx", "(HTML), auch wenn ihr Name auf .xlsx endet."),
        ("a.html", "(HTML). LSN-Online"),
    ],
)
def test_a_page_of_the_internet_is_told_with_its_own_ending(name: str, said: str) -> None:
    with pytest.raises(RefusedFileError) as refused:
        open_documents(name, b"<html><table>")

    assert said in refused.value.what
