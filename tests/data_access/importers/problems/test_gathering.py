"""Equal problems are told once, with their places, in few lines."""

from __future__ import annotations

import pytest

from data_access.importers.problems import Problem, Severity, further
from data_access.importers.problems.causes import broken, undated, worst_first
from data_access.importers.problems.gathering import PLACES, SENTENCES, gathered
from data_access.importers.reports.report import FileReport, Outcome, as_text


def problem(
    cell: str = "",
    *,
    sheet: str = "Tab",
    what: str = "Das stimmt nicht.",
    code: str = "not-a-number",
    severity: Severity = Severity.ERROR,
) -> Problem:
    """A problem of a workbook."""
    return Problem(severity, code, "datei.xlsx", sheet, cell, what, "Nachsehen.")


def _where(*problems: Problem) -> str:
    (found,) = gathered(problems)
    (remark,) = found.remarks
    return remark.where


def test_cells_of_one_sheet_are_listed_once() -> None:
    assert _where(problem("B2")) == "Datei datei.xlsx, Blatt Tab, Zelle B2"
    assert _where(problem("B2"), problem("B3")) == "Datei datei.xlsx, Blatt Tab, Zellen B2, B3"


def test_of_many_cells_the_first_are_listed_and_the_rest_is_counted() -> None:
    cells = [problem(f"B{row}") for row in range(1, 1501)]

    assert _where(*cells).endswith("B7, B8 und 1.492 weitere")
    assert _where(*cells[:10], further(cells[0], 5)).endswith("B7, B8 und 7 weitere")


def test_many_sheets_are_listed_without_their_cells() -> None:
    sheets = [problem("B2", sheet=f"Blatt{number}") for number in range(1, 31)]

    assert _where(*sheets).startswith("Datei datei.xlsx, Blätter Blatt1, Blatt2, ")
    assert _where(*sheets).endswith("Blatt8 und 22 weitere")
    assert _where(*sheets[:2]) == "Datei datei.xlsx, Blatt Blatt1, Zelle B2; Blatt Blatt2, Zelle B2"


def test_lines_of_a_text_are_told_as_lines() -> None:
    lines = [problem(f"Zeile {number}, Spalte 3", sheet="") for number in (2, 5)]

    assert _where(*lines) == "Datei datei.xlsx, Zeile 2, Spalte 3; Zeile 5, Spalte 3"


def test_sentences_that_differ_share_one_remedy() -> None:
    cells = [problem(f"B{row}", what=f"„{row}“ ist falsch.") for row in range(20)]

    (found,) = gathered(cells)

    assert [one.what for one in found.remarks] == [one.what for one in cells[:SENTENCES]]
    assert found.more == "Ebenso an 14 weiteren Stellen."
    assert found.count == 20
    (one_more,) = gathered(cells[: SENTENCES + 1])
    assert one_more.more == "Ebenso an einer weiteren Stelle."


def test_what_is_of_another_kind_or_weight_is_told_by_itself() -> None:
    found = gathered([problem("A1"), problem("A1", severity=Severity.NOTE), problem(code="other")])

    assert [one.count for one in found] == [1, 1, 1]


@pytest.mark.parametrize("different", [True, False])
def test_one_cause_takes_few_lines_of_a_report(*, different: bool) -> None:
    cells = [
        problem(f"B{row}", what=f"„{row}“ ist falsch." if different else "Falsch.")
        for row in range(2000)
    ]

    text = as_text(FileReport("datei.xlsx", Outcome.REJECTED, problems=tuple(cells)))

    assert len(text.splitlines()) <= 2 * SENTENCES + 3
    assert str(2000 - PLACES)[1:] in text.replace(".", "") or different
    assert text.count("Abhilfe") == 1


def test_json_keeps_every_problem() -> None:
    cells = tuple(problem(f"B{row}") for row in range(50))

    data = FileReport("datei.xlsx", Outcome.REJECTED, problems=cells).as_dict()

    assert [one["cell"] for one in data["problems"]] == [one.cell for one in cells]


def test_the_rest_of_many_kinds_is_counted_in_the_right_number() -> None:
    def told(count: int) -> str:
        kinds = tuple(problem(code=f"kind-{number}") for number in range(count))
        return as_text(FileReport("datei.xlsx", Outcome.REJECTED, problems=kinds))

    assert "weitere" not in told(30)
    assert "… und 1 weiterer Befund" in told(31)
    assert "… und 2 weitere Befunde" in told(32)


def test_the_root_is_told_before_what_follows_from_it() -> None:
    codes = ["sex-above-both", "not-a-number", "unknown-area", "date-unreadable", "column-missing"]
    note = problem(code="column-missing", severity=Severity.NOTE)

    found = worst_first([note, *(problem(code=code) for code in codes)])

    assert [one.code for one in found] == [*reversed(codes), "column-missing"]
    assert found[-1] == note


def test_only_errors_break_a_table() -> None:
    assert broken([problem(code="column-missing")])
    assert not broken([problem(code="column-missing", severity=Severity.NOTE), problem()])
    assert undated([problem(code="date-unreadable")])
    assert not undated([problem(code="no-period", severity=Severity.NOTE)])
