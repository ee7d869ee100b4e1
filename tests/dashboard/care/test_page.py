"""Reading in on the page: upload, preview, confirmation."""

from __future__ import annotations

import re

import pytest
from streamlit.runtime import Runtime
from streamlit.testing.v1 import AppTest

from dashboard import cached
from dashboard.care import templates
from data_access.audit.checks import repeated
from data_access.importers.templates import templates as template_list
from tests.support import indicator_files as files
from tests.support.care_page import ONE, OTHER, field, go_to, press, script, shown, texts, upload


@pytest.mark.usefixtures("database")
def test_nothing_is_drawn_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Runtime, "_instance", Runtime._instance)
    found = AppTest.from_function(script, default_timeout=60).run()
    assert not found.exception
    assert not found.main.children


def test_without_a_file_it_says_what_is_read_and_where_it_is_found(page: AppTest) -> None:
    text = texts(page)
    assert "Landkreis Hildesheim" in text
    assert "Niedersächsisches Integrationsmonitoring (CSV)" in text
    assert "Seite des Indikators" in text


def test_a_template_is_written_when_somebody_asks_for_it(page: AppTest) -> None:
    (chosen,) = [one for one in page.selectbox if one.label == "Vorlage"]
    assert "Sprachkurse" in " ".join(chosen.options)
    county = next(one for one in cached.data().counties())
    made = {
        one.name: templates._written(one, county, filled=filled)
        for one in template_list()
        for filled in (True, False)
    }
    assert all(content.startswith(b"PK") for content in made.values())


def test_a_file_is_previewed_and_stored_only_when_confirmed(known: AppTest) -> None:
    upload(known, (files.NAME, ONE))
    text = texts(known)
    assert "Vorschau: Die Datei lässt sich einlesen. Noch ist nichts gespeichert." in text
    assert "1-1-1" in text
    assert re.search(r"Neu\s+1\s+noch nicht vorhanden", text)
    assert re.search(r"Alle Zellen mit Inhalt\s+8", text)
    assert shown() is None

    press(known, "1 Wert einlesen")

    assert not known.exception
    assert "Eingelesen und freigegeben. Lieferung L1: 1 neuer Wert, 0 geänderte." in texts(known)
    assert shown() == 290_001
    assert known.session_state["datenpflege"].uploads == []


def test_a_changed_value_is_shown_old_and_new_and_keeps_its_reason(known: AppTest) -> None:
    upload(known, (files.NAME, ONE))
    press(known, "1 Wert einlesen")
    upload(known, (files.NAME, OTHER))
    assert re.search(r"31\.12\.1998\s+290\.001\s+290\.002\s+anderer Wert", texts(known))
    field(known.text_input, _REASON).set_value("vom Amt berichtigt")
    press(known, "1 Wert einlesen")
    assert shown() == 290_002
    go_to(known, "Lieferungen")
    assert re.search(r"Grund der Änderungen\s+vom Amt berichtigt", texts(known))


_REASON = "Warum sich Werte ändern (freiwillig; steht dann bei „Was hat sich geändert?“)"


def test_a_file_that_changes_nearly_everything_is_taken_with_a_reason(known: AppTest) -> None:
    numbers = range(200_000, 212_000, 1_000)
    for factor in (1, 2):
        values = files.years(files.COUNTY, 1990, [factor * one for one in numbers])
        upload(known, (files.NAME, files.content(values)))
        if factor == 1:
            press(known, "12 Werte einlesen")
    assert "12 von 12 Werten, die schon da sind" in texts(known)
    assert not [one for one in known.button if "einlesen" in one.label]

    press(known, "Mit diesem Grund ansehen")
    assert "Bitte den Grund nennen" in texts(known)
    assert "Grund nennen:" not in texts(known.run()), "said once"
    field(known.text_input, "Warum die Datei trotzdem gilt").set_value("Neu gezählt.")
    press(known, "Mit diesem Grund ansehen")
    press(known, "12 Werte einlesen")

    assert shown("1990-12-31") == 400_000


def test_a_file_that_says_nothing_new_cannot_be_confirmed(known: AppTest) -> None:
    upload(known, (files.NAME, ONE))
    press(known, "1 Wert einlesen")
    upload(known, (files.NAME, ONE))
    assert "Nichts Neues: Alle Werte sind schon vorhanden." in texts(known)
    assert [one.label for one in known.button if "einlesen" in one.label] == []


def test_a_file_of_other_counties_is_not_called_known(known: AppTest) -> None:
    upload(known, (files.NAME, files.content({("03456", "1998"): 130_001})))
    text = texts(known)
    assert "Nichts übernommen: Die Datei enthält keinen Wert für diese Installation." in text
    assert "sind schon vorhanden" not in text
    assert [one.label for one in known.button if "einlesen" in one.label] == []


def test_a_refused_file_says_why_and_can_only_be_put_away(known: AppTest) -> None:
    listed = b"Nachname;Vorname;Geburtsdatum\nMuster;Maria;01.02.1990\nMuster;Max;03.04.1991\n"
    upload(known, ("liste.csv", listed))
    text = texts(known)
    assert "Abgelehnt: Es wurde nichts geändert." in text
    assert "Was zu tun ist" in text
    assert [one.label for one in known.button if "einlesen" in one.label] == []
    press(known, "Datei weglegen")
    assert "liste.csv" not in texts(known)


def test_several_files_are_confirmed_at_once(known: AppTest) -> None:
    second = files.content(files.years(files.COUNTY, 2000, [1, 2]))
    upload(known, (files.NAME, ONE), (files.NAME, second), ("kaputt.csv", b"\x00\x01"))
    press(known, "Alle 2 Dateien einlesen")
    assert (shown(), shown("2001-12-31")) == (290_001, 2)
    assert [one.name for one in known.session_state["datenpflege"].uploads] == ["kaputt.csv"]


def test_texts_of_a_file_are_no_markdown_and_no_html(page: AppTest) -> None:
    evil = (
        b"Year,Gebietseinheit,GeoCode,Herkunft,Value\n"
        b"2020,Hildesheim,K03254,<script>x</script>,1\n"
        b"2020,Hildesheim,K03254,[hier](https://boese.example) **fett** :red[rot],1\n"
    )
    upload(page, (files.NAME, evil))
    bodies = " ".join(one.proto.body for one in page.get("html"))
    assert "<script>" not in bodies
    labels = [one.label for one in page.selectbox]
    assert any("hier" in label for label in labels)
    assert not any(re.search(r"(?<!\\)[\[*:]", label) for label in labels)


def test_the_preview_tells_what_the_audit_will_find(known: AppTest) -> None:
    years = files.years(files.COUNTY, 1990, [160_001, 170_002, 180_003, 190_004, 1_900_045])

    upload(known, (files.NAME, files.content(years)))

    text = texts(known)
    assert "Datenprüfung danach" in text
    assert "das 10,0-Fache" in text
    assert "Stichtag, Gebiet und Einheit der Datei prüfen" in text
    assert shown("1994-12-31") is None


def test_a_file_that_contradicts_is_not_read_in_with_the_others(
    known: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The file has one series: one number has to be enough here.
    monkeypatch.setattr(repeated, "_BEYOND_CHANCE", 4.0)
    first = files.years(files.COUNTY, 1970, [290_001])
    again = files.years(files.COUNTY, 1972, [290_001])
    more = [
        files.content(files.years(files.COUNTY, year, [288_000 + year])) for year in (1980, 1981)
    ]
    upload(known, (files.NAME, files.content(first)))
    press(known, "1 Wert einlesen")

    upload(known, (files.NAME, files.content(again)), *((files.NAME, one) for one in more))

    assert "fände danach 1 neuen Widerspruch" in texts(known)
    press(known, "Die anderen 2 Dateien einlesen")
    assert (shown("1980-12-31"), shown("1972-12-31")) == (289_980, None)
