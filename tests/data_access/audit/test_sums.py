"""Sums over areas, groups, sexes, parts and statistics: each with a fault and without."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.book import GroupLine
from data_access.audit.case import Case
from data_access.audit.checks import area_sums, equations, group_sums, part_sums, sex_sums
from data_access.audit.model import Finding, Kind, Severity
from data_access.domain import Part
from data_access.vocabulary import Origin, Qualifier, Relation, Status
from tests.support.ledger import (
    CITY,
    COUNTY,
    DAY,
    JOINT,
    MEMBERS,
    MUNICIPALITIES,
    PLACES,
    REMAINDER,
    VILLAGES,
    WITHOUT_CITY,
    case,
    figure,
)

Check = Callable[[Case], Iterable[Finding]]
_WITHOUT_CITY = {"area": WITHOUT_CITY, "of": COUNTY, "without": [CITY]}
_POPULATION = {
    "title": "Deutsche und Ausländer",
    "whole": {"statistic": "einwohner", "group": "insgesamt"},
    "parts": [
        {"statistic": "einwohner", "group": "deutsche"},
        {"statistic": "fremde", "group": "insgesamt"},
    ],
}
_BALANCE = {
    "title": "Zuzüge abzüglich Fortzüge",
    "whole": {"statistic": "saldo"},
    "parts": [{"statistic": "zuzuege"}, {"statistic": "fortzuege", "factor": -1}],
}


def _only(check: Check, one: Case) -> Finding:
    (found,) = check(one)
    return found


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# Areas


def _municipalities(*numbers: float | None, **more: Any) -> list[Any]:
    return [
        figure(number, area=area, **more)
        for area, number in zip(MUNICIPALITIES, numbers, strict=True)
        if number is not None
    ]


def test_an_area_has_its_whole_name_beside_others() -> None:
    places = {**PLACES, COUNTY: replace(PLACES[COUNTY], full_name="Landkreis Kreis")}
    figures = [figure(100), *_municipalities(*[10.0] * len(MUNICIPALITIES))]

    found = _only(area_sums.check, case(*figures, more={"places": places}))

    assert found.subject.area_name == "Landkreis Kreis"


def test_municipalities_that_do_not_make_up_the_county_are_found() -> None:
    found = _only(area_sums.check, case(figure(100), *_municipalities(50, 20, 20, 20)))

    assert (found.kind, found.severity) == (Kind.AREA_SUM, Severity.ERROR)
    assert _plain(found.what) == (
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

    assert _only(area_sums.check, one).evidence[1].number == sum(numbers)


def test_members_count_for_their_joint_municipality_and_not_for_the_county() -> None:
    members = [figure(number, area=area) for area, number in zip(MEMBERS, (12, 8), strict=True)]
    right = [figure(110), *_municipalities(50, 20, 20, 20), *members]

    assert [*area_sums.check(case(*right))] == []
    wrong = _only(area_sums.check, case(*right[:-1], figure(9, area=MEMBERS[1])))
    assert wrong.subject.area_key == JOINT
    assert wrong.what.startswith("Die 2 Mitgliedsgemeinden ergeben")


def test_a_missing_municipality_leaves_room_above_but_not_below() -> None:
    assert [*area_sums.check(case(figure(100), *_municipalities(50, 20, 20, None)))] == []
    found = _only(area_sums.check, case(figure(80), *_municipalities(50, 20, 20, None)))
    assert _plain(found.what) == (
        "Schon die vorliegenden Teile ergeben 90 Personen und damit 10 mehr als das Ganze "
        "(80 Personen)."
    )


def test_where_only_some_municipalities_are_known_they_are_a_selection() -> None:
    rows = _municipalities(50, 20, 20, 20)

    assert [*area_sums.check(case(figure(900), *rows, complete=[]))] == []
    found = _only(area_sums.check, case(figure(100), *rows, complete=[]))
    assert _plain(found.what) == (
        "Die 4 Gemeinden ergeben 110 Personen und damit 10 mehr als das Ganze (100 Personen)."
    )


def test_a_withheld_municipality_may_be_any_number() -> None:
    withheld = figure(None, area=JOINT, status=Status.CONFIDENTIAL, original_text="*")

    assert [*area_sums.check(case(figure(92), *_municipalities(50, 20, 20, None), withheld))] == []
    assert _only(area_sums.check, case(figure(80), *_municipalities(50, 20, 20, None), withheld))


def test_nothing_is_counted_as_zero() -> None:
    nothing = figure(None, area=JOINT, status=Status.NOTHING, original_text="-")

    assert [*area_sums.check(case(figure(90), *_municipalities(50, 20, 20, None), nothing))] == []
    assert _only(area_sums.check, case(figure(91), *_municipalities(50, 20, 20, None), nothing))


def test_who_lives_nowhere_known_counts_for_the_county() -> None:
    nowhere = figure(5, area=REMAINDER)

    assert [*area_sums.check(case(figure(115), *_municipalities(50, 20, 20, 20), nowhere))] == []


def test_an_area_that_did_not_exist_then_is_not_missing() -> None:
    """The joint municipality is of 2016."""
    rows = _municipalities(50, 20, 20, None, period="2015-12-31")

    assert [*area_sums.check(case(figure(90, period="2015-12-31"), *rows))] == []
    assert _only(area_sums.check, case(figure(95, period="2015-12-31"), *rows))


def test_a_county_without_its_city_is_the_sum_of_the_others() -> None:
    rows = [*_municipalities(50, 20, 20, 20), figure(55, area=WITHOUT_CITY)]

    found = _only(area_sums.check, case(*rows, aggregate=[_WITHOUT_CITY]))

    assert found.subject.area_key == WITHOUT_CITY
    assert found.evidence[1].number == 60
    right = [*rows[:-1], figure(60, area=WITHOUT_CITY)]
    assert [*area_sums.check(case(*right, aggregate=[_WITHOUT_CITY]))] == []


def test_without_municipalities_it_is_the_county_less_its_city() -> None:
    rows = [figure(110), figure(50, area=CITY)]

    assert [
        *area_sums.check(case(*rows, figure(60, area=WITHOUT_CITY), aggregate=[_WITHOUT_CITY]))
    ] == []
    wrong = case(*rows, figure(59, area=WITHOUT_CITY), aggregate=[_WITHOUT_CITY])
    assert _only(area_sums.check, wrong).evidence[1].reckoning == "110 − 50"


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
    assert _only(area_sums.check, case(figure(125, "register"), *rows))


def test_a_sum_over_two_sources_differs_and_is_no_error() -> None:
    rows = _municipalities(50, 20, 20, 20, by="zweite")

    assert _only(area_sums.check, case(figure(100), *rows)).severity is Severity.DIFFERS
    document = {"title": "Bericht", "sources": ["amt", "zweite"]}
    printed_together = case(figure(100), *rows, document=[document])
    assert _only(area_sums.check, printed_together).severity is Severity.ERROR


def test_a_source_that_tells_whole_and_parts_is_not_held_against_another() -> None:
    """That the two wholes differ is another finding."""
    rows = _municipalities(50, 20, 20, 20, by="b")

    assert [*area_sums.check(case(figure(100), figure(110, by="b"), *rows))] == []
    assert _only(area_sums.check, case(figure(100), figure(111, by="b"), *rows))


def test_what_we_worked_out_is_checked_as_well() -> None:
    rows = _municipalities(50, 20, 20, 20)
    reckoned = figure(109, origin=Origin.RECOMPUTED)

    found = _only(area_sums.check, case(figure(110), reckoned, *rows))

    assert found.evidence[0].role == "nachgerechnet und gespeichert"
    assert found.severity is Severity.ERROR


def test_parts_are_taken_from_the_source_of_the_whole() -> None:
    """Each source adds up by itself, and so neither is wrong."""
    one = [figure(110), *_municipalities(50, 20, 20, 20)]
    other = [figure(114, by="b"), *_municipalities(51, 21, 21, 21, by="b")]

    assert [*area_sums.check(case(*one, *other))] == []


# Groups


def _groups(**numbers: float) -> list[Any]:
    return [figure(number, group=group) for group, number in numbers.items()]


_CITIZENS = {"whole": "insgesamt", "parts": ["deutsche", "auslaender"]}


def test_groups_that_do_not_make_up_the_total_are_found() -> None:
    rows = _groups(insgesamt=100, deutsche=80, auslaender=19)

    found = _only(group_sums.check, case(*rows, group_sum=[_CITIZENS]))

    assert _plain(found.what) == (
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
        assert _only(group_sums.check, case(*rows, group_sum=[rule])).severity is Severity.ERROR


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
    found = _only(group_sums.check, case(*rows(101), more=_AGES))
    assert found.what.startswith("Die 3 Klassen (Alter) ergeben 100")
    gap = [*rows(101)[:1], figure(5, group="alter-6-15"), *rows(101)[2:]]
    assert [*group_sums.check(case(*gap, more=_AGES))] == []


def test_a_set_of_countries_is_the_sum_of_its_countries() -> None:
    assert [*group_sums.check(case(*_groups(asyl=30, syrien=20, irak=10)))] == []
    found = _only(group_sums.check, case(*_groups(asyl=31, syrien=20, irak=10)))
    assert found.what.startswith("Die 2 Länder der Gruppe ergeben")


def test_a_set_has_the_countries_of_its_day() -> None:
    """Irak left the official list in 2019."""
    rows = _groups(liste=20, syrien=20, irak=10)

    assert [*group_sums.check(case(*rows))] == []
    earlier = [
        figure(number, group=group, period="2018-12-31")
        for group, number in (("liste", 20), ("syrien", 20), ("irak", 10))
    ]
    assert _only(group_sums.check, case(*earlier)).evidence[1].number == 30


def test_nationalities_are_a_selection_of_the_total() -> None:
    assert [*group_sums.check(case(*_groups(insgesamt=100, syrien=20, irak=30)))] == []
    found = _only(group_sums.check, case(*_groups(insgesamt=100, syrien=60, irak=50)))
    assert "10 mehr als das Ganze" in found.what


def test_indented_lines_are_a_selection_of_the_line_above() -> None:
    table = {"nestings": (("tabelle", "auslaender", "asyl"), ("tabelle", "auslaender", "liste"))}

    assert [*group_sums.check(case(*_groups(auslaender=100, asyl=30, liste=20), more=table))] == []
    found = _only(group_sums.check, case(*_groups(auslaender=40, asyl=30, liste=20), more=table))
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
    found = _only(sex_sums.check, case(figure(91), women, men))
    assert found.what.startswith("Frauen und Männer ergeben")


def test_more_women_than_people_are_found() -> None:
    assert [*sex_sums.check(case(figure(90), figure(40, sex="weiblich")))] == []
    assert _only(sex_sums.check, case(figure(30), figure(40, sex="weiblich")))


# Parts of documents


def _parts(relation: Relation) -> dict[str, Any]:
    parts = tuple(Part(CITY, group, COUNTY, "insgesamt", relation) for group in ("syrien", "irak"))
    return {"parts": {"einwohner": parts}}


def _staff(*numbers: float) -> list[Any]:
    pairs = zip(("syrien", "irak"), numbers, strict=True)
    return [figure(number, area=CITY, group=group) for group, number in pairs]


def test_parts_of_a_document_make_up_its_whole() -> None:
    more = _parts(Relation.ALL_PARTS)

    assert [*part_sums.check(case(figure(42), *_staff(20, 22), more=more))] == []
    assert _only(part_sums.check, case(figure(43), *_staff(20, 22), more=more))


def test_a_selection_may_be_less_but_a_small_rest_is_told() -> None:
    more = _parts(Relation.SELECTION)

    assert [*part_sums.check(case(figure(100), *_staff(20, 22), more=more))] == []
    assert [*part_sums.check(case(figure(42), *_staff(20, 22), more=more))] == []
    found = _only(part_sums.check, case(figure(44), *_staff(20, 22), more=more))
    assert found.severity is Severity.NOTE
    assert _plain(found.what) == (
        "Die genannten Teile ergeben 42 von 44 Personen; 2 sind nicht aufgegliedert."
    )


def test_a_rest_that_the_data_explain_is_explained() -> None:
    whole = figure(44, note="Leitungen sind eingeschlossen.")

    found = _only(part_sums.check, case(whole, *_staff(20, 22), more=_parts(Relation.SELECTION)))

    assert (found.severity, found.why) == (Severity.EXPLAINED, "Leitungen sind eingeschlossen.")


# Statistics


def test_statistics_that_do_not_make_up_another_are_found() -> None:
    rows = [figure(275_464), figure(251_770, group="deutsche"), figure(23_684, "fremde")]

    found = _only(equations.check, case(*rows, equation=[_POPULATION]))

    assert found.evidence[1].reckoning == "251.770 + 23.684"
    assert found.subject.statistic_codes == ("einwohner", "fremde")
    right = [*rows[:-1], figure(23_694, "fremde")]
    assert [*equations.check(case(*right, equation=[_POPULATION]))] == []


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(-3, 3))
def test_a_balance_is_what_came_less_what_went(came: int, went: int, by: int) -> None:
    rows = [figure(came - went + by, "saldo"), figure(came, "zuzuege"), figure(went, "fortzuege")]

    found = [*equations.check(case(*rows, equation=[_BALANCE]))]

    assert bool(found) == bool(by)


def test_a_group_of_a_part_may_follow_from_that_of_the_whole() -> None:
    rule = {
        "title": "Deutsche und Ausländer der Gruppe",
        "whole": {"statistic": "einwohner"},
        "parts": [
            {"statistic": "einwohner", "group": "{group}.deutsche"},
            {"statistic": "fremde"},
        ],
    }
    rows = [
        figure(10, group="irak"),
        figure(7, group="irak.deutsche"),
        figure(4, "fremde", group="irak"),
    ]

    assert _only(equations.check, case(*rows, equation=[rule])).subject.group_code == "irak"


def test_an_equation_without_a_group_holds_for_every_group() -> None:
    rows = [
        figure(5, "saldo", group="syrien"),
        figure(8, "zuzuege", group="syrien"),
        figure(2, "fortzuege", group="syrien"),
    ]

    assert _only(equations.check, case(*rows, equation=[_BALANCE])).subject.group_code == "syrien"


def test_an_optional_part_counts_as_zero_and_a_missing_one_as_anything() -> None:
    rule: dict[str, Any] = {
        "title": "Aufwand abzüglich Zuschuss",
        "whole": {"statistic": "ausgaben", "group": "insgesamt"},
        "parts": [
            {"statistic": "ausgaben", "group": "deutsche"},
            {"statistic": "ausgaben", "group": "auslaender", "factor": -1, "optional": True},
        ],
    }
    whole = figure(24_980.82, "ausgaben")
    part = figure(24_980.82, "ausgaben", group="deutsche")
    less = figure(0.01, "ausgaben", group="auslaender")

    assert [*equations.check(case(whole, part, equation=[rule]))] == []
    assert _only(equations.check, case(whole, part, less, equation=[rule]))
    needed = {**rule, "parts": [{**one, "optional": False} for one in rule["parts"]]}
    assert [*equations.check(case(figure(1, "ausgaben"), part, equation=[needed]))] == []


def test_a_selection_of_another_statistic_cannot_be_more() -> None:
    rule = {
        "title": "Die Schutzsuchenden",
        "relation": "darunter",
        "whole": {"statistic": "einwohner"},
        "parts": [{"statistic": "fremde"}],
    }

    assert [*equations.check(case(figure(10), figure(9, "fremde"), equation=[rule]))] == []
    assert _only(equations.check, case(figure(10), figure(11, "fremde"), equation=[rule]))


def test_a_round_number_is_no_wrong_sum() -> None:
    rows = [figure(100, qualifier=Qualifier.ROUND), *_municipalities(25, 25, 26, 26)]

    assert [*area_sums.check(case(*rows))] == []


@pytest.mark.parametrize("check", [area_sums.check, group_sums.check, sex_sums.check])
def test_a_figure_by_itself_is_no_wrong_sum(check: Check) -> None:
    assert [*check(case(figure(100), figure(10, area=VILLAGES[0], period="2019-12-31")))] == []


def test_the_day_of_the_whole_is_that_of_the_parts() -> None:
    rows = _municipalities(50, 20, 20, 20, period="2019-12-31")

    assert [*area_sums.check(case(figure(1, period=DAY), *rows))] == []
