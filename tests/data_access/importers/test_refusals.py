"""What keeps a file out is told of what was said of it; what it seems to be, only with reason."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import Engine

from data_access.engine import reading
from data_access.errors import MonitorError
from data_access.importers.examination import Order, examine
from data_access.importers.registry import almost
from data_access.importers.templates.choices import read_options
from data_access.importers.templates.model import Listing
from tests.support import indicator_files as files
from tests.support import samples
from tests.support.births import TABLE_ID, births
from tests.support.lsn_tables import Drawn, Table, download, grid
from tests.support.sources import text_of
from tests.support.templates import Filled, of_county


def _refused(
    engine: Engine, name: str, content: bytes, *, layout: str = "", sheets: tuple[str, ...] = ()
) -> MonitorError:
    order = Order(county_key="03254", layout=layout, sheets=sheets)
    with pytest.raises(MonitorError) as refused, reading(engine) as connection:
        examine(connection, name, content, order)
    return refused.value


def _with_sheets(*names: str, hidden: str = "") -> bytes:
    """The births, beside sheets of somebody else."""
    book = openpyxl.load_workbook(BytesIO(births()))
    for name in (*names, *filter(None, [hidden])):
        book.create_sheet(name)["A1"] = "Bearbeitet von uns"
    if hidden:
        book[hidden].sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(published: Engine) -> None:
    refused = _refused(published, "g.xlsx", _with_sheets("Notizen"), sheets=("K1200310",))

    assert refused.what == "Das Blatt „K1200310“ gibt es in dieser Datei nicht."
    assert refused.remedy == (
        "Gemeint: „K1200301“? Die Datei hat die Blätter „K1200301“ und „Notizen“."
    )
    alone = _refused(published, "g.xlsx", births(), sheets=("Tabelle1",))
    assert alone.remedy == f"Die Datei hat das Blatt „{TABLE_ID}“."


def test_a_hidden_sheet_and_a_text_without_sheets_are_told(published: Engine) -> None:
    content = _with_sheets(hidden="Alt")

    assert "ausgeblendet" in _refused(published, "g.xlsx", content, sheets=("alt",)).what
    text = files.content(files.years(files.COUNTY, 1990, [1]))
    refused = _refused(published, files.NAME, text, sheets=("Tabelle1",))
    assert "keine Arbeitsmappe" in refused.what
    assert "--sheet weglassen" in refused.remedy


def test_capitals_of_a_sheet_do_not_matter(published: Engine) -> None:
    order = Order(county_key="03254", sheets=(f" {TABLE_ID.lower()} ",))
    with reading(published) as connection:
        found = examine(connection, "g.xlsx", _with_sheets("Notizen"), order)

    assert [one.read.sheet for one in found.tables] == [TABLE_ID]
    assert found.not_recognised == {}


def test_an_empty_sheet_beside_a_table_is_nothing(published: Engine) -> None:
    book = openpyxl.load_workbook(BytesIO(births()))
    book.create_sheet("Tabelle2")
    buffer = BytesIO()
    book.save(buffer)
    with reading(published) as connection:
        found = examine(connection, "g.xlsx", buffer.getvalue(), Order(county_key="03254"))

    assert [one.read.sheet for one in found.tables] == [TABLE_ID]
    assert found.not_recognised == {}


def test_a_sheet_without_a_table_is_told_with_those_that_have_one(published: Engine) -> None:
    refused = _refused(published, "g.xlsx", _with_sheets("Notizen"), sheets=("Notizen",))

    assert refused.what == (
        "Auf dem Blatt „Notizen“ steht keine Tabelle in einem bekannten Aufbau."
    )
    assert f"1 anderes Blatt: „{TABLE_ID}“" in refused.remedy


def test_a_file_of_another_layout_is_told_as_what_it_is(published: Engine) -> None:
    refused = _refused(published, "g.xlsx", births(), layout="ba")

    assert "Den Aufbau „ba“ (Statistik der Bundesagentur für Arbeit (Excel))" in refused.what
    assert "Erkannt wird „lsn“ (LSN-Online (Excel))" in refused.remedy
    assert refused.where == f"g.xlsx, Blatt {TABLE_ID}"


def test_a_file_of_no_layout_stays_one_whatever_layout_is_named(published: Engine) -> None:
    refused = _refused(published, "a.csv", b"a,b,c\n1,2,3\n", layout="nim")

    assert refused.what == "Kein bekannter Aufbau passt zu dieser Datei."
    assert "LSN-Online (Excel); " in refused.remedy


def _beside_births(drawn: Drawn) -> bytes:
    """The births, and another table of the office in the same workbook."""
    book = openpyxl.load_workbook(BytesIO(births()))
    page = book.create_sheet("Bevölkerung")
    for (row, column), value in drawn.cells.items():
        page.cell(row, column).value = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


AREA = Table(rows=(("254", "Hildesheim", (), (276_594, 135_000, 141_594, 1_208, 229)),))


def test_a_table_that_broke_keeps_the_others_of_its_workbook_out(published: Engine) -> None:
    whole = download(AREA)
    title = next(place for place, one in whole.cells.items() if "LSN-Online" in str(one))
    content = _beside_births(whole.without(title))

    with reading(published) as connection:
        found = examine(connection, "g.xlsx", content, Order(county_key="03254"))
        other = Order(county_key="03254", sheets=(TABLE_ID,))
        alone = examine(connection, "g.xlsx", content, other)

    (problem,) = [one for one in found.problems if one.code == "damaged-table"]
    assert found.rejected
    assert problem.sheet == "Bevölkerung"
    assert "die Zeile „LSN-Online: Tabelle …“ mit der Nummer der Tabelle fehlt" in problem.what
    assert f'im Befehl mit --sheet "{TABLE_ID}".' in problem.remedy
    assert "damaged-table" not in {one.code for one in alone.problems}
    assert [one.read.sheet for one in alone.tables] == [TABLE_ID]


def test_a_table_of_a_layout_that_was_not_asked_for_keeps_nothing_out(published: Engine) -> None:
    sheet = Filled("sgb2").page("SGB II")
    sheet["A1"] = ""
    book = openpyxl.load_workbook(BytesIO(births()))
    book.create_sheet("SGB II")
    for row in sheet.iter_rows():
        for cell in row:
            book["SGB II"][cell.coordinate] = cell.value
    buffer = BytesIO()
    book.save(buffer)

    with reading(published) as connection:
        of_any, of_lsn = (
            examine(connection, "g.xlsx", buffer.getvalue(), Order("03254", layout=layout))
            for layout in ("", "lsn")
        )

    assert "damaged-table" in {one.code for one in of_any.problems}
    assert "damaged-table" not in {one.code for one in of_lsn.problems}


def test_what_somebody_made_of_a_table_keeps_the_table_in(published: Engine) -> None:
    """As in the offices' workbooks: the line of owners was copied, the table was not."""
    whole = download(AREA)
    numbers = [place for place, one in whole.cells.items() if one in {"1", "2", "3", "4", "5"}]
    title = next(place for place, one in whole.cells.items() if "LSN-Online" in str(one))
    content = _beside_births(whole.without(title, *numbers))

    with reading(published) as connection:
        found = examine(connection, "g.xlsx", content, Order(county_key="03254"))

    assert "damaged-table" not in {one.code for one in found.problems}
    assert list(found.not_recognised) == ["g.xlsx, Blatt Bevölkerung"]


NOTES = """\
# Unsere Dateien

Von LSN-Online: Tabelle A100001G holen, als Excel, nicht als CSV.
Quelle: © Statistik der Bundesagentur für Arbeit, Datenstand Mai, und Statistisches Bundesamt.

| Datei | Quelle |
|---|---|
| LSN-Online: Tabelle A100001G | LSN |
| Beschäftigungsstatistik | Bundesagentur für Arbeit |
"""
CODEBOOK = """\
spalte;inhalt;quelle
NAME;Name des Kreises;
INSGESAMT;Bevölkerung insgesamt;Statistisches Bundesamt (Destatis)
ARBEITSLOSE;Arbeitslose insgesamt;Statistik der Bundesagentur für Arbeit
SGB2;Leistungsberechtigte, wie in LSN-Online;Statistik der Bundesagentur für Arbeit
"""


@pytest.mark.parametrize(
    "text",
    [NOTES, CODEBOOK, "NAME;INSGESAMT;Anteil\nHildesheim;276594;8,1\nPeine;133965;7\n"],
    ids=["notes", "code book", "names and totals"],
)
def test_a_text_that_speaks_of_an_office_is_no_table_of_it(text: str) -> None:
    assert almost(text_of(text)) is None


def test_a_sheet_that_quotes_an_office_is_no_table_of_it() -> None:
    quoting: dict[tuple[int, int], str | int | float] = {
        (1, 1): "Eigene Auswertung",
        (2, 1): "Quelle: Landesamt für Statistik Niedersachsen",
        (3, 1): "Quelle: © Statistik der Bundesagentur für Arbeit",
        (5, 1): "Gemeinde",
        (5, 2): "Arbeitslose",
        (6, 1): "Alfeld",
        (6, 2): 12,
    }

    assert almost(grid(Drawn(quoting))) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("© LSN;;\nLSN-Online: Tabelle A100001G;;\n254 Hildesheim;1;2\n", "LSN-Online, als CSV"),
        (
            "Beschäftigungsstatistik;;\n;;\nRegion;Insgesamt;Männer\n03254;1;2\n"
            "© Statistik der Bundesagentur für Arbeit;;\n",
            "Bundesagentur für Arbeit, als CSV",
        ),
        (
            "Bevölkerung;;\n;;31.12.2015\n03254;Hildesheim;1\n__________\n"
            "(C)opyright Statistisches Bundesamt, Wiesbaden 2020\n",
            "GENESIS-Datenbank, aber ihre erste Zeile",
        ),
        ("NAME;INSGESAMT;AUSL_INSG\nHildesheim;276594;22492\n", "es fehlt die Spalte „RS“"),
    ],
)
def test_a_table_that_was_saved_in_another_way_is_told_as_what_it_seems(
    text: str, said: str
) -> None:
    found = almost(text_of(text))

    assert found is not None
    assert said in found[1]


@samples.needed
def test_a_list_of_columns_among_the_samples_is_no_table_of_an_office() -> None:
    for path in (
        samples.FOLDER / "hildesheim" / "destatis_mir_03254.csv",
        samples.FOLDER / "README.md",
    ):
        assert almost(text_of(path.read_text("utf-8"))) is None


def test_explanations_of_a_template_are_no_sheets_to_read_instead(published: Engine) -> None:
    with reading(published) as connection:
        book = openpyxl.load_workbook(BytesIO(of_county(connection, "bevoelkerung", "03254")))
        book["Bevölkerung"]["A1"].value = None
        buffer = BytesIO()
        book.save(buffer)
        found = examine(connection, "b.xlsx", buffer.getvalue(), Order(county_key="03254"))

    (problem,) = [one for one in found.problems if one.code == "damaged-table"]
    assert "die erste Zeile, „Integrationsmonitor · Vorlage …“" in problem.what
    assert "--sheet" not in problem.remedy


def test_a_template_saved_as_csv_is_told_as_the_template(published: Engine) -> None:
    with reading(published) as connection:
        page = openpyxl.load_workbook(BytesIO(of_county(connection, "bevoelkerung", "03254")))[
            "Bevölkerung"
        ]
    rows = [";".join(str(cell or "") for cell in row) for row in page.iter_rows(values_only=True)]

    refused = _refused(published, "vorlage.csv", "\n".join(rows[:20]).encode("cp1252"))

    assert "die Vorlage „Bevölkerung nach Gemeinden“, als CSV gespeichert" in refused.what
    assert "(.xlsx)" in refused.what


def test_areas_that_are_no_more_have_no_row_to_fill_in_and_stay_in_the_list(
    published: Engine,
) -> None:
    with reading(published) as connection:
        options = read_options(connection, "03254", Listing.AREAS)
        book = openpyxl.load_workbook(BytesIO(of_county(connection, "bevoelkerung", "03254")))

    texts = {cell for row in book["Bevölkerung"].iter_rows(values_only=True) for cell in row}
    offered = {cell for row in book["Listen"].iter_rows(values_only=True) for cell in row}
    gone = {one.text for one in options if one.gone}
    assert gone
    assert not gone & texts
    assert gone <= offered
    assert {one.text for one in options if not one.gone} <= texts


def test_a_description_that_no_layout_knows_is_told_as_what_it_is(published: Engine) -> None:
    content = CODEBOOK + "AUSLAENDER;Ausländerinnen und Ausländer;Ausländerzentralregister\n" * 3

    described = _refused(published, "codebook.csv", content.encode())
    table = _refused(published, "tabelle.csv", (content + "SGB2;1;2\n").encode())

    assert "keine Zahlenwerte" in described.what
    assert "nichts einzulesen" in described.remedy
    assert table.what == "Kein bekannter Aufbau passt zu dieser Datei."
