"""No answer about one county ever holds rows of another: every question, every county.

The oracle is a database that holds only the county asked for.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Engine, select

from data_access.clock import frozen_at
from data_access.engine import create_store_engine, reading
from data_access.migrate import load_demo, migrate
from data_access.reader import Reader
from data_access.reference import musterkreis
from data_access.schema.areas import Area
from data_access.schema.statistics import ClassificationItem, Statistic
from tests.conftest import COUNTIES, SMALL_CELL_LIMIT
from tests.support.databases import Databases

pytestmark = pytest.mark.either_database

KEYS = (*COUNTIES, musterkreis.KEY)
TODAY = date(2026, 11, 15)
DAYS = (date(2012, 1, 20), date(2016, 10, 31), date(2016, 11, 1), TODAY)


def _owner(area: str) -> str | None:
    """The county that an area belongs to where all counties are there."""
    return max((county for county in KEYS if area.startswith(county)), key=len, default=None)


@cache
def _series(reader: Reader, county: str, codes: tuple[str, ...]) -> dict[str, Any]:
    return {code: reader.series(county, code) for code in codes}


def _groups(reader: Reader, county: str, codes: tuple[str, ...]) -> list[Any]:
    found = _series(reader, county, codes)
    used = {code for one in found.values() if one for code in one.frame["group_code"].to_list()}
    return [reader.groups(tuple(sorted(used)), on=day) for day in DAYS]


#: Every question of the reader; the codes are those of the statistics of all counties.
QUESTIONS: dict[str, Callable[[Reader, str, tuple[str, ...]], Any]] = {
    "counties": lambda reader, county, _: [c for c in reader.counties() if c.key == county],
    "areas": lambda reader, county, _: [
        area
        for day in (None, *DAYS)
        for area in reader.areas(county, on=day)
        if _owner(area.key) == county
    ],
    "boundaries": lambda reader, county, _: reader.boundaries(county),
    "statistics": lambda reader, county, _: reader.statistics(county),
    "guide": lambda reader, county, _: reader.guide(county),
    "series": _series,
    "printed": lambda reader, county, _: reader.printed(county),
    "classification": lambda reader, _, __: reader.classification("sgb2-asylzugang"),
    "groups": _groups,
    "concept": lambda reader, county, _: reader.concept(county),
    "milestones": lambda reader, county, _: reader.milestones(county),
    "courses": lambda reader, county, _: reader.courses(county),
    "audit": lambda reader, county, _: reader.audit(county),
    # Revisions are numbered through all counties; what they brought is each county's own.
    "changes": lambda reader, county, _: [
        (one.statistic_code, one.count, one.first_period, one.last_period)
        for one in reader.changes(county).new
    ],
}
#: Answers that counties may share.
SHARED = {"classification", "guide"}
#: The fictitious county has no documents.
OF_DOCUMENTS = {"printed"}
#: Asks nothing of a county.
OTHERS = {"close", "from_settings", "is_at", "on", "preview", "state"}


@pytest.fixture(scope="module")
def everything(databases: Databases, demo_url: str) -> Iterator[Engine]:
    """All counties together."""
    yield from _readers(databases, databases.copy(demo_url))


@pytest.fixture(scope="module", params=KEYS)
def county(request: pytest.FixtureRequest) -> str:
    """One county after the other."""
    return str(request.param)


@pytest.fixture(scope="module")
def alone(databases: Databases, schema_url: str, county: str) -> Iterator[Engine]:
    """Only the county."""
    url = databases.copy(schema_url)
    writer = create_store_engine(url, read_only=False)
    try:
        if county == musterkreis.KEY:
            load_demo(writer)
        else:
            migrate(writer, county_keys=(county,))
    finally:
        writer.dispose()
    yield from _readers(databases, url)


def _readers(databases: Databases, url: str) -> Iterator[Engine]:
    engine = create_store_engine(url, read_only=True)
    yield engine
    engine.dispose()
    databases.drop(url)


@pytest.fixture(autouse=True)
def _same_day() -> Iterator[None]:
    with frozen_at(TODAY):
        yield


@cache
def _reader(engine: Engine) -> Reader:
    return Reader(engine, small_cell_limit=SMALL_CELL_LIMIT)


def _codes(engine: Engine) -> tuple[str, ...]:
    with reading(engine) as connection:
        return tuple(connection.scalars(select(Statistic.code).order_by(Statistic.code)))


def _plain(value: Any) -> Any:
    """Values that can be compared whatever their order: frames and dataclasses taken apart."""
    if isinstance(value, pl.DataFrame):
        return dict(value.schema), sorted(value.rows(), key=repr)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return sorted((_plain(one) for one in value), key=repr)
    return value


def test_every_question_is_asked_here() -> None:
    public = {name for name, _ in inspect.getmembers(Reader) if not name.startswith("_")}

    assert public == QUESTIONS.keys() | OTHERS


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_the_same_as_without_the_other_counties(
    everything: Engine, alone: Engine, county: str, question: str
) -> None:
    ask, codes = QUESTIONS[question], _codes(everything)

    together = _plain(ask(_reader(everything), county, codes))

    assert together == _plain(ask(_reader(alone), county, codes))


@pytest.mark.parametrize("question", sorted(QUESTIONS.keys() - SHARED - OF_DOCUMENTS))
def test_the_musterkreis_answers_every_question(everything: Engine, question: str) -> None:
    """Empty answers would be equal whatever the queries do."""
    reader, codes = _reader(everything), _codes(everything)
    ask = QUESTIONS[question]

    assert _plain(ask(reader, musterkreis.KEY, codes)) != _plain(ask(reader, "fehlt", codes))


def test_every_area_of_an_answer_lies_in_the_county(everything: Engine, county: str) -> None:
    """Keys begin with the county's key; Germany and the state are there to compare with."""
    reader = _reader(everything)
    keys = {area.key for day in DAYS for area in reader.areas(county, on=day)}
    keys |= {boundary.area_key for boundary in reader.boundaries(county)}
    for series in _series(reader, county, _codes(everything)).values():
        if series is not None:
            keys |= set(series.frame["area_key"].to_list())
    keys |= set(reader.courses(county).courses["area_key"])

    assert keys
    assert {key for key in keys if not key.startswith(county)} <= {"DE", "03"}


def test_every_area_belongs_to_one_county(everything: Engine) -> None:
    """The one whose key it begins with longest; above the counties nobody owns them."""
    with reading(everything) as connection:
        owners = dict(connection.execute(select(Area.key, Area.county_key)).all())
    expected = {key: _owner(key) for key in owners}

    # The state is both an area above the counties and a county of this installation.
    assert owners | {"03": None} == expected | {"03": None}


def test_a_statistic_of_another_county_is_no_answer(everything: Engine, county: str) -> None:
    with reading(everything) as connection:
        foreign = connection.scalars(
            select(Statistic.code).where(Statistic.county_key != county)
        ).all()

    found = _series(_reader(everything), county, _codes(everything))
    assert foreign
    assert [code for code in foreign if found[code]] == []


def test_the_printed_tables_are_all_asked_for(everything: Engine) -> None:
    with reading(everything) as connection:
        names = set(connection.scalars(select(ClassificationItem.classification)))

    assert names == {"sgb2-asylzugang"}
