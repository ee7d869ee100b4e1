"""Sheets of the office's lists as rows of database tables, checked as far as the file tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.records.model import ReadRecords
from data_access.importers.templates.checking import (
    CELL,
    SHEET,
    Places,
    check_columns,
    check_rules,
)
from data_access.importers.templates.model import (
    DTYPES,
    REMOVED,
    RecordSheet,
    Template,
)
from data_access.importers.templates.parsing import ROW, read_field, typed_frame
from data_access.importers.templates.raw import Findings, RawSheet

_CELL = re.compile(r"[A-Z]+(\d+)")


def read_lists(
    raws: Sequence[RawSheet],
    template: Template,
    *,
    others: Mapping[str, int],
) -> ReadRecords:
    """All lists of a workbook.

    Args:
        raws: its sheets with rows, in their order.
        template: what they are sheets of.
        others: filled cells of its other sheets (explanations, lists to choose from).
    """
    reader = _Reader(Places(raws[0].document, {raw.title: _columns(raw) for raw in raws}))
    reader.left_out[Reason.HEADING] += sum(others.values())
    for sheet in template.sheets:
        own = [raw for raw in raws if raw.sheet is sheet]
        if own and isinstance(sheet, RecordSheet):
            reader.sheet(sheet, own)
    reader.check_county(raws)
    return ReadRecords(
        template=template.name,
        title=template.title,
        document=raws[0].document,
        county_key=raws[0].mark.county_key,
        frames=reader.frames,
        columns=reader.places.columns,
        stored=reader.stored,
        left_out={reason: count for reason, count in reader.left_out.items() if count},
        problems=tuple(reader.problems),
        faulty=reader.faulty,
    )


def _columns(raw: RawSheet) -> Mapping[str, int]:
    return {**raw.columns, **{name: cell.column for name, cell in raw.fields.items()}}


@dataclass
class _Reader:
    places: Places
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[Reason] = field(default_factory=Counter)
    faulty: dict[str, frozenset[str]] = field(default_factory=dict)
    stored: int = 0

    def check_county(self, raws: Sequence[RawSheet]) -> None:
        """All sheets are of one county."""
        first = raws[0].mark.county_key
        for raw in raws:
            if raw.mark.county_key != first:
                findings = Findings(raw.document, raw.title)
                findings.add(
                    "two-counties",
                    f"Das Blatt ist für den Kreis {raw.mark.county_key} gemacht, ein anderes für "
                    f"{first}.",
                    "Die Blätter je Kreis in eigenen Dateien einlesen.",
                    row=1,
                    column=1,
                )
                self.problems += findings.found

    def sheet(self, sheet: RecordSheet, raws: Sequence[RawSheet]) -> None:
        """Read one sheet of the template, of which the file may have copies."""
        frames, unread = [], set()
        problems: list[Problem] = []
        for raw in raws:
            findings = Findings(raw.document, raw.title)
            frame, failed = typed_frame(
                [row for row in raw.rows if row.cells] if raw.complete else [], sheet, findings
            )
            frames.append(frame.with_columns(pl.lit(raw.title).alias(SHEET)))
            unread |= {(raw.title, row, name) for row, name in failed}
            self._fields(sheet, raw, findings)
            problems += [*raw.problems, *findings.found]
        wide = pl.concat(frames)
        keyed = wide.select(*sheet.keys, SHEET, ROW)
        problems += check_columns(keyed, sheet, self.places, unread)
        kept = wide.filter(~pl.col(REMOVED))
        problems += check_columns(kept.drop(sheet.keys), sheet, self.places, unread)
        rows = _rows(wide, sheet)
        early = [rule for rule in sheet.rules if not rule.late]
        problems += check_rules(rows.filter(~pl.col(REMOVED)), early, sheet, self.places)
        self.problems += problems
        faulty = set(_faulty(problems))
        self._count(raws, faulty)
        good = [(title, row) not in faulty for title, row in rows.select(SHEET, ROW).iter_rows()]
        if any(good):
            self.frames[sheet.table] = rows.filter(pl.Series(good))
        self.faulty[sheet.table] = frozenset(
            str(code)
            for code, title, row in keyed.select(sheet.keys[0], SHEET, ROW).iter_rows()
            if (title, row) in faulty
        )

    def _fields(self, sheet: RecordSheet, raw: RawSheet, findings: Findings) -> None:
        for one in sheet.fields:
            cell = raw.fields.get(one.name)
            value = read_field(one, cell, findings)
            if value is None or cell is None:
                continue
            self.frames[sheet.field_table] = pl.DataFrame(
                {
                    one.name: [value],
                    CELL: [one.name],
                    REMOVED: [False],
                    SHEET: [raw.title],
                    ROW: [cell.row],
                },
                schema_overrides={ROW: pl.UInt32},
            )

    def _count(self, raws: Sequence[RawSheet], faulty: set[tuple[str, int]]) -> None:
        for raw in raws:
            self.left_out[Reason.HEADING] += raw.headings
            for row in raw.rows:
                cells = sum(bool(cell.text) for cell in row.cells.values())
                self.left_out[Reason.OUTSIDE] += row.outside
                if not raw.complete or (raw.title, row.number) in faulty:
                    self.left_out[Reason.DOUBT] += cells
                else:
                    self.stored += cells


def _faulty(problems: Sequence[Problem]) -> Iterator[tuple[str, int]]:
    for one in problems:
        match = _CELL.fullmatch(one.cell)
        if match and one.severity is Severity.ERROR:
            yield one.sheet, int(match[1])


def _rows(wide: pl.DataFrame, sheet: RecordSheet) -> pl.DataFrame:
    """A row per row of the database table."""
    if not sheet.cells:
        return wide.with_columns(pl.lit(None, pl.String).alias(CELL))
    found = [row for one in wide.iter_rows(named=True) for row in _cells(one, sheet)]
    kept = [column for column in sheet.columns if not column.fixed]
    schema: dict[str, Any] = {column.name: DTYPES[column.kind] for column in kept}
    for name, value in sheet.cells[0].fixed.items():
        schema[name] = pl.String if isinstance(value, str) else pl.Int64
    schema |= {sheet.value: DTYPES[sheet.cells[0].kind], CELL: pl.String}
    return pl.DataFrame(
        found, schema={**schema, REMOVED: pl.Boolean, SHEET: pl.String, ROW: pl.UInt32}
    )


def _cells(row: Mapping[str, Any], sheet: RecordSheet) -> Iterator[dict[str, Any]]:
    """A row for each filled cell; all of them where the row is to go."""
    kept = {column.name: row[column.name] for column in sheet.columns if not column.fixed}
    for column in sheet.cells:
        if row[column.name] is None and not row[REMOVED]:
            continue
        fixed = {
            name: value.format_map(row) if isinstance(value, str) else value
            for name, value in column.fixed.items()
        }
        yield {
            **kept,
            **fixed,
            sheet.value: row[column.name],
            CELL: column.name,
            **{name: row[name] for name in (REMOVED, SHEET, ROW)},
        }
