"""Sums over groups and sexes: with a fault and without."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.book import GroupLine
from data_access.audit.checks import area_sums, group_sums, sex_sums
from data_access.audit.model import Severity
from tests.support.ledger import VILLAGES, Check, case, figure, only, plain_text

# Groups


def _groups(**numbers: float) -> list[Any]:
    return [figure(number, group=group) for group, number in numbers.items()]


_CITIZENS = {"whole": "insgesamt", "parts": ["deutsche", "auslaender"]}


def test_groups_that_do_not_make_up_the_total_are_found() -> None:
    rows = _groups(insgesamt=100, deutsche=80, auslaender=19)

    found = only(group_sums.check, case(*rows, group_sum=[_CITIZENS]))

    assert plain_text(found.what) == (
        "Deutsche und Ausländer ergeben 99 Personen, gedruckt sind 100 Personen: 1 mehr."
    )
    assert found.evidence[1].reckoning in {"80 + 19", "19 + 80"}


@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_groups_that_make_up_the_total_are_left_alone(germans: int, others: int) -> None:
    rows = _groups(insgesamt=germans + others, deutsche=germans, auslaender=others)

    assert [*group_sums.check(case(*rows, group_sum=[_CITIZENS]))] == []


def test_a_group_sum_of_one_statistic_leaves_the_others_alone() -> None:
    rows = _groups(insgesamt=100, deutsche=80, auslaender=19)
    rule = {**_CITIZENS, "statistic": "register"}

    assert [*group_sums.check(case(*rows, group_sum=[rule]))] == []


def test_a_few_without_a_group_are_explained_where_the_rule_knows_them() -> None:
    rule = {**_CITIZENS, "rest": "Personen ohne Angabe"}

    (few,) = group_sums.check(
        case(*_groups(insgesamt=12_473, deutsche=12_000, auslaender=471), group_sum=[rule])
    )
    assert (few.severity, few.why) == (
        Severity.EXPLAINED,
        "Der kleine Rest sind wohl Personen ohne Angabe.",
    )
    for total in (12_500, 12_470):
        rows = _groups(insgesamt=total, deutsche=12_000, auslaender=471)
        assert only(group_sums.check, case(*rows, group_sum=[rule])).severity is Severity.ERROR


_AGES = {
    "groups": {
        **case().book.about.groups,
        **{code: GroupLine(code, code, "age") for code in ("alter-unter-6", "alter-6-65")},
        **{code: GroupLine(code, code, "age") for code in ("alter-ab-65", "alter-6-15")},
    }
}


def test_classes_of_age_without_a_gap_make_up_the_total() -> None:
    def rows(total: int) -> list[Any]:
        numbers = {"alter-unter-6": 10, "alter-6-65": 70, "alter-ab-65": 20, "insgesamt": total}
        return [figure(number, group=group) for group, number in numbers.items()]

    assert [*group_sums.check(case(*rows(100), more=_AGES))] == []
    found = only(group_sums.check, case(*rows(101), more=_AGES))
    assert found.what.startswith("Die 3 Klassen (Alter) ergeben 100")
    gap = [*rows(101)[:1], figure(5, group="alter-6-15"), *rows(101)[2:]]
    assert [*group_sums.check(case(*gap, more=_AGES))] == []


def test_a_set_of_countries_is_the_sum_of_its_countries() -> None:
    assert [*group_sums.check(case(*_groups(asyl=30, syrien=20, irak=10)))] == []
    found = only(group_sums.check, case(*_groups(asyl=31, syrien=20, irak=10)))
    assert found.what.startswith("Die 2 Länder der Gruppe ergeben")


def test_a_set_has_the_countries_of_its_day() -> None:
    """Irak left the official list in 2019."""
    rows = _groups(liste=20, syrien=20, irak=10)

    assert [*group_sums.check(case(*rows))] == []
    earlier = [
        figure(number, group=group, period="2018-12-31")
        for group, number in (("liste", 20), ("syrien", 20), ("irak", 10))
    ]
    assert only(group_sums.check, case(*earlier)).evidence[1].number == 30


def test_nationalities_are_a_selection_of_the_total() -> None:
    assert [*group_sums.check(case(*_groups(insgesamt=100, syrien=20, irak=30)))] == []
    found = only(group_sums.check, case(*_groups(insgesamt=100, syrien=60, irak=50)))
    assert "10 mehr als das Ganze" in found.what


def test_indented_lines_are_a_selection_of_the_line_above() -> None:
    table = {"nestings": (("tabelle", "auslaender", "asyl"), ("tabelle", "auslaender", "liste"))}

    assert [*group_sums.check(case(*_groups(auslaender=100, asyl=30, liste=20), more=table))] == []
    found = only(group_sums.check, case(*_groups(auslaender=40, asyl=30, liste=20), more=table))
    assert found.what.startswith("Die darunter eingerückten Zeilen ergeben 50")


def test_changes_of_a_selection_may_be_larger_than_that_of_the_total() -> None:
    rows = [
        figure(-927, "vorjahr"),
        figure(600, "vorjahr", group="syrien"),
        figure(700, "vorjahr", group="irak"),
    ]

    assert [*group_sums.check(case(*rows))] == []


# Sexes


def test_women_and_men_that_do_not_make_up_the_total_are_found() -> None:
    women, men = figure(40, sex="weiblich"), figure(50, sex="männlich")

    assert [*sex_sums.check(case(figure(90), women, men))] == []
    found = only(sex_sums.check, case(figure(91), women, men))
    assert found.what.startswith("Frauen und Männer ergeben")


def test_more_women_than_people_are_found() -> None:
    assert [*sex_sums.check(case(figure(90), figure(40, sex="weiblich")))] == []
    assert only(sex_sums.check, case(figure(30), figure(40, sex="weiblich")))


@pytest.mark.parametrize("check", [area_sums.check, group_sums.check, sex_sums.check])
def test_a_figure_by_itself_is_no_wrong_sum(check: Check) -> None:
    assert [*check(case(figure(100), figure(10, area=VILLAGES[0], period="2019-12-31")))] == []
