"""Language courses: programmes, and frames of courses, starts, attendance, waiting, flows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from data_access.vocabulary import ProgrammeKind


@dataclass(frozen=True)
class CourseProgramme:
    """A kind of course: who pays, who may attend, who runs it.

    Attributes:
        kind: counts of programmes leave out whatever is no course.
        payer_known: False where the source does not say who pays; ``level`` is no answer then.
    """

    code: str
    name: str
    long_name: str
    funder_name: str
    level: str
    kind: ProgrammeKind
    payer_known: bool
    audience: str
    availability: str
    note: str
    section: str
    as_of: str
    providers: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Courses:
    """All about a county's courses; frames as in ``data_access.frames``.

    The office counts all of this itself, so small numbers of persons are withheld: they are null
    in every frame. A sum over rows would leave them out; the sums that may be shown are rows of
    frames of their own.

    Attributes:
        as_of: what begins or ends later has not begun or ended.
        queried_on: the day the list was asked for (Abfragestand); None where nobody noted it.
    """

    as_of: date
    queried_on: date | None
    programmes: tuple[CourseProgramme, ...]
    courses: pl.DataFrame
    years: pl.DataFrame
    starts_by_level: pl.DataFrame
    starts_by_programme: pl.DataFrame
    attendance: pl.DataFrame
    waiting: pl.DataFrame
    waiting_by_class: pl.DataFrame
    waiting_by_programme: pl.DataFrame
