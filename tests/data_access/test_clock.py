"""Today is the day of the readers, not of the server."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime

import pytest

from data_access import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_today_is_the_day_in_germany(
    monkeypatch: pytest.MonkeyPatch, moment: datetime, day: date
) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)

    assert clock.today() == day


def test_a_frozen_day_goes_before() -> None:
    with clock.frozen_at(date(2020, 2, 29)):
        assert clock.today() == date(2020, 2, 29)
    assert clock.today() != date(2020, 2, 29)


def test_a_system_without_time_zones_has_the_package() -> None:
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    try:
        zone = zoneinfo.ZoneInfo.no_cache("Europe/Berlin")
        assert (
            datetime(2026, 7, 1, tzinfo=zone).utcoffset()
            == datetime(2026, 7, 1, tzinfo=clock.ZONE).utcoffset()
        )
    finally:
        zoneinfo.reset_tzpath(to=before)
