"""What a file of lists changes: rows that are new, changed, as they were, to go, or to stay."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from data_access.engine import reading
from data_access.importers.problems import Severity
from data_access.importers.records import compare_records, storage
from tests.support.course_rows import courses
from tests.support.dump import dump
from tests.support.goal_rows import INDICATOR
from tests.support.records import compared
from tests.support.templates import Filled, codes, day, errors, read_lists

#: Rows are read as they are stored; what is compared is no question to the database.
pytestmark = pytest.mark.either_database


def test_new_rows_are_listed_with_the_codes_of_their_references(demo: Engine) -> None:
    found = compared(
        demo,
        "sprachkurse",
        courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18, "April": 17}]),
    )

    assert [(one.table, one.key) for one in found.new] == [
        ("course", ("IK-2026-90",)),
        ("course_attendance", ("IK-2026-90", "2026-02")),
        ("course_attendance", ("IK-2026-90", "2026-04")),
    ]
    assert found.new[0].content == {
        "code": "IK-2026-90",
        "programme_code": "integrationskurs",
        "provider_code": "akademie",
        "area_key": "muster-02",
        "starts_on": date(2026, 2, 2),
        "ends_on": date(2026, 10, 30),
        "places": 20,
        "starters": 18,
        "repeaters": 2,
    }
    assert (found.new[0].sheet, found.new[0].row) == ("Kurse", 7)


def test_an_indicator_gets_what_the_sheet_does_not_have(demo: Engine) -> None:
    (record,) = compared(demo, "ziele", {"Indikatoren": [INDICATOR]}).new

    assert record.content["subtitle"] == ""
    assert record.content["decimals"] == 0
    assert record.content["statistic_code"] is None
    assert record.content["unit"] == "percent"


def test_a_changed_row_tells_its_fields_and_an_equal_one_nothing(demo: Engine) -> None:
    with reading(demo) as connection:
        row = connection.exec_driver_sql(
            "SELECT course_code, month, attending FROM course_attendance "
            "WHERE month = '2026-05' ORDER BY course_code"
        ).first()
    assert row is not None
    rows = {"Belegung": [{"Kurs": row.course_code, "Jahr": 2026, "Mai": row.attending}]}
    same = compared(demo, "sprachkurse", rows)
    rows["Belegung"][0]["Mai"] = row.attending - 1
    other = compared(demo, "sprachkurse", rows)

    assert (same.empty, len(same.unchanged)) == (True, 1)
    (changed,) = other.changed
    assert [(one.name, one.old, one.new) for one in changed.changes] == [
        ("attending", row.attending, row.attending - 1)
    ]


def test_the_day_the_list_was_asked_for_is_read(demo: Engine) -> None:
    filled = Filled("sprachkurse")
    filled.field("Kurse", "Abfragestand", day("19.11.2026"))
    with reading(demo) as connection:
        found = compare_records(connection, read_lists(filled.content()))

    ((change,),) = [one.changes for one in found.changed]
    assert (change.name, change.new) == ("queried_on", date(2026, 11, 19))
    filled.field("Kurse", "Abfragestand", day("21.11.2026"))
    with reading(demo) as connection:
        found = compare_records(connection, read_lists(filled.content()))
    assert errors(found.problems) == {"field-in-the-future"}


def test_comparing_changes_nothing(demo: Engine) -> None:
    before = dump(demo)
    compared(demo, "sprachkurse", courses())

    assert dump(demo) == before


# Rows that the file does not name


@pytest.mark.parametrize("code", ["AK-2019-1", "AK\u20132019\u201301", "ak 2019 01"])
def test_an_old_code_in_another_spelling_is_in_doubt(demo: Engine, code: str) -> None:
    course = courses()["Kurse"][0]

    found = compared(demo, "sprachkurse", {"Kurse": [{**course, "Kurs": code}]})

    (doubt,) = (one for one in found.problems if one.code == "spelt-otherwise")
    assert (doubt.severity, doubt.sheet) == (Severity.DOUBT, "Kurse")
    assert f"„{code}“ wäre neu; in der Datenbank steht „AK-2019-01“" in doubt.what
    both = [{**course, "Kurs": one} for one in (code, "AK-2019-01")]
    named = compared(demo, "sprachkurse", {"Kurse": both})
    assert "spelt-otherwise" not in {one.code for one in named.problems}


def test_rows_that_the_file_does_not_name_stay(demo: Engine) -> None:
    found = compared(demo, "sprachkurse", courses())
    (note,) = found.problems

    assert found.removed == ()
    assert found.only_here == {"course": 192}
    assert (note.severity, note.code) == (Severity.NOTE, "rows-stay")
    assert "stehen 192 weitere Zeilen in der Datenbank" in note.what
    assert note.what.endswith("sie bleiben.")


def test_a_single_row_that_stays_is_told_in_the_singular(demo: Engine) -> None:
    with reading(demo) as connection:
        years = storage.read_rows(connection, "programme", "muster")
    (_, *others) = sorted(year for (year,) in years)
    rows = [{"Jahr": year, "Titel": "Programm", "Stand": "läuft"} for year in others]
    found = compared(demo, "ziele", {"Jahresprogramme": rows})

    (note,) = (one for one in found.problems if one.code == "rows-stay")
    assert "steht eine weitere Zeile in der Datenbank" in note.what
    assert note.what.endswith("sie bleibt.")


def test_rows_that_were_refused_are_not_said_to_be_missing(demo: Engine) -> None:
    course = courses()["Kurse"][0]
    wrong = {"Kurse": [course, {**course, "Kurs": "IK-2026-91", "Träger": "gibt es nicht"}]}

    found = compared(demo, "sprachkurse", wrong)

    assert errors(found.problems)
    assert not any(one.code == "rows-stay" for one in found.problems)


# Rows that are to go


def test_a_marked_row_goes_with_its_details(demo: Engine) -> None:
    found = compared(demo, "sprachkurse", {"Kurse": [{"Kurs": "AK-2019-01", "Entfällt": "x"}]})

    assert errors(found.problems) == set()
    assert {one.table for one in found.removed} == {
        *("course", "course_attendance", "course_result")
    }
    assert all("AK-2019-01" in one.key for one in found.removed)


def test_a_marked_row_of_a_year_goes_month_by_month(demo: Engine) -> None:
    rows = {"Belegung": [{"Kurs": "AK-2019-01", "Jahr": 2019, "Entfällt": "x"}]}
    found = compared(demo, "sprachkurse", rows)

    assert {one.table for one in found.removed} == {"course_attendance"}
    assert {one.key[1][:4] for one in found.removed} == {"2019"}


def test_a_marked_row_that_is_not_there_is_only_told(demo: Engine) -> None:
    rows = {"Kurse": [{"Kurs": "gibt-es-nicht", "Entfällt": "x"}]}
    found = compared(demo, "sprachkurse", rows)

    assert (found.empty, codes(found.problems)) == (True, {"nothing-to-remove", "rows-stay"})


def test_a_course_that_ends_earlier_leaves_no_month_behind(demo: Engine) -> None:
    """The months stand in the database, not in the file."""
    with reading(demo) as connection:
        row = connection.exec_driver_sql(
            "SELECT code, starts_on FROM course WHERE code = 'AK-2019-01'"
        ).first()
    assert row is not None
    start = row.starts_on if isinstance(row.starts_on, date) else date.fromisoformat(row.starts_on)
    found = compared(
        demo,
        "sprachkurse",
        courses({"Kurs": "AK-2019-01", "Beginn": start, "Ende": start, "Begonnen": 30}),
    )
    broken = [one for one in found.problems if one.severity is Severity.ERROR]

    assert {one.code for one in broken} == {"month-outside-course"}
    assert {(one.sheet, one.cell) for one in broken} == {("Kurse", "A7")}
