"""Arithmetic of ranges, held against numbers drawn from them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.interval import UNKNOWN_COUNT, Interval

_NUMBERS = st.integers(min_value=-10_000, max_value=10_000)
_POSITIVE = st.integers(min_value=1, max_value=10_000)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[Interval, float]:
    """A range and a number inside."""
    low, inside, high = sorted(draw(_NUMBERS) for _ in range(3))
    return Interval(low, high), float(inside)


@given(ranges(), ranges())
def test_sums_and_differences_hold_those_of_their_numbers(
    one: tuple[Interval, float], other: tuple[Interval, float]
) -> None:
    (mine, number), (theirs, another) = one, other

    assert mine.plus(theirs).meets(Interval.exactly(number + another))
    assert mine.minus(theirs).meets(Interval.exactly(number - another))
    assert mine.times(-2).meets(Interval.exactly(-2 * number))


@given(ranges(), _POSITIVE, _POSITIVE)
def test_a_quotient_holds_that_of_its_numbers(
    one: tuple[Interval, float], divisor: int, more: int
) -> None:
    mine, number = one
    quotient = mine.over(Interval(divisor, divisor + more))

    assert quotient is not None
    assert quotient.meets(Interval.exactly(number / (divisor + more / 2)))


@given(ranges(), ranges())
def test_two_ranges_meet_where_a_number_is_in_both(
    one: tuple[Interval, float], other: tuple[Interval, float]
) -> None:
    mine, theirs = one[0], other[0]

    assert mine.meets(theirs) == (max(mine.low, theirs.low) <= min(mine.high, theirs.high))
    assert mine.meets(theirs) == theirs.meets(mine)


@pytest.mark.parametrize("divisor", [Interval(-1, 1), Interval(0, 3), UNKNOWN_COUNT])
def test_nothing_is_divided_by_what_may_be_zero_or_anything(divisor: Interval) -> None:
    assert Interval.exactly(5).over(divisor) is None


def test_two_rounded_numbers_that_touch_are_two_numbers() -> None:
    """16.2 and 16.3 meet in 16.25, which is rounded to only one of them."""
    one, other = (Interval.around(number, 0.05, half_open=True) for number in (16.2, 16.3))

    assert not one.meets(other)
    assert one.meets(Interval.around(16.2, 0.05, half_open=True))


def test_an_exact_number_may_lie_on_the_end_of_a_rounded_one() -> None:
    """5.75 is printed as 5.8."""
    assert Interval.exactly(5.75).meets(Interval.around(5.8, 0.05, half_open=True))


def test_binary_noise_makes_no_difference() -> None:
    assert Interval.exactly(0.1 + 0.2).meets(Interval.exactly(0.3))
    assert not Interval.exactly(275_464.0).meets(Interval.exactly(275_465.0))


def test_what_nobody_told_can_be_any_count() -> None:
    assert UNKNOWN_COUNT.meets(Interval.exactly(0))
    assert UNKNOWN_COUNT.meets(Interval(1e9, math.inf))
    assert not UNKNOWN_COUNT.meets(Interval.exactly(-1))
