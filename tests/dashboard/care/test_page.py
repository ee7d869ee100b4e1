"""The way in as the office goes it: upload, preview, answers, confirmation, deliveries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select
from streamlit.runtime import Runtime
from streamlit.testing.v1 import AppTest

from dashboard import cached
from dashboard.care import access, templates, work
from data_access.audit.checks import repeated
from data_access.engine import reading
from data_access.importers.importing import import_file, look_at
from data_access.importers.profiles import read_profiles
from data_access.importers.reports.report import Outcome
from data_access.importers.templates import templates as template_list
from data_access.schema.statistics import CurrentFigure, DeliveryRhythm, Statistic
from data_access.settings import PREFIX, settings
from data_access.vocabulary import DeliveryState
from tests.support import defined, genesis_tables
from tests.support import indicator_files as files
from tests.support.commands import run
from tests.support.genesis_tables import of_benefits

ONE = files.content(files.years(files.COUNTY, 1998, [290_001]))
OTHER = files.content(files.years(files.COUNTY, 1998, [290_002]))
RHYTHM = "Wie oft neue Werte kommen"
FIRST = "Wann sie meist frühestens erscheinen"
LAST = "Wann sie meist spätestens erscheinen"


def _script() -> None:
    from dashboard.care import page

    page.show()


@pytest.fixture
def page(database: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page of the office, without the middleware that decides who is the office."""
    monkeypatch.setattr(access, "granted", lambda _headers: True)
    # Each run of it forgets the server that other tests have running.
    monkeypatch.setattr(Runtime, "_instance", Runtime._instance)
    return AppTest.from_function(_script, default_timeout=60).run()


@pytest.fixture
def known(page: AppTest) -> AppTest:
    """The same, where the meaning of the file is known already."""
    files.with_profile(work.writer())
    return page


def _texts(page: AppTest) -> str:
    """All our own HTML, without its tags."""
    bodies = (one.proto.body for one in page.get("html"))
    return _plain(unescape(re.sub(r"<[^>]+>", " ", " ".join(bodies))))


def _upload(page: AppTest, *given: tuple[str, bytes]) -> AppTest:
    widget = page.file_uploader[0]
    widget.set_value([(name, content, "text/csv") for name, content in given])
    return page.run()


def _plain(label: str) -> str:
    return label.replace("\\", "").replace("\u00a0", " ")


def _press(page: AppTest, label: str) -> AppTest:
    (button,) = [one for one in page.button if _plain(one.label) == label]
    button.click()
    return page.run()


def _fields(widgets: Any, label: str) -> list[Any]:
    return [one for one in widgets if _plain(one.label) == label]


def _field(widgets: Any, label: str) -> Any:
    (found,) = _fields(widgets, label)
    return found


def _open(page: AppTest, part: str) -> AppTest:
    page.session_state["datenpflege-teil"] = part
    return page.run()


def _shown(period: str = "1998-12-31") -> float | None:
    figure = CurrentFigure
    statement = select(figure.number).where(
        figure.statistic_code == files.STATISTIC,
        figure.area_key == files.COUNTY,
        figure.group_code == "insgesamt",
        figure.sex == "gesamt",
        figure.period == period,
    )
    with reading(work.reader()) as connection:
        return connection.scalar(statement)


def _states() -> dict[str, DeliveryState]:
    from data_access.deliveries import office

    return {one.code: one.state for one in office.list_deliveries(work.reader())}


@pytest.mark.usefixtures("database")
def test_nothing_is_drawn_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Runtime, "_instance", Runtime._instance)
    found = AppTest.from_function(_script, default_timeout=60).run()
    assert not found.exception
    assert not found.main.children


def test_without_a_file_it_says_what_is_read_and_where_it_is_found(page: AppTest) -> None:
    text = _texts(page)
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
    _upload(known, (files.NAME, ONE))
    text = _texts(known)
    assert "Vorschau: Die Datei lässt sich einlesen. Noch ist nichts gespeichert." in text
    assert "1-1-1" in text
    assert re.search(r"Neu\s+1\s+noch nicht vorhanden", text)
    assert re.search(r"Alle Zellen mit Inhalt\s+8", text)
    assert _shown() is None

    _press(known, "1 Wert einlesen")

    assert not known.exception
    assert "Eingelesen und freigegeben. Lieferung L1: 1 neuer Wert, 0 geänderte." in _texts(known)
    assert _shown() == 290_001
    assert known.session_state["datenpflege"].uploads == []


def test_a_changed_value_is_shown_old_and_new_and_keeps_its_reason(known: AppTest) -> None:
    _upload(known, (files.NAME, ONE))
    _press(known, "1 Wert einlesen")
    _upload(known, (files.NAME, OTHER))
    assert re.search(r"31\.12\.1998\s+290\.001\s+290\.002\s+anderer Wert", _texts(known))
    _field(known.text_input, _REASON).set_value("vom Amt berichtigt")
    _press(known, "1 Wert einlesen")
    assert _shown() == 290_002
    _open(known, "Lieferungen")
    assert re.search(r"Grund der Änderungen\s+vom Amt berichtigt", _texts(known))


_REASON = "Warum sich Werte ändern (freiwillig; steht dann bei „Was hat sich geändert?“)"


def test_a_file_that_changes_nearly_everything_is_taken_with_a_reason(known: AppTest) -> None:
    numbers = range(200_000, 212_000, 1_000)
    for factor in (1, 2):
        values = files.years(files.COUNTY, 1990, [factor * one for one in numbers])
        _upload(known, (files.NAME, files.content(values)))
        if factor == 1:
            _press(known, "12 Werte einlesen")
    assert "12 von 12 Werten, die schon da sind" in _texts(known)
    assert not [one for one in known.button if "einlesen" in one.label]

    _press(known, "Mit diesem Grund ansehen")
    assert "Bitte den Grund nennen" in _texts(known)
    assert "Grund nennen:" not in _texts(known.run()), "said once"
    _field(known.text_input, "Warum die Datei trotzdem gilt").set_value("Neu gezählt.")
    _press(known, "Mit diesem Grund ansehen")
    _press(known, "12 Werte einlesen")

    assert _shown("1990-12-31") == 400_000


def test_a_file_that_says_nothing_new_cannot_be_confirmed(known: AppTest) -> None:
    _upload(known, (files.NAME, ONE))
    _press(known, "1 Wert einlesen")
    _upload(known, (files.NAME, ONE))
    assert "Nichts Neues: Alle Werte sind schon vorhanden." in _texts(known)
    assert [one.label for one in known.button if "einlesen" in one.label] == []


def test_a_file_of_other_counties_is_not_called_known(known: AppTest) -> None:
    _upload(known, (files.NAME, files.content({("03456", "1998"): 130_001})))
    text = _texts(known)
    assert "Nichts übernommen: Die Datei enthält keinen Wert für diese Installation." in text
    assert "sind schon vorhanden" not in text
    assert [one.label for one in known.button if "einlesen" in one.label] == []


def test_a_refused_file_says_why_and_can_only_be_put_away(known: AppTest) -> None:
    listed = b"Nachname;Vorname;Geburtsdatum\nMuster;Maria;01.02.1990\nMuster;Max;03.04.1991\n"
    _upload(known, ("liste.csv", listed))
    text = _texts(known)
    assert "Abgelehnt: Es wurde nichts geändert." in text
    assert "Was zu tun ist" in text
    assert [one.label for one in known.button if "einlesen" in one.label] == []
    _press(known, "Datei weglegen")
    assert "liste.csv" not in _texts(known)


def test_several_files_are_confirmed_at_once(known: AppTest) -> None:
    second = files.content(files.years(files.COUNTY, 2000, [1, 2]))
    _upload(known, (files.NAME, ONE), (files.NAME, second), ("kaputt.csv", b"\x00\x01"))
    _press(known, "Alle 2 Dateien einlesen")
    assert (_shown(), _shown("2001-12-31")) == (290_001, 2)
    assert [one.name for one in known.session_state["datenpflege"].uploads] == ["kaputt.csv"]


def test_with_the_second_step_a_delivery_waits_and_is_released_with_a_note(
    known: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}RELEASE_STEP", "true")
    settings.cache_clear()
    _upload(known, (files.NAME, ONE))
    _press(known, "1 Wert einlesen (wartet dann auf Freigabe)")
    assert "die Lieferung wartet auf ihre Freigabe" in _texts(known)
    assert _shown() is None

    _open(known, "Lieferungen")
    known.session_state["wirkung-L1"] = True
    known.session_state["vorschau-L1"] = True
    known.run()
    assert re.search(r"Würde ändern\s+1 neue Angabe, 0 geänderte", _texts(known))
    _press(known, "Link machen")
    (link,) = [one.value for one in known.code]
    assert re.fullmatch(r"/verteilung\?kreis=03254&vorschau=[\w-]{43}", link)
    _press(known, "Link beenden")
    assert "Der Link zur Lieferung L1 gilt nicht mehr." in _texts(known)
    assert not known.code
    _press(known, "L1 freigeben")
    assert "Die Lieferung L1 wurde nicht freigegeben: Es fehlt der Vermerk." in _texts(known)
    assert _shown() is None
    _field(known.text_input, "Vermerk zur Freigabe: wer was geprüft hat").set_value("geprüft")
    _press(known, "L1 freigeben")

    assert "Lieferung L1 ist freigegeben: 1 neue Angabe, 0 geänderte." in _texts(known)
    assert re.search(r"Freigegeben\s+[\d.]+, [\d:]+ – geprüft", _texts(known))
    assert _shown() == 290_001


def test_an_older_edition_that_waited_is_released_when_somebody_says_so(known: AppTest) -> None:
    tables = [
        of_benefits([1990], status=status, more=more)
        for status, more in (("01.02.2017", 0), ("10.10.2017", 1))
    ]
    for table in tables:
        import_file(work.writer(), genesis_tables.NAME, table, files.ORDER, release=False)
    _open(known, "Lieferungen")
    _fields(known.text_input, "Vermerk zur Freigabe: wer was geprüft hat")[0].set_value("geprüft")
    _press(known, "L2 freigeben")
    assert "Lieferung L2 ist freigegeben" in _texts(known)
    _field(known.text_input, "Vermerk zur Freigabe: wer was geprüft hat").set_value("doch die alte")
    assert not known.checkbox

    _press(known, "L1 freigeben")

    assert "Die Lieferung L1 wurde nicht freigegeben. Ältere Ausgabe: Sie ersetzt" in _texts(known)
    assert _states()["L1"] is DeliveryState.DELIVERED
    _field(known.checkbox, "Die ältere Ausgabe soll gelten").check()
    _press(known, "L1 freigeben")
    assert "Lieferung L1 ist freigegeben" in _texts(known)
    assert "(Datenstand der Datei 01.02.2017, bekannt ist 10.10.2017)." in _texts(known)


def test_a_delivery_is_withdrawn_and_erased_only_when_its_code_is_typed(known: AppTest) -> None:
    _upload(known, (files.NAME, ONE))
    _press(known, "1 Wert einlesen")
    _open(known, "Lieferungen")
    known.session_state["schritte-L1"] = True
    known.run()
    _field(known.text_input, "Vermerk zur Rücknahme: was falsch war").set_value("falsche Datei")
    _press(known, "L1 zurückziehen")
    assert _shown() is None
    assert _states() == {"L1": DeliveryState.WITHDRAWN}

    _press(known, "L1 endgültig löschen")
    assert "Gelöscht wurde nichts: Es fehlt der Grund." in _texts(known)
    _field(known.text_input, "Grund der Löschung").set_value("falsche Datei")
    _field(known.text_input, "Zur Bestätigung L1 eintippen").set_value("L2")
    _press(known, "L1 endgültig löschen")
    assert "Es fehlt die Bestätigung „L1“." in _texts(known)
    assert _states() == {"L1": DeliveryState.WITHDRAWN}

    _field(known.text_input, "Zur Bestätigung L1 eintippen").set_value("l1")
    _press(known, "L1 endgültig löschen")
    assert _states() == {"L1": DeliveryState.ERASED}
    _open(known, "Gelöschtes")
    text = _texts(known)
    assert re.search(r"Lieferung L1\s+1\s+falsche Datei", text)
    assert "290" not in text


def test_the_page_tells_what_is_called_as_before(page: AppTest) -> None:
    defined.bring(work.writer(), defined.profile("Beratungen"))
    for number, name in enumerate(("Fallzahl", "Gespräche"), start=2):
        values = files.years(files.COUNTY, 2000 + number, [130])
        defined.bring(work.writer(), defined.profile(name), values)
    _open(page, "Lieferungen")

    page.session_state["schritte-L3"] = True
    page.run()
    _field(page.text_input, "Vermerk zur Rücknahme: was falsch war").set_value("falsch")
    _press(page, "L3 zurückziehen")

    told = "Name und Kurzname von „Fallzahl“ wieder wie vorher. Die Zuordnung bleibt behalten"
    assert f"Lieferung L3 ist zurückgezogen: 1 Wert. {told}" in _texts(page)

    page.session_state["schritte-L3"] = False
    page.session_state["schritte-L2"] = True
    page.run()
    _field(page.text_input, "Grund der Löschung").set_value("falsch")
    _field(page.text_input, "Zur Bestätigung L2 eintippen").set_value("L2")
    _press(page, "L2 endgültig löschen")

    assert "Name und Kurzname von „Beratungen“ wieder wie vorher." in _texts(page)
    assert defined.called(work.reader()) == "Beratungen"


def test_what_the_page_is_told_of_a_table_the_command_line_knows(
    page: AppTest, database: str, tmp_path: Any
) -> None:
    _upload(page, ("indicator_7-7-7.csv", ONE))
    text = _texts(page)
    assert "Noch nicht einzulesen: Unten sind erst Fragen zu beantworten." in text
    assert re.search(r"Noch offen\s+1.Frage", text)

    _field(page.selectbox, "Kennzahl der Werte, wo unten nichts anderes steht").set_value(
        "new_statistic"
    )
    page.run()
    assert "Es fehlen noch Name und Erklärung der neuen Kennzahl." in _texts(page)
    _field(page.text_input, "Name der neuen Kennzahl").set_value("Lebendgeborene in Ämtern")
    _field(page.text_area, "Was die Kennzahl zählt, in einem Satz").set_value("Geborene.")
    _field(page.selectbox, "Art der Kennzahl").set_value("flow")
    _field(page.selectbox, "„Value“ ist").set_value("ignore")
    _press(page, "Antworten übernehmen und neu ansehen")
    assert not page.exception
    assert "Lebendgeborene in Ämtern" in _texts(page)
    _press(page, "1 Wert einlesen")

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
    _upload(page, ("indicator_7-7-7.csv", ONE))
    _field(page.selectbox, "Kennzahl der Werte, wo unten nichts anderes steht").set_value(
        "bevoelkerung-fortschreibung"
    )
    _field(page.selectbox, "Eine Jahreszahl in dieser Tabelle meint").set_value("12-31")
    _field(page.selectbox, "„Value“ ist").set_value("ignore")
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
    assert _field(page.selectbox, RHYTHM).value == "yearly"
    assert _field(page.selectbox, FIRST).value == 9
    _press(page, "Antworten übernehmen und neu ansehen")
    _press(page, "1 Wert einlesen")

    assert _rhythm() == (
        *("yearly", 9, 12),
        "Landesamt für Statistik Niedersachsen im Auftrag des Sozialministeriums",
        "https://integrationsmonitoring.niedersachsen.de/",
        "Wie bei anderen Tabellen desselben Herausgebers.",
    )


def test_the_office_says_another_rhythm_and_who_delivers(page: AppTest) -> None:
    _explained(page)
    _field(page.selectbox, RHYTHM).set_value("quarterly")
    page.run()
    assert _field(page.selectbox, LAST).value == 3
    _field(page.selectbox, FIRST).set_value(1)
    _field(page.selectbox, LAST).set_value(2)
    _field(page.text_input, "Wer liefert").set_value(" Ausländerbehörde ")
    _field(page.text_input, "Webadresse dazu").set_value("")
    _press(page, "Antworten übernehmen und neu ansehen")
    _press(page, "1 Wert einlesen")

    assert _rhythm() == ("quarterly", 1, 2, "Ausländerbehörde", "", "Angabe des Amts.")


def test_what_nobody_knows_of_the_delivery_is_not_noted(page: AppTest) -> None:
    _explained(page)
    _field(page.selectbox, RHYTHM).set_value("irregular")
    page.run()
    labels = {_plain(one.label) for one in (*page.selectbox, *page.text_input)}
    assert not labels & {FIRST, LAST}
    assert "Wer liefert" in labels
    _field(page.selectbox, RHYTHM).set_value("")
    page.run()
    assert "Wer liefert" not in {_plain(one.label) for one in page.text_input}
    _press(page, "Antworten übernehmen und neu ansehen")
    _press(page, "1 Wert einlesen")

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
    _field((*page.selectbox, *page.text_input), label).set_value(value)
    _press(page, "Antworten übernehmen und neu ansehen")

    assert not page.exception
    text = _texts(page)
    assert said in text
    assert "„Herkunft und Lieferung der Tabelle“" in text
    assert "Noch nicht einzulesen" in text


def test_what_a_new_statistic_still_needs_is_told_and_not_that_nothing_is_answered(
    page: AppTest,
) -> None:
    _upload(page, ("indicator_7-7-7.csv", ONE))
    _field(page.selectbox, "„Value“ ist").set_value("new_statistic")
    page.run()
    _press(page, "Antworten übernehmen und neu ansehen")

    assert not page.exception
    text = _texts(page)
    assert "Es fehlt noch die Erklärung der neuen Kennzahl: was „Value“ zählt" in text
    assert "Das leere Feld der neuen Kennzahl ausfüllen" in text
    assert "Noch ist nichts beantwortet." not in text


def test_answers_can_be_dropped_and_unanswered_questions_stay(page: AppTest) -> None:
    _upload(page, ("indicator_7-7-7.csv", ONE))
    _press(page, "Antworten übernehmen und neu ansehen")
    assert "Noch ist nichts beantwortet." in _texts(page)
    _field(page.selectbox, "„Value“ ist").set_value("leave_out")
    page.run()
    _press(page, "Antworten übernehmen und neu ansehen")
    assert re.search(r"Spalten und Zeilen, die nicht übernommen werden\s+1", _texts(page))
    _press(page, "Antworten verwerfen")
    assert "Noch nicht einzulesen" in _texts(page)


NAMES = (
    "Year,Gebietseinheit,GeoCode,Herkunft,Value\n"
    "2020,Hildesheim,K03254,Türkai,100\n"
    "2020,Hildeshaim Landkreis,,Syrien,7\n"
).encode()


def test_a_click_takes_in_the_spelling_of_an_area_and_of_a_group(page: AppTest) -> None:
    files.with_profile(work.writer())
    _upload(page, (files.NAME, NAMES))
    assert "Das Gebiet „Hildeshaim Landkreis“ ist nicht bekannt." in _texts(page)
    _press(page, "„Hildeshaim Landkreis“ so aufnehmen")
    assert "Aufgenommen: „Hildeshaim Landkreis“ ist Landkreis Hildesheim." in _texts(page)
    assert "ist nicht bekannt" not in _texts(page)
    _press(page, "Ist „Türkei“: Schreibweise aufnehmen")
    assert "Vorschau: Die Datei lässt sich einlesen." in _texts(page)
    report = look_at(work.reader(), files.NAME, NAMES, files.ORDER)
    assert (report.outcome, report.new) == (Outcome.PREVIEW, 2)

    _open(page, "Schreibweisen")
    assert re.search(r"Türkai\s+Türkei\s+tuerkei", _texts(page))
    _field(page.selectbox, "Schreibweise verwerfen").set_value("Türkai")
    page.run()
    page.button(key="schreibweise-verwerfen-knopf").click()
    page.run()
    assert "Verworfen: „Türkai“." in _texts(page)


def test_a_spelling_is_added_by_hand(page: AppTest) -> None:
    _open(page, "Schreibweisen")
    _press(page, "Aufnehmen")
    assert "Es ist nicht gesagt, was der Name bedeutet." in _texts(page)
    _field(page.text_input, "Name, wie er in der Datei steht").set_value("HiKreis")
    _field(page.selectbox, "Gemeint ist").set_value("03254")
    _press(page, "Aufnehmen")
    assert "Aufgenommen: „HiKreis“ ist Landkreis Hildesheim." in _texts(page)


def test_texts_of_a_file_are_no_markdown_and_no_html(page: AppTest) -> None:
    evil = (
        b"Year,Gebietseinheit,GeoCode,Herkunft,Value\n"
        b"2020,Hildesheim,K03254,<script>x</script>,1\n"
        b"2020,Hildesheim,K03254,[hier](https://boese.example) **fett** :red[rot],1\n"
    )
    _upload(page, (files.NAME, evil))
    bodies = " ".join(one.proto.body for one in page.get("html"))
    assert "<script>" not in bodies
    labels = [one.label for one in page.selectbox]
    assert any("hier" in label for label in labels)
    assert not any(re.search(r"(?<!\\)[\[*:]", label) for label in labels)


def test_a_finding_is_accepted_with_a_note_and_opened_again(page: AppTest) -> None:
    _open(page, "Befunde")
    assert "22 Widersprüche" in _texts(page)
    page.session_state["befunde-error-area_sum"] = True
    page.run()
    assert "Die 18 Gemeinden ergeben 23.694 Personen, gedruckt sind 23.684 Personen" in _texts(page)
    accept = [one for one in page.button if one.label == "Mit Notiz annehmen"]
    assert len(accept) == 2

    accept[0].click()
    page.run()
    assert "Angenommen wurde nichts: Es fehlt die Notiz." in _texts(page)

    note = next(
        one for one in page.text_input if "Landkreis Hildesheim, 31.12.2020" in _plain(one.label)
    )
    note.set_value("so gedruckt")
    page.button(key=str(note.key).replace("notiz", "annehmen")).click()
    page.run()
    text = _texts(page)
    assert (
        "Angenommen: Ausländische Bevölkerung (Fortschreibung), Landkreis Hildesheim, 31.12.2020."
        in text
    )
    assert "21 Widersprüche" in text
    assert "1 angenommen" in text

    page.checkbox(key="befunde-alle").set_value(True)
    page.run()
    assert re.search(r"Angenommen am [\d.]+, [\d:]+: so gedruckt", _texts(page))
    _press(page, "Wieder öffnen")
    assert "22 Widersprüche" in _texts(page)


def test_the_preview_tells_what_the_audit_will_find(known: AppTest) -> None:
    years = files.years(files.COUNTY, 1990, [160_001, 170_002, 180_003, 190_004, 1_900_045])

    _upload(known, (files.NAME, files.content(years)))

    text = _texts(known)
    assert "Datenprüfung danach" in text
    assert "das 10,0-Fache" in text
    assert "Stichtag, Gebiet und Einheit der Datei prüfen" in text
    assert _shown("1994-12-31") is None


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
    _upload(known, (files.NAME, files.content(first)))
    _press(known, "1 Wert einlesen")

    _upload(known, (files.NAME, files.content(again)), *((files.NAME, one) for one in more))

    assert "fände danach 1 neuen Widerspruch" in _texts(known)
    _press(known, "Die anderen 2 Dateien einlesen")
    assert (_shown("1980-12-31"), _shown("1972-12-31")) == (289_980, None)
