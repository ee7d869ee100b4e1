"""Frames keep their columns and types, with rows and without."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from sqlalchemy import Engine, null, select

from data_access import frames
from data_access.engine import reading
from data_access.frames import FIGURES, Schema, read_frame
from data_access.reader import Reader
from data_access.schema.areas import Area


def test_an_empty_answer_keeps_columns_and_types(published: Engine) -> None:
    columns = (null().label(name) for name in FIGURES)
    with reading(published) as connection:
        frame = read_frame(connection, select(*columns).where(Area.key == "fehlt"), FIGURES)

    assert frame.is_empty()
    assert dict(frame.schema) == dict(FIGURES.items())


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("courses", frames.COURSES),
        ("years", frames.COURSE_YEARS),
        ("starts_by_level", frames.STARTS_BY_LEVEL),
        ("starts_by_programme", frames.STARTS_BY_PROGRAMME),
        ("attendance", frames.ATTENDANCE),
        ("waiting", frames.WAITING),
        ("waiting_by_class", frames.WAITING_BY_CLASS),
        ("waiting_by_programme", frames.WAITING_BY_PROGRAMME),
    ],
)
def test_frames_of_courses_keep_them_too(reader: Reader, name: str, schema: Schema) -> None:
    frame = getattr(reader.courses("fehlt"), name)

    assert frame.is_empty()
    assert dict(frame.schema) == dict(schema.items())


def test_dates_and_missing_values_come_as_they_are(published: Engine) -> None:
    schema: Schema = {"key": pl.String, "from": pl.Date, "until": pl.Date}
    statement = (
        select(Area.key, Area.valid_from, Area.valid_until)
        .where(Area.key.in_(["03254", "032545406"]))
        .order_by(Area.key)
    )
    with reading(published) as connection:
        frame = read_frame(connection, statement, schema)

    assert frame.rows() == [("03254", None, None), ("032545406", date(2016, 11, 1), None)]
