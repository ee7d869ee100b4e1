"""Sheets of figures: a row becomes a cell per figure, with area, period, line and mark."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.domain import Period
from data_access.importers.problems import Reason
from data_access.importers.templates import templates
from data_access.importers.templates.figures import _span
from tests.support.figure_rows import (
    CITY,
    REGISTER,
    UPDATE,
    VILLAGE,
    population,
    read_population,
    said,
)
from tests.support.templates import Filled, day, read_tables


def test_a_row_is_a_cell_per_figure() -> None:
    table = read_population(population())[UPDATE]

    assert table.problems == ()
    assert said(table) == [
        ("muster-01", "Musterstadt", "2025-12-31", "Bevölkerung insgesamt", "", 100.0, ""),
        ("muster-01", "Musterstadt", "2025-12-31", "Deutsche", "", 90.0, ""),
        ("muster-01", "Musterstadt", "2025-12-31", "Ausländerinnen und Ausländer", "", 10.0, ""),
    ]
    assert table.cells.select("sheet", "row", "column").rows()[0] == ("Bevölkerung", 8, 4)


def test_two_bases_are_two_tables() -> None:
    tables = read_population(population(), population(Gemeinde=VILLAGE, Grundlage="Melderegister"))

    assert {name: set(one.cells["area_code"]) for name, one in tables.items()} == {
        UPDATE: {"muster-01"},
        REGISTER: {"muster-02"},
    }


def test_the_papers_stand_above_the_table() -> None:
    filled = Filled("bevoelkerung")
    filled.field("Bevölkerung", "Gebietsstand", day("01.01.2026"))
    filled.field("Bevölkerung", "Datenstand", "15.6.2026")
    filled.put("Bevölkerung", population())
    table = read_tables(filled.content())[UPDATE]

    assert table.territorial_status == date(2026, 1, 1)
    assert table.data_status == date(2026, 6, 15)


def test_prefilled_rows_without_a_figure_are_no_rows() -> None:
    (table,) = read_tables(Filled("sgb2").content()).values()

    assert table.cells.is_empty()
    assert table.problems == ()
    assert table.left_out[Reason.LABEL] == 31


@pytest.mark.parametrize("name", [one.name for one in templates() if not one.of_records])
def test_every_cell_is_counted_once(name: str) -> None:
    filled = Filled(name)
    if name == "bevoelkerung":
        filled.put("Bevölkerung", population(Deutsche="*"))
        filled.put("Bevölkerung", population(Gemeinde="", Deutsche="neunzig"))
        filled.put("Bevölkerung", population(Grundlage="Melderegister", Gemeinde=VILLAGE))
        page = filled.page("Bevölkerung")
        page["H7"], page["H8"], page["J9"] = "Bemerkung", "aus dem Bericht", "noch etwas"
    tables = read_tables(filled.content())
    by_sheet: dict[str, int] = {}
    for one in tables.values():
        by_sheet[one.sheet] = by_sheet.get(one.sheet, 0) + one.filled

    assert by_sheet == {title: filled.filled_cells(title) for title in by_sheet}
    assert by_sheet


def test_a_line_and_a_mark_stand_beside_each_figure() -> None:
    filled = Filled("sgb2")
    row = {"Berichtsmonat": day("15.03.2026"), "Zeile": "mit guter Bleibeperspektive"}
    filled.put("SGB II", {**row, "Leistungsberechtigte": 7, "Vorläufig": "X"})
    table = read_tables(filled.content())["sgb2-tabelle"]

    assert table.problems == ()
    assert said(table) == [
        (
            *("muster", None, "2026-03", "Leistungsberechtigte"),
            *("mit guter Bleibeperspektive", 7.0, "p"),
        )
    ]


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        (day("01.10.2025"), "03.2026", "2025-10/2026-03"),
        ("2026-04", "April 2026", "2026-04"),
        ("01.2025", "12.2025", "2025"),
        ("01/2024", "12.2025", "2024/2025"),
    ],
)
def test_an_allocation_runs_from_one_month_to_another(first: Any, last: Any, period: str) -> None:
    filled = Filled("zuweisung")
    filled.put(
        "Gemeinden",
        {
            "Zeitraum von": first,
            "Zeitraum bis": last,
            "Gemeinde": CITY,
            "Aufgenommen": 3,
            "Rechnerischer Orientierungswert": 4.5,
            "Übertrag": -2,
        },
    )
    table = read_tables(filled.content())["zuweisung-gemeinden"]

    assert table.problems == ()
    assert table.cells["period"].unique().to_list() == [period]
    assert table.cells["number"].to_list() == [4.5, -2.0, 3.0]


_MONTHS = st.tuples(st.integers(2000, 2030), st.integers(1, 12))


@given(_MONTHS, _MONTHS)
def test_every_span_of_months_has_one_key(one: tuple[int, int], other: tuple[int, int]) -> None:
    first, last = (f"{year}-{month:02d}" for year, month in (one, other))
    key = _span(first, last)

    if first > last:
        assert key is None
        return
    assert key is not None
    period = Period.parse(key)
    assert period.start.isoformat() == f"{first}-01"
    assert period.end.isoformat().startswith(last)
