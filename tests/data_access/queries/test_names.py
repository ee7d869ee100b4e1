from __future__ import annotations

from sqlalchemy import Engine, insert

from data_access.clock import now
from data_access.engine import reading, writing
from data_access.importers.names import GroupVerdict, Verdict, text_key
from data_access.queries.names import read_area_directory, read_group_directory
from data_access.schema import deliveries


def test_all_areas_of_the_database_are_found(published: Engine) -> None:
    with reading(published) as connection:
        directory = read_area_directory(connection)

    assert directory.find("254021", "Hildesheim, Stadt").area_key == "03254021"
    assert directory.find("157", "Peine").county_key == "03157"
    assert directory.find("DG", "Deutschland").area_key == "DE"
    freden = directory.find("254042", "Freden (Leine)")
    assert str(freden.valid_from) == "2016-11-01"
    assert directory.find("254402", "Freden (Leine),SG").area_key == "03254-sg-freden"
    assert directory.find("451", "Ammerland").verdict is Verdict.OTHER_COUNTY


def test_an_installation_with_example_data_keeps_its_counties_apart(with_demo: Engine) -> None:
    with reading(with_demo) as connection:
        directory = read_area_directory(connection)

    assert directory.find(None, "Beispielhausen").county_key == "muster"
    assert directory.find("muster-02", "Beispielhausen").area_key == "muster-02"


def test_all_groups_of_the_database_are_found(published: Engine) -> None:
    with reading(published) as connection:
        directory = read_group_directory(connection)

    for code, text in (
        ("syrien", "Syrien, Arabische Republik"),
        ("alter-18-20", "18 bis unter 20 Jahre"),
        ("koordinierungsstelle", "Koordinierungsstelle Migration und Teilhabe"),
    ):
        match = directory.find(None, text)
        assert match.group is not None
        assert match.group.code == code


def test_the_offices_spellings_go_before_all_others(migrated: Engine) -> None:
    with writing(migrated) as connection:
        connection.execute(
            insert(deliveries.AreaAlias).values(
                text_key=text_key("Hi-Stadt"),
                area_key="03254021",
                text="Hi-Stadt",
                added_at=now(),
            )
        )
        connection.execute(
            insert(deliveries.GroupAlias).values(
                text_key=text_key("Kosovaren"),
                group_code="kosovo",
                text="Kosovaren",
                added_at=now(),
            )
        )
    with reading(migrated) as connection:
        areas, groups = read_area_directory(connection), read_group_directory(connection)

    assert areas.find(None, "HI-STADT").area_key == "03254021"
    match = groups.find(None, "Kosovaren")
    assert match.verdict is GroupVerdict.GROUP
    assert match.group is not None
    assert match.group.code == "kosovo"
