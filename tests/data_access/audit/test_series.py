"""Jumps, gaps, breaks and freshness of series: each with a fault and without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.audit.book import Figure
from data_access.audit.case import Case
from data_access.audit.checks import breaks, freshness, gaps, jumps
from data_access.audit.model import Severity
from data_access.audit.periods import Rhythm, days_apart, rhythm_of, same_kind, year_before
from data_access.domain import Period, Schedule, SeriesBreak
from data_access.vocabulary import Rhythm as Delivers
from tests.support.ledger import CITY, JOINT, MUNICIPALITIES, TODAY, VILLAGES, case, figure

_CENSUS = {"einwohner": (SeriesBreak(date(2022, 12, 31), "Zensus 2022", "Neu gezählt."),)}
_WAR: dict[str, Any] = {
    "label": "Krieg",
    "why": "Viele kamen.",
    "first": "2022-02-24",
    "last": "2022-12-31",
    "statistics": ["einwohner"],
    "nationalities": ["syrien"],
}


def _yearly(first: int, *numbers: float | None, **more: Any) -> list[Figure]:
    return [
        figure(number, period=f"{first + place}-12-31", **more)
        for place, number in enumerate(numbers)
        if number is not None
    ]


def _monthly(first: int, *numbers: float | None, **more: Any) -> list[Figure]:
    """Months from January of a year on."""
    return [
        figure(number, period=f"{first + place // 12}-{place % 12 + 1:02d}", **more)
        for place, number in enumerate(numbers)
        if number is not None
    ]


# Jumps


def test_a_step_much_larger_than_the_others_is_found() -> None:
    (found,) = jumps.check(case(*_yearly(2015, 190, 200, 210, 205, 215, 220, 4_310, 4_300)))

    assert found.severity is Severity.NOTE
    assert found.subject.period == "2021-12-31"
    assert "das 19,6-Fache" in found.what


@given(st.lists(st.integers(-10, 10), min_size=5, max_size=12))
def test_a_series_that_moves_by_a_tenth_at_most_is_left_alone(steps: list[int]) -> None:
    numbers = [10_000.0]
    for step in steps:
        numbers.append(round(numbers[-1] * (1 + step / 100)))

    assert [*jumps.check(case(*_yearly(2010, *numbers)))] == []


def test_few_people_jump_by_chance() -> None:
    assert [*jumps.check(case(*_yearly(2015, 10, 11, 10, 11, 10, 22, 21)))] == []


def test_a_jump_of_a_known_event_is_explained() -> None:
    rows = _yearly(2016, 200, 210, 205, 215, 220, 230, 4_310)

    (found,) = jumps.check(case(*rows, event=[_WAR]))

    assert (found.severity, found.why) == (Severity.EXPLAINED, "Krieg: Viele kamen.")


def test_coming_down_after_an_event_is_explained_too() -> None:
    rows = _yearly(2016, 200, 210, 205, 215, 220, 230, 4_310, 900, 910)

    found = [*jumps.check(case(*rows, event=[_WAR]))]

    assert [one.severity for one in found] == [Severity.EXPLAINED] * 2


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (_yearly(2017, 200, 210, 205, 215, 220, 230, 4_310), {}),
        (_yearly(2016, 200, 210, 205, 215, 220, 230, 4_310, group="irak"), {}),
        (_yearly(2016, 200, 210, 205, 215, 220, 230, 4_310), {"statistics": ["fremde"]}),
    ],
    ids=["a year later", "another nationality", "another statistic"],
)
def test_an_event_explains_only_what_it_can_have_moved(
    rows: list[Figure], more: dict[str, Any]
) -> None:
    (found,) = jumps.check(case(*rows, event=[{**_WAR, **more}]))

    assert found.severity is Severity.NOTE


@pytest.mark.parametrize("wrong", [201_000, 2_010])
def test_a_short_series_is_measured_by_those_of_other_areas(wrong: int) -> None:
    rows = [
        row
        for number, area in enumerate((*VILLAGES, JOINT), start=1)
        for row in _yearly(2019, 10_000 * number, 10_100 * number, 10_150 * number, area=area)
    ]

    (found,) = jumps.check(case(*rows, *_yearly(2019, 20_000, wrong, area=CITY)))

    assert (found.subject.area_key, found.subject.period) == (CITY, "2020-12-31")
    assert "derselben Kennzahl im Kreis" in found.why


@pytest.mark.parametrize(("number", "told"), [(2_900, 0), (3_100, 1), (340, 0), (320, 1)])
def test_without_any_other_step_only_a_large_one_is_told(number: int, told: int) -> None:
    assert len([*jumps.check(case(*_yearly(2019, 1_000, number)))]) == told


def test_a_jump_where_the_source_changes_may_be_a_break() -> None:
    rows = _yearly(2015, 190, 200, 210, 205, 215, 220)

    (found,) = jumps.check(case(*rows, *_yearly(2021, 4_310, 4_300, by="b")))

    assert "wechselt die Quelle" in found.why


def test_a_known_break_is_no_jump() -> None:
    rows = _yearly(2016, 200, 210, 205, 215, 220, 230, 4_310, 4_300)

    assert [*jumps.check(case(*rows, more={"breaks": _CENSUS}))] == []


def test_nobody_jumps_over_a_gap() -> None:
    assert [*jumps.check(case(*_yearly(2014, 190, 200, 210, 205, 215, 220, None, 4_310)))] == []


# Gaps


def test_missing_years_between_others_are_found_once_for_all_groups() -> None:
    rows = [
        *_yearly(2010, 1, 2, 3, None, 5, None, None, None, 9, 10, 11),
        *_yearly(2010, 1, 2, 3, None, 5, None, None, None, 9, 10, 11, group="syrien"),
    ]

    (found,) = gaps.check(case(*rows))

    assert found.what == "In 2 Reihen (Insgesamt und Syrien) fehlt 2013 und 2015 bis 2017."


def test_a_missing_month_is_found() -> None:
    (found,) = gaps.check(case(*_monthly(2020, 1, 2, 3, None, 5, 6, 7)))

    assert found.what == "In der Reihe fehlt April 2020."


@pytest.mark.parametrize(
    "rows",
    [
        _yearly(2010, 1, 2, 3, 4, 5, 6),
        _monthly(2020, 1, 2, 3, 4, 5, 6),
        _yearly(2010, 1, 2, None, 4),
        [figure(1, period=key) for key in ("2015-01", "2020-03", "2021-03", "2021-04", "2024-01")],
    ],
    ids=["years", "months", "too short", "irregular"],
)
def test_series_without_a_gap_are_left_alone(rows: list[Figure]) -> None:
    assert [*gaps.check(case(*rows))] == []


#: Enough villages that one of them may be missing.
_MANY = {
    "places": {
        **case().book.about.places,
        **{
            f"99{number}": replace(case().book.about.places[VILLAGES[0]], key=f"99{number}")
            for number in range(100, 106)
        },
    }
}


def test_a_single_missing_municipality_is_found() -> None:
    there = (*MUNICIPALITIES[1:], *(f"99{number}" for number in range(100, 106)))
    rows = [figure(500), *(figure(10, area=area) for area in there)]

    (found,) = gaps.check(case(*rows, more=_MANY))

    assert found.subject.area_key == CITY
    complete = case(*rows, figure(10, area=CITY), more=_MANY)
    assert [*gaps.check(complete)] == []


def test_nobody_knows_what_is_missing_where_only_some_areas_are_known() -> None:
    there = (*MUNICIPALITIES[1:], *(f"99{number}" for number in range(100, 106)))
    rows = [figure(500), *(figure(10, area=area) for area in there)]

    assert [*gaps.check(case(*rows, more=_MANY, complete=[]))] == []


def test_a_few_named_municipalities_are_a_selection() -> None:
    rows = [figure(500), figure(10, area=CITY), figure(10, area=JOINT)]

    assert [*gaps.check(case(*rows, more=_MANY))] == []


# Freshness


@pytest.mark.parametrize(("newest", "found"), [(2025, 0), (2024, 0), (2023, 1), (2015, 1)], ids=str)
def test_a_yearly_figure_is_late_after_two_years(newest: int, found: int) -> None:
    rows = _yearly(newest - 5, 1, 2, 3, 4, 5, 6)

    assert len([*freshness.check(case(*rows))]) == found


@pytest.mark.parametrize(("statistic", "found"), [("einwohner", 1), ("grundsicherung", 0)])
def test_a_monthly_figure_is_late_after_a_quarter_and_its_waiting_time(
    statistic: str, found: int
) -> None:
    rows = _monthly(2026, 1, 2, 3, 4, 5, 6, 7, statistic=statistic)

    assert len([*freshness.check(case(*rows))]) == found


def test_how_late_is_told_in_words() -> None:
    (found,) = freshness.check(case(*_yearly(2010, 1, 2, 3, 4, 5, 6)))

    assert found.what == (
        "Die Zahl kam bisher jährlich; die neueste ist vom 31.12.2015 und 10 Jahre alt."
    )


def _by(schedule: Schedule, *figures: Figure) -> list[Figure]:
    """Figures of a source that delivers by a schedule."""
    return [replace(one, source=replace(one.source, schedule=schedule)) for one in figures]


_IN_SUMMER = Schedule(Delivers.YEARLY, 6, 10)


def test_a_single_figure_is_late_only_where_the_schedule_of_its_source_is_known() -> None:
    assert [*freshness.check(case(*_yearly(2015, 1)))] == []
    (found,) = freshness.check(case(*_by(_IN_SUMMER, *_yearly(2015, 1))))

    assert found.what == (
        "Nach dem Takt der Quelle fehlen 31.12.2016 bis 31.12.2025; die erste fehlende Lieferung "
        "war bis Oktober 2017 üblich. Die neueste Zahl ist vom 31.12.2015."
    )


@pytest.mark.parametrize(("on", "found"), [(date(2026, 10, 31), 0), (date(2026, 11, 1), 1)])
def test_by_a_schedule_a_delivery_is_late_on_the_day_after_its_last_month(
    on: date, found: int
) -> None:
    rows = _by(_IN_SUMMER, *_yearly(2024, 1))

    assert len([*freshness.check(case(*rows, on=on))]) == found


@pytest.mark.parametrize("rhythm", [Delivers.ONCE, Delivers.IRREGULAR])
def test_of_a_document_and_of_no_fixed_date_nothing_is_late(rhythm: Delivers) -> None:
    """Also where the series itself came every year."""
    rows = _by(Schedule(rhythm), *_yearly(2005, 1, 2, 3, 4, 5, 6))

    assert [*freshness.check(case(*rows))] == []


def test_a_late_source_stays_the_same_finding_when_a_second_one_is_late() -> None:
    """Otherwise an old file would settle the finding, and undo that the office lives with it."""
    rows = _by(_IN_SUMMER, *_yearly(2020, 1))
    (alone,) = freshness.check(case(*rows))
    other = _by(_IN_SUMMER, *_yearly(2015, 1, by="neues-amt", area=CITY))
    both = [*freshness.check(case(*rows, *other))]

    assert len({one.id for one in both}) == 2
    assert alone.id in {one.id for one in both}


def test_the_newest_figure_of_a_late_source_is_told_with_its_group() -> None:
    (found,) = freshness.check(case(*_by(_IN_SUMMER, *_yearly(2015, 1, group="syrien"))))

    assert found.evidence[0].role == "neueste Zahl, Syrien"


def test_a_source_whose_figures_another_one_has_renewed_is_not_late() -> None:
    old = _by(_IN_SUMMER, *_yearly(2010, 1, 2))
    rows = [*old, *_by(_IN_SUMMER, *_yearly(2012, 3, by="neues-amt"))]
    renewed = [*old, *_by(_IN_SUMMER, *_yearly(2025, 3, by="neues-amt"))]

    (found,) = freshness.check(case(*rows))
    assert [one.source_code for one in found.evidence] == ["neues-amt"]
    assert [*freshness.check(case(*renewed))] == []


def test_two_sources_of_a_statistic_are_late_each_by_itself() -> None:
    rows = [*_yearly(2020, 1), *_yearly(2021, 2, area=CITY, by="stadt")]

    found = [*freshness.check(case(*_by(_IN_SUMMER, *rows)))]

    assert len({one.id for one in found}) == 2
    assert {one.subject.area_key for one in found} == {"99", CITY}


def test_a_plan_keeps_no_source_from_being_late() -> None:
    rows = [*_yearly(2015, 1), *_yearly(2026, 9, planned=True)]

    (found,) = freshness.check(case(*_by(_IN_SUMMER, *rows)))
    assert found.evidence[0].period == "2015-12-31"


def test_a_plan_for_next_year_makes_no_series_fresh() -> None:
    rows = [*_yearly(2010, 1, 2, 3, 4, 5, 6), *_yearly(2026, 9, planned=True)]

    assert [*freshness.check(case(*rows))]


# Breaks


def test_a_known_break_is_explained() -> None:
    rows = _yearly(2020, 100, 101, 95, 96)

    (found,) = breaks.check(case(*rows, more={"breaks": _CENSUS}))

    assert (found.severity, found.why) == (Severity.EXPLAINED, "Neu gezählt.")
    assert [one.number for one in found.evidence] == [101, 95]


def test_a_break_outside_of_the_series_is_left_alone() -> None:
    assert [*breaks.check(case(*_yearly(2014, 1, 2, 3), more={"breaks": _CENSUS}))] == []
    assert [*breaks.check(case(*_yearly(2022, 1, 2, 3), more={"breaks": _CENSUS}))] == []


def test_a_printed_change_across_a_break_is_told() -> None:
    rule = {"change": "vorjahr", "base": "einwohner", "measure": "absolute"}
    across = figure(-6, "vorjahr", period="2022-12-31")
    beside = figure(1, "vorjahr", period="2023-12-31")

    def check(*rows: Figure) -> list[Any]:
        one: Case = case(*rows, change=[rule], more={"breaks": _CENSUS})
        return [*breaks.check(one)]

    assert [one.severity for one in check(across)] == [Severity.NOTE]
    assert check(beside) == []


# Periods


@pytest.mark.parametrize(
    ("key", "before"),
    [
        ("2020-12-31", "2019-12-31"),
        ("2020-02-29", "2019-02-28"),
        ("2021-03", "2020-03"),
        ("2021", "2020"),
        ("2016/2017", None),
    ],
)
def test_the_year_before_a_period(key: str, before: str | None) -> None:
    assert year_before(key) == before


@pytest.mark.parametrize(
    ("keys", "rhythm"),
    [
        ([f"{year}-12-31" for year in range(2015, 2021)], Rhythm.YEARLY),
        ([f"2020-{month:02d}" for month in range(1, 8)], Rhythm.MONTHLY),
        ([f"2020-{month:02d}" for month in (3, 6, 9, 12)] + ["2021-03"], Rhythm.QUARTERLY),
        ([f"{year}" for year in range(2015, 2019)], None),
        (["2010", "2013", "2014", "2019", "2024"], None),
    ],
)
def test_distances_show_how_often_a_figure_comes(keys: list[str], rhythm: Rhythm | None) -> None:
    assert rhythm_of(same_kind(keys)) is rhythm


def test_the_usual_kind_of_period_counts() -> None:
    keys = ["2019", "2020-01", "2020-02"]

    assert [one.key for one in same_kind(keys)] == keys[1:]
    assert same_kind([]) == []


def test_days_between_periods() -> None:
    end, month = Period.parse("2014-12-31"), Period.parse("2015-01")

    assert days_apart(end, month) == days_apart(month, end) == 1
    assert days_apart(Period.parse("2020"), Period.parse("2020-06-30")) == 0
    assert days_apart(Period.parse("2020"), Period.parse(TODAY.isoformat())) > 365
