"""The workbook of the Musterkreis's courses, filled with what the database knows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from data_access.engine import reading
from data_access.importers.records.filling import read_filling
from data_access.importers.templates.choices import read_choices
from tests.support import templates


def filled(engine: Engine) -> bytes:
    """The template with the courses that the database knows."""
    template = templates.template("sprachkurse")
    with reading(engine) as connection:
        choices = read_choices(connection, "muster")
        filling = read_filling(connection, template, "muster", choices)
        return templates.of_county(connection, "sprachkurse", filling=filling)


def with_places(content: bytes, places: Any) -> tuple[bytes, str]:
    """The first course has other places; the workbook and the course's code."""
    workbook = templates.Filled("sprachkurse", content)
    header, columns = workbook.header("Kurse")
    page = workbook.page("Kurse")
    row = next(
        number
        for number in range(header + 1, header + 20)
        if isinstance(page.cell(number, columns["Plätze"]).value, int)
    )
    workbook.put("Kurse", {"Plätze": places}, row=row)
    return workbook.content(), str(page.cell(row, columns["Kurs"]).value)
