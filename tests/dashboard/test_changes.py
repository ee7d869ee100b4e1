"""What has changed since a day, as every reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from dashboard.charts.model import Cell, Chart
from dashboard.selection import Selection
from dashboard.views import inventory
from dashboard.views.model import Note
from data_access.clock import today
from data_access.importers.importing import import_file
from data_access.reader import Reader
from tests.conftest import SMALL_CELL_LIMIT
from tests.support import indicator_files as files

ALL = "1900-01-01"


@pytest.fixture
def revised(migrated: Engine) -> Iterator[Reader]:
    """Two figures of Hildesheim were imported and revised."""
    for values in (["290001p", 289_000], [290_001, 289_500]):
        content = files.content(files.years(files.COUNTY, 1998, values))
        import_file(migrated, files.NAME, content, files.ORDER)
    url = migrated.url.render_as_string(hide_password=False)
    reader = Reader(url, small_cell_limit=SMALL_CELL_LIMIT)
    yield reader
    reader.close()


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


def test_new_figures_are_counted_by_delivery(revised: Reader) -> None:
    rows = _texts(_cards(revised, ALL)["aenderungen-neu"])

    imported = next(row for row in rows if row[0][0].startswith("Bevölkerung in Niedersachsen"))
    assert imported[1][0] == "2"
    assert imported[2][0] == "31.12.1998 bis 31.12.1999"
    assert any("Veröffentlichte Zahlen" in row[0][0] for row in rows)


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
