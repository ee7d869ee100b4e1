"""The data status under a figure is that of its own source, or none."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import german
from dashboard.charts.model import caption, status_text
from data_access.domain import DataStatus, Papers, Period, Source

NONE = "Datenstand von der Quelle nicht genannt"


def source(code: str, *, table_id: str = "", published: str = "") -> Source:
    """A source; it appeared at no known time unless said otherwise."""
    return Source(code, "Amt", f"Bericht {code}", table_id, published, "")


LIST, TABLE = source("liste"), source("tabelle", table_id="12411-03-03-4")


def papers(*statuses: DataStatus, periods: tuple[str, ...] = ("2021-12-31",)) -> Papers:
    """Papers of both sources."""
    return Papers((LIST, TABLE), tuple(map(Period.parse, periods)), data_statuses=statuses)


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((), NONE),
        ((DataStatus("tabelle", date(2021, 12, 30)),), NONE),
        (
            (DataStatus("tabelle", date(2022, 6, 1)),),
            "Datenstand 01.06.2022 (Tabelle 12411-03-03-4)",
        ),
        (
            (DataStatus("liste", date(2022, 5, 2)), DataStatus("tabelle", date(2022, 6, 1))),
            "Datenstand 02.05.2022 (Bericht liste) und 01.06.2022 (Tabelle 12411-03-03-4)",
        ),
        (
            (DataStatus("liste", date(2022, 6, 1)), DataStatus("tabelle", date(2022, 6, 1))),
            "Datenstand 01.06.2022",
        ),
        (
            (DataStatus("liste", date(2020, 6, 1)), DataStatus("tabelle", date(2022, 6, 1))),
            "Datenstand 01.06.2022 (Tabelle 12411-03-03-4)",
        ),
    ],
)
def test_a_data_status_is_told_with_its_source(statuses: tuple[DataStatus, ...], said: str) -> None:
    given = papers(*statuses)

    assert status_text(given) == said
    assert f" · {said}" in caption(given).text


def test_a_status_within_the_newest_period_is_told() -> None:
    given = papers(DataStatus("liste", date(2021, 3, 20)), periods=("2020", "2021"))

    assert status_text(given) == "Datenstand 20.03.2021 (Bericht liste)"


def test_without_a_data_status_a_report_says_when_it_appeared() -> None:
    report = source("bericht", published="2021-06")
    given = Papers(
        (report,),
        (Period.parse("2021-03"),),
        data_statuses=(DataStatus("bericht", date(2021, 1, 1)),),
    )

    assert status_text(given) == f"veröffentlicht Juni{german.NBSP}2021"
