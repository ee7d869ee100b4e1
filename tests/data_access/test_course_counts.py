"""Small counts of the office's course list: withheld, and not to be worked out from the rest."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise, product
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Engine

from data_access.disclosure import Leaf, withheld_sums
from data_access.domain.courses import Courses
from data_access.engine import writing
from data_access.reader import Reader
from data_access.reference import musterkreis
from data_access.schema import courses as table
from tests.support import course_list, tiny
from tests.support.attacker import computable
from tests.support.course_list import CLASSES, LEVELS, PROGRAMMES, Given

ON = date(2024, 12, 31)
MONTH = "2024-09"
Counts = dict[Any, int]


def _leaks(leaves: Sequence[Leaf], withheld: set[Any], *, limit: int = 3) -> list[Any]:
    """Small cells that are shown, and withheld ones that can be worked out."""
    truth: Counts = {}
    parts: dict[Any, list[Any]] = defaultdict(list)
    for leaf in leaves:
        key = ("leaf", leaf.row, leaf.column)
        truth[key] = leaf.persons
        for cell in leaf.cells:
            truth[cell] = truth.get(cell, 0) + leaf.persons
            parts[cell].append(key)
    unseen = [key for key in truth if key[0] == "leaf"]
    small = [cell for cell, number in truth.items() if 0 < number < limit and cell in parts]
    return [cell for cell in small if cell not in withheld] + computable(
        truth, withheld, list(parts.items()), never_shown=unseen
    )


def _courses(source: random.Random, number: int) -> list[Given]:
    made = []
    for _ in range(number):
        starters = source.choice((0, 1, 1, 2, 2, 3, 4, 12, 15))
        repeaters = min(starters, source.choice((0, 0, 0, 1, 2, 5)))
        programme = source.choice(list(PROGRAMMES))
        made.append(Given(programme, starters, repeaters=repeaters))
    return made


def _reader(schema: Engine, given: Sequence[Given] = (), **more: Any) -> Reader:
    with writing(schema) as connection:
        tiny.fill(connection)
        course_list.fill(connection, given, **more)
    return Reader(schema, small_cell_limit=3)


def _course_leaves(given: Sequence[Given]) -> list[Leaf]:
    return [
        Leaf(
            f"k{number:02d}",
            attempt,
            persons,
            frozenset(
                {
                    ("course", f"k{number:02d}"),
                    (attempt,),
                    ("programme", one.programme),
                    ("level", LEVELS[PROGRAMMES[one.programme]]),
                    ("year",),
                }
            ),
        )
        for number, one in enumerate(given, start=1)
        for attempt, persons in (
            ("first", one.starters - one.repeaters),
            ("repeated", one.repeaters),
        )
    ]


def _null_cells(found: Courses) -> set[Any]:
    """Cells of starters that the answer leaves out."""

    def hidden(frame: pl.DataFrame, column: str, *name: str) -> list[tuple[str, ...]]:
        return frame.filter(pl.col(column).is_null()).select(*name).rows()

    # Who starts for the first time is printed nowhere, but starters less repeaters.
    new = found.years.select(first=pl.col("started") - pl.col("repeaters"))

    return {
        *(("course", *key) for key in hidden(found.courses, "starters", "code")),
        *(
            ("programme", *key)
            for key in hidden(found.starts_by_programme, "starters", "programme_code")
        ),
        *(("level", *key) for key in hidden(found.starts_by_level, "starters", "level")),
        *(("year",) for _ in hidden(found.years, "started", "year")),
        *(("repeated",) for _ in hidden(found.years, "repeaters", "year")),
        *(("first",) for one in new["first"] if one is None),
    }


@pytest.mark.parametrize("number", [1, 2, 3, 5, 8])
def test_no_starter_can_be_worked_out(number: int) -> None:
    source = random.Random(number)
    for _ in range(60):
        leaves = _course_leaves(_courses(source, number))
        withheld = withheld_sums(leaves, limit=3)
        assert not _leaks(leaves, set(withheld)), leaves


@pytest.mark.parametrize(("programmes", "weeks"), [(1, 4), (2, 2), (3, 3), (4, 4)])
def test_no_waiting_person_can_be_worked_out(programmes: int, weeks: int) -> None:
    source = random.Random(programmes)
    for _ in range(40):
        leaves = [
            Leaf(
                f"p{p}",
                str(c),
                source.choice((0, 0, 1, 1, 2, 4, 9)),
                frozenset({("all",), ("half", c > 1), ("class", c), ("p", p), ("p", p, c > 1)}),
            )
            for p, c in product(range(programmes), range(weeks))
        ]
        withheld = withheld_sums(leaves, limit=3)
        assert not _leaks(leaves, set(withheld)), leaves


def test_large_sums_stay() -> None:
    leaves = _course_leaves([Given("integration", 15), Given("alpha", 12), Given("luecke", 0)])

    assert withheld_sums(leaves, limit=3) == frozenset()


def test_a_small_course_costs_one_other_course_and_no_sum() -> None:
    given = [Given(programme, 15) for programme in PROGRAMMES for _ in range(3)]
    leaves = _course_leaves([Given("alpha", 2), *given])

    withheld = withheld_sums(leaves, limit=3)

    assert all(isinstance(cell, tuple) and cell[0] == "course" for cell in withheld)
    assert len(withheld) == 2


@pytest.mark.parametrize("seed", range(6))
def test_the_answer_gives_no_starter_away(schema: Engine, seed: int) -> None:
    given = _courses(random.Random(seed), 7)
    found = _reader(schema, given).courses(tiny.COUNTY, ON)

    assert not _leaks(_course_leaves(given), _null_cells(found))
    shown = {
        code: starters
        for code, starters in found.courses.select("code", "starters").iter_rows()
        if starters is not None
    }
    assert all(given[int(code[1:]) - 1].starters == n for code, n in shown.items())


def test_sums_are_of_all_courses_withheld_ones_included(schema: Engine) -> None:
    given = [Given("alpha", n) for n in (2, 12, 15)] + [Given("luecke", 14)]
    found = _reader(schema, given).courses(tiny.COUNTY, ON)

    assert found.courses["starters"].null_count() == 2
    assert found.years["started"].to_list() == [43]
    assert dict(found.starts_by_level.select("level", "starters").iter_rows()) == {
        "Bund": 29,
        "Landkreis": 14,
    }
    assert found.starts_by_programme.select(
        "programme_code", "courses", "places", "starters"
    ).rows() == [("alpha", 3, 60, 29), ("luecke", 1, 20, 14)]


def test_repeaters_are_counted_among_the_starters(schema: Engine) -> None:
    given = [Given("alpha", 14, repeaters=4), Given("luecke", 20, repeaters=3)]
    found = _reader(schema, given).courses(tiny.COUNTY, ON)

    assert found.years.select("started", "repeaters").rows() == [(34, 7)]


@pytest.mark.parametrize(
    ("starters", "repeaters", "shown"),
    [(14, 2, (14, None)), (14, 0, (14, 0)), (14, 13, (14, None)), (2, 1, (None, None))],
)
def test_few_repeaters_are_withheld_and_few_who_are_not(
    schema: Engine, starters: int, repeaters: int, shown: tuple[int | None, int | None]
) -> None:
    given = [Given("alpha", starters, repeaters=repeaters)]
    found = _reader(schema, given).courses(tiny.COUNTY, ON)

    assert found.years.select("started", "repeaters").rows() == [shown]


def test_the_day_of_the_query_decides_what_has_begun(schema: Engine) -> None:
    given = [Given("alpha", 12), Given("alpha", 9, date(2024, 12, 2), date(2025, 3, 1))]
    found = _reader(schema, given, queried_on=date(2024, 12, 1)).courses(tiny.COUNTY, ON)

    assert found.queried_on == found.as_of == date(2024, 12, 1)
    assert found.years["started"].to_list() == [12]


def test_without_a_query_date_the_asked_day_counts_and_no_date_is_claimed(schema: Engine) -> None:
    found = _reader(schema, [Given("alpha", 12)]).courses(tiny.COUNTY, ON)

    assert (found.as_of, found.queried_on) == (ON, None)


def test_courses_to_come_are_in_no_sum(schema: Engine) -> None:
    given = [Given("alpha", 12), Given("alpha", 9, date(2024, 12, 2), date(2025, 3, 1))]
    reader = _reader(schema, given)

    assert reader.courses(tiny.COUNTY, date(2024, 12, 1)).years["started"].to_list() == [12]
    assert reader.courses(tiny.COUNTY, date(2024, 12, 2)).years["started"].to_list() == [21]


def _waiting(numbers: Mapping[str, tuple[int, ...]]) -> dict[tuple[str, str, int], int]:
    return {
        (programme, MONTH, weeks[0]): persons
        for programme, row in numbers.items()
        for weeks, persons in zip(CLASSES, row, strict=True)
    }


def test_who_waits_for_long_is_told_only_where_they_are_many(schema: Engine) -> None:
    waiting = _waiting(
        {"integration": (30, 20, 12, 5), "alpha": (9, 7, 2, 0), "luecke": (10, 8, 4, 4)}
    )
    found = _reader(schema, waiting=waiting).courses(tiny.COUNTY, ON)

    programmes = {
        row[0]: row[1:]
        for row in found.waiting_by_programme.drop("month", "programme_name").iter_rows()
    }
    assert found.waiting.rows() == [(MONTH, 111, 27)]
    assert programmes["alpha"] == (18, None)
    # Otherwise the two would be 27 less the others.
    assert [row[1] for row in programmes.values()].count(None) == 2
    assert found.waiting_by_class["persons"].to_list() == [49, 35, 18, 9]


def test_almost_all_is_no_better_than_few(schema: Engine) -> None:
    """18 of 19 wait for long: the one who does not is a small count too."""
    waiting = _waiting({"integration": (9, 8, 12, 5), "alpha": (1, 0, 9, 9)})
    found = _reader(schema, waiting=waiting).courses(tiny.COUNTY, ON)

    for persons, long in found.waiting_by_programme.select("persons", "long").iter_rows():
        assert persons is None or long is None or not 0 < persons - long < 3


@pytest.mark.parametrize(
    ("results", "shown"),
    [
        ((30, 28, 20, 12), [None, 28, 20, 12]),
        ((30, 25, 20, 12), [30, 25, 20, 12]),
        ((30, 25, 24, 12), [30, 25, None, 12]),
        ((30, 25, 20, 2), [30, 25, 20, None]),
        ((20, 20, 20, 20), [20, 20, 20, 20]),
    ],
)
def test_nobody_is_left_over_between_the_results(
    schema: Engine, results: tuple[int, int, int, int], shown: list[int | None]
) -> None:
    given = [Given("integration", 40, results=results)]
    found = _reader(schema, given).courses(tiny.COUNTY, ON)

    told = found.years.select("finished", "tested", "passed_b1", "certificates").row(0)
    for wider, narrower in pairwise(told):
        assert wider is None or narrower is None or not 0 < wider - narrower < 3
    assert sum(number is None for number in told) == sum(number is None for number in shown)
    assert all(a is None or a == b for a, b in zip(told, results, strict=True))


def test_months_and_flows_with_few_persons_are_withheld(schema: Engine) -> None:
    given = [Given("alpha", 12, attending={"2024-02": 12, "2024-03": 2, "2024-04": 0})]
    flows = {("alpha", "2023-05"): (2, 1), ("alpha", "2024-05"): (9, 0)}
    found = _reader(schema, given, flows=flows).courses(tiny.COUNTY, ON)

    assert found.attendance.rows() == [("2024-02", 12), ("2024-03", None), ("2024-04", 0)]
    assert found.years.select("year", "entitled", "registered").rows() == [
        (2023, None, None),
        (2024, 9, 0),
    ]


def test_the_totals_of_the_musterkreis_are_those_of_its_courses(with_demo: Engine) -> None:
    rows = musterkreis.build().rows
    found = Reader(with_demo, small_cell_limit=3).courses(musterkreis.KEY)
    begun = [row for row in rows[table.Course] if row["starts_on"] <= musterkreis.AS_OF]

    started = dict(found.years.select("year", "started").iter_rows())
    for year, number in started.items():
        assert number == sum(r["starters"] for r in begun if r["starts_on"].year == year)
        levels = found.starts_by_level.filter(pl.col("year") == year)["starters"]
        programmes = found.starts_by_programme.filter(pl.col("year") == year)["starters"]
        assert number == levels.sum() == programmes.sum()
    repeaters = dict(found.years.select("year", "repeaters").iter_rows())
    assert any(repeaters.values())
    for year, number in repeaters.items():
        of_year = [r["repeaters"] for r in begun if r["starts_on"].year == year]
        assert number in {sum(of_year), None}
    assert found.queried_on == musterkreis.AS_OF
    waiting: dict[str, int] = defaultdict(int)
    for row in rows[table.WaitingClass]:
        waiting[row["month"]] += row["persons"]
    assert dict(found.waiting.select("month", "persons").iter_rows()) == waiting
    by_class = found.waiting_by_class.group_by("month").agg(pl.col("persons").sum())
    assert dict(by_class.iter_rows()) == waiting
    assert found.waiting_by_programme["persons"].null_count() == 0
    assert 0 < found.waiting_by_programme["long"].null_count() < 100
