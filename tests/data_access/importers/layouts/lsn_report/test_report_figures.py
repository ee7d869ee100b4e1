"""What becomes of tables of the social reporting: counts, rates, and tables of another edition."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from data_access.importers.interpretation.interpret import Interpretation, interpret
from data_access.importers.interpretation.knowledge import Knowledge
from data_access.importers.layouts import lsn_report
from data_access.importers.problems import Reason, Severity
from data_access.importers.profiles.store import built_in
from tests.support.lsn_tables import grid
from tests.support.report_tables import RATES, ROWS, TABLE, UNIT, Table, drawn

HILDESHEIM = "03254"


def _understood(table: Table, knowledge: Knowledge) -> Interpretation:
    read = lsn_report.read(grid(drawn(table)))
    found = interpret(read, built_in()["lsn_report", read.table_id], knowledge)
    assert found.figures.height + sum(found.left_out.values()) == read.filled
    return found


def _errors(found: Interpretation) -> set[str]:
    return {one.code for one in found.problems if one.severity is Severity.ERROR}


def _of_county(found: Interpretation) -> dict[str, tuple[float, str]]:
    own = found.figures.filter(pl.col("area_key") == HILDESHEIM)
    rows = own.select("group_code", "number", "original_text").rows()
    return {group: (number, text) for group, number, text in rows}


def test_counts_are_recipients_by_citizenship_and_age(knowledge: Knowledge) -> None:
    found = _understood(TABLE, knowledge)

    assert [one for one in found.problems if one.severity is not Severity.NOTE] == []
    assert set(found.figures["statistic_code"]) == {"mindestsicherung"}
    assert set(found.figures["period"]) == {"2019-12-31"}
    assert set(found.figures["area_key"]) == {HILDESHEIM, "03254021", "03254-ohne-stadt"}
    assert _of_county(found) == {
        "insgesamt": (500, "500"),
        "alter-unter-18": (110, "110"),
        "deutsche": (330, "330"),
        "alter-unter-18.deutsche": (70, "70"),
        "auslaender": (170, "170"),
        "alter-unter-18.auslaender": (40, "40"),
    }
    # Braunschweig; the region and the state.
    assert found.left_out[Reason.OTHER_COUNTY] == 6
    assert found.left_out[Reason.OTHER_LEVEL] == 12


def test_rates_per_thousand_become_percent(knowledge: Knowledge) -> None:
    found = _understood(RATES, knowledge)

    assert set(found.figures["statistic_code"]) == {"mindestsicherungsquote"}
    rates = {group: (round(number, 9), text) for group, (number, text) in _of_county(found).items()}
    assert rates["auslaender"] == (37.2, "372")
    assert rates["alter-unter-18.deutsche"] == (10.1, "101")


@pytest.mark.parametrize("unit", ["", "in Prozent", "Anzahl je 100 Einwohner/-innen"])
def test_rates_in_another_unit_are_refused(knowledge: Knowledge, unit: str) -> None:
    found = _understood(replace(RATES, unit=unit), knowledge)

    assert "column-missing" in _errors(found)
    assert found.figures.is_empty()


@pytest.mark.parametrize("merged", [True, False])
def test_counts_beside_rates_are_refused(knowledge: Knowledge, *, merged: bool) -> None:
    found = _understood(replace(TABLE, unit=UNIT, merged=merged), knowledge)

    assert _errors(found) == {"unknown-text"}
    assert found.figures.is_empty()


def test_a_number_that_another_edition_has_given_to_another_table_is_refused(
    knowledge: Knowledge,
) -> None:
    title = "Tab. 8.1.5.a Anzahl der Wohngeldhaushalte am 31.12.2019 nach Staatsangehörigkeit"
    found = _understood(TABLE.titled(title), knowledge)

    assert _errors(found) == {"column-missing"}
    assert found.figures.is_empty()


def test_a_code_that_contradicts_its_name_is_refused(knowledge: Knowledge) -> None:
    rows = tuple(("256" if code == "254" else code, name, values) for code, name, values in ROWS)
    found = _understood(replace(TABLE, rows=rows), knowledge)

    assert _errors(found) == {"area-conflict"}


def test_names_alone_give_the_same_figures(knowledge: Knowledge) -> None:
    """County, city and the rest of the county bear one name."""
    coded, bare = (_understood(replace(TABLE, codes=one), knowledge) for one in (True, False))

    assert bare.figures.drop("area_code", strict=False).rows() == (
        coded.figures.drop("area_code", strict=False).rows()
    )


def test_of_values_in_doubt_nobody_says_that_they_are_of_other_areas(knowledge: Knowledge) -> None:
    read = lsn_report.read(grid(drawn()))
    doubtful = replace(read, cells=read.cells.clear(), left_out={Reason.DOUBT: read.filled})
    found = interpret(doubtful, built_in()["lsn_report", "8.1.5.a"], knowledge)

    assert found.problems == ()
    assert found.left_out == {Reason.DOUBT: read.filled}
