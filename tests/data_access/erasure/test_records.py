"""Rows of the office's lists are erased without a trace, also from the log of later changes."""

from __future__ import annotations

from sqlalchemy import Engine

from data_access.engine import writing
from data_access.importers.records import compare_records, stage_records
from data_access.writing import begin_revision
from tests.support.course_rows import COURSE, OLD, course, course_file, old_course
from tests.support.dump import dump
from tests.support.records import changes, deliver, enter, erase, shown, take_back
from tests.support.templates import read_lists


def test_erasing_leaves_no_trace(with_demo: Engine) -> None:
    before = shown(with_demo)
    code, _ = deliver(
        with_demo,
        course_file(
            with_demo,
            "sprachkurse",
            Kurse=[{**COURSE, "Kurs": "GEHEIM-7"}, old_course(with_demo, Plätze=7654321)],
        ),
    )
    assert "GEHEIM-7" in repr(dump(with_demo))

    assert erase(with_demo, code) > 0

    assert shown(with_demo) == before
    everything = repr(dump(with_demo))
    assert "GEHEIM-7" not in everything
    assert "7654321" not in everything


def test_erasing_takes_the_value_out_of_the_log_of_later_changes(with_demo: Engine) -> None:
    first, _ = deliver(
        with_demo,
        course_file(with_demo, "sprachkurse", Kurse=[old_course(with_demo, Plätze=7654321)]),
    )
    second, _ = deliver(
        with_demo, course_file(with_demo, "sprachkurse", Kurse=[old_course(with_demo, Plätze=22)])
    )
    third, _ = deliver(
        with_demo, course_file(with_demo, "sprachkurse", Kurse=[{"Kurs": OLD, "Entfällt": "x"}])
    )
    assert ("course", "places", "7654321", "22") in changes(with_demo, second)

    erase(with_demo, first)

    assert "7654321" not in repr(dump(with_demo))
    assert ("course", "places", None, "22") in changes(with_demo, second)
    take_back(with_demo, third)
    assert (course(with_demo) or {})["places"] == 22


def test_erasing_what_was_taken_back_or_never_released(with_demo: Engine) -> None:
    before = shown(with_demo)
    code, _ = deliver(
        with_demo, course_file(with_demo, "sprachkurse", Kurse=[{**COURSE, "Kurs": "GEHEIM-7"}])
    )
    take_back(with_demo, code)
    erase(with_demo, code)
    content = course_file(with_demo, "sprachkurse", Kurse=[{**COURSE, "Kurs": "GEHEIM-8"}])
    with writing(with_demo) as connection:
        difference = compare_records(connection, read_lists(content))
        waiting = enter(connection, begin_revision(connection, "Einlesen"))
        stage_records(connection, difference, delivery_code=waiting)
    erase(with_demo, waiting)

    assert shown(with_demo) == before
    assert "GEHEIM" not in repr(dump(with_demo))
