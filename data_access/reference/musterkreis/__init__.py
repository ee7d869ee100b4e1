"""The fictitious Musterkreis: computed example figures, the same on every machine.

Everything here is invented. It shows what the monitor can do without putting an invented
figure into a real county.
"""

from __future__ import annotations

from data_access.reference.musterkreis import (
    concept,
    courses,
    deliveries,
    geography,
    goals,
    offers,
    population,
    programmes,
    refugees,
    register,
    results,
    sgb2,
    society,
    waiting,
    welfare,
)
from data_access.reference.musterkreis.constants import (
    AS_OF,
    FOLDER,
    KEY,
    LAST_MONTH,
    OFFICE_SOURCE,
    SGB2_SOURCE,
    STATISTICS_SOURCE,
)
from data_access.reference.pack import Pack, checksum_of
from data_access.reference.rows import Row
from data_access.schema import areas, statistics
from data_access.schema import courses as course_tables

__all__ = ["AS_OF", "KEY", "LAST_MONTH", "build"]

_FIGURES = (population, refugees, register, society, sgb2, welfare)


def build() -> Pack:
    """The complete pack of the Musterkreis."""
    return Pack(
        key=KEY,
        county={
            "key": KEY,
            "name": "Musterkreis",
            "short_name": "Musterkreis",
            "in_phrase": "im Musterkreis",
            "of_phrase": "des Musterkreises",
            "position": 90,
            "synthetic": True,
            "as_of": AS_OF,
        },
        rows={
            statistics.Source: _sources(),
            statistics.DeliveryRhythm: deliveries.delivery_rows(),
            areas.Area: geography.area_rows(),
            areas.AreaBoundary: geography.boundary_rows(),
            **concept.rows(),
            **goals.rows(),
            **programmes.rows(),
            **offers.rows(),
            course_tables.CourseQuery: [{"county_key": KEY, "queried_on": AS_OF}],
            course_tables.Course: courses.course_rows(),
            course_tables.CourseAttendance: courses.attendance_rows(),
            course_tables.CourseResult: results.result_rows(),
            course_tables.WaitingClass: waiting.waiting_rows(),
            course_tables.CourseFlow: waiting.flow_rows(),
        },
        observations=tuple(row for figures in _FIGURES for row in figures.observations()),
        checksum=checksum_of(FOLDER),
    )


def _sources() -> list[Row]:
    common = {
        "publisher": "Musterkreis (erfunden)",
        "table_id": "",
        "published": "2026",
        "licence": "Beispieldaten, frei verwendbar",
        "priority": 100,
        "county_key": KEY,
    }
    return [
        {
            **common,
            "code": OFFICE_SOURCE,
            "title": "Fachdienst Migration des Musterkreises",
            "note": "Alle Angaben sind erfunden.",
        },
        {
            **common,
            "code": STATISTICS_SOURCE,
            "title": "Statistik des Musterkreises",
            "note": "Alle Angaben sind erfunden, im Aufbau nach den amtlichen Tabellen.",
        },
        {
            **common,
            "code": SGB2_SOURCE,
            "title": "Grundsicherung für Arbeitsuchende im Musterkreis",
            "note": "Alle Angaben sind erfunden, im Aufbau nach dem Bericht des Ministeriums.",
        },
    ]
