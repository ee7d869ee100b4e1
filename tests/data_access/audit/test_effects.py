"""What storing a file does to the findings of the audit, told before and after."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from sqlalchemy import Engine

from data_access import storing
from data_access.audit import effects as module
from data_access.audit.effects import Effects, effects_of
from data_access.audit.model import Kind, Severity
from data_access.audit.office import accept_finding
from data_access.audit.telling import about
from data_access.deliveries import office
from data_access.engine import reading
from data_access.importers.importing import import_file, look_at
from data_access.importers.reports.report import FileReport, Outcome, as_text
from tests.support import indicator_files as files
from tests.support.dump import dump

pytestmark = pytest.mark.either_database

TODAY = date(2026, 11, 21)
_RIGHT = (160_001, 170_002, 180_003)


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """All real counties, three years of one of them, and the meaning of the file."""
    engine = files.with_profile(migrated)
    import_file(engine, "richtig.csv", _content(*_RIGHT), files.ORDER)
    return engine


def _content(*values: object) -> bytes:
    return files.content(files.years(files.COUNTY, 1990, values))


def _kinds(report: FileReport) -> set[Kind]:
    return {one.kind for one in report.effects.raised}


def test_a_jump_is_told_before_it_is_stored(monitor: Engine) -> None:
    before = dump(monitor)
    content = _content(*_RIGHT, 190_004, 1_900_045, 191_000)

    seen = look_at(monitor, files.NAME, content, files.ORDER)

    assert dump(monitor) == before
    assert seen.outcome is Outcome.PREVIEW
    assert Kind.JUMP in _kinds(seen)
    done = import_file(monitor, files.NAME, content, files.ORDER)
    assert done.effects == seen.effects
    assert "Datenprüfung:" in as_text(seen)
    assert "das 10,0-Fache" in as_text(seen)


def test_a_file_that_fits_raises_nothing(monitor: Engine) -> None:
    report = look_at(monitor, files.NAME, _content(*_RIGHT, 181_000, 182_500), files.ORDER)

    assert not _kinds(report) & {Kind.JUMP, Kind.REPEATED, Kind.SOURCES}


def test_a_delivery_that_waits_tells_what_its_release_will_raise(monitor: Engine) -> None:
    content = _content(*_RIGHT, 190_004, 1_900_045, 191_000)
    seen = look_at(monitor, files.NAME, content, files.ORDER)

    report = import_file(monitor, files.NAME, content, files.ORDER, release=False)

    assert report.outcome is Outcome.DELIVERED
    assert report.effects == seen.effects
    with reading(monitor) as connection:
        values = set(connection.exec_driver_sql("SELECT number FROM observation"))
    assert (1_900_045.0,) not in values
    assert office.pending(monitor, report.delivery).effects == seen.effects
    assert office.release(monitor, report.delivery, note="geprüft").effects == seen.effects


def test_a_correction_settles_what_was_raised(monitor: Engine) -> None:
    wrong = _content(*_RIGHT, 190_004, 1_900_045, 191_000)
    raised = import_file(monitor, files.NAME, wrong, files.ORDER).effects.raised

    right = import_file(
        monitor, files.NAME, _content(*_RIGHT, 190_004, 190_045, 191_000), files.ORDER
    )

    jumps = {one.id for one in raised if one.kind is Kind.JUMP}
    settled = right.effects.settled
    assert jumps
    assert jumps <= {one.id for one in settled}
    assert Kind.JUMP not in _kinds(right)
    assert Severity.EXPLAINED not in {one.severity for one in settled}
    told = as_text(right)
    assert f"{len(settled)} Befund" in told
    jump = next(one for one in settled if one.kind is Kind.JUMP)
    assert f"    Erledigt: {about(jump)}: {jump.what}" in told.splitlines()
    assert [one["id"] for one in right.as_dict()["audit"]["settled"]] == [one.id for one in settled]


def test_what_was_accepted_is_not_settled_once_more(monitor: Engine) -> None:
    wrong = _content(*_RIGHT, 190_004, 1_900_045, 191_000)
    raised = import_file(monitor, files.NAME, wrong, files.ORDER).effects.raised
    jump = next(one for one in raised if one.kind is Kind.JUMP)
    accept_finding(monitor, jump.id, "so gewollt", on=TODAY)

    right = _content(*_RIGHT, 190_004, 190_045, 191_000)
    report = look_at(monitor, files.NAME, right, files.ORDER)

    assert jump.id not in {one.id for one in report.effects.settled}


def test_explained_findings_are_not_told(monitor: Engine) -> None:
    report = look_at(monitor, files.NAME, _content(*_RIGHT, 1_900_045), files.ORDER)

    assert Severity.EXPLAINED not in {one.severity for one in report.effects.raised}


def test_a_county_with_too_many_figures_is_named(
    monitor: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_FIGURES", 100)

    report = look_at(monitor, files.NAME, _content(*_RIGHT, 1_900_045), files.ORDER)

    assert report.effects.unchecked == ("Landkreis Hildesheim",)
    assert report.effects.raised == ()
    assert "Nicht geprüft" in as_text(report)
    assert "integrationsmonitor check" in as_text(report)


def test_the_findings_of_the_own_county_come_first(monitor: Engine) -> None:
    """Peine stands before Hildesheim in every list."""
    series = [160_001, 170_002, 180_003, 190_004, 1_900_045]
    both = {**files.years(files.NEIGHBOUR, 1990, series), **files.years(files.COUNTY, 1990, series)}

    report = look_at(monitor, files.NAME, files.content(both), files.ORDER)

    jumps = [one.subject.county_key for one in report.effects.raised if one.kind is Kind.JUMP]
    assert jumps == [files.COUNTY, files.NEIGHBOUR]


def test_that_old_figures_are_old_is_no_news(monitor: Engine) -> None:
    report = look_at(monitor, files.NAME, _content(*_RIGHT, 181_000, 182_000), files.ORDER)

    assert Kind.FRESHNESS not in _kinds(report)


def test_what_the_file_itself_defines_is_left_to_the_audit_afterwards(monitor: Engine) -> None:
    """Neither the statistic nor the group nor the source is there yet."""
    with reading(monitor) as connection:
        fresh = _figures({"statistic_code": "neu", "group_code": "neu", "source_code": "neu"})
        found = effects_of(
            connection, storing.compare(connection, fresh), first=files.COUNTY, on=TODAY
        )

    assert found == Effects()


def _figures(other: dict[str, str]) -> pl.DataFrame:
    row = {
        **dict.fromkeys(storing.KEY, ""),
        "county_key": files.COUNTY,
        "statistic_code": files.STATISTIC,
        "area_key": files.COUNTY,
        "group_code": "insgesamt",
        "sex": "gesamt",
        "period": "2001-12-31",
        "origin": "published",
        "source_code": files.SOURCE,
        "number": 1.0,
        "status": "value",
        "qualifier": "exactly",
        **dict.fromkeys(("provisional", "revised", "estimated", "planned"), False),
        **dict.fromkeys(("original_text", "locator", "note"), ""),
        **other,
    }
    return pl.DataFrame([row], schema=storing.FIGURES_TO_STORE)
