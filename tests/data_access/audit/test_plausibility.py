"""Impossible values, dates that contradict each other, units in print: with a fault and without."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data_access.audit.checks import bounds, dates, printed_units
from data_access.audit.model import Severity
from data_access.vocabulary import Origin
from tests.support.ledger import CITY, case, figure


@pytest.mark.parametrize(
    ("one", "wrong"),
    [
        (figure(-1), "Werte sind unter null: −1 Personen (Kreis, 31.12.2020)."),
        (figure(-0.1, "anteil"), "Werte sind unter null: −0,1 % (Kreis, 31.12.2020)."),
        (figure(100.1, "anteil"), "Werte sind über 100 %: 100,1 % (Kreis, 31.12.2020)."),
        (
            figure(12.5, group="irak"),
            "Werte sind keine ganze Zahl von Personen: 12,5 Personen (Kreis, Irak, 31.12.2020).",
        ),
    ],
)
def test_what_no_figure_can_be_is_found(one: Any, wrong: str) -> None:
    (found,) = bounds.check(case(one))

    assert found.severity is Severity.ERROR
    assert found.what.replace("\u00a0", " ") == wrong


def test_a_column_that_slipped_is_one_finding() -> None:
    rows = [figure(-1, period=f"{year}-12-31") for year in range(2010, 2020)]

    (found,) = bounds.check(case(*rows))

    assert found.what.endswith(" und 5 weitere.")
    assert len([*bounds.check(case(*rows, figure(-1, by="b"), figure(-1, "fremde")))]) == 3


@pytest.mark.parametrize(
    "one",
    [
        figure(0),
        figure(100.0, "anteil"),
        figure(-927, "vorjahr"),
        figure(615.8, "vorjahr-prozent"),
        figure(-0.3, "anteil-vorjahr"),
        figure(-12.75, "ausgaben"),
        figure(12.5, origin=Origin.RECOMPUTED),
        figure(-5, "saldo"),
    ],
    ids=lambda one: one.key.statistic,
)
def test_what_a_figure_can_be_is_left_alone(one: Any) -> None:
    assert [*bounds.check(case(one))] == []


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (figure(1, period="2026-12-31"), "future"),
        (figure(1, period="2027"), "future"),
        (figure(1, published="2019"), "published"),
        (figure(1, published="2020"), "published"),
        (figure(1, period="2021-03", published="2021-02"), "published"),
        (figure(1, data_status=date(2020, 6, 30)), "data_status"),
    ],
)
def test_dates_that_cannot_be_are_found(one: Any, code: str) -> None:
    (found,) = dates.check(case(one))

    assert found.severity is Severity.ERROR
    assert found.subject.detail == f"{code} amt"


@pytest.mark.parametrize(
    "one",
    [
        figure(1, period="2026", published=""),
        figure(1, period="2027", planned=True),
        figure(1, published="2021"),
        figure(1, published=""),
        figure(1, published="im Frühjahr"),
        figure(1, period="2012-01-20", published="2012-01-20"),
        figure(1, period="2021", published="2021"),
        figure(1, data_status=date(2021, 6, 30)),
    ],
)
def test_dates_that_can_be_are_left_alone(one: Any) -> None:
    assert [*dates.check(case(one))] == []


def test_a_table_says_its_dates_once_for_all_its_figures() -> None:
    rows = [figure(1, published="2019"), figure(2, "fremde", published="2019")]

    assert len([*dates.check(case(*rows))]) == 1
    assert len([*dates.check(case(*rows, figure(3, by="b", published="2019")))]) == 2


def test_a_printed_year_that_is_too_early_is_told() -> None:
    imprint = {"source": "amt", "published": "2020", "locator": "S. 12"}

    (found,) = dates.check(case(figure(1), imprint=[imprint]))

    assert found.severity is Severity.NOTE
    assert found.evidence[1].locator == "S. 12"
    later = {**imprint, "published": "2021"}
    assert [*dates.check(case(figure(1), imprint=[later]))] == []


@pytest.mark.parametrize(
    ("read_on", "provisional", "found"),
    [
        (date(2021, 5, 31), False, 1),
        (date(2021, 5, 31), True, 0),
        (date(2021, 6, 30), False, 0),
        (None, False, 0),
    ],
)
def test_what_was_read_within_its_waiting_time_is_provisional(
    read_on: date | None, provisional: bool, found: int
) -> None:
    one = figure(
        1, "grundsicherung", period="2021-03", data_status=read_on, provisional=provisional
    )

    assert len([*dates.check(case(one))]) == found


def test_percent_behind_a_difference_of_shares_is_told_once_for_a_table() -> None:
    rows = [
        figure(0.2, "anteil-vorjahr", original_text="+0,2 %"),
        figure(0.4, "anteil-vorjahr", area=CITY, original_text="+0,4%"),
    ]

    (found,) = printed_units.check(case(*rows))

    assert found.what == ("Gedruckt sind Prozent („+0,2 %“, „+0,4%“), gemeint sind Prozentpunkte.")


@pytest.mark.parametrize(
    "one",
    [
        figure(0.2, "anteil-vorjahr", original_text="+0,2"),
        figure(0.2, "anteil-vorjahr", original_text="0,2 Prozentpunkte"),
        figure(64.0, "vorjahr-prozent", original_text="+64,0%"),
        figure(8.6, "anteil", original_text="8,6%"),
    ],
    ids=["bare", "points", "change in percent", "share"],
)
def test_percent_that_is_meant_is_left_alone(one: Any) -> None:
    assert [*printed_units.check(case(one))] == []
