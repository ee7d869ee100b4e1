"""Funders, providers and programmes of the language courses, read from courses.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from data_access.reference.musterkreis.constants import FOLDER, KEY
from data_access.reference.rows import Row, Rows
from data_access.schema import courses
from data_access.vocabulary import ProgrammeKind

#: The year of the first entry in ``starts``.
FIRST_COURSE_YEAR = 2019


@dataclass(frozen=True)
class Offer:
    """A programme with the ranges that its invented courses are drawn from."""

    code: str
    prefix: str
    providers: dict[str, int]
    starts: tuple[int, ...]
    places: tuple[int, int]
    weeks: tuple[int, int]
    b1: int
    a2: int
    lid: int

    @property
    def tested(self) -> bool:
        """Whether the course ends with a language test."""
        return self.b1 + self.a2 > 0


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "courses.toml").read_text("utf-8"))


@cache
def offers() -> tuple[Offer, ...]:
    """All programmes in their order."""
    return tuple(
        Offer(
            code=one["code"],
            prefix=one["prefix"],
            providers=one["providers"],
            starts=tuple(one["starts"]),
            places=(one["places"][0], one["places"][1]),
            weeks=(one["weeks"][0], one["weeks"][1]),
            b1=one["b1"],
            a2=one["a2"],
            lid=one["lid"],
        )
        for one in _data()["programme"]
    )


@cache
def places_of_work() -> dict[str, dict[str, int]]:
    """Municipalities that a provider teaches in, and how often."""
    return {one["code"]: one["areas"] for one in _data()["provider"]}


def rows() -> Rows:
    """Descriptive rows: who pays, who teaches, what is offered."""
    own = {"county_key": KEY}
    data = _data()
    programmes: list[Row] = data["programme"]
    return {
        courses.Funder: [{**one, **own} for one in data["funder"]],
        courses.CourseProvider: [
            {"code": one["code"], "name": one["name"], **own} for one in data["provider"]
        ],
        courses.CourseProgramme: [
            {
                "code": one["code"],
                "name": one["name"],
                "long_name": one["long_name"],
                "funder_code": one["funder"],
                "kind": ProgrammeKind.COURSE.value,
                "audience": one["audience"],
                "availability": "angeboten",
                "note": one["note"],
                "section": "",
                "as_of": "2026-09",
                "position": position,
                **own,
            }
            for position, one in enumerate(programmes, start=1)
        ],
        courses.ProgrammeProvider: [
            {"programme_code": one["code"], "provider_code": provider, **own}
            for one in programmes
            for provider in one["providers"]
        ],
    }
