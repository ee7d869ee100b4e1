"""The same numbers under two dates: with the fault and without."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.book import Figure
from data_access.audit.checks import repeated
from data_access.audit.model import Severity
from tests.support.ledger import CITY, COUNTY, MUNICIPALITIES, case, figure

_COUNTS = (100_000, 20_000, 15_000, 7_000)


def _date(year: int, numbers: tuple[int, ...], **more: Any) -> list[Figure]:
    return [
        figure(number, area=area, period=f"{year}-12-31", **more)
        for area, number in zip(MUNICIPALITIES, numbers, strict=False)
    ]


def test_a_year_read_in_twice_is_one_finding_with_both_dates() -> None:
    rows = [*_date(2019, _COUNTS), *_date(2020, _COUNTS), *_date(2018, (99_000, 19_000, 14_500))]

    (found,) = repeated.check(case(*rows))

    assert found.severity is Severity.ERROR
    assert (found.subject.area_key, found.subject.period) == (COUNTY, "2020-12-31")
    assert found.what == "4 Werte für 31.12.2020 sind dieselben wie für 31.12.2019."
    assert {one.period for one in found.evidence} == {"2019-12-31", "2020-12-31"}


def test_three_equal_dates_are_two_findings() -> None:
    rows = [row for year in (2018, 2019, 2020) for row in _date(year, _COUNTS)]

    found = [*repeated.check(case(*rows))]

    assert [one.subject.period for one in found] == ["2019-12-31", "2020-12-31"]


def test_a_file_under_a_wrong_year_is_found_beside_what_others_say_of_it() -> None:
    rows = [*_date(2019, (99_000, 19_000)), *_date(2019, _COUNTS[:2], by="neu")]

    (found,) = repeated.check(case(*rows, *_date(2020, _COUNTS)))

    assert found.what == "2 Werte für 31.12.2020 sind dieselben wie für 31.12.2019."


@given(same=st.integers(0, 60), other=st.integers(0, 6), only_later=st.integers(0, 30))
def test_at_most_one_in_twenty_of_the_numbers_may_differ(
    same: int, other: int, only_later: int
) -> None:
    lines = same + other
    earlier = [_line(number, 2019, 10_000 + number) for number in range(lines)]
    # Those that differ stand first, behind them those of which only one date knows anything.
    changed = [_line(number, 2020, 90_000 + number) for number in range(other)]
    strange = [_line(lines + number, 2020, 50_000) for number in range(only_later)]
    kept = [_line(number, 2020, 10_000 + number) for number in range(other, lines)]

    found = [*repeated.check(case(*earlier, *changed, *strange, *kept))]

    assert len(found) == (same >= 2 and other <= lines // 20)


def _line(number: int, year: int, value: int) -> Figure:
    return figure(value, area=f"Ort {number}", period=f"{year}-12-31")


def test_one_number_alone_may_come_again() -> None:
    rows = [figure(100_000, area=CITY, period=f"{year}-12-31") for year in (2019, 2020)]

    assert [*repeated.check(case(*rows))] == []


def test_few_people_often_stay_as_many() -> None:
    small = (31, 24, 50, 44)

    assert [*repeated.check(case(*_date(2019, small), *_date(2020, small)))] == []


def test_numbers_rounded_to_five_come_again_more_easily() -> None:
    exact = {"statistic": "einwohner"}
    rounded = {"statistic": "register"}
    counts = (1_000, 900, 800, 700)

    def found(kind: dict[str, str]) -> int:
        rows = [*_date(2019, counts, **kind), *_date(2020, counts, **kind)]
        return len([*repeated.check(case(*rows))])

    assert (found(exact), found(rounded)) == (1, 0)


def test_plans_may_repeat_themselves() -> None:
    rows = [*_date(2019, _COUNTS, planned=True), *_date(2020, _COUNTS, planned=True)]

    assert [*repeated.check(case(*rows))] == []


def test_a_month_and_its_year_are_no_two_dates() -> None:
    rows = [
        figure(number, area=area, period=period)
        for area, number in zip(MUNICIPALITIES, _COUNTS, strict=True)
        for period in ("2020-12", "2020")
    ]

    assert [*repeated.check(case(*rows))] == []


@given(st.randoms(use_true_random=False))
def test_series_that_move_as_people_do_are_left_alone(chance: random.Random) -> None:
    numbers, rows = list(_COUNTS), []
    for year in range(2000, 2020):
        numbers = [round(one * chance.uniform(0.97, 1.03)) for one in numbers]
        rows += _date(year, tuple(numbers))

    assert [*repeated.check(case(*rows))] == []
