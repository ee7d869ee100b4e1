"""Two columns that have changed places are told, and a revision is not taken for it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine

from data_access.importers.examination import Order
from data_access.importers.importing import import_file, look_at
from data_access.importers.problems import Severity
from data_access.importers.reports.report import FileReport, Outcome
from tests.support import indicator_files as files
from tests.support.flat_files import flat, record

NAME = "12411-01-01-4_de_flat.csv"
Pairs = Mapping[str, tuple[int, int]]
#: Men and women by year.
KNOWN: Pairs = {str(year): (130_000 + year, 137_000 + 2 * year) for year in range(1990, 1996)}
SWAPPED: Pairs = {year: (women, men) for year, (men, women) in KNOWN.items()}


def _content(pairs: Pairs) -> bytes:
    records = [
        record(sex=code, sex_label=label, value=str(value), time=f"{year}-12-31")
        for year, (men, women) in pairs.items()
        for code, label, value in (
            ("GESM", "männlich", men),
            ("GESW", "weiblich", women),
            ("", "Insgesamt", men + women),
        )
    ]
    return ("\ufeff" + flat(records)).encode()


@pytest.fixture
def monitor(migrated: Engine) -> Engine:
    """Both sexes of six years are known."""
    first = import_file(migrated, NAME, _content(KNOWN), files.ORDER)
    assert first.outcome is Outcome.RELEASED
    return migrated


def _seen(engine: Engine, pairs: Pairs, reason: str = "") -> FileReport:
    order = Order(county_key=files.COUNTY, reason=reason, confirmed=bool(reason))
    return look_at(engine, NAME, _content(pairs), order)


def _told(report: FileReport) -> list[tuple[Severity, str]]:
    return [(one.severity, one.what) for one in report.problems if one.code == "columns-swapped"]


def test_men_and_women_that_have_changed_places_are_an_error(monitor: Engine) -> None:
    seen = _seen(monitor, SWAPPED)

    ((severity, what),) = _told(seen)
    assert (severity, seen.outcome) == (Severity.ERROR, Outcome.REJECTED)
    assert what.startswith("„männlich“ und „weiblich“ sind vertauscht: 6-mal hat das eine genau")


def test_one_pair_of_large_numbers_is_no_accident(monitor: Engine) -> None:
    year = "1993"

    assert _told(_seen(monitor, {year: SWAPPED[year]}))


def test_who_says_why_may_put_swapped_values_right(monitor: Engine) -> None:
    seen = _seen(monitor, SWAPPED, reason="Die erste Datei war vertauscht")

    assert [severity for severity, _ in _told(seen)] == [Severity.NOTE]
    assert (seen.outcome, seen.changed) == (Outcome.PREVIEW, 12)


def test_a_revision_is_no_exchange(monitor: Engine) -> None:
    revised = {year: (men + 10, women - 10) for year, (men, women) in KNOWN.items()}

    assert _told(_seen(monitor, revised)) == []
    assert _told(_seen(monitor, KNOWN)) == []


def test_two_values_exchanged_among_many_others_are_no_swapped_columns(monitor: Engine) -> None:
    one = "1993"

    seen = _seen(monitor, {**KNOWN, one: SWAPPED[one]})

    assert _told(seen) == []
    assert seen.changed == 2


def test_small_numbers_may_be_equal_by_accident(monitor: Engine) -> None:
    import_file(monitor, NAME, _content({"1980": (3, 5)}), files.ORDER)

    assert _told(_seen(monitor, {"1980": (5, 3)})) == []
