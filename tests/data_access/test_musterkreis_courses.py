"""Courses of the Musterkreis: who registers, starts, attends, passes and waits."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

from data_access.reference import musterkreis
from data_access.reference.musterkreis.waiting import waiting_list
from data_access.schema import courses
from tests.support.muster import by_code, months, municipalities, rows


def test_courses_are_planned_running_and_finished() -> None:
    listed = rows(courses.Course)
    assert 180 <= len(listed) <= 200
    as_of = musterkreis.AS_OF
    planned = [row for row in listed if row["starts_on"] > as_of]
    running = [row for row in listed if row["starts_on"] <= as_of < row["ends_on"]]
    assert len(planned) >= 5
    assert len(running) >= 8
    assert all(row["starters"] == row["repeaters"] == 0 for row in planned)
    assert {row["starts_on"].year for row in listed} >= set(range(2019, 2027))
    assert len({row["area_key"] for row in listed}) >= 6
    assert {row["area_key"] for row in listed} <= set(municipalities())
    assert {row["programme_code"] for row in listed} == set(by_code(courses.CourseProgramme))
    assert {row["level"] for row in rows(courses.Funder)} == {"Bund", "Land", "Landkreis"}
    links = {(r["programme_code"], r["provider_code"]) for r in rows(courses.ProgrammeProvider)}
    for row in listed:
        assert (row["programme_code"], row["provider_code"]) in links
        assert row["starts_on"] < row["ends_on"]
        assert 0 <= row["repeaters"] <= row["starters"] <= row["places"] + 2


def test_attendance_stays_within_places_and_starters() -> None:
    listed = by_code(courses.Course)
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(courses.CourseAttendance):
        course = listed[row["course_code"]]
        assert 0 <= row["attending"] <= min(course["places"] + 2, course["starters"])
        found[row["course_code"]].append(row["month"])
    for code, course in listed.items():
        first, last = (f"{course[end]:%Y-%m}" for end in ("starts_on", "ends_on"))
        due = [m for m in months(first, last) if m <= musterkreis.LAST_MONTH]
        assert found[code] == (due if course["starts_on"] <= musterkreis.AS_OF else [])


def test_results_of_every_finished_course_hold_together() -> None:
    listed = by_code(courses.Course)
    results = {row["course_code"]: row for row in rows(courses.CourseResult)}
    assert set(results) == {
        code for code, row in listed.items() if row["ends_on"] <= musterkreis.AS_OF
    }
    last = {row["course_code"]: row["attending"] for row in rows(courses.CourseAttendance)}
    for code, row in results.items():
        assert all(row[name] >= 0 for name in row if name not in ("county_key", "course_code"))
        assert row["finished"] <= listed[code]["starters"]
        assert row["finished"] <= last[code]
        assert row["tested"] <= row["finished"]
        assert row["passed_b1"] + row["passed_a2"] + row["below_a2"] == row["tested"]
        assert row["passed_lid"] <= row["finished"]
        assert row["certificates"] <= min(row["passed_b1"], row["passed_lid"])


def test_waiting_classes_are_complete() -> None:
    classes = [(0, 4), (5, 8), (9, 12), (13, 26), (27, None)]
    found: dict[tuple[str, str], list[tuple[int, int | None]]] = defaultdict(list)
    for row in rows(courses.WaitingClass):
        assert row["persons"] >= 0
        found[row["programme_code"], row["month"]].append((row["weeks_from"], row["weeks_to"]))
    every = itertools.product(
        by_code(courses.CourseProgramme), months("2021-01", musterkreis.LAST_MONTH)
    )
    assert set(found) == set(every)
    assert all(listed == classes for listed in found.values())


def test_waiting_follows_from_the_flows() -> None:
    """Waiting = waiting before + registered - first starters - the few who leave the list."""
    waiting: Counter[tuple[str, str]] = Counter()
    for row in rows(courses.WaitingClass):
        waiting[row["programme_code"], row["month"]] += row["persons"]
    started: Counter[tuple[str, str]] = Counter()
    for row in rows(courses.Course):
        month = f"{row['starts_on']:%Y-%m}"
        started[row["programme_code"], month] += row["starters"] - row["repeaters"]
    registered = {
        (row["programme_code"], row["month"]): row["registered"] for row in rows(courses.CourseFlow)
    }
    every = months("2021-01", musterkreis.LAST_MONTH)
    for programme in by_code(courses.CourseProgramme):
        listed = waiting_list(programme)
        for before, month in itertools.pairwise(every):
            left = (
                waiting[programme, before]
                + registered[programme, month]
                - started[programme, month]
                - waiting[programme, month]
            )
            assert left == listed[month].left, (programme, month)
            assert 0 <= left <= max(2, 0.15 * waiting[programme, before]), (programme, month)
    left = sum(
        one.left for p in by_code(courses.CourseProgramme) for one in waiting_list(p).values()
    )
    assert 0 < left < 0.15 * sum(registered.values())


def test_nobody_registers_who_is_not_entitled() -> None:
    found = set()
    for row in rows(courses.CourseFlow):
        assert row["entitled"] >= row["registered"] >= 0
        found.add((row["programme_code"], row["month"]))
    assert found == set(
        itertools.product(
            by_code(courses.CourseProgramme), months("2019-01", musterkreis.LAST_MONTH)
        )
    )


# Concept
