"""What a person finds in a template: explanations, drop-downs, formats, a header that stays."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine

from data_access.engine import reading
from data_access.importers.opening import open_upload
from data_access.importers.records.filling import read_filling
from data_access.importers.templates import templates
from data_access.importers.templates.choices import read_choices
from data_access.importers.templates.marker import Mark, read_mark
from data_access.importers.templates.model import Kind, Listing, Sheet, Template
from data_access.importers.templates.raw import plain_title
from data_access.importers.templates.sgb2 import lines
from data_access.importers.templates.workbook import ROWS, write_template
from tests.support.templates import CHOICES, COUNTY, NAME, Filled, blank, template

SHEETS = [(one, sheet) for one in templates() for sheet in one.sheets]
each_sheet = pytest.mark.parametrize(
    ("template", "sheet"), SHEETS, ids=[f"{one.name}-{sheet.name}" for one, sheet in SHEETS]
)
each_template = pytest.mark.parametrize("name", [one.name for one in templates()])


def _validation(page: Worksheet, cell: str) -> DataValidation | None:
    return next((one for one in page.data_validations.dataValidation if cell in one.sqref), None)


def _dimension(page: Worksheet, number: int) -> ColumnDimension:
    """Format of a column; equal neighbours share one."""
    found: list[ColumnDimension] = list(page.column_dimensions.values())
    return next(one for one in found if (one.min or 0) <= number <= (one.max or 0))


def _entries(filled: Filled, page: Worksheet, cell: str) -> list[str]:
    """What a drop-down offers."""
    rule = _validation(page, cell)
    assert rule is not None
    assert rule.type == "list"
    source = str(rule.formula1)
    if source.startswith('"'):
        return source.strip('"').split(",")
    title, area = source.lstrip("=").replace("'", "").split("!")
    cells = [cell for row in filled.page(title)[area.replace("$", "")] for cell in row]
    return [str(one.value) for one in cells if one.value is not None]


@each_template
def test_explanations_come_first_and_lists_last(name: str) -> None:
    book = Filled(name).book

    assert book.sheetnames == [
        "Anleitung",
        *(sheet.title for sheet in template(name).sheets),
        "Listen",
    ]
    assert book.active is book["Anleitung"]
    assert all(page.sheet_state == "visible" for page in book.worksheets)


@each_template
def test_every_sheet_says_which_template_it_is(name: str) -> None:
    filled = Filled(name)
    marks = [read_mark(str(page["A1"].value)) for page in filled.book.worksheets]
    names = ["anleitung", *(sheet.name for sheet in template(name).sheets), "listen"]

    assert marks == [Mark(name, template(name).version, sheet, COUNTY) for sheet in names]


@each_template
def test_the_first_sheet_explains_every_column(name: str) -> None:
    page = Filled(name).page("Anleitung")
    rows = [[str(cell.value or "") for cell in row] for row in page.iter_rows()]
    for sheet in template(name).sheets:
        for column in (*sheet.fields, *sheet.all_columns):
            row = next(row for row in rows if plain_title(row[0]) == plain_title(column.title))
            assert row[1] != ""
            assert any(column.explanation in row for row in rows)
            assert any(column.example in row for row in rows)


@each_sheet
def test_the_header_has_the_titles_and_explains_them(template: Template, sheet: Sheet) -> None:
    filled = Filled(template.name)
    header, columns = filled.header(sheet.title)
    page = filled.page(sheet.title)

    assert list(columns) == [column.title for column in sheet.all_columns]
    for column in sheet.all_columns:
        cell = page.cell(header, columns[column.title])
        assert str(cell.value).endswith("*") is column.required
        assert cell.comment is not None
        assert column.explanation in str(cell.comment.text)
        assert cell.protection.locked


@each_sheet
def test_rows_can_be_filled_in_and_the_header_cannot(template: Template, sheet: Sheet) -> None:
    filled = Filled(template.name)
    page, (header, columns) = filled.page(sheet.title), filled.header(sheet.title)

    assert page.protection.sheet
    assert not page.protection.password
    assert not page.protection.insertRows
    assert not page.protection.deleteRows
    assert page.freeze_panes == f"B{header + 1}"
    for number in columns.values():
        assert not _dimension(page, number).protection.locked


@each_sheet
def test_every_choice_has_its_drop_down(template: Template, sheet: Sheet) -> None:
    filled = Filled(template.name)
    page, (header, columns) = filled.page(sheet.title), filled.header(sheet.title)
    for column in sheet.all_columns:
        letter = get_column_letter(columns[column.title])
        offered = column.options or (CHOICES.get(column.listing, ()) if column.listing else ())
        for row in (header + 1, header + ROWS):
            rule = _validation(page, f"{letter}{row}")
            if column.kind is Kind.MARK:
                assert _entries(filled, page, f"{letter}{row}") == ["x"]
            elif offered and not column.offered_by:
                entries = _entries(filled, page, f"{letter}{row}")
                assert entries == [one.text for one in offered]
                assert rule is not None
                assert rule.errorStyle in {None, "stop"}
        assert _validation(page, f"{letter}{header + ROWS + 1}") is None


def test_a_choice_offers_what_stands_on_another_sheet() -> None:
    filled = Filled("sprachkurse")
    filled.add("Kurse", Kurs="IK-1")
    filled.add("Kurse", Kurs="IK-2")
    header, columns = filled.header("Belegung")
    letter = get_column_letter(columns["Kurs"])

    assert _entries(filled, filled.page("Belegung"), f"{letter}{header + 1}") == ["IK-1", "IK-2"]


def _checks(name: str) -> Iterator[tuple[str, str]]:
    filled = Filled(name)
    for sheet in template(name).sheets:
        header, columns = filled.header(sheet.title)
        for column in sheet.all_columns:
            letter = get_column_letter(columns[column.title])
            rule = _validation(filled.page(sheet.title), f"{letter}{header + 1}")
            if rule is not None:
                yield column.kind.value, str(rule.type)


def test_numbers_and_dates_are_checked_by_excel() -> None:
    checks = set(_checks("personal-haushalt")) | set(_checks("sprachkurse")) | set(_checks("sgb2"))

    assert checks == {
        ("date", "date"),
        ("month", "date"),
        ("year", "whole"),
        ("whole", "whole"),
        ("number", "decimal"),
        ("euro", "decimal"),
        ("percent", "decimal"),
        ("choice", "list"),
        ("mark", "list"),
    }


def test_formats_are_those_that_german_excel_shows_as_german() -> None:
    filled = Filled("personal-haushalt")
    _, columns = filled.header("Haushalt")
    page = filled.page("Haushalt")
    formats = {title: _dimension(page, number).number_format for title, number in columns.items()}

    assert formats["Personalaufwand Ansatz"] == '#,##0.00 "€"'
    assert formats["Jahr"] == "0"
    pool = Filled("sprachmittlung").page("Pool")
    assert _dimension(pool, 1).number_format == "dd.mm.yyyy"
    assert _dimension(pool, 2).number_format == "#,##0"


def test_the_lines_of_the_ministrys_table_stand_ready() -> None:
    filled = Filled("sgb2")
    header, columns = filled.header("SGB II")
    page = filled.page("SGB II")
    cells = [page.cell(header + 1 + place, columns["Zeile"]) for place in range(len(lines()))]

    assert [cell.value for cell in cells] == [one.text for one in lines()]
    assert [int(cell.alignment.indent) for cell in cells] == [one.level for one in lines()]
    assert page.cell(header + 1 + len(lines()), columns["Zeile"]).value is None


@pytest.mark.parametrize("name", ["bevoelkerung", "zuweisung"])
def test_the_municipalities_stand_ready(name: str) -> None:
    filled = Filled(name)
    title = template(name).sheets[0].title
    header, columns = filled.header(title)
    first = filled.page(title).cell(header + 1, columns["Gemeinde"]).value

    assert "[muster" in str(first)


@each_template
def test_equal_choices_give_equal_bytes(name: str) -> None:
    again = write_template(template(name), county_key=COUNTY, county_name=NAME, choices=CHOICES)

    assert again == blank(name)
    other = write_template(template(name), county_key="03254", county_name=NAME, choices=CHOICES)
    assert other != again


def test_equal_states_of_the_database_give_equal_bytes(with_demo: Engine) -> None:
    for one in templates():
        written = set()
        for _ in range(2):
            with reading(with_demo) as connection:
                choices = read_choices(connection, COUNTY)
                written.add(
                    write_template(
                        one,
                        county_key=COUNTY,
                        county_name=NAME,
                        choices=choices,
                        filling=read_filling(connection, one, COUNTY, choices),
                    )
                )
        assert len(written) == 1, one.name


def test_goals_are_offered_part_by_part(migrated: Engine) -> None:
    """Both parts of the field 5.3 begin with a goal number one."""
    with reading(migrated) as connection:
        found = read_choices(connection, "03254")[Listing.GOALS]
    parts = [part for one in found if (part := one.text.split("-Z")[0]).startswith("5.3")]

    assert parts == ["5.3.1"] * 4 + ["5.3.2"] * 4


@each_template
def test_no_template_is_taken_for_a_list_of_persons(name: str) -> None:
    assert open_upload("vorlage.xlsx", blank(name))


def test_what_a_name_says_is_never_a_formula() -> None:
    choices = {**CHOICES}
    first = next(iter(CHOICES))
    choices[first] = (type(CHOICES[first][0])("muster-01", "=1+1 [muster-01]"),)
    content = write_template(
        template("bevoelkerung"), county_key=COUNTY, county_name="=2+2", choices=choices
    )
    book = openpyxl.load_workbook(io.BytesIO(content))

    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert any(cell.value == "=1+1 [muster-01]" for cell in cells)
