"""Numbers told twice, by a text, another source or of another day: with a fault and without."""

from __future__ import annotations

from typing import Any

import pytest

from data_access.audit.checks import other_dates, retold, sources
from data_access.audit.model import Severity
from data_access.vocabulary import Origin, Qualifier
from tests.support.ledger import BEFORE, TOGETHER, case, figure, plain_text

# Text and table

_RETOLD = {"text": "prosa", "table": "fremde", "presumption": "vermutlich anderer Monat"}


def _told(number: float, **more: Any) -> list[Any]:
    return [
        figure(number, "prosa", period="2021", by="text", **more),
        figure(14_179, "fremde", period="2021-03", by="tabelle"),
        figure(1, "fremde", period="2020-03", by="tabelle"),
    ]


def test_a_text_that_differs_from_its_table_is_found() -> None:
    (found,) = retold.check(case(*_told(14_133), retold=[_RETOLD]))

    assert found.severity is Severity.DIFFERS
    assert plain_text(found.what) == (
        "Der Text nennt 14.133 Personen, die Tabelle für März 2021 14.179 Personen: weicht ab, "
        "vermutlich anderer Monat."
    )
    assert [one.role for one in found.evidence] == ["im Text", "in der Tabelle"]


def test_a_text_that_repeats_its_table_is_left_alone() -> None:
    assert [*retold.check(case(*_told(14_179), retold=[_RETOLD]))] == []
    roughly = _told(14_200, qualifier=Qualifier.ROUND)
    assert [*retold.check(case(*roughly, retold=[_RETOLD]))] == []


def test_a_text_with_fewer_digits_than_its_table_is_left_alone() -> None:
    rule = {**_RETOLD, "text": "anteil", "table": "anteil-vorjahr"}
    rows = [
        figure(34.0, "anteil", period="2021", original_text="34%"),
        figure(34.1, "anteil-vorjahr", period="2021-03", original_text="34,1%"),
    ]

    assert [*retold.check(case(*rows, retold=[rule]))] == []
    other = figure(35.0, "anteil", period="2021", original_text="35%")
    assert [*retold.check(case(other, rows[1], retold=[rule]))]


def test_one_digit_apart_is_another_number() -> None:
    rule = {**_RETOLD, "text": "anteil", "table": "anteil-vorjahr"}
    rows = [
        figure(16.3, "anteil", period="2021", original_text="16,3%"),
        figure(16.2, "anteil-vorjahr", period="2021-03", original_text="16,2%"),
    ]

    assert [*retold.check(case(*rows, retold=[rule]))]


def test_where_nothing_excuses_it_a_text_beside_its_table_is_an_error() -> None:
    (found,) = retold.check(case(*_told(14_133), retold=[{**_RETOLD, "presumption": ""}]))

    assert found.severity is Severity.ERROR


# Two sources


def test_two_sources_with_two_numbers_are_found() -> None:
    (found,) = sources.check(case(figure(100), figure(101, by="b")))

    assert found.severity is Severity.DIFFERS
    assert [one.number for one in found.evidence] == [100, 101]
    assert found.what.startswith("2 Quellen nennen für 31.12.2020 100")
    together = case(figure(100), figure(101, by="text"), document=TOGETHER)
    assert [one.severity for one in sources.check(together)] == [Severity.ERROR]


def test_two_sources_that_never_agree_are_one_finding() -> None:
    rows = [
        figure(number, period=f"{year}-12-31", by=by)
        for year in range(2010, 2020)
        for number, by in ((year, "amt"), (year + 1, "b"))
    ]

    (found,) = sources.check(case(*rows))

    assert found.what.endswith("; auch an 9 früheren Stichtagen.")
    assert [one.number for one in found.evidence] == [2019, 2020, 2018, 2019, 2017, 2018]
    assert found.subject.period == ""


@pytest.mark.parametrize(
    "other",
    [
        figure(1_004, by="b"),
        figure(1_000, by="b", qualifier=Qualifier.CIRCA),
        figure(1_005, origin=Origin.RECOMPUTED),
        figure(1_005, by="b", planned=True),
        figure(1_005, by="b", period=BEFORE),
        figure(1_005, "fremde", by="b"),
    ],
    ids=["equal", "circa", "recomputed", "planned", "other date", "other statistic"],
)
def test_two_figures_that_do_not_contradict_each_other_are_left_alone(other: Any) -> None:
    assert [*sources.check(case(figure(1_004), other))] == []


# Two dates


def test_one_number_under_two_dates_is_found() -> None:
    rows = [figure(22_492, "fremde"), figure(22_492, "fremde", period=BEFORE, by="b")]

    (found,) = other_dates.check(case(*rows))

    assert found.subject.period == "2020-12-31"
    assert "31.12.2019" in found.what


@pytest.mark.parametrize(
    "rows",
    [
        [figure(22_492, "fremde"), figure(22_492, "fremde", period=BEFORE)],
        [figure(22_492, "fremde"), figure(22_491, "fremde", period=BEFORE, by="b")],
        [figure(92, "fremde"), figure(92, "fremde", period=BEFORE, by="b")],
        [figure(2_250, "register"), figure(2_250, "register", period=BEFORE, by="b")],
        [figure(22_492, "fremde"), figure(22_492, "fremde", period="2016-12-31", by="b")],
        [
            figure(22_492, "fremde"),
            figure(22_492, "fremde", period=BEFORE),
            figure(22_492, "fremde", period=BEFORE, by="b"),
        ],
    ],
    ids=["one source", "two numbers", "small", "rounded", "years apart", "both know"],
)
def test_equal_numbers_that_prove_nothing_are_left_alone(rows: list[Any]) -> None:
    assert [*other_dates.check(case(*rows))] == []
