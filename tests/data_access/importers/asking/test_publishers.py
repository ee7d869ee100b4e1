"""Of a table that is new the publisher and its licence are proposed from tables like it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, delete

from data_access.engine import reading, writing
from data_access.importers.asking.drafts import draft_of
from data_access.importers.asking.publishers import publisher_of
from data_access.importers.examination import Order, examine
from data_access.importers.importing import look_at
from data_access.importers.registry import all_layouts
from data_access.schema.statistics import DeliveryRhythm
from data_access.vocabulary import Rhythm
from tests.support import genesis_tables

REGIONAL = "Datenlizenz Deutschland – Namensnennung – Version 2.0"
WITH_SOURCE = "Vervielfältigung mit Quellenangabe gestattet"


@pytest.mark.parametrize(
    ("layout", "licence"),
    [
        ("genesis_flat", REGIONAL),
        ("genesis_table", REGIONAL),
        ("lsn", WITH_SOURCE),
        ("nim", WITH_SOURCE),
    ],
)
def test_the_licence_is_that_of_the_publishers_other_tables(
    published: Engine, layout: str, licence: str
) -> None:
    with reading(published) as connection:
        assert publisher_of(connection, layout).licence == licence


@pytest.mark.parametrize(
    ("layout", "rhythm", "months", "site"),
    [
        ("genesis_flat", Rhythm.YEARLY, (6, 12), "Regionaldatenbank Deutschland"),
        ("lsn", Rhythm.YEARLY, (6, 10), "LSN-Online"),
        ("nim", Rhythm.YEARLY, (9, 12), "Niedersächsisches Integrationsmonitoring"),
        ("ba", Rhythm.IRREGULAR, (None, None), "Statistik der Bundesagentur für Arbeit"),
    ],
)
def test_the_rhythm_is_that_of_the_publishers_other_tables(
    published: Engine,
    layout: str,
    rhythm: Rhythm,
    months: tuple[int | None, int | None],
    site: str,
) -> None:
    with reading(published) as connection:
        found = publisher_of(connection, layout).delivery

    assert found is not None
    assert (found.rhythm, found.from_months, found.until_months, found.site) == (
        *(rhythm, *months),
        site,
    )
    assert found.ground == "Wie bei anderen Tabellen desselben Herausgebers."


def test_of_a_publisher_without_noted_rhythms_nothing_is_proposed(migrated: Engine) -> None:
    with writing(migrated) as connection:
        connection.execute(delete(DeliveryRhythm))

        assert publisher_of(connection, "lsn").delivery is None


def test_every_layout_has_the_publisher_of_its_tables(published: Engine) -> None:
    offices = "Statistische Ämter des Bundes und der Länder"
    state = "Landesamt für Statistik Niedersachsen (LSN)"
    with reading(published) as connection:
        assert {one.NAME: publisher_of(connection, one.NAME).name for one in all_layouts()} == {
            "ba": "Statistik der Bundesagentur für Arbeit",
            "genesis_flat": offices,
            "genesis_table": offices,
            "lsn": state,
            "lsn_report": state,
            "mir": "Statistisches Bundesamt, Bundesagentur für Arbeit, Bundesamt für Migration und "
            "Flüchtlinge",
            "nim": "Niedersächsisches Sozialministerium und Landesamt für Statistik Niedersachsen",
            "vorlage": "Landkreis",
        }


def test_a_new_table_is_asked_about_with_its_licence(migrated: Engine) -> None:
    known = genesis_tables.of_benefits((2020,), status="10.10.2022")
    content = known.replace(b"22811-02-02-4", b"22811-77-77-4")
    (asked,) = look_at(migrated, "neu.csv", content, Order("03254")).questions
    assert asked.licence == REGIONAL
    assert asked.delivery is not None
    assert asked.delivery.rhythm is Rhythm.YEARLY

    with reading(migrated) as connection:
        text = draft_of(connection, examine(connection, "neu.csv", content, Order("03254")))
    (source,) = {line for line in text.splitlines() if line.startswith("licence")}
    assert source == f'licence = "{REGIONAL}"'
    assert '[table.new_source.delivery]\nrhythm = "yearly"\nfrom_months = 6 ' in text


def test_a_table_that_is_known_is_not_asked_about(migrated: Engine) -> None:
    content = genesis_tables.of_benefits((2020,), status="10.10.2022")
    report = look_at(migrated, genesis_tables.NAME, content, Order("03254"))

    assert report.questions == ()
