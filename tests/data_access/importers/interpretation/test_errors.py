"""Values, periods and headers that cannot be: told once, where they stand, as Excel shows them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from data_access.importers.interpretation.interpret import interpret
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.profiles import Rule
from data_access.vocabulary import Sex
from tests.support.interpreting import POPULATION, PROFILE, SHARE, cell, codes, table


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([cell("-5")], "negative-count"),
        ([cell("5,5")], "not-whole"),
        ([cell("5", period="2026-12-31")], "period-in-the-future"),
        ([cell("abc")], "not-a-number"),
        ([cell("1.23")], "not-a-number"),
        ([cell("10"), cell("11", item="Syrien")], "part-above-whole"),
        ([cell("10"), cell("11", series="weiblich")], "sex-above-both"),
        # Where there is nothing, there is no part of it.
        ([cell("-"), cell("11", item="Syrien")], "part-above-whole"),
        ([cell("–"), cell("11", series="weiblich")], "sex-above-both"),
        ([cell("5", area_code="03999", area_name="Nirgendwo")], "unknown-area"),
        ([cell("5", area_code="03157")], "area-conflict"),
        (
            [
                cell(
                    "5",
                    area_code="032545406",
                    area_name="Leinebergland",
                    period="2010-12-31",
                )
            ],
            "area-did-not-exist",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    knowledge: Knowledge, cells: list[dict[str, Any]], code: str
) -> None:
    found = interpret(table(cells), PROFILE, knowledge)

    assert codes(found) == [code]
    assert found.figures.height + sum(found.left_out.values()) == table(cells).filled
    problem = next(one for one in found.problems if one.severity is Severity.ERROR)
    assert problem.cell == f"B{len(cells)}"
    assert problem.what
    assert problem.remedy


def test_shares_lie_between_0_and_100(knowledge: Knowledge) -> None:
    profile = PROFILE.model_copy(update={"statistic": SHARE})
    for text, expected in (("100,0", []), ("0", []), ("100,1", ["share-out-of-range"])):
        assert codes(interpret(table([cell(text)]), profile, knowledge)) == expected
    assert codes(interpret(table([cell("-0,1")]), profile, knowledge)) == ["share-out-of-range"]


def test_rounded_parts_may_be_above_their_rounded_whole(knowledge: Knowledge) -> None:
    rounded = PROFILE.model_copy(update={"rounded_to": 5})
    read = table([cell("10"), cell("15", item="Syrien")])

    assert codes(interpret(read, rounded, knowledge)) == []
    assert codes(interpret(read, PROFILE, knowledge)) == ["part-above-whole"]


def test_a_balance_may_be_below_zero(knowledge: Knowledge) -> None:
    profile = PROFILE.model_copy(update={"statistic": "wanderung-saldo", "period": ""})

    assert codes(interpret(table([cell("-5", period="2020")]), profile, knowledge)) == []


def test_a_number_of_the_workbook_is_told_as_excel_shows_it(knowledge: Knowledge) -> None:
    found = interpret(table([cell("135.844", number=135.844)]), PROFILE, knowledge)

    (problem,) = [one for one in found.problems if one.code == "not-whole"]
    assert "„135,844“" in problem.what


def test_a_day_of_the_workbook_is_told_as_excel_shows_it(knowledge: Knowledge) -> None:
    found = interpret(table([cell("1965-12-14 00:00:00")]), PROFILE, knowledge)

    (problem,) = [one for one in found.problems if one.code == "not-a-number"]
    assert problem.what.startswith("„14.12.1965“ ist weder")


def test_a_value_without_a_period_is_no_figure(knowledge: Knowledge) -> None:
    found = interpret(table([cell("5"), cell("6", period=None)]), PROFILE, knowledge)

    (problem,) = [one for one in found.problems if one.severity is Severity.ERROR]
    assert (problem.code, problem.cell) == ("no-period", "B2")
    assert found.figures.is_empty()


def test_a_table_without_any_date_is_one_problem(knowledge: Knowledge) -> None:
    undated = [cell("5", period=None), cell("6", period=None, area_code="03157", area_name="Peine")]

    (problem,) = [
        one
        for one in interpret(table(undated), PROFILE, knowledge).problems
        if one.severity is Severity.ERROR
    ]

    assert (problem.code, problem.cell) == ("no-period", "")


def test_a_date_that_cannot_be_read_is_not_told_of_each_value(knowledge: Knowledge) -> None:
    date_problem = Problem(Severity.ERROR, "date-unreadable", "probe.xlsx", "Tab", "A1", "?", "!")

    found = interpret(table([cell("5", period=None)], problems=(date_problem,)), PROFILE, knowledge)

    assert codes(found) == ["date-unreadable"]


def test_a_future_date_is_told_once_at_its_header(knowledge: Knowledge) -> None:
    cells = [
        cell("5", period="2042"),
        cell("6", period="2042", area_code="03157", area_name="Peine"),
        cell("7", period="2043"),
    ]
    read = table(cells, dated={"2042": "A8"})

    problems = [
        one
        for one in interpret(read, PROFILE, knowledge).problems
        if one.code == "period-in-the-future"
    ]

    assert [one.cell for one in problems] == ["A8", "B3"]
    assert "31.12.2042" in problems[0].what
    assert "Betroffen: 2 Werte." in problems[0].what
    assert "Betroffen: 1 Wert." in problems[1].what


def test_an_unknown_group_stops_the_table_and_offers_the_nearest(knowledge: Knowledge) -> None:
    found = interpret(table([cell("5", item="Afganistan")]), PROFILE, knowledge)

    assert codes(found) == ["unknown-text"]
    assert "Afghanistan" in found.problems[0].what
    assert found.problems[0].cell == "B1"


def test_a_column_that_has_always_been_there_must_be_there(knowledge: Knowledge) -> None:
    rules = (Rule(text="weiblich", sex=Sex.FEMALE, expected=True),)
    profile = PROFILE.model_copy(update={"rules": rules})

    missing = interpret(table([cell("5")]), profile, knowledge)
    there = interpret(table([cell("5", series="Alle | weiblich", item="")]), profile, knowledge)

    assert codes(missing) == ["column-missing"]
    assert "column-missing" not in codes(there)


def test_two_statistics_at_once_are_no_statistic(knowledge: Knowledge) -> None:
    rules = (Rule(text="A", statistic=POPULATION), Rule(text="B", statistic=SHARE))
    profile = PROFILE.model_copy(update={"rules": rules})

    assert codes(interpret(table([cell("5", series="A | B")]), profile, knowledge)) == [
        "mapping-clash"
    ]


def test_a_table_that_is_not_built_as_it_should_be_is_not_looked_at(knowledge: Knowledge) -> None:
    """What else would be told follows from it."""
    moved = Problem(Severity.ERROR, "column-missing", "probe.xlsx", "Tab", "B1", "Fehlt.", "Neu.")
    cells = [cell("5", number=-5.0), cell("zwölf"), cell("1", area_code="x", area_name="Nirgend")]

    found = interpret(table(cells, problems=(moved,)), PROFILE, knowledge)

    assert [(one.code, one.severity) for one in found.problems] == [
        ("column-missing", Severity.ERROR),
        ("not-checked", Severity.NOTE),
    ]
    assert "Die 3 Werte" in found.problems[1].what
    assert found.left_out == {Reason.HEADING: 3, Reason.REJECTED: 3}
    assert found.figures.is_empty()


def test_a_missing_column_hides_what_follows_from_it(knowledge: Knowledge) -> None:
    rules = (Rule(text="Deutsche", expected=True, ignore=True), Rule(text="Insgesamt", ignore=True))
    profile = PROFILE.model_copy(update={"rules": rules})

    found = interpret(table([cell("zwölf"), cell("-5")]), profile, knowledge)

    assert codes(found) == ["column-missing"]


def test_a_sex_without_the_heading_above_it_is_no_new_column(knowledge: Knowledge) -> None:
    """Merged cells that were taken apart leave the heading to the first column alone."""
    profile = PROFILE.model_copy(
        update={"statistic": None, "rules": (Rule(text="Bevölkerung", statistic=POPULATION),)}
    )
    cells = [cell("2", series="Bevölkerung | Insgesamt"), cell("1", series="Männlich")]

    lost = interpret(table(cells), profile, knowledge)
    of_group = interpret(table([cells[0], cell("1", series="Deutsche")]), profile, knowledge)
    alone = interpret(table([cells[1]]), profile, knowledge)

    assert codes(lost) == ["header-lost"]
    assert lost.figures.is_empty()
    assert codes(of_group) == ["no-statistic"]
    assert codes(alone) == ["no-statistic"]


@pytest.mark.parametrize("text", ["1 000", "2.020", "50 %", "Tsd. EUR", "in 1 000", "NaN", "#NV"])
def test_a_number_or_unit_among_the_headers_is_no_group_to_name(
    knowledge: Knowledge, text: str
) -> None:
    found = interpret(table([cell("1", series=f"Insgesamt | {text}")]), PROFILE, knowledge)

    (problem,) = (one for one in found.problems if one.severity is Severity.ERROR)
    assert problem.code == "header-damaged"
    assert f"„{text}“" in problem.what
    assert "alias" not in problem.remedy
    assert found.unknown == ()
    assert found.figures.is_empty()


@pytest.mark.parametrize("text", ["15-24", "65+", "In Ausbildung", "Eurasien"])
def test_ages_and_words_may_be_groups(knowledge: Knowledge, text: str) -> None:
    found = interpret(table([cell("1", series=text)]), PROFILE, knowledge)

    assert "header-damaged" not in codes(found)


def test_a_change_in_parentheses_may_mean_two_things(knowledge: Knowledge) -> None:
    """Bookkeepers write a loss so, offices what is uncertain."""
    change = PROFILE.model_copy(update={"statistic": "sgb2-asylzugang-vorjahr", "period": ""})

    found = interpret(table([cell("(4)", period="2020-12")]), change, knowledge)

    assert codes(found) == ["sign-unclear"]
    assert not codes(interpret(table([cell("-4", period="2020-12")]), change, knowledge))
    assert not codes(interpret(table([cell("(4)")]), PROFILE, knowledge))


def test_a_year_among_days_is_no_series_of_its_own(knowledge: Knowledge) -> None:
    """A spreadsheet shows the day of some lines as its year or month."""
    profile = PROFILE.model_copy(update={"period": ""})
    days = [cell("1"), cell("2", period="2019-12-31")]

    for period, said in (("2018", "„2018“"), ("2018-12", "„Dezember 2018“")):
        found = interpret(table([*days, cell("3", period=period)]), profile, knowledge)
        (problem,) = found.problems
        assert (problem.code, problem.cell) == ("date-without-day", "B3")
        assert said in problem.what
        assert found.figures.is_empty()
    assert not codes(interpret(table(days), profile, knowledge))
    # Nothing speaks against a table of years.
    years = table([cell("1", period="2018"), cell("2", period="2019")])
    assert not codes(interpret(years, profile, knowledge))
    of_days = replace(years, title="Bevölkerung nach Geschlecht - Stichtag 31.12. -")
    assert codes(interpret(of_days, profile, knowledge)) == ["date-without-day"] * 2
