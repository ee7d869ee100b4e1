"""Figures in the manner of the central register: nationalities, titles, protection.

Other than in the real register, parts are rounded first and added up then: every total of the
example equals its parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from data_access.reference.musterkreis.constants import KEY
from data_access.reference.musterkreis.figures import yearly
from data_access.reference.musterkreis.population import YEARS, foreigners
from data_access.reference.musterkreis.randomness import around
from data_access.reference.musterkreis.refugees import county_total
from data_access.reference.musterkreis.sharing import nearest, to_five
from data_access.reference.musterkreis.timeline import curve
from data_access.writing import NewObservation

#: Figures are multiples of 5 from this year on.
_ROUNDED_SINCE = 2016
_NATIONALITIES = {
    "polen": (912, 1004, 1065, 1103, 1142, 1168, 1171, 1190, 1212, 1229, 1236, 1241),
    "rumaenien": (308, 392, 451, 523, 588, 642, 681, 729, 781, 836, 868, 889),
    "syrien": (188, 521, 764, 928, 1013, 1061, 1092, 1124, 1238, 1402, 1457, 1423),
    "tuerkei": (1893, 1872, 1851, 1829, 1812, 1801, 1779, 1768, 1786, 1834, 1842, 1826),
    "ukraine": (94, 98, 103, 106, 109, 112, 114, 119, 1954, 2063, 2031, 1962),
    "afghanistan": (71, 206, 331, 342, 336, 331, 337, 361, 418, 483, 512, 521),
    "irak": (189, 277, 421, 468, 489, 497, 502, 506, 513, 524, 527, 519),
}
#: Protection seekers among the people of a nationality.
_SEEKING = {"syrien": 0.72, "irak": 0.66, "afghanistan": 0.78, "ukraine": 0.87}
_BEFORE_THE_WAR = 110
_IRAN = curve("2015-12 58, 2016-12 84, 2019-12 97, 2025-12 88")

_NEITHER = curve(
    "2015-12 148, 2016-12 236, 2018-12 204, 2021-12 193, 2022-12 612, 2023-12 398, 2025-12 287"
)
_FREE_SHARE = curve("2015-12 0.302, 2021-12 0.318, 2022-12 0.278, 2025-12 0.272")
_LIMITED = {
    "besondere-rechte": curve("2015-12 158, 2020-12 171, 2025-12 189"),
    "familie": curve("2015-12 1042, 2018-12 1236, 2022-12 1391, 2025-12 1508"),
    "ausbildung": curve("2015-12 108, 2019-12 149, 2021-12 141, 2025-12 262"),
    "erwerb": curve("2015-12 121, 2019-12 187, 2022-12 264, 2025-12 391"),
}


def in_register(year: int) -> int:
    """Foreigners in the register before rounding: somewhat more than the population update."""
    return nearest(foreigners(KEY, year) * (1.058 + 0.001 * (year - YEARS[0])))


def _printed(year: int, value: float) -> int:
    return to_five(value) if year >= _ROUNDED_SINCE else nearest(value)


def observations() -> Iterator[NewObservation]:
    """Everything the register says about the county at the end of each year."""
    for year in YEARS:
        day = f"{year}-12-31"
        yield yearly("auslaender-azr", day, _printed(year, in_register(year)))
        for group, values in _NATIONALITIES.items():
            number = values[year - YEARS[0]]
            yield yearly("auslaender-azr", day, _printed(year, number), group)
        if year > YEARS[0]:
            yield from _residence(year, day)
            yield from _protection(year, day)


def _status(group: str, year: int) -> int:
    return county_total(group, f"{year}-12")


def _sheltered(year: int) -> int:
    return _status("anerkannt", year) + (
        _status("voruebergehender-schutz", year) if year >= 2022 else 0
    )


def _residence(year: int, day: str) -> Iterator[NewObservation]:
    exact = in_register(year)
    without = {
        "aufenthaltsgestattung": _printed(year, _status("asylverfahren", year) * 1.05),
        "duldung": _printed(year, _status("geduldet", year) * 1.07),
        "weder-duldung-noch-gestattung": _printed(year, _NEITHER.at_year_end(year)),
    }
    no_title = sum(without.values())
    free = _printed(year, exact * _FREE_SHARE.at_year_end(year))
    for group, value in (
        ("titel-erforderlich", _printed(year, exact) - free - no_title),
        ("titel-nicht-erforderlich", free),
        ("ohne-titel", no_title),
    ):
        yield yearly("aufenthaltsstatus", day, value, group)
    for group, value in without.items():
        yield yearly("ohne-aufenthaltstitel", day, value, group)
    yield yearly("ohne-aufenthaltstitel", day, no_title)

    limited = {group: titles.at_year_end(year) for group, titles in _LIMITED.items()}
    limited["humanitaer"] = _sheltered(year) * 1.04 + 186
    for group, titled in limited.items():
        wobble = 1 + around(0.015, "titles", group, year)
        yield yearly("befristete-titel", day, _printed(year, titled * wobble), group)


def _protection(year: int, day: str) -> Iterator[NewObservation]:
    parts = {
        "schutz-anerkannt": to_five(_sheltered(year) * 1.06),
        "schutz-offen": to_five(_status("asylverfahren", year) * 1.08 + 12),
        "schutz-abgelehnt": to_five(_status("geduldet", year) * 1.14),
    }
    for group, value in parts.items():
        yield yearly("schutzsuchende", day, value, group)
    yield yearly("schutzsuchende", day, sum(parts.values()))
    for group, share in _SEEKING.items():
        people = _NATIONALITIES[group][year - YEARS[0]]
        if group == "ukraine":
            people = max(0, people - _BEFORE_THE_WAR)
        yield yearly("schutzsuchende", day, to_five(people * share), group)
    yield yearly("schutzsuchende", day, to_five(_IRAN.at_year_end(year)), "iran")
