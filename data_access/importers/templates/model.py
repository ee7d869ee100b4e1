"""What a template is, as data. Its workbook, its reading, its rules and the handbook follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from data_access.importers.problems import Severity
from data_access.vocabulary import Origin


class Kind(StrEnum):
    """What may stand in a column."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    EURO = "euro"
    PERCENT = "percent"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    CHOICE = "choice"
    MARK = "mark"


#: What a kind is called in workbook, report and handbook.
KIND_NAMES = {
    Kind.TEXT: "Text",
    Kind.WHOLE: "ganze Zahl",
    Kind.NUMBER: "Zahl",
    Kind.EURO: "Betrag in Euro",
    Kind.PERCENT: "Prozentzahl",
    Kind.DATE: "Datum (TT.MM.JJJJ)",
    Kind.MONTH: "Monat (MM.JJJJ)",
    Kind.YEAR: "Jahr (JJJJ)",
    Kind.CHOICE: "Auswahl",
    Kind.MARK: "x oder leer",
}

#: First and last day that a day or a month may be: Excel asks for them where somebody types, and
#: reading asks again, because what is pasted goes past Excel.
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)

#: Kinds whose cells are numbers.
NUMBERS = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.EURO, Kind.PERCENT})

#: Type of a column in the frames of what was read. Months are keys such as "2026-09".
DTYPES: Mapping[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.WHOLE: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.EURO: pl.Float64(),
    Kind.PERCENT: pl.Float64(),
    Kind.DATE: pl.Date(),
    Kind.MONTH: pl.String(),
    Kind.YEAR: pl.Int64(),
    Kind.CHOICE: pl.String(),
    Kind.MARK: pl.Boolean(),
}


class Listing(StrEnum):
    """Lists of the database that a choice offers."""

    AREAS = "areas"
    MUNICIPALITIES = "municipalities"
    PROGRAMMES = "programmes"
    PROVIDERS = "providers"
    GOALS = "goals"
    BODIES = "bodies"
    COURSES = "courses"
    YEARS = "years"
    MEASURES = "measures"
    INDICATORS = "indicators"


#: What the lists hold: one of them, and where it comes from.
LISTED = {
    Listing.AREAS: ("Gebiet", "die Gebiete des Kreises"),
    Listing.MUNICIPALITIES: ("Gemeinde", "die Gemeinden des Kreises"),
    Listing.PROGRAMMES: ("Kursart", "die Kursarten des Kreises"),
    Listing.PROVIDERS: ("Kursträger", "die Kursträger des Kreises"),
    Listing.GOALS: ("Ziel", "die Ziele des Integrationskonzepts"),
    Listing.BODIES: ("Gremium", "die Gremien des Kreises"),
    Listing.COURSES: ("Kurs", "die Kurse des Kreises"),
    Listing.YEARS: ("Jahresprogramm", "die Jahresprogramme des Kreises"),
    Listing.MEASURES: ("Maßnahme", "die Maßnahmen der Jahresprogramme"),
    Listing.INDICATORS: ("Indikator", "die Indikatoren der Ziele"),
}


@dataclass(frozen=True)
class Option:
    """An entry of a list: what the cell says, and what it means."""

    code: str
    text: str
    #: Depth in a nested list, and the entry that this one is part of.
    level: int = 0
    parent: str = ""
    #: An area that is no more: figures of earlier years may still name it.
    gone: bool = False


@dataclass(frozen=True)
class Figure:
    """Which figure a column is.

    Attributes:
        basis: option of the sheet's ``basis`` column with which it is this one; empty where the
            sheet has no such column.
        planned: a plan or an obligation, which may lie ahead.
    """

    statistic: str
    group: str = "insgesamt"
    basis: str = ""
    planned: bool = False


@dataclass(frozen=True)
class Origins:
    """Where the figures of a sheet come from."""

    source: str
    origin: Origin


@dataclass(frozen=True)
class Column:
    """A column of a sheet, or a field above its table.

    Attributes:
        name: in frames; of records the column of the database table.
        title: how the column is found, wherever it stands.
        options: fixed entries of a choice.
        listing: list of the database that a choice offers.
        offered_by: sheet and column of the same workbook that a choice is filled from.
        key: with the other keys it says which row this is.
        empty: what an empty cell means in the database.
        fixed: where a value column is a row of its own: its other columns. In texts, ``{name}``
            is the cell of another column.
    """

    name: str
    title: str
    explanation: str
    kind: Kind
    example: str = ""
    required: bool = False
    key: bool = False
    minimum: float | None = None
    maximum: float | None = None
    options: tuple[Option, ...] = ()
    listing: Listing | None = None
    offered_by: tuple[str, str] | None = None
    figures: tuple[Figure, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    empty: Any = None
    width: int = 16


@dataclass(frozen=True, eq=False)
class Rule:
    """What must hold for every row.

    Attributes:
        name: code of the problem, ``a-z-``.
        holds: over the columns of the sheet, of its lookups (``course.ends_on``), of the entry
            that an item is part of (``whole.persons``) and ``today``; null where it cannot be
            said.
        columns: what it is about; the first one is where the problem is shown.
        what, remedy: German sentences; ``{name}`` is the cell of a column.
        late: needs the database.
    """

    name: str
    holds: pl.Expr
    columns: tuple[str, ...]
    what: str
    remedy: str
    severity: Severity = Severity.ERROR
    late: bool = False


@dataclass(frozen=True)
class Lookup:
    """Columns of another table, found by a column of this one; named ``table.column``."""

    table: str
    on: str
    columns: tuple[str, ...]
    by: str = "code"


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet of a template: fields above a table, and the table.

    Attributes:
        name: in the mark of the sheet; ``a-z-``.
        title: name of the sheet in Excel.
        prefilled: column whose options stand in the rows of an empty template.
    """

    name: str
    title: str
    explanation: str
    columns: tuple[Column, ...]
    fields: tuple[Column, ...] = ()
    rules: tuple[Rule, ...] = ()
    prefilled: str = ""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns as they stand in the workbook."""
        return self.columns

    def column(self, name: str) -> Column:
        """A column or field by its name."""
        return next(one for one in (*self.all_columns, *self.fields) if one.name == name)

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the columns that say which row this is."""
        return tuple(one.name for one in self.columns if one.key)


@dataclass(frozen=True, eq=False)
class FigureSheet(Sheet):
    """A sheet of figures: each filled value column of a row is an observation.

    Attributes:
        period: its column; two columns are first and last month.
        area: its column; without one it is the county.
        basis: column that says what was counted from; each option is a table of its own.
        item: column of a breakdown; its options are population groups.
        provisional: column of marks for values that will change.
        origins: by option of ``basis``, or under the empty text.
    """

    period: tuple[str, ...] = ()
    area: str = ""
    basis: str = ""
    item: str = ""
    provisional: str = ""
    origins: Mapping[str, Origins] = field(default_factory=dict)

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns of figures."""
        return tuple(one for one in self.columns if one.figures)


#: Name of the column that takes a row out.
REMOVED = "_removed"
_REMOVAL = Column(
    REMOVED,
    "Entfällt",
    "x, wenn die Zeile aus der Datenbank verschwinden soll; sonst leer.",
    Kind.MARK,
    empty=False,
    width=10,
)


@dataclass(frozen=True, eq=False)
class RecordSheet(Sheet):
    """A sheet whose rows are rows of a database table.

    Attributes:
        table: its name.
        value: column of the database that the columns with ``fixed`` fill, one row each.
        field_table: table of the fields above; its only row of the county.
        constants: columns of a new row that the sheet does not have.
        inherited: columns that follow from a reference: column of the reference, columns taken.
    """

    table: str = ""
    value: str = ""
    field_table: str = ""
    constants: Mapping[str, Any] = field(default_factory=dict)
    inherited: tuple[str, tuple[str, ...]] | None = None
    lookups: tuple[Lookup, ...] = ()

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns, and the one that takes rows out."""
        return (*self.columns, _REMOVAL)

    @property
    def cells(self) -> tuple[Column, ...]:
        """Columns that are rows of their own."""
        return tuple(one for one in self.columns if one.fixed)


@dataclass(frozen=True, eq=False)
class Template:
    """A workbook of the office's own.

    Attributes:
        name: on the command line and in the mark; ``a-z0-9-``.
        version: counted up when a filled older workbook can no longer be read.
        hints: sentences for its first page.
    """

    name: str
    title: str
    explanation: str
    sheets: tuple[Sheet, ...]
    hints: tuple[str, ...] = ()
    version: int = 1

    def sheet(self, name: str) -> Sheet | None:
        """A sheet by its name."""
        return next((one for one in self.sheets if one.name == name), None)

    @property
    def of_records(self) -> bool:
        """Whether its rows are lists of the office rather than figures."""
        return any(isinstance(one, RecordSheet) for one in self.sheets)
