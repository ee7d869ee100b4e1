"""Rows of courses for the office's templates, and what the database has of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from data_access.engine import reading
from tests.support.records import Rows, lists
from tests.support.templates import Filled, day, of_county

Row = dict[str, Any]

COURSE: Row = {
    "Kurs": "IK-2026-90",
    "Kursart": "Integrationskurs",
    "Träger": "Akademie Formularstedt",
    "Ort": "Beispielhausen [muster-02]",
    "Beginn": day("02.02.2026"),
    "Ende": day("30.10.2026"),
    "Plätze": 20,
    "Begonnen": 18,
    "Davon wiederholt": 2,
}
RESULT: Row = {
    "Kurs": "IK-2026-90",
    "Beendet": 16,
    "Geprüft": 15,
    "Bestanden B1": 9,
    "Bestanden A2": 4,
    "Unter A2": 2,
    "Leben in Deutschland": 12,
    "Zertifikate": 8,
}
OLD = "AK-2019-01"


def courses(*changes: Row, **more: Any) -> Rows:
    """The course as it is or once for each of these changes, and rows of further sheets."""
    return {"Kurse": [{**COURSE, **change} for change in changes or ({},)], **more}


def course_file(engine: Engine, name: str, /, **sheets: list[Row]) -> bytes:
    """A template as the office would send it, with some rows in its sheets."""
    with reading(engine) as connection:
        filled = Filled(name, of_county(connection, name))
    for title, rows in sheets.items():
        for row in rows:
            filled.put(title, row)
    return filled.content()


def old_course(engine: Engine, **changes: Any) -> Row:
    """A row of a course that the pack brought."""
    (row,) = [one for one in lists(engine)["course"] if one["code"] == OLD]
    said = {
        "Kurs": OLD,
        "Kursart": row["programme_code"],
        "Träger": row["provider_code"],
        "Ort": row["area_key"],
        "Beginn": row["starts_on"],
        "Ende": row["ends_on"],
        "Plätze": row["places"],
        "Begonnen": row["starters"],
        "Davon wiederholt": row["repeaters"],
    }
    return {**said, **changes}


def course(engine: Engine, code: str = OLD) -> Row | None:
    """A course as it stands in the database."""
    return next((one for one in lists(engine)["course"] if one["code"] == code), None)
