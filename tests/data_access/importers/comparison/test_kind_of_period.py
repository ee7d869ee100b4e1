"""A file that dates values in another way than they are known; it would be a second series."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from data_access.importers.examination import Order
from data_access.importers.importing import import_file, look_at
from data_access.importers.problems import Severity
from data_access.importers.reports.report import FileReport, Outcome
from tests.support import indicator_files as files
from tests.support.dump import dump

#: Naturalisations are known by year, the population by day.
FLOW = "einbuergerungen"


def _order(statistic: str = files.STATISTIC, period: str = "", reason: str = "") -> Order:
    said = files.PROFILE.model_copy(update={"statistic": statistic, "period": period})
    return replace(files.ORDER, profiles=(said,), reason=reason, confirmed=bool(reason))


def _content(year: int = 1990) -> bytes:
    return files.content(files.years(files.COUNTY, year, [290_000, 290_500]))


def _codes(report: FileReport) -> list[str]:
    return [one.code for one in report.errors]


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (_order(), "gilt für einen Stichtag, etwa 31.12.2024; die Datei nennt nur 1990 und 1991."),
        (_order(FLOW, "12-31"), "die Datei nennt einen einzelnen Tag (31.12.1990 und 31.12.1991)."),
    ],
    ids=["years for days", "days for years"],
)
def test_another_kind_of_period_is_refused(migrated: Engine, order: Order, said: str) -> None:
    before = dump(migrated)

    report = import_file(migrated, files.NAME, _content(), order)

    assert (report.outcome, _codes(report)) == (Outcome.REJECTED, ["other-kind-of-period"])
    assert said in report.errors[0].what
    assert "„--confirmed“" in report.errors[0].remedy
    assert dump(migrated) == before


@pytest.mark.parametrize("order", [_order(period="12-31"), _order(period="06-30"), _order(FLOW)])
def test_the_usual_kind_goes_in(migrated: Engine, order: Order) -> None:
    assert _codes(look_at(migrated, files.NAME, _content(), order)) == []


def test_who_confirms_it_is_not_asked_again(migrated: Engine) -> None:
    order = _order(reason="Durchschnitt des Jahres")

    taken = import_file(migrated, files.NAME, _content(), order)

    assert (taken.outcome, taken.new) == (Outcome.RELEASED, 2)
    (note,) = (one for one in taken.problems if one.code == "other-kind-of-period")
    assert note.severity is Severity.NOTE
    # From then on both kinds are known.
    assert _codes(look_at(migrated, files.NAME, _content(1980), _order())) == []
