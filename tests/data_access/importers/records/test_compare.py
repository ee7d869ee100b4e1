"""What a file of lists changes, and every rule that keeps one out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from sqlalchemy import Engine

from data_access.engine import create_store_engine, reading
from data_access.importers.problems import Reason, Severity
from data_access.importers.records import RecordDifference, compare_records, storage
from data_access.importers.templates import templates
from data_access.importers.templates.model import RecordSheet
from tests.support.course_rows import COURSE
from tests.support.databases import Databases
from tests.support.dump import dump
from tests.support.templates import Filled, codes, day, errors, of_county, read_lists

#: Rows are read as they are stored; what is compared is no question to the database.
pytestmark = pytest.mark.either_database

Rows = dict[str, list[dict[str, Any]]]

_RESULT = {
    "Kurs": "IK-2026-90",
    "Beendet": 16,
    "Geprüft": 15,
    "Bestanden B1": 9,
    "Bestanden A2": 4,
    "Unter A2": 2,
    "Leben in Deutschland": 12,
    "Zertifikate": 8,
}
_MEASURE = {
    "Maßnahme": "2026-M90",
    "Jahr": 2026,
    "Ziel": "5.1-Z1 Wartezeit Alphabetisierungskurs",
    "Titel": "Zwei weitere Kurse",
    "Verantwortlich": "Fachdienst Bildung",
    "Fällig am": day("31.12.2026"),
}
_INDICATOR = {
    "Indikator": "5.1-I90",
    "Ziel": "5.1-Z1",
    "Titel": "Wartezeit",
    "Einheit": "Prozent",
    "Richtung": "weniger ist besser",
}
_TARGET = {
    "Indikator": "5.1-I90",
    "Beschlossen am": day("11.06.2026"),
    "Gremium": "Kreistag",
    "Ausgangswert vom": day("31.12.2025"),
    "Ausgangswert": 40,
    "Zieltermin": day("31.12.2027"),
    "Zielwert": 25,
}
_READING = {"Indikator": "5.1-I90", "Stichtag": day("30.09.2026"), "Wert": 37}
_RATING = {
    "Ziel": "5.1-Z1",
    "Bewertet am": day("12.11.2026"),
    "Stand": "gefährdet",
    "Begründung": "Der Stand bleibt hinter dem Plan.",
}
_REVIEW = {
    "Maßnahme": "2026-M90",
    "Art": "zur Jahresmitte",
    "Ausgewertet am": day("11.06.2026"),
    "Stand": "auf Kurs",
    "Ergebnis": "Ein Kurs hat begonnen.",
}
_STEP = {
    "Jahr": 2026,
    "Nr.": 11,
    "Schritt": "Veröffentlicht",
    "Vorgesehen am": day("01.12.2026"),
}
_WAITING = {"Kursart": "Integrationskurs", "Monat": "10.2026", "0 bis 4 Wochen": 7}
_FLOW = {"Kursart": "Integrationskurs", "Monat": "10.2026", "Neu berechtigt": 9, "Angemeldet": 8}


@pytest.fixture(scope="module")
def demo(databases: Databases, demo_url: str) -> Iterator[Engine]:
    """All counties with the Musterkreis, to be read only."""
    url = databases.copy(demo_url)
    engine = create_store_engine(url, read_only=True)
    yield engine
    engine.dispose()
    databases.drop(url)


@cache
def _blank(name: str, url: str) -> bytes:
    engine = create_store_engine(url, read_only=True)
    with reading(engine) as connection:
        content = of_county(connection, name)
    engine.dispose()
    return content


def _compare(engine: Engine, name: str, rows: Rows) -> RecordDifference:
    filled = Filled(name, _blank(name, engine.url.render_as_string(hide_password=False)))
    for title, listed in rows.items():
        for row in listed:
            filled.put(title, row)
    with reading(engine) as connection:
        return compare_records(connection, read_lists(filled.content()))


def _courses(*changes: dict[str, Any], **more: Any) -> Rows:
    return {"Kurse": [{**COURSE, **change} for change in changes or ({},)], **more}


def _goals(**more: Any) -> Rows:
    return {"Maßnahmen": [_MEASURE], "Indikatoren": [_INDICATOR], **more}


#: For every rule of every list: rows that keep it, rows that break it and nothing else.
RULES: dict[tuple[str, str], tuple[str, Rows, Rows]] = {
    ("kurse", "course-ends-before-start"): (
        "sprachkurse",
        _courses({"Ende": day("02.02.2026")}),
        _courses({"Ende": day("01.02.2026")}),
    ),
    ("kurse", "repeaters-above-starters"): (
        "sprachkurse",
        _courses({"Davon wiederholt": 18}),
        _courses({"Davon wiederholt": 19}),
    ),
    ("kurse", "starters-before-start"): (
        "sprachkurse",
        _courses({"Beginn": day("20.11.2026"), "Ende": day("30.06.2027")}),
        _courses({"Beginn": day("21.11.2026"), "Ende": day("30.06.2027")}),
    ),
    ("kurse", "area-not-there-then"): ("sprachkurse", _courses(), {}),
    ("kurse", "more-starters-than-places"): (
        "sprachkurse",
        _courses({"Begonnen": 20}),
        _courses({"Begonnen": 21}),
    ),
    ("belegung", "month-in-the-future"): (
        "sprachkurse",
        _courses(
            {"Ende": day("30.06.2027")},
            Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "November": 17}],
        ),
        _courses(
            {"Ende": day("30.06.2027")},
            Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Dezember": 17}],
        ),
    ),
    ("belegung", "month-outside-course"): (
        "sprachkurse",
        _courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18, "Oktober": 1}]),
        _courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Januar": 1}]),
    ),
    ("belegung", "more-attending-than-starters"): (
        "sprachkurse",
        _courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "März": 18}]),
        _courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "März": 19}]),
    ),
    **{
        ("ergebnisse", rule): (
            "sprachkurse",
            _courses(Ergebnisse=[_RESULT]),
            _courses(Ergebnisse=[{**_RESULT, **change}]),
        )
        for rule, change in {
            "tested-above-finished": {"Beendet": 14},
            "passed-b1-above-tested": {
                "Geprüft": 8,
                "Bestanden A2": 0,
                "Unter A2": 0,
                "Zertifikate": 0,
            },
            "levels-above-tested": {"Unter A2": 3},
            "passed-lid-above-finished": {"Leben in Deutschland": 17},
            "certificates-above-passed-b1": {"Zertifikate": 10},
            "certificates-above-passed-lid": {"Leben in Deutschland": 7},
            "finished-above-starters": {"Beendet": 19},
        }.items()
    },
    ("ergebnisse", "results-before-end"): (
        "sprachkurse",
        _courses({"Ende": day("20.11.2026")}, Ergebnisse=[_RESULT]),
        _courses({"Ende": day("21.11.2026")}, Ergebnisse=[_RESULT]),
    ),
    ("wartende", "month-in-the-future"): (
        "sprachkurse",
        {"Wartende": [_WAITING]},
        {"Wartende": [{**_WAITING, "Monat": "12.2026"}]},
    ),
    ("zugaenge", "month-in-the-future"): (
        "sprachkurse",
        {"Zugänge": [_FLOW]},
        {"Zugänge": [{**_FLOW, "Monat": "12.2026"}]},
    ),
    ("massnahmen", "due-before-its-year"): (
        "ziele",
        {"Maßnahmen": [{**_MEASURE, "Fällig am": day("01.01.2026")}]},
        {"Maßnahmen": [{**_MEASURE, "Fällig am": day("31.12.2025")}]},
    ),
    **{
        ("zielwerte", rule): (
            "ziele",
            _goals(Zielwerte=[{**_TARGET, **good}]),
            _goals(Zielwerte=[{**_TARGET, **bad}]),
        )
        for rule, good, bad in (
            (
                "target-due-before-decision",
                {"Zieltermin": day("12.06.2026")},
                {"Zieltermin": day("11.06.2026")},
            ),
            (
                "decision-in-the-future",
                {"Beschlossen am": day("20.11.2026")},
                {"Beschlossen am": day("21.11.2026")},
            ),
            (
                "baseline-in-the-future",
                {"Ausgangswert vom": day("20.11.2026")},
                {"Ausgangswert vom": day("21.11.2026")},
            ),
            ("baseline-no-share", {"Ausgangswert": 100}, {"Ausgangswert": 100.5}),
            ("number-no-share", {"Zielwert": 0}, {"Zielwert": -1}),
            ("target-against-direction", {"Zielwert": 40}, {"Zielwert": 41}),
        )
    },
    ("zielwerte", "baseline-after-due"): (
        "ziele",
        _goals(Zielwerte=[_TARGET]),
        _goals(
            Zielwerte=[
                {
                    **_TARGET,
                    "Beschlossen am": day("01.03.2026"),
                    "Zieltermin": day("01.06.2026"),
                    "Ausgangswert vom": day("01.06.2026"),
                }
            ]
        ),
    ),
    ("messwerte", "reading-in-the-future"): (
        "ziele",
        _goals(Messwerte=[{**_READING, "Stichtag": day("20.11.2026")}]),
        _goals(Messwerte=[{**_READING, "Stichtag": day("21.11.2026")}]),
    ),
    ("messwerte", "number-no-share"): (
        "ziele",
        _goals(Messwerte=[{**_READING, "Wert": None}, {**_READING, "Stichtag": "1.1.2026"}]),
        _goals(Messwerte=[{**_READING, "Wert": 101}]),
    ),
    ("zielstaende", "date-in-the-future"): (
        "ziele",
        {"Zielstände": [_RATING]},
        {"Zielstände": [{**_RATING, "Bewertet am": day("21.11.2026")}]},
    ),
    ("auswertungen", "date-in-the-future"): (
        "ziele",
        _goals(Auswertungen=[_REVIEW]),
        _goals(Auswertungen=[{**_REVIEW, "Ausgewertet am": day("21.11.2026")}]),
    ),
    ("schritte", "date-in-the-future"): (
        "ziele",
        {"Schritte": [{**_STEP, "Erledigt am": day("20.11.2026")}]},
        {"Schritte": [{**_STEP, "Erledigt am": day("21.11.2026")}]},
    ),
}


def test_every_rule_has_a_row_that_breaks_it() -> None:
    assert RULES.keys() == {
        (sheet.name, rule.name)
        for template in templates()
        for sheet in template.sheets
        if isinstance(sheet, RecordSheet)
        for rule in sheet.rules
    }


def _beside(found: RecordDifference) -> set[str]:
    return codes(found.problems) - {"rows-stay"}


@pytest.mark.parametrize(
    ("sheet", "rule"), [one for one in RULES if one[1] != "area-not-there-then"]
)
def test_a_rule_holds_and_is_broken(demo: Engine, sheet: str, rule: str) -> None:
    name, kept, broken = RULES[sheet, rule]

    found = _compare(demo, name, kept)
    assert (_beside(found), bool(found.new)) == (set(), True)
    problems = [one for one in _compare(demo, name, broken).problems if one.code != "rows-stay"]
    assert {one.code for one in problems} == {rule}
    assert all(one.sheet and one.cell and "{" not in one.what for one in problems)


def test_a_course_needs_a_municipality_that_was_there_then(demo: Engine) -> None:
    blank = of_county
    with reading(demo) as connection:
        content = blank(connection, "sprachkurse", "03254")
    rows = {
        **COURSE,
        "Träger": "Volkshochschule Hildesheim",
        "Beginn": day("01.02.2016"),
        "Ende": day("30.10.2016"),
    }
    told = []
    for place in ("Freden (Leine) [03254042]", "Samtgemeinde Freden (Leine) [03254-sg-freden]"):
        filled = Filled("sprachkurse", content)
        filled.put("Kurse", {**rows, "Ort": place})
        with reading(demo) as connection:
            told.append(_beside(compare_records(connection, read_lists(filled.content()))))

    assert told == [{"area-not-there-then"}, set()]


def test_new_rows_are_listed_with_the_codes_of_their_references(demo: Engine) -> None:
    found = _compare(
        demo,
        "sprachkurse",
        _courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18, "April": 17}]),
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


def test_a_measure_belongs_to_the_field_of_its_goal(demo: Engine) -> None:
    (record,) = _compare(demo, "ziele", {"Maßnahmen": [_MEASURE]}).new

    assert record.content["goal_code"] == "5.1-Z1"
    assert record.content["field_code"] == "5.1"
    assert record.content["part_code"] is None


def test_an_indicator_gets_what_the_sheet_does_not_have(demo: Engine) -> None:
    (record,) = _compare(demo, "ziele", {"Indikatoren": [_INDICATOR]}).new

    assert record.content["subtitle"] == ""
    assert record.content["decimals"] == 0
    assert record.content["statistic_code"] is None
    assert record.content["unit"] == "percent"


@pytest.mark.parametrize(
    ("name", "rows", "code", "near"),
    [
        ("sprachkurse", _courses({"Kursart": "Integrationkurs"}), "programmes", "Integrationskurs"),
        ("sprachkurse", _courses({"Träger": "Akademie Formular"}), "providers", "Akademie Form"),
        ("sprachkurse", _courses({"Ort": "Beispielhauzen"}), "areas", "Beispielhausen"),
        (
            "sprachkurse",
            {"Belegung": [{"Kurs": "AK-2019-99", "Jahr": 2019, "Mai": 1}]},
            "courses",
            "AK-2019-0",
        ),
        ("ziele", {"Maßnahmen": [{**_MEASURE, "Ziel": "5.1-Z91"}]}, "goals", "5.1-Z1"),
        ("ziele", {"Schritte": [{**_STEP, "Jahr": 2027}]}, "years", "202"),
        ("ziele", _goals(Zielwerte=[{**_TARGET, "Gremium": "Kreistage"}]), "bodies", "Kreistag"),
        ("ziele", {"Messwerte": [_READING]}, "indicators", "5.1-I"),
        ("ziele", {"Auswertungen": [_REVIEW]}, "measures", "2026-M0"),
    ],
)
def test_an_unknown_reference_gets_the_nearest_names(
    demo: Engine, name: str, rows: Rows, code: str, near: str
) -> None:
    found = _compare(demo, name, rows)
    (problem,) = [one for one in found.problems if one.severity is Severity.ERROR]

    assert problem.code == f"unknown-{code}"
    assert "Gemeint sein könnte: " in problem.what
    assert near in problem.what
    assert problem.cell


def test_names_are_found_by_name_code_or_entry(demo: Engine) -> None:
    for place in ("Beispielhausen", "muster-02", "beispielhausen  [muster-02]"):
        (record,) = _compare(demo, "sprachkurse", _courses({"Ort": place})).new
        assert record.content["area_key"] == "muster-02"


def test_a_sheet_of_the_file_brings_new_providers_and_programmes(demo: Engine) -> None:
    found = _compare(
        demo,
        "sprachkurse",
        _courses({"Träger": "Neue Schule"}, Träger=[{"Kürzel": "neu", "Name": "Neue Schule"}]),
    )

    assert errors(found.problems) == set()
    assert [one.key for one in found.new] == [("neu",), ("IK-2026-90",)]
    years = _compare(
        demo,
        "ziele",
        {
            "Jahresprogramme": [{"Jahr": 2027, "Titel": "Jahresprogramm 2027", "Stand": "läuft"}],
            "Maßnahmen": [{**_MEASURE, "Jahr": 2027, "Fällig am": day("31.12.2027")}],
        },
    )
    assert errors(years.problems) == set()
    assert [one.table for one in years.new] == ["programme", "programme_measure"]


def test_a_changed_row_tells_its_fields_and_an_equal_one_nothing(demo: Engine) -> None:
    with reading(demo) as connection:
        row = connection.exec_driver_sql(
            "SELECT course_code, month, attending FROM course_attendance "
            "WHERE month = '2026-05' ORDER BY course_code"
        ).first()
    assert row is not None
    rows = {"Belegung": [{"Kurs": row.course_code, "Jahr": 2026, "Mai": row.attending}]}
    same = _compare(demo, "sprachkurse", rows)
    rows["Belegung"][0]["Mai"] = row.attending - 1
    other = _compare(demo, "sprachkurse", rows)

    assert (same.empty, len(same.unchanged)) == (True, 1)
    (changed,) = other.changed
    assert [(one.name, one.old, one.new) for one in changed.changes] == [
        ("attending", row.attending, row.attending - 1)
    ]


def test_rows_that_the_file_does_not_name_stay(demo: Engine) -> None:
    found = _compare(demo, "sprachkurse", _courses())
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
    found = _compare(demo, "ziele", {"Jahresprogramme": rows})

    (note,) = (one for one in found.problems if one.code == "rows-stay")
    assert "steht eine weitere Zeile in der Datenbank" in note.what
    assert note.what.endswith("sie bleibt.")


def test_rows_that_were_refused_are_not_said_to_be_missing(demo: Engine) -> None:
    course = _courses()["Kurse"][0]
    wrong = {"Kurse": [course, {**course, "Kurs": "IK-2026-91", "Träger": "gibt es nicht"}]}

    found = _compare(demo, "sprachkurse", wrong)

    assert errors(found.problems)
    assert not any(one.code == "rows-stay" for one in found.problems)


def test_a_marked_row_goes_with_its_details(demo: Engine) -> None:
    found = _compare(demo, "sprachkurse", {"Kurse": [{"Kurs": "AK-2019-01", "Entfällt": "x"}]})

    assert errors(found.problems) == set()
    assert {one.table for one in found.removed} == {
        *("course", "course_attendance", "course_result")
    }
    assert all("AK-2019-01" in one.key for one in found.removed)


def test_a_marked_row_of_a_year_goes_month_by_month(demo: Engine) -> None:
    rows = {"Belegung": [{"Kurs": "AK-2019-01", "Jahr": 2019, "Entfällt": "x"}]}
    found = _compare(demo, "sprachkurse", rows)

    assert {one.table for one in found.removed} == {"course_attendance"}
    assert {one.key[1][:4] for one in found.removed} == {"2019"}


def test_a_marked_row_that_is_not_there_is_only_told(demo: Engine) -> None:
    rows = {"Kurse": [{"Kurs": "gibt-es-nicht", "Entfällt": "x"}]}
    found = _compare(demo, "sprachkurse", rows)

    assert (found.empty, codes(found.problems)) == (True, {"nothing-to-remove", "rows-stay"})


def test_what_others_need_cannot_go(demo: Engine) -> None:
    provider = {"Träger": [{"Kürzel": "akademie", "Entfällt": "x"}]}
    assert errors(_compare(demo, "sprachkurse", provider).problems) == {"still-needed"}
    year = {"Jahresprogramme": [{"Jahr": 2026, "Entfällt": "x"}]}
    assert errors(_compare(demo, "ziele", year).problems) == {"still-needed"}
    course: Rows = {
        "Kurse": [{"Kurs": "AK-2019-01", "Entfällt": "x"}],
        "Belegung": [{"Kurs": "AK-2019-01", "Jahr": 2019, "Mai": 3}],
    }
    assert errors(_compare(demo, "sprachkurse", course).problems) == {"still-needed"}


def test_a_course_that_ends_earlier_leaves_no_month_behind(demo: Engine) -> None:
    """The months stand in the database, not in the file."""
    with reading(demo) as connection:
        row = connection.exec_driver_sql(
            "SELECT code, starts_on FROM course WHERE code = 'AK-2019-01'"
        ).first()
    assert row is not None
    start = row.starts_on if isinstance(row.starts_on, date) else date.fromisoformat(row.starts_on)
    found = _compare(
        demo,
        "sprachkurse",
        _courses({"Kurs": "AK-2019-01", "Beginn": start, "Ende": start, "Begonnen": 30}),
    )
    broken = [one for one in found.problems if one.severity is Severity.ERROR]

    assert {one.code for one in broken} == {"month-outside-course"}
    assert {(one.sheet, one.cell) for one in broken} == {("Kurse", "A7")}


def test_two_spellings_of_one_row_are_told(demo: Engine) -> None:
    rows = {"Zielstände": [_RATING, {**_RATING, "Ziel": "5.1-Z1 Wartezeit Alphabetisierungskurs"}]}

    assert errors(_compare(demo, "ziele", rows).problems) == {"row-twice"}


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


def test_a_template_of_a_county_that_is_not_here(demo: Engine) -> None:
    filled = Filled("sprachkurse")
    for page in filled.book.worksheets:
        page["A1"] = str(page["A1"].value).replace("Kreis muster", "Kreis 09999")
    filled.put("Kurse", COURSE)
    with reading(demo) as connection:
        found = compare_records(connection, read_lists(filled.content()))

    assert (found.rejected, errors(found.problems)) == (True, {"unknown-county"})


def test_sheets_of_two_counties_are_not_mixed() -> None:
    filled = Filled("sprachkurse")
    filled.put("Kurse", COURSE)
    page = filled.page("Ergebnisse")
    page["A1"] = str(page["A1"].value).replace("Kreis muster", "Kreis 03254")

    assert errors(read_lists(filled.content()).problems) == {"two-counties"}


def test_a_row_with_an_error_is_no_unknown_reference_elsewhere(demo: Engine) -> None:
    """One mistake is told once."""
    rows = _goals(Messwerte=[_READING])
    rows["Indikatoren"] = [{**_INDICATOR, "Einheit": "Stück"}]
    found = _compare(demo, "ziele", rows)

    assert errors(found.problems) == {"no-choice"}


_DOUBTS = {"share-for-percent"}


@pytest.mark.parametrize("unit", ["Prozent", "Kurse"])
def test_a_percentage_typed_as_a_share_is_in_doubt(demo: Engine, unit: str) -> None:
    rows = _goals(Zielwerte=[_TARGET], Messwerte=[{**_READING, "Wert": 0.485}])
    rows["Indikatoren"] = [{**_INDICATOR, "Einheit": unit}]

    doubts = [one for one in _compare(demo, "ziele", rows).problems if one.code in _DOUBTS]

    assert {one.severity for one in doubts} == ({Severity.DOUBT} if unit == "Prozent" else set())
    for one in doubts:
        assert (one.sheet, one.cell) == ("Messwerte", "C5")
        assert "„Wert“ ist 0,485 Prozent; alle anderen Werte des Indikators liegen" in one.what
        assert "statt in Prozent eingetragen: 48,5." in one.what


@pytest.mark.parametrize("others", [{"Ausgangswert": 4, "Zielwert": 2}, {"Zielwert": 8}])
def test_a_small_percentage_among_small_ones_is_in_no_doubt(
    demo: Engine, others: dict[str, Any]
) -> None:
    rows = _goals(Zielwerte=[{**_TARGET, **others}], Messwerte=[{**_READING, "Wert": 0.485}])

    assert _DOUBTS.isdisjoint(one.code for one in _compare(demo, "ziele", rows).problems)


def test_comparing_changes_nothing(demo: Engine) -> None:
    before = dump(demo)
    _compare(demo, "sprachkurse", _courses())

    assert dump(demo) == before


@pytest.mark.parametrize("name", ["sprachkurse", "ziele"])
def test_every_cell_of_a_list_is_counted_once(name: str) -> None:
    filled = Filled(name)
    if name == "sprachkurse":
        filled.put("Kurse", COURSE)
        filled.put("Kurse", {**COURSE, "Kurs": "IK-2026-91", "Plätze": "viele"})
        filled.put("Belegung", {"Kurs": "IK-2026-90", "Jahr": 2026, "Mai": 3})
        filled.page("Kurse")["M7"] = "Bemerkung"
        filled.field("Kurse", "Abfragestand", day("19.11.2026"))
    else:
        filled.put("Maßnahmen", _MEASURE)
    read = read_lists(filled.content())

    assert read.filled == sum(map(filled.filled_cells, filled.book.sheetnames))
    assert read.stored == (len(COURSE) + 3 if name == "sprachkurse" else len(_MEASURE))
    if name == "sprachkurse":
        assert read.left_out[Reason.DOUBT] == len(COURSE)
        assert read.left_out[Reason.OUTSIDE] == 1


def test_a_missing_column_of_a_list_keeps_it_out() -> None:
    filled = Filled("sprachkurse")
    filled.put("Kurse", COURSE)
    header, columns = filled.header("Kurse")
    filled.page("Kurse").cell(header, columns["Plätze"]).value = "Platzzahl"
    read = read_lists(filled.content())

    assert errors(read.problems) == {"column-missing"}
    assert "course" not in read.frames
    assert read.left_out[Reason.DOUBT] == len(COURSE) - 1


def test_a_copied_sheet_is_read_too_and_told_apart() -> None:
    filled = Filled("sprachkurse")
    filled.put("Kurse", COURSE)
    copy = filled.book.copy_worksheet(filled.page("Kurse"))
    copy.title = "Kurse 2"
    read = read_lists(filled.content())

    twice = [one for one in read.problems if one.code == "row-twice"]
    assert [one.sheet for one in twice] == ["Kurse 2"]
    assert "auf „Kurse“" in twice[0].what
