"""A single value of another order of magnitude is in doubt; where most are, the file stays out."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from data_access.importers.importing import import_file, look_at
from data_access.importers.problems import Severity
from tests.support import indicator_files as files

KNOWN = [290_000, 290_500, 291_000, 291_500, 292_000, 292_500, 293_000]


@pytest.mark.parametrize(
    ("value", "told"),
    [(2_930, True), (29_300_000, True), (29_300, False), (0, False), (293_001, False)],
)
def test_a_hundred_times_is_another_magnitude(migrated: Engine, value: int, told: bool) -> None:
    files.with_profile(migrated)
    known = files.content(files.years(files.COUNTY, 1990, KNOWN))
    import_file(migrated, files.NAME, known, files.ORDER)
    changed = files.content(files.years(files.COUNTY, 1990, [*KNOWN[:-1], value]))

    found = look_at(migrated, files.NAME, changed, files.ORDER).problems

    doubts = [one for one in found if one.code == "other-magnitude"]
    assert bool(doubts) == told
    for one in doubts:
        assert one.severity is Severity.DOUBT
        assert one.what.startswith("Andere Größenordnung: 1 Wert mehr als hundertmal")
        assert "293.000 → " in one.what


def test_where_most_values_are_it_is_said_once(migrated: Engine) -> None:
    files.with_profile(migrated)
    known = files.content(files.years(files.COUNTY, 1990, KNOWN))
    import_file(migrated, files.NAME, known, files.ORDER)
    thousands = files.content(files.years(files.COUNTY, 1990, [290, 291, 291, 292, 292, 293, 293]))

    codes = {one.code for one in look_at(migrated, files.NAME, thousands, files.ORDER).problems}

    assert "mostly-changed" in codes
    assert "other-magnitude" not in codes
