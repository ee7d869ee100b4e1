"""Persons in comments and beside official tables keep a workbook out; names of things do not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

import openpyxl
import pytest
from openpyxl.comments import Comment

from data_access.importers.errors import RefusedFileError
from data_access.importers.opening import open_upload
from tests.support.lsn_tables import Row, Table, download, workbook

ROWS: tuple[Row, ...] = (("254", "Hildesheim", (), (275817, 134547, 141270, 1208.35, 228.3)),)
OFFICIAL = download(Table(ROWS))
_THREADED = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_2018 = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def _noted(text: str) -> bytes:
    """An official table with a note at a cell."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(OFFICIAL)))
    book.worksheets[0]["B13"].comment = Comment(text, "Amt")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _discussed(text: str) -> bytes:
    """The same with what Excel calls a comment today: a part of its own beside the sheet."""
    buffer = io.BytesIO(workbook(OFFICIAL))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_THREADED}" '
            'Target="../threadedComments/threadedComment1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/threadedComments/threadedComment1.xml",
            f'<ThreadedComments xmlns="{_2018}"><threadedComment ref="B13" id="1"><text>'
            f"{escape(text)}</text></threadedComment></ThreadedComments>",
        )
    return buffer.getvalue()


@pytest.mark.parametrize("made", [_noted, _discussed])
@pytest.mark.parametrize(
    "text", ["Frau Muster fragen, geb. 1.2.1980", "gezählt von Herrn Beispiel", "AZR-Nr. 991231"]
)
def test_a_person_in_a_comment_keeps_the_workbook_out(
    made: Callable[[str], bytes], text: str
) -> None:
    content = made(text)

    with pytest.raises(RefusedFileError, match="in einem Kommentar") as refused:
        open_upload("tabelle.xlsx", content)

    assert refused.value.where == "tabelle.xlsx, Blatt „Blatt 1“, Zelle B13"
    assert "Muster" not in str(refused.value)
    assert "Den Kommentar in Excel löschen" in refused.value.remedy


@pytest.mark.parametrize(
    "text", ["Stand vom 15.01.2026, vorläufig & gerundet", "aus dem Kurs „Frau Holle“ gezählt"]
)
def test_a_comment_without_a_person_is_left_alone(text: str) -> None:
    for content in (_noted(text), _discussed(text)):
        (opened,) = open_upload("tabelle.xlsx", content)
        assert len(opened.sources) == 1


def test_a_person_beside_an_official_table_keeps_the_workbook_out() -> None:
    drawn = OFFICIAL.with_cells({(14, 9): "Rückfrage bei Frau Muster, Tel. 05121 123"})

    with pytest.raises(RefusedFileError, match="in einem Text genannt") as refused:
        open_upload("tabelle.xlsx", workbook(drawn))

    assert refused.value.where == "tabelle.xlsx, Blatt „Blatt 1“, Zelle I14"
    assert "Muster" not in str(refused.value)


@pytest.mark.parametrize("text", ["Programm Frau und Beruf", "Familie und Beruf", "je Frau 1,4"])
def test_words_of_programmes_beside_an_official_table_are_no_persons(text: str) -> None:
    drawn = OFFICIAL.with_cells({(14, 9): text})

    (opened,) = open_upload("tabelle.xlsx", workbook(drawn))

    assert len(opened.sources) == 1
