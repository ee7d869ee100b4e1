"""Yearly figures of the county: migration, naturalisation, work, school, asylum benefits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from data_access.reference.musterkreis.constants import KEY
from data_access.reference.musterkreis.figures import yearly
from data_access.reference.musterkreis.population import YEARS, foreigners
from data_access.reference.musterkreis.randomness import around
from data_access.reference.musterkreis.refugees import county_total
from data_access.reference.musterkreis.sharing import nearest, to_five
from data_access.reference.musterkreis.timeline import curve
from data_access.vocabulary import Sex
from data_access.writing import NewObservation

_NATURALISED = curve("2015-12 214, 2019-12 262, 2021-12 296, 2023-12 448, 2024-12 571, 2025-12 603")
_LEAVING = curve(
    "2015-12 742, 2016-12 905, 2019-12 861, 2020-12 688, 2021-12 702, 2022-12 934, "
    "2023-12 1021, 2025-12 986"
)
_EMPLOYED = curve(
    "2015-12 2486, 2018-12 3562, 2019-12 3841, 2020-12 3869, 2022-12 4633, "
    "2024-12 5587, 2025-12 5894"
)
_WOMEN = curve("2015-12 0.372, 2019-12 0.341, 2022-12 0.352, 2025-12 0.381")
#: Pupils of the eighth year: at the Gymnasium, the Hauptschule, in all schools.
_PUPILS = {
    "deutsche": (
        curve("2015-12 561, 2020-12 548, 2025-12 527"),
        curve("2015-12 193, 2018-12 121, 2025-12 66"),
        curve("2015-12 1463, 2020-12 1362, 2025-12 1318"),
    ),
    "auslaender": (
        curve("2015-12 14, 2020-12 29, 2025-12 47"),
        curve("2015-12 31, 2018-12 52, 2023-12 83, 2025-12 78"),
        curve("2015-12 96, 2018-12 151, 2021-12 172, 2023-12 248, 2025-12 259"),
    ),
}
_SCHOOLS = ("schule8-gymnasium", "schule8-hauptschule", "schule8-insgesamt")
_WITHOUT_DEGREE = {
    "deutsche": curve("2015-12 71, 2019-12 78, 2022-12 88, 2025-12 83"),
    "auslaender": curve("2015-12 19, 2018-12 38, 2021-12 33, 2023-12 54, 2025-12 49"),
}
#: Benefits for asylum seekers are rounded from this year on.
_ROUNDED_SINCE = 2020
_BIRTHS_PER_FOREIGNER = 0.006


@cache
def _wobbled(name: str, value: float, year: int, spread: float) -> int:
    return nearest(value * (1 + around(spread, name, year)))


def naturalised(year: int) -> int:
    """Persons naturalised in a year."""
    return _wobbled("naturalised", _NATURALISED.at_year_end(year), year, 0.04)


def _balance(year: int) -> int:
    """Arrivals minus departures that the change of the foreign population asks for."""
    now, before = foreigners(KEY, year), foreigners(KEY, year - 1)
    births = _BIRTHS_PER_FOREIGNER * before
    inland = around(90, "inland moves", year)
    return int(now - before + naturalised(year) - births + inland)


def asylum_benefits(year: int) -> int:
    """Recipients of asylum benefits at the end of a year, as printed."""
    applicants = county_total("asylverfahren", f"{year}-12")
    tolerated = county_total("geduldet", f"{year}-12")
    exact = applicants * 0.96 + tolerated * 0.87
    return to_five(exact) if year >= _ROUNDED_SINCE else nearest(exact)


def observations() -> Iterator[NewObservation]:
    """All yearly figures that are not the register's, from 2015 on."""
    for year in YEARS[1:]:
        leaving = _wobbled("leaving", _LEAVING.at_year_end(year), year, 0.03)
        balance = _balance(year)
        yield yearly("wanderung-zuzuege", str(year), leaving + balance, "auslaender")
        yield yearly("wanderung-fortzuege", str(year), leaving, "auslaender")
        yield yearly("wanderung-saldo", str(year), balance, "auslaender")
        yield yearly("einbuergerungen", str(year), naturalised(year))
        yield yearly("asylblg-regelleistungen", f"{year}-12-31", asylum_benefits(year))
        yield from _work(year)
        yield from _school(year)


def _work(year: int) -> Iterator[NewObservation]:
    day = f"{year}-06-30"
    employed = _wobbled("employed", _EMPLOYED.at_year_end(year), year, 0.006)
    women = nearest(employed * _WOMEN.at_year_end(year))
    yield yearly("svb-auslaender", day, employed)
    yield yearly("svb-auslaender", day, women, sex=Sex.FEMALE)
    yield yearly("svb-auslaender", day, employed - women, sex=Sex.MALE)


def _school(year: int) -> Iterator[NewObservation]:
    for group, curves in _PUPILS.items():
        for statistic, pupils in zip(_SCHOOLS, curves, strict=True):
            number = _wobbled(f"{statistic} {group}", pupils.at_year_end(year), year, 0.02)
            yield yearly(statistic, str(year), number, group)
    for group, leavers in _WITHOUT_DEGREE.items():
        number = _wobbled(f"without degree {group}", leavers.at_year_end(year), year, 0.06)
        yield yearly("schulabgaenge-ohne-abschluss", str(year), number, group)
