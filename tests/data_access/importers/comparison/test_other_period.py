"""A table of one year under the date of another is told; what merely stays the same is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from data_access.engine import reading
from data_access.importers.importing import import_file, look_at
from data_access.importers.problems import Problem, Severity
from data_access.importers.reports.report import Outcome
from tests.support import indicator_files as files
from tests.support.dump import dump
from tests.support.genesis_tables import NAME, of_benefits
from tests.support.templates import Filled, of_county

PLACES = (
    *("Alfeld (Leine) [03254002]", "Algermissen [03254003]", "Bad Salzdetfurth [03254005]"),
    *("Bockenem [03254008]", "Diekholzen [03254011]", "Elze [03254014]", "Giesen [03254017]"),
    *("Harsum [03254020]", "Holle [03254022]", "Nordstemmen [03254026]", "Sarstedt [03254028]"),
)


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """Three years are known."""
    first = import_file(migrated, NAME, of_benefits(range(1990, 1993)), files.ORDER)
    assert (first.outcome, first.new) == (Outcome.RELEASED, 120)
    return migrated


def _dated(content: bytes, year: int, wrong: int) -> bytes:
    return content.replace(f"31.12.{year};".encode(), f"31.12.{wrong};".encode())


def _told(engine: Engine, content: bytes) -> list[Problem]:
    seen = look_at(engine, NAME, content, files.ORDER)
    return [one for one in seen.problems if one.code == "other-period"]


@pytest.mark.parametrize("wrong", [pytest.param(1993, id="new"), pytest.param(1991, id="known")])
def test_the_values_of_another_year_are_refused(monitor: Engine, wrong: int) -> None:
    before = dump(monitor)

    refused = import_file(monitor, NAME, _dated(of_benefits([1992]), 1992, wrong), files.ORDER)

    problem = refused.errors[0]
    assert (refused.outcome, problem.code) == (Outcome.REJECTED, "other-period")
    assert problem.what.startswith(
        f"Alle 40 Werte zu 31.12.{wrong} sind dieselben, die schon für 31.12.1992 bekannt sind."
    )
    assert "„--confirmed“" in problem.remedy
    assert dump(monitor) == before
    moved = [one.what for one in refused.errors if one.code == "mostly-changed"]
    expected = "Vermutlich sind es die Werte eines anderen Stichtags."
    assert [one.endswith(expected) for one in moved] == [True] * (wrong == 1991)


def test_a_few_corrections_do_not_hide_it(monitor: Engine) -> None:
    copy = _dated(of_benefits([1992]), 1992, 1993).replace(b";12660;", b";12667;", 1)

    (problem,) = _told(monitor, copy)

    assert problem.what.startswith("39 von 40 Werten zu 31.12.1993 ")


def test_who_confirms_it_may_bring_equal_values(monitor: Engine) -> None:
    order = replace(files.ORDER, confirmed=True, reason="Beide Jahre sind wirklich gleich.")

    taken = import_file(monitor, NAME, _dated(of_benefits([1992]), 1992, 1993), order)

    assert (taken.outcome, taken.new) == (Outcome.RELEASED, 40)
    assert [one.severity for one in taken.problems if one.code == "other-period"] == [Severity.NOTE]


def test_other_and_further_years_are_none_of_it(monitor: Engine) -> None:
    assert _told(monitor, of_benefits([1993])) == []
    assert _told(monitor, of_benefits(range(1990, 1994), more=1)) == []


def test_what_has_always_been_the_same_tells_nothing(monitor: Engine) -> None:
    order = replace(files.ORDER, confirmed=True, reason="Ändert sich nie.")
    import_file(monitor, NAME, _dated(of_benefits([1992]), 1992, 1993), order)

    assert _told(monitor, _dated(of_benefits([1992]), 1992, 1994)) == []


def test_of_few_values_nothing_is_told(migrated: Engine) -> None:
    engine = files.with_profile(migrated)
    counties = (files.COUNTY, files.NEIGHBOUR, "03241", "03357")
    for year in ("1950", "1951"):
        values = {(county, year): 1000 + number for number, county in enumerate(counties)}
        seen = import_file(engine, files.NAME, files.content(values), files.ORDER)
        assert seen.outcome is Outcome.RELEASED


def test_what_an_office_counts_itself_may_stay_the_same(migrated: Engine) -> None:
    for year in (2023, 2024):
        with reading(migrated) as connection:
            book = Filled("bevoelkerung", of_county(connection, "bevoelkerung", files.COUNTY))
        for number, place in enumerate(PLACES):
            book.add(
                "Bevölkerung",
                Stichtag=date(year, 12, 31),
                Gemeinde=place,
                Grundlage="Fortschreibung",
                Bevölkerung_insgesamt=5000 + number,
            )
        seen = import_file(migrated, "bevoelkerung.xlsx", book.content(), files.ORDER)
        assert (seen.outcome, seen.new) == (Outcome.RELEASED, len(PLACES)), seen.errors
