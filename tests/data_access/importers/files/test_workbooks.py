"""Workbooks as programmes build them: sheets, parts and variants are read, damage is refused."""

from __future__ import annotations

import math
import zipfile
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.budget import Budget
from data_access.importers.files.grids import Grid, open_workbook, read_workbook
from data_access.importers.files.workbooks import take_apart
from tests.support import uploads
from tests.support.grids import document, filled_cells, only_grid


def test_hidden_sheets_are_no_figures_but_known_by_name() -> None:
    def hide(sheet: Any) -> None:
        sheet.write(0, 0, "alt")
        sheet.hide()

    def hide_well(sheet: Any) -> None:
        sheet.write(0, 0, "geheim")
        sheet.very_hidden()

    content = uploads.book({"Daten": uploads.rows([["neu"]]), "Alt": hide, "Sehr alt": hide_well})
    opened = open_workbook(document(content))

    assert [grid.sheet for grid in opened.visible] == ["Daten"]
    assert [(grid.sheet, grid.frame.item(0, 0)) for grid in opened.hidden] == [
        ("Alt", "alt"),
        ("Sehr alt", "geheim"),
    ]


def test_empty_sheets_and_charts_do_not_disturb() -> None:
    buffer = BytesIO()

    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("leer")
        sheet = book.add_worksheet("Daten & Mehr <1>")
        sheet.write(0, 0, 5)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "='Daten & Mehr <1>'!$A$1"})
        book.add_chartsheet("Bild").set_chart(chart)

    grids = read_workbook(document(buffer.getvalue()))

    assert [(grid.sheet, grid.frame.shape) for grid in grids] == [
        ("leer", (0, 0)),
        ("Daten & Mehr <1>", (1, 1)),
    ]


def test_links_connections_and_tables_are_left_behind() -> None:
    parts = uploads.parts(uploads.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    extra = "".join(
        f'<Relationship Id="x{number}" Type="{uploads.RELATIONS}/{kind}" Target="{target}" {mode}/>'
        for number, (kind, target, mode) in enumerate(
            [
                ("externalLink", "externalLinks/externalLink1.xml", ""),
                ("connections", "connections.xml", ""),
                ("worksheet", "https://example.org/sheet.xml", 'TargetMode="External"'),
            ]
        )
    )
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Rel", f"{extra}</Rel")
    # Were they looked at, these would stop the file.
    parts["xl/externalLinks/externalLink1.xml"] = "<broken"
    parts["xl/connections.xml"] = "<broken"

    assert filled_cells(only_grid(uploads.packed(parts))) == {"A1": ("1", True)}


def test_names_with_prefixes_and_cells_without_addresses_are_read() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{uploads.MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>Wort</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    )

    grid = only_grid(uploads.packed(uploads.parts(xml)))

    assert filled_cells(grid) == {"A1": ("1", True), "B1": ("Wort", False)}


def test_sheets_that_are_locked_for_editing_only_are_read() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, 5)
        sheet.protect("geheim")

    assert filled_cells(only_grid(uploads.workbook(fill))) == {"A1": ("5", True)}


def test_the_strict_variant_of_the_format_is_read() -> None:
    """Excel offers it beside the usual one; its namespaces are others."""
    plain = uploads.parts(
        uploads.sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2.5</v></c></row>')
    )
    strict = {
        name: str(part)
        .replace(uploads.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(uploads.RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, part in plain.items()
    }

    grid = only_grid(uploads.packed(strict))

    assert filled_cells(grid) == {"A1": ("Wort", False), "B1": ("2.5", True)}


DAMAGED = {
    "broken XML": '<row r="1"><c r="A1"><v>1</c></row>',
    "a cell outside of a sheet": '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    "a cell in another row": '<row r="1"><c r="A2"><v>1</v></c></row>',
    "a row 0": '<row r="0"><c r="A0"><v>1</v></c></row>',
    "rows in disorder": '<row r="2"/><row r="1"/>',
    "one cell twice": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "no number": '<row r="1"><c r="A1"><v>eins</v></c></row>',
    "an endless number": '<row r="1"><c r="A1"><v>1e999</v></c></row>',
    "no number at all": '<row r="1"><c r="A1"><v>nan</v></c></row>',
    "a text that is not there": '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
    "an unknown type": '<row r="1"><c r="A1" t="q"><v>9</v></c></row>',
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_sheet_is_refused_by_its_name(data: str) -> None:
    with pytest.raises(RefusedFileError, match="beschädigt") as refused:
        read_workbook(document(uploads.crafted(data)))

    assert refused.value.where == "tabelle.xlsx, Blatt „Tabelle“"


@pytest.mark.parametrize(
    "part", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize("content", [None, "", "<a>", "kein XML"])
def test_a_workbook_without_one_of_its_parts_is_refused(part: str, content: str | None) -> None:
    parts = uploads.parts(uploads.sheet_xml(""))
    if content is None:
        del parts[part]
    else:
        parts[part] = content

    with pytest.raises(RefusedFileError, match="beschädigt"):
        read_workbook(document(uploads.packed(parts)))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_declared_entities_are_refused(part: str) -> None:
    parts = uploads.parts(uploads.sheet_xml(""))
    harmless = str(parts[part]).removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    parts[part] = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>{harmless}'

    with pytest.raises(RefusedFileError, match="Entities"):
        read_workbook(document(uploads.packed(parts)))


def test_a_sheet_with_too_many_places_is_refused_and_names_its_corner() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="500000"><c r="Z500000"><v>1</v></c></row>'

    with pytest.raises(RefusedFileError) as refused:
        read_workbook(document(uploads.crafted(far)))

    assert "Zelle Z500000" in refused.value.what
    assert "löschen" in refused.value.remedy


def test_a_sheet_filled_to_the_last_row_has_probably_been_cut_off() -> None:
    last = f'<row r="{limits.EXCEL_ROWS}"><c r="A{limits.EXCEL_ROWS}"><v>1</v></c></row>'

    with pytest.raises(RefusedFileError, match="abgeschnitten"):
        read_workbook(document(uploads.crafted(last)))


def test_the_sheets_of_a_workbook_share_one_allowance() -> None:
    content = uploads.book({name: uploads.rows([[1, 2], [3, 4]]) for name in "AB"})
    read_workbook(document(content))

    with pytest.raises(RefusedFileError, match="zusammen") as refused:
        open_workbook(document(content), Budget("t.xlsx", cells=7))

    assert "Blatt „B“" in refused.value.where


SMALL = uploads.workbook(uploads.rows([["Gebiet", 1, None, 2.5], ["x", "*"]]))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_workbook_with_bytes_turned_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever a broken download holds, the answer is a sentence."""
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        grids = read_workbook(document(bytes(content)))
    except RefusedFileError:
        return
    assert all(not math.isnan(float(one)) for grid in grids for one in _numbers(grid))


def _numbers(grid: Grid) -> list[str]:
    return [text for text, number in filled_cells(grid).values() if number]


def test_the_copy_that_is_read_holds_fixed_parts_only() -> None:
    workbook = take_apart("t.xlsx", uploads.workbook(uploads.rows([["a"]])), Budget("t.xlsx"))

    with zipfile.ZipFile(BytesIO(workbook.copy)) as copy:
        assert sorted(copy.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/_rels/workbook.xml.rels",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/worksheets/sheet1.xml",
        ]
