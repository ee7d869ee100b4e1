"""Shares, changes and the largest places, as they follow from counts: with a fault and without."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.checks import changes, extremes, shares
from data_access.audit.model import Severity
from data_access.domain import SeriesBreak
from data_access.vocabulary import Origin
from tests.support.ledger import (
    BEFORE,
    CITY,
    COUNTY,
    JOINT,
    LESS_CITY,
    TOGETHER,
    VILLAGES,
    WITHOUT_CITY,
    case,
    figure,
    plain_text,
)

_SHARE = {
    "share": "anteil",
    "numerator": {"statistic": "fremde"},
    "denominator": {"statistic": "einwohner", "group": "insgesamt"},
}

# Shares


def _printed(number: float, **more: Any) -> Any:
    text = f"{number:.1f}".replace(".", ",")
    return figure(number, "anteil", original_text=f"{text} %", **more)


def test_a_share_that_does_not_follow_is_found_with_both_values() -> None:
    rows = [figure(19_392), figure(1_945, "fremde"), _printed(9.6)]

    (found,) = shares.check(case(*rows, share=[_SHARE]))

    assert plain_text(found.what) == "1.945 von 19.392 sind 10,0 %, gedruckt sind 9,6 %."
    assert [plain_text(one.text) for one in found.evidence] == ["9,6 %", "10,0 %"]
    assert found.severity is Severity.ERROR


@given(st.integers(0, 100_000), st.integers(1, 300_000), st.integers(-9, 9))
def test_a_share_is_found_exactly_where_it_is_rounded_wrongly(
    part: int, whole: int, by: int
) -> None:
    share = Decimal(part) * 100 / Decimal(whole)
    right = share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    printed = right + Decimal(by) / 10
    rows = [figure(whole), figure(part, "fremde"), _printed(float(printed))]

    found = [*shares.check(case(*rows, share=[_SHARE]))]

    # Both neighbours of a half are as near as one digit can be.
    assert bool(found) == (abs(printed - share) > Decimal("0.05"))


def test_two_texts_with_the_same_wrong_share_are_one_finding() -> None:
    rows = [figure(19_392), figure(1_945, "fremde"), _printed(9.6), _printed(9.6, by="text")]

    (found,) = shares.check(case(*rows, share=[_SHARE]))

    assert [one.source for one in found.evidence] == ["Amt", "Text", "Amt"]


def test_a_share_of_counts_from_elsewhere_differs() -> None:
    rows = [figure(19_392, by="b"), figure(1_945, "fremde", by="b"), _printed(9.6)]

    (found,) = shares.check(case(*rows, share=[_SHARE]))

    assert found.severity is Severity.DIFFERS


def test_near_a_break_a_share_may_use_the_old_count() -> None:
    census = {"einwohner": (SeriesBreak(date(2022, 12, 31), "Zensus 2022", "Neu gezählt."),)}
    rows = [figure(19_392, by="b"), figure(1_945, "fremde", by="b"), _printed(9.6)]

    (near,) = shares.check(case(*rows, share=[_SHARE], more={"breaks": census}))
    assert near.why.endswith("In dieser Zeit bricht die Reihe (Zensus 2022).")
    (far,) = shares.check(case(*rows, share=[_SHARE]))
    assert "bricht" not in far.why


def test_a_share_may_follow_for_one_group_only() -> None:
    rows = [
        figure(1_000, group="irak"),
        figure(10, "fremde", group="irak"),
        _printed(9.6, group="irak"),
    ]
    same = {**_SHARE, "denominator": {"statistic": "einwohner"}}

    assert [*shares.check(case(*rows, share=[{**same, "only": "insgesamt"}]))] == []
    assert [*shares.check(case(*rows, share=[same]))]


def test_our_own_share_must_follow_from_what_we_worked_out() -> None:
    rows = [
        figure(1_000),
        figure(100, "fremde"),
        figure(110, "fremde", origin=Origin.RECOMPUTED),
        _printed(10.0),
    ]
    right = figure(11.0, "anteil", origin=Origin.RECOMPUTED)
    wrong = figure(10.9, "anteil", origin=Origin.RECOMPUTED)

    assert [*shares.check(case(*rows, right, share=[_SHARE]))] == []
    assert [*shares.check(case(*rows, wrong, share=[_SHARE]))]


def test_without_counts_a_share_is_left_alone() -> None:
    assert [*shares.check(case(_printed(9.6), figure(19_392), share=[_SHARE]))] == []
    nobody = [figure(0), figure(0, "fremde"), _printed(9.6)]
    assert [*shares.check(case(*nobody, share=[_SHARE]))] == []


# Changes

_POINTS = {"change": "anteil-vorjahr", "base": "anteil", "measure": "points"}


def _concept(change: float) -> list[Any]:
    """The county's row of the table, and the sentence about the year before."""
    return [
        figure(275_464),
        figure(23_684, "fremde"),
        _printed(8.6),
        figure(change, "anteil-vorjahr", original_text=f"{change}".replace(".", ",")),
        figure(275_817, period=BEFORE, by="text"),
        figure(22_492, "fremde", period=BEFORE, by="text"),
    ]


def test_a_change_that_contradicts_the_year_before_is_found() -> None:
    one = case(*_concept(0.2), share=[_SHARE], change=[_POINTS], document=TOGETHER)

    (found,) = changes.check(one)

    assert found.severity is Severity.ERROR
    assert plain_text(found.what) == (
        "Gegen die Zahlen vom 31.12.2019 sind es 0,4 Prozentpunkte, gedruckt sind "
        "0,2 Prozentpunkte."
    )
    assert found.evidence[1].reckoning == "23.684 von 275.464 gegen 22.492 von 275.817"


def test_a_change_that_follows_is_left_alone() -> None:
    assert [*changes.check(case(*_concept(0.4), share=[_SHARE], change=[_POINTS]))] == []


def test_a_change_of_printed_shares_may_follow_from_these() -> None:
    """8.6 less 8.2 is 0.4, although the counts say 0.446."""
    rows = [*_concept(0.4), _printed(8.2, period=BEFORE)]

    assert [*changes.check(case(*rows, share=[_SHARE], change=[_POINTS]))] == []


def test_the_year_before_of_a_county_without_its_city_is_worked_out() -> None:
    rows = [
        figure(174_409, area=WITHOUT_CITY),
        figure(9_988, "fremde", area=WITHOUT_CITY),
        figure(0.1, "anteil-vorjahr", area=WITHOUT_CITY, original_text="+0,1 %"),
    ]
    for area, people, foreign in ((COUNTY, 275_817, 22_492), (CITY, 101_693, 12_952)):
        rows += [
            figure(people, area=area, period=BEFORE),
            figure(foreign, "fremde", area=area, period=BEFORE),
        ]

    (found,) = changes.check(case(*rows, share=[_SHARE], change=[_POINTS], aggregate=[LESS_CITY]))

    assert found.evidence[1].reckoning == "9.988 von 174.409 gegen 9.540 von 174.124"


@given(st.integers(1, 20_000), st.integers(1, 20_000), st.integers(-5, 5))
def test_absolute_and_relative_changes_follow_from_two_figures(
    before: int, now: int, by: int
) -> None:
    percent = (Decimal(now) / Decimal(before) - 1) * 100
    printed = percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) + Decimal(by) / 10
    rules = [
        {"change": "vorjahr", "base": "fremde", "measure": "absolute"},
        {"change": "vorjahr-prozent", "base": "fremde", "measure": "percent"},
    ]
    rows = [
        figure(now, "fremde"),
        figure(before, "fremde", period=BEFORE),
        figure(now - before + by, "vorjahr"),
        figure(float(printed), "vorjahr-prozent"),
    ]

    found = {one.subject.statistic_codes[0] for one in changes.check(case(*rows, change=rules))}

    assert ("vorjahr" in found) == bool(by)
    assert ("vorjahr-prozent" in found) == (abs(printed - percent) > Decimal("0.05"))


def test_a_change_may_reach_back_to_a_month_that_stays() -> None:
    rule = {"change": "vorjahr", "base": "fremde", "measure": "absolute", "since": "2015-01"}
    rows = [figure(14_179, "fremde", period="2021-03"), figure(15_106, "fremde", period="2015-01")]

    right, wrong = (figure(by, "vorjahr", period="2021-03") for by in (-927, -926))

    assert [*changes.check(case(*rows, right, change=[rule]))] == []
    assert [*changes.check(case(*rows, wrong, change=[rule]))]


def test_a_change_without_a_year_before_is_left_alone() -> None:
    rule = {"change": "vorjahr", "base": "fremde", "measure": "absolute"}
    rows = [figure(10, "fremde"), figure(3, "vorjahr")]

    assert [*changes.check(case(*rows, change=[rule]))] == []


# Largest and smallest

_CLAIM: dict[str, Any] = {
    "statistic": "einwohner",
    "period": "2020-12-31",
    "largest": VILLAGES[0],
    "without": [CITY],
    "source": "Konzept",
    "locator": "S. 9",
}


def test_a_place_that_is_larger_than_the_largest_is_found() -> None:
    rows = [figure(500, area=CITY), figure(20, area=VILLAGES[0]), figure(30, area=JOINT)]

    (found,) = extremes.check(case(*rows, extreme=[_CLAIM]))

    assert plain_text(found.what) == (
        f"Nach dem Text hat Dorf {VILLAGES[0]} den größten Wert (20 Personen); Samtgemeinde hat "
        "mit 30 Personen (31.12.2020) mehr."
    )
    assert found.evidence[0].locator == "S. 9"


def test_a_place_of_the_next_year_shows_it_as_well() -> None:
    rows = [figure(20, area=VILLAGES[0]), figure(30, area=JOINT, period="2021-12-31")]

    assert [*extremes.check(case(*rows, extreme=[_CLAIM]))]
    far = [rows[0], figure(30, area=JOINT, period="2024-12-31")]
    assert [*extremes.check(case(*far, extreme=[_CLAIM]))] == []


def test_the_largest_and_the_smallest_are_left_alone() -> None:
    rows = [figure(500, area=CITY), figure(40, area=VILLAGES[0]), figure(30, area=JOINT)]
    claim = {**_CLAIM, "smallest": JOINT}

    assert [*extremes.check(case(*rows, extreme=[claim]))] == []
    smaller = figure(3, area=VILLAGES[1])
    (found,) = extremes.check(case(*rows, smaller, extreme=[claim]))
    assert "den kleinsten Wert" in found.what


def test_shares_are_compared_as_they_follow_from_the_counts() -> None:
    """Printed is 9.6 against 9.5; the counts say it is the other way round."""
    claim = {**_CLAIM, "statistic": "anteil"}
    rows = [
        *(figure(1_000, area=area) for area in (VILLAGES[0], JOINT)),
        figure(95, "fremde", area=VILLAGES[0]),
        figure(96, "fremde", area=JOINT),
        _printed(9.6, area=VILLAGES[0]),
        _printed(9.5, area=JOINT),
    ]

    assert [*extremes.check(case(*rows, share=[_SHARE], extreme=[claim]))]
