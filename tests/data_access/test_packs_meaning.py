"""What the packs of Hildesheim and Hannover mean: recomputed where it does not add up."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest
from sqlalchemy import Engine, func, select

from data_access.domain import SUMMING_KINDS
from data_access.domain.concept import Concept
from data_access.engine import reading
from data_access.reader import Reader
from data_access.reference.pack import COUNTIES
from data_access.schema import areas
from data_access.schema.statistics import CurrentFigure, Observation
from data_access.vocabulary import (
    AreaKind,
    ElementKind,
    Origin,
    ProgrammeKind,
    Relation,
    StatisticKind,
)

KEYS = sorted(path.parent.name for path in COUNTIES.glob("*/county.toml"))
DAY = "2020-12-31"
MUNICIPALITIES = ("city", "municipality", "joint_municipality")


def _numbers(
    engine: Engine, statistic: str, origin: Origin, *, group: str = "insgesamt", period: str = DAY
) -> dict[str, float | None]:
    """Values of Hildesheim by area."""
    row = Observation
    statement = select(row.area_key, row.number).where(
        row.county_key == "03254",
        row.statistic_code == statistic,
        row.group_code == group,
        row.period == period,
        row.origin == origin.value,
        row.source_code != "hi-konzept-2021",
    )
    with reading(engine) as connection:
        return dict(connection.execute(statement).all())


# Hildesheim: population


def test_the_population_is_kept_as_printed_and_recomputed(published: Engine) -> None:
    printed = _numbers(published, "auslaender-fortschreibung", Origin.PUBLISHED)
    computed = _numbers(published, "auslaender-fortschreibung", Origin.RECOMPUTED)

    assert (printed["03254"], computed["03254"]) == (23684, 23694)
    assert (printed["03254-ohne-stadt"], computed["03254-ohne-stadt"]) == (9978, 9988)


def test_pages_show_the_recomputed_value(reader: Reader) -> None:
    series = reader.series("03254", "auslaender-fortschreibung")
    share = reader.series("03254", "auslaenderanteil-fortschreibung")

    assert series is not None
    assert share is not None
    for area, expected in (("03254", 23694), ("03254-ohne-stadt", 9988), ("03254021", 13706)):
        value = series.value(area=area, period=DAY)
        assert value is not None
        assert value.number == expected
    # Printed is 9.6 %, but 1,945 of 19,392 are 10.0 %.
    sarstedt = share.value(area="03254028", period=DAY)
    assert sarstedt is not None
    assert sarstedt.number == pytest.approx(100 * 1945 / 19392)


@pytest.mark.parametrize(
    ("statistic", "group", "total", "without_city"),
    [
        ("bevoelkerung-fortschreibung", "insgesamt", 275464, 174409),
        ("bevoelkerung-fortschreibung", "deutsche", 251770, 164421),
        ("auslaender-fortschreibung", "insgesamt", 23694, 9988),
    ],
)
def test_eighteen_municipalities_sum_to_the_county(
    published: Engine, statistic: str, group: str, total: int, without_city: int
) -> None:
    figure, area = CurrentFigure, areas.Area
    statement = (
        select(area.key, area.kind, figure.number)
        .join(area, area.key == figure.area_key)
        .where(
            figure.county_key == "03254",
            figure.statistic_code == statistic,
            figure.group_code == group,
            figure.period == DAY,
        )
    )
    with reading(published) as connection:
        rows = connection.execute(statement).all()
    single = {key: number or 0 for key, kind, number in rows if kind in MUNICIPALITIES}
    whole = {key: number for key, kind, number in rows if kind not in MUNICIPALITIES}

    assert len(single) == 18
    assert sum(single.values()) == total == whole["03254"]
    assert total - single["03254021"] == without_city == whole["03254-ohne-stadt"]


def test_germans_and_foreigners_make_up_every_municipality(published: Engine) -> None:
    everybody = _numbers(published, "bevoelkerung-fortschreibung", Origin.PUBLISHED)
    germans = _numbers(published, "bevoelkerung-fortschreibung", Origin.PUBLISHED, group="deutsche")
    foreigners = _numbers(published, "auslaender-fortschreibung", Origin.PUBLISHED)
    county = {"03254", "03254-ohne-stadt"}

    wrong = [
        area
        for area, number in everybody.items()
        if number != (germans[area] or 0) + (foreigners[area] or 0)
    ]

    # The two printed sums do not add up (domain.md, 8); every municipality does.
    assert set(wrong) == county


def test_recomputed_shares_follow_from_the_counts(published: Engine) -> None:
    everybody = _numbers(published, "bevoelkerung-fortschreibung", Origin.PUBLISHED)
    foreigners = {
        **_numbers(published, "auslaender-fortschreibung", Origin.PUBLISHED),
        **_numbers(published, "auslaender-fortschreibung", Origin.RECOMPUTED),
    }
    shares = _numbers(published, "auslaenderanteil-fortschreibung", Origin.RECOMPUTED)

    assert len(shares) == 20
    for area, share in shares.items():
        assert share == pytest.approx(100 * (foreigners[area] or 0) / (everybody[area] or 0)), area


# Hildesheim: SGB II, all 31 lines


def _as_printed(number: Decimal) -> Decimal:
    """One decimal, half away from zero."""
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _sgb2(engine: Engine, suffix: str = "", period: str = "2021-03") -> dict[str, Decimal]:
    row = Observation
    statement = select(row.group_code, row.number).where(
        row.statistic_code == f"sgb2-asylzugang{suffix}", row.period == period
    )
    with reading(engine) as connection:
        return {group: Decimal(str(number)) for group, number in connection.execute(statement)}


def test_sgb2_shares_follow_from_the_counts(published: Engine) -> None:
    persons, printed = _sgb2(published), _sgb2(published, "-anteil")

    assert len(printed) == 31
    assert printed == {
        group: _as_printed(100 * number / persons["insgesamt"]) for group, number in persons.items()
    }


@pytest.mark.parametrize(("suffix", "period"), [("-vorjahr", "2020-03"), ("-seit-2015", "2015-01")])
def test_sgb2_changes_follow_from_the_counts(published: Engine, suffix: str, period: str) -> None:
    persons, before = _sgb2(published), _sgb2(published, period=period)

    assert len(before) == 31
    assert _sgb2(published, suffix) == {group: persons[group] - before[group] for group in persons}
    assert _sgb2(published, f"{suffix}-prozent") == {
        group: _as_printed(100 * (persons[group] - before[group]) / before[group])
        for group in persons
    }


def test_sgb2_sums_are_a_selection(published: Engine, reader: Reader) -> None:
    """Nationalities make up their group exactly; the groups are only part of all foreigners."""
    persons = _sgb2(published)
    lines = reader.classification("sgb2-asylzugang")
    parts: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.parent_code:
            parts[line.parent_code] += persons[line.group_code]

    assert len(lines) == 31
    assert [persons["auslaender"], parts.pop("auslaender")] == [Decimal(4835), Decimal(3672)]
    assert [persons["insgesamt"], parts.pop("insgesamt")] == [Decimal(14179), Decimal(4835)]
    assert parts == {group: persons[group] for group in parts}
    assert len(parts) == 7


def test_only_march_2021_was_printed(published: Engine) -> None:
    row = Observation
    statement = (
        select(row.period, row.origin, func.count())
        .where(row.statistic_code == "sgb2-asylzugang")
        .group_by(row.period, row.origin)
        .order_by(row.period)
    )
    with reading(published) as connection:
        assert [tuple(one) for one in connection.execute(statement)] == [
            ("2015-01", "recomputed", 31),
            ("2020-03", "recomputed", 31),
            ("2021-03", "published", 31),
        ]


def test_the_guide_tells_counts_from_the_ratio(reader: Reader) -> None:
    guide = reader.guide("03254")
    others = {one.code: (one.kind, one.unit) for one in guide if not one.counts_persons}

    assert others == {"gefluechtete-titel-je-100": (StatisticKind.RATIO, "per100")}
    assert "gefluechtete-titel" in {one.code for one in guide if one.counts_persons}


@pytest.mark.parametrize("key", KEYS)
def test_units_and_kinds_go_together(reader: Reader, key: str) -> None:
    """A share is a percentage, an amount is in euros; people are never a share."""
    for one in reader.statistics(key):
        if one.kind is StatisticKind.SHARE:
            assert one.unit == "percent", one.code
        if one.kind is StatisticKind.BUDGET:
            assert one.unit == "eur", one.code
        if one.unit == "persons":
            assert one.counts_persons or one.kind is StatisticKind.CHANGE, one.code
        if one.unit == "per100":
            assert one.kind is StatisticKind.RATIO, one.code


# Hildesheim: areas


@pytest.mark.parametrize("day", [date(2015, 6, 30), date(2016, 10, 31)])
def test_before_the_reform_there_is_no_leinebergland(reader: Reader, day: date) -> None:
    found = {area.key: area for area in reader.areas("03254", day)}
    joint = {key for key, area in found.items() if area.kind is AreaKind.JOINT_MUNICIPALITY}

    assert joint == {
        f"03254-sg-{name}" for name in ("duingen", "freden", "gronau", "lamspringe", "sibbesse")
    }
    assert "032545406" not in {*found, *(area.parent_key for area in found.values())}
    assert not {"03254041", "03254042", "03254043", "03254044", "03254045"} & set(found)
    assert found["03254013"].parent_key is None
    assert sum(area.kind in SUMMING_KINDS for area in found.values()) == 14 + 5


@pytest.mark.parametrize("day", [date(2016, 11, 1), date(2020, 12, 31)])
def test_since_the_reform_leinebergland_has_three_members(reader: Reader, day: date) -> None:
    found = {area.key: area for area in reader.areas("03254", day)}

    members = {key for key, area in found.items() if area.parent_key == "032545406"}
    assert members == {"03254013", "03254041", "03254043"}
    assert sum(area.kind in SUMMING_KINDS for area in found.values()) == 18


# Hildesheim: the concept


@pytest.fixture
def hildesheim(reader: Reader) -> Concept:
    """The concept of Landkreis Hildesheim."""
    return reader.concept("03254")


def test_nine_fields_with_goals_and_existing_measures(hildesheim: Concept) -> None:
    fields = [field.code for field in hildesheim.fields]
    goals = [len(hildesheim.goals_of(field)) for field in fields]
    measures = [len(hildesheim.existing_of(field)) for field in fields]

    assert fields == [f"5.{number}" for number in range(1, 10)]
    assert goals == [7, 5, 4 + 4, 5, 4, 6, 6, 7, 8]
    assert measures == [14, 9, 7 + 5, 15, 4, 5, 7, 13, 3]
    assert (sum(goals), sum(measures)) == (56, 82)


def test_the_third_field_has_two_halves(hildesheim: Concept) -> None:
    goals = Counter(goal.part_code for goal in hildesheim.goals_of("5.3"))
    measures = Counter(measure.part_code for measure in hildesheim.existing_of("5.3"))

    assert goals == {"5.3.1": 4, "5.3.2": 4}
    assert measures == {"5.3.1": 7, "5.3.2": 5}
    assert [code for code, _ in hildesheim.fields[2].parts] == ["5.3.1", "5.3.2"]


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (ElementKind.GUIDELINE, 10),
        (ElementKind.ROLE, 6),
        (ElementKind.TARGET_GROUP, 5),
        (ElementKind.NETWORK, 10),
        (ElementKind.BODY, 5),
        (ElementKind.CYCLE_STEP, 8),
        (ElementKind.TASK, 0),
    ],
)
def test_elements_of_the_concept(hildesheim: Concept, kind: ElementKind, number: int) -> None:
    elements = hildesheim.element(kind)

    assert [element.number for element in elements] == list(range(1, number + 1))
    assert all(element.title for element in elements)


@pytest.mark.parametrize("key", KEYS)
def test_elements_bear_the_document_that_names_them(reader: Reader, key: str) -> None:
    found = {(one.source.code, one.as_of) for one in reader.concept(key).elements}

    assert (
        found
        == {
            "03": {("ni-leitstellen-2012", "2012-01-20")},
            "03157": {("pe-arbeitsbericht-2017", "2017")},
            "03241": {("h-integrationsmanagement-2016", "2016-03-01")},
            "03254": {("hi-konzept-2021", "2021")},
            # The concept of 15 March 2023 is named in the report, but what it contains is not.
            "03357": {("row-bericht-2024", "2024")},
        }[key]
    )


def test_the_committee_recommends_and_the_council_decides(hildesheim: Concept) -> None:
    (committee,) = (
        one for one in hildesheim.element(ElementKind.BODY) if "Migrationsausschuss" in one.title
    )

    assert "empfiehlt, der Kreistag beschließt" in committee.detail
    assert "entscheid" not in committee.detail


def test_council_and_committee_live_in_the_term_that_the_concept_names(
    hildesheim: Concept,
) -> None:
    terms = {body.name: [term.label for term in body.terms] for body in hildesheim.bodies}

    assert terms == {
        "Kreistag": ["2016–2021"],
        "Migrationsausschuss": ["2016–2021"],
        "Arbeitskreis Migration und Integration": [],
    }
    # The concept names no days, so no day is said to lie in the term.
    assert {body.term_on(date(2026, 1, 1)) for body in hildesheim.bodies} == {None}


def test_context_indicators_are_exact_figures_of_their_statistic(
    hildesheim: Concept, reader: Reader
) -> None:
    statistics_ = {one.code: one for one in reader.statistics("03254")}
    for one in hildesheim.indicators:
        assert one.targets == ()
        statistic = statistics_[one.statistic_code or ""]
        assert (one.unit, one.decimals) == (statistic.unit, statistic.decimals), one.code
        series = reader.series("03254", statistic.code)
        assert series is not None
        rows = series.frame.filter(
            (pl.col("area_key") == (one.area_key or "03254"))
            & (pl.col("group_code") == one.group_code)
            & (pl.col("sex") == one.sex.value)
            & pl.col("number").is_not_null()
        )
        assert rows.height >= 1, one.code
        assert not rows["approximate"].any(), one.code
        # Who reads a nationwide figure must be told so at once.
        assert (one.area_key == "DE") == ("Deutschland" in one.subtitle), one.code


def test_every_field_has_context_but_the_one_without_any_statistic(hildesheim: Concept) -> None:
    counted = [len(hildesheim.indicators_of(field.code)) for field in hildesheim.fields]

    # Nothing in the database speaks of leisure and culture.
    assert counted == [3, 2, 1, 1, 2, 0, 2, 1, 1]


def test_programmes_tell_courses_and_open_payers_apart(reader: Reader) -> None:
    listed = reader.courses("03254").programmes
    others = [one.code for one in listed if one.kind is not ProgrammeKind.COURSE]
    counted = Counter(
        one.level for one in listed if one.kind is ProgrammeKind.COURSE and one.payer_known
    )

    assert others == ["sprachfoerderkoordination"]
    assert [one.code for one in listed if not one.payer_known] == ["frauensprachkurse"]
    assert counted == {"Bund": 8, "Land": 7, "Landkreis": 1, "Andere": 2}
    assert len(listed) == 20
    # Said in the text of a programme, it must be said in its kind as well.
    assert [one.code for one in listed if "Kein Kurs" in one.audience] == others


def test_texts_of_the_concept_are_complete(hildesheim: Concept) -> None:
    texts = [(one.title, one.section) for one in hildesheim.goals]
    texts += [(one.title, one.section) for one in hildesheim.existing_measures]
    for title, section in texts:
        assert len(title) > 10, title
        assert title == title.strip(), title
        assert section.startswith("5."), title
    assert len({goal.title for goal in hildesheim.goals}) == 56
    assert {measure.as_of for measure in hildesheim.existing_measures} == {hildesheim.as_of}


# Hannover


def test_the_papers_of_hannover_are_the_citys(reader: Reader) -> None:
    (county,) = (one for one in reader.counties() if one.key == "03241")

    for name in (county.name, county.in_phrase, county.of_phrase):
        assert "Landeshauptstadt Hannover" in name
        assert "Region" not in name


def test_staff_of_hannover_is_a_whole_with_parts(reader: Reader) -> None:
    """44 in all; 20 in shelters and 22 on the move are parts of it; five shelters of the 20."""
    series = reader.series("03241", "integrationsmanagement-personal")
    assert series is not None

    def numbers(area: str, group: str = "insgesamt") -> list[float | None]:
        found = []
        for part in series.parts_of(area=area, group=group):
            value = series.value(area=part.area_key, group=part.group_code, period="2016-03-01")
            assert value is not None
            found.append(value.number)
        return found

    assert numbers("03241001") == [20, 22]
    assert numbers("03241001", "vor-ort") == [8, 4, 2, 4, 2]
    assert numbers("03241001", "mobil") == []
    assert [part.relation for part in series.parts] == [
        *[Relation.SELECTION] * 2,
        *[Relation.ALL_PARTS] * 5,
    ]
    keys = series.frame.select("area_key", "group_code").rows()
    tops = set(keys) - {(part.area_key, part.group_code) for part in series.parts}
    assert tops == {("03241001", "insgesamt")}
