"""Templates written, filled in as a person would with another programme, and read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Connection

from data_access.importers.layouts import templates as layout
from data_access.importers.opening import open_upload
from data_access.importers.problems import Problem, Severity
from data_access.importers.records import ReadRecords
from data_access.importers.tables.cells import ReadTable
from data_access.importers.templates import find_template
from data_access.importers.templates.choices import Choices, read_choices
from data_access.importers.templates.model import Listing, Option, Template
from data_access.importers.templates.workbook import Filling, write_template

COUNTY, NAME = "muster", "Musterkreis"
#: What a county offers, as far as the file alone tells what is wrong.
CHOICES: Choices = {
    Listing.AREAS: (
        Option("muster", "Musterkreis [muster]"),
        Option("muster-01", "Musterstadt [muster-01]"),
        Option("muster-02", "Beispielhausen [muster-02]"),
    ),
    Listing.MUNICIPALITIES: (
        Option("muster-01", "Musterstadt [muster-01]"),
        Option("muster-02", "Beispielhausen [muster-02]"),
    ),
    Listing.PROGRAMMES: (Option("ik", "Integrationskurs"),),
    Listing.PROVIDERS: (Option("vhs", "Volkshochschule"),),
    Listing.GOALS: (Option("5.1-Z1", "5.1-Z1 Wartezeit"),),
    Listing.BODIES: (Option("kreistag", "Kreistag"),),
}

Row = Mapping[str, Any]


def template(name: str) -> Template:
    """A template that there is."""
    found = find_template(name)
    assert found is not None, name
    return found


@cache
def blank(name: str) -> bytes:
    """An empty workbook with the choices above."""
    return write_template(template(name), county_key=COUNTY, county_name=NAME, choices=CHOICES)


def of_county(
    connection: Connection, name: str, county: str = COUNTY, filling: Filling | None = None
) -> bytes:
    """A workbook with the choices of a county in the database."""
    choices = read_choices(connection, county)
    return write_template(
        template(name), county_key=county, county_name=county, choices=choices, filling=filling
    )


class Filled:
    """A workbook that is being filled in; columns are named by their titles."""

    def __init__(self, name: str, content: bytes | None = None) -> None:
        self._template = template(name)
        self.book: Workbook = openpyxl.load_workbook(io.BytesIO(content or blank(name)))
        self._rows: dict[str, int] = {}

    def page(self, title: str) -> Worksheet:
        """A sheet by its title."""
        found = self.book[title]
        assert isinstance(found, Worksheet)
        return found

    def header(self, title: str) -> tuple[int, dict[str, int]]:
        """Row and columns of the header, found by the titles of the template."""
        sheet = next(one for one in self._template.sheets if one.title == title)
        titles = {one.title for one in sheet.all_columns}
        best: tuple[int, dict[str, int]] = (0, {})
        for row in self.page(title).iter_rows(max_row=20):
            found = {
                text: cell.column or 0
                for cell in row
                if (text := str(cell.value).removesuffix(" *")) in titles
            }
            if len(found) > len(best[1]):
                best = (row[0].row or 0, found)
        return best

    def add(self, title: str, **values: Any) -> int:
        """A further row; underscores in names stand for spaces. Returns its number."""
        return self.put(title, {name.replace("_", " "): value for name, value in values.items()})

    def put(self, title: str, values: Row, row: int | None = None) -> int:
        """A row; without a number the next one below the header."""
        header, columns = self.header(title)
        number = row or self._rows.get(title, header) + 1
        self._rows[title] = number
        for name, value in values.items():
            self.page(title).cell(number, columns[name]).value = value
        return number

    def field(self, title: str, name: str, value: Any) -> None:
        """A field above the table."""
        for row in self.page(title).iter_rows(max_row=10):
            if row[0].value == name:
                self.page(title).cell(row[0].row or 0, 2).value = value
                return
        raise AssertionError(name)

    def content(self) -> bytes:
        """The file as it is saved."""
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()

    def filled_cells(self, title: str) -> int:
        """Cells of a sheet that are not empty, counted by another programme."""
        cells = [cell.value for row in self.page(title).iter_rows() for cell in row]
        return sum(value is not None and str(value).strip() != "" for value in cells)


def read_tables(content: bytes, name: str = "datei.xlsx") -> dict[str, ReadTable]:
    """All tables of a file, by their ids."""
    tables: dict[str, ReadTable] = {}
    for opened in open_upload(name, content):
        for source in opened.sources:
            if layout.recognise(source):
                tables |= {one.table_id: one for one in layout.read(source)}
    return tables


def read_lists(content: bytes, name: str = "datei.xlsx") -> ReadRecords:
    """The lists of a file."""
    (opened,) = open_upload(name, content)
    (read,) = layout.read_records(opened.sources)
    return read


def errors(problems: tuple[Problem, ...]) -> set[str]:
    """Codes of problems that keep a file out."""
    return {one.code for one in problems if one.severity is Severity.ERROR}


def codes(problems: tuple[Problem, ...]) -> set[str]:
    """Codes of all problems."""
    return {one.code for one in problems}


def day(text: str) -> date:
    """A day as Germans write it."""
    number, month, year = text.split(".")
    return date(int(year), int(month), int(number))
