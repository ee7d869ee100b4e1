"""The marked copy of a workbook colours the cell that a finding is about."""

from __future__ import annotations

import io

import openpyxl
import pytest
from sqlalchemy import Engine

from data_access.importers.examination import Order
from data_access.importers.importing import look_at
from data_access.importers.marking import marked_copy
from tests.support.lsn_tables import Drawn, Table, copied, download, workbook

_NAME = "einwohner.xlsx"
_TABLE = Table(
    rows=(
        ("254", "Hildesheim,Landkreis", (), (276_001, 136_000, 140_001)),
        ("", "Hildesheym", (), (101_001, 50_000, 51_001)),
    ),
    single=(),
)


@pytest.mark.parametrize("draw", [download, copied])
def test_a_wrong_name_is_marked_where_it_stands(migrated: Engine, draw: object) -> None:
    assert callable(draw)
    drawn = draw(_TABLE)
    assert isinstance(drawn, Drawn)
    content = workbook(drawn)
    report = look_at(migrated, _NAME, content, Order("03254"))

    marked = openpyxl.load_workbook(io.BytesIO(marked_copy(_NAME, content, report.problems)))
    (sheet,) = marked.worksheets[1:]
    found = {
        str(cell.value).strip(): cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment and "Hildesheym" in cell.comment.text
    }

    (errors,) = [one for one in report.errors if one.code == "unknown-area"]
    assert list(found) == ["Hildesheym"]
    assert errors.what in found["Hildesheym"]
