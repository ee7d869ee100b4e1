"""Rows of the template of population, and what is read of sheets of figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from data_access.importers.problems import Problem
from data_access.importers.tables.cells import ReadTable
from tests.support.templates import Filled, Row, day, read_tables

#: The day on which the sheets are read.
TODAY = date(2026, 11, 20)
CITY, VILLAGE = "Musterstadt [muster-01]", "Beispielhausen [muster-02]"
UPDATE = "bevoelkerung-gemeinden-fortschreibung"
REGISTER = "bevoelkerung-gemeinden-melderegister"


def population(**changes: Any) -> dict[str, Any]:
    """A row without a fault; underscores in names stand for spaces."""
    plain = {
        "Stichtag": day("31.12.2025"),
        "Gemeinde": CITY,
        "Grundlage": "Fortschreibung",
        "Bevölkerung insgesamt": 100,
        "Deutsche": 90,
        "Ausländerinnen und Ausländer": 10,
    }
    return {**plain, **{name.replace("_", " "): value for name, value in changes.items()}}


def read_population(*rows: Row) -> dict[str, ReadTable]:
    """The tables of a template with these rows, by their ids."""
    filled = Filled("bevoelkerung")
    for row in rows:
        filled.put("Bevölkerung", row)
    return read_tables(filled.content())


def said(table: ReadTable) -> list[tuple[Any, ...]]:
    """What the cells say, wherever they stand."""
    names = ("area_code", "area_name", "period", "series", "item", "number", "letters")
    return table.cells.select(names).rows()


def problems_of(tables: dict[str, ReadTable]) -> tuple[Problem, ...]:
    """All problems of these tables."""
    return tuple(problem for one in tables.values() for problem in one.problems)
