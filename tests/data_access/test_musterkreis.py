"""The fictitious Musterkreis: always the same, and every sum in it holds."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from data_access.reference import musterkreis
from data_access.reference.load import load_common, load_pack, remove_county
from data_access.reference.musterkreis.waiting import waiting_list
from data_access.reference.pack import Pack, read_common
from data_access.schema import Base, areas, concept, courses, statistics
from data_access.vocabulary import AreaKind, ElementKind, Origin, ReviewKind, State

ROOT = Path(__file__).parents[2]
COUNTY = "muster"
CITY = "muster-01"
JOINT = "muster-09"
WITHOUT_CITY = "muster-ohne-stadt"
REMAINDER = "muster-ohne-zuordnung"
REFUGEES = "gefluechtete-kreis"
SGB2 = "sgb2-asylzugang"
STATUS_GROUPS = ("asylverfahren", "anerkannt", "geduldet", "voruebergehender-schutz")
LAST_SITTING = date(2026, 9, 10)

Row = dict[str, Any]


@cache
def pack() -> Pack:
    return musterkreis.build()


def rows(model: Any) -> list[Row]:
    return pack().rows[model]


@cache
def numbers() -> dict[tuple[str, str, str, str, str], float]:
    """(statistic, area, group, sex, period) to number."""
    return {
        (row.statistic_code, row.area_key, row.group_code, str(row.sex), row.period): row.number
        for row in pack().observations
        if row.number is not None
    }


def number(
    statistic: str, period: str, group: str = "insgesamt", area: str = COUNTY, sex: str = "gesamt"
) -> float:
    return numbers()[statistic, area, group, sex, period]


def periods(statistic: str) -> list[str]:
    return sorted({key[4] for key in numbers() if key[0] == statistic})


def keys_of(*kinds: AreaKind) -> list[str]:
    return [row["key"] for row in rows(areas.Area) if row["kind"] in kinds]


def municipalities() -> list[str]:
    return keys_of(AreaKind.CITY, AreaKind.MUNICIPALITY, AreaKind.JOINT_MUNICIPALITY)


def members() -> list[str]:
    return keys_of(AreaKind.MEMBER_MUNICIPALITY)


def months(first: str, last: str) -> list[str]:
    start, end = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def fingerprint(built: Pack) -> str:
    described = [
        built.checksum,
        sorted(built.county.items()),
        [(model.__tablename__, listed) for model, listed in built.rows.items()],
        built.observations,
    ]
    return hashlib.sha256(repr(described).encode()).hexdigest()


# Always the same


def test_two_builds_are_equal() -> None:
    again = musterkreis.build()
    assert again == pack()
    assert fingerprint(again) == fingerprint(pack())


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_other_process_and_hash_seed_give_the_same(seed: str) -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/data_access')\n"
        "import test_musterkreis as t; print(t.fingerprint(t.musterkreis.build()))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == fingerprint(pack())


def test_series_do_not_depend_on_the_order_they_are_asked_in() -> None:
    code = (
        "from data_access.reference.musterkreis import refugees, sgb2, welfare\n"
        "list(welfare.observations())\n"
        "print(sum(row.number for row in reversed(list(sgb2.observations()))))\n"
        "refugees.counts('anerkannt', '2026-09')\n"
        "print(refugees.county_total('geduldet', '2015-01'))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [float(line) for line in found.stdout.split()]
    assert lines == [
        sum(value for key, value in numbers().items() if key[0] == SGB2),
        number(REFUGEES, "2015-01", "geduldet"),
    ]


def test_modules_stay_small() -> None:
    for path in (ROOT / "data_access/reference/musterkreis").glob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) < 300, path.name


# Observations


def test_key_occurs_once() -> None:
    seen = Counter(
        (
            row.county_key,
            row.statistic_code,
            row.area_key,
            row.group_code,
            row.sex,
            row.period,
            row.origin,
            row.source_code,
        )
        for row in pack().observations
    )
    assert not [key for key, times in seen.items() if times > 1]
    assert len(numbers()) == len(pack().observations)


def test_persons_are_whole_and_not_negative() -> None:
    for key, value in numbers().items():
        if key[0] in ("auslaenderanteil-fortschreibung", "wanderung-saldo"):
            continue
        assert value == int(value) >= 0, key
    assert all(
        value == int(value) for key, value in numbers().items() if key[0] == "wanderung-saldo"
    )


def test_codes_exist_in_the_pack_or_common() -> None:
    common, _ = read_common()
    known = {
        "statistic_code": {row["code"] for row in common[statistics.Statistic]},
        "group_code": {row["code"] for row in common[statistics.PopulationGroup]},
        "area_key": {row["key"] for row in rows(areas.Area)},
        "source_code": {row["code"] for row in rows(statistics.Source)},
    }
    for name, codes in known.items():
        used = {getattr(row, name) for row in pack().observations}
        assert used <= codes, name
    for listed in pack().rows.values():
        for row in listed:
            for name, codes in known.items():
                assert row.get(name) is None or row[name] in codes, row
            assert row.get("county_key", COUNTY) == COUNTY


def test_every_observation_has_its_papers() -> None:
    for row in pack().observations:
        assert row.county_key == COUNTY
        assert row.source_code in ("muster-fachdienst", "muster-statistik")
        assert row.territorial_status is not None
        assert row.data_status is not None
        assert row.data_status <= musterkreis.AS_OF
        assert (row.origin is Origin.OWN_COUNT) == (row.source_code == "muster-fachdienst")


def test_population_adds_up_in_every_year() -> None:
    years = [f"{year}-12-31" for year in range(2014, 2026)]
    assert periods("bevoelkerung-fortschreibung") == years
    for day in years:
        for statistic, group in (
            ("bevoelkerung-fortschreibung", "insgesamt"),
            ("bevoelkerung-fortschreibung", "deutsche"),
            ("auslaender-fortschreibung", "insgesamt"),
        ):
            whole = number(statistic, day, group)
            assert whole == sum(number(statistic, day, group, m) for m in municipalities())
            rest = number(statistic, day, group, WITHOUT_CITY)
            assert rest == whole - number(statistic, day, group, CITY)
            joint = sum(number(statistic, day, group, m) for m in members())
            assert joint == number(statistic, day, group, JOINT)


def test_population_is_germans_and_foreigners_with_plausible_shares() -> None:
    for day in periods("bevoelkerung-fortschreibung"):
        for area in (COUNTY, WITHOUT_CITY, *municipalities(), *members()):
            people = number("bevoelkerung-fortschreibung", day, area=area)
            foreign = number("auslaender-fortschreibung", day, area=area)
            assert people == foreign + number("bevoelkerung-fortschreibung", day, "deutsche", area)
            share = 100 * foreign / people
            assert 3 <= share <= 15, (area, day)
            printed = number("auslaenderanteil-fortschreibung", day, area=area)
            assert printed == pytest.approx(share)
    assert round(number("bevoelkerung-fortschreibung", "2025-12-31"), -3) == 168_000
    assert round(number("bevoelkerung-fortschreibung", "2025-12-31", area=CITY), -3) == 62_000


def test_population_does_not_jump() -> None:
    days = periods("bevoelkerung-fortschreibung")
    for area in (COUNTY, *municipalities(), *members()):
        for before, after in itertools.pairwise(days):
            now = number("bevoelkerung-fortschreibung", after, area=area)
            assert abs(now / number("bevoelkerung-fortschreibung", before, area=area) - 1) < 0.015


def test_register_counts_a_little_more_and_rounds_to_five() -> None:
    nations = {key[2] for key in numbers() if key[0] == "auslaender-azr"} - {"insgesamt"}
    assert nations == {
        "polen",
        "rumaenien",
        "syrien",
        "tuerkei",
        "ukraine",
        "afghanistan",
        "irak",
    }
    for day in periods("auslaender-azr"):
        ratio = number("auslaender-azr", day) / number("auslaender-fortschreibung", day)
        assert 1.03 < ratio < 1.10
        assert sum(number("auslaender-azr", day, nation) for nation in nations) < number(
            "auslaender-azr", day
        )
    for key, value in numbers().items():
        if key[0] in ("auslaender-azr", "aufenthaltsstatus", "ohne-aufenthaltstitel") and (
            key[4] >= "2016"
        ):
            assert value % 5 == 0, key
    assert number("auslaender-azr", "2022-12-31", "ukraine") > 10 * number(
        "auslaender-azr", "2021-12-31", "ukraine"
    )


def test_parts_of_the_register_fit_their_totals() -> None:
    for year in range(2015, 2026):
        day = f"{year}-12-31"
        status = ("titel-erforderlich", "titel-nicht-erforderlich", "ohne-titel")
        whole = sum(number("aufenthaltsstatus", day, group) for group in status)
        assert whole == number("auslaender-azr", day)
        without = ("aufenthaltsgestattung", "duldung", "weder-duldung-noch-gestattung")
        parts = sum(number("ohne-aufenthaltstitel", day, group) for group in without)
        assert parts == number("ohne-aufenthaltstitel", day)
        assert number("ohne-aufenthaltstitel", day) == number(
            "aufenthaltsstatus", day, "ohne-titel"
        )
        limited = sum(
            value
            for key, value in numbers().items()
            if key[0] == "befristete-titel" and key[4] == day
        )
        assert limited < number("aufenthaltsstatus", day, "titel-erforderlich")
        protection = ("schutz-anerkannt", "schutz-offen", "schutz-abgelehnt")
        seekers = sum(number("schutzsuchende", day, group) for group in protection)
        assert seekers == number("schutzsuchende", day)
        nations = ("syrien", "irak", "afghanistan", "iran", "ukraine")
        assert sum(number("schutzsuchende", day, nation) for nation in nations) <= number(
            "schutzsuchende", day
        )
        for nation in ("syrien", "irak", "afghanistan", "ukraine"):
            assert number("schutzsuchende", day, nation) <= number("auslaender-azr", day, nation)


def test_yearly_figures_fit_each_other() -> None:
    for year in range(2015, 2026):
        day = f"{year}-12-31"
        arrived = number("wanderung-zuzuege", str(year), "auslaender")
        left = number("wanderung-fortzuege", str(year), "auslaender")
        assert arrived - left == number("wanderung-saldo", str(year), "auslaender")
        assert left > 0
        june = f"{year}-06-30"
        assert number("svb-auslaender", june) == sum(
            number("svb-auslaender", june, sex=sex) for sex in ("weiblich", "männlich")
        )
        for group in ("deutsche", "auslaender"):
            pupils = number("schule8-insgesamt", str(year), group)
            two = sum(
                number(f"schule8-{school}", str(year), group)
                for school in ("gymnasium", "hauptschule")
            )
            assert two < pupils
            assert number("schulabgaenge-ohne-abschluss", str(year), group) < pupils
        for statistic in ("sgb2-elb", "sgb2-rlb", "mindestsicherung"):
            assert number(statistic, day) == sum(
                number(statistic, day, group) for group in ("deutsche", "auslaender")
            )
        for group in ("insgesamt", "deutsche", "auslaender"):
            assert number("sgb2-elb", day, group) < number("sgb2-rlb", day, group)
            assert number("sgb2-rlb", day, group) < number("mindestsicherung", day, group)
        assert number("asylblg-regelleistungen", day) < number("schutzsuchende", day)
        assert number("einbuergerungen", str(year)) > 0


def test_refugees_add_up_in_every_month_and_group() -> None:
    every = months("2015-01", musterkreis.LAST_MONTH)
    assert periods(REFUGEES) == every
    for month in every:
        groups = [g for g in STATUS_GROUPS if g != STATUS_GROUPS[-1] or month >= "2022-03"]
        for area in (COUNTY, REMAINDER, *municipalities(), *members()):
            parts = sum(number(REFUGEES, month, group, area) for group in groups)
            assert parts == number(REFUGEES, month, area=area), (month, area)
        for group in (*groups, "insgesamt"):
            places = sum(number(REFUGEES, month, group, m) for m in (*municipalities(), REMAINDER))
            assert places == number(REFUGEES, month, group), (month, group)
            joint = sum(number(REFUGEES, month, group, m) for m in members())
            assert joint == number(REFUGEES, month, group, JOINT), (month, group)
    assert (REFUGEES, COUNTY, STATUS_GROUPS[-1], "gesamt", "2022-02") not in numbers()


def test_refugees_follow_the_known_course() -> None:
    def total(month: str) -> float:
        return number(REFUGEES, month)

    assert total("2016-07") > 2 * total("2015-06")
    assert total("2021-06") < total("2016-07")
    assert total("2022-06") > 1.7 * total("2022-01")
    assert total("2026-09") < total("2023-06")
    for year in range(2015, 2026):
        for area in municipalities():
            refugees = number(REFUGEES, f"{year}-12", area=area)
            assert refugees < number("auslaender-fortschreibung", f"{year}-12-31", area=area)


def test_only_the_last_months_are_provisional() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    final: dict[str, set[str]] = defaultdict(set)
    for row in pack().observations:
        (found if row.provisional else final)[row.statistic_code].add(row.period)
    assert found == {
        REFUGEES: {"2026-08", "2026-09"},
        SGB2: {"2026-07", "2026-08", "2026-09"},
    }
    assert not any(found[statistic] & final[statistic] for statistic in found)


def test_sgb2_adds_up_in_every_month() -> None:
    common, _ = read_common()
    table = [
        row
        for row in common[statistics.ClassificationItem]
        if row["classification"] == "sgb2-asylzugang"
    ]
    parts: dict[str, list[str]] = defaultdict(list)
    for row in table:
        if row["parent_code"]:
            parts[row["parent_code"]].append(row["group_code"])
    every = months("2015-01", musterkreis.LAST_MONTH)
    assert periods(SGB2) == every
    for month in every:
        lines = {
            key[2]: value for key, value in numbers().items() if key[0] == SGB2 and key[4] == month
        }
        assert set(lines) == {row["group_code"] for row in table}
        for parent, listed in parts.items():
            whole = sum(lines[group] for group in listed)
            if parent in ("insgesamt", "auslaender"):
                assert lines[parent] > whole, (month, parent)
            else:
                assert lines[parent] == whole, (month, parent)
    assert number(SGB2, "2022-06", "ukraine") > 5 * number(SGB2, "2022-05", "ukraine")
    assert number(SGB2, "2022-12", "ukraine") > 2 * number(SGB2, "2022-06", "ukraine")


# Areas and boundaries


def test_areas_are_fourteen_municipalities_and_what_belongs_to_them() -> None:
    assert len(municipalities()) == 14
    assert keys_of(AreaKind.CITY) == [CITY]
    assert keys_of(AreaKind.JOINT_MUNICIPALITY) == [JOINT]
    assert len(members()) == 3
    parents = {row["key"]: row["parent_key"] for row in rows(areas.Area)}
    assert {parents[key] for key in members()} == {JOINT}
    assert {parents[key] for key in (*municipalities(), WITHOUT_CITY, REMAINDER)} == {COUNTY}
    assert not any(row["official_key"] for row in rows(areas.Area))
    names = [row["name"] for row in rows(areas.Area)]
    assert len(set(names)) == len(names)


def _rings() -> dict[str, list[tuple[float, float]]]:
    found = {}
    for row in rows(areas.AreaBoundary):
        polygons = json.loads(row["polygons"])
        assert len(polygons) == 1, "one polygon without holes each"
        assert len(polygons[0]) == 1
        found[row["area_key"]] = [(x, y) for x, y in polygons[0][0]]
    return found


def _edges(ring: Iterable[tuple[float, float]]) -> list[frozenset[tuple[float, float]]]:
    return [frozenset(edge) for edge in itertools.pairwise(ring)]


def _surface(ring: list[tuple[float, float]]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))) / 2


def _contains(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _crossing(a: Any, b: Any, c: Any, d: Any) -> bool:
    def side(p: Any, q: Any, r: Any) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def test_boundaries_are_closed_simple_rings() -> None:
    rings = _rings()
    assert set(rings) == {COUNTY, *municipalities(), *members()}
    for key, ring in rings.items():
        assert ring[0] == ring[-1], key
        assert len(ring) >= 25, key
        assert len(set(ring)) == len(ring) - 1, key
        steps = list(itertools.pairwise(ring))
        for (a, b), (c, d) in itertools.combinations(steps, 2):
            assert not _crossing(a, b, c, d), key


@pytest.mark.parametrize("parts", ["municipalities", "members"])
def test_neighbours_share_their_edges_exactly(parts: str) -> None:
    rings = _rings()
    inner, outer = (municipalities(), COUNTY) if parts == "municipalities" else (members(), JOINT)
    used = Counter(edge for key in inner for edge in _edges(rings[key]))
    outline = set(_edges(rings[outer]))
    assert {edge for edge, times in used.items() if times == 1} == outline
    assert set(used.values()) == {1, 2}
    whole = sum(_surface(rings[key]) for key in inner)
    assert whole == pytest.approx(_surface(rings[outer]), rel=1e-9)


def test_labels_lie_inside() -> None:
    rings = _rings()
    for row in rows(areas.AreaBoundary):
        assert _contains(rings[row["area_key"]], row["label_lon"], row["label_lat"])
        assert row["status_year"] == 2026
        assert row["attribution"] == "Grenzen erfunden"
        assert 9.5 < row["label_lon"] < 10.3
        assert 51.9 < row["label_lat"] < 52.4


def test_boundary_file_is_small() -> None:
    path = ROOT / "data_access/reference/musterkreis/boundaries.geojson"
    assert path.stat().st_size < 120_000
    assert not re.search(r"\.\d{6,}", path.read_text("utf-8"))


# Courses


def _by_code(model: Any) -> dict[str, Row]:
    return {row["code"]: row for row in rows(model)}


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
    assert {row["programme_code"] for row in listed} == set(_by_code(courses.CourseProgramme))
    assert {row["level"] for row in rows(courses.Funder)} == {"Bund", "Land", "Landkreis"}
    links = {(r["programme_code"], r["provider_code"]) for r in rows(courses.ProgrammeProvider)}
    for row in listed:
        assert (row["programme_code"], row["provider_code"]) in links
        assert row["starts_on"] < row["ends_on"]
        assert 0 <= row["repeaters"] <= row["starters"] <= row["places"] + 2


def test_attendance_stays_within_places_and_starters() -> None:
    listed = _by_code(courses.Course)
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
    listed = _by_code(courses.Course)
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
        _by_code(courses.CourseProgramme), months("2021-01", musterkreis.LAST_MONTH)
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
    for programme in _by_code(courses.CourseProgramme):
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
        one.left for p in _by_code(courses.CourseProgramme) for one in waiting_list(p).values()
    )
    assert 0 < left < 0.15 * sum(registered.values())


def test_nobody_registers_who_is_not_entitled() -> None:
    found = set()
    for row in rows(courses.CourseFlow):
        assert row["entitled"] >= row["registered"] >= 0
        found.add((row["programme_code"], row["month"]))
    assert found == set(
        itertools.product(
            _by_code(courses.CourseProgramme), months("2019-01", musterkreis.LAST_MONTH)
        )
    )


# Concept


def _states_on(day: date) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in sorted(rows(concept.GoalState), key=lambda one: str(one["rated_on"])):
        if row["rated_on"] <= day:
            found[row["goal_code"]] = row["state"]
    return found


def test_goals_by_field() -> None:
    by_field = Counter(row["field_code"] for row in rows(concept.Goal))
    assert by_field == dict(
        zip((f"5.{n}" for n in range(1, 10)), (9, 6, 4, 4, 3, 3, 4, 4, 4), strict=True)
    )
    assert [row["title"] for row in rows(concept.ActionField)] == [
        "Sprache und Bildung",
        "Ausbildung und Erwerbstätigkeit",
        "Wohnen",
        "Gesundheit",
        "Geschlechtergerechtigkeit",
        "Freizeit und Kultur",
        "Ehrenamt",
        "Offene kultursensible Verwaltung",
        "Drittmittelprojekte",
    ]


def test_states_count_as_on_the_screen() -> None:
    now = _states_on(musterkreis.AS_OF)
    assert len(now) == 41
    assert Counter(now.values()) == {
        State.ACHIEVED: 8,
        State.ON_COURSE: 20,
        State.AT_RISK: 6,
        State.MISSED: 3,
        State.NO_DATA: 4,
    }
    goals = _by_code(concept.Goal)
    by_field: dict[str, Counter[str]] = defaultdict(Counter)
    for code, state in now.items():
        by_field[goals[code]["field_code"]][state] += 1
    order = (State.ACHIEVED, State.ON_COURSE, State.AT_RISK, State.MISSED, State.NO_DATA)
    assert {field: tuple(counted[s] for s in order) for field, counted in by_field.items()} == {
        "5.1": (1, 4, 3, 1, 0),
        "5.2": (1, 4, 0, 0, 1),
        "5.3": (0, 2, 1, 1, 0),
        "5.4": (1, 2, 0, 0, 1),
        "5.5": (1, 1, 1, 0, 0),
        "5.6": (2, 1, 0, 0, 0),
        "5.7": (1, 2, 0, 0, 1),
        "5.8": (1, 2, 1, 0, 0),
        "5.9": (0, 2, 0, 1, 1),
    }


def test_five_goals_changed_since_the_last_sitting() -> None:
    before, now = _states_on(LAST_SITTING), _states_on(musterkreis.AS_OF)
    titles = {code: row["title"] for code, row in _by_code(concept.Goal).items()}
    turned = {titles[code]: (before[code], now[code]) for code in now if before[code] != now[code]}
    assert turned == {
        "Wartezeit Alphabetisierungskurs": (State.ON_COURSE, State.AT_RISK),
        "Anerkennungsberatung": (State.AT_RISK, State.ON_COURSE),
        "Wohnungslotsen": (State.AT_RISK, State.MISSED),
        "Vereinsbörse": (State.ON_COURSE, State.ACHIEVED),
        "Antrag Bundesprogramm": (State.NO_DATA, State.ON_COURSE),
    }


def test_every_goal_is_rated_on_every_day_with_a_reason() -> None:
    days = {row["rated_on"] for row in rows(concept.GoalState)}
    assert len(days) >= 5
    assert max(days) == musterkreis.AS_OF
    assert LAST_SITTING in days
    rated = {(row["goal_code"], row["rated_on"]) for row in rows(concept.GoalState)}
    assert rated == set(itertools.product(_by_code(concept.Goal), days))
    assert all(row["reason"] for row in rows(concept.GoalState))


def _expected_state(indicator: Row, day: date) -> State:
    targets = [
        row
        for row in rows(concept.Target)
        if row["indicator_code"] == indicator["code"] and row["decided_on"] <= day
    ]
    readings = [
        row
        for row in rows(concept.Reading)
        if row["indicator_code"] == indicator["code"] and row["read_on"] <= day
    ]
    if not targets or not readings:
        return State.NO_DATA
    target = max(targets, key=lambda row: row["decided_on"])
    reading = max(readings, key=lambda row: row["read_on"])
    if reading["number"] is None:
        return State.NO_DATA
    sign = -1 if indicator["direction"] == "down" else 1
    if sign * reading["number"] >= sign * target["number"]:
        return State.ACHIEVED
    if target["due_on"] < day:
        return State.MISSED
    gone = (reading["read_on"] - target["baseline_on"]) / (target["due_on"] - target["baseline_on"])
    way = target["baseline"] + (target["number"] - target["baseline"]) * min(max(gone, 0), 1)
    return State.ON_COURSE if sign * reading["number"] >= sign * way else State.AT_RISK


def test_states_agree_with_readings_and_targets() -> None:
    states = {(r["goal_code"], r["rated_on"]): r["state"] for r in rows(concept.GoalState)}
    days = {row["rated_on"] for row in rows(concept.GoalState)}
    measured = [row for row in rows(concept.Indicator) if row["goal_code"]]
    assert 13 <= len(measured) <= 17
    assert len({row["goal_code"] for row in measured}) == len(measured)
    for indicator, day in itertools.product(measured, days):
        assert states[indicator["goal_code"], day] == _expected_state(indicator, day), indicator


def test_readings_and_targets_are_complete() -> None:
    codes = {row["code"] for row in rows(concept.Indicator) if row["goal_code"]}
    readings: dict[str, dict[date, float | None]] = defaultdict(dict)
    for row in rows(concept.Reading):
        readings[row["indicator_code"]][row["read_on"]] = row["number"]
        assert row["provisional"] == (row["read_on"].year == 2026)
        assert row["read_on"] <= musterkreis.AS_OF
    assert set(readings) == codes
    for read in readings.values():
        assert {day.year for day in read} >= {2023, 2024, 2025, 2026}
    targets: dict[str, list[date]] = defaultdict(list)
    council = {r["held_on"] for r in rows(concept.Sitting) if r["body_code"] == "kreistag"}
    for row in rows(concept.Target):
        targets[row["indicator_code"]].append(row["decided_on"])
        assert row["baseline"] == readings[row["indicator_code"]][row["baseline_on"]]
        assert row["baseline_on"] < row["decided_on"] < row["due_on"]
        assert row["decided_on"] in council
    assert set(targets) == codes
    assert sum(len(decided) == 2 for decided in targets.values()) >= 2


def test_the_three_target_paths_of_the_screen() -> None:
    first = [row for row in rows(concept.Indicator) if row["field_code"] == "5.1"][:3]
    assert [row["title"] for row in first] == [
        "Wartezeit Alphabetisierungskurs",
        "Bestandene B1-Prüfungen",
        "Plätze in Frauenkursen",
    ]
    found = []
    for indicator in first:
        values = [
            r["number"] for r in rows(concept.Reading) if r["indicator_code"] == indicator["code"]
        ]
        aims = [
            (r["number"], r["due_on"].year)
            for r in rows(concept.Target)
            if r["indicator_code"] == indicator["code"]
        ]
        found.append((values[0], values[-1], aims))
    assert found == [
        (48, 37, [(25, 2026), (30, 2027)]),
        (210, 262, [(280, 2027)]),
        (36, 40, [(72, 2025), (60, 2026)]),
    ]


def _readings_of(title: str) -> dict[date, float]:
    code = next(row["code"] for row in rows(concept.Indicator) if row["title"] == title)
    return {
        row["read_on"]: row["number"]
        for row in rows(concept.Reading)
        if row["indicator_code"] == code
    }


def test_indicators_say_what_the_courses_say() -> None:
    ends = {row["code"]: row["ends_on"] for row in rows(courses.Course)}
    for day, read in _readings_of("Bestandene B1-Prüfungen").items():
        since = date(day.year, 1, 1) if day.month == 12 else date(day.year - 1, 10, 1)
        passed = sum(
            row["passed_b1"]
            for row in rows(courses.CourseResult)
            if since <= ends[row["course_code"]] <= day
        )
        assert passed == read
    for day, read in _readings_of("Wartezeit Alphabetisierungskurs").items():
        waiting = {
            row["weeks_from"]: row["persons"]
            for row in rows(courses.WaitingClass)
            if row["programme_code"] == "alphabetisierungskurs" and row["month"] == f"{day:%Y-%m}"
        }
        assert round(100 * (waiting[13] + waiting[27]) / sum(waiting.values())) == read
    for day, read in _readings_of("Plätze in Frauenkursen").items():
        # Only some of the women's courses have child care.
        places = sum(
            row["places"]
            for row in rows(courses.Course)
            if row["programme_code"] in ("frauenkurs", "frauen-lernen-deutsch")
            and row["starts_on"] <= day <= row["ends_on"]
        )
        assert places >= read


def test_context_indicators_are_tied_to_figures() -> None:
    context = [row for row in rows(concept.Indicator) if row["direction"] == "none"]
    assert len(context) >= 9
    assert {row["field_code"] for row in context} == set(_by_code(concept.ActionField))
    targeted = {row["indicator_code"] for row in rows(concept.Target)}
    for row in context:
        assert row["goal_code"] is None
        assert row["code"] not in targeted
        sex = row["sex"] or "gesamt"
        assert any(
            key[0] == row["statistic_code"] and key[2] == row["group_code"] and key[3] == sex
            for key in numbers()
        ), row["title"]


def test_codes_of_the_concept_refer_to_each_other() -> None:
    fields, goals, bodies = (
        set(_by_code(model)) for model in (concept.ActionField, concept.Goal, concept.Body)
    )
    for model in (
        concept.Goal,
        concept.ExistingMeasure,
        concept.Indicator,
        concept.ProgrammeMeasure,
    ):
        assert {row["field_code"] for row in rows(model)} <= fields
        codes = [row["code"] for row in rows(model)]
        assert len(set(codes)) == len(codes)
    for row in (*rows(concept.Indicator), *rows(concept.ProgrammeMeasure)):
        assert row["goal_code"] is None or row["goal_code"] in goals
        assert row["goal_code"] is None or row["goal_code"].startswith(row["field_code"])
    for table in (concept.ElectoralTerm, concept.Sitting, concept.Target):
        assert {row["body_code"] for row in rows(table)} <= bodies
    assert {row["body_code"] for row in rows(concept.ProgrammeStep)} - {None} <= bodies
    measures = set(_by_code(concept.ProgrammeMeasure))
    assert {row["measure_code"] for row in rows(concept.Review)} == measures
    steps = [row for row in rows(concept.ConceptElement) if row["kind"] == ElementKind.CYCLE_STEP]
    assert len(steps) == 10


def test_sittings_are_four_a_year_and_none_between_the_last_and_the_next() -> None:
    counted = Counter((row["body_code"], row["held_on"].year) for row in rows(concept.Sitting))
    assert set(counted.values()) == {4}
    held = sorted(row["held_on"] for row in rows(concept.Sitting))
    assert max(day for day in held if day <= musterkreis.AS_OF) == LAST_SITTING
    assert min(day for day in held if day > musterkreis.AS_OF) == date(2026, 11, 26)
    assert {row["body_code"] for row in rows(concept.Sitting) if not row["public"]} == {
        "kreisausschuss",
        "arbeitskreis",
    }
    for row in rows(concept.Sitting):
        terms = [
            term
            for term in rows(concept.ElectoralTerm)
            if term["body_code"] == row["body_code"]
            and term["starts_on"] <= row["held_on"] <= term["ends_on"]
        ]
        assert len(terms) == 1


def test_programmes_run_through_the_cycle() -> None:
    assert {row["year"]: row["phase"] for row in rows(concept.Programme)} == {
        2024: "finished",
        2025: "finished",
        2026: "running",
    }
    sittings = {(row["body_code"], row["held_on"]) for row in rows(concept.Sitting)}
    for year in (2024, 2025, 2026):
        steps = [row for row in rows(concept.ProgrammeStep) if row["year"] == year]
        assert [row["position"] for row in steps] == list(range(1, 11))
        due = [row["due_on"] for row in steps]
        assert due == sorted(due)
        done = [row["done_on"] for row in steps if row["done_on"]]
        assert done == sorted(done)
        assert all(day <= musterkreis.AS_OF for day in done)
        for row in steps:
            assert (row["done_on"] is None) == (row["due_on"] > musterkreis.AS_OF)
            if row["body_code"] and row["done_on"]:
                assert (row["body_code"], row["done_on"]) in sittings


def test_measures_carry_promises_and_reviews() -> None:
    by_year = Counter(row["year"] for row in rows(concept.ProgrammeMeasure))
    assert set(by_year) == {2024, 2025, 2026}
    assert all(10 <= count <= 14 for count in by_year.values())
    kinds: dict[str, list[str]] = defaultdict(list)
    final: Counter[str] = Counter()
    for row in rows(concept.Review):
        kinds[row["measure_code"]].append(row["kind"])
        assert row["state"] in list(State)
        assert row["result"].endswith(".")
        assert row["reviewed_on"] <= musterkreis.AS_OF
        if row["kind"] == ReviewKind.FINAL:
            final[row["state"]] += 1
    assert set(final) == {State.ACHIEVED, State.MISSED}
    for row in rows(concept.ProgrammeMeasure):
        expected = list(ReviewKind) if row["year"] < 2026 else [ReviewKind.MID_YEAR]
        assert kinds[row["code"]] == expected
        assert (row["next_due_on"] is not None) == (row["year"] == 2026) == bool(row["next_step"])


def test_next_dates_are_those_of_the_screen() -> None:
    first: dict[str, tuple[date, str]] = {}
    for row in rows(concept.ProgrammeMeasure):
        if row["next_due_on"]:
            found = (row["next_due_on"], row["next_step"])
            first[row["field_code"]] = min(found, first.get(row["field_code"], found))
    assert first == {
        "5.1": (date(2026, 12, 15), "Zwischenbericht Kursplätze"),
        "5.2": (date(2027, 1, 31), "Auswertung Praktika"),
        "5.3": (date(2026, 11, 26), "Bericht im Ausschuss"),
        "5.4": (date(2027, 2, 28), "Daten Sprachmittlung"),
        "5.5": (date(2027, 3, 31), "Abschlussbericht"),
        "5.6": (date(2027, 4, 30), "Auswertung"),
        "5.7": (date(2026, 12, 31), "Jahresabfrage Ehrenamt"),
        "5.8": (date(2027, 1, 15), "Schulungsstand"),
        "5.9": (date(2026, 11, 30), "Antragsfrist"),
    }


def test_county_is_marked_as_invented() -> None:
    assert pack().county["synthetic"] is True
    assert pack().county["as_of"] == musterkreis.AS_OF
    for source in rows(statistics.Source):
        assert "erfunden" in source["publisher"]
        assert source["licence"] == "Beispieldaten, frei verwendbar"


def test_shared_texts_say_nothing_of_a_real_source() -> None:
    """What is true of one county's source may not stand beside an invented figure."""
    common, _ = read_common()
    used = {
        statistics.Statistic: {row.statistic_code for row in pack().observations},
        statistics.PopulationGroup: {row.group_code for row in pack().observations},
    }
    for model, codes in used.items():
        for row in common[model]:
            if row["code"] in codes:
                words = " ".join(str(text) for text in row.values())
                assert not re.search(
                    r"der Quelle|laut Quelle|Fußzeile|Regionaldatenbank|gedruckt|Hildesheim"
                    r"|Konzept|Niedersachsen|Amt 913",
                    words,
                ), row


def test_pack_goes_into_a_database_and_out_again() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA foreign_keys=ON"))
        Base.metadata.create_all(connection)
        load_common(connection)
        assert load_pack(connection, pack())
        assert not load_pack(connection, pack())
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.scalar(text("SELECT title FROM delivery")) == "Beispieldaten Musterkreis"
        shown = connection.scalar(text("SELECT count(*) FROM current_figure"))
        assert shown == len(pack().observations)
        assert remove_county(connection, COUNTY)
        left = "SELECT count(*) FROM area WHERE county_key = 'muster'"
        assert connection.scalar(text(left)) == 0
    engine.dispose()
