"""The marked copy of a workbook colours the cell that a finding is about."""

from __future__ import annotations

import io
from collections.abc import Iterable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine

from data_access.importers.examination import Order
from data_access.importers.importing import look_at
from data_access.importers.problems import Problem, Severity
from data_access.importers.reports.marking import marked_copy
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


#: Hues of the marks: red, yellow, blue.
_HUES = {Severity.ERROR: "FFF4B6B0", Severity.DOUBT: "FFFBE3A2", Severity.NOTE: "FFCFE3F5"}


def _marked(content: bytes, problems: Iterable[Problem]) -> tuple[Worksheet, Worksheet]:
    """The list of problems and the copy of the only sheet."""
    book = openpyxl.load_workbook(io.BytesIO(marked_copy(_NAME, content, problems)))
    front, sheet = book.worksheets
    return front, sheet


def _fills(sheet: Worksheet) -> dict[str, str]:
    """Cells and the colour that is laid on them, whatever they hold."""
    return {
        str(formatting.sqref): rule.dxf.fill.bgColor.rgb
        for formatting in sheet.conditional_formatting
        for rule in formatting.rules
    }


def _comments(sheet: Worksheet) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def test_faulty_cells_are_coloured_and_commented_and_no_others(migrated: Engine) -> None:
    rows = (
        ("254", "Hildesheim,Landkreis", (), (276_001, "viele", 140_001)),
        ("254021", "Hildesheim,Stadt", (), (101_001, 50_000, -51_001)),
    )
    content = workbook(download(Table(rows=rows, single=())))
    report = look_at(migrated, _NAME, content, Order("03254"))
    wrong = {one.cell: one for one in report.errors}
    assert {"viele", "-51001"} == {
        str(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0][cell].value) for cell in wrong
    }

    front, sheet = _marked(content, report.problems)
    placed = {one.cell for one in report.problems if one.cell}
    assert set(_fills(sheet)) == set(_comments(sheet)) == placed
    for cell, problem in wrong.items():
        assert _fills(sheet)[cell] == _HUES[Severity.ERROR]
        assert problem.what in _comments(sheet)[cell]
        assert problem.remedy in _comments(sheet)[cell]
    listed = [row[2].value for row in front.iter_rows(min_row=2)]
    assert listed == [one.what for one in report.problems]


def test_the_worst_of_several_problems_gives_the_colour() -> None:
    content = workbook(download(_TABLE))
    problems = [
        Problem(severity, "probe", _NAME, "Blatt 1", "C15", f"Etwas ({severity}).", "Prüfen.")
        for severity in (Severity.NOTE, Severity.ERROR, Severity.DOUBT)
    ]
    _, sheet = _marked(content, problems)

    assert _fills(sheet) == {"C15": _HUES[Severity.ERROR]}
    comment = _comments(sheet)["C15"]
    places = [comment.index(f"({one})") for one in _HUES]
    assert places == sorted(places)


@pytest.mark.parametrize("severity", Severity)
def test_each_kind_of_problem_has_its_colour(severity: Severity) -> None:
    content = workbook(download(_TABLE))
    problem = Problem(severity, "probe", _NAME, "Blatt 1", "D15", "Etwas.", "Prüfen.")
    _, sheet = _marked(content, [problem])

    assert _fills(sheet) == {"D15": _HUES[severity]}
