"""Schemas of the frames that leave this package, and the one way to read into them.

An empty result keeps its columns and types, because the schema is given and never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from polars.datatypes import DataType
from sqlalchemy import Connection, Select

Schema = Mapping[str, type[DataType] | DataType]

#: One row per value of a statistic; ``number`` in the statistic's unit, null unless status=value.
#: ``number_to`` is the upper end of a span; ``approximate`` says that ``qualifier`` is not exact.
FIGURES: Schema = {
    "area_key": pl.String,
    "area_name": pl.String,
    "area_kind": pl.String,
    "group_code": pl.String,
    "group_name": pl.String,
    "group_kind": pl.String,
    "sex": pl.String,
    "period": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "number": pl.Float64,
    "number_to": pl.Float64,
    "status": pl.String,
    "qualifier": pl.String,
    "provisional": pl.Boolean,
    "revised": pl.Boolean,
    "estimated": pl.Boolean,
    "approximate": pl.Boolean,
    "planned": pl.Boolean,
    "origin": pl.String,
    "original_text": pl.String,
    "locator": pl.String,
    "note": pl.String,
    "source_code": pl.String,
    "territorial_status": pl.Date,
    "data_status": pl.Date,
}

#: One row per course. ``starters`` null: protected, like every null count of persons below.
COURSES: Schema = {
    "code": pl.String,
    "programme_code": pl.String,
    "programme_name": pl.String,
    "funder_name": pl.String,
    "level": pl.String,
    "provider_name": pl.String,
    "area_key": pl.String,
    "area_name": pl.String,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "places": pl.Int64,
    "starters": pl.Int64,
}

#: Persons by year, over all programmes: flows into, through and out of the courses.
COURSE_YEARS: Schema = {
    "year": pl.Int64,
    "entitled": pl.Int64,
    "registered": pl.Int64,
    "started": pl.Int64,
    "repeaters": pl.Int64,
    "finished": pl.Int64,
    "tested": pl.Int64,
    "passed_b1": pl.Int64,
    "certificates": pl.Int64,
}

#: Courses that began in a year, and the persons who started them, by funding level.
STARTS_BY_LEVEL: Schema = {
    "year": pl.Int64,
    "level": pl.String,
    "starters": pl.Int64,
}

#: The same by programme, with the number of courses and places.
STARTS_BY_PROGRAMME: Schema = {
    "year": pl.Int64,
    "programme_code": pl.String,
    "programme_name": pl.String,
    "level": pl.String,
    "courses": pl.Int64,
    "places": pl.Int64,
    "starters": pl.Int64,
}

#: Attending persons by month ("2026-09").
ATTENDANCE: Schema = {
    "month": pl.String,
    "attending": pl.Int64,
}

#: Waiting persons by month, and those of them who wait for ``LONG_WAIT_WEEKS`` or more.
WAITING: Schema = {
    "month": pl.String,
    "persons": pl.Int64,
    "long": pl.Int64,
}

#: Waiting persons by month and class of weeks; ``weeks_to`` null is open.
WAITING_BY_CLASS: Schema = {
    "month": pl.String,
    "weeks_from": pl.Int64,
    "weeks_to": pl.Int64,
    "persons": pl.Int64,
}

#: Waiting persons by month and programme, and those of them who wait for long.
WAITING_BY_PROGRAMME: Schema = {
    "month": pl.String,
    "programme_code": pl.String,
    "programme_name": pl.String,
    "persons": pl.Int64,
    "long": pl.Int64,
}

#: Who has waited for so many weeks has waited for longer than twelve.
LONG_WAIT_WEEKS = 13


def read_frame(
    connection: Connection, statement: Select[*tuple[Any, ...]], schema: Schema
) -> pl.DataFrame:
    """Run a statement whose columns stand in the order of ``schema``."""
    rows = [tuple(row) for row in connection.execute(statement).all()]
    return pl.DataFrame(rows, schema=schema, orient="row")
