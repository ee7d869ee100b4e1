"""The rows of data: labels become areas, periods and items; every cell is counted once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

import polars as pl

from data_access.importers.files.grids import Position
from data_access.importers.layouts.ba.anatomy import Anatomy, Label
from data_access.importers.layouts.ba.title import Title
from data_access.importers.names.text import split_code
from data_access.importers.problems import Reason
from data_access.importers.tables.cells import CELLS, JOINT
from data_access.importers.tables.headers import Sheet
from data_access.importers.tables.periods import parse_date, parse_period


class Role(Enum):
    """What a column of labels says."""

    AREA = auto()
    AREA_CODE = auto()
    PERIOD = auto()
    ITEM = auto()


_HEADERS = (
    (Role.AREA_CODE, re.compile(r"schlüssel|\bags\b|kennziffer|nummer", re.IGNORECASE)),
    (Role.PERIOD, re.compile(r"monat|stichtag|zeitraum|zeitpunkt|^jahr|quartal", re.IGNORECASE)),
    (
        Role.AREA,
        re.compile(
            r"region|gebiet|kreis|gemeinde|land\b|wohnort|arbeitsort|agentur|jobcenter|träger",
            re.IGNORECASE,
        ),
    ),
)
_MONTHLY = re.compile("monat", re.IGNORECASE)


@dataclass
class Rows:
    """What the rows hold.

    Attributes:
        cells: ``CELLS``.
        sections: headings inside the data, by row.
        marked: labels of rows with a footnote mark, by mark.
        undated: cells of the column of periods that are no period.
        areas: where the area of a row is named, be it in a row above.
        labels: where each label and heading stands first.
        beside: numbers in rows with values that stand under none of the numbered columns.
        below: numbers of rows behind the line with the copyright, under the columns of values.
    """

    cells: pl.DataFrame
    left_out: Counter[Reason]
    sections: dict[int, str] = field(default_factory=dict)
    marked: dict[str, list[str]] = field(default_factory=dict)
    undated: list[Position] = field(default_factory=list)
    areas: dict[int, Position] = field(default_factory=dict)
    labels: dict[str, Position] = field(default_factory=dict)
    beside: list[Position] = field(default_factory=list)
    below: list[Position] = field(default_factory=list)


def role_of(label: Label) -> Role:
    """What a column of labels says, by its header."""
    return next((role for role, words in _HEADERS if words.search(label.header)), Role.ITEM)


def read_rows(sheet: Sheet, anatomy: Anatomy, title: Title, series: Mapping[int, str]) -> Rows:
    """All cells of a sheet: the values with what they are about, the others by reason."""
    return _Reader(sheet, anatomy, title, series).read()


class _Reader:
    def __init__(
        self, sheet: Sheet, anatomy: Anatomy, title: Title, series: Mapping[int, str]
    ) -> None:
        self._sheet = sheet
        self._anatomy = anatomy
        self._title = title
        self._series = series
        self._roles = {label.column: role_of(label) for label in anatomy.labels}
        self._monthly = {label.column for label in anatomy.labels if _MONTHLY.search(label.header)}
        self._section = ""
        self._section_period = title.period
        self._carried: dict[int, str] = {}
        self._area_place: Position | None = None
        self._found: dict[str, list[object]] = {name: [] for name in CELLS}
        self._rows = Rows(pl.DataFrame(), Counter())

    def read(self) -> Rows:
        for row in range(1, self._anatomy.numbered + 1):
            self._count_above(row)
        for row in self._anatomy.data:
            self._take(row)
        for row in range(self._anatomy.end, self._sheet.height + 1):
            self._count_behind(row)
        self._rows.cells = pl.DataFrame(self._found, schema=CELLS)
        self._rows.left_out = +self._rows.left_out
        return self._rows

    def _count_above(self, row: int) -> None:
        last = self._anatomy.values[-1]
        for column in self._sheet.filled(row):
            inside = column <= last and self._sheet.number(row, column) is None
            heading = inside or row == self._anatomy.numbered
            self._rows.left_out[Reason.HEADING if heading else Reason.OUTSIDE] += 1

    def _count_behind(self, row: int) -> None:
        """Footnotes are texts; a number there has been left by somebody."""
        for column in self._sheet.filled(row):
            number = self._sheet.number(row, column)
            if number is not None and column in self._series:
                self._rows.below.append((row, column))
            self._rows.left_out[Reason.FOOTNOTE if number is None else Reason.OUTSIDE] += 1

    def _take(self, row: int) -> None:
        filled = self._sheet.filled(row)
        values = [column for column in filled if column in self._series]
        labels = [column for column in filled if column in self._roles]
        marks = [column for column in filled if column in self._anatomy.marks]
        others = set(filled).difference(values, labels, marks)
        self._rows.left_out[Reason.OUTSIDE] += len(others)
        if not values:
            self._begin_section(row, labels)
            self._rows.left_out[Reason.HEADING] += len(labels) + len(marks)
            return
        self._rows.left_out[Reason.LABEL] += len(labels) + len(marks)
        texts = self._label_texts(row)
        self._note_marks(row, marks, texts)
        # Left of the labels editors put keys of their own.
        right = [one for one in others if one > self._anatomy.labels[0].column]
        self._rows.beside += [
            (row, one) for one in right if self._sheet.number(row, one) is not None
        ]
        self._add(row, values, texts)

    def _begin_section(self, row: int, labels: list[int]) -> None:
        if labels:
            text = self._sheet.text(row, labels[0])
            # Blocks below one another may be of different months.
            period = parse_period(text)
            self._section_period = period or self._section_period
            self._section = "" if period else text
            self._rows.sections[row] = text
            self._rows.labels.setdefault(text, (row, labels[0]))
            self._carried.clear()

    def _label_texts(self, row: int) -> dict[int, str]:
        """Texts of the labels; all but the last may stand once for the rows below."""
        columns = list(self._roles)
        for column in columns:
            text = self._sheet.shown(row, column)
            if text or column == columns[-1]:
                self._carried[column] = text
            if text:
                self._note_place(self._sheet.anchor(row, column) or (row, column), column, text)
        return dict(self._carried)

    def _note_place(self, place: Position, column: int, text: str) -> None:
        if self._roles[column] is Role.AREA:
            self._area_place = place
        elif self._roles[column] is Role.ITEM:
            self._rows.labels.setdefault(text, place)

    def _note_marks(self, row: int, marks: list[int], texts: Mapping[int, str]) -> None:
        label = ", ".join(text for text in texts.values() if text)
        for column in marks:
            self._rows.marked.setdefault(self._sheet.text(row, column), []).append(label)

    def _add(self, row: int, values: list[int], texts: Mapping[int, str]) -> None:
        code, name = self._area(texts)
        period = self._period(row, texts)
        items = [text for column, text in texts.items() if self._roles[column] is Role.ITEM]
        item = JOINT.join(text for text in (self._section, *items) if text)
        if self._area_place:
            self._rows.areas[row] = self._area_place
        for column in values:
            cell = (
                self._sheet.grid.sheet,
                row,
                column,
                code or None,
                name or None,
                period,
                self._series[column],
                item,
                self._sheet.text(row, column),
                self._sheet.number(row, column),
                "",
            )
            for into, value in zip(self._found.values(), cell, strict=True):
                into.append(value)

    def _area(self, texts: Mapping[int, str]) -> tuple[str, str]:
        by_role = {role: texts.get(column, "") for column, role in self._roles.items()}
        if Role.AREA not in by_role and Role.AREA_CODE not in by_role:
            return self._title.area_code, self._title.area_name
        code, name = split_code(by_role.get(Role.AREA, ""))
        return by_role.get(Role.AREA_CODE, "") or code, name

    def _period(self, row: int, texts: Mapping[int, str]) -> str | None:
        for column, role in self._roles.items():
            if role is Role.PERIOD:
                period = _period(texts.get(column, ""), monthly=column in self._monthly)
                if period is None:
                    self._rows.undated.append((row, column))
                return period
        return self._section_period


def _period(text: str, *, monthly: bool) -> str | None:
    """A day in a column of months stands for its month."""
    day = parse_date(text)
    if day and monthly:
        return f"{day.year}-{day.month:02}"
    return parse_period(text)
