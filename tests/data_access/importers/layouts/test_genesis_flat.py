"""Flat files of the regional database (ffcsv): every value, with what is written beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.errors import RefusedFileError
from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.grids import Grid, read_text
from data_access.importers.layouts import genesis_flat
from data_access.importers.problems import Reason, Severity
from data_access.importers.registry import recognised
from data_access.importers.tables.cells import CELLS, ReadTable
from data_access.importers.tables.periods import parse_period
from data_access.importers.tables.values import interpret_values
from tests.support import samples
from tests.support.flat_files import HEADER, filled, flat, plain_rows, record
from tests.support.sources import any_text_of, text_at, text_of

SAMPLE = samples.FOLDER / "genesis" / "12411-01-01-4_1773175772751_de_flat.csv"

MEN = record(sex="GESM", sex_label="männlich", value="133000")
ALL = record(sex="", sex_label="Insgesamt", value="270000")
WOMEN = record()


def _read(content: str | bytes, name: str = "tabelle.csv") -> ReadTable:
    return genesis_flat.read(text_of(content, name))


def _codes(table: ReadTable) -> list[str]:
    return [one.code for one in table.problems]


def _adds_up(table: ReadTable, content: str | bytes) -> bool:
    raw = content.encode() if isinstance(content, str) else content
    return table.filled == filled(raw)


# Cells


def test_each_record_is_a_cell_with_its_place() -> None:
    content = flat([WOMEN, MEN, ALL])
    table = _read(content)

    assert dict(table.texts.schema) == dict(CELLS)
    assert table.cells.rows() == [
        (
            *("", line, 14, "03254", "Hildesheim, Landkreis", "2024-12-31"),
            *("Bevölkerungsstand (BEVSTD, Anzahl)", item, text, None, ""),
        )
        for line, item, text in [
            (2, "weiblich", "137000"),
            (3, "männlich", "133000"),
            (4, "Insgesamt", "270000"),
        ]
    ]
    assert table.left_out == {Reason.HEADING: 17, Reason.LABEL: 47, Reason.OUTSIDE: 0}
    assert _adds_up(table, content)
    assert (table.layout, table.sheet, table.decimal, table.problems) == (
        "genesis_flat",
        "",
        ",",
        (),
    )


def test_a_table_is_known_by_its_content_whatever_the_file_is_called() -> None:
    content = flat([WOMEN, MEN])

    named = _read(content, "12411-01-01-4_1773175772751_de_flat.csv")
    renamed = _read(content, "Kopie von Tabelle 2024 (1).csv")
    of_another = _read(content, "22221-01-01-4.csv")

    assert named.table_id == renamed.table_id == of_another.table_id == "12411:GES+KREISE:BEVSTD"
    title = (
        "Fortschreibung des Bevölkerungsstandes: Bevölkerungsstand nach "
        "Kreise und kreisfreie Städte, Geschlecht"
    )
    assert (renamed.title, of_another.title) == (title, title)
    assert named.title == f"{title} (12411-01-01-4)"
    assert genesis_flat.read(text_of(content), "12411-01-01-4").table_id == "12411-01-01-4"


def test_the_order_of_records_and_columns_does_not_matter() -> None:
    turned = flat([ALL, MEN, WOMEN], header=HEADER[::-1])

    table, other = _read(flat([WOMEN, MEN, ALL])), _read(turned)

    same = ["area_code", "area_name", "period", "series", "item", "text"]
    assert other.table_id == table.table_id
    assert other.cells.select(same).rows() == table.cells.select(same).rows()[::-1]
    assert other.cells["column"].unique().to_list() == [4]


def test_several_values_units_and_statistics_of_one_file_stay_apart() -> None:
    """In the census, shares and counts come under one code; in prices, indices and changes."""
    content = flat(
        [
            record(value="3,1", unit="%", code="PRS018", label="Personen"),
            record(value="49282", unit="Anzahl", code="PRS018", label="Personen"),
            record(value="108,84", unit="qkm", code="FLC001", label="Fläche"),
            record(value="7", unit="", code="ABC001", label="Ohne | Einheit"),
        ]
    )
    table = _read(content)

    assert table.cells["series"].to_list() == [
        "Personen (PRS018, %)",
        "Personen (PRS018, Anzahl)",
        "Fläche (FLC001, qkm)",
        "Ohne / Einheit (ABC001)",
    ]
    assert table.table_id == "12411:GES+KREISE:ABC001+FLC001+PRS018"
    assert _adds_up(table, content)


def _with_third(code: str, label: str) -> dict[str, str]:
    return record() | {
        "3_variable_code": "ALTX20",
        "3_variable_label": "Altersgruppen",
        "3_variable_attribute_code": code,
        "3_variable_attribute_label": label,
    }


def test_further_variables_are_joined_in_their_order() -> None:
    header = [*HEADER[:13], *(name for name in _with_third("", "") if name[0] == "3"), *HEADER[13:]]
    content = flat(
        [
            _with_third("ALT000B03", "unter 3 Jahre"),
            _with_third("", "Insgesamt"),
            _with_third("", ""),
            _with_third("ALT003", "") | {"2_variable_attribute_label": "  weib-\xa0 lich "},
        ],
        header=header,
    )
    table = _read(content)

    assert table.cells["item"].to_list() == [
        "weiblich | unter 3 Jahre",
        "weiblich | Insgesamt",
        "weiblich | Insgesamt",
        "weib- lich | ALT003",
    ]
    assert table.table_id == "12411:ALTX20+GES+KREISE:BEVSTD"
    assert _adds_up(table, content)


def test_attributes_of_one_label_keep_their_codes() -> None:
    """Otherwise two figures would have one key."""
    content = flat(
        [
            record(sex="A1", sex_label="Sonstige"),
            record(sex="B1", sex_label="Sonstige"),
            record(sex="", sex_label="Sonstige"),
        ]
    )

    assert _read(content).cells["item"].to_list() == ["Sonstige (A1)", "Sonstige (B1)", "Sonstige"]


def test_a_variable_that_a_record_does_not_have_leaves_no_part() -> None:
    none = dict.fromkeys([name for name in HEADER if name.startswith("2_")], "")

    assert _read(flat([WOMEN, record() | none])).cells["item"].to_list() == ["weiblich", ""]


# Areas and periods


@pytest.mark.parametrize(
    ("level", "label", "code"),
    [
        *(("KREISE", "Kreise und kreisfreie Städte", "03254"), ("GEMEIN", "Gemeinden", "03254021")),
        *(("DINSG", "Deutschland insgesamt", "DG"), ("DLAND", "Bundesländer", "03")),
        *(("GEOGM4", "Gemeinden (Gebietsstand 15.05.2022)", "032540021021"),),
        # A level of which only the label tells what it is.
        *(
            ("KRSX17", "Kreise und kreisfreie Städte", "03254"),
            ("SG", "Samtgemeinden", "032545406"),
        ),
    ],
)
def test_an_area_is_told_by_its_variable(level: str, label: str, code: str) -> None:
    table = _read(flat([record(level=level, area=code) | {"1_variable_label": label}]))

    assert table.cells["area_code"].to_list() == [code]
    assert table.cells["item"].to_list() == ["weiblich"]
    assert table.problems == ()


def test_an_area_may_be_the_last_variable_and_of_several_levels() -> None:
    def turned(one: dict[str, str]) -> dict[str, str]:
        swap = {"1": "2", "2": "1"}
        return {swap.get(name[0], name[0]) + name[1:]: text for name, text in one.items()}

    content = flat([turned(WOMEN), turned(record(level="DINSG", area="DG", name=" Deutschland "))])
    table = _read(content)

    assert table.cells["area_code"].to_list() == ["03254", "DG"]
    assert table.cells["area_name"].to_list() == ["Hildesheim, Landkreis", "Deutschland"]
    assert table.cells["item"].to_list() == ["weiblich", "weiblich"]
    assert table.table_id == "12411:DINSG+GES+KREISE:BEVSTD"


def test_a_second_area_stays_a_label() -> None:
    """Commuters have two."""
    second = {
        "2_variable_code": "KREISE",
        "2_variable_label": "Kreise (Ziel)",
        "2_variable_attribute_code": "03241",
        "2_variable_attribute_label": "Region Hannover",
    }
    table = _read(flat([record() | second]))

    assert table.cells.select("area_code", "item").rows() == [("03254", "Region Hannover")]


def test_a_table_without_areas_is_rejected() -> None:
    table = _read(flat([record(level="NAT") | {"1_variable_label": "Nationalität"}]))

    assert _codes(table) == ["no-area"]
    assert table.problems[0].severity is Severity.ERROR
    assert table.cells["area_code"].to_list() == [None]


@pytest.mark.parametrize(
    ("time", "period"),
    [
        *(("2024-12-31", "2024-12-31"), ("31.12.2024", "2024-12-31"), ("2024", "2024")),
        *(("2023/24", "2023/2024"), ("WS 2023/24", None), ("2024-10P6M", None), ("", None)),
    ],
)
def test_a_time_is_a_period_or_none(time: str, period: str | None) -> None:
    assert _read(flat([record(time=time)])).cells["period"].to_list() == [period]


def test_months_are_a_variable_and_belong_to_the_period() -> None:
    def in_month(code: str, time: str = "2024") -> dict[str, str]:
        return record(time=time) | {
            "2_variable_code": "MONAT",
            "2_variable_label": "Monate",
            "2_variable_attribute_code": code,
            "2_variable_attribute_label": "ein Monat",
        }

    months = [in_month("MONAT07"), in_month("MONAT12"), in_month(""), in_month("MONAT13")]
    table = _read(flat([*months, in_month("MONAT07", "2024-12-31")]))

    assert table.cells["period"].to_list() == ["2024-07", "2024-12", "2024", None, None]
    assert table.cells["item"].to_list() == [""] * 5


def test_the_territorial_status_is_that_of_the_variable() -> None:
    census = {
        "1_variable_label": "Gemeinden (Gebietsstand 15.05.2022)",
        "1_variable_code": "GEOGM4",
    }

    assert _read(flat([record() | census])).territorial_status == date(2022, 5, 15)
    assert _read(flat([WOMEN])).territorial_status is None
    assert _read(flat([WOMEN])).data_status is None


# Values


def test_signs_and_marks_are_kept_and_understood() -> None:
    header = [*HEADER, "value_q"]
    values = [("137000", "e"), ("137000", "p"), ("-", "-"), (".", ""), ("...", "r"), ("0", "0")]
    content = flat([record(value=text, value_q=mark) for text, mark in values], header=header)
    table = _read(content)

    read = interpret_values(table.cells, decimal=table.decimal)
    assert list(zip(read["text"], read["letters"], strict=True)) == values
    assert read["status"].to_list() == [
        *("value", "value", "nothing", "unknown_or_confidential", "later", "below_half"),
    ]
    assert read["provisional"].to_list() == [False, True, False, False, False, False]
    assert read["revised"].to_list() == [False, False, False, False, True, False]
    assert _adds_up(table, content)


@pytest.mark.parametrize(
    ("values", "decimal", "numbers"),
    [
        (["12,5", "1", "-"], ",", [12.5, 1, None]),
        (["12.5", "1.234", "-"], ".", [12.5, 1.234, None]),
        (["-0.25", "."], ".", [-0.25, None]),
        (["1", "..."], ",", [1, None]),
    ],
)
def test_decimals_are_those_of_the_language(
    values: list[str], decimal: str, numbers: list[float | None]
) -> None:
    table = _read(flat([record(value=text) for text in values]))

    assert (table.decimal, table.problems) == (decimal, ())
    assert interpret_values(table.cells, decimal=decimal)["number"].to_list() == numbers


@pytest.mark.parametrize(
    "values", [["1.234"], ["1.234", "12.345"], ["1.234", "1,5"], ["1.5", "1,5"]]
)
def test_a_point_that_may_be_either_is_not_guessed(values: list[str]) -> None:
    table = _read(flat([record(), *(record(value=text) for text in values)]))

    (problem,) = table.problems
    assert (problem.code, problem.severity) == ("decimals-unclear", Severity.ERROR)
    assert problem.cell == "Zeile 3, Spalte 14"


# Files that are not as they should be


def test_both_encodings_and_all_line_ends_are_read() -> None:
    content = flat([WOMEN, MEN])
    expected = _read(content).texts

    for raw in (
        content.encode("utf-8-sig"),
        content.encode("iso-8859-1"),
        content.replace("\n", "\r\n").encode(),
        content.replace("\n", "\r").encode(),
        content.rstrip("\n").encode(),
        content.encode("utf-16"),
    ):
        table = _read(raw)
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
    table = _read(content)

    rows = plain_rows(content.encode())[1:]
    assert table.cells["row"].to_list() == [row.line for row in rows] == [2, 4, 5, 9]
    assert table.cells["area_name"].to_list() == [
        'Hildes"heim; Landkreis',
        "Hildesheim, Landkreis",
        "mit zwei Enden",
        None,
    ]
    assert _adds_up(table, content)


def test_quoted_empty_fields_and_fields_of_spaces_are_empty() -> None:
    plain = flat([record(sex="", unit="", value="5"), record(sex=""), record(value="6")])
    spaced = flat([record(sex="  ", unit=" ", value=" 5 "), record(sex=" "), record(value="6\xa0")])
    quoted = plain.replace(";;", ';"";')

    expected = _read(plain)
    for content in (spaced, quoted):
        table = _read(content)
        assert table.texts.equals(expected.texts)
        assert _adds_up(table, content)
        assert table.filled == expected.filled


def test_empty_lines_are_nothing() -> None:
    content = flat([WOMEN, MEN]).replace("\n", "\n\n") + "\n \n"
    table = _read(content)

    assert table.cells["row"].to_list() == [3, 5]
    assert _adds_up(table, content)
    assert table.problems == ()


def test_a_value_that_is_missing_is_told() -> None:
    content = flat([record(value=""), WOMEN, record(value="  ")])
    table = _read(content)

    assert table.cells["row"].to_list() == [3]
    (problem,) = table.problems
    assert (problem.code, problem.severity) == ("no-value", Severity.DOUBT)
    assert problem.cell == "Zeile 2"
    assert "2 Zeilen" in problem.what
    assert _adds_up(table, content)


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_download_that_broke_off_is_not_taken(cut: int) -> None:
    """Wherever the last record ends: in its value, behind it, or in what it counts."""
    whole = flat([WOMEN, MEN]).rstrip("\n")
    table = _read(whole[:-cut])

    assert _adds_up(table, whole[:-cut])
    assert (Severity.ERROR, "cut-record") in [(one.severity, one.code) for one in table.problems]


def test_combinations_without_a_record_are_told() -> None:
    other = {"area": "03157", "area_label": "Peine, Landkreis"}
    table = _read(flat([WOMEN, MEN, ALL, record(**other)]))

    (problem,) = table.problems
    assert (problem.severity, problem.code) == (Severity.NOTE, "records-missing")
    assert "Für 2 von 6 Kombinationen" in problem.what


def test_a_file_without_records_is_rejected() -> None:
    for content in (flat([]), flat([]).rstrip("\n"), flat([record(value="")])):
        table = _read(content)
        assert "no-values" in _codes(table)
        assert table.cells.is_empty()
        assert dict(table.texts.schema) == dict(CELLS)
        assert _adds_up(table, content)


def test_columns_added_by_hand_stand_outside() -> None:
    header = [*HEADER, "Bemerkung", "value"]
    content = flat([record(Bemerkung="geprüft"), WOMEN], header=header)
    table = _read(content)

    assert table.left_out[Reason.OUTSIDE] == 1 + 2
    assert [(one.code, one.cell) for one in table.problems] == [
        ("unknown-field", "Zeile 1, Spalte 18"),
        ("unknown-field", "Zeile 1, Spalte 19"),
    ]
    assert _adds_up(table, content)


@pytest.mark.parametrize(
    "name", ["time", "value_unit", "value_variable_code", "1_variable_attribute_code"]
)
def test_a_missing_column_is_named(name: str) -> None:
    content = flat([WOMEN], header=[one for one in HEADER if one != name])

    with pytest.raises(RefusedFileError, match="In der Kopfzeile fehlt") as refused:
        _read(content, "12411.csv")

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


def test_a_long_key_is_cut_and_still_of_its_own() -> None:
    def coded(last: str) -> str:
        codes = [f"WERT{number:03}" for number in range(60)]
        return flat([record(code=code) for code in [*codes, last]])

    first, second = _read(coded("WERT998")).table_id, _read(coded("WERT999")).table_id

    assert max(len(first), len(second)) < 200
    assert first != second
    assert first == _read(coded("WERT998")).table_id


# The older form, with a column per value variable

OLD_HEADER = (
    "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;"
    "1_Auspraegung_Code;1_Auspraegung_Label;2_Merkmal_Code;2_Merkmal_Label;2_Auspraegung_Code;"
    "2_Auspraegung_Label;BEVSTD__Bevoelkerungsstand__Anzahl;BEVSTD__Bevoelkerungsstand__q;"
    "FLC006__Flaeche__qkm"
)
OLD_RECORD = (
    "12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;31.12.2019;KREISE;Kreise;{};"
    "Hildesheim, Landkreis;GES;Geschlecht;{};{};{}"
)


def test_the_older_form_gives_the_same_cells() -> None:
    lines = [
        OLD_HEADER,
        OLD_RECORD.format("03254", "GESW", "weiblich", "140000;e;1208,3"),
        OLD_RECORD.format("03254", "", "Insgesamt", "276000;p;"),
    ]
    content = "\n".join(lines) + "\n"
    table = _read(content.encode("iso-8859-1"))

    columns = ("row", "column", "area_code", "period", "series", "item", "text", "letters")
    persons, square = "Bevoelkerungsstand (BEVSTD, Anzahl)", "Flaeche (FLC006, qkm)"
    assert table.cells.select(columns).rows() == [
        (2, 14, "03254", "2019-12-31", persons, "weiblich", "140000", "e"),
        (2, 16, "03254", "2019-12-31", square, "weiblich", "1208,3", ""),
        (3, 14, "03254", "2019-12-31", persons, "Insgesamt", "276000", "p"),
    ]
    assert table.table_id == "12411:GES+KREISE:BEVSTD+FLC006"
    assert _codes(table) == ["no-value"]
    assert _adds_up(table, content)


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_download_of_the_older_form_that_broke_off_is_not_taken(cut: int) -> None:
    """Its last field is a value, which would be another one."""
    lines = [OLD_HEADER, OLD_RECORD.format("03254", "GESW", "weiblich", "140000;e;1208,3")]
    table = _read("\n".join(lines)[:-cut])

    assert any(one.severity is Severity.ERROR for one in table.problems)
    assert not any(one.code == "cut-record" for one in _read("\n".join(lines) + "\n").problems)


# Recognition


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


# Whatever is written

_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8
) | st.sampled_from(["", " ", '"', ";", "a\nb", "03254", "GES", "KREISE", "|"])
_RECORDS = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(HEADER, _TEXTS)).map(
        lambda changes: record() | changes
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=80)
@given(_RECORDS)
def test_no_field_is_lost_and_no_value_changed(records: list[dict[str, str]]) -> None:
    content = flat(records).encode()
    table = genesis_flat.read(any_text_of(content))

    assert _adds_up(table, content)
    named = [(row.line, dict(zip(HEADER, row.fields, strict=True))) for row in plain_rows(content)]
    expected = [
        (line, 14, one["value"].strip(), _series(one), parse_period(one["time"]))
        for line, one in named[1:]
        if one["value"].strip()
    ]
    columns = ("row", "column", "text", "series", "period")
    assert table.cells.select(columns).rows() == expected


def _series(one: Mapping[str, str]) -> str:
    names = ("value_variable_label", "value_variable_code", "value_unit")
    label, *behind = (" ".join(one[name].split()).replace("|", "/") for name in names)
    inside = ", ".join(text for text in behind if text)
    return f"{label} ({inside})" if label and inside else label or inside


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(*[st.sampled_from(["", "A", "B", "C"])] * 4), min_size=1, max_size=12))
def test_two_attributes_never_become_one_item(codes: list[tuple[str, ...]]) -> None:
    """Whatever labels they share: another code is another item."""
    records = [
        record(sex=sex, sex_label=label, level=level or "KREISE", area=area)
        for sex, label, level, area in codes
    ]
    cells = _read(flat(records)).cells

    items: dict[str, set[tuple[str, str]]] = {}
    for item, (sex, label, _, _) in zip(cells["item"], codes, strict=True):
        items.setdefault(item.rsplit(" | ", 1)[-1], set()).add((sex, "" if sex else label))
    assert all(len(attributes) == 1 for attributes in items.values())


# The real file


@samples.needed
def test_every_cell_of_the_real_file_is_what_another_reader_finds() -> None:
    content = SAMPLE.read_bytes()
    table = genesis_flat.read(text_at(SAMPLE))

    header, *rows = plain_rows(content)
    named = [dict(zip(header.fields, row.fields, strict=True)) for row in rows]
    expected = [
        (
            *("", row.line, header.fields.index("value") + 1),
            one["1_variable_attribute_code"],
            " ".join(one["1_variable_attribute_label"].split()),
            one["time"],
            "Bevölkerungsstand (BEVSTD, Anzahl)",
            one["2_variable_attribute_label"],
            *(one["value"], None, ""),
        )
        for row, one in zip(rows, named, strict=True)
    ]
    assert table.cells.rows() == expected
    assert len(expected) == 1467
    assert table.filled == filled(content)
    assert table.problems == ()
    assert table.table_id == "12411:GES+KREISE:BEVSTD"
    assert table.title.endswith("(12411-01-01-4)")


@samples.needed
def test_the_real_file_is_understood_and_adds_up() -> None:
    table = genesis_flat.read(text_at(SAMPLE))

    read = interpret_values(table.cells, decimal=table.decimal)
    assert read["understood"].all()
    assert dict(read["status"].value_counts().iter_rows()) == {"value": 1245, "nothing": 222}
    county = read.filter(pl.col("area_code") == "03254")
    by_sex = dict(county.select("item", "number").iter_rows())
    assert by_sex["Insgesamt"] == by_sex["männlich"] + by_sex["weiblich"] > 260_000


def test_a_date_that_is_none_is_told_once_in_its_first_line() -> None:
    table = _read(flat([record(), record(time="2024-02-31"), record(time="2024-02-31")]))

    found = [one for one in table.problems if one.code == "date-unreadable"]
    assert [(one.severity, one.cell) for one in found] == [(Severity.ERROR, "Zeile 3, Spalte 5")]


def test_a_file_whose_header_is_damaged_is_told_as_what_it_seems() -> None:
    content = flat([record()])
    below = text_of("Abruf Mai 2024\n" + content)
    without = text_of(content.replace("value;", "wert;", 1))

    assert genesis_flat.recognise(below) is None
    assert "erst in Zeile 2" in str(genesis_flat.almost(below))
    assert genesis_flat.recognise(without) is None
    assert "fehlt „value“" in str(genesis_flat.almost(without))
    assert genesis_flat.almost(text_of("a;b\n1;2\n")) is None


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_second_file_appended_to_the_first_is_refused_with_its_line(mark: str) -> None:
    with pytest.raises(RefusedFileError) as refused:
        _read(flat([WOMEN, MEN]) + mark + flat([ALL]))

    assert "Die zweite beginnt in Zeile 4." in str(refused.value)
