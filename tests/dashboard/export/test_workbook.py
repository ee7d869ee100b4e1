"""Workbooks, read by another reader than the one that wrote them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.export import files, workbook
from dashboard.export.table import COLUMNS, Cell, Kind
from dashboard.export.workbook import About
from data_access.reader import Reader
from data_access.writing import DataState

_TYPES: dict[Kind, tuple[type, ...]] = {Kind.NUMBER: (int, float), Kind.DATE: (datetime,)}
STATE = DataState(7, "2026-11-20 23:30:00+00:00")


def book_of(whole: Reader, county: str, code: str | None) -> Workbook:
    content = files.build(whole, STATE, county, code, "xlsx").content
    return openpyxl.load_workbook(BytesIO(content))


def _footers(content: bytes) -> list[str]:
    """The footer of each sheet, empty where it has none."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = [archive.read(name).decode() for name in sheets]
    return [text.partition("<oddFooter>")[2].partition("</oddFooter>")[0] for text in texts]


def papers(sheet: Worksheet) -> dict[str, str]:
    """Labels and texts of a sheet of two columns."""
    return {str(row[0]): str(row[1]) for row in sheet.iter_rows(values_only=True) if row[0]}


def test_keys_are_text_and_numbers_are_numbers(whole: Reader) -> None:
    sheet = book_of(whole, "03254", "auslaenderanteil-fortschreibung")["Daten"]
    head, *rows = sheet.iter_rows()
    kinds = {column.name: column.kind for column in COLUMNS}
    assert [cell.value for cell in head] == list(kinds)
    seen = set()
    for row in rows:
        for name, cell in zip(kinds, row, strict=True):
            if cell.value is None:
                continue
            wanted = _TYPES.get(kinds[name], (str,))
            assert isinstance(cell.value, wanted), name
            seen.add((kinds[name], cell.number_format))
    assert (Kind.NUMBER, "#,##0.0") in seen
    assert (Kind.DATE, "dd.mm.yyyy") in seen
    keys = [row[list(kinds).index("Gebietsschlüssel")].value for row in rows]
    assert {"03254", "03254021", "032545406"} <= set(keys)


def test_the_sheet_is_ready_to_work_with(whole: Reader) -> None:
    sheet = book_of(whole, "03254", "auslaender-azr")["Daten"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:Z{sheet.max_row}"
    assert sheet.column_dimensions["A"].width > 30
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"


def test_the_papers_say_what_a_reader_must_know(whole: Reader) -> None:
    book = book_of(whole, "03254", "auslaender-azr")
    assert book.sheetnames == ["Daten", "Papiere"]
    found = papers(book["Papiere"])

    assert found["Kennzahl"] == "Ausländische Bevölkerung (Ausländerzentralregister)"
    assert found["Definition"].startswith("Im Ausländerzentralregister (AZR) geführte Personen")
    assert found["Einheit"] == "Personen"
    assert found["Gezählt werden"] == "Im Register geführte Ausländerinnen und Ausländer"
    assert found["Tabelle"] == "1-2-1 und 1-2-4"
    assert "Niedersächsisches Integrationsmonitoring" in found["Quelle"]
    assert found["Lizenz"] == "Vervielfältigung mit Quellenangabe gestattet"
    assert found["Zeitraum"] == "Stichtage 31.12.2005 bis 31.12.2024, 95 Werte"
    assert found["Gebietsstand"] == "von der Quelle nicht genannt"
    assert found["Datenstand"]
    assert "Vielfaches von 5" in found["Rundung"]
    # Half past eleven in the evening in UTC is the next day in Germany.
    assert found["Abgerufen"].endswith("Datenbestand vom 21.11.2026 (Nummer 7)")
    assert found["*"] == "geheim gehalten"
    assert "Beispieldaten" not in found


def test_example_data_are_marked_on_every_sheet(whole: Reader) -> None:
    for code in ("gefluechtete-kreis", None):
        content = files.build(whole, STATE, "muster", code, "xlsx").content
        footers = _footers(content)
        assert footers
        assert all("Beispieldaten" in one for one in footers)
        # Without formats, of which a book of everything has hundreds of thousands.
        book = openpyxl.load_workbook(BytesIO(content), read_only=True)
        last = papers(book[book.sheetnames[-1]])
        assert last["Beispieldaten"] == "Alle Zahlen dieser Datei sind frei erfunden."
        assert book["Daten"]["A2"].value == "Beispieldaten, frei erfunden"
        if code:
            assert "geheim gehalten:" in papers(book["Papiere"])["Kleine Zahlen"]


def test_the_book_of_everything_has_papers_for_each_statistic(whole: Reader) -> None:
    book = book_of(whole, "03254", None)
    assert book.sheetnames == ["Daten", "Papiere", "Zeichen"]
    sheet = book["Papiere"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert sheet.freeze_panes == "B2"
    statistics = whole.statistics("03254")
    assert sorted(str(row[0]) for row in rows) == sorted(one.name for one in statistics)
    for label in ("Definition", "Einheit", "Quelle", "Lizenz", "Zeitraum", "Datenstand"):
        assert all(row[head.index(label)] for row in rows), label
    population = next(row for row in rows if row[0] == "Bevölkerung (Fortschreibung)")
    assert population[head.index("Tabelle")] == "A100001V\n1-1-1"
    assert papers(book["Zeichen"])["…"] == "Angabe folgt später"


def _tiny(text: str) -> bytes:
    fixed: dict[Kind, Cell] = {Kind.NUMBER: Decimal("-3.50"), Kind.DATE: date(2020, 2, 29)}
    row = tuple(fixed.get(column.kind, text) for column in COLUMNS)
    about = About(text, text, synthetic=True, changed=None, revision=0)
    return workbook.of_statistic(about, COLUMNS, [row], [("Definition", text)])


@pytest.mark.parametrize(
    "text", ["=1+1", "+SUM(A1)", "-2", "@A1", "{=1}", "https://example.org", "x" * 40_000, "a & b"]
)
def test_no_text_is_ever_a_formula_or_a_link(text: str) -> None:
    book = openpyxl.load_workbook(BytesIO(_tiny(text)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "d"}, cell
                assert cell.hyperlink is None
    assert book["Daten"]["A2"].value == text[:32_767]
    assert book["Daten"]["K2"].value == -3.5
    assert book["Daten"]["K2"].number_format == "#,##0.00"


def test_the_file_itself_carries_no_moment_of_its_making() -> None:
    content = _tiny("gleich")
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2


def test_more_rows_than_a_sheet_holds_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    about = About("Viele", "Kreis", synthetic=False, changed=None, revision=1)
    rows = [(f"Zeile {number}",) for number in range(5)]
    content = workbook.of_statistic(about, COLUMNS[:1], rows, [])

    book = openpyxl.load_workbook(BytesIO(content))

    assert book.sheetnames == ["Daten", "Daten 2", "Daten 3", "Papiere"]
    found = [
        row[0]
        for sheet in book.worksheets[:3]
        for row in list(sheet.iter_rows(values_only=True))[1:]
    ]
    assert found == [row[0] for row in rows]
