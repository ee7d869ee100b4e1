"""Templates as workbooks: explanations, lists to choose from, and sheets to fill in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from data_access.importers.templates.choices import Choices
from data_access.importers.templates.guide import guide_lines
from data_access.importers.templates.marker import GUIDE, LISTS, Mark
from data_access.importers.templates.model import (
    EARLIEST,
    KIND_NAMES,
    LATEST,
    LISTED,
    Column,
    FigureSheet,
    Kind,
    Option,
    Sheet,
    Template,
)

#: Rows of a sheet that have drop-downs and checks.
ROWS = 5000
GUIDE_TITLE, LISTS_TITLE = "Anleitung", "Listen"

#: Rows to write into a sheet, by its name; values by name of the column.
Filling = Mapping[str, Sequence[Mapping[str, Any]]]

# The same content gives the same bytes, so a workbook bears no moment of its own.
_CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ALLOWED = (
    *("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows"),
    *("insert_columns", "sort", "autofilter"),
)
_NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.CHOICE: "@",
    Kind.MARK: "@",
    Kind.WHOLE: "#,##0",
    Kind.NUMBER: "#,##0.##",
    Kind.EURO: '#,##0.00 "€"',
    Kind.PERCENT: "0.0",
    Kind.DATE: "dd.mm.yyyy",
    Kind.MONTH: "mm.yyyy",
    Kind.YEAR: "0",
}


#: Columns beside a table that are open for remarks.
_BESIDE = 20


@dataclass(frozen=True)
class Placed:
    """Where things stand on a sheet; rows and columns count from 0."""

    fields: Mapping[str, tuple[int, int]]
    header: int
    columns: Mapping[str, int]


def placed(sheet: Sheet) -> Placed:
    """The places of a freshly written sheet: mark, title, explanation, fields, table."""
    first = 3
    header = first + len(sheet.fields) + (1 if sheet.fields else 0)
    return Placed(
        {one.name: (first + place, 1) for place, one in enumerate(sheet.fields)},
        header,
        {one.name: place for place, one in enumerate(sheet.all_columns)},
    )


def write_template(
    template: Template,
    *,
    county_key: str,
    county_name: str,
    choices: Choices,
    filling: Filling | None = None,
) -> bytes:
    """The workbook of a template for a county; equal arguments give equal bytes.

    Args:
        template: what to write.
        county_key: goes into the mark of every sheet.
        county_name: stands on the sheets.
        choices: what may be chosen.
        filling: rows that stand in the sheets already.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": template.title, "author": "", "created": _CREATED})
    writer = _Writer(book, template, county_key, county_name, choices)
    writer.write(filling or {})
    book.close()
    return buffer.getvalue()


@dataclass
class _Writer:
    book: xlsxwriter.Workbook
    template: Template
    county_key: str
    county_name: str
    choices: Choices
    _formats: dict[str, Format] = field(default_factory=dict)
    _ranges: dict[tuple[Option, ...], str] = field(default_factory=dict)

    def write(self, filling: Filling) -> None:
        guide = self._add(GUIDE_TITLE, GUIDE)
        pages = [self._add(sheet.title, sheet.name) for sheet in self.template.sheets]
        self._lists(self._add(LISTS_TITLE, LISTS))
        self._guide(guide)
        for sheet, page in zip(self.template.sheets, pages, strict=True):
            self._sheet(sheet, page, filling.get(sheet.name))
        guide.activate()

    def _add(self, title: str, name: str) -> Worksheet:
        page = self.book.add_worksheet(title)
        mark = Mark(self.template.name, self.template.version, name, self.county_key)
        page.write_string(0, 0, str(mark), self._format(font_size=8, font_color="#5f6b7a"))
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        return page

    def _format(self, **given: Any) -> Format:
        key = repr(sorted(given.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(given)
        return self._formats[key]

    def _guide(self, page: Worksheet) -> None:
        page.set_column(0, 0, 30)
        page.set_column(1, 1, 80)
        page.set_column(2, 3, 22)
        styles = {
            "title": self._format(bold=True, font_size=16),
            "heading": self._format(bold=True, font_size=12),
            "head": self._format(bold=True, bottom=1),
            "text": self._format(text_wrap=True, valign="top"),
            "line": self._format(valign="top"),
        }
        for row, line in enumerate(guide_lines(self.template, self.county_name), start=1):
            for column, text in enumerate(line.cells):
                page.write_string(row, column, text, styles[line.style])
        page.protect("", {"format_columns": True, "format_rows": True})

    def _lists(self, page: Worksheet) -> None:
        """One column per list; the drop-downs refer to it."""
        place = 0
        for sheet in self.template.sheets:
            for column in (*sheet.fields, *sheet.all_columns):
                options = self._options(column)
                if column.offered_by or not options or options in self._ranges:
                    continue
                title = LISTED[column.listing][0] if column.listing else column.title
                page.write_string(1, place, title, self._format(bold=True, bottom=1))
                for row, option in enumerate(options, start=2):
                    page.write_string(row, place, option.text)
                page.set_column(place, place, min(60, max(len(one.text) for one in options) + 2))
                letters = xl_col_to_name(place, col_abs=True)
                self._ranges[options] = f"={LISTS_TITLE}!{letters}$3:{letters}${len(options) + 2}"
                place += 1
        page.freeze_panes(2, 0)
        page.protect("", {"format_columns": True})

    def _options(self, column: Column) -> tuple[Option, ...]:
        if column.options or column.listing is None:
            return column.options
        return self.choices.get(column.listing, ())

    def _sheet(
        self, sheet: Sheet, page: Worksheet, rows: Sequence[Mapping[str, Any]] | None
    ) -> None:
        places = placed(sheet)
        # Whatever is not written here may be filled in, remarks beside the table included; not on
        # all 16,384 columns, because the writer looks at each of them in every row.
        page.set_column(0, len(places.columns) + _BESIDE, 12, self._format(locked=False))
        locked = self._format(bold=True, font_size=14)
        page.write_string(1, 0, f"{sheet.title} · {self.county_name}", locked)
        page.write_string(2, 0, sheet.explanation, self._format(italic=True))
        for one in sheet.fields:
            row, column = places.fields[one.name]
            page.write_string(row, column - 1, one.title, self._format(bold=True))
            page.write_blank(row, column, None, self._cell(one, border=1, bg_color="#fff9e5"))
            self._validate(page, one, sheet, (row, column, row, column))
        page.set_row(places.header, 32)
        for one in sheet.all_columns:
            self._column(page, one, sheet, places)
        page.freeze_panes(places.header + 1, 1)
        page.protect("", dict.fromkeys(_ALLOWED, True))
        self._rows(page, sheet, places, rows)

    def _column(self, page: Worksheet, column: Column, sheet: Sheet, places: Placed) -> None:
        place, header = places.columns[column.name], places.header
        page.set_column(place, place, column.width, self._cell(column))
        head = self._format(
            bold=True,
            text_wrap=True,
            valign="top",
            border=1,
            bg_color="#c9dcec" if column.required else "#e8eef4",
        )
        page.write_string(header, place, f"{column.title}{' *' if column.required else ''}", head)
        page.write_comment(
            header, place, comment_text(column), {"author": "", "x_scale": 2, "y_scale": 1.2}
        )
        self._validate(page, column, sheet, (header + 1, place, header + ROWS, place))

    def _cell(self, column: Column, **more: Any) -> Format:
        return self._format(num_format=_NUMBER_FORMATS[column.kind], locked=False, **more)

    def _validate(
        self, page: Worksheet, column: Column, sheet: Sheet, area: tuple[int, int, int, int]
    ) -> None:
        allowed = self._allowed(column)
        if allowed is None:
            return
        # Where other texts are right as well (signs of the offices, new rows), Excel only asks.
        strict = not (isinstance(sheet, FigureSheet) and column.figures) and not column.offered_by
        page.data_validation(
            *area,
            {
                **allowed,
                "ignore_blank": True,
                "error_title": column.title[:32],
                "error_message": f"Erwartet: {_expected(column)}.",
                "error_type": "stop" if strict else "warning",
            },
        )

    def _allowed(self, column: Column) -> dict[str, Any] | None:
        if column.offered_by:
            return {"validate": "list", "source": self._offered(*column.offered_by)}
        options = self._options(column)
        if options:
            return {"validate": "list", "source": self._ranges[options]}
        if column.kind is Kind.MARK:
            return {"validate": "list", "source": ["x"]}
        if column.kind in {Kind.DATE, Kind.MONTH}:
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": EARLIEST,
                "maximum": LATEST,
            }
        if column.kind in {Kind.TEXT, Kind.CHOICE}:
            return None
        return {
            "validate": "integer" if column.kind in {Kind.WHOLE, Kind.YEAR} else "decimal",
            "criteria": "between",
            "minimum": -1_000_000_000 if column.minimum is None else column.minimum,
            "maximum": 1_000_000_000 if column.maximum is None else column.maximum,
        }

    def _offered(self, name: str, column: str) -> str:
        sheet = next(one for one in self.template.sheets if one.name == name)
        places = placed(sheet)
        letters = xl_col_to_name(places.columns[column], col_abs=True)
        first = places.header + 2
        return f"='{sheet.title}'!{letters}${first}:{letters}${first + ROWS - 1}"

    def _rows(
        self,
        page: Worksheet,
        sheet: Sheet,
        places: Placed,
        rows: Sequence[Mapping[str, Any]] | None,
    ) -> None:
        if rows is None and sheet.prefilled:
            column = sheet.column(sheet.prefilled)
            offered = (one for one in self._options(column) if not one.gone)
            for offset, option in enumerate(offered, start=1):
                page.write_string(
                    places.header + offset,
                    places.columns[column.name],
                    option.text,
                    self._cell(column, indent=option.level),
                )
        for offset, row in enumerate(rows or (), start=1):
            for name, value in row.items():
                if name in places.fields:
                    self._write(page, places.fields[name], sheet.column(name), value)
                else:
                    place = (places.header + offset, places.columns[name])
                    self._write(page, place, sheet.column(name), value)

    def _write(self, page: Worksheet, place: tuple[int, int], column: Column, value: Any) -> None:
        style = self._cell(column)
        if value is None or value is False or value == "":
            return
        if value is True:
            page.write_string(*place, "x", style)
        elif column.kind is Kind.MONTH:
            page.write_datetime(*place, date.fromisoformat(f"{value}-01"), style)
        elif isinstance(value, date):
            page.write_datetime(*place, value, style)
        elif isinstance(value, str):
            page.write_string(*place, value, style)
        else:
            page.write_number(*place, value, style)


def _expected(column: Column) -> str:
    if column.kind is Kind.CHOICE:
        return "ein Eintrag der Auswahl"
    parts = [KIND_NAMES[column.kind]]
    if column.minimum is not None and column.kind is not Kind.YEAR:
        parts.append(f"mindestens {column.minimum:g}")
    if column.maximum is not None and column.kind is not Kind.YEAR:
        parts.append(f"höchstens {column.maximum:g}")
    return ", ".join(parts)


def comment_text(column: Column) -> str:
    """What the header of a column says when it is pointed at."""
    need = "Pflichtangabe" if column.required else "freiwillig"
    return f"{column.explanation}\n{_expected(column)}; {need}."
