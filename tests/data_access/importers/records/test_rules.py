"""Every rule of a list, with rows that keep it and rows that break it; percentages in doubt."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from data_access.engine import reading
from data_access.importers.problems import Severity
from data_access.importers.records import RecordDifference, compare_records
from data_access.importers.templates import templates
from data_access.importers.templates.model import RecordSheet
from tests.support.course_rows import COURSE, RESULT, courses
from tests.support.goal_rows import INDICATOR, MEASURE, RATING, READING, REVIEW, STEP, TARGET, goals
from tests.support.records import Rows, compared
from tests.support.templates import Filled, codes, day, of_county, read_lists

#: Rows are read as they are stored; what is compared is no question to the database.
pytestmark = pytest.mark.either_database
_WAITING = {"Kursart": "Integrationskurs", "Monat": "10.2026", "0 bis 4 Wochen": 7}
_FLOW = {"Kursart": "Integrationskurs", "Monat": "10.2026", "Neu berechtigt": 9, "Angemeldet": 8}
#: For every rule of every list: rows that keep it, rows that break it and nothing else.
RULES: dict[tuple[str, str], tuple[str, Rows, Rows]] = {
    ("kurse", "course-ends-before-start"): (
        "sprachkurse",
        courses({"Ende": day("02.02.2026")}),
        courses({"Ende": day("01.02.2026")}),
    ),
    ("kurse", "repeaters-above-starters"): (
        "sprachkurse",
        courses({"Davon wiederholt": 18}),
        courses({"Davon wiederholt": 19}),
    ),
    ("kurse", "starters-before-start"): (
        "sprachkurse",
        courses({"Beginn": day("20.11.2026"), "Ende": day("30.06.2027")}),
        courses({"Beginn": day("21.11.2026"), "Ende": day("30.06.2027")}),
    ),
    ("kurse", "area-not-there-then"): ("sprachkurse", courses(), {}),
    ("kurse", "more-starters-than-places"): (
        "sprachkurse",
        courses({"Begonnen": 20}),
        courses({"Begonnen": 21}),
    ),
    ("belegung", "month-in-the-future"): (
        "sprachkurse",
        courses(
            {"Ende": day("30.06.2027")},
            Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "November": 17}],
        ),
        courses(
            {"Ende": day("30.06.2027")},
            Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Dezember": 17}],
        ),
    ),
    ("belegung", "month-outside-course"): (
        "sprachkurse",
        courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18, "Oktober": 1}]),
        courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Januar": 1}]),
    ),
    ("belegung", "more-attending-than-starters"): (
        "sprachkurse",
        courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "März": 18}]),
        courses(Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "März": 19}]),
    ),
    **{
        ("ergebnisse", rule): (
            "sprachkurse",
            courses(Ergebnisse=[RESULT]),
            courses(Ergebnisse=[{**RESULT, **change}]),
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
        courses({"Ende": day("20.11.2026")}, Ergebnisse=[RESULT]),
        courses({"Ende": day("21.11.2026")}, Ergebnisse=[RESULT]),
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
        {"Maßnahmen": [{**MEASURE, "Fällig am": day("01.01.2026")}]},
        {"Maßnahmen": [{**MEASURE, "Fällig am": day("31.12.2025")}]},
    ),
    **{
        ("zielwerte", rule): (
            "ziele",
            goals(Zielwerte=[{**TARGET, **good}]),
            goals(Zielwerte=[{**TARGET, **bad}]),
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
        goals(Zielwerte=[TARGET]),
        goals(
            Zielwerte=[
                {
                    **TARGET,
                    "Beschlossen am": day("01.03.2026"),
                    "Zieltermin": day("01.06.2026"),
                    "Ausgangswert vom": day("01.06.2026"),
                }
            ]
        ),
    ),
    ("messwerte", "reading-in-the-future"): (
        "ziele",
        goals(Messwerte=[{**READING, "Stichtag": day("20.11.2026")}]),
        goals(Messwerte=[{**READING, "Stichtag": day("21.11.2026")}]),
    ),
    ("messwerte", "number-no-share"): (
        "ziele",
        goals(Messwerte=[{**READING, "Wert": None}, {**READING, "Stichtag": "1.1.2026"}]),
        goals(Messwerte=[{**READING, "Wert": 101}]),
    ),
    ("zielstaende", "date-in-the-future"): (
        "ziele",
        {"Zielstände": [RATING]},
        {"Zielstände": [{**RATING, "Bewertet am": day("21.11.2026")}]},
    ),
    ("auswertungen", "date-in-the-future"): (
        "ziele",
        goals(Auswertungen=[REVIEW]),
        goals(Auswertungen=[{**REVIEW, "Ausgewertet am": day("21.11.2026")}]),
    ),
    ("schritte", "date-in-the-future"): (
        "ziele",
        {"Schritte": [{**STEP, "Erledigt am": day("20.11.2026")}]},
        {"Schritte": [{**STEP, "Erledigt am": day("21.11.2026")}]},
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

    found = compared(demo, name, kept)
    assert (_beside(found), bool(found.new)) == (set(), True)
    problems = [one for one in compared(demo, name, broken).problems if one.code != "rows-stay"]
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


# Percentages


_DOUBTS = {"share-for-percent"}


@pytest.mark.parametrize("unit", ["Prozent", "Kurse"])
def test_a_percentage_typed_as_a_share_is_in_doubt(demo: Engine, unit: str) -> None:
    rows = goals(Zielwerte=[TARGET], Messwerte=[{**READING, "Wert": 0.485}])
    rows["Indikatoren"] = [{**INDICATOR, "Einheit": unit}]

    doubts = [one for one in compared(demo, "ziele", rows).problems if one.code in _DOUBTS]

    assert {one.severity for one in doubts} == ({Severity.DOUBT} if unit == "Prozent" else set())
    for one in doubts:
        assert (one.sheet, one.cell) == ("Messwerte", "C5")
        assert "„Wert“ ist 0,485 Prozent; alle anderen Werte des Indikators liegen" in one.what
        assert "statt in Prozent eingetragen: 48,5." in one.what


@pytest.mark.parametrize("others", [{"Ausgangswert": 4, "Zielwert": 2}, {"Zielwert": 8}])
def test_a_small_percentage_among_small_ones_is_in_no_doubt(
    demo: Engine, others: dict[str, Any]
) -> None:
    rows = goals(Zielwerte=[{**TARGET, **others}], Messwerte=[{**READING, "Wert": 0.485}])

    assert _DOUBTS.isdisjoint(one.code for one in compared(demo, "ziele", rows).problems)
