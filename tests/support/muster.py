"""The pack of the Musterkreis, read once, and short ways to what is in it."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data_access.reference import musterkreis
from data_access.reference.pack import Pack
from data_access.reference.rows import Row
from data_access.schema import areas
from data_access.vocabulary import AreaKind

ROOT = Path(__file__).parents[2]
COUNTY = "muster"
CITY = "muster-01"
JOINT = "muster-09"
WITHOUT_CITY = "muster-ohne-stadt"
REMAINDER = "muster-ohne-zuordnung"
REFUGEES = "gefluechtete-kreis"
SGB2 = "sgb2-asylzugang"
STATUS_GROUPS = ("asylverfahren", "anerkannt", "geduldet", "voruebergehender-schutz")
LAST_SITTING = date(2026, 9, 10)


@cache
def pack() -> Pack:
    return musterkreis.build()


def rows(model: Any) -> list[Row]:
    return pack().rows[model]


@cache
def numbers() -> dict[tuple[str, str, str, str, str], float]:
    """(statistic, area, group, sex, period) to number."""
    return {
        (row.statistic_code, row.area_key, row.group_code, str(row.sex), row.period): row.number
        for row in pack().observations
        if row.number is not None
    }


def number(
    statistic: str, period: str, group: str = "insgesamt", area: str = COUNTY, sex: str = "gesamt"
) -> float:
    return numbers()[statistic, area, group, sex, period]


def periods(statistic: str) -> list[str]:
    return sorted({key[4] for key in numbers() if key[0] == statistic})


def keys_of(*kinds: AreaKind) -> list[str]:
    return [row["key"] for row in rows(areas.Area) if row["kind"] in kinds]


def municipalities() -> list[str]:
    return keys_of(AreaKind.CITY, AreaKind.MUNICIPALITY, AreaKind.JOINT_MUNICIPALITY)


def members() -> list[str]:
    return keys_of(AreaKind.MEMBER_MUNICIPALITY)


def months(first: str, last: str) -> list[str]:
    start, end = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def fingerprint(built: Pack) -> str:
    described = [
        built.checksum,
        sorted(built.county.items()),
        [(model.__tablename__, listed) for model, listed in built.rows.items()],
        built.observations,
    ]
    return hashlib.sha256(repr(described).encode()).hexdigest()


# Always the same


def by_code(model: Any) -> dict[str, Row]:
    return {row["code"]: row for row in rows(model)}
