"""Observations of the Musterkreis with their papers: source, territorial and data status."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from data_access.reference.musterkreis.constants import (
    KEY,
    LAST_MONTH,
    OFFICE_SOURCE,
    SGB2_SOURCE,
    STATISTICS_SOURCE,
)
from data_access.reference.musterkreis.timeline import month_key, month_number
from data_access.vocabulary import Origin, Sex
from data_access.writing import NewObservation

#: Every month of SGB II that is still inside the waiting time was read on this day.
_LAST_DELIVERY = date(2026, 10, 30)
_WAITING_MONTHS = 3


@cache
def month_end(month: str) -> date:
    """The last day of a month."""
    following = month_key(month_number(month) + 1)
    return date.fromisoformat(f"{following}-01") - timedelta(days=1)


def yearly(
    statistic: str, period: str, number: float, group: str = "insgesamt", sex: Sex = Sex.TOTAL
) -> NewObservation:
    """A published figure of the county for a year or a reporting date in it."""
    return yearly_of(KEY, statistic, period, number, group=group, sex=sex)


def yearly_of(
    area: str,
    statistic: str,
    period: str,
    number: float,
    *,
    group: str = "insgesamt",
    sex: Sex = Sex.TOTAL,
    origin: Origin = Origin.PUBLISHED,
) -> NewObservation:
    """A published or recomputed figure of an area for a year or a reporting date in it."""
    year = int(period[:4])
    return NewObservation(
        county_key=KEY,
        statistic_code=statistic,
        area_key=area,
        period=period,
        number=number,
        source_code=STATISTICS_SOURCE,
        group_code=group,
        sex=sex,
        origin=origin,
        territorial_status=date(year, 1, 1),
        data_status=date(year + 1, 6, 30),
    )


def waiting_month(statistic: str, month: str, number: int, group: str) -> NewObservation:
    """A monthly figure of the county that is final after the waiting time."""
    final = month_key(month_number(month) + _WAITING_MONTHS)
    provisional = month_number(final) > month_number(LAST_MONTH)
    return NewObservation(
        county_key=KEY,
        statistic_code=statistic,
        area_key=KEY,
        period=month,
        number=float(number),
        source_code=SGB2_SOURCE,
        group_code=group,
        provisional=provisional,
        territorial_status=date(int(month[:4]), 1, 1),
        data_status=_LAST_DELIVERY if provisional else month_end(final),
    )


def own_month(area: str, month: str, number: int, group: str) -> NewObservation:
    """A monthly count of the office; the last two months can still change."""
    return NewObservation(
        county_key=KEY,
        statistic_code="gefluechtete-kreis",
        area_key=area,
        period=month,
        number=float(number),
        source_code=OFFICE_SOURCE,
        group_code=group,
        origin=Origin.OWN_COUNT,
        provisional=month_number(month) > month_number(LAST_MONTH) - 2,
        territorial_status=date(int(month[:4]), 1, 1),
        data_status=month_end(month) + timedelta(days=15),
    )
