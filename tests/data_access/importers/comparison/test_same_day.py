"""Two files of one day that say different things of the same are told of, a mended one is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from data_access.clock import now
from data_access.engine import writing
from data_access.importers.importing import import_file
from data_access.importers.problems import Problem, Severity
from data_access.importers.reports.report import FileReport, Outcome
from data_access.schema.deliveries import Delivery
from tests.support import indicator_files as files
from tests.support.genesis_tables import of_benefits

#: Far enough from all years that are known.
FIRST, SECOND = of_benefits([1990]), of_benefits([1990], more=1)


def _told(report: FileReport) -> list[Problem]:
    return [one for one in report.problems if one.code == "same-day"]


def _bring(engine: Engine, name: str, content: bytes) -> FileReport:
    return import_file(engine, name, content, files.ORDER)


def test_another_file_of_the_same_day_is_named_with_an_example(migrated: Engine) -> None:
    assert _told(_bring(migrated, "a.csv", FIRST)) == []

    report = _bring(migrated, "b.csv", SECOND)

    (problem,) = _told(report)
    assert (report.outcome, problem.severity) == (Outcome.RELEASED, Severity.DOUBT)
    assert problem.what.startswith(
        f"{report.changed} Werte hat erst heute eine andere Datei gebracht, „a.csv“ (Lieferung L1)"
    )
    assert "12.600 → 12.601" in problem.what
    assert "withdraw" in problem.remedy


def test_a_file_that_was_mended_is_in_no_doubt(migrated: Engine) -> None:
    _bring(migrated, "a.csv", FIRST)
    assert _told(_bring(migrated, "a.csv", SECOND)) == []


@pytest.mark.parametrize(("days", "count"), [(0, 1), (2, 0)])
def test_what_came_in_earlier_is_revised_as_ever(migrated: Engine, days: int, count: int) -> None:
    _bring(migrated, "a.csv", FIRST)
    with writing(migrated) as connection:
        connection.execute(update(Delivery).values(released_at=now() - timedelta(days=days)))

    assert len(_told(_bring(migrated, "b.csv", SECOND))) == count
