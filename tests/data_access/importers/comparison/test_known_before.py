"""What a file has no more that its source has said before is told, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from data_access.importers.importing import import_file, look_at
from data_access.importers.problems import Problem, Severity
from data_access.importers.reports.report import Outcome
from tests.support import indicator_files as files

#: Of these nothing is published before.
COUNTIES = (files.NEIGHBOUR, "03241", "03357")
YEARS = range(1950, 1956)
OF_KNOWN = {"areas-known-before", "older-edition", "perhaps-older-edition", "periods-known-before"}


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """Six years of three counties are known."""
    engine = files.with_profile(migrated)
    first = import_file(engine, files.NAME, _content(), files.ORDER)
    assert first.outcome is Outcome.RELEASED
    assert not OF_KNOWN & {one.code for one in first.problems}
    return engine


def _content(years: range = YEARS, counties: tuple[str, ...] = COUNTIES, *, more: int = 0) -> bytes:
    return files.content(
        {
            (county, str(year)): 1000 + year + more
            for year in years
            for county in (*counties, files.STRANGER)
        }
    )


def _told(engine: Engine, content: bytes) -> list[Problem]:
    seen = look_at(engine, files.NAME, content, files.ORDER)
    return [one for one in seen.problems if one.code in OF_KNOWN]


def test_the_same_and_a_newer_edition_lack_nothing(monitor: Engine) -> None:
    newer = range(YEARS.start, YEARS.stop + 1)

    for content in (_content(), _content(newer), _content(newer, more=1)):
        assert _told(monitor, content) == []


def test_a_county_that_the_source_has_given_before_is_missed(monitor: Engine) -> None:
    (problem,) = _told(monitor, _content(counties=COUNTIES[:2]))

    assert (problem.severity, problem.code) == (Severity.NOTE, "areas-known-before")
    assert "auch für Landkreis Rotenburg (Wümme) bekannt" in problem.what
    assert "fehlt das Gebiet zu 31.12.1950, 31.12.1951, 31.12.1952" in problem.what


def test_who_is_told_to_withdraw_a_delivery_finds_its_number(monitor: Engine) -> None:
    content = _content(range(1950, 1954), more=1)

    before = look_at(monitor, files.NAME, content, files.ORDER)
    done = import_file(monitor, files.NAME, content, files.ORDER)

    assert done.outcome is Outcome.RELEASED
    for report, number in ((before, "NUMMER"), (done, done.delivery)):
        (doubt,) = [one for one in report.problems if one.severity is Severity.DOUBT]
        assert f"delivery withdraw {number} --note" in doubt.remedy


def test_a_county_is_missed_in_the_next_year_too(monitor: Engine) -> None:
    (problem,) = _told(monitor, _content(range(1956, 1957), COUNTIES[:2]))

    assert problem.code == "areas-known-before"
    assert "fehlt das Gebiet zu 31.12.1956." in problem.what


def test_a_file_of_one_county_alone_lacks_no_others(monitor: Engine) -> None:
    assert _told(monitor, _content(counties=COUNTIES[:1])) == []


def test_a_series_that_ends_before_what_is_known_is_told(monitor: Engine) -> None:
    (problem,) = _told(monitor, _content(range(1950, 1954)))

    assert (problem.severity, problem.code) == (Severity.NOTE, "periods-known-before")
    assert "endet mit 31.12.1953" in problem.what
    assert "schon für 31.12.1954 und 31.12.1955 da" in problem.what


def test_an_older_edition_that_would_change_values_is_in_doubt(monitor: Engine) -> None:
    (problem,) = _told(monitor, _content(range(1950, 1954), more=1))

    assert (problem.severity, problem.code) == (Severity.DOUBT, "perhaps-older-edition")
    assert problem.what.startswith("Ältere Ausgabe? Die Datei endet mit 31.12.1953;")
    assert "12 bekannte Werte sind in der Datei anders, vermutlich älter." in problem.what


def test_an_edition_that_was_replaced_once_is_refused(monitor: Engine) -> None:
    older, newer = _content(range(1950, 1954)), _content(range(1950, 1957), more=1)
    assert import_file(monitor, files.NAME, newer, files.ORDER).outcome is Outcome.RELEASED

    refused = import_file(monitor, files.NAME, older, files.ORDER)

    (problem,) = refused.errors
    assert (refused.outcome, problem.code) == (Outcome.REJECTED, "older-edition")
    assert problem.what.endswith(
        "schon für 31.12.1954, 31.12.1955 und 31.12.1956 da. 12 bekannte Werte sind in der Datei "
        "anders; 12 Werte der Datei galten früher, bis eine neuere Ausgabe kam."
    )
    assert look_at(monitor, files.NAME, newer, files.ORDER).unchanged == 21


def test_who_confirms_it_has_the_old_values_back(monitor: Engine) -> None:
    import_file(monitor, files.NAME, _content(range(1950, 1957), more=1), files.ORDER)
    order = replace(files.ORDER, confirmed=True, reason="Die neue Ausgabe war fehlerhaft.")

    taken = import_file(monitor, files.NAME, _content(range(1950, 1954)), order)

    assert (taken.outcome, taken.changed) == (Outcome.RELEASED, 12)
    assert [one.severity for one in taken.problems if one.code == "older-edition"] == [
        Severity.NOTE
    ]


def test_a_file_of_one_older_year_fills_a_gap(monitor: Engine) -> None:
    for content in (_content(range(1949, 1950)), _content(range(1953, 1954), more=1)):
        assert _told(monitor, content) == []
