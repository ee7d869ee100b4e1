"""Niedersächsisches Integrationsmonitoring: one value per line, in a file per indicator."""

from __future__ import annotations

import re

import polars as pl

from data_access.importers.files.grids import Grid
from data_access.importers.files.texts import Text
from data_access.importers.layouts.nim.problems import (
    of_areas,
    of_completeness,
    of_indicator,
    of_periods,
    of_values,
)
from data_access.importers.problems import Reason
from data_access.importers.problems.causes import broken
from data_access.importers.tables.cells import CELLS, JOINT, LabelPlaces, ReadTable
from data_access.importers.tables.headed import HeadedTable, header_of, number_of, read_headed
from data_access.importers.tables.periods import parse_period
from data_access.words import listing

NAME = "nim"
TITLE = "Niedersächsisches Integrationsmonitoring (CSV)"
WHERE = (
    "Niedersächsisches Integrationsmonitoring, Seite des Indikators: „Daten herunterladen“ "
    "(indicator_1-2-1.csv)"
)

_YEAR, _AREA, _CODE, _UNITS, _VALUE = "Year", "Gebietseinheit", "GeoCode", "Units", "Value"
_NEEDED = (_YEAR, _AREA, _VALUE)
_HEADER = (*_NEEDED, _CODE)
#: So many lines are searched for headers that are not in the first.
_LOOKED_AT = 10
_INDICATOR = re.compile(r"(?<![0-9-])([1-9]-[1-9]-[1-9][0-9]?)(?![0-9-])")
#: A code of an area; a spreadsheet leaves "#NV" where it found none.
_AREA_CODE = r"^[A-Z]{0,2}[0-9]+$"


def recognise(source: Grid | Text) -> str | None:
    """Evidence that the source is such a table, or None."""
    if not isinstance(source, Text):
        return None
    header = {name.casefold() for name in header_of(source)}
    if not {one.casefold() for one in _NEEDED} <= header:
        return None
    return f"Niedersächsisches Integrationsmonitoring: Spalten {_YEAR}, {_AREA}, {_VALUE}"


def read(source: Grid | Text, table_id: str = "") -> ReadTable:
    """The values of an indicator.

    ``series`` is the name of the value column, with the unit where the file has only one; ``item``
    joins the other columns, with the unit where it varies.

    Args:
        source: the text.
        table_id: number of the indicator, which the file does not name; without it, it is taken
            from the file's name.

    Raises:
        RefusedFileError: see ``Text.rows``.
        TypeError: the source is no text.
    """
    if not isinstance(source, Text):
        raise TypeError("Nur eine Textdatei kann diese Tabelle sein.")
    table = read_headed(source)
    value, year = table.columns(_VALUE, _YEAR)
    dated = _with_periods(table)
    left_out = table.filled
    left_out[Reason.LABEL] = sum(table.frame[one].count() for one in table.names if one != value)
    without = dated.filter(pl.col(value).is_not_null() & pl.col("period").is_null())
    left_out[Reason.NO_PERIOD] = without.height
    undated = tuple(of_periods(source, year, without))
    lines = _lines(table, dated)
    cells = lines.filter(pl.col("text").is_not_null())
    indicator = table_id or _indicator(source.document)
    return ReadTable(
        layout=NAME,
        table_id=indicator,
        title=f"Niedersächsisches Integrationsmonitoring {indicator}".rstrip(),
        document=source.document,
        sheet="",
        cells=cells,
        left_out=left_out,
        problems=(
            *table.problems,
            *of_indicator(source, indicator, given=bool(table_id)),
            *undated,
            *of_values(source, table, value),
            *of_areas(source, cells, number_of(table.columns(_AREA)[0])),
            # Which numbers happen to be years says nothing of what is missing.
            *(() if broken(undated) else of_completeness(source, lines)),
        ),
        decimal=".",
        labels=LabelPlaces(area=number_of(table.columns(_AREA)[0])),
    )


def _indicator(document: str) -> str:
    """The indicator's number in the file's own name; none where it names two."""
    found = set(_INDICATOR.findall(document.rsplit("/", 1)[-1]))
    return found.pop() if len(found) == 1 else ""


def _with_periods(table: HeadedTable) -> pl.DataFrame:
    (year,) = table.columns(_YEAR)
    texts = table.frame[year].drop_nulls().unique().to_list()
    periods = [parse_period(text) for text in texts]
    return table.frame.with_columns(
        period=pl.col(year).replace_strict(texts, periods, default=None, return_dtype=pl.String)
    )


def _lines(table: HeadedTable, dated: pl.DataFrame) -> pl.DataFrame:
    """All lines with a period as ``CELLS``, those with an empty value too."""
    area, value = table.columns(_AREA, _VALUE)
    code = table.column(_CODE)
    series, item = _texts(table)
    return (
        dated.filter(pl.col("period").is_not_null())
        .select(
            sheet=pl.lit(""),
            row="row",
            column=pl.lit(number_of(value)),
            area_code=_area_code(code) if code else pl.lit(None, pl.String),
            area_name=_spaced(area),
            period="period",
            series=pl.lit(series),
            item=item,
            text=value,
            number=pl.lit(None, pl.Float64),
            letters=pl.lit(""),
        )
        .cast(pl.Schema(CELLS))
    )


def _area_code(column: str) -> pl.Expr:
    return pl.when(pl.col(column).str.contains(_AREA_CODE)).then(pl.col(column))


def _spaced(column: str) -> pl.Expr:
    return pl.col(column).str.replace_all(r"\s+", " ")


def _texts(table: HeadedTable) -> tuple[str, pl.Expr]:
    """What the value column is, and what the other columns say of a value."""
    fixed = {table.column(one) for one in (_YEAR, _AREA, _CODE, _UNITS, _VALUE)}
    described = [column for column in table.names if column not in fixed]
    series, units = _VALUE, table.column(_UNITS)
    if units:
        named = table.frame[units].drop_nulls().unique().to_list()
        if len(named) == 1:
            # A unit of all values is said with the column: another one must not go unnoticed.
            series = JOINT.join((_VALUE, named[0]))
        else:
            described.append(units)
    parts = [_spaced(column) for column in described]
    item = pl.concat_str(parts, separator=JOINT, ignore_nulls=True) if parts else pl.lit("")
    return series, item


def almost(source: Grid | Text) -> str | None:
    """What keeps a source from being such a table, where it seems to be one."""
    if not isinstance(source, Text):
        return None
    table = "eine Tabelle des Integrationsmonitorings"
    for number, line in enumerate(source.head[:_LOOKED_AT], start=1):
        fields = {one.strip(' "\ufeff').casefold() for one in line.split(source.separator)}
        found = [one for one in _HEADER if one.casefold() in fields]
        missing = [f"„{one}“" for one in _NEEDED if one not in found]
        if number > 1 and not missing:
            return f"{table}, aber ihre Spaltenköpfe stehen erst in Zeile {number} statt in Zeile 1"
        if len(found) + 1 >= len(_HEADER) and missing:
            return f"{table}, aber es fehlt die Spalte {listing(missing)}"
    return None
