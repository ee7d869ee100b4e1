"""Cells of a made-up table for tests of interpreting, and what keeps such a table out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from data_access.importers.interpretation.interpret import Interpretation
from data_access.importers.problems import Reason, Severity
from data_access.importers.profiles import Profile
from data_access.importers.tables.cells import CELLS, ReadTable

POPULATION = "bevoelkerung-fortschreibung"
SHARE = "auslaenderanteil-fortschreibung"
PROFILE = Profile(
    layout="probe", table="T1", source="lsn-a100001v", statistic=POPULATION, period="12-31"
)


def cell(text: str, **given: Any) -> dict[str, Any]:
    """A cell of the county at the end of 2020, all persons."""
    number = given.pop("row", 1)
    plain = {
        "sheet": "Tab",
        "row": number,
        "column": 2,
        "area_code": "03254",
        "area_name": "Hildesheim, Landkreis",
        "period": "2020-12-31",
        "series": "Insgesamt",
        "item": "",
        "text": text,
        "number": None,
        "letters": "",
    }
    return {**plain, **given}


def table(cells: Iterable[dict[str, Any]], **given: Any) -> ReadTable:
    """A table of these cells, each in a row of its own."""
    rows = [{**one, "row": number} for number, one in enumerate(cells, start=1)]
    frame = pl.DataFrame(rows, schema=CELLS)
    plain: dict[str, Any] = {
        "layout": "probe",
        "table_id": "T1",
        "title": "Probe",
        "document": "probe.xlsx",
        "sheet": "Tab",
        "left_out": {Reason.HEADING: 3},
    }
    return ReadTable(cells=frame, **{**plain, **given})


def codes(found: Interpretation) -> list[str]:
    """Codes of what keeps the table out."""
    return [one.code for one in found.problems if one.severity is Severity.ERROR]
