"""Small files of a statistic that the office has defined itself, each with what it is called."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, select

from data_access.engine import reading, writing
from data_access.importers.answers.keeping import keep
from data_access.importers.examination import Order
from data_access.importers.importing import import_file
from data_access.importers.profiles import (
    NewDelivery,
    NewSource,
    NewStatistic,
    Place,
    Profile,
    Rule,
)
from data_access.importers.reports.report import FileReport, Outcome
from data_access.schema.statistics import Statistic
from data_access.vocabulary import Rhythm, StatisticKind
from tests.support import indicator_files as files

CODE, SOURCE, NAME, TABLE = "beratungen", "beratungen-amt", "indicator_7-7-7.csv", "7-7-7"
ONE = {(files.COUNTY, "1998"): 120}
DEFINITION = "Beratungen im Jahr."


def profile(
    name: str,
    *,
    definition: str = DEFINITION,
    unit: str = "persons",
    delivery: NewDelivery | None = None,
) -> Profile:
    """What the office says of the table."""
    return Profile(
        layout="nim",
        table=TABLE,
        title="Beratungen",
        source=SOURCE,
        statistic=CODE,
        rules=(Rule(text="Value", place=Place.SERIES, ignore=True),),
        new_source=NewSource(
            code=SOURCE, publisher="Amt", title="Zählung der Beratungen", delivery=delivery
        ),
        new_statistics=(
            NewStatistic(
                code=CODE, name=name, definition=definition, unit=unit, kind=StatisticKind.FLOW
            ),
        ),
    )


def yearly(months: int = 10, deliverer: str = "Amt 913") -> NewDelivery:
    """How the source delivers."""
    return NewDelivery(
        rhythm=Rhythm.YEARLY, from_months=6, until_months=months, deliverer=deliverer
    )


def bring(
    engine: Engine,
    said: Profile | None,
    values: Mapping[tuple[str, str], object] = ONE,
    *,
    release: bool = True,
    reason: str = "",
    county: str = files.COUNTY,
) -> FileReport:
    """Read a file in with what is said of it."""
    order = Order(county, profiles=(said,) if said else (), reason=reason)
    report = import_file(engine, NAME, files.content(values), order, release=release)
    assert report.outcome is not Outcome.REJECTED, report.problems
    return report


def say(engine: Engine, said: Profile) -> tuple[str, ...]:
    """Say something of the table without a file; in German what has changed."""
    with writing(engine) as connection:
        return keep(connection, said)


def called(engine: Engine) -> str | None:
    """What readers see the statistic called."""
    with reading(engine) as connection:
        return connection.scalar(select(Statistic.name).where(Statistic.code == CODE))
