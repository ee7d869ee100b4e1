"""The older tables of the regional database: every value with what stands around it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.layouts import genesis_table
from data_access.importers.problems import Reason
from data_access.importers.tables.cells import CELLS
from tests.support.flat_files import filled
from tests.support.genesis_examples import (
    COLUMNS,
    DATES_ABOVE,
    DATES_IN_ROWS,
    EXAMPLES,
    FOOTER,
    OF_TODAY,
    YEARS_AND_UNITS,
    fields_of,
    one_table,
    tables_of,
)
from tests.support.sources import any_text_of, text_of


def test_dates_may_stand_in_the_rows() -> None:
    table = one_table(DATES_IN_ROWS)

    county = ("03254", "Hildesheim, Landkreis")
    assert dict(table.cells.schema) == dict(CELLS)
    assert table.cells.select(COLUMNS).rows() == [
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
    table = one_table(DATES_ABOVE)

    assert table.cells.select(*COLUMNS[:3], *COLUMNS[4:]).rows() == [
        (5, 3, "03254", "2015-12-31", "Insgesamt", "", "277055"),
        (5, 4, "03254", "2015-12-31", "weiblich", "", "142048"),
        (5, 5, "03254", "2014-12-31", "Insgesamt", "", "274554"),
        (6, 3, "03241", "2015-12-31", "Insgesamt", "", "1144481"),
        (6, 4, "03241", "2015-12-31", "weiblich", "", "590000"),
        (6, 5, "03241", "2014-12-31", "Insgesamt", "", "-"),
    ]
    assert table.problems == ()


def test_years_are_periods_and_units_belong_to_the_series() -> None:
    table = one_table(YEARS_AND_UNITS)

    assert table.cells["period"].to_list() == ["2015", "2015", "1995", "1995"]
    assert table.cells["series"].unique(maintain_order=True).to_list() == [
        "Zuzüge über die Gemeindegrenzen | Geschlecht | Insgesamt | Anzahl",
        "Fortzüge / ins Ausland | Geschlecht | Anzahl",
    ]
    assert table.cells["item"].unique().to_list() == ["Deutsche"]


def test_the_form_of_today_gives_the_same_cells() -> None:
    table = one_table(OF_TODAY)

    assert table.cells.select("area_code", "period", "series", "text").rows() == [
        ("03254", "2024-12-31", "Insgesamt", "270000"),
        ("03254", "2023-12-31", "Insgesamt", "271000"),
    ]
    assert (table.table_id, table.problems) == ("12411-01-01-4", ())


def test_headers_that_name_periods_are_known_by_their_place() -> None:
    assert one_table(DATES_ABOVE).dated == {
        "2015-12-31": "Zeile 3, Spalte 3",
        "2014-12-31": "Zeile 3, Spalte 5",
    }
    assert one_table(DATES_IN_ROWS).dated == {}


def test_a_table_has_its_key_title_and_time() -> None:
    table = one_table(DATES_IN_ROWS)

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

    assert one_table(content).territorial_status == date(2015, 12, 31)


@pytest.mark.parametrize("content", EXAMPLES)
def test_every_field_is_counted_once(content: str) -> None:
    assert one_table(content).filled == fields_of(content)


@pytest.mark.parametrize("content", EXAMPLES)
def test_encodings_and_line_ends_do_not_matter(content: str) -> None:
    expected = one_table(content)

    for raw in (
        content.encode("utf-8-sig"),
        content.encode("iso-8859-1"),
        content.replace("\n", "\r\n").encode(),
        content.replace("GENESIS-Tabelle: ", "\n\nGENESIS-Tabelle: ").encode(),
    ):
        table = one_table(raw)
        assert table.cells.drop("row").equals(expected.cells.drop("row"))
        assert (table.title, table.problems) == (expected.title, ())
        assert table.filled == filled(raw)


def test_empty_columns_at_the_end_are_nothing() -> None:
    lines = [f"{line};;" if line[:1].isdigit() else line for line in DATES_ABOVE.splitlines()]

    assert one_table("\n".join(lines) + "\n").problems == ()


def test_several_tables_in_one_file_stay_apart() -> None:
    content = DATES_IN_ROWS + "\n" + DATES_ABOVE
    tables = tables_of(content)

    assert [one.table_id for one in tables] == ["12411-03-03-4", "12411-01-01-4"]
    assert tables[1].cells["row"].min() == DATES_IN_ROWS.count("\n") + 1 + 5
    assert sum(one.filled for one in tables) == fields_of(content)


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

    assert table.filled == fields_of(content)
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
