"""The older tables of the regional database (CSV): every value with what stands around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.documents import Document, DocumentKind
from data_access.importers.files.grids import Grid, read_text
from data_access.importers.layouts import genesis_table
from data_access.importers.problems import Reason, Severity
from data_access.importers.registry import recognised
from data_access.importers.tables.cells import CELLS, ReadTable
from data_access.importers.tables.periods import parse_period
from data_access.importers.tables.values import interpret_values
from tests.support import samples
from tests.support.flat_files import filled, plain_rows
from tests.support.sources import any_text_of, text_at, text_of

BIG = samples.FOLDER / "genesis"
OF_COUNTY = samples.FOLDER / "hildesheim"
REAL = (
    *("genesis/12411-01-01-4_datencsv_latin1.csv", "genesis/12411-03-03-4_00.csv"),
    *("genesis/22221-01-01-4_00.csv", "genesis/22811-01-01-4_00.csv"),
    *("genesis/22811-02-02-4_00.csv", "hildesheim/regionalstatistik_12411-01-01-4_03254.csv"),
    *("hildesheim/regionalstatistik_12411-03-03-4_03254.csv",),
    *("hildesheim/regionalstatistik_12711-03-02-4_03254.csv",),
    *("hildesheim/regionalstatistik_22221-01-01-4_03254.csv",),
    *("hildesheim/regionalstatistik_22811-01-01-4_03254.csv",),
    *("hildesheim/regionalstatistik_22811-02-02-4_03254.csv",),
)

FOOTER = """\
__________
"zu ""gesamte Tabelle"":
Berichtsjahr ab 2011: Zensus; Gebietsstand
01.01.2011, siehe ""Tabelle"" dort"
"© Statistische Ämter des Bundes und der Länder, 2017.
Namensnennung, Version 2.0."
Stand: 10.10.2017 / 16:36:03
"""

DATES_IN_ROWS = f"""\
GENESIS-Tabelle: 12411-03-03-4
Bevölkerung nach Geschlecht, Nationalität;;;;;;
und Altersgruppen - Stichtag 31.12. -;;;;;;
Bevölkerungsstand (Anzahl);;;;;;
;;;;Deutsche;Deutsche;Ausländer(innen)
;;;;Insgesamt;weiblich;Insgesamt
31.12.2015;DG;Deutschland;unter 3 Jahre;1983127;966055;217280
31.12.2015;03254;      Hildesheim,  Landkreis;unter 3 Jahre;5974;2917;-
31.12.2014;03254;      Hildesheim,  Landkreis;Insgesamt;258120;.;18935
{FOOTER}"""

DATES_ABOVE = f"""\
GENESIS-Tabelle: 12411-01-01-4
Bevölkerung nach Geschlecht;;;;
;;31.12.2015;31.12.2015;31.12.2014
;;Insgesamt;weiblich;Insgesamt
03254;      Hildesheim, Landkreis;277055;142048;274554
03241;      Hannover, Region;1144481;590000;-
{FOOTER}"""

YEARS_AND_UNITS = f"""\
GENESIS-Tabelle: 12711-03-02-4
Zu- und Fortzüge nach Nationalität;;;;;
;;;;Zuzüge über die  Gemeindegrenzen;Fortzüge | ins Ausland
;;;;Geschlecht;Geschlecht
;;;;Insgesamt;
;;;;Anzahl;Anzahl
2015;03254;      Hildesheim, Landkreis;Deutsche;12397;252
1995;03254;      Hildesheim, Landkreis;Deutsche;14168;.
{FOOTER}"""

#: Since 2024 the first word is missing, and the date has a name above it.
OF_TODAY = f"""\
Tabelle: 12411-01-01-4
Bevölkerung nach Geschlecht - Stichtag 31.12. - regionale;;
Tiefe: Kreise und krfr. Städte;;
;;Stichtag;Stichtag
;;31.12.2024;31.12.2023
;;Insgesamt;Insgesamt
03254;      Hildesheim, Landkreis;270000;271000
{FOOTER}"""

EXAMPLES = [DATES_IN_ROWS, DATES_ABOVE, YEARS_AND_UNITS, OF_TODAY]


def _tables(content: str | bytes) -> tuple[ReadTable, ...]:
    return genesis_table.read(text_of(content))


def _read(content: str | bytes) -> ReadTable:
    (table,) = _tables(content)
    return table


def _codes(table: ReadTable) -> list[str]:
    return [one.code for one in table.problems]


def _rejected(table: ReadTable) -> bool:
    return any(one.severity is Severity.ERROR for one in table.problems)


def _of(content: str) -> int:
    return filled(content.encode())


_COLUMNS = ("row", "column", "area_code", "area_name", "period", "series", "item", "text")


# Cells


def test_dates_may_stand_in_the_rows() -> None:
    table = _read(DATES_IN_ROWS)

    county = ("03254", "Hildesheim, Landkreis")
    assert dict(table.cells.schema) == dict(CELLS)
    assert table.cells.select(_COLUMNS).rows() == [
        *(
            (
                7,
                5,
                "DG",
                "Deutschland",
                "2015-12-31",
                "Deutsche | Insgesamt",
                "unter 3 Jahre",
                "1983127",
            ),
        ),
        *(
            (
                7,
                6,
                "DG",
                "Deutschland",
                "2015-12-31",
                "Deutsche | weiblich",
                "unter 3 Jahre",
                "966055",
            ),
        ),
        (
            *(7, 7, "DG", "Deutschland", "2015-12-31"),
            *("Ausländer(innen) | Insgesamt", "unter 3 Jahre", "217280"),
        ),
        (8, 5, *county, "2015-12-31", "Deutsche | Insgesamt", "unter 3 Jahre", "5974"),
        (8, 6, *county, "2015-12-31", "Deutsche | weiblich", "unter 3 Jahre", "2917"),
        (8, 7, *county, "2015-12-31", "Ausländer(innen) | Insgesamt", "unter 3 Jahre", "-"),
        (9, 5, *county, "2014-12-31", "Deutsche | Insgesamt", "Insgesamt", "258120"),
        (9, 6, *county, "2014-12-31", "Deutsche | weiblich", "Insgesamt", "."),
        (9, 7, *county, "2014-12-31", "Ausländer(innen) | Insgesamt", "Insgesamt", "18935"),
    ]
    assert table.left_out == {
        Reason.HEADING: 4 + 6,
        Reason.LABEL: 12,
        Reason.OUTSIDE: 0,
        Reason.FOOTNOTE: 4,
    }
    assert table.problems == ()


def test_dates_may_stand_above_the_values() -> None:
    table = _read(DATES_ABOVE)

    assert table.cells.select(*_COLUMNS[:3], *_COLUMNS[4:]).rows() == [
        (5, 3, "03254", "2015-12-31", "Insgesamt", "", "277055"),
        (5, 4, "03254", "2015-12-31", "weiblich", "", "142048"),
        (5, 5, "03254", "2014-12-31", "Insgesamt", "", "274554"),
        (6, 3, "03241", "2015-12-31", "Insgesamt", "", "1144481"),
        (6, 4, "03241", "2015-12-31", "weiblich", "", "590000"),
        (6, 5, "03241", "2014-12-31", "Insgesamt", "", "-"),
    ]
    assert table.problems == ()


def test_years_are_periods_and_units_belong_to_the_series() -> None:
    table = _read(YEARS_AND_UNITS)

    assert table.cells["period"].to_list() == ["2015", "2015", "1995", "1995"]
    assert table.cells["series"].unique(maintain_order=True).to_list() == [
        "Zuzüge über die Gemeindegrenzen | Geschlecht | Insgesamt | Anzahl",
        "Fortzüge / ins Ausland | Geschlecht | Anzahl",
    ]
    assert table.cells["item"].unique().to_list() == ["Deutsche"]


def test_the_form_of_today_gives_the_same_cells() -> None:
    table = _read(OF_TODAY)

    assert table.cells.select("area_code", "period", "series", "text").rows() == [
        ("03254", "2024-12-31", "Insgesamt", "270000"),
        ("03254", "2023-12-31", "Insgesamt", "271000"),
    ]
    assert (table.table_id, table.problems) == ("12411-01-01-4", ())


def test_a_table_has_its_key_title_and_time() -> None:
    table = _read(DATES_IN_ROWS)

    assert (table.layout, table.table_id, table.sheet) == ("genesis_table", "12411-03-03-4", "")
    assert table.title == (
        "Bevölkerung nach Geschlecht, Nationalität und Altersgruppen - Stichtag 31.12. - "
        "Bevölkerungsstand (Anzahl)"
    )
    assert table.data_status == date(2017, 10, 10)
    # What the footnotes say of the territory is about some years or states only.
    assert table.territorial_status is None
    assert genesis_table.read(text_of(DATES_IN_ROWS), "A")[0].table_id == "A"


def test_the_territorial_status_is_that_of_a_title() -> None:
    content = DATES_ABOVE.replace("nach Geschlecht;", "nach Geschlecht (Gebietsstand 31.12.2015);")

    assert _read(content).territorial_status == date(2015, 12, 31)


@pytest.mark.parametrize("content", EXAMPLES)
def test_every_field_is_counted_once(content: str) -> None:
    assert _read(content).filled == _of(content)


@pytest.mark.parametrize("content", EXAMPLES)
def test_encodings_and_line_ends_do_not_matter(content: str) -> None:
    expected = _read(content)

    for raw in (
        content.encode("utf-8-sig"),
        content.encode("iso-8859-1"),
        content.replace("\n", "\r\n").encode(),
        content.replace("GENESIS-Tabelle: ", "\n\nGENESIS-Tabelle: ").encode(),
    ):
        table = _read(raw)
        assert table.cells.drop("row").equals(expected.cells.drop("row"))
        assert (table.title, table.problems) == (expected.title, ())
        assert table.filled == filled(raw)


def test_several_tables_in_one_file_stay_apart() -> None:
    content = DATES_IN_ROWS + "\n" + DATES_ABOVE
    tables = _tables(content)

    assert [one.table_id for one in tables] == ["12411-03-03-4", "12411-01-01-4"]
    assert tables[1].cells["row"].min() == DATES_IN_ROWS.count("\n") + 1 + 5
    assert sum(one.filled for one in tables) == _of(content)


@pytest.mark.parametrize("content", [DATES_IN_ROWS, DATES_ABOVE])
def test_footnotes_without_the_line_above_them_are_told_and_nothing_that_follows(
    content: str,
) -> None:
    line = next(one for one in content.splitlines() if one.startswith("____"))
    unruled = content.replace(f"{line}\n", "")

    (problem,) = _read(unruled).problems

    assert (problem.code, problem.severity) == ("footer-line-missing", Severity.ERROR)
    assert "Linie aus Unterstrichen" in problem.what
    below = content.splitlines().index(line) + 1
    assert problem.cell == f"Zeile {below}"


def test_a_table_without_footer_is_read_and_told() -> None:
    content = DATES_ABOVE.removesuffix(FOOTER)
    table = _read(content)

    assert [(one.code, one.severity) for one in table.problems] == [("no-footer", Severity.NOTE)]
    assert table.cells.equals(_read(DATES_ABOVE).cells)
    assert (table.data_status, table.filled) == (None, _of(content))


# Tables that are not as they should be


def _damaged(old: str, new: str, content: str = DATES_ABOVE) -> ReadTable:
    assert old in content
    damaged = content.replace(old, new)
    table = _read(damaged)
    assert table.filled == _of(damaged)
    return table


def test_a_row_with_a_separator_too_few_or_too_many_rejects_the_file() -> None:
    """Its values would stand under other headers."""
    short = _damaged("277055;142048", "277055142048")
    long = _damaged("277055;142048", "277;055;142048")

    assert [(one.code, one.cell) for one in short.problems] == [("row-too-short", "Zeile 5")]
    assert [(one.code, one.cell) for one in long.problems] == [("row-too-long", "Zeile 5")]
    assert _rejected(short)
    assert _rejected(long)
    assert long.left_out[Reason.OUTSIDE] == 1


def test_empty_columns_at_the_end_are_nothing() -> None:
    lines = [f"{line};;" if line[:1].isdigit() else line for line in DATES_ABOVE.splitlines()]

    assert _read("\n".join(lines) + "\n").problems == ()


def test_an_empty_field_for_a_value_is_told() -> None:
    table = _damaged(";142048;", ";;")

    (problem,) = table.problems
    assert (problem.code, problem.severity, problem.cell) == ("no-value", Severity.DOUBT, "Zeile 5")
    assert table.cells.height == 5


def test_values_under_no_header_are_left_out_and_told() -> None:
    table = _damaged(
        ";;31.12.2015;31.12.2015;31.12.2014\n;;Insgesamt;weiblich;Insgesamt",
        ";;31.12.2015;;31.12.2014\n;;Insgesamt;;Insgesamt",
    )

    (problem,) = table.problems
    assert (problem.code, problem.cell) == ("column-without-header", "Zeile 5, Spalte 4")
    assert table.left_out[Reason.OUTSIDE] == 2
    assert table.cells["column"].unique().sort().to_list() == [3, 5]


def test_a_table_without_header_area_or_time_is_rejected() -> None:
    no_header = _damaged(";;", "x;;", DATES_ABOVE)
    no_area = _damaged("03254;", "Hildesheim;", DATES_IN_ROWS)
    no_time = _damaged(";;31.12.2015;31.12.2015;31.12.2014\n", "")

    assert _codes(no_header) == ["no-header"]
    assert _codes(no_area) == ["no-area"]
    assert _codes(no_time) == ["no-time"]
    assert all(map(_rejected, (no_header, no_area, no_time)))


def test_a_table_without_rows_is_rejected() -> None:
    content = DATES_ABOVE[: DATES_ABOVE.index("03254")] + FOOTER
    table = _read(content)

    assert _codes(table) == ["no-values"]
    assert dict(table.cells.schema) == dict(CELLS)
    assert table.filled == _of(content)


@pytest.mark.parametrize("content", EXAMPLES)
def test_a_download_that_broke_off_gives_no_other_value(content: str) -> None:
    """Cut anywhere, it is rejected, refused, or has only values of the whole table."""
    whole = _read(content)
    places = {(row, column): text for row, column, text in _places(whole)}
    for length in range(content.index("\n;;"), content.index("_____")):
        cut = content[:length]
        try:
            (table,) = _tables(cut)
        except RefusedFileError:
            continue
        assert table.filled == _of(cut)
        if not _rejected(table):
            assert {(row, column): text for row, column, text in _places(table)}.items() <= (
                places.items()
            )


def _places(table: ReadTable) -> list[tuple[int, int, str]]:
    return table.cells.select("row", "column", "text").rows()


def test_english_decimals_and_unclear_ones_are_told() -> None:
    english = _damaged("277055;142048", "27.5;14.25")
    unclear = _damaged("277055;142048", "277.055;142.048")

    assert (english.decimal, english.problems) == (".", ())
    assert _codes(unclear) == ["decimals-unclear"]
    assert _rejected(unclear)


def test_a_table_too_large_to_be_read_by_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TABLE_FIELDS", 10)

    with pytest.raises(RefusedFileError, match="zu groß") as refused:
        _read(DATES_ABOVE)

    assert "Flat-CSV" in refused.value.remedy


# Recognition


def test_a_table_is_recognised_by_its_first_line() -> None:
    found = recognised(text_of(DATES_IN_ROWS, "daten.txt"))

    assert found is not None
    layout, evidence = found
    assert (layout.NAME, evidence) == (
        "genesis_table",
        "Tabelle einer GENESIS-Datenbank (CSV): 12411-03-03-4",
    )
    assert genesis_table.recognise(text_of('"Tabelle: 12411-0015";\n;;2015\n')) is not None


@pytest.mark.parametrize(
    "content",
    [
        "a;b\n1;2\n",
        "Tabelle: Sprachkurse\n;;1\n",
        "LSN-Online: Tabelle A100001G\n",
        "Titel\nGENESIS-Tabelle: 12411-01-01-4\n",
        "Tabelle: 12411-01-01-4 enthält\n",
    ],
)
def test_other_files_are_not(content: str) -> None:
    source = text_of(content)

    assert genesis_table.recognise(source) is None
    with pytest.raises(RefusedFileError, match="keine Tabelle"):
        genesis_table.read(source)


def test_neither_is_a_workbook_or_a_line_without_end() -> None:
    frame = pl.DataFrame({"c1": ["GENESIS-Tabelle: 12411-01-01-4"]})
    grid = Grid("mappe.xlsx", "Tabelle1", frame, frame.select(pl.lit(value=False).alias("c1")))
    endless = Document("a.csv", DocumentKind.TEXT, b'"' + b"x" * 200_000 + b'";b\n1;2\n')

    assert genesis_table.recognise(grid) is None
    assert genesis_table.recognise(read_text(endless)) is None


# Whatever is written

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z")), min_size=1)
_VALUES = st.sampled_from(["1", "12,5", "-", ".", "x", "1234", " 7 ", "", "0"])


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_no_field_is_lost_and_no_value_moved(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 5))
    headers = data.draw(st.lists(st.lists(_WORDS, min_size=width, max_size=width), max_size=3))
    rows = data.draw(st.lists(st.lists(_VALUES, min_size=width, max_size=width), max_size=6))
    lines = [
        "GENESIS-Tabelle: 12411-01-01-4",
        *(_line(["", "", "", *texts]) for texts in headers),
        _line(["", "", "", *["Anzahl"] * width]),
        *(
            _line([f"{2000 + n}", f"{3254 + n:05}", f"  Kreis {n}", *row])
            for n, row in enumerate(rows)
        ),
    ]
    content = "\n".join(lines) + "\n" + FOOTER
    (table,) = genesis_table.read(any_text_of(content))

    assert table.filled == _of(content)
    first = len(headers) + 3
    expected = [
        (first + n, 4 + column, f"{3254 + n:05}", str(2000 + n), text.strip())
        for n, row in enumerate(rows)
        for column, text in enumerate(row)
        if text.strip()
    ]
    assert table.cells.select("row", "column", "area_code", "period", "text").rows() == expected


def _line(fields: list[str]) -> str:
    return ";".join('"' + text.replace('"', '""') + '"' for text in fields)


# Real files


@samples.needed
@pytest.mark.parametrize("name", REAL)
def test_every_cell_of_a_real_file_is_what_another_reader_finds(name: str) -> None:
    path = samples.FOLDER / name
    (table,) = genesis_table.read(text_at(path))

    assert table.cells.select(_COLUMNS).rows() == _independently(path)
    assert table.filled == filled(path.read_bytes())
    assert set(_codes(table)) <= {"no-footer"}
    assert table.table_id in name
    assert interpret_values(table.cells)["understood"].all()


def _independently(path: Path) -> list[tuple[object, ...]]:
    """The cells of a real file by Python's reader, as its own form asks for.

    With dates above there are two columns of labels; otherwise a fourth one has the ages or
    nationalities, where it is no number.
    """
    rows = [row for row in plain_rows(path.read_bytes()) if len(row.fields) > 1]
    headers = [row.fields for row in rows if row.fields[0] == ""]
    body = [row for row in rows if row.fields[0] != "" and any(row.fields[1:])]
    dates_above = parse_period(body[0].fields[0]) is None
    labels = 2 if dates_above else 3 + (not body[0].fields[3].strip("-.").isdecimal())
    found: list[tuple[object, ...]] = []
    for row in body:
        code, name = row.fields[0 if dates_above else 1], row.fields[1 if dates_above else 2]
        item = row.fields[3] if labels == 4 else ""
        for column in range(labels, len(row.fields)):
            above = [" ".join(header[column].split()) for header in headers if header[column]]
            period = above.pop(0) if dates_above else row.fields[0]
            found.append(
                (
                    *(row.line, column + 1, code, " ".join(name.split())),
                    *(parse_period(period), " | ".join(above), item, row.fields[column]),
                )
            )
    return found


@samples.needed
@pytest.mark.parametrize(
    ("big", "small"),
    [
        (name, f"regionalstatistik_{name.split('_')[0]}_03254.csv")
        for name in (
            *("12411-03-03-4_00.csv", "22221-01-01-4_00.csv"),
            *("22811-01-01-4_00.csv", "22811-02-02-4_00.csv"),
        )
    ],
)
def test_the_rows_of_the_county_are_those_of_its_own_file(big: str, small: str) -> None:
    columns = ["area_code", "area_name", "period", "series", "item", "text"]
    (of_all,) = genesis_table.read(text_at(BIG / big))
    (of_county,) = genesis_table.read(text_at(OF_COUNTY / small))

    rows = of_all.cells.filter(pl.col("area_code") == "03254").select(columns).rows()
    assert rows == of_county.cells.select(columns).rows()
    assert rows


@samples.needed
def test_the_latin_file_and_the_long_series_of_the_county_agree() -> None:
    (of_2015,) = genesis_table.read(text_at(BIG / "12411-01-01-4_datencsv_latin1.csv"))
    (of_county,) = genesis_table.read(
        text_at(OF_COUNTY / "regionalstatistik_12411-01-01-4_03254.csv")
    )

    columns = ["area_name", "period", "series", "text"]
    county = of_2015.cells.filter(pl.col("area_code") == "03254").select(columns).rows()
    same_day = of_county.cells.filter(pl.col("period") == "2015-12-31").select(columns).rows()
    assert county == same_day
    assert len(county) == 3
    assert of_county.cells["period"].n_unique() == 21
    assert of_2015.data_status == date(2017, 12, 14)


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        (DATES_ABOVE.replace("31.12.2014", "31.02.2014"), "Zeile 3, Spalte 5"),
        (DATES_ABOVE.replace("31.12.2015", "31.12.15"), "Zeile 3, Spalte 3"),
        (DATES_IN_ROWS.replace("31.12.2014", "32.12.2014"), "Zeile 9, Spalte 1"),
    ],
)
def test_a_date_that_is_none_is_told_once_at_its_place(content: str, cell: str) -> None:
    table = _read(content)

    assert [(one.severity, one.code, one.cell) for one in table.problems] == [
        (Severity.ERROR, "date-unreadable", cell)
    ]


def test_headers_that_name_periods_are_known_by_their_place() -> None:
    assert _read(DATES_ABOVE).dated == {
        "2015-12-31": "Zeile 3, Spalte 3",
        "2014-12-31": "Zeile 3, Spalte 5",
    }
    assert _read(DATES_IN_ROWS).dated == {}


def test_a_header_without_any_value_below_it_is_an_error() -> None:
    moved = DATES_ABOVE.replace("277055;142048;274554", "142048;274554;").replace(
        "1144481;590000;-", "590000;-;"
    )
    table = _read(moved)

    assert (table.problems[0].code, table.problems[0].cell) == ("column-empty", "Zeile 4, Spalte 5")
    assert table.problems[0].severity is Severity.ERROR


def test_a_table_with_lines_above_it_or_without_its_first_is_told_as_what_it_seems() -> None:
    below = text_of("Abruf Mai 2024\n" + DATES_ABOVE)
    without = text_of(DATES_ABOVE.partition("\n")[2])

    assert genesis_table.recognise(below) is None
    assert "Zeile 2" in str(genesis_table.almost(below))
    assert genesis_table.recognise(without) is None
    assert "fehlt" in str(genesis_table.almost(without))
    assert genesis_table.almost(text_of("a;b\n1;2\n")) is None


def test_a_table_that_begins_before_the_footer_of_another_is_one_of_its_own() -> None:
    without_footer = DATES_IN_ROWS.removesuffix(FOOTER)
    first, second = genesis_table.read(text_of(without_footer + DATES_IN_ROWS))

    assert "no-footer" in {one.code for one in first.problems}
    assert first.cells["text"].to_list() == second.cells["text"].to_list()
    assert second.problems == genesis_table.read(text_of(DATES_IN_ROWS))[0].problems


def test_two_tables_beside_each_other_are_refused_with_the_column_of_the_second() -> None:
    lines = DATES_IN_ROWS.removesuffix(FOOTER).splitlines()
    beside = "".join(f"{line}{';' * (8 - line.count(';'))}{line}\n" for line in lines)

    with pytest.raises(RefusedFileError) as refused:
        genesis_table.read(text_of(beside))

    assert "Die zweite beginnt in Zeile 1, Spalte 9." in str(refused.value)
