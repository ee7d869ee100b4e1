"""What a table says with an older Datenstand does not replace what is known of a newer one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from data_access.deliveries import office
from data_access.importers.importing import import_file, look_at
from data_access.importers.problems import Problem, Severity
from data_access.importers.reports.report import Outcome
from tests.support import indicator_files as files
from tests.support.dump import dump
from tests.support.genesis_tables import NAME, of_benefits

KNOWN, OLDER, NEWER = "10.10.2017", "01.02.2017", "11.10.2017"
YEAR = [1990]
OF_OLDER = {"older-edition", "perhaps-older-edition"}


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """A year is known, with its Datenstand."""
    first = import_file(migrated, NAME, of_benefits(YEAR, status=KNOWN), files.ORDER)
    assert (first.outcome, first.new) == (Outcome.RELEASED, 40)
    return migrated


def _told(engine: Engine, content: bytes) -> list[Problem]:
    seen = look_at(engine, NAME, content, files.ORDER)
    return [one for one in seen.problems if one.code == "older-edition"]


def test_an_older_edition_that_would_change_values_is_refused(monitor: Engine) -> None:
    before = dump(monitor)

    refused = import_file(
        monitor, NAME, of_benefits([1989, *YEAR], status=OLDER, more=1), files.ORDER
    )

    (problem,) = refused.errors
    assert (refused.outcome, problem.code) == (Outcome.REJECTED, "older-edition")
    assert "Die Datei hat den Datenstand 01.02.2017; " in problem.what
    assert "schon mit dem Datenstand 10.10.2017 da" in problem.what
    assert "(Landkreis Hildesheim, 31.12.1990): 12.600 → 12.601." in problem.what
    assert "„--confirmed“" in problem.remedy
    assert dump(monitor) == before


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(of_benefits(YEAR, status=NEWER, more=1), id="a newer one"),
        pytest.param(of_benefits(YEAR, status=KNOWN, more=1), id="another of the same day"),
        pytest.param(of_benefits(YEAR, status=OLDER), id="an older one with the same values"),
        pytest.param(of_benefits([1989], status=OLDER, more=1), id="an older one of another year"),
    ],
)
def test_other_editions_are_none_of_it(monitor: Engine, content: bytes) -> None:
    assert _told(monitor, content) == []


def test_each_value_counts_with_its_own_datenstand(monitor: Engine) -> None:
    """A later table of other years makes this year's no older."""
    import_file(monitor, NAME, of_benefits([1991], status="10.10.2019"), files.ORDER)

    assert _told(monitor, of_benefits(YEAR, status="10.10.2018", more=1)) == []
    assert _told(monitor, of_benefits([1991], status="10.10.2018", more=1))


def test_only_who_confirms_the_file_has_the_older_values(monitor: Engine) -> None:
    content = of_benefits(YEAR, status=OLDER, more=1)
    said = replace(files.ORDER, reason="Die neuere war fehlerhaft.")
    assert import_file(monitor, NAME, content, said).outcome is Outcome.REJECTED

    taken = import_file(monitor, NAME, content, replace(said, confirmed=True))

    assert taken.outcome is Outcome.RELEASED
    (note,) = [one for one in taken.problems if one.code == "older-edition"]
    assert note.severity is Severity.NOTE
    assert "werden durch ältere ersetzt" in note.what
    assert "confirmed" not in note.remedy


def test_an_older_edition_is_named_as_the_cause_of_most_changes(monitor: Engine) -> None:
    refused = look_at(monitor, NAME, of_benefits(YEAR, status=OLDER, more=5000), files.ORDER)

    older, most = refused.errors
    assert (older.code, most.code) == ("older-edition", "mostly-changed")
    assert most.what.endswith(
        "Vermutlich ist es eine ältere Ausgabe (Datenstand der Datei 01.02.2017, bekannt ist "
        "10.10.2017)."
    )
    assert "12.600 → 17.600" in most.what


@pytest.mark.parametrize(("status", "codes"), [(NEWER, set()), (KNOWN, {"perhaps-older-edition"})])
def test_a_newer_edition_of_fewer_years_is_in_no_doubt(
    migrated: Engine, status: str, codes: set[str]
) -> None:
    import_file(migrated, NAME, of_benefits(range(1990, 1995), status=KNOWN), files.ORDER)
    fewer = of_benefits(range(1990, 1994), status=status, more=1)

    seen = look_at(migrated, NAME, fewer, files.ORDER)

    assert seen.outcome is Outcome.PREVIEW
    assert {one.code for one in seen.problems} & OF_OLDER == codes


def test_an_older_edition_that_waited_is_told_before_its_release(migrated: Engine) -> None:
    """While it waited a newer one came, so that the file itself was no older edition then."""
    waiting = import_file(
        migrated, NAME, of_benefits(YEAR, status=OLDER), files.ORDER, release=False
    )
    assert office.pending(migrated, waiting.delivery).older == ""
    import_file(migrated, NAME, of_benefits(YEAR, status=KNOWN, more=1), files.ORDER)

    told = office.pending(migrated, waiting.delivery)

    assert told.changed > 0
    assert told.older == (
        f"Ältere Ausgabe: Sie ersetzt {told.changed} bekannte Werte durch solche von früher "
        "(Datenstand der Datei 01.02.2017, bekannt ist 10.10.2017)."
    )
