"""How the sources of all packs deliver: every one is noted, with a ground, and reaches readers."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Engine, delete, select, update

from data_access.engine import reading, writing
from data_access.errors import PackError
from data_access.importers.answers.definition_log import By
from data_access.importers.answers.definitions import put_definitions
from data_access.importers.answers.redefinitions import redefine
from data_access.importers.profiles import NewDelivery, NewSource, Profile
from data_access.migrate import migrate, remove_demo
from data_access.reader import Reader
from data_access.reference import musterkreis
from data_access.reference import pack as module
from data_access.reference.pack import COUNTIES, Pack, read_common, read_pack
from data_access.reference.rows import Row, Rows
from data_access.schema.areas import County
from data_access.schema.revisions import InstallationFact
from data_access.schema.statistics import DeliveryRhythm, Source
from data_access.vocabulary import Rhythm
from tests.conftest import SMALL_CELL_LIMIT

KEYS = sorted(path.parent.name for path in COUNTIES.glob("*/county.toml"))
#: Sites of statistical offices and of the state.
OFFICIAL = (
    ".niedersachsen.de",
    ".regionalstatistik.de",
    ".destatis.de",
    ".arbeitsagentur.de",
)


def _all_rows() -> list[Rows]:
    common, _ = read_common()
    packs: list[Pack] = [*(read_pack(key) for key in KEYS), musterkreis.build()]
    return [common, *(pack.rows for pack in packs)]


def _rhythms() -> list[Row]:
    return [row for rows in _all_rows() for row in rows[DeliveryRhythm]]


def test_every_source_says_how_it_delivers() -> None:
    for rows in _all_rows():
        assert {row["source_code"] for row in rows[DeliveryRhythm]} == {
            row["code"] for row in rows[Source]
        }


@pytest.mark.parametrize("row", _rhythms(), ids=lambda row: str(row["source_code"]))
def test_a_rhythm_has_its_ground_and_what_readers_need(row: Row) -> None:
    assert row["ground"].endswith(".")
    rhythm = Rhythm(row["rhythm"])
    assert bool(row["document"]) == (rhythm is Rhythm.ONCE)
    assert bool(row["deliverer"]) == (rhythm is not Rhythm.ONCE)
    if row["address"]:
        address = urlsplit(row["address"])
        assert address.scheme == "https"
        assert f".{address.netloc}".endswith(OFFICIAL)


@pytest.mark.parametrize(
    ("county", "statistic", "source", "months"),
    [
        ("03254", "bevoelkerung-fortschreibung", "lsn-a100001v", (6, 10)),
        ("03254", "auslaender-azr", "nim-1-2-1", (9, 12)),
        ("03254", "svb-auslaender", "nim-5-2-1", (15, 18)),
        ("03254", "asylblg-regelleistungen", "rdb-22221-01-01-4", (9, 12)),
        ("03254", "sgb2-asylzugang", "mw-arbeitsmarkt-2021-06", (None, None)),
        ("03357", "sprachmittler-pool", "row-bericht-2024", (None, None)),
    ],
)
def test_readers_learn_it_with_the_source(
    reader: Reader, county: str, statistic: str, source: str, months: tuple[int | None, int | None]
) -> None:
    series = reader.series(county, statistic)
    assert series is not None
    schedule = next(one.schedule for one in series.papers.sources if one.code == source)
    assert schedule is not None
    assert (schedule.from_months, schedule.until_months) == months


def test_a_source_that_nobody_noted_has_no_schedule(migrated: Engine) -> None:
    with writing(migrated) as connection:
        connection.execute(delete(DeliveryRhythm).filter_by(source_code="nim-2-3-1"))

    series = Reader(migrated, small_cell_limit=SMALL_CELL_LIMIT).series("03254", "einbuergerungen")

    assert series is not None
    assert [one.schedule for one in series.papers.sources] == [None]


def test_the_musterkreis_is_never_late_on_its_own_day(with_demo: Engine) -> None:
    """Its newest figures are what the office would have on that day."""
    reader = Reader(with_demo, small_cell_limit=SMALL_CELL_LIMIT)
    for statistic in reader.statistics(musterkreis.KEY):
        series = reader.series(musterkreis.KEY, statistic.code)
        assert series is not None
        for source in series.papers.sources:
            assert source.schedule is not None
            newest = series.papers.periods[-1]
            assert source.schedule.late(newest, musterkreis.AS_OF) == (), statistic.code
            assert source.schedule.late(newest, date(2030, 1, 1)) != ()


def test_a_removed_county_takes_its_rhythms_along(with_demo: Engine) -> None:
    assert remove_demo(with_demo)

    with reading(with_demo) as connection:
        left = connection.scalars(select(DeliveryRhythm.source_code)).all()
    assert left
    assert not [code for code in left if code.startswith("muster")]


def test_a_rhythm_that_the_shared_files_no_longer_name_is_gone(migrated: Engine) -> None:
    with writing(migrated) as connection:
        connection.execute(
            update(DeliveryRhythm)
            .filter_by(source_code="mir")
            .values(rhythm=Rhythm.YEARLY.value, from_months=1, until_months=2)
        )
        connection.execute(delete(InstallationFact))

    migrate(migrated, county_keys=("03254",))

    with reading(migrated) as connection:
        row = connection.execute(
            select(DeliveryRhythm.rhythm, DeliveryRhythm.from_months).filter_by(source_code="mir")
        ).one()
    assert tuple(row) == ("irregular", None)


OF_OFFICE = Profile(
    layout="lsn",
    table="K1200301",
    source="geburten-lsn",
    new_source=NewSource(
        code="geburten-lsn",
        publisher="Amt",
        title="Geburten",
        delivery=NewDelivery(
            rhythm=Rhythm.YEARLY, from_months=6, until_months=10, deliverer="Amt für Statistik"
        ),
    ),
    statistic="bevoelkerung-fortschreibung",
)


def _of_office(engine: Engine) -> list[tuple[object, ...]]:
    with reading(engine) as connection:
        rows = connection.execute(
            select(*DeliveryRhythm.__table__.columns).filter_by(source_code="geburten-lsn")
        )
        return [tuple(row) for row in rows]


def test_what_the_office_says_of_its_own_source_stays(with_demo: Engine) -> None:
    with writing(with_demo) as connection:
        put_definitions(connection, OF_OFFICE, ())
    said = _of_office(with_demo)
    assert said

    with writing(with_demo) as connection:
        connection.execute(delete(InstallationFact))
        connection.execute(update(County).values(pack_checksum=""))
    migrate(with_demo, county_keys=("03254",))
    assert remove_demo(with_demo)

    assert _of_office(with_demo) == said


def test_another_table_of_the_same_source_says_it_where_nobody_has(migrated: Engine) -> None:
    source = OF_OFFICE.new_source
    assert source is not None
    silent = OF_OFFICE.model_copy(
        update={"new_source": source.model_copy(update={"delivery": None})}
    )
    with writing(migrated) as connection:
        put_definitions(connection, silent, ())
    assert _of_office(migrated) == []

    with writing(migrated) as connection:
        put_definitions(connection, OF_OFFICE, ())
        put_definitions(connection, silent, ())

    assert len(_of_office(migrated)) == 1


def test_a_source_that_became_a_built_in_one_keeps_what_its_pack_says(migrated: Engine) -> None:
    source = OF_OFFICE.new_source
    assert source is not None
    for code in ("mir", "hi-amt913"):
        profile = OF_OFFICE.model_copy(
            update={"new_source": source.model_copy(update={"code": code})}
        )
        with writing(migrated) as connection:
            connection.execute(delete(DeliveryRhythm).filter_by(source_code=code))
            assert redefine(connection, profile, By(1)) == ()
            put_definitions(connection, profile, ())
            rhythm = select(DeliveryRhythm.rhythm).filter_by(source_code=code)
            assert connection.scalar(rhythm) is None


# Broken files


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The deliveries of a copy of a pack that a test may break."""
    copy = tmp_path / "reference"
    shutil.copytree(module.FOLDER, copy)
    monkeypatch.setattr(module, "FOLDER", copy)
    monkeypatch.setattr(module, "COUNTIES", copy / "counties")
    return copy / "counties" / "03254" / "deliveries.toml"


@pytest.mark.parametrize(
    ("known", "wrong", "reason"),
    [
        ('sources = ["hi-amt913"]', 'sources = ["hi-amt914"]', "unbekannten Quelle: hi-amt914"),
        ('rhythm = "irregular"', 'rhythm = "yearly"', "braucht from_months und until_months"),
        ('rhythm = "once"', 'rhythm = "once"\nfrom_months = 3', "ohne festen Termin"),
        ('rhythm = "once"', 'rhythm = "manchmal"', "manchmal"),
        (
            'rhythm = "irregular"',
            'rhythm = "yearly"\nfrom_months = 9\nuntil_months = 6',
            "braucht from_months und until_months",
        ),
    ],
    ids=["source", "months missing", "months too many", "rhythm", "months the wrong way round"],
)
def test_what_contradicts_itself_is_refused(
    file: Path, known: str, wrong: str, reason: str
) -> None:
    text = file.read_text("utf-8")
    assert known in text
    file.write_text(text.replace(known, wrong, 1), "utf-8")

    with pytest.raises(PackError, match=reason):
        read_pack("03254")


def test_an_unknown_entry_is_refused(file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace("document =", "unterlage =", 1), "utf-8")

    with pytest.raises(PackError, match="unterlage"):
        read_pack("03254")
