"""Uploads built by code: plain workbooks, and crafted ones that no programme would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
#: First bytes of Microsoft's old container.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook(fill: Callable[[Any], None], **options: Any) -> bytes:
    """A workbook of one sheet named ``Tabelle``, which ``fill`` writes with xlsxwriter."""
    return book({"Tabelle": fill}, **options)


def book(sheets: Mapping[str, Callable[[Any], None]], **options: Any) -> bytes:
    """A workbook of several sheets; ``fill`` gets the worksheet, its ``book`` has formats."""
    buffer = io.BytesIO()
    written = xlsxwriter.Workbook(buffer, options)
    for name, fill in sheets.items():
        sheet = written.add_worksheet(name)
        sheet.book = written
        fill(sheet)
    written.close()
    return buffer.getvalue()


def rows(lines: Iterable[Sequence[object]]) -> Callable[[Any], None]:
    """Fills a sheet with lines from A1 on; None leaves a cell empty."""

    def fill(sheet: Any) -> None:
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                if value is not None:
                    sheet.write(number, column, value)

    return fill


def packed(parts: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts(sheet: str | bytes, *, content_type: str = PLAIN_TYPE) -> dict[str, bytes | str]:
    """The parts of a workbook whose only sheet has this XML."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Tabelle" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>Wort</t></si></sst>',
        "xl/worksheets/sheet1.xml": sheet,
    }


def sheet_xml(data: str, after: str = "", before: str = "") -> str:
    """A worksheet around its rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{data}</sheetData>{after}</worksheet>"
    )


def crafted(data: str, after: str = "", before: str = "") -> bytes:
    """A workbook whose only sheet has these rows of XML."""
    return packed(parts(sheet_xml(data, after, before)))
