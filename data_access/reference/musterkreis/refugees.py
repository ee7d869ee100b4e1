"""The office's own monthly count of refugees by municipality and residence status."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from data_access.reference.musterkreis.constants import FIRST_MONTH, KEY, LAST_MONTH
from data_access.reference.musterkreis.figures import own_month
from data_access.reference.musterkreis.geography import (
    CITY,
    LEAVES,
    MEMBERS,
    MUNICIPALITIES,
    REMAINDER,
    leaves_of,
)
from data_access.reference.musterkreis.population import weight
from data_access.reference.musterkreis.randomness import around
from data_access.reference.musterkreis.sharing import apportion, nearest
from data_access.reference.musterkreis.timeline import Curve, curve, months
from data_access.writing import NewObservation

#: Persons in the whole county.
_TOTALS = {
    "asylverfahren": curve(
        "2015-01 258, 2015-07 395, 2015-09 640, 2015-12 1090, 2016-03 1265, "
        "2016-07 1310, 2017-01 985, 2018-01 620, 2019-01 452, 2020-06 331, 2021-06 288, "
        "2022-06 342, 2023-10 486, 2024-09 472, 2025-12 391, 2026-09 338"
    ),
    "anerkannt": curve(
        "2015-01 212, 2015-12 326, 2016-12 815, 2017-12 1072, 2019-06 1088, "
        "2020-12 1046, 2021-12 1004, 2023-12 1078, 2024-12 1102, 2025-12 1076, "
        "2026-09 1049"
    ),
    "geduldet": curve(
        "2015-01 131, 2016-12 192, 2018-06 268, 2020-06 327, 2022-12 346, 2023-12 271, 2026-09 226"
    ),
    "voruebergehender-schutz": curve(
        "2022-03 472, 2022-04 968, 2022-06 1431, 2022-12 1786, 2023-06 1862, "
        "2024-12 1817, 2025-12 1744, 2026-09 1688"
    ),
}
GROUPS = tuple(_TOTALS)
#: The first month in which the European Union's temporary protection was granted.
PROTECTION_SINCE = "2022-03"

#: Per cent that live in the arrival centre and are not yet assigned to a municipality.
_UNASSIGNED = {
    "asylverfahren": curve("2015-01 6, 2015-10 19, 2016-04 14, 2017-01 6, 2021-12 8, 2026-09 9"),
    "anerkannt": curve("2015-01 1, 2016-12 2, 2026-09 1"),
    "geduldet": curve("2015-01 2, 2026-09 2"),
    "voruebergehender-schutz": curve("2022-03 31, 2022-06 14, 2022-12 7, 2024-06 2, 2026-09 1"),
}
#: Places with few flats take in less than their size suggests.
_ROOM = {
    "muster-07": 0.7,
    "muster-08": 0.45,
    "muster-09-2": 0.75,
    "muster-09-3": 0.6,
    "muster-11": 0.35,
    "muster-13": 0.4,
    "muster-14": 0.55,
}
#: Recognised refugees are free to move and are drawn to the city.
_CITY_PULL = {
    "asylverfahren": 0.86,
    "anerkannt": 1.34,
    "geduldet": 1.08,
    "voruebergehender-schutz": 1.12,
}


@cache
def _drift(leaf: str, group: str) -> Curve:
    """What a place takes in compared with its size, wandering slowly from year to year."""
    lasting = 1.0 + around(0.22, "drift", leaf, group)
    return Curve(
        {
            f"{year}-01": lasting + around(0.10, "drift", leaf, group, year)
            for year in range(2015, 2028)
        }
    )


@cache
def counts(group: str, month: str) -> dict[str, int]:
    """Persons of a group at the end of a month, by smallest place and the remainder."""
    if group == "voruebergehender-schutz" and month < PROTECTION_SINCE:
        return {}
    total = nearest(_TOTALS[group].at(month) * (1 + around(0.006, "refugees", group, month)))
    unassigned = nearest(total * _UNASSIGNED[group].at(month) / 100)
    weights = [
        weight(leaf)
        * _ROOM.get(leaf, 1.0)
        * _drift(leaf, group).at(month)
        * (_CITY_PULL[group] if leaf == CITY else 1.0)
        for leaf in LEAVES
    ]
    parts = dict(zip(LEAVES, apportion(total - unassigned, weights), strict=True))
    return {**parts, REMAINDER: unassigned}


def county_total(group: str, month: str) -> int:
    """Persons of a group in the whole county."""
    return sum(counts(group, month).values())


def _in_area(area: str, group: str, month: str) -> int:
    if area == KEY:
        return county_total(group, month)
    parts = counts(group, month)
    return sum(parts[leaf] for leaf in leaves_of(area))


def observations() -> Iterator[NewObservation]:
    """Every group and the total, for every area and month."""
    for month in months(FIRST_MONTH, LAST_MONTH):
        present = [group for group in GROUPS if counts(group, month)]
        for area in (KEY, *MUNICIPALITIES, *MEMBERS, REMAINDER):
            total = 0
            for group in present:
                number = _in_area(area, group, month)
                total += number
                yield own_month(area, month, number, group)
            yield own_month(area, month, total, "insgesamt")
