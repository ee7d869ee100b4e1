"""The last step before a frame leaves: small cells of the office's own counts are withheld.

Official statistics arrive protected; our own counts do not. A count below the limit is withheld,
and with it as many others as it takes so that it cannot be worked out from what is shown.

How that is known: a *move* adds one person in one cell and takes one away in another so that
every total that is still shown stays as it is (or changes the withheld totals with it). Each
withheld cell belongs to a move through withheld cells only, so another value fits as well.

Two kinds of tables: ``withhold_small_cells`` for a statistic by area, group and sex;
``withheld_sums`` for anything else whose printed numbers are sums of counted persons.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

import polars as pl

from data_access.vocabulary import AreaKind, Sex, Status

_TOTAL_GROUP = "insgesamt"

#: Area, group, sex; and by how much a move changes one of them.
Cell = tuple[str, str, str]
Change = dict[str, int]

_Cell = TypeVar("_Cell", bound=Hashable)

_KEY = ("area_key", "group_code", "sex", "period")


def withhold_small_cells(frame: pl.DataFrame, *, limit: int) -> pl.DataFrame:
    """Withhold counts of 1 to ``limit - 1`` persons, and what would reveal them.

    Args:
        frame: with the columns of ``frames.FIGURES``, counts of persons of one statistic.
        limit: smallest count that may be shown; 0 is shown, it names nobody.

    Returns:
        The frame with ``number`` null and status ``confidential`` in withheld cells.
    """
    small = frame.filter((pl.col("number") > 0) & (pl.col("number") < limit))
    if small.is_empty():
        return frame
    withheld: list[tuple[str, str, str, str]] = []
    for period in small["period"].unique().to_list():
        rows = frame.filter(pl.col("period") == period)
        withheld.extend((*cell, period) for cell in _to_withhold(rows, limit))
    keys = pl.DataFrame(withheld, schema=dict.fromkeys(_KEY, pl.String), orient="row").with_columns(
        pl.lit(value=True).alias("withheld")
    )
    hide = pl.col("withheld").is_not_null()
    return (
        frame.join(keys, on=list(_KEY), how="left", maintain_order="left")
        .with_columns(
            pl.when(hide).then(None).otherwise(pl.col("number")).alias("number"),
            pl.when(hide)
            .then(pl.lit(Status.CONFIDENTIAL.value))
            .otherwise(pl.col("status"))
            .alias("status"),
            pl.when(hide)
            .then(pl.lit(""))
            .otherwise(pl.col("original_text"))
            .alias("original_text"),
        )
        .drop("withheld")
    )


def _to_withhold(rows: pl.DataFrame, limit: int) -> set[Cell]:
    """Cells of one period that may not be shown."""
    numbers: dict[Cell, float] = {
        (area, group, sex): number
        for area, group, sex, number in rows.select(*_KEY[:3], "number").iter_rows()
        if number is not None
    }
    areas = _area_changes(dict(rows.select("area_key", "area_kind").unique().iter_rows()))
    groups = _part_changes(rows["group_code"].unique().to_list(), _TOTAL_GROUP)
    sexes = _part_changes(rows["sex"].unique().to_list(), Sex.TOTAL.value)
    withheld = {cell for cell, number in numbers.items() if 0 < number < limit}
    safe: set[Cell] = set()
    for cell in sorted(withheld, key=lambda one: (numbers[one], one)):
        if cell in safe:
            continue
        area, group, sex = cell
        moves = [
            {(a, g, s): x * y * z for (a, x), (g, y), (s, z) in product(*map(dict.items, changes))}
            for changes in product(
                [change for change in areas if area in change],
                [change for change in groups if group in change],
                [change for change in sexes if sex in change],
            )
        ]
        possible = [_known(move, numbers) for move in moves if _possible(move, numbers)]
        if not possible:
            # Nothing that is shown could reveal it.
            continue
        cheapest = min(possible, key=lambda move: _cost(move, numbers, withheld))
        withheld |= cheapest
        safe |= cheapest
    return withheld


def _known(move: Mapping[Cell, int], numbers: Mapping[Cell, float]) -> set[Cell]:
    return {cell for cell in move if cell in numbers}


def _possible(move: Mapping[Cell, int], numbers: Mapping[Cell, float]) -> bool:
    """Whether it can be made forwards or backwards. Zeros are shown, so none may come or go."""
    known = [(sign, numbers[cell]) for cell, sign in move.items() if cell in numbers]
    return all(number >= 1 for _, number in known) and (
        all(number >= 2 for sign, number in known if sign < 0)
        or all(number >= 2 for sign, number in known if sign > 0)
    )


def _cost(
    move: Iterable[_Cell], numbers: Mapping[_Cell, float], withheld: set[_Cell]
) -> tuple[float, list[str]]:
    fresh = [cell for cell in move if cell not in withheld]
    # The second part makes the choice the same on every run.
    return sum(numbers[cell] for cell in fresh), sorted(map(str, fresh))


def _part_changes(codes: list[str], total: str) -> list[Change]:
    """One part more, and the total with it, or another part less."""
    parts = sorted(set(codes) - {total})
    if not parts:
        return [{total: 1}]
    rises: list[Change] = [{part: 1, total: 1} for part in parts]
    return [*rises, *({one: 1, other: -1} for one, other in product(parts, parts) if one != other)]


def _area_changes(kinds: Mapping[str, str]) -> list[Change]:
    """One place more, and all areas around it with it, or another place less."""
    around = dict(_areas_around(kinds))
    joint = {key for key, kind in kinds.items() if kind == AreaKind.JOINT_MUNICIPALITY}
    # With several of them it is not known whether two members share one: hide both then.
    doubtful = joint if len(joint) > 1 else set()
    changes: list[Change] = [dict.fromkeys((place, *around[place]), 1) for place in around]
    for one, other in product(around, around):
        if one != other:
            shared = (set(around[one]) & set(around[other])) - doubtful
            changes.append(
                {
                    **dict.fromkeys({one, *around[one]} - shared, 1),
                    **dict.fromkeys({other, *around[other]} - shared, -1),
                }
            )
    return changes


def _areas_around(kinds: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Places that are not made up of others, with the areas that contain them."""
    members = AreaKind.MEMBER_MUNICIPALITY in kinds.values()
    joint = [key for key, kind in kinds.items() if kind == AreaKind.JOINT_MUNICIPALITY]
    wholes = [key for key, kind in kinds.items() if kind == AreaKind.COUNTY]
    without_city = [key for key, kind in kinds.items() if kind == AreaKind.AGGREGATE]
    containers = {*wholes, *without_city, *(joint if members else ())}
    places = sorted(kinds.keys() - containers)
    if not places:
        yield from ((key, ()) for key in containers)
    for key in places:
        yield (
            key,
            (
                *wholes,
                *(without_city if kinds[key] != AreaKind.CITY else ()),
                *(joint if kinds[key] == AreaKind.MEMBER_MUNICIPALITY else ()),
            ),
        )


@dataclass(frozen=True)
class Leaf:
    """Persons who are counted together everywhere.

    Attributes:
        row: what they belong to, such as a programme.
        column: the other side of the table, such as a class of weeks; empty where there is none.
        persons: how many they are.
        cells: the numbers they are part of. Also those nobody prints but anybody can subtract,
            such as those who were tested and did not pass.
    """

    row: str
    column: str
    persons: int
    cells: frozenset[Hashable]


def withheld_sums(leaves: Sequence[Leaf], *, limit: int) -> frozenset[Hashable]:
    """Cells that may not be shown: 1 to ``limit - 1`` persons, and what would reveal them.

    Args:
        leaves: all persons of a table.
        limit: smallest count that may be shown; 0 is shown, it names nobody.
    """
    numbers: dict[Hashable, int] = {}
    for leaf in leaves:
        for cell in leaf.cells:
            numbers[cell] = numbers.get(cell, 0) + leaf.persons
    withheld = {cell for cell, number in numbers.items() if 0 < number < limit}
    safe: set[Hashable] = set()
    for cell in sorted(withheld, key=lambda one: (numbers[one], str(one))):
        if cell in safe:
            continue
        cheapest = _cheapest(
            (set(move) for move in _moves_of(cell, leaves) if _allowed(move, numbers)),
            numbers,
            withheld,
        )
        withheld |= cheapest
        safe |= cheapest
    return frozenset(withheld)


def _cheapest(
    moves: Iterable[set[Hashable]], numbers: Mapping[Hashable, int], withheld: set[Hashable]
) -> set[Hashable]:
    found: set[Hashable] = set()
    least: tuple[float, list[str]] | None = None
    for move in moves:
        if move <= withheld:
            return move
        cost = _cost(move, numbers, withheld)
        if least is None or cost < least:
            found, least = move, cost
    return found


def _moves_of(cell: Hashable, leaves: Sequence[Leaf]) -> Iterator[dict[Hashable, int]]:
    """Moves that change a cell: one person more, in another leaf, or two who change places."""
    placed = {(leaf.row, leaf.column): leaf for leaf in leaves}
    for one in leaves:
        if cell not in one.cells:
            continue
        # Always possible where somebody is counted, so that no cell is left without a move.
        if one.persons:
            yield dict.fromkeys(one.cells, 1)
        for other in leaves:
            exchanges = [([other], [one]), ([one], [other])]
            if one.row != other.row and one.column != other.column:
                here = placed.get((one.row, other.column))
                there = placed.get((other.row, one.column))
                if here and there:
                    exchanges += [([here, there], [one, other]), ([one, other], [here, there])]
            for losing, gaining in exchanges:
                change = _change(losing, gaining)
                if cell in change and all(leaf.persons > 0 for leaf in losing):
                    yield change


def _change(losing: Iterable[Leaf], gaining: Iterable[Leaf]) -> dict[Hashable, int]:
    change: dict[Hashable, int] = {}
    for sign, some in ((-1, losing), (1, gaining)):
        for leaf in some:
            for cell in leaf.cells:
                change[cell] = change.get(cell, 0) + sign
    return {cell: by for cell, by in change.items() if by}


def _allowed(change: Mapping[Hashable, int], numbers: Mapping[Hashable, int]) -> bool:
    """Zeros are shown, so none may come or go."""
    return all(numbers[cell] >= 1 and numbers[cell] + by >= 1 for cell, by in change.items())
