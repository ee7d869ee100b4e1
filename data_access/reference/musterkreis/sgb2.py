"""Recipients under SGB II by nationality, month by month, in the lines of the state's report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from data_access.reference.musterkreis.constants import FIRST_MONTH, LAST_MONTH
from data_access.reference.musterkreis.figures import waiting_month
from data_access.reference.musterkreis.randomness import around
from data_access.reference.musterkreis.sharing import nearest
from data_access.reference.musterkreis.timeline import Curve, curve, months
from data_access.writing import NewObservation

STATISTIC = "sgb2-asylzugang"

#: Sets that are the full sum of their members, inner ones first.
FULL_SUMS: dict[str, tuple[str, ...]] = {
    "top5-gute-bleibeperspektive": ("eritrea", "irak", "iran", "somalia", "syrien"),
    "asyl-rest-nicht-europa": ("afghanistan", "nigeria", "pakistan"),
    "asyl-top8": ("top5-gute-bleibeperspektive", "asyl-rest-nicht-europa"),
    "asyl-balkan": (
        "albanien",
        "bosnien-herzegowina",
        "kosovo",
        "nordmazedonien",
        "serbien",
    ),
    "asyl-osteuropa": ("russische-foederation", "ukraine"),
    "eu-erweiterung": ("polen", "rumaenien", "bulgarien"),
    "gips-staaten": ("griechenland", "italien", "portugal", "spanien"),
}
#: The "darunter" lists under foreigners; others remain beside them.
LISTED = ("asyl-top8", "asyl-balkan", "asyl-osteuropa", "eu-erweiterung", "gips-staaten")

_MONTHS = [
    "2015-01",
    "2016-06",
    "2018-01",
    "2020-01",
    "2021-03",
    "2022-05",
    "2022-12",
    "2024-06",
    "2026-09",
]
_COUNTRIES: dict[str, tuple[float, ...]] = {
    "eritrea": (8, 20, 38, 34, 30, 27, 26, 25, 22),
    "irak": (92, 153, 302, 341, 352, 314, 303, 288, 262),
    "iran": (21, 29, 53, 57, 55, 50, 49, 51, 46),
    "somalia": (4, 11, 21, 24, 28, 28, 27, 30, 31),
    "syrien": (143, 334, 641, 692, 643, 562, 583, 612, 541),
    "afghanistan": (29, 52, 96, 111, 119, 172, 203, 236, 241),
    "nigeria": (5, 6, 8, 10, 11, 12, 12, 14, 14),
    "pakistan": (12, 14, 17, 18, 19, 18, 17, 17, 16),
    "albanien": (24, 27, 22, 20, 21, 19, 18, 17, 16),
    "bosnien-herzegowina": (12, 11, 10, 9, 9, 9, 8, 8, 8),
    "kosovo": (45, 49, 53, 52, 50, 46, 44, 42, 40),
    "nordmazedonien": (12, 15, 18, 17, 16, 15, 15, 16, 16),
    "serbien": (71, 74, 78, 77, 74, 70, 68, 66, 62),
    "russische-foederation": (56, 50, 44, 38, 36, 40, 46, 52, 54),
    "polen": (131, 129, 121, 112, 106, 101, 97, 92, 86),
    "rumaenien": (18, 32, 53, 71, 84, 92, 96, 104, 109),
    "bulgarien": (51, 81, 113, 132, 141, 142, 140, 146, 151),
    "griechenland": (27, 28, 27, 26, 26, 25, 24, 23, 22),
    "italien": (63, 62, 59, 56, 55, 52, 50, 48, 46),
    "portugal": (14, 12, 11, 9, 9, 8, 8, 8, 7),
    "spanien": (10, 11, 11, 10, 10, 9, 9, 10, 10),
}
_CURVES = {
    country: Curve(dict(zip(_MONTHS, values, strict=True)))
    for country, values in _COUNTRIES.items()
}
#: From June 2022 refugees from Ukraine are entitled under SGB II.
_CURVES["ukraine"] = curve(
    "2015-01 20, 2018-01 21, 2021-03 19, 2022-05 22, 2022-06 238, 2022-09 638, "
    "2022-12 764, 2024-06 812, 2026-09 689"
)
_OTHER_FOREIGNERS = curve("2015-01 631, 2018-01 612, 2021-03 596, 2024-06 571, 2026-09 549")
_GERMANS = curve(
    "2015-01 5486, 2016-06 5038, 2018-01 4421, 2020-01 3562, 2020-07 3914, "
    "2021-03 3836, 2022-05 3318, 2024-06 3241, 2026-09 3107"
)
#: More people apply in winter than in summer.
_SEASON = (9, 10, 8, 3, -2, -5, -4, -6, -8, -6, -3, 3)


def _moving(name: str, value: float, month: str) -> int:
    season = 1 + _SEASON[int(month[5:7]) - 1] / 1000
    return nearest(value * season * (1 + around(0.022, "sgb2", name, month)))


@cache
def month_values(month: str) -> dict[str, int]:
    """Every line of the report for a month."""
    lines = {name: _moving(name, one.at(month), month) for name, one in _CURVES.items()}
    for total, parts in FULL_SUMS.items():
        lines[total] = sum(lines[part] for part in parts)
    others = _moving("others", _OTHER_FOREIGNERS.at(month), month)
    lines["auslaender"] = sum(lines[name] for name in LISTED) + others
    season = 1 + _SEASON[int(month[5:7]) - 1] / 1000
    germans = _GERMANS.at(month) * season * (1 + around(0.004, "sgb2", "germans", month))
    lines["insgesamt"] = lines["auslaender"] + nearest(germans)
    return lines


def observations() -> Iterator[NewObservation]:
    """Every line of the report for every month."""
    for month in months(FIRST_MONTH, LAST_MONTH):
        for group, number in month_values(month).items():
            yield waiting_month(STATISTIC, month, number, group)
