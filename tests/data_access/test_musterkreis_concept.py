"""The concept of the Musterkreis: goals, indicators, programmes and sittings."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from datetime import date

from data_access.reference import musterkreis
from data_access.reference.rows import Row
from data_access.schema import concept, courses
from data_access.vocabulary import ElementKind, ReviewKind, State
from tests.support.muster import LAST_SITTING, by_code, numbers, rows


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
    goals = by_code(concept.Goal)
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
    titles = {code: row["title"] for code, row in by_code(concept.Goal).items()}
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
    assert rated == set(itertools.product(by_code(concept.Goal), days))
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
    assert {row["field_code"] for row in context} == set(by_code(concept.ActionField))
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
        set(by_code(model)) for model in (concept.ActionField, concept.Goal, concept.Body)
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
    measures = set(by_code(concept.ProgrammeMeasure))
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
