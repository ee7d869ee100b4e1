"""Printed numbers of things; statistics and groups that look alike: with a fault and without."""

from __future__ import annotations

from typing import Any

import pytest

from data_access.audit.checks import compositions, counts, distinct
from data_access.audit.model import Severity
from data_access.vocabulary import Origin
from tests.support.ledger import BEFORE, CITY, COUNTY, JOINT, VILLAGES, case, figure

# Printed numbers of things


@pytest.mark.parametrize(("printed", "found"), [(6, 0), (5, 1)])
def test_a_number_of_roles_is_that_of_the_list(printed: int, found: int) -> None:
    rule = {"statistic": "prosa", "area": COUNTY, "of": "Rollen", "elements": "role"}
    one = case(figure(printed, "prosa"), count=[rule], more={"elements": {"role": 6}})

    assert len([*counts.check(one)]) == found


@pytest.mark.parametrize(("printed", "found"), [(3, 0), (4, 1)])
def test_a_number_of_municipalities_is_that_of_the_county(printed: int, found: int) -> None:
    rule = {
        "statistic": "prosa",
        "area": COUNTY,
        "of": "Kommunen",
        "areas_in": COUNTY,
        "without": [CITY],
    }

    assert len([*counts.check(case(figure(printed, "prosa"), count=[rule]))]) == found


def test_an_area_that_stands_for_two_counts_twice() -> None:
    rule: dict[str, Any] = {
        "statistic": "prosa",
        "area": COUNTY,
        "of": "Stellen",
        "figures_of": "fremde",
    }
    rows = [figure(2, "prosa"), figure(1, "fremde", area=CITY), figure(1, "fremde", area=JOINT)]
    split = {**rule, "split": {JOINT: list(VILLAGES)}}

    assert [*counts.check(case(*rows, count=[rule]))] == []
    (found,) = counts.check(case(*rows, count=[split]))
    assert found.severity is Severity.DIFFERS
    (known,) = counts.check(case(*rows, count=[{**split, "why": "Gemeinsam geführt."}]))
    assert (known.severity, known.why) == (Severity.EXPLAINED, "Gemeinsam geführt.")


# Not to be confused


def test_statistics_that_look_alike_are_explained_on_the_newest_common_date() -> None:
    rule = {"statistics": ["register", "fremde"], "why": "Zwei Zählungen."}
    rows = [
        figure(25_525, "register"),
        figure(26_280, "register", period="2021-12-31"),
        figure(23_684, "fremde"),
        figure(23_694, "fremde", origin=Origin.RECOMPUTED),
        figure(22_492, "fremde", period=BEFORE),
    ]

    (found,) = distinct.check(case(*rows, distinct=[rule]))

    assert (found.severity, found.why) == (Severity.EXPLAINED, "Zwei Zählungen.")
    assert [one.number for one in found.evidence] == [25_525, 23_694]


def test_groups_may_look_alike_as_well() -> None:
    rule = {
        "statistics": ["register", "fremde"],
        "groups": ["insgesamt", "auslaender"],
        "why": "Am Arbeitsort und am Wohnort.",
    }
    rows = [figure(6_220, "register"), figure(6_826, "fremde", group="auslaender")]

    assert len([*distinct.check(case(*rows, distinct=[rule]))]) == 1


def test_a_month_may_stand_beside_the_end_of_the_year_before() -> None:
    rule: dict[str, Any] = {"statistics": ["register", "fremde"], "why": "Zwei Zählungen."}
    rows = [figure(20_465, "register", period="2014-12-31"), figure(9, "fremde", period="2015-01")]

    assert [*distinct.check(case(*rows, distinct=[rule]))] == []
    assert [*distinct.check(case(*rows, distinct=[{**rule, "days": 31}]))]


def test_statistics_without_a_common_date_are_left_alone() -> None:
    rule = {"statistics": ["register", "fremde"], "why": "Zwei Zählungen."}
    rows = [figure(25_525, "register"), figure(9, "fremde", period=BEFORE)]

    assert [*distinct.check(case(*rows, distinct=[rule]))] == []


# Names of groups


def test_a_set_that_no_longer_is_the_official_list_is_explained() -> None:
    rule = {"group": "asyl", "official": "liste"}

    (found,) = compositions.check(case(figure(30, group="asyl"), composition=[rule]))

    assert found.severity is Severity.EXPLAINED
    assert "nicht darauf Irak" in found.what
    earlier = case(figure(30, group="asyl", period="2018-12-31"), composition=[rule])
    assert [*compositions.check(earlier)] == []
