"""Language courses: programmes, and frames of courses, attendance, waiting, flows."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class CourseProgramme:
    """A kind of course: who pays, who may attend, who runs it."""

    code: str
    name: str
    long_name: str
    funder_name: str
    level: str
    audience: str
    availability: str
    note: str
    section: str
    as_of: str
    providers: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Courses:
    """All about a county's courses; frames as in ``data_access.frames``."""

    programmes: tuple[CourseProgramme, ...]
    courses: pl.DataFrame
    attendance: pl.DataFrame
    waiting: pl.DataFrame
    flows: pl.DataFrame
