"""Sheets of figures as tables of raw cells, one per basis, checked by the rules of their sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from data_access.clock import today
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.tables.cells import CELLS, LabelPlaces, ReadTable
from data_access.importers.templates.checking import SHEET, Places, check_columns, check_rules
from data_access.importers.templates.model import Column, FigureSheet, Kind, Template
from data_access.importers.templates.parsing import read_field, typed_frame
from data_access.importers.templates.raw import Findings, RawCell, RawRow, RawSheet

#: Name of the layout in profiles and deliveries.
LAYOUT = "vorlage"
_CODED = re.compile(r"(?P<name>.*\S)?\s*\[(?P<code>[^\[\]]+)\]")


def table_id(template: Template, sheet: FigureSheet, basis: str) -> str:
    """What profiles call the figures of a sheet."""
    return "-".join(part for part in (template.name, sheet.name, basis) if part)


@dataclass
class _Table:
    """The cells of one basis, and where the others went."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    left_out: Counter[Reason] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def read_figures(raw: RawSheet, template: Template) -> tuple[ReadTable, ...]:
    """The tables of a sheet; one without figures is no table.

    Without a column that rows cannot be read without, all is in doubt.
    """
    sheet = raw.sheet
    if not isinstance(sheet, FigureSheet):
        raise TypeError(f"Kein Blatt mit Kennzahlen: {sheet.name}")
    findings = Findings(raw.document, raw.title)
    fields = {one.name: read_field(one, raw.fields.get(one.name), findings) for one in sheet.fields}
    _check_status(fields.get("data_status"), raw, findings)
    filled = [row for row in raw.rows if any(one.name in row.cells for one in sheet.values)]
    frame, unread = typed_frame(filled, sheet, findings)
    frame = frame.with_columns(pl.lit(raw.title).alias(SHEET), today=pl.lit(today()))
    problems = [*raw.problems, *findings.found]
    if raw.complete:
        problems += _checked(frame, sheet, raw, {(raw.title, row, name) for row, name in unread})
    tables = _split(frame, filled, raw, sheet, _faulty(problems))
    first = next(iter(tables.values()))
    first.left_out[Reason.HEADING] += raw.headings
    _count_the_rest(first, raw, filled)
    first.problems += problems
    return tuple(_table(template, sheet, basis, one, raw, fields) for basis, one in tables.items())


def _check_status(day: date | None, raw: RawSheet, findings: Findings) -> None:
    if day and day > today():
        cell = raw.fields["data_status"]
        findings.add(
            "data-status-in-the-future",
            "Der Datenstand liegt in der Zukunft.",
            "Den Tag eintragen, an dem die Zahlen abgefragt wurden.",
            row=cell.row,
            column=cell.column,
        )


def _checked(
    frame: pl.DataFrame, sheet: FigureSheet, raw: RawSheet, unread: set[tuple[str, int, str]]
) -> Iterator[Problem]:
    places = Places(raw.document, {raw.title: raw.columns})
    yield from check_columns(frame, sheet, places, unread)
    yield from check_rules(_with_wholes(frame, sheet), sheet.rules, sheet, places)


def _with_wholes(frame: pl.DataFrame, sheet: FigureSheet) -> pl.DataFrame:
    """Beside each row the one that its item is part of."""
    if not sheet.item:
        return frame
    parents = {one.code: one.parent or None for one in sheet.column(sheet.item).options}
    others = [name for name in sheet.keys if name != sheet.item]
    values = [column.name for column in sheet.values]
    wholes = frame.select(
        *others,
        pl.col(sheet.item).alias(f"whole.{sheet.item}"),
        *(pl.col(name).alias(f"whole.{name}") for name in values),
    ).unique([*others, f"whole.{sheet.item}"], keep="first", maintain_order=True)
    return frame.with_columns(
        pl.col(sheet.item)
        .replace_strict(parents, default=None, return_dtype=pl.String)
        .alias(f"whole.{sheet.item}")
    ).join(wholes, on=[*others, f"whole.{sheet.item}"], how="left", maintain_order="left")


def _faulty(problems: list[Problem]) -> set[int]:
    """Rows of the file with an error."""
    return {
        int(match[1])
        for one in problems
        if one.severity is Severity.ERROR and (match := re.fullmatch(r"[A-Z]+(\d+)", one.cell))
    }


def _split(
    frame: pl.DataFrame,
    filled: list[RawRow],
    raw: RawSheet,
    sheet: FigureSheet,
    faulty: set[int],
) -> dict[str, _Table]:
    bases = list(sheet.origins)
    named = frame[sheet.basis].to_list() if sheet.basis else []
    # A row that does not say what was counted stands with those that do.
    usual = next((one for one in named if one in bases), bases[0])
    tables: dict[str, _Table] = {}
    for row, values in zip(filled, frame.iter_rows(named=True), strict=True):
        basis = values[sheet.basis] if sheet.basis else ""
        table = tables.setdefault(basis if basis in bases else usual, _Table())
        doubtful = not raw.complete or row.number in faulty
        keys = _Keys.of(row, values, raw, sheet)
        for name, cell in row.cells.items():
            if not cell.text:
                continue
            column = sheet.column(name)
            if not column.figures:
                table.left_out[Reason.LABEL] += 1
            elif doubtful or keys.period is None:
                table.left_out[Reason.DOUBT] += 1
            else:
                table.rows.append(_cell(keys, column, cell, raw))
        table.left_out[Reason.OUTSIDE] += row.outside
    return tables or {bases[0]: _Table()}


@dataclass(frozen=True)
class _Keys:
    """What a row says of all its figures."""

    area_code: str | None
    area_name: str | None
    period: str | None
    item: str
    letters: str

    @classmethod
    def of(cls, row: RawRow, values: dict[str, Any], raw: RawSheet, sheet: FigureSheet) -> _Keys:
        code, name = _area(row.cells.get(sheet.area)) if sheet.area else (raw.mark.county_key, None)
        item = sheet.column(sheet.item).options if sheet.item else ()
        return cls(
            code,
            name,
            _period(values, sheet),
            next((one.text for one in item if one.code == values[sheet.item]), ""),
            "p" if sheet.provisional and values[sheet.provisional] else "",
        )


def _area(cell: RawCell | None) -> tuple[str | None, str | None]:
    """Code and name: "Musterstadt [muster-01]"; a name may stand alone."""
    if cell is None or not cell.text:
        return None, None
    match = _CODED.fullmatch(cell.text)
    return (match["code"].strip(), match["name"]) if match else (None, cell.text)


def _period(values: dict[str, Any], sheet: FigureSheet) -> str | None:
    found = [values[name] for name in sheet.period]
    if any(one is None for one in found):
        return None
    if len(found) == 2:
        return _span(*found)
    return str(found[0])


def _span(first: str, last: str) -> str | None:
    """The shortest key from one month to another; None backwards."""
    if first > last:
        return None
    if first == last:
        return first
    if (first[5:], last[5:]) == ("01", "12"):
        years = int(last[:4]) - int(first[:4])
        if years <= 1:
            return f"{first[:4]}/{last[:4]}" if years else first[:4]
    return f"{first}/{last}"


def _cell(keys: _Keys, column: Column, cell: RawCell, raw: RawSheet) -> tuple[Any, ...]:
    text = cell.text.removesuffix("€").strip() if column.kind is Kind.EURO else cell.text
    return (
        raw.title,
        cell.row,
        cell.column,
        keys.area_code,
        keys.area_name,
        keys.period,
        column.title,
        keys.item,
        text,
        cell.number,
        keys.letters,
    )


def _count_the_rest(table: _Table, raw: RawSheet, filled: list[RawRow]) -> None:
    """Rows without a figure, such as the prefilled ones."""
    numbers = {row.number for row in filled}
    for row in raw.rows:
        if row.number not in numbers:
            table.left_out[Reason.LABEL] += sum(bool(cell.text) for cell in row.cells.values())
            table.left_out[Reason.OUTSIDE] += row.outside


def _table(
    template: Template,
    sheet: FigureSheet,
    basis: str,
    table: _Table,
    raw: RawSheet,
    fields: dict[str, Any],
) -> ReadTable:
    said = (
        next((one.text for one in sheet.column(sheet.basis).options if one.code == basis), "")
        if sheet.basis
        else ""
    )
    return ReadTable(
        layout=LAYOUT,
        table_id=table_id(template, sheet, basis),
        title=", ".join(part for part in (f"{template.title}: {sheet.title}", said) if part),
        document=raw.document,
        sheet=raw.title,
        cells=pl.DataFrame(table.rows, schema=CELLS, orient="row"),
        left_out={reason: count for reason, count in table.left_out.items() if count},
        territorial_status=fields.get("territorial_status"),
        data_status=fields.get("data_status"),
        problems=tuple(table.problems),
        labels=_labels(sheet, raw),
        county_key=raw.mark.county_key,
    )


def _labels(sheet: FigureSheet, raw: RawSheet) -> LabelPlaces:
    titles = ((one.title, raw.columns.get(one.name)) for one in sheet.columns)
    return LabelPlaces(
        area=raw.columns.get(sheet.area, 0),
        item=raw.columns.get(sheet.item, 0),
        texts={title: (raw.header, column) for title, column in titles if column},
    )
