"""The packs of the real counties: complete, as printed, and recomputed where it does not add up."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, update

from data_access.domain import SUMMING_KINDS
from data_access.domain.concept import Concept
from data_access.engine import reading, writing
from data_access.errors import EXIT_REJECTED, PackError
from data_access.migrate import migrate
from data_access.reader import Reader
from data_access.reference import pack as module
from data_access.reference.pack import COUNTIES, read_common, read_pack
from data_access.schema import areas, concept, statistics
from data_access.schema.revisions import InstallationFact
from data_access.schema.statistics import CurrentFigure, Observation
from data_access.vocabulary import (
    AreaKind,
    ElementKind,
    Origin,
    ProgrammeKind,
    Qualifier,
    Relation,
    StatisticKind,
    Status,
)
from tests.support import published as files
from tests.support.dump import dump

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


def test_the_real_counties_have_packs() -> None:
    assert KEYS == ["03", "03157", "03241", "03254", "03357"]


@pytest.mark.parametrize("key", KEYS)
def test_every_pack_loads_by_itself(schema: Engine, key: str) -> None:
    migrate(schema, county_keys=(key,))

    reader = Reader(schema, small_cell_limit=3)
    assert [county.key for county in reader.counties()] == [key]
    assert not reader.counties()[0].synthetic
    assert reader.statistics(key)


def test_a_pack_that_is_loaded_again_changes_nothing(migrated: Engine) -> None:
    """As after a new version of a pack, whose rows are all the same."""
    _forget_checksums(migrated)
    without = ("data_revision", "county", "delivery", "installation_fact")
    before = dump(migrated, without=without)

    done = migrate(migrated, county_keys=tuple(KEYS))

    assert len(done) == len(KEYS) + 1
    after = dump(migrated, without=without)
    assert {name: len(rows) for name, rows in after.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    assert after == before


def test_newer_common_files_leave_the_counties_alone(migrated: Engine) -> None:
    """Breaks and group members that a county brought stay when only shared files are newer."""
    with writing(migrated) as connection:
        connection.execute(delete(InstallationFact))
        connection.execute(
            insert(statistics.StatisticBreak).values(
                statistic_code="personalaufwendungen",
                effective_on=date(2017, 1, 1),
                label="Neue Buchung",
                explanation="Ab 2017 anders gebucht.",
            )
        )
        connection.execute(
            insert(statistics.GroupMember).values(
                group_code="mobil",
                member_code="vor-ort",
                number=1,
                valid_from=date(2016, 1, 1),
                valid_until=None,
                note="",
            )
        )
    without = ("data_revision", "installation_fact")
    before = dump(migrated, without=without)

    migrate(migrated, county_keys=tuple(KEYS))

    assert dump(migrated, without=without) == before


def _forget_checksums(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(update(areas.County).values(pack_checksum=""))
        connection.execute(delete(InstallationFact))


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2014, 12, 31), {"Eritrea", "Irak", "Iran", "Somalia", "Syrien"}),
        (date(2019, 7, 31), {"Eritrea", "Irak", "Iran", "Somalia", "Syrien"}),
        (date(2019, 8, 1), {"Eritrea", "Syrien"}),
        (date(2021, 2, 28), {"Eritrea", "Syrien"}),
        (date(2021, 3, 1), {"Eritrea", "Somalia", "Syrien"}),
    ],
)
def test_prospects_of_staying_changed_on_known_days(
    reader: Reader, day: date, members: set[str]
) -> None:
    group = reader.groups(("gute-bleibeperspektive",), day)["gute-bleibeperspektive"]

    assert set(group.members) == members


def test_a_membership_begins_only_on_a_day_that_is_documented() -> None:
    common, _ = read_common()
    begun = [
        (row["group_code"], row["member_code"], row["valid_from"])
        for row in common[statistics.GroupMember]
        if row["valid_from"] is not None
    ]

    # domain.md, 5 names this day and no other.
    assert begun == [("gute-bleibeperspektive", "somalia", date(2021, 3, 1))]


# Broken packs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all packs that a test may break."""
    copy = tmp_path / "reference"
    shutil.copytree(module.FOLDER, copy)
    monkeypatch.setattr(module, "FOLDER", copy)
    monkeypatch.setattr(module, "COUNTIES", copy / "counties")
    return copy


def _expect_refusal(engine: Engine) -> PackError:
    before = dump(engine)
    with pytest.raises(PackError) as refused:
        migrate(engine, county_keys=("03241",))
    assert dump(engine) == before
    assert refused.value.exit_code == EXIT_REJECTED
    assert "03241" in refused.value.where
    assert refused.value.remedy.endswith(".")
    return refused.value


def test_an_unknown_column_is_refused(schema: Engine, folder: Path) -> None:
    file = folder / "counties" / "03241" / "county.toml"
    file.write_text(file.read_text("utf-8") + 'einwohner = "viele"\n', "utf-8")

    refused = _expect_refusal(schema)

    assert refused.what == "Unbekannte oder fehlende Angaben: einwohner."
    assert "Tabelle area" in refused.where


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ('group = "mobil"', 'group = "zu-fuss"'),
        ('statistic = "integrationsmanagement-personal"', 'statistic = "gibt-es-nicht"'),
        ('area = "03241001-siloah"', 'area = "03241001-nirgends"'),
        ('source = "h-integrationsmanagement-2016"', 'source = "hoerensagen"'),
        ('sex = "gesamt"', 'sex = "unbekannt"'),
        ('period = "2016-03-01"', 'period = "1.3.2016"'),
        ('group = "vor-ort"', 'gruppe = "vor-ort"'),
    ],
    ids=["group", "statistic", "area", "source", "sex", "period", "name of an entry"],
)
def test_an_unknown_code_is_refused(schema: Engine, folder: Path, known: str, unknown: str) -> None:
    file = folder / "counties" / "03241" / "facts.toml"
    text = file.read_text("utf-8")
    assert known in text
    file.write_text(text.replace(known, unknown), "utf-8")

    _expect_refusal(schema)


def test_what_is_no_toml_is_refused(schema: Engine, folder: Path) -> None:
    (folder / "counties" / "03241" / "facts.toml").write_text("[[fact]]\nvalue = \n", "utf-8")

    refused = _expect_refusal(schema)

    assert refused.what.startswith("Die Datei ist kein gültiges TOML: ")
    assert "line 2" in refused.what


def test_a_statistic_needs_all_its_words(folder: Path) -> None:
    file = folder / "common" / "statistics.toml"
    file.write_text(file.read_text("utf-8").replace('kind = "stock"\n', "", 1), "utf-8")

    with pytest.raises(PackError, match="Unbekannte oder fehlende Angaben: kind"):
        read_common()


# As printed


@pytest.mark.skipif(not files.FOLDER.exists(), reason="the shared folder is not here")
def test_every_published_value_is_stored_as_printed(published: Engine) -> None:
    """Number, unit, source, note, plan and qualifier, not the number alone."""
    row, statistic = Observation, statistics.Statistic
    statement = (
        select(
            *(row.statistic_code, row.area_key, row.group_code, row.sex, row.period),
            *(row.number, statistic.unit, row.source_code, row.note, row.planned, row.qualifier),
        )
        .join(statistic, statistic.code == row.statistic_code)
        .where(row.origin == Origin.PUBLISHED.value, row.known_until.is_(None))
    )
    stored: dict[files.Key, list[files.Printed]] = defaultdict(list)
    with reading(published) as connection:
        for statistic_code, area, group, sex, period, *rest in connection.execute(statement):
            stored[statistic_code, area, group, sex, period].append(files.Printed(*rest))
        names = files.Names(
            areas=_codes(connection, select(areas.Area.name, areas.Area.key)),
            groups=_codes(
                connection,
                select(statistics.PopulationGroup.name, statistics.PopulationGroup.code),
            ),
            statistics=_codes(
                connection, select(statistics.Statistic.name, statistics.Statistic.code)
            ),
        )

    expected = list(names.values())

    assert len(expected) == 83 + 6 * 31 + 597 + 15 + 14 + 7 + 15
    missing = [
        (key, printed, stored[key])
        for key, printed in expected
        if not any(_says(one, printed) for one in stored[key])
    ]
    assert missing == []


def _says(stored: files.Printed, printed: files.Printed) -> bool:
    return replace(stored, note="") == replace(printed, note="") and printed.note in stored.note


def _codes(connection: Connection, statement: Select[str, str]) -> dict[str, str]:
    return dict(connection.execute(statement).all())


#: How the documents say that a number is not exact.
_PRINTED_QUALIFIERS = {
    "rund": Qualifier.ROUND,
    "ca.": Qualifier.CIRCA,
    "bis zu": Qualifier.AT_MOST,
    "max.": Qualifier.AT_MOST,
    "über": Qualifier.OVER,
    "weniger als": Qualifier.UNDER,
    "mindestens": Qualifier.AT_LEAST,
    "ein- bis zwei": Qualifier.SPAN,
    "zwei bis drei": Qualifier.SPAN,
}


def test_qualifiers_are_those_of_the_printed_words(published: Engine) -> None:
    row = Observation
    statement = select(row.original_text, row.qualifier).where(row.original_text != "")
    with reading(published) as connection:
        stored = connection.execute(statement.distinct()).all()

    for printed, qualifier in stored:
        words = {one for word, one in _PRINTED_QUALIFIERS.items() if word in printed.lower()}
        assert words or {Qualifier.EXACTLY} == {qualifier}, printed
        assert qualifier in (words or {Qualifier.EXACTLY}), printed
    assert {qualifier for _, qualifier in stored} >= {
        *(Qualifier.CIRCA, Qualifier.ROUND, Qualifier.AT_MOST),
        *(Qualifier.OVER, Qualifier.UNDER, Qualifier.SPAN),
    }


#: Numbers in the documents that stand beside a qualifier: digits, or the words that occur so.
_QUALIFIED = re.compile(
    r"\b(rund|ca\.|bis zu|max\.|über|weniger als|mindestens|etwa|knapp|mehr als)\s+"
    r"((?:\d[\d.]*|zehn|eine Stunde)\b)"
)
#: Said in passing: the age of the model of 2009 once more, and the end of a range of shares.
_IN_PASSING = {"über zehn", "bis zu 9"}


@pytest.mark.skipif(not files.DOCUMENTS.exists(), reason="the shared folder is not here")
def test_every_qualified_number_of_the_documents_is_stored_with_its_words(
    published: Engine,
) -> None:
    row = Observation
    with reading(published) as connection:
        stored = set(connection.scalars(select(row.original_text).distinct()))
    documents = " ".join(path.read_text("utf-8") for path in files.DOCUMENTS.glob("*.txt"))
    said = {" ".join(match.group().split()) for match in _QUALIFIED.finditer(documents)}

    missing = {one for one in said - _IN_PASSING if not any(one in text for text in stored)}

    assert len(said) >= 12
    assert missing == set()


@pytest.mark.parametrize(
    ("county", "statistic", "expected"),
    [
        ("03241", "integrationsmanagement-einstellungen", (10, None, Qualifier.AT_MOST)),
        ("03241", "mobil-bewohnergrenze", (200, None, Qualifier.UNDER)),
        ("03254", "fahrzeit-sued", (1, None, Qualifier.OVER)),
        ("03254", "takt-regionalverkehr", (1, 2, Qualifier.SPAN)),
        ("03254", "frauenanteil-gefluechtete", (30, None, Qualifier.CIRCA)),
        ("03357", "sprachmittler-termine", (1000, None, Qualifier.CIRCA)),
        ("03357", "ak-integration-stadt-sitzungen", (2, 3, Qualifier.SPAN)),
    ],
)
def test_a_qualifier_reaches_the_pages(
    reader: Reader, county: str, statistic: str, expected: tuple[float, float | None, Qualifier]
) -> None:
    series = reader.series(county, statistic)

    assert series is not None
    rows = series.frame.select("number", "number_to", "qualifier", "approximate").rows()
    assert rows == [(*expected, True)]


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


# What every real county keeps to


@pytest.mark.parametrize(
    "model",
    [concept.GoalState, concept.Target, concept.Reading, concept.Review, concept.ProgrammeMeasure],
)
def test_nobody_rated_or_promised_anything_in_a_real_county(
    published: Engine, model: type[concept.GoalState]
) -> None:
    with reading(published) as connection:
        assert connection.scalar(select(func.count()).select_from(model)) == 0
        assert not connection.scalar(select(func.count()).where(areas.County.synthetic))


def test_every_value_says_where_it_is_printed(published: Engine) -> None:
    """A place in the publication, a note, or the table that it is a cell of."""
    row, source = Observation, statistics.Source
    statement = (
        select(row.statistic_code, row.area_key, row.group_code, row.period)
        .join(source, source.code == row.source_code)
        .where(row.locator == "", row.note == "", source.table_id == "")
    )
    with reading(published) as connection:
        assert [tuple(one) for one in connection.execute(statement)] == []


def test_every_source_and_statistic_is_described(published: Engine) -> None:
    with reading(published) as connection:
        for source in connection.execute(select(statistics.Source)):
            assert all((source.publisher, source.title, source.licence)), source.code
        for one in connection.execute(select(statistics.Statistic)):
            words = (one.name, one.short_name, one.unit, one.definition, one.population)
            assert all(words), one.code


def test_every_source_statistic_and_group_is_used(published: Engine) -> None:
    """Definitions that nobody uses only mislead; the Musterkreis uses some of its own."""
    row = Observation
    with reading(published) as connection:
        sources = set(connection.scalars(select(row.source_code).distinct()))
        described = set(connection.scalars(select(concept.Milestone.source_code).distinct()))
        described |= set(connection.scalars(select(concept.Concept.source_code).distinct()))
        known = set(connection.scalars(select(statistics.Source.code)))
        unused = set(
            connection.scalars(
                select(statistics.Statistic.code).where(
                    statistics.Statistic.code.not_in(select(row.statistic_code)),
                    statistics.Statistic.county_key.is_not(None),
                )
            )
        )

    assert known <= sources | described
    assert unused == set()


def test_numbers_are_whole_where_people_are_counted(published: Engine) -> None:
    row, statistic = Observation, statistics.Statistic
    statement = (
        select(row.statistic_code, row.number)
        .join(statistic, statistic.code == row.statistic_code)
        .where(statistic.unit == "persons", statistic.decimals == 0, row.number.is_not(None))
    )
    with reading(published) as connection:
        broken = [tuple(one) for one in connection.execute(statement) if one.number % 1]
    assert broken == []


def test_statuses_other_than_value_keep_the_original_text(published: Engine) -> None:
    row = Observation
    statement = select(row.statistic_code, row.status, row.original_text).where(
        row.status != Status.VALUE.value
    )
    with reading(published) as connection:
        assert [tuple(one) for one in connection.execute(statement) if not one[2]] == []


def test_keys_of_areas_are_text_with_their_zero(published: Engine) -> None:
    with reading(published) as connection:
        keys = set(connection.scalars(select(areas.Area.key).where(areas.Area.official_key)))

    assert {"03254", "03254021", "032545406"} <= keys
    assert {key for key in keys if key[:2] != "03"} == {"DE"}


@pytest.mark.parametrize("key", KEYS)
def test_a_pack_names_only_its_own_county(key: str) -> None:
    pack = read_pack(key)

    assert pack.county["key"] == key
    assert {row.county_key for row in pack.observations} == {key}
    owners = {
        row["county_key"]
        for rows in pack.rows.values()
        for row in rows
        if row.get("county_key") is not None
    }
    assert owners == {key}
