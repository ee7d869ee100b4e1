"""Lists are written with a log, at once or when they are released, wholly or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, select

from data_access.engine import reading, writing
from data_access.importers.errors import DeliveryError
from data_access.importers.records import compare_records, release_records, stage_records
from data_access.schema import concept
from data_access.writing import begin_revision
from tests.support.course_rows import COURSE, course, course_file, old_course
from tests.support.dump import dump
from tests.support.records import changes, deliver, enter, kept, lists, release, shown, take_back
from tests.support.templates import Filled, day, of_county, read_lists


def test_new_rows_are_written_and_logged(with_demo: Engine) -> None:
    content = course_file(
        with_demo,
        "sprachkurse",
        Kurse=[COURSE],
        Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18}],
    )
    code, done = deliver(with_demo, content)

    assert (done.new, done.changed, done.removed) == (2, 0, 0)
    row = course(with_demo, "IK-2026-90")
    assert row is not None
    assert (row["starters"], row["starts_on"]) == (18, date(2026, 2, 2))
    log = changes(with_demo, code)
    assert [(table, field, old) for table, field, old, _ in log] == [
        ("course", "", None),
        ("course_attendance", "", None),
    ]
    assert '"attending": 18' in log[1][3]
    assert kept(with_demo, code) == 2


@pytest.mark.either_database
def test_the_same_file_again_changes_nothing(with_demo: Engine) -> None:
    content = course_file(
        with_demo, "sprachkurse", Kurse=[COURSE, old_course(with_demo, Plätze=99)]
    )
    deliver(with_demo, content)
    before = shown(with_demo)

    _, done = deliver(with_demo, content)

    assert (done.new, done.changed, done.removed) == (0, 0, 0)
    assert shown(with_demo) == before


def test_a_changed_field_is_logged_with_both_values(with_demo: Engine) -> None:
    before = course(with_demo)
    assert before is not None
    row = old_course(with_demo, Plätze=before["places"] + 1)
    code, done = deliver(with_demo, course_file(with_demo, "sprachkurse", Kurse=[row]))

    assert (done.new, done.changed) == (0, 1)
    assert course(with_demo) == {**before, "places": before["places"] + 1}
    assert changes(with_demo, code) == [
        ("course", "places", str(before["places"]), str(before["places"] + 1))
    ]


@pytest.mark.either_database
def test_a_rejected_file_is_never_written(with_demo: Engine) -> None:
    content = course_file(with_demo, "sprachkurse", Kurse=[{**COURSE, "Ende": day("01.01.2026")}])
    with writing(with_demo) as connection:
        difference = compare_records(connection, read_lists(content))
        code = enter(connection, begin_revision(connection, "Einlesen"))
        with pytest.raises(ValueError, match="abgelehnte Datei"):
            stage_records(connection, difference, delivery_code=code)


def test_an_aborted_release_leaves_the_old_state(with_demo: Engine) -> None:
    content = course_file(with_demo, "sprachkurse", Kurse=[COURSE])
    before = dump(with_demo)

    def broken_off() -> None:
        with writing(with_demo) as connection:
            release(connection, compare_records(connection, read_lists(content)))
            raise RuntimeError("aus")

    with pytest.raises(RuntimeError, match="aus"):
        broken_off()
    assert dump(with_demo) == before


@pytest.mark.either_database
def test_a_file_for_one_county_leaves_the_others_alone(with_demo: Engine) -> None:
    before = {county: lists(with_demo, county) for county in ("03254", "03157")}
    deliver(with_demo, course_file(with_demo, "sprachkurse", Kurse=[COURSE]))

    assert {county: lists(with_demo, county) for county in before} == before


@pytest.mark.either_database
def test_a_goal_can_be_rated_in_a_real_county(with_demo: Engine) -> None:
    """The Musterkreis has no part of a field; Hildesheim has."""
    with reading(with_demo) as connection:
        filled = Filled("ziele", of_county(connection, "ziele", "03254"))
        goal = connection.execute(
            select(concept.Goal.code, concept.Goal.field_code, concept.Goal.part_code).where(
                concept.Goal.county_key == "03254", concept.Goal.part_code.is_not(None)
            )
        ).first()
    assert goal is not None
    filled.put(
        "Indikatoren",
        {
            "Indikator": "I1",
            "Ziel": goal.code,
            "Titel": "Beratene",
            "Einheit": "Personen",
            "Richtung": "mehr ist besser",
        },
    )
    filled.put("Messwerte", {"Indikator": "I1", "Stichtag": day("30.06.2026"), "Wert": 12})
    deliver(with_demo, filled.content())

    (row,) = [one for one in lists(with_demo, "03254")["indicator"] if one["code"] == "I1"]
    assert (row["field_code"], row["part_code"]) == (goal.field_code, goal.part_code)
    assert lists(with_demo, "03254")["reading"][0]["number"] == 12.0


# Waiting for the release


def test_what_waits_for_its_release_is_seen_by_nobody(with_demo: Engine) -> None:
    content = course_file(
        with_demo, "sprachkurse", Kurse=[COURSE, old_course(with_demo, Plätze=99)]
    )
    before = shown(with_demo)
    with writing(with_demo) as connection:
        difference = compare_records(connection, read_lists(content))
        revision = begin_revision(connection, "Einlesen")
        code = enter(connection, revision)
        stage_records(connection, difference, delivery_code=code)
    assert shown(with_demo) == before
    assert changes(with_demo, code) == []

    with writing(with_demo) as connection:
        revision = begin_revision(connection, "Freigabe")
        done = release_records(connection, code, revision=revision)

    assert (done.new, done.changed) == (1, 1)
    assert course(with_demo, "IK-2026-90") is not None


@pytest.mark.either_database
def test_a_release_is_refused_where_what_it_needs_is_gone(with_demo: Engine) -> None:
    provider = [{"Kürzel": "neu", "Name": "Neue Schule"}]
    first, _ = deliver(with_demo, course_file(with_demo, "sprachkurse", Träger=provider))
    content = course_file(with_demo, "sprachkurse", Kurse=[{**COURSE, "Träger": "neu"}])
    with writing(with_demo) as connection:
        difference = compare_records(connection, read_lists(content))
        code = enter(connection, begin_revision(connection, "Einlesen"))
        stage_records(connection, difference, delivery_code=code)
    take_back(with_demo, first)

    with (
        pytest.raises(DeliveryError, match="was es nicht mehr gibt: course_provider neu"),
        writing(with_demo) as connection,
    ):
        release_records(connection, code, revision=begin_revision(connection, "Freigabe"))
