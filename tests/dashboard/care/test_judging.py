"""Spellings taken in and dropped, findings accepted and opened again."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from dashboard.care import work
from data_access.importers.importing import look_at
from data_access.importers.reports.report import Outcome
from tests.support import indicator_files as files
from tests.support.care_page import field, go_to, plain, press, texts, upload

NAMES = (
    "Year,Gebietseinheit,GeoCode,Herkunft,Value\n"
    "2020,Hildesheim,K03254,Türkai,100\n"
    "2020,Hildeshaim Landkreis,,Syrien,7\n"
).encode()


def test_a_click_takes_in_the_spelling_of_an_area_and_of_a_group(page: AppTest) -> None:
    files.with_profile(work.writer())
    upload(page, (files.NAME, NAMES))
    assert "Das Gebiet „Hildeshaim Landkreis“ ist nicht bekannt." in texts(page)
    press(page, "„Hildeshaim Landkreis“ so aufnehmen")
    assert "Aufgenommen: „Hildeshaim Landkreis“ ist Landkreis Hildesheim." in texts(page)
    assert "ist nicht bekannt" not in texts(page)
    press(page, "Ist „Türkei“: Schreibweise aufnehmen")
    assert "Vorschau: Die Datei lässt sich einlesen." in texts(page)
    report = look_at(work.reader(), files.NAME, NAMES, files.ORDER)
    assert (report.outcome, report.new) == (Outcome.PREVIEW, 2)

    go_to(page, "Schreibweisen")
    assert re.search(r"Türkai\s+Türkei\s+tuerkei", texts(page))
    field(page.selectbox, "Schreibweise verwerfen").set_value("Türkai")
    page.run()
    page.button(key="schreibweise-verwerfen-knopf").click()
    page.run()
    assert "Verworfen: „Türkai“." in texts(page)


def test_a_spelling_is_added_by_hand(page: AppTest) -> None:
    go_to(page, "Schreibweisen")
    press(page, "Aufnehmen")
    assert "Es ist nicht gesagt, was der Name bedeutet." in texts(page)
    field(page.text_input, "Name, wie er in der Datei steht").set_value("HiKreis")
    field(page.selectbox, "Gemeint ist").set_value("03254")
    press(page, "Aufnehmen")
    assert "Aufgenommen: „HiKreis“ ist Landkreis Hildesheim." in texts(page)


def test_a_finding_is_accepted_with_a_note_and_opened_again(page: AppTest) -> None:
    go_to(page, "Befunde")
    assert "22 Widersprüche" in texts(page)
    page.session_state["befunde-error-area_sum"] = True
    page.run()
    assert "Die 18 Gemeinden ergeben 23.694 Personen, gedruckt sind 23.684 Personen" in texts(page)
    accept = [one for one in page.button if one.label == "Mit Notiz annehmen"]
    assert len(accept) == 2

    accept[0].click()
    page.run()
    assert "Angenommen wurde nichts: Es fehlt die Notiz." in texts(page)

    note = next(
        one for one in page.text_input if "Landkreis Hildesheim, 31.12.2020" in plain(one.label)
    )
    note.set_value("so gedruckt")
    page.button(key=str(note.key).replace("notiz", "annehmen")).click()
    page.run()
    text = texts(page)
    assert (
        "Angenommen: Ausländische Bevölkerung (Fortschreibung), Landkreis Hildesheim, 31.12.2020."
        in text
    )
    assert "21 Widersprüche" in text
    assert "1 angenommen" in text

    page.checkbox(key="befunde-alle").set_value(True)
    page.run()
    assert re.search(r"Angenommen am [\d.]+, [\d:]+: so gedruckt", texts(page))
    press(page, "Wieder öffnen")
    assert "22 Widersprüche" in texts(page)
