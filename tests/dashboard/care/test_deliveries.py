"""Deliveries on the page: released, withdrawn, erased, and what is called as before."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.care import work
from data_access.importers.importing import import_file
from data_access.settings import PREFIX, settings
from data_access.vocabulary import DeliveryState
from tests.support import defined, genesis_tables
from tests.support import indicator_files as files
from tests.support.care_page import ONE, field, fields, go_to, press, shown, states, texts, upload
from tests.support.genesis_tables import of_benefits


def test_with_the_second_step_a_delivery_waits_and_is_released_with_a_note(
    known: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")
    settings.cache_clear()
    upload(known, (files.NAME, ONE))
    press(known, "1 Wert einlesen (wartet dann auf Freigabe)")
    assert "die Lieferung wartet auf ihre Freigabe" in texts(known)
    assert shown() is None

    go_to(known, "Lieferungen")
    known.session_state["wirkung-L1"] = True
    known.session_state["vorschau-L1"] = True
    known.run()
    assert re.search(r"Würde ändern\s+1 neue Angabe, 0 geänderte", texts(known))
    press(known, "Link machen")
    (link,) = [one.value for one in known.code]
    assert re.fullmatch(r"/verteilung\?kreis=03254&vorschau=[\w-]{43}", link)
    press(known, "Link beenden")
    assert "Der Link zur Lieferung L1 gilt nicht mehr." in texts(known)
    assert not known.code
    press(known, "L1 freigeben")
    assert "Die Lieferung L1 wurde nicht freigegeben: Es fehlt der Vermerk." in texts(known)
    assert shown() is None
    field(known.text_input, "Vermerk zur Freigabe: wer was geprüft hat").set_value("geprüft")
    press(known, "L1 freigeben")

    assert "Lieferung L1 ist freigegeben: 1 neue Angabe, 0 geänderte." in texts(known)
    assert re.search(r"Freigegeben\s+[\d.]+, [\d:]+ – geprüft", texts(known))
    assert shown() == 290_001


def test_an_older_edition_that_waited_is_released_when_somebody_says_so(known: AppTest) -> None:
    tables = [
        of_benefits([1990], status=status, more=more)
        for status, more in (("01.02.2017", 0), ("10.10.2017", 1))
    ]
    for table in tables:
        import_file(work.writer(), genesis_tables.NAME, table, files.ORDER, release=False)
    go_to(known, "Lieferungen")
    fields(known.text_input, "Vermerk zur Freigabe: wer was geprüft hat")[0].set_value("geprüft")
    press(known, "L2 freigeben")
    assert "Lieferung L2 ist freigegeben" in texts(known)
    field(known.text_input, "Vermerk zur Freigabe: wer was geprüft hat").set_value("doch die alte")
    assert not known.checkbox

    press(known, "L1 freigeben")

    assert "Die Lieferung L1 wurde nicht freigegeben. Ältere Ausgabe: Sie ersetzt" in texts(known)
    assert states()["L1"] is DeliveryState.DELIVERED
    field(known.checkbox, "Die ältere Ausgabe soll gelten").check()
    press(known, "L1 freigeben")
    assert "Lieferung L1 ist freigegeben" in texts(known)
    assert "(Datenstand der Datei 01.02.2017, bekannt ist 10.10.2017)." in texts(known)


def test_a_delivery_is_withdrawn_and_erased_only_when_its_code_is_typed(known: AppTest) -> None:
    upload(known, (files.NAME, ONE))
    press(known, "1 Wert einlesen")
    go_to(known, "Lieferungen")
    known.session_state["schritte-L1"] = True
    known.run()
    field(known.text_input, "Vermerk zur Rücknahme: was falsch war").set_value("falsche Datei")
    press(known, "L1 zurückziehen")
    assert shown() is None
    assert states() == {"L1": DeliveryState.WITHDRAWN}

    press(known, "L1 endgültig löschen")
    assert "Gelöscht wurde nichts: Es fehlt der Grund." in texts(known)
    field(known.text_input, "Grund der Löschung").set_value("falsche Datei")
    field(known.text_input, "Zur Bestätigung L1 eintippen").set_value("L2")
    press(known, "L1 endgültig löschen")
    assert "Es fehlt die Bestätigung „L1“." in texts(known)
    assert states() == {"L1": DeliveryState.WITHDRAWN}

    field(known.text_input, "Zur Bestätigung L1 eintippen").set_value("l1")
    press(known, "L1 endgültig löschen")
    assert states() == {"L1": DeliveryState.ERASED}
    go_to(known, "Gelöschtes")
    text = texts(known)
    assert re.search(r"Lieferung L1\s+1\s+falsche Datei", text)
    assert "290" not in text


def test_the_page_tells_what_is_called_as_before(page: AppTest) -> None:
    defined.bring(work.writer(), defined.profile("Beratungen"))
    for number, name in enumerate(("Fallzahl", "Gespräche"), start=2):
        values = files.years(files.COUNTY, 2000 + number, [130])
        defined.bring(work.writer(), defined.profile(name), values)
    go_to(page, "Lieferungen")

    page.session_state["schritte-L3"] = True
    page.run()
    field(page.text_input, "Vermerk zur Rücknahme: was falsch war").set_value("falsch")
    press(page, "L3 zurückziehen")

    told = "Name und Kurzname von „Fallzahl“ wieder wie vorher. Die Zuordnung bleibt behalten"
    assert f"Lieferung L3 ist zurückgezogen: 1 Wert. {told}" in texts(page)

    page.session_state["schritte-L3"] = False
    page.session_state["schritte-L2"] = True
    page.run()
    field(page.text_input, "Grund der Löschung").set_value("falsch")
    field(page.text_input, "Zur Bestätigung L2 eintippen").set_value("L2")
    press(page, "L2 endgültig löschen")

    assert "Name und Kurzname von „Beratungen“ wieder wie vorher." in texts(page)
    assert defined.called(work.reader()) == "Beratungen"
