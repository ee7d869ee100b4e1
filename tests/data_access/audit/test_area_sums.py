"""Sums over the areas of a county: with a fault and without."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.checks import area_sums
from data_access.audit.model import Kind, Severity
from data_access.vocabulary import Origin, Qualifier, Status
from tests.support.ledger import (
    CITY,
    COUNTY,
    DAY,
    JOINT,
    LESS_CITY,
    MEMBERS,
    MUNICIPALITIES,
    PLACES,
    REMAINDER,
    WITHOUT_CITY,
    case,
    figure,
    only,
    plain_text,
)


def _municipalities(*numbers: float | None, **more: Any) -> list[Any]:
    return [
        figure(number, area=area, **more)
        for area, number in zip(MUNICIPALITIES, numbers, strict=True)
        if number is not None
    ]


def test_an_area_has_its_whole_name_beside_others() -> None:
    places = {**PLACES, COUNTY: replace(PLACES[COUNTY], full_name="Landkreis Kreis")}
    figures = [figure(100), *_municipalities(*[10.0] * len(MUNICIPALITIES))]

    found = only(area_sums.check, case(*figures, more={"places": places}))

    assert found.subject.area_name == "Landkreis Kreis"


def test_municipalities_that_do_not_make_up_the_county_are_found() -> None:
    found = only(area_sums.check, case(figure(100), *_municipalities(50, 20, 20, 20)))

    assert (found.kind, found.severity) == (Kind.AREA_SUM, Severity.ERROR)
    assert plain_text(found.what) == (
        "Die 4 Gemeinden ergeben 110 Personen, gedruckt sind 100 Personen: 10 weniger."
    )
    assert [one.number for one in found.evidence] == [100, 110]


@given(st.lists(st.integers(0, 100_000), min_size=4, max_size=4))
def test_municipalities_that_make_up_the_county_are_left_alone(numbers: list[int]) -> None:
    assert [*area_sums.check(case(figure(sum(numbers)), *_municipalities(*numbers)))] == []


@given(
    st.lists(st.integers(0, 100_000), min_size=4, max_size=4),
    st.integers(-50, 50).filter(lambda by: by != 0),
)
def test_any_other_county_is_found(numbers: list[int], by: int) -> None:
    one = case(figure(sum(numbers) + by), *_municipalities(*numbers))

    assert only(area_sums.check, one).evidence[1].number == sum(numbers)


def test_members_count_for_their_joint_municipality_and_not_for_the_county() -> None:
    members = [figure(number, area=area) for area, number in zip(MEMBERS, (12, 8), strict=True)]
    right = [figure(110), *_municipalities(50, 20, 20, 20), *members]

    assert [*area_sums.check(case(*right))] == []
    wrong = only(area_sums.check, case(*right[:-1], figure(9, area=MEMBERS[1])))
    assert wrong.subject.area_key == JOINT
    assert wrong.what.startswith("Die 2 Mitgliedsgemeinden ergeben")


def test_a_missing_municipality_leaves_room_above_but_not_below() -> None:
    assert [*area_sums.check(case(figure(100), *_municipalities(50, 20, 20, None)))] == []
    found = only(area_sums.check, case(figure(80), *_municipalities(50, 20, 20, None)))
    assert plain_text(found.what) == (
        "Schon die vorliegenden Teile ergeben 90 Personen und damit 10 mehr als das Ganze "
        "(80 Personen)."
    )


def test_where_only_some_municipalities_are_known_they_are_a_selection() -> None:
    rows = _municipalities(50, 20, 20, 20)

    assert [*area_sums.check(case(figure(900), *rows, complete=[]))] == []
    found = only(area_sums.check, case(figure(100), *rows, complete=[]))
    assert plain_text(found.what) == (
        "Die 4 Gemeinden ergeben 110 Personen und damit 10 mehr als das Ganze (100 Personen)."
    )


def test_a_withheld_municipality_may_be_any_number() -> None:
    withheld = figure(None, area=JOINT, status=Status.CONFIDENTIAL, original_text="*")

    assert [*area_sums.check(case(figure(92), *_municipalities(50, 20, 20, None), withheld))] == []
    assert only(area_sums.check, case(figure(80), *_municipalities(50, 20, 20, None), withheld))


def test_nothing_is_counted_as_zero() -> None:
    nothing = figure(None, area=JOINT, status=Status.NOTHING, original_text="-")

    assert [*area_sums.check(case(figure(90), *_municipalities(50, 20, 20, None), nothing))] == []
    assert only(area_sums.check, case(figure(91), *_municipalities(50, 20, 20, None), nothing))


def test_who_lives_nowhere_known_counts_for_the_county() -> None:
    nowhere = figure(5, area=REMAINDER)

    assert [*area_sums.check(case(figure(115), *_municipalities(50, 20, 20, 20), nowhere))] == []


def test_an_area_that_did_not_exist_then_is_not_missing() -> None:
    """The joint municipality is of 2016."""
    rows = _municipalities(50, 20, 20, None, period="2015-12-31")

    assert [*area_sums.check(case(figure(90, period="2015-12-31"), *rows))] == []
    assert only(area_sums.check, case(figure(95, period="2015-12-31"), *rows))


def test_a_county_without_its_city_is_the_sum_of_the_others() -> None:
    rows = [*_municipalities(50, 20, 20, 20), figure(55, area=WITHOUT_CITY)]

    found = only(area_sums.check, case(*rows, aggregate=[LESS_CITY]))

    assert found.subject.area_key == WITHOUT_CITY
    assert found.evidence[1].number == 60
    right = [*rows[:-1], figure(60, area=WITHOUT_CITY)]
    assert [*area_sums.check(case(*right, aggregate=[LESS_CITY]))] == []


def test_without_municipalities_it_is_the_county_less_its_city() -> None:
    rows = [figure(110), figure(50, area=CITY)]

    assert [
        *area_sums.check(case(*rows, figure(60, area=WITHOUT_CITY), aggregate=[LESS_CITY]))
    ] == []
    wrong = case(*rows, figure(59, area=WITHOUT_CITY), aggregate=[LESS_CITY])
    assert only(area_sums.check, wrong).evidence[1].reckoning == "110 − 50"


def test_shares_are_not_added_up() -> None:
    rows = [figure(10.0, "anteil"), *_municipalities(8, 9, 10, 11, statistic="anteil")]

    assert [*area_sums.check(case(*rows))] == []


@given(st.lists(st.integers(0, 3_000), min_size=4, max_size=4))
def test_municipalities_rounded_to_five_raise_no_alarm(numbers: list[int]) -> None:
    def rounded(number: int) -> int:
        return 5 * ((number + 2) // 5)

    rows = _municipalities(*map(rounded, numbers), statistic="register")

    assert [*area_sums.check(case(figure(rounded(sum(numbers)), "register"), *rows))] == []


def test_more_than_rounding_explains_is_found() -> None:
    rows = _municipalities(50, 20, 20, 20, statistic="register")

    assert [*area_sums.check(case(figure(120, "register"), *rows))] == []
    assert only(area_sums.check, case(figure(125, "register"), *rows))


def test_a_sum_over_two_sources_differs_and_is_no_error() -> None:
    rows = _municipalities(50, 20, 20, 20, by="zweite")

    assert only(area_sums.check, case(figure(100), *rows)).severity is Severity.DIFFERS
    document = {"title": "Bericht", "sources": ["amt", "zweite"]}
    printed_together = case(figure(100), *rows, document=[document])
    assert only(area_sums.check, printed_together).severity is Severity.ERROR


def test_a_source_that_tells_whole_and_parts_is_not_held_against_another() -> None:
    """That the two wholes differ is another finding."""
    rows = _municipalities(50, 20, 20, 20, by="b")

    assert [*area_sums.check(case(figure(100), figure(110, by="b"), *rows))] == []
    assert only(area_sums.check, case(figure(100), figure(111, by="b"), *rows))


def test_what_we_worked_out_is_checked_as_well() -> None:
    rows = _municipalities(50, 20, 20, 20)
    reckoned = figure(109, origin=Origin.RECOMPUTED)

    found = only(area_sums.check, case(figure(110), reckoned, *rows))

    assert found.evidence[0].role == "nachgerechnet und gespeichert"
    assert found.severity is Severity.ERROR


def test_parts_are_taken_from_the_source_of_the_whole() -> None:
    """Each source adds up by itself, and so neither is wrong."""
    one = [figure(110), *_municipalities(50, 20, 20, 20)]
    other = [figure(114, by="b"), *_municipalities(51, 21, 21, 21, by="b")]

    assert [*area_sums.check(case(*one, *other))] == []


def test_a_round_number_is_no_wrong_sum() -> None:
    rows = [figure(100, qualifier=Qualifier.ROUND), *_municipalities(25, 25, 26, 26)]

    assert [*area_sums.check(case(*rows))] == []


def test_the_day_of_the_whole_is_that_of_the_parts() -> None:
    rows = _municipalities(50, 20, 20, 20, period="2019-12-31")

    assert [*area_sums.check(case(figure(1, period=DAY), *rows))] == []
