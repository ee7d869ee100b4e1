"""What a report counts adds up for its reader."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from data_access.importers.examination import Order
from data_access.importers.importing import look_at
from data_access.importers.reports.report import as_text
from tests.support import samples
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


@samples.needed
@pytest.mark.parametrize("name", ["orig_2019_A2.xlsx", "raw_A100001G_2020.xlsx"])
def test_stored_values_are_new_changed_unchanged_or_repeated(migrated: Engine, name: str) -> None:
    content = (samples.FOLDER / "lsn" / name).read_bytes()

    report = look_at(migrated, name, content, _ORDER)

    assert report.stored > 0
    assert report.stored == report.new + report.changed + report.unchanged + report.repeated
