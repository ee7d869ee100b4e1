"""The lists of the Musterkreis go out into its templates and in again, into another database."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine

from data_access.engine import create_store_engine, reading, writing
from data_access.importers.records import compare_records
from data_access.importers.records.filling import read_filling
from data_access.importers.templates.choices import read_choices
from data_access.reference.load import load_common, load_pack
from data_access.reference.pack import Pack
from data_access.schema import concept, courses
from tests.support import muster
from tests.support.databases import Databases
from tests.support.records import deliver, lists
from tests.support.templates import COUNTY, codes, of_county, read_lists, template

#: What comes from the templates; providers also stand in what the pack says of programmes.
_IMPORTED: tuple[Any, ...] = (
    concept.Programme,
    concept.ProgrammeStep,
    concept.ProgrammeMeasure,
    concept.Target,
    concept.Reading,
    concept.GoalState,
    concept.Review,
    courses.CourseQuery,
    courses.Course,
    courses.CourseAttendance,
    courses.CourseResult,
    courses.WaitingClass,
    courses.CourseFlow,
)


def _without_lists() -> Pack:
    """The pack of the Musterkreis before anything was imported."""
    rows = {model: listed for model, listed in muster.pack().rows.items() if model not in _IMPORTED}
    context = [row for row in rows[concept.Indicator] if row["goal_code"] is None]
    return replace(muster.pack(), rows={**rows, concept.Indicator: context})


def _exported(engine: Engine, name: str) -> bytes:
    """The template with all rows, saved once more by another programme."""
    with reading(engine) as connection:
        choices = read_choices(connection, COUNTY)
        filling = read_filling(connection, template(name), COUNTY, choices)
        content = of_county(connection, name, filling=filling)
    buffer = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(buffer)
    return buffer.getvalue()


def _comparable(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Without the order of indicators, which no sheet has."""
    rows = [{**row, "position": 0} for row in found["indicator"]]
    return {**found, "indicator": sorted(rows, key=repr)}


@pytest.mark.parametrize("name", ["sprachkurse", "ziele"])
def test_the_lists_as_they_are_change_nothing(with_demo: Engine, name: str) -> None:
    content = _exported(with_demo, name)
    with reading(with_demo) as connection:
        found = compare_records(connection, read_lists(content))

    assert found.empty
    assert codes(found.problems) <= {"more-starters-than-places", "rows-stay"}
    # The context indicators have no goal and no sheet.
    assert set(found.only_here) <= {"course_provider"}
    assert len(found.unchanged) > 100


def test_a_county_gets_its_lists_back(
    databases: Databases, with_demo: Engine, schema_url: str
) -> None:
    url = databases.copy(schema_url)
    other = create_store_engine(url, read_only=False)
    try:
        with writing(other) as connection:
            load_common(connection)
            load_pack(connection, _without_lists())
        assert lists(other)["course"] == []

        for name in ("sprachkurse", "ziele"):
            deliver(other, _exported(with_demo, name))

        assert _comparable(lists(other)) == _comparable(lists(with_demo))
        assert len(lists(other)["course"]) > 100
    finally:
        other.dispose()
        databases.drop(url)
