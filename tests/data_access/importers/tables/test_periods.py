"""Dates and periods in the spellings of the offices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.domain import Period, PeriodKind
from data_access.importers.tables.periods import (
    find_data_status,
    find_territorial_status,
    parse_date,
    parse_day_of_year,
    parse_month_year,
    parse_period,
    several_days,
    unreadable_date,
)
from tests.support import samples

MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("31.12.2020*", date(2020, 12, 31)), ("31.12.2015", date(2015, 12, 31))),
        *(("2024-12-31", date(2024, 12, 31)), ("2007-06-30 00:00:00", date(2007, 6, 30))),
        *(("1.7.2017", date(2017, 7, 1)), ("1.07.2017", date(2017, 7, 1))),
        *(("31.12.2020 1)", date(2020, 12, 31)), ("31.12.2020\u00b2", date(2020, 12, 31))),
        *(("\u00a031.\u00a012.\u00a02020 ", date(2020, 12, 31)), ("29.02.2020", date(2020, 2, 29))),
        *(
            ("14.12.2017 / 15:51:18", date(2017, 12, 14)),
            ("2020-06-30T00:00:00", date(2020, 6, 30)),
        ),
    ],
)
def test_a_date_is_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "30.06.",
            "31.12.20",
            "29.02.2021",
            "31.04.2020",
            "0.1.2020",
            "1.13.2020",
            "32.1.2020",
        ),
        *(
            "12/31/2020",
            "31/12/2020",
            "2020-1-1",
            "20201231",
            "31.12.20201",
            "1.1.0001",
            "1.1.9999",
        ),
        *("Juni 2019", "2020", "31.12.2020 und später", "vom 1.1.2020", "\u0663\u0661.12.2020"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *(("31.12.2020*", "2020-12-31"), ("2024-12-31", "2024-12-31"), ("2015", "2015")),
        *(("Jahr: 2020*", "2020"), ("Jahr 2020", "2020"), ("Berichtsjahr: 2019", "2019")),
        *(("Stichtag: 30.06.2020, Datenstand: Juli 2021", "2020-06-30"), ("2020 *", "2020")),
        *(("Stichtag 31.12.2020", "2020-12-31"), ("am 31.12.2020", "2020-12-31")),
        *(("Dezember 2019 (Datenstand Mai 2020)", "2019-12"), ("Juni 2019", "2019-06")),
        *(
            ("Berichtsmonat Juni 2021", "2021-06"),
            ("März 2020", "2020-03"),
            ("Mrz 2020", "2020-03"),
        ),
        *(("Ma\u0308rz 2020", "2020-03"), ("Okt. 2020", "2020-10"), ("JUNI 2019", "2019-06")),
        *(("2016/2017", "2016/2017"), ("2016/17", "2016/2017"), ("Schuljahr 2016/17", "2016/2017")),
        *(("1999/00", "1999/2000"), ("2019-12", "2019-12"), ("04/1991", "1991-04")),
        *(("2007-06-30 00:00:00", "2007-06-30"), ("2015 1)", "2015"), ("2015\u00b9\u207e", "2015")),
    ],
)
def test_a_period_is_read(text: str, key: str) -> None:
    assert parse_period(text) == key


@pytest.mark.parametrize(
    "text",
    [
        # Two years that are compared, parts of years that a period has no word for.
        *("2024 / 2005", "2024/2005", "2020/2018", "2020/2019", "2016 / 2017", "2016/18"),
        *("1. Quartal 2020", "Q1 2020", "2020-Q1", "1. Halbjahr 2020", "WS 2019/20", "2021-10P6M"),
        *("", "Jahr", "Stichtag:", "Stichtag: 30.06.*", "30.06.", "1234", "9999", "20201", "03254"),
        *("2020-13", "2020-00", "13/2020", "2.020", "2020,0", "Juno 2019", "Juni 19", "2020 Juni"),
        *(
            "Veränderung 2020",
            "Kosovo (ab 2008)",
            "Stand 2020",
            "© 2021",
            "2020-2021",
            "\u0662\u0660\u0661\u0665",
        ),
    ],
)
def test_what_is_no_period_is_not_guessed(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "month_and_day"),
    [
        *(("Stichtag: 30.06.*", (6, 30)), ("30.06.", (6, 30)), ("31.12.1)", (12, 31))),
        *(("Einwohnerinnen und Einwohner am 31.12.1)", (12, 31)), ("29.02.", (2, 29))),
        *(("Ausländerinnen und Ausländer am 31.12.", (12, 31)), ("zum 1. 1.", (1, 1))),
        *(("31.12.2020", None), ("31.02.", None), ("Stichtag", None), ("1)", None), ("", None)),
        *(("Team 31.12.", None), ("5.6.7.", None)),
    ],
)
def test_a_date_may_leave_the_year_to_another_cell(
    text: str, month_and_day: tuple[int, int] | None
) -> None:
    assert parse_day_of_year(text) == month_and_day


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *(("Dezember 2019", "2019-12"), ("Sept. 2020", "2020-09"), ("2019-02", "2019-02")),
        *(("2019", None), ("31.12.2019", None), ("Monat 2019", None), ("Dezember", None)),
    ],
)
def test_a_month_is_read(text: str, key: str | None) -> None:
    assert parse_month_year(text) == key


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(
            ("Stand: 14.12.2017 / 15:51:18", date(2017, 12, 14)),
            ("Stand: 20.02.2020", date(2020, 2, 20)),
        ),
        *(("Dezember 2019 (Datenstand Mai 2020)", date(2020, 5, 31)),),
        *(("Stichtag: 30.06.2020, Datenstand: Juli 2021", date(2021, 7, 31)),),
        *(("Datenstand: Juni 2016 Zentraler Statistik-Service", date(2016, 6, 30)),),
        *(("Zeitreihe, Datenstand: Februar 2020", date(2020, 2, 29)),),
        # Of a footnote, of the territory, of nothing.
        *(("sind die Zahlen mit Stand 31.12.2016 nur eingeschränkt vergleichbar", None),),
        *(
            ("Gebietsstand: 1.7.2017", None),
            ("Datenstand", None),
            ("Stand: 10/2017", None),
            ("", None),
        ),
    ],
)
def test_the_data_status_is_found(text: str, day: date | None) -> None:
    assert find_data_status(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("Gebietsstand: 1.7.2017", date(2017, 7, 1)),),
        *(("Kreise (Gebietsstand Dezember 2019)", date(2019, 12, 31)),),
        *(("Bevölkerung in Niedersachsen (Gebietsstand: 1.1.2020)", date(2020, 1, 1)),),
        *(("Gemeinden (Gebietsstand 15.05.2022)", date(2022, 5, 15)),),
        *(
            ("Stand: 14.12.2017", None),
            ("Gebietsstand 2019", None),
            ("Gebietsstand 31.2.2020", None),
        ),
    ],
)
def test_the_territorial_status_is_found(text: str, day: date | None) -> None:
    assert find_territorial_status(text) == day


# Whatever comes

_PARSERS: list[Callable[[str], Any]] = [
    *(parse_date, parse_period, parse_day_of_year, parse_month_year),
    *(find_data_status, find_territorial_status),
]
_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_SPACES = st.text(" \u00a0\u202f\t", max_size=2)
_FOOTNOTES = st.sampled_from(["", "*", " *", "**", " 1)", " 1) 2)", "\u00b9", " \u00b3)", "*)"])
_LABELS = st.sampled_from(["", "Stichtag: ", "Stichtag ", "am ", "zum ", "zum Stichtag: "])


@settings(deadline=None, max_examples=300)
@given(_DAYS, st.data())
def test_a_day_in_any_spelling_is_the_same_day(day: date, data: st.DataObject) -> None:
    spelling = data.draw(
        st.sampled_from(
            [
                f"{day:%d.%m.%Y}",
                f"{day.day}.{day.month}.{day.year}",
                f"{day:%d. %m. %Y}",
                f"{day:%Y-%m-%d}",
                f"{day:%Y-%m-%d} 00:00:00",
            ]
        )
    )
    text = data.draw(_SPACES) + spelling + data.draw(_FOOTNOTES) + data.draw(_SPACES)

    assert parse_date(text) == day
    assert parse_period(data.draw(_LABELS) + text) == day.isoformat()
    assert find_data_status(f"Stand: {spelling}") == day
    assert find_territorial_status(f"Kreise (Gebietsstand: {spelling})") == day


@settings(deadline=None)
@given(_DAYS, _FOOTNOTES, st.sampled_from(["", "Berichtsmonat: ", "Monat "]))
def test_a_month_in_any_spelling_is_the_same_month(day: date, mark: str, label: str) -> None:
    name, key = MONTHS[day.month - 1], f"{day:%Y-%m}"

    for spelling in (f"{name} {day.year}", f"{name.upper()}  {day.year}", f"{day:%m/%Y}", key):
        assert parse_month_year(spelling + mark) == key
        assert parse_period(label + spelling + mark) == key
    end = find_data_status(f"Datenstand: {name} {day.year}")
    assert end is not None
    assert Period.parse(key).end == end


@settings(deadline=None)
@given(st.integers(1800, 2199), st.integers(1800, 2199), _FOOTNOTES)
def test_two_years_are_a_span_only_one_after_the_other(first: int, second: int, mark: str) -> None:
    follows = second == first + 1

    assert parse_period(f"{first}/{second}{mark}") == (f"{first}/{second}" if follows else None)
    assert parse_period(f"{first} / {second}{mark}") is None
    assert parse_period(f"{first}{mark}") == str(first)
    assert parse_period(f"{first}/{(first + 1) % 100:02}{mark}") == f"{first}/{first + 1}"


@settings(deadline=None, max_examples=500)
@given(st.one_of(st.text(), st.text("0123456789./-: *)²JjuniahrStcgmzDe", max_size=24)))
def test_any_text_is_a_period_or_none(text: str) -> None:
    for parser in _PARSERS:
        parser(text)
    key = parse_period(text)
    if key is not None:
        period = Period.parse(key)
        assert str(period.start.year) in text
        assert (parse_date(text) is None) or period.kind is PeriodKind.DAY


def test_a_long_cell_takes_no_time() -> None:
    for text in ("*" * 100_000, "1) " * 30_000, "am " * 30_000, " / " * 30_000 + "2020"):
        for parser in _PARSERS:
            assert parser(text) is None


@samples.needed
def test_the_dates_of_the_real_workbooks_are_read() -> None:
    """Every date cell and every date text that stands alone in the files of LSN and BA."""
    files = [*samples.FOLDER.glob("lsn/raw_*.xlsx"), *samples.FOLDER.glob("ba/raw_*.xlsx")]

    found = [key for file in files for key in _periods_of(file)]

    assert {"2020-12-31", "2019-12-31", "2018-12-31", "2020", "2019-12", "2020-06-30"} <= set(found)


def _periods_of(file: Path) -> list[str]:
    workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
    cells = [cell for sheet in workbook for row in sheet.values for cell in row if cell is not None]
    workbook.close()
    return [key for key in (parse_period(str(cell)) for cell in cells) if key]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31.02.2024", "31.02.2024"),
        ("Stand am 31.12.20", "31.12.20"),
        ("2020-13-01", "2020-13-01"),
        ("Bevölkerung am 31. 9. 2020*", "31. 9. 2020"),
        ("Stichtag: 3l.12.2020", "3l.12.2020"),
        ("Jahr: 202O", "202O"),
        ("Berichtsmonat: Dezmber 2020", "Dezmber 2020"),
    ],
)
def test_what_was_meant_as_a_date_and_is_none_is_found(text: str, told: str) -> None:
    assert unreadable_date(text) == told


@pytest.mark.parametrize(
    "text",
    [
        *("31.12.2020*", "Stichtag: 30.06.*", "Jahr: 2020*", "Berichtsmonat: Dezember 2020"),
        *("Stichtag: 30.06.2020, Datenstand: Juli 2021", "2007-06-30 00:00:00", "2016/17"),
        *("Bevölkerung nach Geschlecht", "Jahr", "Tabelle 2.1.10 der Reihe", "1.234.567", ""),
    ],
)
def test_what_is_a_date_or_none_was_not_meant_as_one_in_vain(text: str) -> None:
    assert unreadable_date(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("31.12.2019 / 31.12.2020", ("2019-12-31", "2020-12-31")),
        ("31.12.2019/31.12.2020*", ("2019-12-31", "2020-12-31")),
        ("Stichtag: 31.12.2019 und 31.12.2020", ("2019-12-31", "2020-12-31")),
        ("30.06.2019, 30.06.2020, 30.06.2021", ("2019-06-30", "2020-06-30", "2021-06-30")),
        ("Juni 2019 - Juni 2020", ("2019-06", "2020-06")),
        ("2019-12-31 bis 2020-12-31", ("2019-12-31", "2020-12-31")),
    ],
)
def test_several_days_in_one_cell_are_found(text: str, days: tuple[str, ...]) -> None:
    assert several_days(text) == days
    assert unreadable_date(text)
    assert parse_period(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("31.12.2020", "31.12.2020 / 31.12.2020", "2024 / 2005", "2016/17", "Juni 2019", ""),
        *("2007-06-30 00:00:00", "14.12.2017 / 15:51:18", "vom 01.01.2019 bis 31.12.2019"),
        *("Stand: 01.01.2019, Gebietsstand 01.07.2017", "Bevölkerung und Fläche"),
    ],
)
def test_one_day_and_what_else_names_two_are_not_several(text: str) -> None:
    assert several_days(text) == ()
