"""Small cells of the office's own counts: withheld, and not to be worked out from the rest."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import product

import polars as pl
import pytest
from sqlalchemy import Engine, text

from data_access.disclosure import withhold_small_cells
from data_access.domain import Period
from data_access.engine import writing
from data_access.frames import FIGURES
from data_access.reader import Reader
from tests.support import tiny
from tests.support.attacker import computable

#: Area, group, sex.
Cell = tuple[str, str, str]
Counts = dict[Cell, int]
Sums = list[tuple[Cell, list[Cell]]]

COUNTY, TOTAL = "kreis", "insgesamt"
PERIOD = "2026-09"


def _frame(counts: Mapping[Cell, int], kinds: Mapping[str, str]) -> pl.DataFrame:
    """What a query would hand over."""
    empty = {name: "" for name, kind in FIGURES.items() if kind == pl.String}
    rows = [
        {
            **empty,
            "area_key": area,
            "area_kind": kinds[area],
            "group_code": group,
            "sex": sex,
            "period": PERIOD,
            "period_start": Period.parse(PERIOD).start,
            "period_end": Period.parse(PERIOD).end,
            "number": float(number),
            "status": "value",
            "original_text": str(number),
        }
        for (area, group, sex), number in counts.items()
    ]
    return pl.DataFrame(rows, schema=FIGURES)


def _withheld(frame: pl.DataFrame) -> list[Cell]:
    rows = frame.filter(pl.col("number").is_null())
    return rows.select("area_key", "group_code", "sex").rows()


def _table(leaves: Mapping[tuple[str, str], int]) -> tuple[Counts, Sums]:
    """Counts by municipality and group with all their totals."""
    areas = list(dict.fromkeys(area for area, _ in leaves))
    groups = list(dict.fromkeys(group for _, group in leaves))
    counts: Counts = {}
    sums: Sums = []
    for area, group in product([COUNTY, *areas], [TOTAL, *groups]):
        counts[area, group, "gesamt"] = sum(
            number
            for (a, g), number in leaves.items()
            if area in {COUNTY, a} and group in {TOTAL, g}
        )
    for area in (COUNTY, *areas):
        sums.append(((area, TOTAL, "gesamt"), [(area, group, "gesamt") for group in groups]))
    for group in (TOTAL, *groups):
        sums.append(((COUNTY, group, "gesamt"), [(area, group, "gesamt") for area in areas]))
    return counts, sums


def _kinds(counts: Mapping[Cell, int]) -> dict[str, str]:
    return {area: "county" if area == COUNTY else "municipality" for area, _, _ in counts}


def _random_table(source: random.Random, areas: int, groups: int) -> tuple[Counts, Sums]:
    sizes = (0, 0, 1, 1, 2, 2, 3, 4, 5, 8, 13)
    return _table(
        {
            (f"ort{area}", f"gruppe{group}"): source.choice(sizes)
            for area, group in product(range(areas), range(groups))
        }
    )


def test_counts_that_are_large_enough_or_zero_are_shown() -> None:
    counts, _ = _table({("a", "x"): 3, ("a", "y"): 0, ("b", "x"): 40, ("b", "y"): 7})
    frame = _frame(counts, _kinds(counts))

    assert withhold_small_cells(frame, limit=3).equals(frame)


@pytest.mark.parametrize("number", [1, 2])
def test_a_small_count_leaves_without_number_and_text(number: int) -> None:
    counts, _ = _table({("a", "x"): number, ("a", "y"): 20, ("b", "x"): 40, ("b", "y"): 7})

    shown = withhold_small_cells(_frame(counts, _kinds(counts)), limit=3)

    small = shown.row(
        by_predicate=(pl.col("area_key") == "a") & (pl.col("group_code") == "x"), named=True
    )
    assert (small["number"], small["status"], small["original_text"]) == (None, "confidential", "")


def test_the_limit_is_the_smallest_count_that_may_be_shown() -> None:
    counts, _ = _table({("a", "x"): 4, ("a", "y"): 20, ("b", "x"): 40, ("b", "y"): 7})
    frame = _frame(counts, _kinds(counts))

    assert not _withheld(withhold_small_cells(frame, limit=4))
    assert ("a", "x", "gesamt") in _withheld(withhold_small_cells(frame, limit=5))


def test_what_is_shown_is_left_as_it_is() -> None:
    counts, _ = _random_table(random.Random(1), 5, 4)
    frame = _frame(counts, _kinds(counts))

    shown = withhold_small_cells(frame, limit=3)

    assert shown.schema == frame.schema
    keys = ["area_key", "group_code", "sex", "period"]
    assert shown.select(keys).equals(frame.select(keys))
    kept = shown["number"].is_not_null()
    assert shown.filter(kept).equals(frame.filter(kept))
    assert set(shown.filter(~kept)["status"]) == {"confidential"}
    assert set(shown.filter(~kept)["original_text"]) == {""}


def test_one_small_cell_does_not_cost_the_whole_table() -> None:
    leaves = {(f"ort{a}", f"gruppe{g}"): 20 + a + g for a, g in product(range(6), range(4))}
    counts, _ = _table({**leaves, ("ort2", "gruppe1"): 1})

    withheld = _withheld(withhold_small_cells(_frame(counts, _kinds(counts)), limit=3))

    assert 2 <= len(withheld) <= 4


@pytest.mark.parametrize(("areas", "groups"), [(1, 2), (2, 2), (3, 2), (4, 3), (6, 4)])
def test_no_withheld_cell_can_be_worked_out(areas: int, groups: int) -> None:
    source = random.Random(913)
    for _ in range(60):
        counts, sums = _random_table(source, areas, groups)
        withheld = _withheld(withhold_small_cells(_frame(counts, _kinds(counts)), limit=3))
        assert not computable(counts, withheld, sums), counts


def test_two_cells_of_one_cannot_be_told_from_their_sum() -> None:
    """Both are at least one, because zeros are shown: a sum of two would give both away."""
    counts, sums = _table({("a", "x"): 1, ("a", "y"): 30, ("b", "x"): 1, ("b", "y"): 50})

    withheld = _withheld(withhold_small_cells(_frame(counts, _kinds(counts)), limit=3))

    assert not computable(counts, withheld, sums)


def test_two_blocks_joined_by_one_cell() -> None:
    """Every line has two withheld cells, and still the cell between the blocks is the rest."""
    leaves = {(f"ort{a}", f"gruppe{g}"): 30 for a, g in product(range(4), range(4))}
    small = {("ort0", "gruppe0"), ("ort0", "gruppe1"), ("ort1", "gruppe0"), ("ort1", "gruppe1")}
    small |= {("ort2", "gruppe2"), ("ort2", "gruppe3"), ("ort3", "gruppe2"), ("ort3", "gruppe3")}
    small |= {("ort1", "gruppe2")}
    counts, sums = _table({**leaves, **dict.fromkeys(small, 2)})

    withheld = _withheld(withhold_small_cells(_frame(counts, _kinds(counts)), limit=3))

    assert not computable(counts, withheld, sums)


def test_members_cannot_be_worked_out_from_their_joint_municipality() -> None:
    kinds = {COUNTY: "county", "sg1": "joint_municipality", "sg2": "joint_municipality"}
    members = {f"{sg}-{number}": "member_municipality" for sg in ("sg1", "sg2") for number in "12"}
    numbers = {"sg1-1": 1, "sg1-2": 40, "sg2-1": 2, "sg2-2": 50, "sg1": 41, "sg2": 52, COUNTY: 93}
    counts = {(area, TOTAL, "gesamt"): number for area, number in numbers.items()}
    sums: Sums = [
        (("sg1", TOTAL, "gesamt"), [("sg1-1", TOTAL, "gesamt"), ("sg1-2", TOTAL, "gesamt")]),
        (("sg2", TOTAL, "gesamt"), [("sg2-1", TOTAL, "gesamt"), ("sg2-2", TOTAL, "gesamt")]),
        ((COUNTY, TOTAL, "gesamt"), [("sg1", TOTAL, "gesamt"), ("sg2", TOTAL, "gesamt")]),
    ]

    withheld = _withheld(withhold_small_cells(_frame(counts, {**kinds, **members}), limit=3))

    assert ("sg1-1", TOTAL, "gesamt") in withheld
    assert not computable(counts, withheld, sums)


def test_a_city_cannot_be_worked_out_from_the_county_without_it() -> None:
    kinds = {COUNTY: "county", "stadt": "city", "ort": "municipality", "rest": "aggregate"}
    numbers = {COUNTY: 42, "stadt": 2, "ort": 40, "rest": 40}
    counts = {(area, TOTAL, "gesamt"): number for area, number in numbers.items()}
    sums: Sums = [
        ((COUNTY, TOTAL, "gesamt"), [("stadt", TOTAL, "gesamt"), ("ort", TOTAL, "gesamt")]),
        ((COUNTY, TOTAL, "gesamt"), [("stadt", TOTAL, "gesamt"), ("rest", TOTAL, "gesamt")]),
    ]

    withheld = _withheld(withhold_small_cells(_frame(counts, kinds), limit=3))

    assert ("stadt", TOTAL, "gesamt") in withheld
    assert not computable(counts, withheld, sums)


@pytest.mark.parametrize(("female", "male"), [(2, 40), (40, 2)])
def test_women_and_men_are_cells_of_their_own(female: int, male: int) -> None:
    numbers = {"gesamt": female + male, "männlich": male, "weiblich": female}
    counts = {(COUNTY, TOTAL, sex): number for sex, number in numbers.items()}
    sums: Sums = [
        ((COUNTY, TOTAL, "gesamt"), [(COUNTY, TOTAL, sex) for sex in ("männlich", "weiblich")])
    ]

    withheld = _withheld(withhold_small_cells(_frame(counts, {COUNTY: "county"}), limit=3))

    small = "weiblich" if female < male else "männlich"
    assert (COUNTY, TOTAL, small) in withheld
    assert (COUNTY, TOTAL, "gesamt") not in withheld or len(withheld) == 3
    assert not computable(counts, withheld, sums)


@pytest.mark.parametrize("own_count", [True, False])
def test_the_rule_is_for_own_counts_only(schema: Engine, *, own_count: bool) -> None:
    with writing(schema) as connection:
        tiny.fill(connection)
        connection.execute(text("UPDATE statistic SET own_count = :own"), {"own": own_count})
    village, other = tiny.VILLAGES
    tiny.write(
        schema,
        tiny.figure(42.0),
        tiny.figure(2.0, area_key=village, original_text="2"),
        tiny.figure(40.0, area_key=other),
    )

    series = Reader(schema, small_cell_limit=3).series(tiny.COUNTY, tiny.STATISTICS[0])

    assert series is not None
    shown = dict(series.frame.select("area_key", "number").iter_rows())
    hidden = {village: None, other: None} if own_count else {village: 2.0, other: 40.0}
    assert shown == {tiny.COUNTY: 42.0, **hidden}
    assert ("2" in series.frame["original_text"]) is not own_count


def test_every_period_is_protected_by_itself() -> None:
    counts, _ = _table({("a", "x"): 30, ("a", "y"): 20, ("b", "x"): 40, ("b", "y"): 7})
    small, _ = _table({("a", "x"): 1, ("a", "y"): 20, ("b", "x"): 40, ("b", "y"): 7})
    later = _frame(counts, _kinds(counts)).with_columns(pl.lit("2026-10").alias("period"))
    both = pl.concat([_frame(small, _kinds(small)), later])

    shown = withhold_small_cells(both, limit=3)

    assert set(shown.filter(pl.col("number").is_null())["period"]) == {PERIOD}
