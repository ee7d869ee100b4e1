"""Lists are written with a log, taken back field by field, put back after a pack."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, select

from data_access.engine import reading, writing
from data_access.importers.errors import DeliveryError
from data_access.importers.records import (
    compare_records,
    release_records,
    replay_records,
    stage_records,
    undo_records,
)
from data_access.reference.load import load_pack
from data_access.reference.pack import Pack
from data_access.schema import concept, courses
from data_access.schema.areas import County
from data_access.writing import begin_revision
from tests.support import muster
from tests.support.course_rows import COURSE, OLD, Row, course, course_file, old_course
from tests.support.dump import dump
from tests.support.records import (
    changes,
    deliver,
    enter,
    kept,
    lists,
    release,
    shown,
    take_back,
)
from tests.support.templates import COUNTY, Filled, day, of_county, read_lists


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
def test_a_marked_row_goes_with_its_details_and_comes_back(with_demo: Engine) -> None:
    before = shown(with_demo)
    content = course_file(with_demo, "sprachkurse", Kurse=[{"Kurs": OLD, "Entfällt": "x"}])
    code, done = deliver(with_demo, content)

    assert done.removed > 2
    assert course(with_demo) is None
    assert OLD not in repr(lists(with_demo))
    take_back(with_demo, code)
    assert shown(with_demo) == before


def test_what_is_taken_back_says_what_it_said_before(with_demo: Engine) -> None:
    before = shown(with_demo)
    content = course_file(
        with_demo,
        "sprachkurse",
        Kurse=[{**COURSE, "Träger": "neu"}, old_course(with_demo, Plätze=99)],
        Träger=[{"Kürzel": "neu", "Name": "Neue Schule"}],
        Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18}],
        Ergebnisse=[
            {
                "Kurs": "IK-2026-90",
                "Beendet": 16,
                "Geprüft": 15,
                "Bestanden B1": 9,
                "Bestanden A2": 4,
                "Unter A2": 2,
                "Leben in Deutschland": 12,
                "Zertifikate": 8,
            }
        ],
    )
    code, _ = deliver(with_demo, content)
    assert shown(with_demo) != before

    done = take_back(with_demo, code)

    assert shown(with_demo) == before
    assert (done.new, done.changed, done.removed) == (0, 1, 4)


@pytest.mark.either_database
def test_what_somebody_changed_since_stays(with_demo: Engine) -> None:
    original = course(with_demo)
    assert original is not None
    first, _ = deliver(
        with_demo,
        course_file(
            with_demo, "sprachkurse", Kurse=[old_course(with_demo, Plätze=98, Begonnen=11)]
        ),
    )
    second, _ = deliver(
        with_demo, course_file(with_demo, "sprachkurse", Kurse=[old_course(with_demo, Plätze=99)])
    )

    take_back(with_demo, first)

    # The later file said the whole row once more, and it still says so.
    row = course(with_demo)
    assert row is not None
    assert (row["places"], row["starters"]) == (99, 11)
    take_back(with_demo, second)
    assert course(with_demo) == original


@pytest.mark.either_database
def test_taking_back_the_later_one_first_gives_back_the_earlier_one(with_demo: Engine) -> None:
    original = course(with_demo)
    codes = [
        deliver(
            with_demo,
            course_file(with_demo, "sprachkurse", Kurse=[old_course(with_demo, Plätze=places)]),
        )[0]
        for places in (97, 98, 99)
    ]
    for code, places in ((codes[2], 98), (codes[0], 98), (codes[1], None)):
        take_back(with_demo, code)
        row = course(with_demo)
        assert row is not None
        assert row["places"] == (places or (original or {})["places"])
    assert course(with_demo) == original


@pytest.mark.either_database
def test_a_row_that_two_files_brought_stays_with_one_of_them(with_demo: Engine) -> None:
    content = course_file(with_demo, "sprachkurse", Kurse=[COURSE])
    first, _ = deliver(with_demo, content)
    second, _ = deliver(with_demo, content)

    take_back(with_demo, first)
    assert course(with_demo, "IK-2026-90") is not None
    take_back(with_demo, second)
    assert course(with_demo, "IK-2026-90") is None


@pytest.mark.either_database
def test_what_a_later_file_needs_cannot_be_taken_back_alone(with_demo: Engine) -> None:
    first, _ = deliver(with_demo, course_file(with_demo, "sprachkurse", Kurse=[COURSE]))
    second, _ = deliver(
        with_demo,
        course_file(
            with_demo,
            "sprachkurse",
            Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18}],
        ),
    )
    before = dump(with_demo)

    with pytest.raises(DeliveryError, match="kann nicht verschwinden") as refused:
        take_back(with_demo, first)
    assert "spätere Lieferung" in refused.value.remedy
    assert dump(with_demo) == before
    take_back(with_demo, second)
    take_back(with_demo, first)
    assert course(with_demo, "IK-2026-90") is None


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


@pytest.mark.either_database
def test_a_rejected_file_is_never_written(with_demo: Engine) -> None:
    content = course_file(with_demo, "sprachkurse", Kurse=[{**COURSE, "Ende": day("01.01.2026")}])
    with writing(with_demo) as connection:
        difference = compare_records(connection, read_lists(content))
        code = enter(connection, begin_revision(connection, "Einlesen"))
        with pytest.raises(ValueError, match="abgelehnte Datei"):
            stage_records(connection, difference, delivery_code=code)


@pytest.mark.either_database
def test_a_delivery_that_is_not_there_cannot_be_taken_back(with_demo: Engine) -> None:
    with pytest.raises(DeliveryError, match="L99"), writing(with_demo) as connection:
        undo_records(connection, "L99", revision=begin_revision(connection, "Rücknahme"))


def _newer(**rows: list[Row]) -> Pack:
    """The pack in another state, some tables with other rows."""
    tables = {model.__tablename__: model for model in muster.pack().rows}
    changed = {tables[name]: listed for name, listed in rows.items()}
    return replace(muster.pack(), rows={**muster.pack().rows, **changed}, checksum="neuer")


def _reload(engine: Engine, pack: Pack) -> None:
    with writing(engine) as connection:
        assert load_pack(connection, pack)


def test_imported_lists_survive_a_newer_pack(with_demo: Engine) -> None:
    deliver(
        with_demo,
        course_file(
            with_demo,
            "sprachkurse",
            Kurse=[
                COURSE,
                old_course(with_demo, Plätze=99),
                {"Kurs": "AK-2019-02", "Entfällt": "x"},
            ],
            Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18}],
        ),
    )
    deliver(
        with_demo,
        course_file(
            with_demo,
            "ziele",
            Messwerte=[{"Indikator": "5.1-I1", "Stichtag": day("31.10.2026"), "Wert": 36}],
            Zielwerte=[
                {
                    "Indikator": "5.1-I1",
                    "Beschlossen am": day("12.11.2026"),
                    "Gremium": "Kreistag",
                    "Ausgangswert vom": day("30.09.2026"),
                    "Ausgangswert": 37,
                    "Zieltermin": day("31.12.2028"),
                    "Zielwert": 20,
                }
            ],
        ),
    )
    before = lists(with_demo)

    _reload(with_demo, replace(muster.pack(), checksum="neuer"))

    assert lists(with_demo) == before


@pytest.mark.either_database
def test_a_newer_pack_is_what_a_row_says_when_the_file_is_taken_back(with_demo: Engine) -> None:
    row = old_course(with_demo, Plätze=99)
    code, _ = deliver(with_demo, course_file(with_demo, "sprachkurse", Kurse=[row]))
    listed = [
        {**one, "repeaters": 1, "places": 55} if one["code"] == OLD else one
        for one in muster.rows(courses.Course)
    ]

    _reload(with_demo, _newer(course=listed))
    found = course(with_demo)
    assert found is not None
    assert (found["places"], found["repeaters"]) == (99, row["Davon wiederholt"])

    take_back(with_demo, code)
    found = course(with_demo)
    assert found is not None
    assert (found["places"], found["repeaters"]) == (55, 1)


@pytest.mark.either_database
def test_a_row_that_the_newer_pack_brings_too_stays_when_the_file_goes(with_demo: Engine) -> None:
    code, _ = deliver(with_demo, course_file(with_demo, "sprachkurse", Kurse=[COURSE]))
    brought = {**muster.rows(courses.Course)[0], "code": "IK-2026-90", "places": 12}

    _reload(with_demo, _newer(course=[*muster.rows(courses.Course), brought]))
    assert (course(with_demo, "IK-2026-90") or {})["places"] == 20

    take_back(with_demo, code)
    assert (course(with_demo, "IK-2026-90") or {})["places"] == 12


def test_a_row_without_what_it_refers_to_waits_for_it(
    with_demo: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    deliver(
        with_demo,
        course_file(
            with_demo,
            "sprachkurse",
            Kurse=[COURSE],
            Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18}],
        ),
    )
    kept_courses = [
        one for one in muster.rows(courses.Course) if one["provider_code"] != "akademie"
    ]
    codes = {one["code"] for one in kept_courses}
    smaller = _newer(
        course_provider=[
            one for one in muster.rows(courses.CourseProvider) if one["code"] != "akademie"
        ],
        programme_provider=[
            one
            for one in muster.rows(courses.ProgrammeProvider)
            if one["provider_code"] != "akademie"
        ],
        course=kept_courses,
        course_attendance=[
            one for one in muster.rows(courses.CourseAttendance) if one["course_code"] in codes
        ],
        course_result=[
            one for one in muster.rows(courses.CourseResult) if one["course_code"] in codes
        ],
    )

    with caplog.at_level(logging.WARNING):
        _reload(with_demo, smaller)

    assert course(with_demo, "IK-2026-90") is None
    assert "course IK-2026-90" in caplog.text
    assert "akademie" in caplog.text
    _reload(with_demo, replace(muster.pack(), checksum="noch neuer"))
    assert course(with_demo, "IK-2026-90") is not None
    assert "IK-2026-90" in {one["course_code"] for one in lists(with_demo)["course_attendance"]}


@pytest.mark.either_database
def test_without_any_delivery_nothing_is_put_back(with_demo: Engine) -> None:
    before = dump(with_demo)
    with writing(with_demo) as connection:
        assert replay_records(connection, COUNTY) == 0
    assert dump(with_demo) == before


@pytest.mark.either_database
def test_what_was_taken_back_is_not_put_back(with_demo: Engine) -> None:
    code, _ = deliver(with_demo, course_file(with_demo, "sprachkurse", Kurse=[COURSE]))
    take_back(with_demo, code)

    _reload(with_demo, replace(muster.pack(), checksum="neuer"))

    assert course(with_demo, "IK-2026-90") is None


def test_an_area_that_only_an_imported_course_uses_stays(with_demo: Engine) -> None:
    """A newer pack without the area must not leave the course without a place."""
    place = "muster-14"
    row = {**COURSE, "Ort": place}
    deliver(with_demo, course_file(with_demo, "sprachkurse", Kurse=[row]))
    with reading(with_demo) as connection:
        county = connection.scalar(select(County.key).where(County.key == COUNTY))
    assert county == COUNTY

    _reload(with_demo, replace(muster.pack(), checksum="neuer"))

    assert (course(with_demo, "IK-2026-90") or {})["area_key"] == place


@pytest.mark.either_database
def test_a_file_for_one_county_leaves_the_others_alone(with_demo: Engine) -> None:
    before = {county: lists(with_demo, county) for county in ("03254", "03157")}
    deliver(with_demo, course_file(with_demo, "sprachkurse", Kurse=[COURSE]))

    assert {county: lists(with_demo, county) for county in before} == before


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
