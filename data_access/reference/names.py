"""Names that belong to no county's pack: all counties of Germany, and spellings of names."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from data_access.reference.groups import Nationality, read_nationalities, spellings
from data_access.reference.pack import FOLDER
from data_access.vocabulary import AreaKind, Sex

_COMMON = FOLDER / "common"
_KINDS = {
    "Land": AreaKind.STATE,
    "Statistische Region": AreaKind.REGION,
    # East and West: what tables of the employment agency print above the states.
    "Großraum": AreaKind.REGION,
    "Regierungsbezirk": AreaKind.REGION,
    "Direktionsbezirk": AreaKind.REGION,
    "Kreisfreie Stadt": AreaKind.CITY,
    "Stadtkreis": AreaKind.CITY,
}


@dataclass(frozen=True)
class Territory:
    """A county, a city without one, a region or a state; ``until`` where it is no more."""

    key: str
    designation: str
    name: str
    until: date | None
    other_names: tuple[str, ...]

    @property
    def kind(self) -> AreaKind:
        """What it is."""
        return _KINDS.get(self.designation, AreaKind.COUNTY)

    @property
    def label(self) -> str:
        """Its name in a sentence: "Landkreis Peine", "Kreisfreie Stadt Emden", "Hessen"."""
        if self.kind is AreaKind.STATE:
            return self.name
        return f"{self.designation} {self.name}".strip()


@dataclass(frozen=True)
class Spelling:
    """Texts and codes that mean one area, group or sex."""

    of: str
    texts: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Spellings:
    """All built-in spellings."""

    areas: tuple[Spelling, ...]
    groups: tuple[Spelling, ...]
    sexes: tuple[Spelling, ...]
    total: tuple[str, ...]


@cache
def territories() -> tuple[Territory, ...]:
    """Counties, states and regions of Germany, with those that published series still name."""
    with (_COMMON / "kreise.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Territory(
                key=row["key"],
                designation=row["designation"],
                name=row["name"],
                until=date.fromisoformat(row["until"]) if row["until"] else None,
                other_names=spellings(row["other_names"]),
            )
            for row in csv.DictReader(file)
        )


@cache
def nationalities() -> tuple[Nationality, ...]:
    """All nationalities with their keys and spellings."""
    return read_nationalities(_COMMON)


@cache
def built_in_spellings() -> Spellings:
    """Spellings that follow from no rule."""
    data = tomllib.loads((_COMMON / "aliases.toml").read_text("utf-8"))
    return Spellings(
        areas=tuple(_spelling(one, "key") for one in data["area"]),
        groups=tuple(_spelling(one, "code") for one in data["group"]),
        sexes=tuple(_spelling({**one, "value": Sex(one["value"])}, "value") for one in data["sex"]),
        total=tuple(data["total"]["texts"]),
    )


def _spelling(entry: Mapping[str, Any], key: str) -> Spelling:
    return Spelling(entry[key], tuple(entry.get("texts", ())), tuple(entry.get("codes", ())))
