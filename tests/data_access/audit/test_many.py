"""Many figures take longer to audit than few, but not out of proportion."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import product
from types import FrameType

import pytest

from data_access.audit.book import Figure
from data_access.audit.case import Case
from data_access.audit.run import findings
from tests.support.ledger import CITY, COUNTY, case, figure

_GROUPS = ("insgesamt", "syrien", "irak", "iran")


def _days(number: int) -> list[str]:
    """As a series of days would come; none of the offices is so dense."""
    every = product(range(1951, 2021), range(1, 13), range(1, 29))
    return [f"{year}-{month:02d}-{day:02d}" for year, month, day in every][:number]


def _table(areas: tuple[str, ...], days: int, number: Callable[[int], float]) -> list[Figure]:
    """Every group of some areas on every day, of one source."""
    every = product(areas, _GROUPS, _days(days))
    return [
        figure(number(place), area=area, group=group, period=day)
        for place, (area, group, day) in enumerate(every)
    ]


def _calls(audited: Case) -> int:
    """Calls of functions of Python that an audit takes: a measure that no machine changes."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        findings(audited.book, audited.knowledge, on=audited.on)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "number",
    [lambda _place: 5_000.0, lambda place: 5_000.0 + place % 97],
    ids=["all the same", "all different"],
)
@pytest.mark.parametrize("areas", [(COUNTY,), (COUNTY, CITY)], ids=["one area", "two areas"])
def test_twice_as_many_dates_take_hardly_more_than_twice_as_long(
    areas: tuple[str, ...], number: Callable[[int], float]
) -> None:
    some, more = (_calls(case(*_table(areas, days, number))) for days in (100, 200))

    assert more < 2.5 * some
