"""Beside the tables of a template remarks are welcome, persons are not."""

from __future__ import annotations

import pytest

from data_access.importers.errors import RefusedFileError
from tests.support.templates import Filled, codes, errors, read_lists, read_tables

_SHEET = "Gemeinden"
_ROW = {
    "Zeitraum von": "01.2026",
    "Zeitraum bis": "03.2026",
    "Gemeinde": "Musterstadt [muster-01]",
    "Aufgenommen": 5,
    "Vorläufig": "x",
}


def _with_column(head: str, *texts: str) -> bytes:
    """An allocation with a column of somebody's own."""
    filled = Filled("zuweisung")
    header, columns = filled.header(_SHEET)
    beside = max(columns.values()) + 1
    page = filled.page(_SHEET)
    page.cell(header, beside).value = head
    filled.put(_SHEET, _ROW)
    for row, text in enumerate(texts, start=header + 1):
        page.cell(row, beside).value = text
    return filled.content()


#: Headers and cells; the persons are made up of words.
PERSONS = {
    "names": ("Name", ["Eins Muster", "Zwei Beispiel"]),
    "family name first": ("Namen", ["Muster, Eins"]),
    "in capitals": ("Name", ["MUSTER, Eins"]),
    "with a particle": ("Name", ["Eins el Muster"]),
    "with a title": ("Name", ["Dr. Eins Muster"]),
    "one among offices": ("Ansprechpartner:in", ["Fachdienst Bildung", "Eins Muster"]),
    "an initial": ("Sachbearbeitung", ["E. Muster"]),
    "addressed": ("Betreuer", ["Fr. Muster"]),
    "participants": ("Teilnehmende", ["Eins Muster"]),
    "many without a header": ("", ["Eins Muster", "Zwei Muster", "Drei Beispiel"]),
    "in a remark": ("Bemerkung", ["Rückfragen an Frau Muster, Tel. 05121 000"]),
    "with particles in a remark": ("Bemerkung", ["Rückfragen an Frau von der Muster"]),
    "with an Arabic particle": ("Bemerkung", ["laut Herrn al-Muster", "siehe Frau El Muster"]),
    "in a remark in capitals": ("Bemerkung", ["RÜCKFRAGEN AN FRAU MUSTER"]),
    "with a doctor's title in a remark": ("Notiz", ["siehe E-Mail von Herrn Dr. Muster"]),
    "behind an office": ("Notiz", ["laut Herrn Landrat Muster"]),
    "a family in a remark": ("Notiz", ["Familie el Muster ist umgezogen", "Familie Muster"]),
}


@pytest.mark.parametrize("name", PERSONS)
def test_persons_beside_a_table_keep_the_file_out(name: str) -> None:
    head, texts = PERSONS[name]

    with pytest.raises(RefusedFileError) as refused:
        read_tables(_with_column(head, *texts))

    assert refused.value.what.startswith("Die Datei enthält Angaben zu einzelnen Personen")
    assert "Blatt „Gemeinden“, Zelle H" in refused.value.where
    assert "Muster" not in str(refused.value)


#: What may stand there: places, offices, things, and sentences that name nobody.
OTHERS = {
    "municipalities": ("Name", ["Bad Salzdetfurth", "Alfeld (Leine)", "Groß Düngen"]),
    "areas with commas": ("Name", ["Hildesheim, Stadt", "Göttingen, Landkreis"]),
    "areas of the sheet": ("Name", ["Musterstadt Süd"]),
    "providers": ("Name", ["VHS Hildesheim", "Caritas Elze", "DRK Ortsverein", "Jobcenter"]),
    "buildings": ("Namen", ["Villa Blume", "Altes Rathaus", "Blumen Kaserne", "Am Markt"]),
    "what it is a name of": ("Name der Unterkunft", ["Lange Reihe", "Rote Villa"]),
    "offices that answer": ("Ansprechpartner:in", ["Fachdienst Bildung", "Bildungsbüro Elze"]),
    "counted people": ("Anzahl Teilnehmende", ["keine Angabe", "Etwa Zwölf"]),
    "remarks": ("Bemerkung", ["Laut Meldeamt", "Siehe E-Mail", "Bitte prüfen"]),
    "two remarks without a header": ("", ["Siehe Mail", "Laut Meldeamt"]),
    "women in general": ("Bemerkung", ["Frauen lernen Deutsch", "damit jede Frau Deutsch lernt"]),
    "a place that begins so": ("Bemerkung", ["Herrenhausen", "Frauenau"]),
    "names of programmes": ("Bemerkung", ["Frau und Beruf", "Koordinierungsstelle Frau & Beruf"]),
    "programmes in capitals": ("Bemerkung", ["FRAU UND BERUF", "FAMILIE IN NOT"]),
    "a woman of the week": ("Bemerkung", ["Frau der Woche", "eine Frau von Welt"]),
    "somebody of an office": ("Bemerkung", ["laut Frau vom Jugendamt", "Herr der Lage"]),
    "a programme in quotation marks": ("Bemerkung", ["Lesekreis „Frau Holle“"]),
    "an office of families": ("Bemerkung", ["Fachdienst Familie Jugend", "Familie und Beruf"]),
    "weekdays": ("Bemerkung", ["Mo. bis Fr. Vormittag"]),
    "who holds an office": ("Bemerkung", ["von Frau Landrätin so entschieden"]),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_texts_beside_a_table_are_left_alone(name: str) -> None:
    head, texts = OTHERS[name]

    tables = read_tables(_with_column(head, *texts))

    problems = tables["zuweisung-gemeinden"].problems
    assert "columns-beside-the-table" in codes(problems)
    assert not errors(problems)


@pytest.mark.parametrize(
    "texts", [("Ansprechpartnerin:", "Eins Muster"), ("Kontaktperson: E. Muster",)]
)
def test_a_person_above_the_table_keeps_the_file_out(texts: tuple[str, ...]) -> None:
    filled = Filled("zuweisung")
    filled.put(_SHEET, _ROW)
    for column, text in enumerate(texts, start=4):
        filled.page(_SHEET).cell(2, column).value = text

    with pytest.raises(RefusedFileError, match="Namen neben der Tabelle") as refused:
        read_tables(filled.content())

    assert "Muster" not in str(refused.value)


def test_a_person_in_a_text_of_a_list_keeps_the_file_out() -> None:
    filled = Filled("ziele")
    filled.put(
        "Maßnahmen",
        {
            "Maßnahme": "2026-M01",
            "Titel": "Zwei weitere Kurse",
            "Verantwortlich": "Frau Muster",
        },
    )

    with pytest.raises(RefusedFileError) as refused:
        read_lists(filled.content())

    assert refused.value.where.startswith("datei.xlsx, Blatt „Maßnahmen“, Zelle E")
    assert "Muster" not in str(refused.value)
