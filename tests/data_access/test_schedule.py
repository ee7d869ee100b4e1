"""When a source delivers next, and from which day on it is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.domain import Period, Schedule
from data_access.domain.schedule import STEPS, add_months, following
from data_access.vocabulary import Rhythm

YEARLY = Schedule(Rhythm.YEARLY, 6, 10)
MONTHLY = Schedule(Rhythm.MONTHLY, 3, 3)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("schedule", "newest", "period", "first", "last"),
    [
        (YEARLY, "2024-12-31", "2025-12-31", date(2026, 6, 1), date(2026, 10, 31)),
        (YEARLY, "2024", "2025", date(2026, 6, 1), date(2026, 10, 31)),
        (YEARLY, "2019/2020", "2020/2021", date(2022, 6, 1), date(2022, 10, 31)),
        (YEARLY, "2024-06-30", "2025-06-30", date(2025, 12, 1), date(2026, 4, 30)),
        (MONTHLY, "2026-09", "2026-10", date(2027, 1, 1), date(2027, 1, 31)),
        (MONTHLY, "2026-11", "2026-12", date(2027, 3, 1), date(2027, 3, 31)),
        (MONTHLY, "2026-01-31", "2026-02-28", date(2026, 5, 1), date(2026, 5, 31)),
        (
            Schedule(Rhythm.HALF_YEARLY, 4, 6),
            "2025-12-31",
            "2026-06-30",
            date(2026, 10, 1),
            date(2026, 12, 31),
        ),
        (
            Schedule(Rhythm.QUARTERLY, 0, 1),
            "2025-12-31",
            "2026-03-31",
            date(2026, 3, 1),
            date(2026, 4, 30),
        ),
        (
            Schedule(Rhythm.HALF_YEARLY, 1, 2),
            "2025",
            "2026-06-30",
            date(2026, 7, 1),
            date(2026, 8, 31),
        ),
    ],
)
def test_the_next_delivery_follows_from_the_newest(
    schedule: Schedule, newest: str, period: str, first: date, last: date
) -> None:
    found = schedule.after(Period.parse(newest))

    assert found is not None
    assert (found.period, found.first, found.last) == (Period.parse(period), first, last)
    assert found.period.key == period


def test_a_delivery_is_late_from_the_day_after_its_last_month() -> None:
    newest = Period.parse("2024-12-31")

    assert YEARLY.late(newest, date(2026, 10, 31)) == ()
    (late,) = YEARLY.late(newest, date(2026, 11, 1))
    assert late.period.key == "2025-12-31"


def test_every_delivery_that_is_missing_is_counted() -> None:
    late = YEARLY.late(Period.parse("2020-12-31"), date(2026, 11, 21))

    assert [one.period.key[:4] for one in late] == ["2021", "2022", "2023", "2024", "2025"]


@pytest.mark.parametrize("rhythm", [Rhythm.ONCE, Rhythm.IRREGULAR])
def test_without_dates_nothing_is_expected_and_nothing_late(rhythm: Rhythm) -> None:
    schedule = Schedule(rhythm)

    assert schedule.after(Period.parse("2010")) is None
    assert schedule.late(Period.parse("2010"), date(2026, 11, 21)) == ()


@given(DAYS, st.integers(0, 240))
def test_months_are_added_as_a_calendar_does(day: date, months: int) -> None:
    found = add_months(day, months)

    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    ends = (day + timedelta(days=1)).day == 1
    assert ((found + timedelta(days=1)).day == 1) >= ends
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


@given(DAYS, st.sampled_from(sorted(STEPS.values())))
def test_a_period_is_followed_by_a_later_one_of_its_kind(day: date, step: int) -> None:
    month = Period.parse(f"{day:%Y-%m}")

    assert following(month, step).start == add_months(month.start, step)
    assert following(Period.parse(day.isoformat()), step).start > day
    assert following(Period.parse(str(day.year)), 12).key == str(day.year + 1)


@given(DAYS, DAYS, st.integers(0, 6), st.integers(0, 12))
def test_what_is_late_ends_before_the_day_and_what_follows_does_not(
    newest: date, on: date, first: int, more: int
) -> None:
    schedule = Schedule(Rhythm.YEARLY, first, first + more)
    period = Period.parse(newest.isoformat())
    late = schedule.late(period, on)

    assert all(one.first <= one.last < on for one in late)
    assert list(late) == sorted(late, key=lambda one: one.period)
    coming = schedule.after(late[-1].period if late else period)
    assert coming is not None
    assert not coming.late(on)
