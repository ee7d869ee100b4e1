"""Flat files of the regional database: how they are known, and what is wrong with others."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from data_access.importers.errors import RefusedFileError
from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.grids import Grid, read_text
from data_access.importers.layouts import genesis_flat
from data_access.importers.problems import Reason, Severity
from data_access.importers.registry import recognised
from data_access.importers.tables.cells import CELLS
from tests.support.flat_files import (
    ALL,
    HEADER,
    MEN,
    WOMEN,
    adds_up,
    filled,
    flat,
    plain_rows,
    record,
    table_of,
)
from tests.support.sources import text_of


def test_a_flat_file_is_recognised_by_its_first_line() -> None:
    found = recognised(text_of(flat([WOMEN]), "daten.txt"))

    assert found is not None
    layout, evidence = found
    assert layout.NAME == "genesis_flat"
    assert evidence.endswith("Statistik 12411 Fortschreibung des Bevölkerungsstandes")


@pytest.mark.parametrize(
    "content",
    [
        "a;b\n1;2\n",
        "GENESIS-Tabelle: 12411-01-01-4\n;;1\n",
        "statistics_code\n12411\n",
        "value;time\n1;2\n",
        "Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,5\n",
    ],
)
def test_other_files_are_not(content: str) -> None:
    source = text_of(content)

    assert genesis_flat.recognise(source) is None
    with pytest.raises(RefusedFileError, match="keine Flat-CSV"):
        genesis_flat.read(source)


def test_a_first_line_without_end_is_no_header() -> None:
    content = b'"' + b"x" * 200_000 + b'";b\n1;2\n'

    assert genesis_flat.recognise(read_text(Document("a.csv", DocumentKind.TEXT, content))) is None


def test_a_workbook_is_not_a_flat_file() -> None:
    frame = pl.DataFrame({"c1": HEADER})
    grid = Grid("mappe.xlsx", "Tabelle1", frame, frame.select(pl.lit(value=False).alias("c1")))

    assert genesis_flat.recognise(grid) is None


def test_a_file_whose_header_is_damaged_is_told_as_what_it_seems() -> None:
    content = flat([record()])
    below = text_of("Abruf Mai 2024\n" + content)
    without = text_of(content.replace("value;", "wert;", 1))

    assert genesis_flat.recognise(below) is None
    assert "erst in Zeile 2" in str(genesis_flat.almost(below))
    assert genesis_flat.recognise(without) is None
    assert "fehlt „value“" in str(genesis_flat.almost(without))
    assert genesis_flat.almost(text_of("a;b\n1;2\n")) is None


# Files that are not as they should be


def test_both_encodings_and_all_line_ends_are_read() -> None:
    content = flat([WOMEN, MEN])
    expected = table_of(content).texts

    for raw in (
        content.encode("utf-8-sig"),
        content.encode("iso-8859-1"),
        content.replace("\n", "\r\n").encode(),
        content.replace("\n", "\r").encode(),
        content.rstrip("\n").encode(),
        content.encode("utf-16"),
    ):
        table = table_of(raw)
        assert table.texts.equals(expected)
        assert table.filled == filled(content.encode())


def test_quoted_texts_with_separators_and_line_ends_are_one_field() -> None:
    content = flat(
        [
            record(name='Hildes"heim;\nLandkreis'),
            MEN,
            record(name="mit\nzwei\nEnden", sex_label="a\nb"),
            record(name=""),
        ]
    )
    table = table_of(content)

    rows = plain_rows(content.encode())[1:]
    assert table.cells["row"].to_list() == [row.line for row in rows] == [2, 4, 5, 9]
    assert table.cells["area_name"].to_list() == [
        'Hildes"heim; Landkreis',
        "Hildesheim, Landkreis",
        "mit zwei Enden",
        None,
    ]
    assert adds_up(table, content)


def test_quoted_empty_fields_and_fields_of_spaces_are_empty() -> None:
    plain = flat([record(sex="", unit="", value="5"), record(sex=""), record(value="6")])
    spaced = flat([record(sex="  ", unit=" ", value=" 5 "), record(sex=" "), record(value="6\xa0")])
    quoted = plain.replace(";;", ';"";')

    expected = table_of(plain)
    for content in (spaced, quoted):
        table = table_of(content)
        assert table.texts.equals(expected.texts)
        assert adds_up(table, content)
        assert table.filled == expected.filled


def test_empty_lines_are_nothing() -> None:
    content = flat([WOMEN, MEN]).replace("\n", "\n\n") + "\n \n"
    table = table_of(content)

    assert table.cells["row"].to_list() == [3, 5]
    assert adds_up(table, content)
    assert table.problems == ()


def test_a_value_that_is_missing_is_told() -> None:
    content = flat([record(value=""), WOMEN, record(value="  ")])
    table = table_of(content)

    assert table.cells["row"].to_list() == [3]
    (problem,) = table.problems
    assert (problem.code, problem.severity) == ("no-value", Severity.DOUBT)
    assert problem.cell == "Zeile 2"
    assert "2 Zeilen" in problem.what
    assert adds_up(table, content)


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_download_that_broke_off_is_not_taken(cut: int) -> None:
    """Wherever the last record ends: in its value, behind it, or in what it counts."""
    whole = flat([WOMEN, MEN]).rstrip("\n")
    table = table_of(whole[:-cut])

    assert adds_up(table, whole[:-cut])
    assert (Severity.ERROR, "cut-record") in [(one.severity, one.code) for one in table.problems]


def test_combinations_without_a_record_are_told() -> None:
    other = {"area": "03157", "area_label": "Peine, Landkreis"}
    table = table_of(flat([WOMEN, MEN, ALL, record(**other)]))

    (problem,) = table.problems
    assert (problem.severity, problem.code) == (Severity.NOTE, "records-missing")
    assert "Für 2 von 6 Kombinationen" in problem.what


def test_a_file_without_records_is_rejected() -> None:
    for content in (flat([]), flat([]).rstrip("\n"), flat([record(value="")])):
        table = table_of(content)
        assert "no-values" in [one.code for one in table.problems]
        assert table.cells.is_empty()
        assert dict(table.texts.schema) == dict(CELLS)
        assert adds_up(table, content)


def test_columns_added_by_hand_stand_outside() -> None:
    header = [*HEADER, "Bemerkung", "value"]
    content = flat([record(Bemerkung="geprüft"), WOMEN], header=header)
    table = table_of(content)

    assert table.left_out[Reason.OUTSIDE] == 1 + 2
    assert [(one.code, one.cell) for one in table.problems] == [
        ("unknown-field", "Zeile 1, Spalte 18"),
        ("unknown-field", "Zeile 1, Spalte 19"),
    ]
    assert adds_up(table, content)


@pytest.mark.parametrize(
    "name", ["time", "value_unit", "value_variable_code", "1_variable_attribute_code"]
)
def test_a_missing_column_is_named(name: str) -> None:
    content = flat([WOMEN], header=[one for one in HEADER if one != name])

    with pytest.raises(RefusedFileError, match="In der Kopfzeile fehlt") as refused:
        table_of(content, "12411.csv")

    assert name in refused.value.what
    assert refused.value.where == "12411.csv, Zeile 1"


@pytest.mark.parametrize(
    ("damage", "what", "line"),
    [
        (lambda lines: [lines[0], lines[1], lines[2] + ";zu viel"], "18 Felder", 3),
        (lambda lines: [lines[0], lines[1] + ";zu viel", lines[2]], "18 Felder", 2),
        (lambda lines: [lines[0], lines[1], lines[2].replace("GESM", '"GESM')], "Anführ", 3),
        (lambda lines: [lines[0], lines[1].replace("GESW", 'GE"SW'), lines[2]], "Anführ", 2),
        (lambda lines: [lines[0], lines[1], lines[2].replace("133000", '"133"000')], "Anführ", 3),
    ],
)
def test_a_damaged_record_is_named(damage: Any, what: str, line: int) -> None:
    content = "\n".join(damage(flat([WOMEN, MEN]).splitlines())) + "\n"
    document = Document("tabelle.csv", DocumentKind.TEXT, content.encode())

    # Not as an upload: the first lines of one are looked at for persons, and read by the way.
    with pytest.raises(RefusedFileError, match=what) as refused:
        genesis_flat.read(read_text(document))

    assert refused.value.where == f"tabelle.csv, Zeile {line}"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_second_file_appended_to_the_first_is_refused_with_its_line(mark: str) -> None:
    with pytest.raises(RefusedFileError) as refused:
        table_of(flat([WOMEN, MEN]) + mark + flat([ALL]))

    assert "Die zweite beginnt in Zeile 4." in str(refused.value)
