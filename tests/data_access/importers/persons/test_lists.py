"""Lists of persons stay out, told by headers or contents; tables of counts come in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_access.importers.errors import RefusedFileError
from data_access.importers.layouts import genesis_flat
from data_access.importers.opening import open_upload
from data_access.importers.templates import templates
from data_access.importers.templates.model import Kind
from tests.support import samples, uploads
from tests.support.flat_files import flat, record
from tests.support.sources import text_of

Lines = list[list[object]]
DATES_OF_TEMPLATES = sorted(
    {
        column.title
        for template in templates()
        for sheet in template.sheets
        for column in sheet.all_columns
        if column.kind is Kind.DATE
    }
)


def _workbook(lines: Lines) -> bytes:
    return uploads.workbook(uploads.rows(lines))


def _csv(lines: Lines) -> bytes:
    return "\n".join(
        ";".join("" if one is None else str(one) for one in line) for line in lines
    ).encode()


#: Each with the word that the refusal names. The persons are made up of words.
PERSONS: dict[str, tuple[str, Lines]] = {
    "names": ("Vorname", [["Name", "Vorname", "Kurs"], ["Muster", "Eins", "B1"]]),
    "family names": ("Nachname", [["Familienname", "Kurs"], ["Muster", "B1"]]),
    "birth date": ("Geburtsdatum", [["Nr.", "Geb.-Datum", "Kurs"], ["a", "1.2.1990", "B1"]]),
    "born on": ("Geburtsdatum", [["Kennung", "geboren am"], ["a", "1.2.1990"]]),
    "register number": ("AZR-Nummer", [["AZR-Nr.", "Status"], ["991231012345", "x"]]),
    "register number, whole": ("AZR-Nummer", [["AZR_Nummer", "Status"], ["991231012345", "x"]]),
    "foreigner's number": ("Ausländernummer", [["Ausländernummer", "Ort"], ["12/34567", "Elze"]]),
    "passport": ("Passnummer", [["Pass-Nr.", "Land"], ["C01X00T47 12345", "Syrien"]]),
    "customer number": ("Kundennummer", [["Kundennummer", "Ort"], ["237D123456", "Elze"]]),
    "address": ("Anschrift", [["Familie", "Anschrift", "Zimmer"], ["A", "Hauptweg 1", "2"]]),
    "street": ("Straße", [["Objekt", "Straße / Nr.", "Ort"], ["A", "Hauptweg 1", "Elze"]]),
    "telephone": ("Telefon", [["Ort", "Stand", "Telefon"], ["Elze", "neu", "05068 123456"]]),
    "mail": ("E-Mail", [["Ort", "Stand", "E-Mail-Adresse"], ["Elze", "neu", "a@example.org"]]),
    "file number": (
        "Aktenzeichen",
        [["Ort", "Stand", "Aktenzeichen"], ["Elze", "neu", "32-10/4711"]],
    ),
    "below a title": (
        "Vorname",
        [
            ["Teilnehmende 2024"],
            [None],
            ["Landkreis"],
            ["Vorname", "Kurs", "2024"],
            ["Eins", "B1", 1],
        ],
    ),
    "number in a remark": (
        "Bemerkung",
        [["Gemeinde", "Anzahl", "Hinweis"], ["Elze", 3, "siehe AZR-Nr. 991231012345"]],
    ),
    "birthday in a remark": (
        "Bemerkung",
        [["Gemeinde", "Anzahl", "Hinweis"], ["Elze", 3, "Eins Muster, geb. 04.03.1980"]],
    ),
    "in English": ("Nachname", [["Last name", "Course"], ["Muster", "B1"]]),
    "name beside traits": (
        "Name",
        [["Name", "Staatsangehörigkeit", "Alter"], ["Eins Muster", "Syrien", 20]],
    ),
    "addresses alone": ("Anschrift", [["Adresse"], ["Bahnhofstr. 4"]]),
    "addresses of two columns": ("Anschrift", [["Anschrift", "Ort"], ["Am Markt 12a", "Elze"]]),
    "numbers below the register": ("AZR-Nummer", [["AZR", "Status"], ["991231012345", "x"]]),
    "the register's numbers alone": ("AZR-Nummer", [["AZR"], [991231012345]]),
    "names and addresses": ("Name", [["Name", "Adresse"], ["Eins Muster", "Weg 4"]]),
    "names and years of birth": (
        "Name",
        [["Name", "Geburtsjahr", "Herkunft"], ["Eins Muster", "1980", "Syrien"]],
    ),
    "names, years and flats": (
        "Name",
        [["lfd", "Name", "Geb.", "Wohnung"], [1, "Muster Eins", 1980, "Bahnhofstr. 4"]],
    ),
    "names and courses": ("Name", [["Name", "Kurs"], ["Eins Muster", "A1"]]),
    "a form": (
        "Nachname",
        [["Familienname:", "Muster"], ["Vorname:", "Eins"], ["Kurs:", "B1"]],
    ),
}


@pytest.mark.parametrize("write", [_workbook, _csv])
@pytest.mark.parametrize("name", PERSONS)
def test_a_list_of_persons_is_refused_by_its_word(name: str, write: object) -> None:
    word, lines = PERSONS[name]
    assert callable(write)

    with pytest.raises(RefusedFileError) as refused:
        open_upload("liste", write(lines))

    assert f"„{word}“" in refused.value.what
    for content in lines[-1]:
        assert len(str(content)) < 4 or str(content) not in str(refused.value)


#: Below headers that stand above labels and counts as well, names tell.
PEOPLE: dict[str, Lines] = {
    "persons": [["Person", "Kurs"], ["Eins Muster", "A1"]],
    "participants": [["Teilnehmer", "Kurs", "Prüfung"], ["Eins Muster", "A1", "bestanden"]],
    "some of a course": [
        ["Kurs", "Teilnehmerin", "Staatsangehörigkeit"],
        ["A1", "Eins Muster", "syrisch"],
        ["A1", "Zwei Beispiel", "irakisch"],
    ],
    "residents": [["Bewohner", "Zimmer"], ["Muster, Eins", "12"]],
    "who works on it": [["Jahr", "Anzahl", "Bearbeiter"], [2020, 5, "Eins Muster"], [2021, 6, ""]],
}


@pytest.mark.parametrize("write", [_workbook, _csv])
@pytest.mark.parametrize("name", PEOPLE)
def test_names_below_a_header_of_people_are_refused(name: str, write: object) -> None:
    assert callable(write)

    with pytest.raises(RefusedFileError, match="eine Spalte mit Namen von Personen") as refused:
        open_upload("liste", write(PEOPLE[name]))

    assert "Muster" not in str(refused.value)


@pytest.mark.parametrize("write", [_workbook, _csv])
@pytest.mark.parametrize("days", [["4.3.1980", "5.9.1994", "1.1.1961"], ["1.1.1980"] * 3])
def test_three_names_beside_birthdays_need_no_header(days: list[str], write: object) -> None:
    assert callable(write)
    names = ["Muster, Eins", "Zwei Beispiel", "Probe, Drei"]

    with pytest.raises(RefusedFileError, match="Namen neben Geburtsdaten") as refused:
        open_upload("liste", write([[*both, "syrisch"] for both in zip(names, days, strict=True)]))

    assert "Muster" not in str(refused.value)


def test_a_list_on_a_second_sheet_keeps_the_official_table_out() -> None:
    table: Lines = [["Gemeinde", "Anzahl"], ["Elze", 12]]
    content = uploads.book(
        {
            "Tabelle": uploads.rows(table),
            "Liste": uploads.rows([["lfd", "Name", "Geb."], [1, "Eins Muster", 1980]]),
        }
    )

    with pytest.raises(RefusedFileError) as refused:
        open_upload("a.xlsx", content)

    assert refused.value.where == "a.xlsx, Blatt „Liste“, Zelle B1"


def test_the_refusal_names_the_place() -> None:
    lines: Lines = [["Liste"], ["Kurs", "Vorname"], ["B1", "Eins"]]

    with pytest.raises(RefusedFileError) as in_workbook:
        open_upload("liste.xlsx", _workbook(lines))
    with pytest.raises(RefusedFileError) as in_text:
        open_upload("liste.csv", _csv(lines))

    assert in_workbook.value.where == "liste.xlsx, Blatt „Tabelle“, Zelle B2"
    assert in_text.value.where == "liste.csv, Zeile 2, Spalte 2"


def test_birth_dates_are_told_without_a_header() -> None:
    days = ["3.4.1961", "17.12.1974", "29.2.1988", "8.8.1999", "21.6.2007", "11.1.2015"]

    with pytest.raises(RefusedFileError, match="Geburtsdaten"):
        open_upload("a.csv", _csv([["Elze", day, "ja"] for day in days]))


@pytest.mark.parametrize("title", DATES_OF_TEMPLATES)
def test_dates_of_our_own_templates_may_span_decades(title: str) -> None:
    """Courses, targets and sittings of many years; one of them mistyped reaches even further."""
    days = [date(year, 1 + year % 12, 2 + year % 26) for year in range(2005, 2042)]
    rows: Lines = [["K-1", f"{day:%d.%m.%Y}"] for day in (*days, date(2202, 4, 17))]

    (opened,) = open_upload("a.csv", _csv([["Kurs *", f"{title} *"], *rows]))

    assert opened.sources


def test_register_numbers_are_told_without_a_header() -> None:
    numbers = ["150914012345", "160101023456", "991231034567", "210630045678", "180417056789"]

    with pytest.raises(RefusedFileError, match="AZR-Nummern"):
        open_upload("a.csv", _csv([["Elze", number] for number in numbers]))


def test_persons_in_a_hidden_sheet_are_found_too() -> None:
    def hide(sheet: object) -> None:
        uploads.rows([["Vorname", "Nachname"], ["Eins", "Muster"]])(sheet)
        sheet.hide()  # type: ignore[attr-defined]

    content = uploads.book({"Daten": uploads.rows([["Gebiet", 5]]), "Namen": hide})

    with pytest.raises(RefusedFileError) as refused:
        open_upload("a.xlsx", content)

    assert "Blatt „Namen“" in refused.value.where


FAR_DOWN = 3_000
_CITY: list[object] = ["Elze", "2020", "12"]


def _tall(last: Lines, rows: int = FAR_DOWN) -> Lines:
    """A table of counts, longer than any first look, and something below it."""
    return [["Gemeinde", "Jahr", "Anzahl"], *[_CITY] * rows, *last]


#: With the words of the refusal.
BELOW: dict[str, tuple[str, Lines]] = {
    "a birthday": ("Bemerkung", [["Elze", "Eins Muster geb. 04.03.1980", "3"]]),
    "a number": ("Bemerkung", [["Elze", "siehe AZR-Nr. 991231012345", "3"]]),
    "a number in the next cell": ("Bemerkung", [["siehe AZR-Nr.", "991231012345"]]),
    "a second table": ("Vorname", [["Kurs", "Vorname"], ["B1", "Eins"], ["B2", "Zwei"]]),
    "a register": ("AZR-Nummer", [["Fall", "AZR-Nummer"], ["1", "991231012345"]]),
    "telephones": (
        "Telefon",
        [["", "", ""], ["Ort", "Stand", "Telefon"], ["Elze", "neu", "05068 123456"]],
    ),
    "names beside traits": (
        "Name",
        [["Name", "Staatsangehörigkeit", "Alter"], ["Eins Muster", "Syrien", "20"]],
    ),
    "a form": ("Nachname", [["Familienname:", "Muster"], ["Vorname:", "Eins"]]),
    "birthdays": (
        "Geburtsdaten",
        [["Elze", day] for day in ("3.4.1961", "17.12.1974", "29.2.1988", "8.8.1999", "21.6.2007")],
    ),
    "numbers of the register": (
        "AZR-Nummern",
        [
            ["Elze", number]
            for number in (
                *("150914012345", "160101023456", "991231034567"),
                *("210630045678", "180417056789"),
            )
        ],
    ),
}


@pytest.mark.parametrize("write", [_workbook, _csv])
@pytest.mark.parametrize("name", BELOW)
def test_persons_far_down_are_found_too(name: str, write: object) -> None:
    word, lines = BELOW[name]
    assert callable(write)

    with pytest.raises(RefusedFileError) as refused:
        open_upload("liste", write(_tall(lines)))

    assert word in refused.value.what
    assert "einzelnen Personen" in refused.value.what
    for line in lines:
        for content in line:
            text = str(content)
            # The word itself may be the header that was found.
            assert len(text) < 5 or text == word or text not in str(refused.value)


def test_the_line_far_down_is_told() -> None:
    content = _csv(_tall([["Elze", "Eins Muster geb. 04.03.1980", "3"]], 150_000))

    with pytest.raises(RefusedFileError) as refused:
        open_upload("liste.csv", content)

    assert refused.value.where == "liste.csv, Zeile 150002, Spalte 2"


def test_birthdays_that_are_scattered_over_a_long_file_are_found() -> None:
    """No part of it has five of them."""
    lines: Lines = [["Gemeinde", "Jahr", "Anzahl", "Hinweis"]]
    for day in ("3.4.1961", "17.12.1974", "29.2.1988", "8.8.1999", "21.6.2007", "11.1.2015"):
        lines += [*[[*_CITY, ""]] * 30_000, [*_CITY, day]]

    with pytest.raises(RefusedFileError, match="Geburtsdaten"):
        open_upload("a.csv", _csv(lines))


@pytest.mark.parametrize(
    ("column", "text", "word"),
    [
        ("sex_label", "Eins Muster geb. 04.03.1980", "Bemerkung"),
        ("value", "AZR-Nr. 991231012345", "Bemerkung"),
        ("name", "siehe AZR-Nummer 991231012345", "Bemerkung"),
    ],
)
def test_a_person_far_down_in_a_flat_file_is_found(column: str, text: str, word: str) -> None:
    records = [record(value=str(number)) for number in range(FAR_DOWN)]
    source = text_of(flat([*records, record(**{column: text})]))

    with pytest.raises(RefusedFileError) as refused:
        genesis_flat.read(source)

    assert word in refused.value.what
    assert f"Zeile {FAR_DOWN + 2}, Spalte " in refused.value.where
    assert "Muster" not in str(refused.value)


def test_a_flat_file_about_streets_is_no_list_of_them() -> None:
    labels = ("Straßenverkehrsunfälle", "Straßen", "Innerorts")
    content = flat([record(label=label, value=str(len(label))) for label in labels * 50])

    (opened,) = open_upload("a.csv", content.encode())

    (source,) = opened.sources
    assert genesis_flat.read(source).cells.height == 150


@pytest.mark.parametrize("column", ["name", "value"])
def test_numbers_of_the_register_far_down_in_a_flat_file_are_found(column: str) -> None:
    numbers = ("150914012345", "160101023456", "991231034567", "210630045678", "180417056789")
    records = [record(value=str(number)) for number in range(FAR_DOWN)]
    source = text_of(flat([*records, *(record(**{column: number}) for number in numbers)]))

    with pytest.raises(RefusedFileError, match="AZR-Nummern"):
        genesis_flat.read(source)


#: What resembles such a list and is none.
_DEADLINES: Lines = [[f"M{day}", f"{day}.0{day % 9 + 1}.2026"] for day in range(1, 28)]


def _repeated(*cells: object) -> Lines:
    return [list(cells)] * 80


COUNTS: dict[str, Lines] = {
    "names of areas": [["AGS", "NAME", "INSGESAMT"], ["03254", "Hildesheim", 276594]],
    "names and sexes": [["Schlüssel", "Name", "Geschlecht", "Anzahl"], ["254", "Elze", "m", 5]],
    "years of birth": [["Geburtsjahr", "Anzahl"], ["1990 bis 1994", 12]],
    "births": [["Jahr", "Lebendgeborene", "Geburten"], [2020, 2345, 2345]],
    "countries of birth": [["Geburtsland", "Anzahl"], ["Syrien", 12]],
    "ways of advice": [["Monat", "Telefon", "E-Mail"], ["Januar", 12, 25], ["Februar", 9, 31]],
    "counted addresses": [["Ort", "Zahl der Anschriften", "Personen"], ["Elze", 4, 12]],
    "without a date": [["Merkmal", "ohne Geburtsdatum"], ["Anzahl", 4]],
    "an imprint": [
        ["Impressum"],
        ["Herausgeber:", "Statistik"],
        ["Telefon:", "0511 9898-1234"],
        ["E-Mail:", "statistik@example.org"],
        ["Anschrift:", "Musterweg 1, Hannover"],
    ],
    "an imprint below its word": [
        ["Bevölkerung", 5],
        ["Anschrift"],
        ["Göttinger Chaussee 76, 30453 Hannover"],
    ],
    "providers and their courses": [
        ["Name", "Kurs", "Ort", "Verantwortlich"],
        ["VHS Hildesheim", "B1", "Bahnhofstr. 4", "Fachdienst Bildung"],
        ["Caritas Elze", "B1", "Elze", "Jobcenter Hildesheim"],
    ],
    "municipalities and years of birth": [
        ["Name", "Geburtsjahr", "Anzahl"],
        ["Bad Salzdetfurth", 1990, 12],
        ["Groß Düngen", 1990, 4],
    ],
    "counted participants": [
        ["Teilnehmende", "Kurs", "Anzahl"],
        ["Frauen", "A1", 3],
        ["Männer", "A1", 4],
    ],
    "persons by what they are": [
        ["Personen", "Anzahl"],
        ["Deutsche Staatsangehörige", 12],
        ["Junge Erwachsene", 4],
    ],
    "two registers": [["AZR", "Fortschreibung"], ["24.995", "20.000"], [24995, 20000]],
    "when districts were formed": [
        ["Bad Salzdetfurth", "01.03.1974"],
        ["Alfeld, Stadt", "01.03.1974"],
        ["Elze", "12.03.1974"],
    ],
    "when courses began": [["Eine Schule", "04.03.2024"], ["Offene Werkstatt", "11.03.2024"]],
    "reporting dates": [
        ["Stichtag", "Anzahl"],
        *[[f"31.12.{year}", 5] for year in range(1995, 2020)],
    ],
    "deadlines": [
        ["Maßnahme", "fällig am"],
        *_DEADLINES,
    ],
    "keys of areas": [
        ["ARS", "Anzahl"],
        *([f"0401{day}0{day:06}", 5] for day in range(10, 30)),
        *([f"05{month}10{month:06}", 5] for month in (10, 11, 12)),
    ],
    "words in a glossary": [
        *_repeated("Einreise", "Tag der Einreise"),
        ["Vorname", "Wird nicht erhoben"],
        ["Anzahl", "Personen"],
    ],
    "fields of a register, far down": [
        *_repeated("ef_1086", 1, "Sperrung"),
        ["ef_1087", 365, "Geburtsort"],
        ["ef_1088", 405, "Land"],
    ],
    "streets among values": [
        *_repeated("Elze", "Wohnung", "12"),
        ["Elze", "Straße", "3"],
        ["Gronau", "Wohnung", "4"],
    ],
    "a register's fields": [
        ["ID", "von", "bis", "Bezeichnung"],
        ["ef_1", 1, 20, "Geburtsdatum"],
        ["ef_2", 21, 22, "Geschlecht"],
    ],
}


@pytest.mark.parametrize("write", [_workbook, _csv])
@pytest.mark.parametrize("name", COUNTS)
def test_a_table_of_counts_is_no_list(name: str, write: object) -> None:
    assert callable(write)

    (opened,) = open_upload("tabelle", write(COUNTS[name]))

    assert len(opened.sources) == 1


@samples.needed
@pytest.mark.parametrize(
    "path",
    sorted(one for one in samples.FOLDER.glob("*/*.*") if "codebook" not in one.name),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_no_original_file_is_taken_for_a_list(path: Path) -> None:
    (opened,) = open_upload(path.name, path.read_bytes())

    assert opened.sources
