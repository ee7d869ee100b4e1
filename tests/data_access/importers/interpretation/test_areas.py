"""Areas of a table: the own ones, those of others and those that are none, told by their names."""

from __future__ import annotations

from datetime import date

import pytest

from data_access.importers.interpretation.interpret import interpret
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.problems import Reason, Severity
from data_access.importers.tables.cells import LabelPlaces
from tests.support.interpreting import PROFILE, cell, codes, table


def test_with_a_territorial_status_areas_count_as_of_that_day(knowledge: Knowledge) -> None:
    old = cell("5", area_code="032545406", area_name="Leinebergland", period="2010-12-31")

    assert codes(interpret(table([old]), PROFILE, knowledge)) == ["area-did-not-exist"]
    read = table([old], territorial_status=date(2017, 7, 1))
    assert codes(interpret(read, PROFILE, knowledge)) == []


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
    assert problem.code == "area-not-listed"
    assert found.strange_areas == ()
    assert "Alfeld (Leine)" in problem.what
    assert "Blatt „Listen“" in problem.remedy
    assert "alias" not in problem.remedy


def test_an_area_in_conflict_is_not_told_as_an_area_of_others(knowledge: Knowledge) -> None:
    """„Peine“ is an area of this installation; only its key is of another one."""
    found = interpret(table([cell("5", area_code="03157")]), PROFILE, knowledge)

    assert [one.code for one in found.problems] == ["area-conflict"]
