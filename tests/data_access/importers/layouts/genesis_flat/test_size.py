"""A flat file of a million records: how long it takes, and how much memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data_access.settings import ROOT
from tests.support import reading_flat
from tests.support.flat_files import HEADER, flat, record

GIB = 1 << 30


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A million records of 500 counties; with short names they are no more than a file may be."""
    records = [
        record(
            area=f"{1001 + county:05}",
            name=f"LK {county}",
            sex=sex,
            sex_label=label,
            value=value,
        )
        for county in range(500)
        for sex, label in (("", "Insgesamt"), ("GESM", "männlich"), ("GESW", "weiblich"))
        for value in (str(1000 + county * 7), "-" if county % 7 == 0 else str(county * 991))
    ]
    first, _, rest = flat(records).partition("\n")
    path = tmp_path_factory.mktemp("large") / "large_flat.csv"
    path.write_text(f"{first}\n" + rest * (1_000_000 // len(records) + 1), "utf-8-sig")
    return path


@pytest.mark.long
def test_a_million_records_are_read_within_a_gibibyte_and_three_times_polars(large: Path) -> None:
    done = subprocess.run(
        [sys.executable, reading_flat.__file__, large],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
        env={"PYTHONPATH": str(ROOT)},
    )
    measured = json.loads(done.stdout)

    assert len(HEADER) == 17
    assert measured["cells"] > 1_000_000
    assert measured["understood"] == measured["cells"]
    assert measured["peak"] < GIB
    assert measured["ours"] < 3 * measured["polars"], measured
