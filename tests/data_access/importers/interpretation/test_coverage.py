"""A table in which the own county, or some of its municipalities, are missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from data_access.importers.interpretation.interpret import interpret
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.problems import Problem, Severity
from data_access.importers.profiles import Profile
from data_access.importers.tables.cells import CELLS, ReadTable

OWN = "03254"
PROFILE = Profile(
    layout="probe",
    table="T1",
    source="lsn-a100001v",
    statistic="bevoelkerung-fortschreibung",
    period="12-31",
)
COUNTIES = ("03101", "03102", "03103", "03151", "03153", "03154", "03155", "03158", "03159")
#: Those of this installation.
KEPT = ("03157", "03241", OWN, "03357")
#: Those of today; before 2016 others.
MUNICIPALITIES = (
    *("03254002", "03254003", "03254005", "03254008", "03254011", "03254014", "03254017"),
    *("03254020", "03254021", "03254022", "03254026", "03254028", "03254029", "03254032"),
    *("03254042", "03254044", "03254045"),
)
JOINT = "032545406"


def _problems(
    knowledge: Knowledge,
    areas: tuple[str, ...],
    *,
    own: str = OWN,
    period: str = "2020-12-31",
    names: Mapping[str, str] | None = None,
) -> list[Problem]:
    rows: list[dict[str, Any]] = [
        {
            "sheet": "",
            "row": row,
            "column": 2,
            "area_code": area,
            "area_name": (names or {}).get(area),
            "period": period,
            "series": "Insgesamt",
            "item": "",
            "text": str(1000 + row),
            "number": None,
            "letters": "",
        }
        for row, area in enumerate(areas, start=1)
    ]
    cells = pl.DataFrame(rows, schema=CELLS)
    table = ReadTable("probe", "T1", "Probe", "probe.csv", "", cells, {})
    found = interpret(table, PROFILE, knowledge, own=own).problems
    return [one for one in found if one.code.endswith("-missing")]


def test_a_list_of_all_counties_without_the_own_one_is_refused(knowledge: Knowledge) -> None:
    (problem,) = _problems(knowledge, (*COUNTIES, "03157"))

    assert (problem.severity, problem.code) == (Severity.ERROR, "own-county-missing")
    assert "10 Kreise, aber nicht Landkreis Hildesheim" in problem.what
    assert _problems(knowledge, (*COUNTIES, *KEPT)) == []


def test_a_line_whose_key_and_name_differ_may_be_the_own_countys(knowledge: Knowledge) -> None:
    """What is wrong with it is told; that the county's lines are missing would be wrong."""
    areas = (*COUNTIES, "03157", OWN)

    assert _problems(knowledge, areas, names={OWN: "Hildesheim, Stadt"}) == []


def test_a_list_of_all_counties_without_another_kept_one_is_told(knowledge: Knowledge) -> None:
    kept = [one for one in KEPT if one != "03357"]

    (problem,) = _problems(knowledge, (*COUNTIES, *kept))

    assert (problem.severity, problem.code) == (Severity.NOTE, "counties-missing")
    assert "12 Kreise; Landkreis Rotenburg (Wümme) fehlt." in problem.what
    # A selection of counties lacks none.
    assert _problems(knowledge, (*COUNTIES[:5], *kept)) == []


def test_a_table_of_another_county_is_taken_with_a_note(knowledge: Knowledge) -> None:
    (problem,) = _problems(knowledge, ("03157",))

    assert problem.severity is Severity.NOTE
    assert "nur für Landkreis Peine" in problem.what
    assert _problems(knowledge, ("03157",), own="03157") == []
    assert _problems(knowledge, ("03157",), own="") == []


def test_municipalities_that_a_list_lacks_are_named(knowledge: Knowledge) -> None:
    short = tuple(one for one in MUNICIPALITIES if one not in {"03254022", "03254032"})

    (problem,) = _problems(knowledge, (OWN, *short, JOINT))

    assert (problem.severity, problem.code) == (Severity.NOTE, "municipalities-missing")
    assert problem.what == "Von den Gemeinden fehlen zu 31.12.2020: Holle und Söhlde."
    assert _problems(knowledge, (OWN, *MUNICIPALITIES, JOINT)) == []


def test_members_stand_for_their_joint_municipality(knowledge: Knowledge) -> None:
    members = ("03254013", "03254041", "03254043")

    assert _problems(knowledge, (OWN, *MUNICIPALITIES, *members)) == []


@pytest.mark.parametrize("areas", [(OWN,), (OWN, "03254021"), MUNICIPALITIES[:8]])
def test_a_selection_of_municipalities_lacks_none(
    knowledge: Knowledge, areas: tuple[str, ...]
) -> None:
    assert _problems(knowledge, areas) == []


def test_a_list_of_another_day_has_the_municipalities_of_that_day(knowledge: Knowledge) -> None:
    then = tuple(one for one in MUNICIPALITIES if one < "03254042")

    (found,) = _problems(knowledge, (OWN, *then), period="2010-12-31")

    assert "31.12.2010: Samtgemeinde Freden (Leine), Samtgemeinde Lamspringe" in found.what
    assert "Leinebergland" not in found.what
