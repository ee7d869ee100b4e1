"""What a printed number leaves open."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.interval import Interval
from data_access.audit.reach import printed_decimals, reach, step_of
from data_access.audit.rules import Rounding
from data_access.vocabulary import Origin, Qualifier, Status
from tests.support.ledger import STATISTICS, figure

_SINCE_2016 = Rounding.model_validate({"statistic": "fremde", "step": 5, "since": "2016-01-01"})


def _reach(number: float | None, statistic: str = "einwohner", **more: Any) -> Interval | None:
    return reach(figure(number, statistic, **more), STATISTICS[statistic], [_SINCE_2016])


def test_a_count_is_exact() -> None:
    assert _reach(23_684) == Interval.exactly(23_684)


@pytest.mark.parametrize(
    ("number", "text", "decimals"),
    [
        (8.6, "8,6 %", 1),
        (0.2, "+0,2 %", 1),
        (-2.5, "-2,5", 1),
        (34, "34%", 0),
        (600, "600", 0),
        (1234, "1.234", 0),
        (1234.5, "1.234,50", 2),
        (9.25, "9.25", 2),
    ],
)
def test_the_digits_of_a_share_are_those_that_are_printed(
    number: float, text: str, decimals: int
) -> None:
    one = figure(number, "anteil", original_text=text)

    assert printed_decimals(one, STATISTICS["anteil"]) == decimals


@pytest.mark.parametrize("text", ["", "5.7E-02", "zwischen 3 und 4", "ein Drittel", "86"])
def test_without_readable_digits_the_statistic_says_how_many_there_are(text: str) -> None:
    assert printed_decimals(figure(8.6, "anteil", original_text=text), STATISTICS["anteil"]) == 1


def test_what_we_worked_out_has_all_its_digits() -> None:
    one = figure(10.0299092409, "anteil", origin=Origin.RECOMPUTED, original_text="10,0 %")

    assert printed_decimals(one, STATISTICS["anteil"]) == 10


@given(st.integers(0, 1_000_000), st.integers(1, 1_000_000), st.integers(0, 2))
def test_a_share_rounded_by_hand_reaches_the_share(part: int, whole: int, digits: int) -> None:
    share = Decimal(part) * 100 / Decimal(whole)
    printed = share.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{printed}".replace(".", ",")

    found = _reach(float(printed), "anteil", original_text=f"{text} %")

    assert found is not None
    assert found.meets(Interval.exactly(float(share)))


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=12))
def test_rounding_each_to_five_raises_no_alarm(parts: list[int]) -> None:
    """A sum of n parts may differ by 2.5 times n + 1, whatever the parts are."""
    rounded = [5 * math.floor(part / 5 + 0.5) for part in parts]
    whole = _reach(5 * math.floor(sum(parts) / 5 + 0.5), "register")
    total = Interval.exactly(0)
    for part in rounded:
        found = _reach(part, "register")
        assert found is not None
        total = total.plus(found)

    assert whole is not None
    assert whole.meets(total)


def test_the_step_begins_with_the_date_that_the_data_file_names() -> None:
    before, after = (
        step_of(figure(1, "fremde", period=period), STATISTICS["fremde"], [_SINCE_2016])
        for period in ("2015-12-31", "2016-12-31")
    )

    assert (before, after) == (0.0, 5.0)


def test_a_statistic_that_says_it_is_rounded_is_rounded_to_five() -> None:
    assert step_of(figure(10, "register"), STATISTICS["register"], []) == 5.0
    assert step_of(figure(10), STATISTICS["einwohner"], []) == 0.0


@pytest.mark.parametrize(
    ("qualifier", "number", "expected"),
    [
        (Qualifier.ROUND, 36_500, Interval(36_450, 36_550)),
        (Qualifier.ROUND, 16, Interval(15.5, 16.5)),
        (Qualifier.CIRCA, 1_000, Interval(900, 1_100)),
        (Qualifier.CIRCA, 30_000, Interval(27_000, 33_000)),
        (Qualifier.AT_MOST, 10, Interval(-math.inf, 10)),
        (Qualifier.UNDER, 200, Interval(-math.inf, 200)),
        (Qualifier.AT_LEAST, 10, Interval(10, math.inf)),
        (Qualifier.OVER, 1, Interval(1, math.inf)),
    ],
)
def test_words_beside_a_number_widen_it(
    qualifier: Qualifier, number: float, expected: Interval
) -> None:
    assert _reach(number, qualifier=qualifier) == expected


def test_nothing_is_about_nothing() -> None:
    assert _reach(0, qualifier=Qualifier.CIRCA) == Interval.exactly(0)


def test_a_span_reaches_from_end_to_end() -> None:
    assert _reach(1, qualifier=Qualifier.SPAN, number_to=2) == Interval(1, 2)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.NOTHING, Interval.exactly(0)),
        (Status.BELOW_HALF, Interval(0, 0.5)),
        (Status.CONFIDENTIAL, Interval(0, math.inf)),
        (Status.UNKNOWN_OR_CONFIDENTIAL, Interval(0, math.inf)),
        (Status.LATER, Interval(0, math.inf)),
    ],
)
def test_each_kind_of_nothing_leaves_something_else_open(
    status: Status, expected: Interval
) -> None:
    assert _reach(None, status=status) == expected


def test_a_withheld_share_says_nothing() -> None:
    assert _reach(None, "anteil", status=Status.CONFIDENTIAL) is None
