"""From raw cells to figures: areas, meanings, values, periods, rules; and where each cell went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from data_access.engine import reading
from data_access.importers.interpretation.figures import to_store
from data_access.importers.interpretation.interpret import Interpretation, interpret
from data_access.importers.interpretation.knowledge import Knowledge, read_knowledge
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.profiles import Profile, Rule
from data_access.importers.tables.cells import CELLS, LabelPlaces, ReadTable
from data_access.vocabulary import Sex, Status

POPULATION = "bevoelkerung-fortschreibung"
SHARE = "auslaenderanteil-fortschreibung"
PROFILE = Profile(
    layout="probe", table="T1", source="lsn-a100001v", statistic=POPULATION, period="12-31"
)


@pytest.fixture(scope="module")
def knowledge(published: Engine) -> Knowledge:
    """What an installation with all real counties knows, on a day in 2026."""
    with reading(published) as connection:
        return replace(read_knowledge(connection), today=date(2026, 11, 21))


def cell(text: str, **given: Any) -> dict[str, Any]:
    """A cell of the county at the end of 2020, all persons."""
    number = given.pop("row", 1)
    plain = {
        "sheet": "Tab",
        "row": number,
        "column": 2,
        "area_code": "03254",
        "area_name": "Hildesheim, Landkreis",
        "period": "2020-12-31",
        "series": "Insgesamt",
        "item": "",
        "text": text,
        "number": None,
        "letters": "",
    }
    return {**plain, **given}


def table(cells: Iterable[dict[str, Any]], **given: Any) -> ReadTable:
    """A table of these cells, each in a row of its own."""
    rows = [{**one, "row": number} for number, one in enumerate(cells, start=1)]
    frame = pl.DataFrame(rows, schema=CELLS)
    plain: dict[str, Any] = {
        "layout": "probe",
        "table_id": "T1",
        "title": "Probe",
        "document": "probe.xlsx",
        "sheet": "Tab",
        "left_out": {Reason.HEADING: 3},
    }
    return ReadTable(cells=frame, **{**plain, **given})


def codes(found: Interpretation) -> list[str]:
    """Codes of what keeps the table out."""
    return [one.code for one in found.problems if one.severity is Severity.ERROR]


def test_a_cell_becomes_a_figure_with_its_papers(knowledge: Knowledge) -> None:
    read = table([cell("275.464p")], data_status=date(2021, 6, 30))

    found = interpret(read, PROFILE, knowledge)
    (figure,) = to_store(found.figures).iter_rows(named=True)

    assert (figure["area_key"], figure["county_key"]) == ("03254", "03254")
    assert (figure["number"], figure["status"], figure["provisional"]) == (275464, "value", True)
    assert (figure["original_text"], figure["locator"]) == ("275.464p", "Blatt Tab, Zelle B1")
    assert (figure["source_code"], figure["data_status"]) == ("lsn-a100001v", date(2021, 6, 30))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("-", Status.NOTHING),
        (".", Status.UNKNOWN_OR_CONFIDENTIAL),
        ("...", Status.LATER),
        ("/", Status.UNCERTAIN),
        ("x", Status.NOT_MEANINGFUL),
        (".x", Status.NOT_MEANINGFUL),
        ("*", Status.CONFIDENTIAL),
    ],
)
def test_a_sign_is_a_kind_of_nothing_and_stays_as_printed(
    knowledge: Knowledge, text: str, status: Status
) -> None:
    (figure,) = interpret(table([cell(text)]), PROFILE, knowledge).figures.iter_rows(named=True)

    assert (figure["number"], figure["status"], figure["original_text"]) == (None, status, text)


def test_signs_are_counted_for_the_preview(knowledge: Knowledge) -> None:
    read = table(
        [cell(text, period=f"20{number}-12-31") for number, text in enumerate("-.-5*", 10)]
        + [cell("7p", period="2019-12-31")]
    )

    assert [one.words for one in interpret(read, None, knowledge).signs] == [
        "„-“ nichts vorhanden (2)",
        "„*“ geheim (1)",
        "„.“ unbekannt oder geheim (1)",
        "vorläufig (1)",
    ]


def test_a_table_may_mean_another_thing_by_a_sign(knowledge: Knowledge) -> None:
    profile = PROFILE.model_copy(update={"meanings": {"-": Status.UNKNOWN_OR_CONFIDENTIAL}})

    (figure,) = interpret(table([cell("-")]), profile, knowledge).figures.iter_rows(named=True)

    assert figure["status"] == Status.UNKNOWN_OR_CONFIDENTIAL


def test_sexes_and_groups_are_known_by_their_names(knowledge: Knowledge) -> None:
    read = table(
        [
            cell("10", series="Ausländer(innen) | weiblich"),
            cell("20", series="männlich", item="Syrien"),
            cell("30", series="Anzahl", item="unter 3 Jahre"),
            cell("40", series="Deutsche | Insgesamt", item="18 bis unter 20 Jahre"),
        ]
    )

    found = interpret(read, PROFILE, knowledge)

    assert found.figures.select("group_code", "sex", "number").rows() == [
        ("auslaender", Sex.FEMALE, 10),
        ("syrien", Sex.MALE, 20),
        ("alter-unter-3", Sex.TOTAL, 30),
        ("alter-18-20.deutsche", Sex.TOTAL, 40),
    ]
    assert [group.code for group in found.new_groups] == ["alter-18-20.deutsche"]


def test_a_rule_says_what_a_column_is(knowledge: Knowledge) -> None:
    rules = (
        Rule(text="Quote", statistic=SHARE),
        Rule(text="in Tausend", factor=1000.0, ignore=True),
        Rule(text="Fläche", leave_out="keine Kennzahl dieses Hauses"),
    )
    profile = PROFILE.model_copy(update={"rules": rules})
    read = table(
        [
            cell("8,6", series="Quote"),
            cell("275", series="in Tausend"),
            cell("1.207", series="Fläche | in qkm"),
        ]
    )

    found = interpret(read, profile, knowledge)

    assert found.figures.select("statistic_code", "number").rows() == [
        (SHARE, 8.6),
        (POPULATION, 275_000),
    ]
    assert found.left_out[Reason.NOT_WANTED] == 1


def test_a_table_without_a_profile_asks_what_its_columns_are(knowledge: Knowledge) -> None:
    read = table([cell("5", series="Lebendgeborene | weiblich"), cell("4", series="Gestorbene")])

    found = interpret(read, None, knowledge)

    assert codes(found) == ["table-new"]
    assert [one.text for one in found.unknown] == ["Lebendgeborene", "Gestorbene"]
    assert found.figures.is_empty()


def test_a_table_of_other_areas_asks_nothing(knowledge: Knowledge) -> None:
    read = table([cell("5", area_code="05315", area_name="Köln", series="Lebendgeborene")])

    found = interpret(read, None, knowledge)

    assert codes(found) == []
    assert [one.code for one in found.problems] == ["no-own-area"]
    assert found.left_out[Reason.OTHER_COUNTY] == 1


def test_a_table_without_a_value_says_nothing_of_areas(knowledge: Knowledge) -> None:
    """A file of comparisons only: the layout has said where its values went."""
    found = interpret(table([], left_out={Reason.NO_PERIOD: 3}), None, knowledge)

    assert found.problems == ()
    assert dict(found.left_out) == {Reason.NO_PERIOD: 3}


def test_a_table_that_nobody_has_named_is_not_called_new(knowledge: Knowledge) -> None:
    """Its layout asks for the name first; then there may be a profile."""
    found = interpret(table([cell("5", series="Value")], table_id=""), None, knowledge)

    assert found.problems == ()
    assert found.figures.is_empty()


def test_a_period_of_a_rule_stands_in_for_one_that_the_table_lacks(knowledge: Knowledge) -> None:
    rule = Rule(text="INSGESAMT", statistic=POPULATION, period="2018-12-31", note="unsicher")
    profile = PROFILE.model_copy(update={"rules": (rule,)})
    cells = [
        cell("276594", series="INSGESAMT", period=None),
        cell("1", series="INSGESAMT", period="2019-12-31"),
    ]

    found = interpret(table(cells), profile, knowledge)

    assert codes(found) == []
    assert found.figures.select("number", "period", "note").rows() == [
        (276594, "2018-12-31", "unsicher"),
        (1, "2019-12-31", "unsicher"),
    ]


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


def test_a_bare_year_is_the_date_that_the_profile_says(knowledge: Knowledge) -> None:
    found = interpret(table([cell("5", period="2019"), cell("6")]), PROFILE, knowledge)

    assert found.figures["period"].to_list() == ["2019-12-31", "2020-12-31"]


def test_a_value_without_a_period_is_no_figure(knowledge: Knowledge) -> None:
    assert codes(interpret(table([cell("5", period=None)]), PROFILE, knowledge)) == ["no-period"]


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


def test_with_a_territorial_status_areas_count_as_of_that_day(knowledge: Knowledge) -> None:
    old = cell("5", area_code="032545406", area_name="Leinebergland", period="2010-12-31")

    assert codes(interpret(table([old]), PROFILE, knowledge)) == ["area-did-not-exist"]
    read = table([old], territorial_status=date(2017, 7, 1))
    assert codes(interpret(read, PROFILE, knowledge)) == []


def test_a_month_inside_the_waiting_time_is_provisional(knowledge: Knowledge) -> None:
    profile = PROFILE.model_copy(update={"statistic": "sgb2-asylzugang", "period": ""})
    read = table(
        [cell("5", period="2021-02"), cell("6", period="2021-03")],
        data_status=date(2021, 6, 15),
    )

    assert interpret(read, profile, knowledge).figures["provisional"].to_list() == [False, True]


AREAS = [
    ("03254", "Hildesheim, Landkreis"),
    ("03157", "Peine"),
    ("03456", "Grafschaft Bentheim"),
    ("03", "Niedersachsen"),
    ("DG", "Deutschland"),
    ("05315", "Köln"),
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(AREAS),
            st.sampled_from(["Insgesamt", "weiblich", "Fläche"]),
            st.sampled_from(["5", "-", ".", "1.234", "7r"]),
            st.integers(1990, 2020),
        ),
        max_size=30,
    )
)
def test_every_cell_goes_somewhere_exactly_once(
    knowledge: Knowledge, drawn: list[tuple[tuple[str, str], str, str, int]]
) -> None:
    rules = (Rule(text="Fläche", leave_out="anderswo"),)
    profile = PROFILE.model_copy(update={"rules": rules})
    # One text per key, so that nothing contradicts anything.
    texts: dict[Any, str] = {}
    cells = [
        cell(
            texts.setdefault((code, series, year), text if series != "weiblich" else "-"),
            area_code=code,
            area_name=name,
            series=series,
            period=f"{year}-12-31",
        )
        for (code, name), series, text, year in drawn
    ]
    read = table(cells)

    found = interpret(read, profile, knowledge)

    assert codes(found) == []
    assert found.figures.height + sum(found.left_out.values()) == read.filled
    assert found.figures.height == len(
        {
            (one["area_code"], one["series"], one["period"])
            for one in cells
            if one["area_code"] in {"03254", "03157"} and one["series"] != "Fläche"
        }
    )


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


def test_values_of_the_state_are_said_to_be_left_out(knowledge: Knowledge) -> None:
    state = cell("9", area_code="03", area_name="Niedersachsen")

    (note,) = interpret(table([cell("5"), state]), PROFILE, knowledge).problems

    assert (note.severity, note.code) == (Severity.NOTE, "other-level")
    assert "Niedersachsen werden nicht übernommen" in note.what
    assert "Landkreis Hildesheim" in note.what


def test_a_table_of_others_says_whose_it_is(knowledge: Knowledge) -> None:
    other = cell("9", area_code="03159", area_name="Göttingen")

    (note,) = interpret(table([other]), PROFILE, knowledge).problems

    assert (note.severity, note.code) == (Severity.NOTE, "no-own-area")
    assert "Göttingen" in note.what
    assert "Landkreis Hildesheim" in note.what


def test_a_number_of_the_workbook_is_told_as_excel_shows_it(knowledge: Knowledge) -> None:
    found = interpret(table([cell("135.844", number=135.844)]), PROFILE, knowledge)

    (problem,) = [one for one in found.problems if one.code == "not-whole"]
    assert "„135,844“" in problem.what


def test_a_day_of_the_workbook_is_told_as_excel_shows_it(knowledge: Knowledge) -> None:
    found = interpret(table([cell("1965-12-14 00:00:00")]), PROFILE, knowledge)

    (problem,) = [one for one in found.problems if one.code == "not-a-number"]
    assert problem.what.startswith("„14.12.1965“ ist weder")


def test_a_part_of_a_county_that_is_kept_goes_by_its_own_name(knowledge: Knowledge) -> None:
    region = cell("8", area_code="K03241", area_name="Hannover, Region")
    around = cell("9", area_code="K03241999", area_name="dav. Hannover, Umland")

    (note,) = interpret(table([cell("5"), region, around]), PROFILE, knowledge).problems

    assert note.what.startswith("Werte für „dav. Hannover, Umland“ werden nicht übernommen")
    assert "Region Hannover" in note.what.partition("führt nur")[2]


#: Areas of a file made for Landkreis Hildesheim, and what is said of them.
STRANGERS = {
    "a municipality that is kept": (("03157006", "Peine"), "„Peine“ gehört zu Landkreis Peine."),
    "a county that is kept": (
        ("03157", "Landkreis Peine"),
        "„Landkreis Peine“ ist ein anderer Kreis.",
    ),
    "a municipality of any county": (
        ("03159016", "Göttingen, Stadt"),
        "„Göttingen, Stadt“ gehört zu Landkreis Göttingen.",
    ),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_file_made_for_a_county_holds_its_areas_only(knowledge: Knowledge, name: str) -> None:
    (code, area), said = STRANGERS[name]
    read = table(
        [cell("5"), cell("9", area_code=code, area_name=area)],
        county_key="03254",
        labels=LabelPlaces(area=1),
    )

    found = interpret(read, PROFILE, knowledge)

    (problem,) = found.problems
    assert (problem.code, problem.cell) == ("area-of-other-county", "A2")
    assert problem.what == f"Die Vorlage ist für Landkreis Hildesheim; {said}"
    assert found.figures.is_empty()


def test_a_file_made_for_a_county_may_name_the_state_beside_it(knowledge: Knowledge) -> None:
    state = cell("9", area_code="03", area_name="Niedersachsen")
    city = cell("4", area_code="03254021", area_name="Hildesheim, Stadt")

    found = interpret(table([cell("5"), city, state], county_key="03254"), PROFILE, knowledge)

    assert codes(found) == []
    assert sorted(found.figures["number"].to_list()) == [4.0, 5.0]


def test_a_wrong_name_is_told_at_its_own_cell(knowledge: Knowledge) -> None:
    labels = LabelPlaces(area=1, areas={2: (1, 1)}, texts={"Afganistan": (7, 3)})
    strange = {"area_code": None, "area_name": "Hildesheym"}
    read = table([cell("5", **strange), cell("6", item="Afganistan")], labels=labels)

    found = interpret(read, PROFILE, knowledge)

    assert {one.code: one.cell for one in found.problems} == {
        "unknown-area": "A1",
        "unknown-text": "C7",
    }


def test_a_template_with_a_wrong_area_offers_its_list_and_says_nothing_more(
    knowledge: Knowledge,
) -> None:
    strange = cell("5", area_code=None, area_name="Alfelt")

    found = interpret(table([strange], county_key="03254"), PROFILE, knowledge)

    (problem,) = found.problems
    assert problem.code == "unknown-area"
    assert found.strange_areas == ()
    assert "Alfeld (Leine)" in problem.what
    assert "Blatt „Listen“" in problem.remedy
    assert "alias" not in problem.remedy


def test_an_area_in_conflict_is_not_told_as_an_area_of_others(knowledge: Knowledge) -> None:
    """„Peine“ is an area of this installation; only its key is of another one."""
    found = interpret(table([cell("5", area_code="03157")]), PROFILE, knowledge)

    assert [one.code for one in found.problems] == ["area-conflict"]


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


def test_a_new_table_may_have_numbers_as_headers(knowledge: Knowledge) -> None:
    found = interpret(table([cell("1", series="1 000")]), None, knowledge)

    assert codes(found) == ["table-new"]
    assert [one.text for one in found.unknown] == ["1 000"]
