"""Lists of the office are put back after a newer pack was loaded."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from data_access.engine import reading, writing
from data_access.importers.records import replay_records
from data_access.reference.load import load_pack
from data_access.reference.pack import Pack
from data_access.schema import courses
from data_access.schema.areas import County
from tests.support import muster
from tests.support.course_rows import COURSE, OLD, Row, course, course_file, old_course
from tests.support.dump import dump
from tests.support.records import deliver, lists, take_back
from tests.support.templates import COUNTY, day


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


# Newer packs and what is taken back


@pytest.mark.either_database
def test_what_was_taken_back_is_not_put_back(with_demo: Engine) -> None:
    code, _ = deliver(with_demo, course_file(with_demo, "sprachkurse", Kurse=[COURSE]))
    take_back(with_demo, code)

    _reload(with_demo, replace(muster.pack(), checksum="neuer"))

    assert course(with_demo, "IK-2026-90") is None


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
