"""CSV as a German Excel opens it: nothing changes its kind, nothing is evaluated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export import delimited
from dashboard.export.table import COLUMNS, Column, Kind, columns, rows
from dashboard.views.values import county_of
from data_access.reader import Reader
from tests.support.excel import MARK, Formula, cell, opened

COUNTIES = ("03254", "03", "03157", "03241", "03357", "muster")
TEXT, CODE = Column("Gruppe", Kind.TEXT, 9), Column("Kürzel", Kind.CODE, 9)
AREA, TABLE = Column("Gebietsschlüssel", Kind.CODE, 9), Column("Tabelle", Kind.CODE, 9)
NUMBER, DAY = Column("Wert", Kind.NUMBER, 9), Column("von", Kind.DATE, 9)


def written(column: Column, value: str | Decimal | date | None) -> str:
    """The cell of a file with one column and one row."""
    content = delimited.to_bytes((TEXT, column), [("a", value)])
    return content.decode("utf-8-sig").splitlines()[1].removeprefix("a;")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("03254", Decimal(3254)),
        ("1-2-1", date(2001, 2, 1)),
        ("5.2", date(2026, 2, 5)),
        ("März 2021", date(2021, 3, 1)),
        ("1.234,5", Decimal("1234.5")),
        ("8,6 %", Decimal("8.6")),
        ("wahr", True),
        ("=1+1", Formula("=1+1")),
        ("+49 5121", Formula("+49 5121")),
        ("@SUMME(A1)", Formula("@SUMME(A1)")),
        ("Stichtag 31.12.2020", "Stichtag 31.12.2020"),
        ("2016/2017", "2016/2017"),
    ],
)
def test_the_reading_that_these_tests_rely_on(text: str, read: object) -> None:
    assert cell(text) == read


@pytest.mark.parametrize("county_key", COUNTIES)
def test_every_cell_arrives_as_what_it_is(county_key: str, whole: Reader) -> None:
    county = county_of(whole.counties(), county_key)
    heads = columns(synthetic=county.synthetic)
    for statistic in whole.statistics(county_key):
        series = whole.series(county_key, statistic.code)
        assert series is not None
        given_rows = list(rows(series, county))[-400:]
        first, *found = opened(delimited.to_bytes(heads, given_rows))
        assert first == [one.name for one in heads]
        assert len(found) == len(given_rows) > 0
        for given_row, row in zip(given_rows, found, strict=True):
            for column, value, read in zip(heads, given_row, row, strict=True):
                _check(column, value, read)


def _check(column: Column, value: object, read: object) -> None:
    if column.kind in {Kind.NUMBER, Kind.DATE}:
        assert read == value, column.name
        return
    assert read is None or isinstance(read, str), (column.name, value, read)
    if column.name == "Gebietsschlüssel" and str(value).isdecimal():
        assert read in {f"AGS {value}", f"ARS {value}"}
    elif column.name == "Tabelle":
        assert read == (f"Tabelle {value}" if value else None)
    else:
        assert (read or "").removeprefix("'") == " ".join(str(value).split())


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        (AREA, "03", "AGS 03"),
        (AREA, "03254", "AGS 03254"),
        (AREA, "03254021", "AGS 03254021"),
        (AREA, "032545406", "ARS 032545406"),
        (AREA, "03254-ohne-stadt", "03254-ohne-stadt"),
        (AREA, "muster-01", "muster-01"),
        (TABLE, "1-2-1", "Tabelle 1-2-1"),
        (TABLE, "22221-01-01-4", "Tabelle 22221-01-01-4"),
        (TABLE, "", ""),
        (CODE, "0815", "'0815"),
        (CODE, "5-1", "'5-1"),
        (CODE, "sgb2-elb", "sgb2-elb"),
        (TEXT, "5.2", "'5.2"),
        (TEXT, "2 von 3", "2 von 3"),
        (TEXT, "S. 12", "S. 12"),
        (TEXT, "Mai 2021", "'Mai 2021"),
        (TEXT, "Maier", "Maier"),
        (TEXT, "eins\nzwei", "eins zwei"),
        (TEXT, 'mit „; und "', '"mit „; und """'),
        (NUMBER, Decimal(33380), "33380"),
        (NUMBER, Decimal("-12.5"), "-12,5"),
        (NUMBER, Decimal("0.00"), "0,00"),
        (NUMBER, None, ""),
        (DAY, date(2020, 12, 31), "31.12.2020"),
    ],
)
def test_cells(column: Column, value: str | Decimal | date | None, text: str) -> None:
    assert written(column, value) == text


@given(st.sampled_from("=+-@\t\r%|"), st.text(max_size=20), st.sampled_from([TEXT, CODE, AREA]))
def test_no_text_becomes_a_formula(sign: str, rest: str, column: Column) -> None:
    content = delimited.to_bytes((column,), [(sign + rest,)])
    read = opened(content)[-1]

    assert not any(isinstance(one, Formula) for one in read)
    assert not content.decode("utf-8-sig").split("\r\n")[1].lstrip('"').startswith(tuple("=+-@\t"))


@given(st.text(st.sampled_from("0123456789.,-/+ %€eEabmärzMai"), min_size=1, max_size=12))
def test_no_text_changes_its_kind(text: str) -> None:
    (read,) = opened(delimited.to_bytes((TEXT, TEXT), [("a", text)]))[1][1:]

    line = " ".join(text.split())
    assert read in ({None, ""} if not line else {line, f"'{line}"})


def test_the_file_has_mark_semicolons_and_windows_lines() -> None:
    content = delimited.to_bytes((TEXT, NUMBER), [("ä", Decimal("1.5"))])

    assert content == MARK + "Gruppe;Wert\r\nä;1,5\r\n".encode()


def test_names_of_columns_are_plain_words() -> None:
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)
    assert all(isinstance(cell(name), str) for name in names)
