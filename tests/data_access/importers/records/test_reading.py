"""Sheets of lists as they are read, before anything is compared: cells, columns, copies."""

from __future__ import annotations

import pytest

from data_access.importers.problems import Reason
from tests.support.course_rows import COURSE
from tests.support.goal_rows import MEASURE
from tests.support.templates import Filled, day, errors, read_lists


@pytest.mark.parametrize("name", ["sprachkurse", "ziele"])
def test_every_cell_of_a_list_is_counted_once(name: str) -> None:
    filled = Filled(name)
    if name == "sprachkurse":
        filled.put("Kurse", COURSE)
        filled.put("Kurse", {**COURSE, "Kurs": "IK-2026-91", "Plätze": "viele"})
        filled.put("Belegung", {"Kurs": "IK-2026-90", "Jahr": 2026, "Mai": 3})
        filled.page("Kurse")["M7"] = "Bemerkung"
        filled.field("Kurse", "Abfragestand", day("19.11.2026"))
    else:
        filled.put("Maßnahmen", MEASURE)
    read = read_lists(filled.content())

    assert read.filled == sum(map(filled.filled_cells, filled.book.sheetnames))
    assert read.stored == (len(COURSE) + 3 if name == "sprachkurse" else len(MEASURE))
    if name == "sprachkurse":
        assert read.left_out[Reason.DOUBT] == len(COURSE)
        assert read.left_out[Reason.OUTSIDE] == 1


def test_a_missing_column_of_a_list_keeps_it_out() -> None:
    filled = Filled("sprachkurse")
    filled.put("Kurse", COURSE)
    header, columns = filled.header("Kurse")
    filled.page("Kurse").cell(header, columns["Plätze"]).value = "Platzzahl"
    read = read_lists(filled.content())

    assert errors(read.problems) == {"column-missing"}
    assert "course" not in read.frames
    assert read.left_out[Reason.DOUBT] == len(COURSE) - 1


def test_a_copied_sheet_is_read_too_and_told_apart() -> None:
    filled = Filled("sprachkurse")
    filled.put("Kurse", COURSE)
    copy = filled.book.copy_worksheet(filled.page("Kurse"))
    copy.title = "Kurse 2"
    read = read_lists(filled.content())

    twice = [one for one in read.problems if one.code == "row-twice"]
    assert [one.sheet for one in twice] == ["Kurse 2"]
    assert "auf „Kurse“" in twice[0].what


def test_sheets_of_two_counties_are_not_mixed() -> None:
    filled = Filled("sprachkurse")
    filled.put("Kurse", COURSE)
    page = filled.page("Ergebnisse")
    page["A1"] = str(page["A1"].value).replace("Kreis muster", "Kreis 03254")

    assert errors(read_lists(filled.content()).problems) == {"two-counties"}
