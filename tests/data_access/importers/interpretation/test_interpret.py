"""From raw cells to figures: meanings, values, periods, rules; and where each cell went."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.importers.interpretation.figures import to_store
from data_access.importers.interpretation.interpret import interpret
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.problems import Reason
from data_access.importers.profiles import Rule
from data_access.vocabulary import Sex, Status
from tests.support.interpreting import POPULATION, PROFILE, SHARE, cell, codes, table


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
    # Of whom and of when its values are is known all the same, and helps with the answer.
    assert (found.areas, found.periods) == (("03254",), ("2020-12-31",))


def test_a_new_table_may_have_numbers_as_headers(knowledge: Knowledge) -> None:
    found = interpret(table([cell("1", series="1 000")]), None, knowledge)

    assert codes(found) == ["table-new"]
    assert [one.text for one in found.unknown] == ["1 000"]


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


def test_a_bare_year_is_the_date_that_the_profile_says(knowledge: Knowledge) -> None:
    found = interpret(table([cell("5", period="2019"), cell("6")]), PROFILE, knowledge)

    assert found.figures["period"].to_list() == ["2019-12-31", "2020-12-31"]


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
