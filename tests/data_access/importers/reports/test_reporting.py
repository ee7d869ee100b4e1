"""What a report counts adds up for its reader."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from data_access.importers.examination import Order
from data_access.importers.importing import import_file, look_at
from data_access.importers.reports.report import as_text
from tests.support import indicator_files, samples
from tests.support.lsn_tables import Table, download, workbook

_ORDER = Order("03254")


def _table(*numbers: int) -> Table:
    return Table(
        rows=(
            ("254", "Hildesheim,Landkreis", (), numbers),
            ("254021", "Hildesheim,Stadt", (), tuple(number - 1 for number in numbers)),
        ),
        grouped=("Insgesamt",),
        single=(),
    )


def test_the_same_table_on_two_sheets_counts_once_and_says_so(migrated: Engine) -> None:
    sheet = download(_table(276_001))

    report = look_at(migrated, "zweimal.xlsx", workbook(sheet, sheet), _ORDER)

    assert (report.stored, report.new, report.repeated) == (4, 2, 2)
    assert (
        "Werte: 2 neu, 0 geändert, 0 unverändert; 2 stehen noch einmal da (derselbe Wert in "
        "mehreren Tabellen der Datei)" in as_text(report)
    )
    assert report.as_dict()["repeated"] == 2


def test_a_table_without_repeats_says_nothing_of_them(migrated: Engine) -> None:
    report = look_at(migrated, "einmal.xlsx", workbook(download(_table(276_001))), _ORDER)

    assert (report.stored, report.new, report.repeated) == (2, 2, 0)
    assert "noch einmal" not in as_text(report)


def test_a_doubt_stands_above_the_changed_values_and_notes_below(migrated: Engine) -> None:
    engine = indicator_files.with_profile(migrated)
    values = indicator_files.years("03254", 1960, range(270_000, 300_000, 1_000))
    import_file(engine, indicator_files.NAME, indicator_files.content(values), _ORDER)
    older = indicator_files.years("03254", 1960, range(270_001, 280_000, 1_000))

    seen = look_at(engine, indicator_files.NAME, indicator_files.content(older), _ORDER)

    lines = as_text(seen).splitlines()
    doubt = next(number for number, line in enumerate(lines) if "In Zweifel: Ältere" in line)
    changes = [number for number, line in enumerate(lines) if "→" in line]
    notes = [number for number, line in enumerate(lines) if line.startswith("  Hinweis:")]
    assert lines[doubt - 1].strip().startswith("Werte: 0 neu, 10 geändert")
    assert len(changes) == 10
    assert doubt < min(changes) < max(changes) < min(notes)


@samples.needed
@pytest.mark.parametrize("name", ["orig_2019_A2.xlsx", "raw_A100001G_2020.xlsx"])
def test_stored_values_are_new_changed_unchanged_or_repeated(migrated: Engine, name: str) -> None:
    content = (samples.FOLDER / "lsn" / name).read_bytes()

    report = look_at(migrated, name, content, _ORDER)

    assert report.stored > 0
    assert report.stored == report.new + report.changed + report.unchanged + report.repeated
