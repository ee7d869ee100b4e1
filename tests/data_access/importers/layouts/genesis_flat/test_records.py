"""Flat files of the regional database (ffcsv): each record is a cell, and every value is kept."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.layouts import genesis_flat
from data_access.importers.problems import Reason, Severity
from data_access.importers.tables.cells import CELLS
from data_access.importers.tables.periods import parse_period
from data_access.importers.tables.values import interpret_values
from tests.support import samples
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
from tests.support.sources import any_text_of, text_at, text_of

SAMPLE = samples.FOLDER / "genesis" / "12411-01-01-4_1773175772751_de_flat.csv"


def test_each_record_is_a_cell_with_its_place() -> None:
    content = flat([WOMEN, MEN, ALL])
    table = table_of(content)

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
    assert adds_up(table, content)
    assert (table.layout, table.sheet, table.decimal, table.problems) == (
        "genesis_flat",
        "",
        ",",
        (),
    )


def test_a_table_is_known_by_its_content_whatever_the_file_is_called() -> None:
    content = flat([WOMEN, MEN])

    named = table_of(content, "12411-01-01-4_1773175772751_de_flat.csv")
    renamed = table_of(content, "Kopie von Tabelle 2024 (1).csv")
    of_another = table_of(content, "22221-01-01-4.csv")

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

    table, other = table_of(flat([WOMEN, MEN, ALL])), table_of(turned)

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
    table = table_of(content)

    assert table.cells["series"].to_list() == [
        "Personen (PRS018, %)",
        "Personen (PRS018, Anzahl)",
        "Fläche (FLC001, qkm)",
        "Ohne / Einheit (ABC001)",
    ]
    assert table.table_id == "12411:GES+KREISE:ABC001+FLC001+PRS018"
    assert adds_up(table, content)


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
    table = table_of(content)

    assert table.cells["item"].to_list() == [
        "weiblich | unter 3 Jahre",
        "weiblich | Insgesamt",
        "weiblich | Insgesamt",
        "weib- lich | ALT003",
    ]
    assert table.table_id == "12411:ALTX20+GES+KREISE:BEVSTD"
    assert adds_up(table, content)


def test_attributes_of_one_label_keep_their_codes() -> None:
    """Otherwise two figures would have one key."""
    content = flat(
        [
            record(sex="A1", sex_label="Sonstige"),
            record(sex="B1", sex_label="Sonstige"),
            record(sex="", sex_label="Sonstige"),
        ]
    )

    assert table_of(content).cells["item"].to_list() == [
        "Sonstige (A1)",
        "Sonstige (B1)",
        "Sonstige",
    ]


def test_a_variable_that_a_record_does_not_have_leaves_no_part() -> None:
    none = dict.fromkeys([name for name in HEADER if name.startswith("2_")], "")

    assert table_of(flat([WOMEN, record() | none])).cells["item"].to_list() == ["weiblich", ""]


def test_a_long_key_is_cut_and_still_of_its_own() -> None:
    def coded(last: str) -> str:
        codes = [f"WERT{number:03}" for number in range(60)]
        return flat([record(code=code) for code in [*codes, last]])

    first, second = table_of(coded("WERT998")).table_id, table_of(coded("WERT999")).table_id

    assert max(len(first), len(second)) < 200
    assert first != second
    assert first == table_of(coded("WERT998")).table_id


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
    table = table_of(content.encode("iso-8859-1"))

    columns = ("row", "column", "area_code", "period", "series", "item", "text", "letters")
    persons, square = "Bevoelkerungsstand (BEVSTD, Anzahl)", "Flaeche (FLC006, qkm)"
    assert table.cells.select(columns).rows() == [
        (2, 14, "03254", "2019-12-31", persons, "weiblich", "140000", "e"),
        (2, 16, "03254", "2019-12-31", square, "weiblich", "1208,3", ""),
        (3, 14, "03254", "2019-12-31", persons, "Insgesamt", "276000", "p"),
    ]
    assert table.table_id == "12411:GES+KREISE:BEVSTD+FLC006"
    assert [one.code for one in table.problems] == ["no-value"]
    assert adds_up(table, content)


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_download_of_the_older_form_that_broke_off_is_not_taken(cut: int) -> None:
    """Its last field is a value, which would be another one."""
    lines = [OLD_HEADER, OLD_RECORD.format("03254", "GESW", "weiblich", "140000;e;1208,3")]
    table = table_of("\n".join(lines)[:-cut])

    assert any(one.severity is Severity.ERROR for one in table.problems)
    assert not any(one.code == "cut-record" for one in table_of("\n".join(lines) + "\n").problems)


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

    assert adds_up(table, content)
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
    cells = table_of(flat(records)).cells

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
