"""LSN-Online: the day or the years of a table; which one a value is of must not be open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_access.importers.problems import Severity
from tests.support.lsn_examples import TABLE, codes, one, said, several
from tests.support.lsn_tables import AREAS, Row, Table, copied, download

YEARS: tuple[Row, ...] = tuple(
    (code, name, (str(year),), (1000 * number + year,))
    for number, (code, name) in enumerate((("254", "Hildesheim"), ("254021", "Hildesheim, Stadt")))
    for year in (2005, 2006, 2007)
)
SERIES_TABLE = Table(
    YEARS,
    table_id="Z100001G",
    date="Stichtag: 30.06.*",
    labels=f"{AREAS}\n--------\nJahr",
    grouped=("Insgesamt",),
    single=(),
)


def test_a_table_of_years_has_no_day() -> None:
    table = one(copied(replace(TABLE, table_id="K1061301", date="Jahr: 2020*")))

    assert set(table.cells["period"]) == {"2020"}


def test_years_beside_the_values_complete_the_stichtag() -> None:
    table = one(copied(SERIES_TABLE, labels=1))

    assert [line[:5] for line in said(table)] == [
        (code, name, f"{year}-06-30", "Bevölkerung | Insgesamt", "")
        for code, name, (year,), _ in YEARS
    ]
    assert table.table_id == "Z100001G"


def test_years_without_stichtag_are_years() -> None:
    table = one(copied(replace(SERIES_TABLE, date=""), labels=1))

    assert table.cells["period"].to_list()[:3] == ["2005", "2006", "2007"]


def test_years_nested_below_their_area_are_read_alike() -> None:
    nested: list[Row] = []
    for code, name, (year,), values in YEARS:
        if year == "2005":
            nested.append((code, name, (), ()))
        nested.append(("", year, (), values))
    table = one(download(replace(SERIES_TABLE, rows=tuple(nested))))

    assert said(table) == said(one(copied(SERIES_TABLE, labels=1)))


def test_a_table_without_any_date_leaves_the_period_open() -> None:
    table = one(download(replace(TABLE, date="ohne")))

    assert set(table.cells["period"]) == {None}


def test_two_stichtage_on_a_sheet_are_a_mistake() -> None:
    later = replace(TABLE, date="31.12.2020*")
    tables = several(download(TABLE).beside(download(later, column=9)))

    assert codes(*tables) == 2 * [(Severity.ERROR, "second-table", "I4")]
    below = several(download(TABLE).beside(download(later, row=60)))
    assert codes(*below) == 2 * [(Severity.ERROR, "second-table", "A63")]
    assert "Die zweite beginnt bei Zelle A63." in below[0].problems[0].what
    alone = one(download(TABLE).with_cells({(7, 1): "30.06.2019"}))
    assert codes(alone) == [(Severity.ERROR, "several-dates", "A8")]


@pytest.mark.parametrize("text", ["31.12.2019 / 31.12.2020", "Stichtag: 31.12.2019, 31.12.2020*"])
def test_two_stichtage_in_one_cell_are_a_mistake(text: str) -> None:
    (problem,) = one(download(replace(TABLE, date=text))).problems

    assert (problem.severity, problem.code, problem.cell) == (
        *(Severity.ERROR, "several-dates", "A8"),
    )
    assert "mehrere Stichtage oder Zeiträume: „" in problem.what


def test_a_year_beside_a_value_under_a_full_date_is_a_mistake() -> None:
    table = one(copied(replace(SERIES_TABLE, date="31.12.2019*"), labels=1))

    assert {(severity, code) for severity, code, _ in codes(table)} == {
        (Severity.ERROR, "several-dates")
    }


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ((8, 1), "31.02.2019*", "31.02.2019"),
        ((8, 1), "31.12.19", "31.12.19"),
        ((8, 1), "Jahr: 202O", "202O"),
        ((8, 1), "Stichtag: 31.13.", "31.13."),
        ((6, 1), "Bevölkerung in Niedersachsen (Gebietsstand: 31.2.2017)", "31.2.2017"),
    ],
)
def test_a_date_that_is_none_is_told_once_in_its_cell(
    place: tuple[int, int], text: str, told: str
) -> None:
    found = one(download(TABLE).with_cells({place: text}))

    assert codes(found) == [(Severity.ERROR, "date-unreadable", f"A{place[0]}")]
    assert f"„{told}“" in found.problems[0].what
