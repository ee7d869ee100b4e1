"""What has changed since a day, as every reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from dashboard.charts.model import Cell, Chart
from dashboard.selection import Selection
from dashboard.views import inventory
from dashboard.views.model import Note
from data_access.clock import today
from data_access.deliveries import office
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.reader import Reader
from tests.conftest import SMALL_CELL_LIMIT
from tests.support import course_books, defined, templates
from tests.support import indicator_files as files

pytestmark = pytest.mark.either_database

ALL = "1900-01-01"


@contextmanager
def _reader(engine: Engine) -> Iterator[Reader]:
    """What the pages ask, closed at the end."""
    reader = Reader(
        engine.url.render_as_string(hide_password=False), small_cell_limit=SMALL_CELL_LIMIT
    )
    yield reader
    reader.close()


@pytest.fixture
def revised(migrated: Engine) -> Iterator[Reader]:
    """Two figures of Hildesheim were imported and revised."""
    for values in (["290001p", 289_000], [290_001, 289_500]):
        content = files.content(files.years(files.COUNTY, 1998, values))
        import_file(migrated, files.NAME, content, files.ORDER)
    with _reader(migrated) as reader:
        yield reader


def _cards(reader: Reader, since: str | None = None) -> dict[str, Chart]:
    view = inventory.build(reader, Selection("03254", since=since))
    return {one.id: one for one in view.changes if isinstance(one, Chart)}


def _texts(card: Chart) -> list[list[tuple[str, str]]]:
    return [
        [
            (cell.text.replace("\xa0", " "), cell.sub.replace("\xa0", " "))
            if isinstance(cell, Cell)
            else (cell.replace("\xa0", " "), "")
            for cell in row
        ]
        for row in card.table.rows
    ]


def test_revised_figures_stand_under_their_page(revised: Reader) -> None:
    card = _cards(revised)["aenderungen-verteilung"]

    assert card.title.replace("\xa0", " ") == "Seite Verteilung: 2 Zahlen wurden berichtigt"
    first, second = _texts(card)
    assert first[0] == ("Bevölkerung", "Landkreis, 31.12.1998")
    assert first[1] == ("290.001 Personen", "vorher 290.001 Personen")
    assert "endgültig, vorher vorläufig" in first[3][0]
    assert second[1] == ("289.500 Personen", "vorher 289.000 Personen")


def test_the_source_line_names_the_sources_of_what_changed(revised: Reader) -> None:
    cards = _cards(revised, ALL)

    line = cards["aenderungen-verteilung"].caption
    assert [one.code for one in line.sources] == [files.SOURCE]
    assert line.text.startswith("Quelle: ")
    assert line.sources[0].title in line.text
    assert "Änderungsverzeichnis des Integrationsmonitors" in line.text
    many = cards["aenderungen-neu"].caption
    assert len(many.sources) > 20
    assert all(one.publisher in many.text for one in many.sources)
    assert re.search(r"\d+.Quellen, in der Liste der Kennzahlen genannt", many.text)


def test_values_that_a_withdrawal_gave_back_say_so(migrated: Engine) -> None:
    for value in (290_001, 290_500):
        content = files.content(files.years(files.COUNTY, 1998, [value]))
        import_file(migrated, files.NAME, content, files.ORDER)
    office.withdraw(migrated, "L2", note="falsche Tabelle")

    with _reader(migrated) as reader:
        rows = _texts(_cards(reader)["aenderungen-verteilung"])

    assert [row[1] for row in rows] == [
        ("290.001 Personen", "vorher 290.500 Personen"),
        ("290.500 Personen", "vorher 290.001 Personen"),
    ]
    assert [row[3][0] for row in rows] == ["zurückgezogen; falsche Tabelle", "ohne Angabe"]


def test_new_figures_are_counted_by_delivery(revised: Reader) -> None:
    rows = _texts(_cards(revised, ALL)["aenderungen-neu"])

    imported = next(row for row in rows if row[0][0].startswith("Bevölkerung in Niedersachsen"))
    assert imported[1][0] == "2"
    assert imported[2][0] == "31.12.1998 bis 31.12.1999"
    assert any("Veröffentlichte Zahlen" in row[0][0] for row in rows)


def test_rows_that_a_list_brings_for_the_first_time_are_new_and_not_changed(
    with_demo: Engine,
) -> None:
    order, book = Order(county_key="muster"), course_books.filled(with_demo)
    workbook = templates.Filled("sprachkurse", book)
    workbook.put("Träger", {"Kürzel": "neu", "Name": "Neuer Träger"})
    import_file(with_demo, "traeger.xlsx", workbook.content(), order)
    import_file(with_demo, "kurse.xlsx", course_books.with_places(book, 77)[0], order)

    with _reader(with_demo) as reader:
        view = inventory.build(reader, Selection("muster", since=ALL))
    charts = {one.id: one for one in view.changes if isinstance(one, Chart)}
    card = charts["aenderungen-listen"]

    assert card.table.columns == ("Liste", "geändert", "neu", "am", "Grund")
    assert [[cell for cell, _ in row][:3] for row in _texts(card)] == [
        ["Blatt „Kurse“", "1 Zeile", "–"],
        ["Blatt „Träger“", "–", "1 Zeile"],
    ]
    assert card.title.endswith("geänderte und neue Zeilen der Listen des Amtes")


@pytest.fixture
def renamed(migrated: Engine) -> Iterator[Reader]:
    """What the office calls one of its statistics, said anew, with a file that is withdrawn."""
    names = ("Beratungen", "Fallzahl", "Gespräche")
    old, new, newest = (defined.profile(name) for name in names)
    defined.bring(migrated, old)
    defined.bring(migrated, new, {(files.COUNTY, "1999"): 130}, reason="neuer Titel")
    office.withdraw(migrated, "L2", note="falscher Titel")
    defined.say(migrated, newest)
    with _reader(migrated) as reader:
        yield reader


def test_what_is_called_otherwise_stands_in_a_card_of_its_own(renamed: Reader) -> None:
    card = _cards(renamed)["aenderungen-bezeichnungen"]

    assert card.title.replace("\xa0", " ") == "Namen und Definitionen: 3 Änderungen"
    of = ("Kennzahl „Gespräche“", "Name und Kurzname")
    assert [row[:2] for row in _texts(card)] == [
        [of, ("Gespräche", "vorher Beratungen")],
        [of, ("Beratungen", "vorher Fallzahl")],
        [of, ("Fallzahl", "vorher Beratungen")],
    ]
    assert [row[3][0] for row in _texts(card)] == [
        "ohne Angabe",
        "zurückgezogen; falscher Titel",
        "neuer Titel",
    ]
    assert "Änderungsverzeichnis des Integrationsmonitors" in card.caption.text


def test_a_name_alone_is_a_change_of_those_who_have_figures_of_it(renamed: Reader) -> None:
    assert "aenderungen-bezeichnungen" not in _cards(renamed, (today() + timedelta(1)).isoformat())
    view = inventory.build(renamed, Selection(files.NEIGHBOUR, since=ALL))
    ids = {one.id for one in view.changes if isinstance(one, Chart)}
    assert ids == {"aenderungen-neu"}


def test_a_day_ahead_has_no_changes(revised: Reader) -> None:
    tomorrow = (today() + timedelta(1)).isoformat()
    view = inventory.build(revised, Selection("03254", since=tomorrow))

    (note,) = view.changes
    assert isinstance(note, Note)
    assert note.title == "Keine Änderungen"


def test_another_county_tells_its_own_changes(revised: Reader) -> None:
    view = inventory.build(revised, Selection("03157", since=ALL))

    ids = {one.id for one in view.changes if isinstance(one, Chart)}
    assert ids == {"aenderungen-neu"}


def test_the_box_offers_spans_and_keeps_a_day_of_the_address(revised: Reader) -> None:
    offered = inventory.filters(revised, "03254")

    assert [one.label for one in offered.options["seit"]] == [
        "letzte 30 Tage",
        "letzte 3 Monate",
        "alle Änderungen",
    ]
    assert offered.defaults == {"seit": "letzte 12 Monate"}
