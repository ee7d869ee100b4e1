"""What becomes of the offices' real files: the figures that packs print, and one figure only."""

from __future__ import annotations

from collections import defaultdict

import polars as pl
import pytest
from sqlalchemy import Engine, select

from data_access.engine import reading
from data_access.importers.interpretation.figures import with_texts
from data_access.importers.interpretation.interpret import Interpretation, interpret
from data_access.importers.interpretation.knowledge import read_knowledge
from data_access.importers.problems import Reason, Severity
from data_access.importers.profiles.store import built_in
from data_access.schema.statistics import Observation
from data_access.vocabulary import Origin, Sex, Status
from tests.support.samples import needed
from tests.support.tables import Key, sample_tables

pytestmark = needed

HILDESHEIM = "03254"
KEY = ("statistic_code", "area_key", "group_code", "sex", "period")

Figure = tuple[str, str, str, str, str]


@pytest.fixture(scope="module")
def understood(published: Engine) -> dict[Key, tuple[Interpretation, ...]]:
    """All sample tables that have a profile."""
    with reading(published) as connection:
        knowledge = read_knowledge(connection)
    profiles = built_in()
    return {
        key: tuple(interpret(table, profiles[key], knowledge) for table in tables)
        for key, tables in sample_tables().items()
        if key in profiles
    }


def _numbers(interpretations: tuple[Interpretation, ...]) -> dict[Figure, float | None]:
    found: dict[Figure, float | None] = {}
    for one in interpretations:
        for *key, number in one.figures.select(*KEY, "number").rows():
            found[*key,] = number
    return found


def test_every_table_is_taken_as_it_is(
    understood: dict[Key, tuple[Interpretation, ...]],
) -> None:
    """No error in any of them, and every filled cell is a figure or left out for a reason."""
    for key, interpretations in understood.items():
        for table, one in zip(sample_tables()[key], interpretations, strict=True):
            errors = [p for p in one.problems if p.severity is Severity.ERROR]
            assert errors == [], key
            assert one.figures.height + sum(one.left_out.values()) == table.filled, key
            assert one.left_out.get(Reason.UNKNOWN_AREA, 0) == 0, key


def test_a_group_is_new_only_where_somebody_is_counted_in_it(
    understood: dict[Key, tuple[Interpretation, ...]],
) -> None:
    """Columns that are left out bring no groups along."""
    for key, interpretations in understood.items():
        for one in interpretations:
            new = {group.code for group in one.new_groups}
            assert new <= set(one.figures["group_code"].to_list()), key
    shares = "Bestand an Arbeitslosen nach Migrationshintergrund - Rechtskreis SGB II - Anteile"
    (one,) = understood["ba", f"{shares} (in Prozent)"]
    assert one.new_groups == ()
    assert one.left_out[Reason.NOT_WANTED] > 0


def test_what_a_pack_prints_of_a_table_is_what_its_file_says(
    published: Engine, understood: dict[Key, tuple[Interpretation, ...]]
) -> None:
    """The same key and the same number: an import finds the figure unchanged."""
    row = Observation
    held: dict[str, dict[Figure, float | None]] = defaultdict(dict)
    with reading(published) as connection:
        statement = select(*(getattr(row, name) for name in (*KEY, "number", "source_code"))).where(
            row.origin == Origin.PUBLISHED.value, row.known_until.is_(None)
        )
        for *parts, number, source in connection.execute(statement):
            held[source][*parts,] = number
    compared = 0
    for key, interpretations in understood.items():
        printed = held.get(built_in()[key].source, {})
        found = _numbers(interpretations)
        expected = {one: number for one, number in printed.items() if one[1] == HILDESHEIM}
        assert {one: found.get(one) for one in expected} == expected, key
        compared += len(expected)
    assert compared > 500


def test_two_files_that_give_one_figure_agree(
    understood: dict[Key, tuple[Interpretation, ...]],
) -> None:
    """Else they count different people, and one statistic would hold two populations."""
    numbers: dict[Figure, dict[Key, float | None]] = defaultdict(dict)
    for key, interpretations in understood.items():
        for figure, number in _numbers(interpretations).items():
            numbers[figure][key] = number
    shared = {figure: said for figure, said in numbers.items() if len(said) > 1}

    assert {figure: said for figure, said in shared.items() if not _agree(said)} == {}
    assert len(shared) > 200


def _agree(said: dict[Key, float | None]) -> bool:
    """Up to rounding to 5, and to the small revisions between two years' editions."""
    numbers = [number for number in said.values() if number is not None]
    if len(numbers) != len(said):
        return False
    lowest, highest = min(numbers), max(numbers)
    return highest - lowest <= max(5.0 if highest > 100 else 0.05, 0.005 * highest)


# What is easily confused


def _one(
    understood: dict[Key, tuple[Interpretation, ...]],
    key: Key,
    statistic: str,
    *,
    group: str = "insgesamt",
    sex: Sex = Sex.TOTAL,
    period: str,
) -> float | None:
    return _numbers(understood[key])[statistic, HILDESHEIM, group, sex.value, period]


def test_register_and_update_are_two_statistics(
    understood: dict[Key, tuple[Interpretation, ...]],
) -> None:
    mir = ("mir", "SCH_I_2017")

    assert _one(understood, ("nim", "1-2-1"), "auslaender-azr", period="2018-12-31") == 24090
    assert _one(understood, mir, "auslaender-fortschreibung", period="2018-12-31") == 22492


def test_a_share_of_the_register_is_not_that_of_the_update(
    understood: dict[Key, tuple[Interpretation, ...]],
) -> None:
    register = _one(understood, ("nim", "1-2-2"), "auslaenderanteil-azr", period="2018-12-31")
    update = _one(
        understood,
        ("mir", "SCH_I_2017"),
        "auslaenderanteil-fortschreibung",
        period="2018-12-31",
    )

    assert register == pytest.approx(100 * 24090 / 276594)
    assert update == pytest.approx(100 * 22492 / 276594)


def test_place_of_work_and_place_of_residence_are_two_statistics(
    understood: dict[Key, tuple[Interpretation, ...]],
) -> None:
    work = _one(understood, ("nim", "5-2-1"), "svb-auslaender", period="2019-06-30")
    home = _one(
        understood,
        ("mir", "SCH_I_2017"),
        "svb-wohnort",
        group="auslaender",
        period="2019-06-30",
    )

    assert (work, home) == (6219, 6826)


def test_the_rate_of_employment_is_what_its_definition_says(
    understood: dict[Key, tuple[Interpretation, ...]],
) -> None:
    mir = ("mir", "SCH_I_2017")
    rate = _one(understood, mir, "beschaeftigungsquote", period="2019-06-30")
    employed = _one(understood, mir, "svb-wohnort", period="2019-06-30")
    people = _one(
        understood,
        mir,
        "bevoelkerung-fortschreibung",
        group="alter-15-65",
        period="2018-12-31",
    )
    assert employed
    assert people

    assert rate == pytest.approx(100 * employed / people)


def test_ages_of_the_register_are_of_the_year_that_their_sum_is_of() -> None:
    """The code book says 2019; in every county of the state they add up to the stock of 2018."""
    ages = ("AZR_U6", "AZR_6BU15", "AZR_15BU65", "AZR_65UM")
    (regions,), (register,) = (
        sample_tables()[key] for key in (("mir", "SCH_I_2017"), ("nim", "1-2-1"))
    )
    parts: dict[str, list[float]] = defaultdict(list)
    for area, series, text in regions.cells.select("area_code", "series", "text").rows():
        if area.startswith("03") and series in ages:
            parts[area].append(float(text))
    stock = {
        (code.removeprefix("K"), period): float(text)
        for code, period, text in register.cells.select("area_code", "period", "text").rows()
    }

    assert len(parts) == 45
    for area, found in parts.items():
        # Four values and their sum, each rounded to 5 by itself.
        assert sum(found) == pytest.approx(stock[area, "2018"], abs=12.5), area
    rules = {rule.text: rule.period for rule in built_in()["mir", "SCH_I_2017"].rules}
    assert {rules[age] for age in ages} == {"2018-12-31"}
    assert rules["AZR_INSG"] == "2019-12-31"


def test_the_year_of_the_courses_is_told_as_uncertain(
    understood: dict[Key, tuple[Interpretation, ...]],
) -> None:
    (one,) = understood["mir", "SCH_I_2017"]
    courses = (
        with_texts(one.figures)
        .filter(
            pl.col("statistic_code").str.starts_with("integrationskurse"),
            pl.col("area_key") == HILDESHEIM,
        )
        .sort("statistic_code")
    )

    assert courses["number"].to_list() == [39, 54, 1090, 871]
    assert courses["period"].to_list() == ["2017"] * 4
    assert all("unsicher" in note for note in courses["note"].to_list())
    assert all(one.figures["note"].to_list())


def test_a_rate_per_thousand_becomes_one_per_hundred_and_keeps_its_text(
    understood: dict[Key, tuple[Interpretation, ...]],
) -> None:
    (one,) = understood["nim", "6-2-1"]
    row = one.figures.filter(
        pl.col("statistic_code") == "mindestsicherungsquote",
        pl.col("area_key") == HILDESHEIM,
        pl.col("period") == "2024-12-31",
        pl.col("group_code") == "auslaender",
    )

    assert row.select("number", "original_text").row(0) == (pytest.approx(43.5), "435")


def test_no_county_has_no_people(understood: dict[Key, tuple[Interpretation, ...]]) -> None:
    """A dash in a table of the population stands for a county that was none."""
    for key, interpretations in understood.items():
        for one in interpretations:
            none = one.figures.filter(
                pl.col("statistic_code") == "bevoelkerung-fortschreibung",
                pl.col("status") == Status.NOTHING.value,
            )
            assert none.is_empty(), key
