"""Pages of a county whose office has just begun to keep its lists: one of each."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.charts.model import Chart
from dashboard.selection import Selection
from dashboard.views import action_fields, courses, overview
from dashboard.views.model import plain
from data_access.engine import create_store_engine, reading
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.importers.reports.report import Outcome
from data_access.reader import Reader
from tests.support.serving import filled
from tests.support.templates import Filled, of_county

COUNTY = "03254"
GOAL = "5.1-Z1"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """One goal is rated and has an indicator with a target; one course was held."""
    url = filled(tmp_path_factory.mktemp("lists"), counties=(COUNTY,), demo=False)
    engine = create_store_engine(url, read_only=False)
    with reading(engine) as connection:
        goals, held = (
            Filled(name, of_county(connection, name, COUNTY)) for name in ("ziele", "sprachkurse")
        )
    goals.put("Jahresprogramme", {"Jahr": 2025, "Titel": "Programm 2025", "Stand": "läuft"})
    goals.put(
        "Zielstände",
        {
            "Ziel": GOAL,
            "Bewertet am": date(2025, 7, 1),
            "Stand": "auf Kurs",
            "Begründung": "Zwei Kurse haben begonnen.",
        },
    )
    for number in ("I-01", "I-02"):
        goals.put(
            "Indikatoren",
            {
                "Indikator": number,
                "Ziel": GOAL,
                "Titel": "Abschlussquote",
                "Einheit": "Prozent",
                "Richtung": "mehr ist besser",
            },
        )
        goals.put(
            "Zielwerte",
            {
                "Indikator": number,
                "Beschlossen am": date(2025, 1, 10),
                "Gremium": "Kreistag",
                "Ausgangswert vom": date(2024, 12, 31),
                "Ausgangswert": 61,
                "Zieltermin": date(2027, 12, 31),
                "Zielwert": 70,
            },
        )
    held.field("Kurse", "Abfragestand", date(2026, 1, 15))
    held.put(
        "Kurse",
        {
            "Kurs": "IK-1",
            "Kursart": "Integrationskurs",
            "Träger": "Volkshochschule Hildesheim",
            "Ort": "Stadt Hildesheim [03254021]",
            "Beginn": date(2025, 2, 3),
            "Ende": date(2025, 11, 28),
            "Plätze": 22,
            "Begonnen": 20,
            "Davon wiederholt": 0,
        },
    )
    for name, book in (("ziele", goals), ("sprachkurse", held)):
        report = import_file(engine, f"{name}.xlsx", book.content(), Order(county_key=COUNTY))
        assert report.outcome is Outcome.RELEASED, report.problems
    engine.dispose()
    return Reader(create_store_engine(url, read_only=True), small_cell_limit=3)


def test_one_rated_goal_does_not_speak_for_the_others(begun: Reader) -> None:
    told = plain(overview.build(begun, Selection(COUNTY)).opening.sentence)
    assert told.endswith("Von 56 Zielen ist 1 auf Kurs, 55 sind noch nicht bewertet.")

    view = action_fields.build(begun, Selection(COUNTY, field="5.1"))
    assert plain(view.opening.sentence).startswith(
        "Von 56 Zielen sind 0 erreicht und 1 auf Kurs. 0 sind gefährdet, 0 verfehlt. 55 sind noch "
        "nicht bewertet."
    )
    assert isinstance(view.board, Chart)
    assert view.board.title == "Kein bewertetes Ziel ist gefährdet oder verfehlt"


def test_goals_with_a_target_are_counted_and_not_their_indicators(begun: Reader) -> None:
    view = action_fields.build(begun, Selection(COUNTY, field="5.1"))

    assert view.field_section is not None
    assert view.field_section.text.startswith("1 von 7 Zielen hat einen Indikator mit Zielwert.")


def test_the_only_year_is_named_once(begun: Reader) -> None:
    view = courses.build(begun, Selection(COUNTY, period="2025"))

    (trend,) = (
        one for one in view.charts if isinstance(one, Chart) and one.id == "sprachkurse-verlauf"
    )
    assert "Jahr 2025 ·" in trend.caption.text
    assert " bis 2025" not in trend.caption.text
