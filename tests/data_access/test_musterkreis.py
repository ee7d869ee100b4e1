"""The fictitious Musterkreis: always the same, whole, and gone without a trace."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter

import pytest
from sqlalchemy import create_engine, text

from data_access.reference import musterkreis
from data_access.reference.load import load_common, load_pack
from data_access.reference.pack import read_common
from data_access.reference.removal import remove_county
from data_access.schema import Base, areas, statistics
from data_access.vocabulary import Origin
from tests.support.muster import (
    COUNTY,
    REFUGEES,
    ROOT,
    SGB2,
    fingerprint,
    number,
    numbers,
    pack,
    rows,
)


def test_two_builds_are_equal() -> None:
    again = musterkreis.build()
    assert again == pack()
    assert fingerprint(again) == fingerprint(pack())


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_other_process_and_hash_seed_give_the_same(seed: str) -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/data_access')\n"
        "import test_musterkreis as t; print(t.fingerprint(t.musterkreis.build()))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == fingerprint(pack())


def test_series_do_not_depend_on_the_order_they_are_asked_in() -> None:
    code = (
        "from data_access.reference.musterkreis import refugees, sgb2, welfare\n"
        "list(welfare.observations())\n"
        "print(sum(row.number for row in reversed(list(sgb2.observations()))))\n"
        "refugees.counts('anerkannt', '2026-09')\n"
        "print(refugees.county_total('geduldet', '2015-01'))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [float(line) for line in found.stdout.split()]
    assert lines == [
        sum(value for key, value in numbers().items() if key[0] == SGB2),
        number(REFUGEES, "2015-01", "geduldet"),
    ]


def test_modules_stay_small() -> None:
    for path in (ROOT / "data_access/reference/musterkreis").glob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) < 300, path.name


# Observations


def test_key_occurs_once() -> None:
    seen = Counter(
        (
            row.county_key,
            row.statistic_code,
            row.area_key,
            row.group_code,
            row.sex,
            row.period,
            row.origin,
            row.source_code,
        )
        for row in pack().observations
    )
    assert not [key for key, times in seen.items() if times > 1]
    assert len(numbers()) == len(pack().observations)


def test_persons_are_whole_and_not_negative() -> None:
    for key, value in numbers().items():
        if key[0] in ("auslaenderanteil-fortschreibung", "wanderung-saldo"):
            continue
        assert value == int(value) >= 0, key
    assert all(
        value == int(value) for key, value in numbers().items() if key[0] == "wanderung-saldo"
    )


def test_codes_exist_in_the_pack_or_common() -> None:
    common, _ = read_common()
    known = {
        "statistic_code": {row["code"] for row in common[statistics.Statistic]},
        "group_code": {row["code"] for row in common[statistics.PopulationGroup]},
        "area_key": {row["key"] for row in rows(areas.Area)},
        "source_code": {row["code"] for row in rows(statistics.Source)},
    }
    for name, codes in known.items():
        used = {getattr(row, name) for row in pack().observations}
        assert used <= codes, name
    for listed in pack().rows.values():
        for row in listed:
            for name, codes in known.items():
                assert row.get(name) is None or row[name] in codes, row
            assert row.get("county_key", COUNTY) == COUNTY


def test_every_observation_has_its_papers() -> None:
    for row in pack().observations:
        assert row.county_key == COUNTY
        assert row.source_code in ("muster-fachdienst", "muster-statistik", "muster-sgb2")
        assert row.territorial_status is not None
        assert row.data_status is not None
        assert row.data_status <= musterkreis.AS_OF
        assert (row.origin is Origin.OWN_COUNT) == (row.source_code == "muster-fachdienst")


def test_county_is_marked_as_invented() -> None:
    assert pack().county["synthetic"] is True
    assert pack().county["as_of"] == musterkreis.AS_OF
    for source in rows(statistics.Source):
        assert "erfunden" in source["publisher"]
        assert source["licence"] == "Beispieldaten, frei verwendbar"


def test_shared_texts_say_nothing_of_a_real_source() -> None:
    """What is true of one county's source may not stand beside an invented figure."""
    common, _ = read_common()
    used = {
        statistics.Statistic: {row.statistic_code for row in pack().observations},
        statistics.PopulationGroup: {row.group_code for row in pack().observations},
    }
    for model, codes in used.items():
        for row in common[model]:
            if row["code"] in codes:
                words = " ".join(str(text) for text in row.values())
                assert not re.search(
                    r"der Quelle|laut Quelle|Fußzeile|Regionaldatenbank|gedruckt|Hildesheim"
                    r"|Konzept|Niedersachsen|Amt 913",
                    words,
                ), row


def test_pack_goes_into_a_database_and_out_again() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA foreign_keys=ON"))
        Base.metadata.create_all(connection)
        load_common(connection)
        assert load_pack(connection, pack())
        assert not load_pack(connection, pack())
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.scalar(text("SELECT title FROM delivery")) == "Beispieldaten Musterkreis"
        shown = connection.scalar(text("SELECT count(*) FROM current_figure"))
        assert shown == len(pack().observations)
        assert remove_county(connection, COUNTY)
        left = "SELECT count(*) FROM area WHERE county_key = 'muster'"
        assert connection.scalar(text(left)) == 0
    engine.dispose()
