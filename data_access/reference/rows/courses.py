"""Rows of funders, providers and programmes of courses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data_access.reference.rows.model import Rows
from data_access.schema import courses
from data_access.vocabulary import ProgrammeKind


def course_rows(data: Mapping[str, Any], key: str) -> Rows:
    """Funders, providers and programmes of courses, by table."""
    own = {"county_key": key}
    programmes = data.get("programme", [])
    return {
        courses.Funder: [{**one, **own} for one in data.get("funder", [])],
        courses.CourseProvider: [{**one, **own} for one in data.get("provider", [])],
        courses.CourseProgramme: [
            {
                "code": one["code"],
                "name": one["name"],
                "long_name": one.get("long_name", one["name"]),
                "funder_code": one["funder"],
                "kind": one.get("kind", ProgrammeKind.COURSE.value),
                "audience": one.get("audience", ""),
                "availability": one["status_2021"] if "status_2021" in one else one["availability"],
                "note": one.get("note", ""),
                "section": one.get("section", ""),
                "as_of": one["as_of"],
                "position": position,
                **own,
            }
            for position, one in enumerate(programmes, start=1)
        ],
        courses.ProgrammeProvider: [
            {"programme_code": one["code"], "provider_code": provider, **own}
            for one in programmes
            for provider in one.get("providers", [])
        ],
    }
