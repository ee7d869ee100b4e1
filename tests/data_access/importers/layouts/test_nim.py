"""Niedersächsisches Integrationsmonitoring: what its layout makes of the files."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from data_access.importers.files.grids import Grid
from data_access.importers.layouts import mir, nim
from data_access.importers.problems import Reason, Severity
from data_access.importers.tables.cells import CELLS, ReadTable
from data_access.importers.tables.values import interpret_values
from data_access.vocabulary import Status
from tests.support import plain_csv, samples
from tests.support.sources import text_at, text_of

NAME = "indicator_1-2-4.csv"
FOLDER = samples.FOLDER / "lsn-integrationsmonitoring"
SAMPLES = sorted(FOLDER.glob("indicator_*.csv"))


def _read(content: str, name: str = NAME, table_id: str = "") -> ReadTable:
    return nim.read(text_of(content, name), table_id)


def _codes(table: ReadTable) -> list[tuple[Severity, str]]:
    return [(one.severity, one.code) for one in table.problems]


def test_each_value_keeps_its_place_area_year_and_description() -> None:
    table = _read(
        "\ufeffYear,Gebietseinheit,Land der Staatsangehörigkeit,Units,GeoCode,Value\n"
        '2024,"Braunschweig, Stadt",Ukraine,Anzahl,K03101,352\n'
        "2024,Hildesheim,Ukraine,Veränderung in Prozent,K03254,+1046.15\n"
    )

    assert dict(table.cells.schema) == dict(CELLS)
    assert table.cells.rows(named=True) == [
        {
            "sheet": "",
            "row": 2,
            "column": 6,
            "area_code": "K03101",
            "area_name": "Braunschweig, Stadt",
            "period": "2024",
            "series": "Value",
            "item": "Ukraine | Anzahl",
            "text": "352",
            "number": None,
            "letters": "",
        },
        {
            "sheet": "",
            "row": 3,
            "column": 6,
            "area_code": "K03254",
            "area_name": "Hildesheim",
            "period": "2024",
            "series": "Value",
            "item": "Ukraine | Veränderung in Prozent",
            "text": "+1046.15",
            "number": None,
            "letters": "",
        },
    ]
    assert (table.left_out[Reason.HEADING], table.left_out[Reason.LABEL]) == (6, 10)


def test_a_unit_of_all_values_stands_with_the_column_and_not_with_the_rows() -> None:
    table = _read(
        "Year,Gebietseinheit,Geschlecht,Units,GeoCode,Value\n"
        "2024,Hildesheim,Frauen,%,K03254,36.2\n2024,Hildesheim,Männer,%,K03254,63.8\n"
    )

    assert table.cells["series"].to_list() == ["Value | %"] * 2
    assert table.cells["item"].to_list() == ["Frauen", "Männer"]


def test_a_table_without_units_and_descriptions_has_only_its_value_column() -> None:
    table = _read("Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,265504\n")

    assert table.cells.select("series", "item").rows() == [("Value", "")]


def test_a_description_that_is_empty_leaves_no_gap() -> None:
    table = _read(
        "Year,Gebietseinheit,Geschlecht,Nationalität,GeoCode,Value\n"
        "2024,Hildesheim,,Deutsche,K03254,1\n2024,Hildesheim,Frauen,,K03254,2\n"
        "2024,Hildesheim,,,K03254,3\n"
    )

    assert table.cells["item"].to_list() == ["Deutsche", "Frauen", ""]


def test_columns_may_stand_in_any_order() -> None:
    table = _read("Value,GeoCode,Gebietseinheit,Year\n5,K03254,Hildesheim,2024\n")

    assert table.cells.select("column", "area_code", "period", "text").row(0) == (
        *(1, "K03254", "2024", "5"),
    )


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        ("K03254", "K03254"),
        ("RH03254", "RH03254"),
        ("MZ03254", "MZ03254"),
        ("K03241001", "K03241001"),
        ("K031", "K031"),
        ("K0", "K0"),
        ("#NV", None),
        ("", None),
    ],
)
def test_codes_of_areas_stay_as_printed_and_what_is_none_is_left_to_the_name(
    code: str, kept: str | None
) -> None:
    table = _read(f"Year,Gebietseinheit,GeoCode,Value\n2010,Osterode,{code},1\n")

    assert table.cells.select("area_code", "area_name").rows() == [(kept, "Osterode")]
    assert table.left_out[Reason.LABEL] == (3 if code else 2)


def test_a_file_without_codes_has_names_only() -> None:
    table = _read("Year,Gebietseinheit,Value\n31.03.2022,Niedersachsen,34684\n")

    assert table.cells.select("area_code", "area_name", "period").rows() == [
        (None, "Niedersachsen", "2022-03-31")
    ]


@pytest.mark.parametrize(
    "year", ["2024 / 2005", "Veränderung aktuelles Jahr (2024) zu 2005", "seit 2015"]
)
def test_a_comparison_of_years_is_no_year(year: str) -> None:
    table = _read(
        "Year,Gebietseinheit,Units,GeoCode,Value\n"
        f"{year},Hildesheim,%,K03254,-8.65\n2024,Hildesheim,%,K03254,1.5\n"
        f"{year},Peine,%,K03157,-3\n{year},Goslar,%,K03153,\n"
    )

    assert table.cells["text"].to_list() == ["1.5"]
    assert table.left_out[Reason.NO_PERIOD] == 2
    notes = [one for one in table.problems if one.code == "no-period"]
    assert [
        (one.severity, year in one.what, "2 Werte werden nicht" in one.what) for one in notes
    ] == [(Severity.NOTE, True, True)]


def test_a_value_without_a_year_stops_the_file() -> None:
    table = _read("Year,Gebietseinheit,GeoCode,Value\n2024,H,K03254,1\n,H,K03254,2\n")

    problem = next(one for one in table.problems if one.code == "year-missing")
    assert (problem.severity, problem.cell) == (Severity.ERROR, "Zeile 3, Spalte 1")
    assert table.left_out[Reason.NO_PERIOD] == 1


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("+1046.15", 1046.15, Status.VALUE),
        ("-8.6491517947261", -8.6491517947261, Status.VALUE),
        ("5.7E-02", 0.057, Status.VALUE),
        ("5.70776255707763E-02", 0.0570776255707763, Status.VALUE),
        ("1.234", 1.234, Status.VALUE),
        ("0", 0.0, Status.VALUE),
        (".", None, Status.UNKNOWN_OR_CONFIDENTIAL),
        ("-", None, Status.NOTHING),
    ],
)
def test_numbers_have_a_decimal_point(text: str, number: float | None, status: Status) -> None:
    table = _read(f"Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,{text}\n")
    valued = interpret_values(table.cells, decimal=table.decimal, meanings=table.meanings)

    assert valued.select("number", "status").row(0) == (number, status.value)
    assert valued["text"].item() == text


# Which indicator it is


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("indicator_1-2-1.csv", "1-2-1"),
        ("daten.zip/indicator_6-2-10.csv", "6-2-10"),
        ("Kopie von indicator_1-2-1 (2).csv", "1-2-1"),
        ("2-3-1.csv", "2-3-1"),
        ("tabelle.csv", ""),
        ("export-2024-11-03.csv", ""),
        ("1-2-1 und 1-2-2.csv", ""),
        ("1-2-1/daten.csv", ""),
    ],
)
def test_only_the_name_of_the_file_says_which_indicator_it_is(name: str, indicator: str) -> None:
    content = "Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,1\n"
    source = text_of(content)
    named = type(source)(name, source.content, source.encoding, source.head, source.separator)

    table = nim.read(named)

    assert table.table_id == indicator
    expected = (
        (Severity.NOTE, "table-from-name") if indicator else (Severity.ERROR, "table-unknown")
    )
    assert _codes(table) == [expected]
    assert "--table NUMMER" in table.problems[0].remedy


def test_what_the_office_says_goes_before_the_name() -> None:
    content = "Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,1\n"

    table = _read(content, "indicator_1-2-1.csv", "1-1-1")

    assert table.table_id == "1-1-1"
    assert table.problems == ()


@pytest.mark.parametrize(
    "content",
    [
        "Year,GeoCode,Value\n2024,K03254,1\n",
        "Year,Reference area,GeoCode,Value\n2024,Laos,,1\n",
        "Year,Durchschnittliche Bewohnerzahl,value\n2015,Belegung,33120\n",
        "RS,NAME,INSGESAMT,AUSL_INSG\n03254,Hildesheim,1,2\n",
        "GENESIS-Tabelle: 12411-01-01-4\n;;31.12.2015\n",
    ],
)
def test_other_tables_are_not_recognised(content: str) -> None:
    assert nim.recognise(text_of(content)) is None


def test_a_sheet_is_not_recognised() -> None:
    frame = pl.DataFrame({"c1": ["Year"], "c2": ["Gebietseinheit"], "c3": ["Value"]})

    assert nim.recognise(Grid("a.xlsx", "A", frame, frame)) is None


def test_a_file_saved_again_is_recognised_and_told() -> None:
    source = text_of("Year;Gebietseinheit;GeoCode;Value\n2024;Hildesheim;K03254;1\n", NAME)

    assert nim.recognise(source) is not None
    assert (Severity.ERROR, "saved-again") in _codes(nim.read(source))


# The real files


@samples.needed
def test_there_are_samples() -> None:
    assert len(SAMPLES) == 6


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_recognised_and_by_nobody_else(path: Path) -> None:
    source = text_at(path)

    assert nim.recognise(source) is not None
    assert mir.recognise(source) is None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_field_of_a_sample_is_counted_once(path: Path) -> None:
    table = nim.read(text_at(path))

    assert table.filled == plain_csv.filled(path)
    found = set(_codes(table))
    # Osterode has been a part of Göttingen since 2016.
    assert found - {(Severity.NOTE, "areas-missing")} == {(Severity.NOTE, "table-from-name")}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_value_of_a_sample_is_the_one_that_another_reader_finds(path: Path) -> None:
    header, *rows = plain_csv.rows_of(path)
    described = [
        number
        for number, name in enumerate(header)
        if name not in {"Year", "Gebietseinheit", "Units", "GeoCode", "Value"}
    ]
    units = header.index("Units") if "Units" in header else None
    if units is not None and len({row[units] for row in rows}) > 1:
        described.append(units)
    expected = [
        (
            line,
            row[header.index("GeoCode")].replace("#NV", "") or None,
            row[header.index("Gebietseinheit")],
            row[0],
            " | ".join(row[number] for number in described),
            row[-1],
        )
        for line, row in enumerate(rows, start=2)
        if row[-1]
    ]

    cells = nim.read(text_at(path)).cells

    wanted = ("row", "area_code", "area_name", "period", "item", "text")
    assert cells.select(*wanted).rows() == expected
    assert expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_value_of_a_sample_is_understood(path: Path) -> None:
    table = nim.read(text_at(path))
    valued = interpret_values(table.cells, decimal=table.decimal)

    assert valued["understood"].all()
    assert valued["number"].to_list() == [float(text) for text in valued["text"].to_list()]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_countys_values_are_those_that_were_taken_out_by_hand(path: Path) -> None:
    taken = samples.FOLDER / "hildesheim" / "lsn_integrationsmonitoring_03254.csv"
    header, *rows = plain_csv.rows_of(taken, ";")
    table = nim.read(text_at(path))
    expected = []
    for row in rows:
        one = dict(zip(header, row, strict=True))
        if one["indikator"] == table.table_id:
            labels = [*json.loads(one["merkmale_json"] or "{}").values(), one["einheit"]]
            expected.append(
                (one["jahr"], {label for label in labels if label}, one["wert_original"])
            )

    cells = table.cells.filter(pl.col("area_code").str.ends_with("03254"))
    found = [
        (period, set(f"{series} | {item}".split(" | ")) - {"Value", ""}, text)
        for period, series, item, text in cells.select("period", "series", "item", "text").rows()
    ]

    assert found == expected
    assert expected


def test_a_date_that_is_none_is_an_error_in_its_first_line() -> None:
    table = _read(
        "Year,Gebietseinheit,GeoCode,Value\n2024,H,K03254,1\n31.02.2023,H,K03254,2\n"
        "31.02.2023,P,K03157,3\n"
    )

    found = [one for one in table.problems if one.code == "date-unreadable"]
    assert [(one.severity, one.cell) for one in found] == [(Severity.ERROR, "Zeile 3, Spalte 1")]
    assert "„31.02.2023“" in found[0].what


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Gebietseinheit,GeoCode,Value\nH,K03254,1\n", "es fehlt die Spalte „Year“"),
        ("Year,Gebietseinheit,GeoCode\n2024,H,K03254\n", "es fehlt die Spalte „Value“"),
        ("Abruf Mai\nYear,Gebietseinheit,GeoCode,Value\n2024,H,K03254,1\n", "erst in Zeile 2"),
    ],
)
def test_a_file_without_its_headers_is_told_as_what_it_seems(content: str, told: str) -> None:
    assert nim.recognise(text_of(content)) is None
    assert told in str(nim.almost(text_of(content)))


def test_a_file_that_ends_inside_a_line_is_refused() -> None:
    """What is left of a number is a number too."""
    whole = "Year,Gebietseinheit,GeoCode,Value\n2024,Hildesheim,K03254,31840\n"

    assert (Severity.ERROR, "cut-record") not in _codes(_read(whole))
    assert (Severity.ERROR, "cut-record") in _codes(_read(whole[:-3]))


def _file(areas: dict[str, tuple[str, ...]], *, items: tuple[str, ...] = ("Anzahl",)) -> str:
    """A value per area, year and item."""
    lines = ["Year,Gebietseinheit,Units,GeoCode,Value"]
    lines += [
        f"{year},Ort {code},{item},K{code},{number}"
        for number, (code, years) in enumerate(areas.items(), start=100)
        for year in years
        for item in items
    ]
    return "\n".join(lines) + "\n"


def test_columns_that_were_swapped_are_no_comparison_of_years() -> None:
    table = _read("Year,Gebietseinheit,GeoCode,Value\n275464,H,K03254,2024\n135844,P,K03157,2024\n")

    (problem,) = [one for one in table.problems if one.code == "columns-swapped"]
    assert (problem.severity, problem.cell) == (Severity.ERROR, "Zeile 2, Spalte 1")
    assert "„275464“ (so an 2 Stellen)" in problem.what
    assert "vertauscht" in problem.what


def test_of_swapped_columns_no_area_is_missed() -> None:
    lines = ["1882,L,K03355,2023", "20275,W,K03462,2023", "1965,W,K03462,2024", "275,L,K03355,2024"]

    table = _read("\n".join(["Year,Gebietseinheit,GeoCode,Value", *lines, ""]))

    codes = {one.code for one in table.problems}
    assert "columns-swapped" in codes
    assert not codes & {"areas-missing", "values-missing"}


def test_a_field_without_value_is_told() -> None:
    table = _read("Year,Gebietseinheit,GeoCode,Value\n2024,H,K03254,\n2024,P,K03157,5\n")

    found = [one for one in table.problems if one.code == "no-value"]
    assert [(one.severity, one.cell) for one in found] == [(Severity.DOUBT, "Zeile 2, Spalte 4")]


@pytest.mark.parametrize("items", [("Anzahl",), ("Anzahl", "Prozent")])
def test_a_file_that_ends_between_two_lines_is_refused(items: tuple[str, ...]) -> None:
    whole = _file({f"{code:05d}": ("2023", "2024") for code in range(3101, 3121)}, items=items)
    by_year = sorted(whole.splitlines()[1:])
    complete = "\n".join([whole.splitlines()[0], *by_year, ""])
    cut = "\n".join([whole.splitlines()[0], *by_year[:-5], ""])

    missing = {"areas-missing", "values-missing"}
    assert not missing & {code for _, code in _codes(_read(complete))}
    assert {(Severity.ERROR, one) for one in missing} & set(_codes(_read(cut)))


def test_an_area_with_fewer_values_than_others_is_named() -> None:
    lines = _file({"03254": ("2024",), "03157": ("2024",)}, items=("Anzahl", "Prozent"))
    table = _read(lines.replace("2024,Ort 03254,Prozent,K03254,100\n", ""))

    (problem,) = [one for one in table.problems if one.code == "values-missing"]
    assert problem.severity is Severity.ERROR
    assert problem.what.startswith("Für Ort 03254 stehen zu 2024 nur 1 von 2 Werten da.")


def test_a_county_that_was_dissolved_is_a_note() -> None:
    areas = dict.fromkeys((f"{code:05d}" for code in range(3101, 3121)), ("2022", "2023", "2024"))
    table = _read(_file({**areas, "03156": ("2022",)}))

    (problem,) = [one for one in table.problems if one.code == "areas-missing"]
    assert problem.severity is Severity.NOTE
    assert problem.what == "Ort 03156 fehlt zu 2023 und 2024, zu anderen Jahren nicht."


_THREE = ("Anzahl", "Prozent", "Rang")
_TWO_AREAS: dict[str, tuple[str, ...]] = {"03254": ("2024",), "03157": ("2024",)}


def test_a_line_that_stands_twice_makes_no_value_missing() -> None:
    lines = _file(_TWO_AREAS, items=_THREE)
    twice = "2024,Ort 03254,Rang,K03254,100\n"
    assert twice in lines

    table = _read(f"{lines}{twice}")

    assert not {"values-missing", "areas-missing"} & {code for _, code in _codes(table)}


def test_a_line_that_stands_twice_does_not_stand_for_one_that_is_missing() -> None:
    lines = _file(_TWO_AREAS, items=_THREE)
    gone, twice = "2024,Ort 03254,Rang,K03254,100\n", "2024,Ort 03254,Anzahl,K03254,100\n"

    table = _read(lines.replace(gone, twice))

    assert (Severity.ERROR, "values-missing") in _codes(table)


def test_two_areas_of_one_name_are_two_areas() -> None:
    lines = _file({**_TWO_AREAS, "03241": ("2024",)}, items=_THREE)

    table = _read(lines.replace("Ort 03157", "Ort 03254"))

    assert not {"values-missing", "areas-missing"} & {code for _, code in _codes(table)}


def test_an_area_whose_code_is_missing_in_one_year_is_the_same_area() -> None:
    lines = _file({"03254": ("2023", "2024"), "03157": ("2023", "2024")})

    table = _read(lines.replace("2023,Ort 03254,Anzahl,K03254", "2023,Ort 03254,Anzahl,#NV"))

    assert not {"values-missing", "areas-missing"} & {code for _, code in _codes(table)}


def test_an_empty_field_is_a_doubt_and_no_missing_line() -> None:
    lines = _file(_TWO_AREAS, items=_THREE)

    table = _read(lines.replace("Rang,K03254,100", "Rang,K03254,"))

    assert _codes(table) == [
        (Severity.NOTE, "table-from-name"),
        (Severity.DOUBT, "no-value"),
    ]


def test_an_area_without_name_is_called_by_its_code() -> None:
    lines = _file({"03254": ("2023",), "03157": ("2023", "2024")})

    table = _read(lines.replace("Ort 03254", ""))

    (problem,) = [one for one in table.problems if one.code == "areas-missing"]
    assert problem.what == "K03254 fehlt zu 2024, zu anderen Jahren nicht."


def test_values_of_no_area_are_told_at_the_first() -> None:
    lines = _file({"03254": ("2023", "2024"), "03157": ("2023", "2024")})

    table = _read(lines.replace("Ort 03254,Anzahl,K03254", ",Anzahl,"))

    (problem,) = [one for one in table.problems if one.code == "area-missing"]
    assert (problem.severity, problem.cell) == (Severity.ERROR, "Zeile 2, Spalte 2")
    assert problem.what == "2 Werte ohne Gebiet."
