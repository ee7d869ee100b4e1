"""Inhabitants and foreigners of the municipalities, as an update of a census would print them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from data_access.reference.musterkreis.constants import FIRST_YEAR, KEY, LAST_YEAR
from data_access.reference.musterkreis.figures import yearly_of
from data_access.reference.musterkreis.geography import (
    MEMBERS,
    MUNICIPALITIES,
    WITHOUT_CITY,
    leaves_of,
)
from data_access.reference.musterkreis.randomness import around
from data_access.reference.musterkreis.sharing import nearest
from data_access.reference.musterkreis.timeline import curve
from data_access.vocabulary import Origin
from data_access.writing import NewObservation

#: Inhabitants at the end of 2025, growth since 2014 in per cent, foreigners per 100
#: inhabitants at the end of 2014 and of 2025.
_PLACES: dict[str, tuple[int, float, float, float]] = {
    "muster-01": (62_038, 2.9, 9.2, 14.3),
    "muster-02": (15_812, 3.4, 6.1, 10.4),
    "muster-03": (11_187, 0.6, 4.6, 8.1),
    "muster-04": (9_724, 1.8, 3.9, 6.2),
    "muster-05": (12_395, 2.2, 5.2, 8.8),
    "muster-06": (8_341, -1.1, 3.4, 5.5),
    "muster-07": (7_066, 4.1, 3.6, 5.1),
    "muster-08": (6_429, -0.8, 3.1, 3.9),
    "muster-09-1": (5_308, 0.4, 3.4, 5.6),
    "muster-09-2": (3_417, -1.9, 3.2, 4.6),
    "muster-09-3": (2_189, -2.6, 3.2, 4.3),
    "muster-10": (5_573, 0.9, 3.8, 7.2),
    "muster-11": (4_296, -2.2, 3.1, 3.7),
    "muster-12": (5_121, -0.5, 3.5, 5.2),
    "muster-13": (4_712, 0.2, 3.1, 3.8),
    "muster-14": (4_467, -1.4, 3.4, 4.5),
}
#: How much of the change between 2014 and 2025 has happened by the end of a year.
_ARRIVALS = curve(
    "2014-12 0.0, 2015-12 0.16, 2016-12 0.26, 2018-12 0.36, 2020-12 0.44, "
    "2021-12 0.49, 2022-12 0.80, 2023-12 0.92, 2024-12 0.975, 2025-12 1.0"
)
_GROWTH = curve("2014-12 0.0, 2019-12 0.45, 2021-12 0.55, 2025-12 1.0")

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


@cache
def _leaf(key: str, year: int) -> tuple[int, int]:
    inhabitants, growth, first_share, last_share = _PLACES[key]
    still_ahead = growth / 100 * (1 - _GROWTH.at_year_end(year))
    wobble = around(0.002, "population", key, year) if FIRST_YEAR < year < LAST_YEAR else 0.0
    people = nearest(inhabitants * (1 - still_ahead + wobble))
    arrived = _ARRIVALS.at_year_end(year)
    if FIRST_YEAR < year < LAST_YEAR:
        arrived += around(0.04, "foreigners", key, year)
    share = first_share + (last_share - first_share) * arrived
    return people, nearest(people * share / 100)


def inhabitants(area: str, year: int) -> int:
    """Inhabitants of an area at the end of a year."""
    return sum(_leaf(leaf, year)[0] for leaf in leaves_of(area))


def foreigners(area: str, year: int) -> int:
    """Foreigners of an area at the end of a year."""
    return sum(_leaf(leaf, year)[1] for leaf in leaves_of(area))


def observations() -> Iterator[NewObservation]:
    """Population, Germans, foreigners and their share, for every area and year."""
    for area in (KEY, *MUNICIPALITIES, *MEMBERS, WITHOUT_CITY):
        for year in YEARS:
            day = f"{year}-12-31"
            people, foreign = inhabitants(area, year), foreigners(area, year)
            total = "bevoelkerung-fortschreibung"
            yield yearly_of(area, total, day, people)
            yield yearly_of(area, total, day, people - foreign, group="deutsche")
            yield yearly_of(area, "auslaender-fortschreibung", day, foreign)
            yield yearly_of(
                area,
                "auslaenderanteil-fortschreibung",
                day,
                round(100 * foreign / people, 10),
                origin=Origin.RECOMPUTED,
            )


def weight(leaf: str) -> int:
    """Inhabitants at the end of 2025, to spread other figures by."""
    return _PLACES[leaf][0]
