"""What the office says of a table that nobody has explained yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from dashboard.care import work
from data_access.engine import reading
from data_access.importers.profiles import read_profiles
from data_access.schema.statistics import DeliveryRhythm, Statistic
from tests.support.care_page import ONE, OTHER, field, plain, press, texts, upload
from tests.support.commands import run

RHYTHM = "Wie oft neue Werte kommen"
FIRST = "Wann sie meist frühestens erscheinen"
LAST = "Wann sie meist spätestens erscheinen"


def test_what_the_page_is_told_of_a_table_the_command_line_knows(
    page: AppTest, database: str, tmp_path: Any
) -> None:
    upload(page, ("indicator_7-7-7.csv", ONE))
    text = texts(page)
    assert "Noch nicht einzulesen: Unten sind erst Fragen zu beantworten." in text
    assert re.search(r"Noch offen\s+1.Frage", text)

    field(page.selectbox, "Kennzahl der Werte, wo unten nichts anderes steht").set_value(
        "new_statistic"
    )
    page.run()
    assert "Es fehlen noch Name und Erklärung der neuen Kennzahl." in texts(page)
    field(page.text_input, "Name der neuen Kennzahl").set_value("Lebendgeborene in Ämtern")
    field(page.text_area, "Was die Kennzahl zählt, in einem Satz").set_value("Geborene.")
    field(page.selectbox, "Art der Kennzahl").set_value("flow")
    field(page.selectbox, "„Value“ ist").set_value("ignore")
    press(page, "Antworten übernehmen und neu ansehen")
    assert not page.exception
    assert "Lebendgeborene in Ämtern" in texts(page)
    press(page, "1 Wert einlesen")

    with reading(work.reader()) as connection:
        made = connection.execute(
            select(Statistic.name, Statistic.kind).where(
                Statistic.code == "lebendgeborene-in-aemtern"
            )
        ).one()
        (profile,) = read_profiles(connection).of_office.values()
    assert tuple(made) == ("Lebendgeborene in Ämtern", "flow")
    assert profile.table == "7-7-7"

    path = tmp_path / "indicator_7-7-7.csv"
    path.write_bytes(OTHER)
    result = run("import", str(path), url=database)
    assert result.returncode == 0, result.stdout
    assert "0 neu, 1 geändert" in result.stdout


def _explained(page: AppTest) -> AppTest:
    """The same new table, all questions answered but where it comes from."""
    upload(page, ("indicator_7-7-7.csv", ONE))
    field(page.selectbox, "Kennzahl der Werte, wo unten nichts anderes steht").set_value(
        "bevoelkerung-fortschreibung"
    )
    field(page.selectbox, "Eine Jahreszahl in dieser Tabelle meint").set_value("12-31")
    field(page.selectbox, "„Value“ ist").set_value("ignore")
    return page


def _rhythm() -> Sequence[Any] | None:
    row = DeliveryRhythm
    statement = select(
        row.rhythm, row.from_months, row.until_months, row.deliverer, row.address, row.ground
    ).where(row.source_code == "nim-7-7-7")
    with reading(work.reader()) as connection:
        return connection.execute(statement).one_or_none()


def test_the_rhythm_of_other_tables_is_proposed_and_taken(page: AppTest) -> None:
    _explained(page)
    assert field(page.selectbox, RHYTHM).value == "yearly"
    assert field(page.selectbox, FIRST).value == 9
    press(page, "Antworten übernehmen und neu ansehen")
    press(page, "1 Wert einlesen")

    assert _rhythm() == (
        *("yearly", 9, 12),
        "Landesamt für Statistik Niedersachsen im Auftrag des Sozialministeriums",
        "https://integrationsmonitoring.niedersachsen.de/",
        "Wie bei anderen Tabellen desselben Herausgebers.",
    )


def test_the_office_says_another_rhythm_and_who_delivers(page: AppTest) -> None:
    _explained(page)
    field(page.selectbox, RHYTHM).set_value("quarterly")
    page.run()
    assert field(page.selectbox, LAST).value == 3
    field(page.selectbox, FIRST).set_value(1)
    field(page.selectbox, LAST).set_value(2)
    field(page.text_input, "Wer liefert").set_value(" Ausländerbehörde ")
    field(page.text_input, "Webadresse dazu").set_value("")
    press(page, "Antworten übernehmen und neu ansehen")
    press(page, "1 Wert einlesen")

    assert _rhythm() == ("quarterly", 1, 2, "Ausländerbehörde", "", "Angabe des Amts.")


def test_what_nobody_knows_of_the_delivery_is_not_noted(page: AppTest) -> None:
    _explained(page)
    field(page.selectbox, RHYTHM).set_value("irregular")
    page.run()
    labels = {plain(one.label) for one in (*page.selectbox, *page.text_input)}
    assert not labels & {FIRST, LAST}
    assert "Wer liefert" in labels
    field(page.selectbox, RHYTHM).set_value("")
    page.run()
    assert "Wer liefert" not in {plain(one.label) for one in page.text_input}
    press(page, "Antworten übernehmen und neu ansehen")
    press(page, "1 Wert einlesen")

    assert _rhythm() is None


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        (FIRST, 20, "Die üblichen Monate der Lieferung stimmen nicht."),
        ("Webadresse dazu", "javascript:alert(1)", "Die Webadresse ist keine."),
    ],
    ids=["months", "address"],
)
def test_a_delivery_that_cannot_be_is_told(
    page: AppTest, label: str, value: Any, said: str
) -> None:
    _explained(page)
    field((*page.selectbox, *page.text_input), label).set_value(value)
    press(page, "Antworten übernehmen und neu ansehen")

    assert not page.exception
    text = texts(page)
    assert said in text
    assert "„Herkunft und Lieferung der Tabelle“" in text
    assert "Noch nicht einzulesen" in text


def test_what_a_new_statistic_still_needs_is_told_and_not_that_nothing_is_answered(
    page: AppTest,
) -> None:
    upload(page, ("indicator_7-7-7.csv", ONE))
    field(page.selectbox, "„Value“ ist").set_value("new_statistic")
    page.run()
    press(page, "Antworten übernehmen und neu ansehen")

    assert not page.exception
    text = texts(page)
    assert "Es fehlt noch die Erklärung der neuen Kennzahl: was „Value“ zählt" in text
    assert "Das leere Feld der neuen Kennzahl ausfüllen" in text
    assert "Noch ist nichts beantwortet." not in text


def test_answers_can_be_dropped_and_unanswered_questions_stay(page: AppTest) -> None:
    upload(page, ("indicator_7-7-7.csv", ONE))
    press(page, "Antworten übernehmen und neu ansehen")
    assert "Noch ist nichts beantwortet." in texts(page)
    field(page.selectbox, "„Value“ ist").set_value("leave_out")
    page.run()
    press(page, "Antworten übernehmen und neu ansehen")
    assert re.search(r"Spalten und Zeilen, die nicht übernommen werden\s+1", texts(page))
    press(page, "Antworten verwerfen")
    assert "Noch nicht einzulesen" in texts(page)
