"""Lists are taken back field by field, whatever was delivered before or since."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from data_access.engine import writing
from data_access.importers.errors import DeliveryError
from data_access.importers.records import undo_records
from data_access.writing import begin_revision
from tests.support.course_rows import COURSE, OLD, RESULT, course, course_file, old_course
from tests.support.dump import dump
from tests.support.records import deliver, lists, shown, take_back


def test_what_is_taken_back_says_what_it_said_before(with_demo: Engine) -> None:
    before = shown(with_demo)
    content = course_file(
        with_demo,
        "sprachkurse",
        Kurse=[{**COURSE, "Träger": "neu"}, old_course(with_demo, Plätze=99)],
        Träger=[{"Kürzel": "neu", "Name": "Neue Schule"}],
        Belegung=[{"Kurs": "IK-2026-90", "Jahr": 2026, "Februar": 18}],
        Ergebnisse=[RESULT],
    )
    code, _ = deliver(with_demo, content)
    assert shown(with_demo) != before

    done = take_back(with_demo, code)

    assert shown(with_demo) == before
    assert (done.new, done.changed, done.removed) == (0, 1, 4)


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


@pytest.mark.either_database
def test_a_delivery_that_is_not_there_cannot_be_taken_back(with_demo: Engine) -> None:
    with pytest.raises(DeliveryError, match="L99"), writing(with_demo) as connection:
        undo_records(connection, "L99", revision=begin_revision(connection, "Rücknahme"))
