"""The packs of the real counties: they load, refuse what is wrong, and keep to the rules."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, insert, select, update

from data_access.engine import reading, writing
from data_access.errors import EXIT_REJECTED, PackError
from data_access.importers.profiles.store import built_in
from data_access.migrate import migrate
from data_access.reader import Reader
from data_access.reference import pack as module
from data_access.reference.pack import COUNTIES, read_common, read_pack
from data_access.schema import areas, concept, statistics
from data_access.schema.revisions import InstallationFact
from data_access.schema.statistics import Observation
from data_access.vocabulary import (
    Status,
)
from tests.support.dump import dump

KEYS = sorted(path.parent.name for path in COUNTIES.glob("*/county.toml"))


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
    """Definitions that nobody uses only mislead; the Musterkreis uses some of its own.

    Tables of the offices that no pack holds name sources too.
    """
    row = Observation
    with reading(published) as connection:
        sources = set(connection.scalars(select(row.source_code).distinct()))
        described = set(connection.scalars(select(concept.Milestone.source_code).distinct()))
        described |= set(connection.scalars(select(concept.Concept.source_code).distinct()))
        described |= {profile.source for profile in built_in().values()}
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
