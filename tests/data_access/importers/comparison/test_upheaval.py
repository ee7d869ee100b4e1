"""When a file makes so much of what is known different that it is hardly the same table."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine

from data_access.engine import reading, writing
from data_access.importers.comparison.confirming import UPHEAVAL
from data_access.importers.comparison.difference import compare
from data_access.importers.examination import Order, examine
from data_access.importers.importing import import_file
from data_access.importers.profiles import save
from data_access.importers.reports.report import Outcome
from tests.support import indicator_files as files

Values = Mapping[tuple[str, str], object]
OWN, OTHER = files.COUNTY, files.NEIGHBOUR
#: Before the packs' years, so that all that is known is what the test has brought.
FIRST = 1960


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """A database that takes the state's monitoring."""
    return files.with_profile(migrated)


def _told(engine: Engine, before: Values, after: Values, order: Order = files.ORDER) -> list[str]:
    """What a file is told that follows another one."""
    assert import_file(engine, files.NAME, files.content(before), order).outcome is Outcome.RELEASED
    with reading(engine) as connection:
        examined = examine(connection, files.NAME, files.content(after), order)
        problems = compare(connection, examined, order).problems
    return [one.what for one in problems if one.code == UPHEAVAL]


def _years(county: str, *values: object) -> Values:
    return files.years(county, FIRST, values)


def test_three_values_are_enough(monitor: Engine) -> None:
    known = _years(OWN, 100_000, 101_000, 102_000)
    slipped = _years(OWN, 130_000, 131_000, 132_000, 133_000)

    (told,) = _told(monitor, known, slipped)

    assert "3 von 3 Werten, die schon da sind, würden sich um mehr als ein Fünftel ändern" in told
    assert "Bevölkerung (Landkreis Hildesheim, 31.12.1960): 100.000 → 130.000; " in told
    assert told.count("→") == 3


@pytest.mark.parametrize(
    "after",
    [
        pytest.param((119_000, 120_000, 121_000), id="by less than a fifth"),
        pytest.param((130_000, 101_000, 102_000, 103_000), id="one of four"),
        pytest.param((130_000, 131_000), id="two"),
    ],
)
def test_revisions_and_corrections_go_in(monitor: Engine, after: tuple[int, ...]) -> None:
    before = _years(OWN, 100_000, 101_000, 102_000, 103_000)

    assert _told(monitor, before, _years(OWN, *after)) == []


def test_the_own_county_is_enough(monitor: Engine) -> None:
    """Its row was exchanged with another one; the rest of the file is as it was."""
    peine = _years(OTHER, *range(130_000, 140_000, 1_000))
    known = {**_years(OWN, 270_000, 271_000, 272_000), **peine}
    swapped = {**_years(OWN, 130_000, 131_000, 132_000), **peine}

    (told,) = _told(monitor, known, swapped)

    assert told.startswith("3 von 3 Werten des eigenen Kreises, die schon da sind,")
    assert told.count("Landkreis Hildesheim") == told.count("→") == 3


def test_three_examples_are_enough_and_those_of_the_own_county_come_first(monitor: Engine) -> None:
    before = {**_years(OTHER, *range(130_000, 140_000, 1_000)), **_years(OWN, 270_000)}
    after = {**_years(OTHER, *range(230_000, 240_000, 1_000)), **_years(OWN, 370_000)}

    (told,) = _told(monitor, before, after)

    assert "zum Beispiel Bevölkerung (Landkreis Hildesheim, 31.12.1960): 270.000 → 370.000;" in told
    assert (told.count("→"), told.count("Landkreis Peine")) == (3, 2)


def test_shares_without_their_percent_are_told(monitor: Engine) -> None:
    with writing(monitor) as connection:
        share = {"statistic": "auslaenderanteil-fortschreibung", "source": "nim-1-2-2"}
        save(connection, files.PROFILE.model_copy(update=share))
    percents = _years(OWN, "5.034", "5.2", "6.1")
    parts = _years(OWN, "0.0503", "0.052", "0.061")

    assert len(_told(monitor, percents, parts)) == 1


def test_a_whole_file_of_another_year_is_told(monitor: Engine) -> None:
    """No value moves far, but all of them do."""
    values = range(270_000, 280_000, 400)
    moved = [value + 400 for value in values]

    (told,) = _told(monitor, _years(OWN, *values), _years(OWN, *moved))

    assert told.startswith("25 von 25 Werten, die schon da sind, würden sich ändern, zum Beispiel")


def test_roundings_are_no_other_values(monitor: Engine) -> None:
    values = [270_000 + 400 * number for number in range(25)]
    rounded = [value + 3 for value in values]

    assert _told(monitor, _years(OWN, *values), _years(OWN, *rounded)) == []
