"""The frozen types: periods, papers, series, goals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from data_access.domain import (
    DataStatus,
    Papers,
    Period,
    PeriodKind,
    Series,
    Source,
    Statistic,
    Value,
)
from data_access.domain.concept import Goal, Rating
from data_access.frames import FIGURES
from data_access.vocabulary import Origin, Qualifier, State, StatisticKind, Status


@pytest.mark.parametrize(
    ("key", "kind", "start", "end"),
    [
        ("2020-12-31", PeriodKind.DAY, date(2020, 12, 31), date(2020, 12, 31)),
        ("2020-02", PeriodKind.MONTH, date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-12", PeriodKind.MONTH, date(2021, 12, 1), date(2021, 12, 31)),
        ("2020", PeriodKind.YEAR, date(2020, 1, 1), date(2020, 12, 31)),
        ("2016/2017", PeriodKind.SPAN, date(2016, 1, 1), date(2017, 12, 31)),
        ("2023-10/2024-03", PeriodKind.MONTHS, date(2023, 10, 1), date(2024, 3, 31)),
        ("2024-01/2024-02", PeriodKind.MONTHS, date(2024, 1, 1), date(2024, 2, 29)),
    ],
)
def test_a_period_is_read_from_its_key(key: str, kind: PeriodKind, start: date, end: date) -> None:
    period = Period.parse(key)

    assert (period.kind, period.start, period.end, period.key) == (kind, start, end, key)


@pytest.mark.parametrize(
    "key",
    [
        *("", "20", "2020-1", "2020-13", "2020-00", "2021-02-29", "2020-12-31 ", " 2020"),
        *("31.12.2020", "2016/2016", "2016/2018", "2017/2016", "2020\n"),
        # A month, a year, two years have shorter keys; backwards; no month.
        *("2020-01/2020-01", "2020-01/2020-12", "2020-01/2021-12"),
        *("2020-03/2020-02", "2020-13/2021-01"),
    ],
)
def test_what_is_no_period(key: str) -> None:
    with pytest.raises(ValueError, match=r"Kein Zeitraum|month|day|calendar"):
        Period.parse(key)


def test_periods_are_ordered_by_time() -> None:
    keys = ["2021", "2020-12-31", "2016/2017", "2020", "2020-12"]

    assert [period.key for period in sorted(map(Period.parse, keys))] == [
        "2016/2017",
        "2020",
        "2020-12",
        "2020-12-31",
        "2021",
    ]


STATISTIC = Statistic(
    code="einwohner",
    name="Einwohner",
    short_name="Einwohner",
    unit="persons",
    kind=StatisticKind.STOCK,
    decimals=0,
    definition="",
    population="",
    distinguish="",
    topic="",
    rounding="",
    own_count=False,
    waiting_months=0,
)


def _source(code: str) -> Source:
    return Source(code, "Amt", code, "", "2021", "")


def _row(period: str, number: float | None, **changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        **{name: "" for name, kind in FIGURES.items() if kind == pl.String},
        **{name: False for name, kind in FIGURES.items() if kind == pl.Boolean},
        "area_key": "99",
        "group_code": "insgesamt",
        "sex": "gesamt",
        "period": period,
        "period_start": Period.parse(period).start,
        "period_end": Period.parse(period).end,
        "number": number,
        "status": "value" if number is not None else "confidential",
        "qualifier": "exactly",
        "origin": "published",
        "source_code": "amt",
        "territorial_status": date(2020, 1, 1),
        "data_status": date(2022, 1, 1),
    }
    return {**row, **changes}


@pytest.fixture
def series() -> Series:
    frame = pl.DataFrame(
        [
            _row("2019", 10.0, locator="S. 1"),
            _row("2019", 4.0, sex="weiblich", locator="S. 1"),
            _row(
                "2020",
                None,
                source_code="bericht",
                origin="recomputed",
                locator="S. 2",
                data_status=date(2021, 6, 30),
            ),
            _row("2021", 12.0, provisional=True, original_text="12 p", locator="S. 3"),
        ],
        schema=FIGURES,
    )
    papers = Papers(
        sources=(_source("amt"), _source("bericht")),
        periods=tuple(map(Period.parse, ("2019", "2020", "2021"))),
        origins=frozenset({Origin.PUBLISHED, Origin.RECOMPUTED}),
        locators=("S. 1", "S. 2", "S. 3"),
        synthetic=True,
        county_name="Winzig",
        data_statuses=(DataStatus("amt", date(2022, 1, 1)),),
    )
    return Series(STATISTIC, frame, papers)


def test_a_value_is_found_by_its_key(series: Series) -> None:
    assert series.value(area="99", period="2019") == Value(10.0)
    assert series.value(area="99", period="2020") == Value(None, Status.CONFIDENTIAL)
    assert series.value(area="99", period="2021") == Value(
        12.0, provisional=True, original_text="12 p"
    )


def test_a_value_brings_its_qualifier(series: Series) -> None:
    frame = series.frame.with_columns(
        qualifier=pl.lit("span"), number_to=pl.lit(20.0), approximate=pl.lit(value=True)
    )
    value = replace(series, frame=frame).value(area="99", period="2019")

    assert value is not None
    assert (value.number, value.qualifier, value.number_to) == (10.0, Qualifier.SPAN, 20.0)
    assert value.approximate


@pytest.mark.parametrize(
    ("area", "period", "group"),
    [("98", "2019", "insgesamt"), ("99", "2018", "insgesamt"), ("99", "2019", "andere")],
)
def test_no_row_is_no_value(series: Series, area: str, period: str, group: str) -> None:
    assert series.value(area=area, period=period, group=group) is None


def test_fewer_rows_keep_only_their_papers(series: Series) -> None:
    later = series.only(pl.col("period") >= "2020")

    assert later.papers.periods == (Period.parse("2020"), Period.parse("2021"))
    assert later.papers.locators == ("S. 2", "S. 3")
    assert {source.code for source in later.papers.sources} == {"amt", "bericht"}
    only_2020 = later.only(pl.col("period") == "2020")
    assert [source.code for source in only_2020.papers.sources] == ["bericht"]
    assert only_2020.papers.origins == {Origin.RECOMPUTED}
    assert only_2020.papers.synthetic
    assert only_2020.papers.county_name == "Winzig"
    assert series.only(pl.lit(value=False)).empty


def test_a_data_status_is_that_of_the_newest_figures_of_its_source(series: Series) -> None:
    only_2020 = series.only(pl.col("period") == "2020").papers
    later = series.only(pl.col("period") >= "2020").papers

    assert only_2020.data_statuses == (DataStatus("bericht", date(2021, 6, 30)),)
    assert later.data_statuses == (DataStatus("amt", date(2022, 1, 1)),)
    assert later.territorial_status == date(2020, 1, 1)
    both = later.merged(only_2020)
    assert both.data_statuses == later.data_statuses + only_2020.data_statuses
    assert both.territorial_status == date(2020, 1, 1)


def test_a_data_status_that_not_all_newest_figures_bear_is_none(series: Series) -> None:
    newest = series.frame.filter(pl.col("period") == "2021")
    older = newest.with_columns(pl.lit(date(2021, 12, 1)).alias("data_status"))
    mixed = replace(series, frame=pl.concat([newest, older]))
    contradicting = replace(series, frame=older).only(pl.lit(value=True)).papers

    assert mixed.only(pl.lit(value=True)).papers.data_statuses == ()
    assert series.papers.merged(contradicting).data_statuses == ()


def test_papers_of_two_series_are_joined_without_doubles() -> None:
    one = Papers((_source("amt"),), (Period.parse("2020"),), locators=("S. 1",))
    other = Papers(
        (_source("amt"), _source("bericht")),
        (Period.parse("2019"), Period.parse("2020")),
        locators=("S. 1", "S. 2"),
        synthetic=True,
        county_name="Winzig",
    )

    both = one.merged(other)

    assert [source.code for source in both.sources] == ["amt", "bericht"]
    assert [period.key for period in both.periods] == ["2019", "2020"]
    assert both.locators == ("S. 1", "S. 2")
    assert both.synthetic
    assert both.county_name == "Winzig"


def test_the_latest_rating_counts_and_older_ones_tell_the_change() -> None:
    ratings = (
        Rating(date(2024, 3, 1), State.AT_RISK, "wartet"),
        Rating(date(2025, 3, 1), State.ON_COURSE, "läuft"),
    )
    goal = Goal("5.1-Z1", "5.1", None, 1, "Ziel", "5.1", ratings)

    assert goal.state is State.ON_COURSE
    assert goal.state_on(date(2024, 2, 29)) is None
    assert goal.state_on(date(2024, 12, 31)) is State.AT_RISK
    assert goal.state_on(date(2025, 3, 1)) is State.ON_COURSE


def test_a_goal_that_nobody_rated_has_no_state() -> None:
    assert Goal("5.1-Z1", "5.1", None, 1, "Ziel", "5.1", ()).state is None
