"""What rows of a list refer to: found by name or code, named where unknown, kept while needed."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from data_access.engine import reading
from data_access.importers.problems import Severity
from data_access.importers.records import compare_records
from tests.support.course_rows import COURSE, courses
from tests.support.goal_rows import INDICATOR, MEASURE, RATING, READING, REVIEW, STEP, TARGET, goals
from tests.support.records import Rows, compared
from tests.support.templates import Filled, day, errors, read_lists

#: Rows are read as they are stored; what is compared is no question to the database.
pytestmark = pytest.mark.either_database


@pytest.mark.parametrize(
    ("name", "rows", "code", "near"),
    [
        ("sprachkurse", courses({"Kursart": "Integrationkurs"}), "programmes", "Integrationskurs"),
        ("sprachkurse", courses({"Träger": "Akademie Formular"}), "providers", "Akademie Form"),
        ("sprachkurse", courses({"Ort": "Beispielhauzen"}), "areas", "Beispielhausen"),
        (
            "sprachkurse",
            {"Belegung": [{"Kurs": "AK-2019-99", "Jahr": 2019, "Mai": 1}]},
            "courses",
            "AK-2019-0",
        ),
        ("ziele", {"Maßnahmen": [{**MEASURE, "Ziel": "5.1-Z91"}]}, "goals", "5.1-Z1"),
        ("ziele", {"Schritte": [{**STEP, "Jahr": 2027}]}, "years", "202"),
        ("ziele", goals(Zielwerte=[{**TARGET, "Gremium": "Kreistage"}]), "bodies", "Kreistag"),
        ("ziele", {"Messwerte": [READING]}, "indicators", "5.1-I"),
        ("ziele", {"Auswertungen": [REVIEW]}, "measures", "2026-M0"),
    ],
)
def test_an_unknown_reference_gets_the_nearest_names(
    demo: Engine, name: str, rows: Rows, code: str, near: str
) -> None:
    found = compared(demo, name, rows)
    (problem,) = [one for one in found.problems if one.severity is Severity.ERROR]

    assert problem.code == f"unknown-{code}"
    assert "Gemeint sein könnte: " in problem.what
    assert near in problem.what
    assert problem.cell


def test_a_row_with_an_error_is_no_unknown_reference_elsewhere(demo: Engine) -> None:
    """One mistake is told once."""
    rows = goals(Messwerte=[READING])
    rows["Indikatoren"] = [{**INDICATOR, "Einheit": "Stück"}]
    found = compared(demo, "ziele", rows)

    assert errors(found.problems) == {"no-choice"}


def test_names_are_found_by_name_code_or_entry(demo: Engine) -> None:
    for place in ("Beispielhausen", "muster-02", "beispielhausen  [muster-02]"):
        (record,) = compared(demo, "sprachkurse", courses({"Ort": place})).new
        assert record.content["area_key"] == "muster-02"


def test_a_measure_belongs_to_the_field_of_its_goal(demo: Engine) -> None:
    (record,) = compared(demo, "ziele", {"Maßnahmen": [MEASURE]}).new

    assert record.content["goal_code"] == "5.1-Z1"
    assert record.content["field_code"] == "5.1"
    assert record.content["part_code"] is None


def test_a_sheet_of_the_file_brings_new_providers_and_programmes(demo: Engine) -> None:
    found = compared(
        demo,
        "sprachkurse",
        courses({"Träger": "Neue Schule"}, Träger=[{"Kürzel": "neu", "Name": "Neue Schule"}]),
    )

    assert errors(found.problems) == set()
    assert [one.key for one in found.new] == [("neu",), ("IK-2026-90",)]
    years = compared(
        demo,
        "ziele",
        {
            "Jahresprogramme": [{"Jahr": 2027, "Titel": "Jahresprogramm 2027", "Stand": "läuft"}],
            "Maßnahmen": [{**MEASURE, "Jahr": 2027, "Fällig am": day("31.12.2027")}],
        },
    )
    assert errors(years.problems) == set()
    assert [one.table for one in years.new] == ["programme", "programme_measure"]


def test_what_others_need_cannot_go(demo: Engine) -> None:
    provider = {"Träger": [{"Kürzel": "akademie", "Entfällt": "x"}]}
    assert errors(compared(demo, "sprachkurse", provider).problems) == {"still-needed"}
    year = {"Jahresprogramme": [{"Jahr": 2026, "Entfällt": "x"}]}
    assert errors(compared(demo, "ziele", year).problems) == {"still-needed"}
    course: Rows = {
        "Kurse": [{"Kurs": "AK-2019-01", "Entfällt": "x"}],
        "Belegung": [{"Kurs": "AK-2019-01", "Jahr": 2019, "Mai": 3}],
    }
    assert errors(compared(demo, "sprachkurse", course).problems) == {"still-needed"}


def test_two_spellings_of_one_row_are_told(demo: Engine) -> None:
    rows = {"Zielstände": [RATING, {**RATING, "Ziel": "5.1-Z1 Wartezeit Alphabetisierungskurs"}]}

    assert errors(compared(demo, "ziele", rows).problems) == {"row-twice"}


def test_a_template_of_a_county_that_is_not_here(demo: Engine) -> None:
    filled = Filled("sprachkurse")
    for page in filled.book.worksheets:
        page["A1"] = str(page["A1"].value).replace("Kreis muster", "Kreis 09999")
    filled.put("Kurse", COURSE)
    with reading(demo) as connection:
        found = compare_records(connection, read_lists(filled.content()))

    assert (found.rejected, errors(found.problems)) == (True, {"unknown-county"})
