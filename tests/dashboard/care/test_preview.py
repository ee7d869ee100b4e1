"""What a preview says of the audit: what is raised, and what is settled, by name."""

from __future__ import annotations

from sqlalchemy import Engine

from dashboard.care import preview
from data_access.audit.effects import Effects
from data_access.audit.model import Kind
from data_access.audit.telling import about
from data_access.importers.importing import import_file, look_at
from tests.support import indicator_files as files


def _content(*values: object) -> bytes:
    return files.content(files.years(files.COUNTY, 1990, values))


def test_findings_that_a_file_settles_are_named(migrated: Engine) -> None:
    engine = files.with_profile(migrated)
    good = (160_001, 170_002, 180_003, 190_004)
    import_file(engine, files.NAME, _content(*good, 1_900_045, 191_000), files.ORDER)

    seen = look_at(engine, files.NAME, _content(*good, 190_045, 191_000), files.ORDER)

    settled = seen.effects.settled
    jump = next(one for one in settled if one.kind is Kind.JUMP)
    shown = preview.audited(seen.effects)
    assert f"Damit erledigt: {len(settled)}\u00a0Befund" in shown
    assert about(jump) in shown
    assert preview.audited(Effects()) == ""
