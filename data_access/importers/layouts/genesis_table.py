"""The older table of GENESIS databases (CSV): titles, headers, one row per area, footnotes.

Dates stand in a column of their own or above the values; ages and nationalities behind the name of
the area. The stated time is when the table was made.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest

import polars as pl

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.grids import Grid, Text
from data_access.importers.genesis.columns import Columns, columns_of, tidy
from data_access.importers.genesis.decimals import decimals_of
from data_access.importers.genesis.sections import (
    Row,
    Sections,
    filled,
    sections_of,
    table_id_of,
)
from data_access.importers.genesis.table_checks import TableInParts, check_table
from data_access.importers.problems import Reason
from data_access.importers.tables.cells import CELLS, JOINT, LabelPlaces, ReadTable, empty_cells
from data_access.importers.tables.periods import (
    find_data_status,
    find_territorial_status,
    parse_period,
)
from data_access.importers.tables.places import place_of
from data_access.importers.tables.second_tables import refused_file
from data_access.words import number as worded

NAME = "genesis_table"
TITLE = "Regionaldatenbank und GENESIS-Online: Tabelle als CSV"
WHERE = (
    "www.regionalstatistik.de: Tabelle auswählen, „Werteabruf“, „Download“, Dateiformat "
    "„CSV“; besser ist „Flat-CSV“ derselben Tabelle."
)

#: The database's name stands in the last ones.
_FOOTER_BYTES = 2_000
#: Sources that somebody else names are no footer.
_OWNER = re.compile(r"(?:©|\(C\)opyright).{0,20}Statistische(?:s Bundesamt| Ämter)")
#: So many lines are searched for the title.
_LOOKED_AT = 20


def recognise(source: Grid | Text) -> str | None:
    """By the first line."""
    found = _table_id(source)
    return f"Tabelle einer GENESIS-Datenbank (CSV): {found}" if found else None


def read(source: Grid | Text, table_id: str = "") -> tuple[ReadTable, ...]:
    """The tables of a file, mostly one.

    Raises:
        RefusedFileError: it is too large to be read row by row, or no such table.
    """
    if not isinstance(source, Text) or not _table_id(source):
        raise RefusedFileError(
            "Das ist keine Tabelle einer GENESIS-Datenbank.",
            where=source.document,
            remedy="Den Aufbau nicht vorgeben (--format weglassen); er wird am Inhalt erkannt.",
        )
    _refuse_large(source)
    _refuse_beside(source)
    return tuple(_table(source, one, table_id) for one in sections_of(source.rows()))


def _refuse_large(source: Text) -> None:
    fields = source.content.count(source.separator.encode())
    if fields > limits.MAX_TABLE_FIELDS or len(source.content) > limits.MAX_TABLE_BYTES:
        raise RefusedFileError(
            f"Die Tabelle ist zu groß: mehr als {worded(limits.MAX_TABLE_FIELDS)} Felder oder "
            f"{limits.MAX_TABLE_BYTES // 1_000_000} MB.",
            where=source.document,
            remedy="Dieselbe Tabelle als Flat-CSV (ffcsv) herunterladen: die darf größer sein.",
        )


def _refuse_beside(source: Text) -> None:
    """Two tables beside each other: their rows are not of the same area and date."""
    for number, text in enumerate(_first_fields(source)[1:], start=2):
        if table_id_of(text):
            line = next(n for n, line in enumerate(source.head, start=1) if line.strip())
            raise refused_file(source.document, f"Zeile {line}, Spalte {number}")


def _table_id(source: Grid | Text) -> str | None:
    if not isinstance(source, Text):
        return None
    fields = _first_fields(source)
    return table_id_of(fields[0]) if fields else None


def _first_fields(source: Text) -> list[str]:
    """The fields of the first line that is not empty: the title."""
    first = next((line for line in source.head if line.strip()), "")
    try:
        return next(csv.reader([first], delimiter=source.separator), [])
    except csv.Error:
        # A field too long for a title.
        return []


def _table(source: Text, sections: Sections, table_id: str) -> ReadTable:
    columns = columns_of(sections)
    frame = _frame(sections.rows)
    cells = _cells(frame, columns)
    decimal, unclear = decimals_of(cells, source.document)
    return ReadTable(
        layout=NAME,
        table_id=table_id or sections.table_id,
        title=" ".join(tidy(fields[0]) for _, fields in sections.titles[1:]),
        document=source.document,
        sheet="",
        cells=cells,
        left_out=_left_out(frame, sections, columns, cells.height),
        territorial_status=_status(sections.titles, find_territorial_status),
        data_status=_status(sections.footnotes, find_data_status),
        problems=(*unclear, *check_table(TableInParts(source, sections, columns, cells))),
        decimal=decimal,
        dated=_dated(sections, columns),
        labels=LabelPlaces(
            area=0 if columns.name is None else columns.name + 1,
            item=columns.items[0] + 1 if len(columns.items) == 1 else 0,
            texts={
                tidy(text): (line, column + 1)
                for line, fields in reversed(sections.headers)
                for column, text in reversed(list(enumerate(fields)))
            },
        ),
    )


def _dated(sections: Sections, columns: Columns) -> dict[str, str]:
    """Where the headers name the periods."""
    return {
        period: place_of("", line, column + 1)
        for line, fields in reversed(sections.headers)
        for column, text in reversed(list(enumerate(fields)))
        if column in columns.values and (period := parse_period(text))
    }


def _frame(rows: Sequence[Row]) -> pl.DataFrame:
    """``line``, and columns ``f0`` to ``fN`` of texts; null where a field is empty."""
    fields = list(zip_longest(*(fields for _, fields in rows), fillvalue=""))
    texts = {f"f{number}": pl.Series(column) for number, column in enumerate(fields)}
    lines = pl.Series([line for line, _ in rows], dtype=pl.UInt32)
    return pl.DataFrame({"line": lines, **texts}).with_columns(pl.col(pl.String).replace("", None))


def _cells(frame: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    on = [f"f{column}" for column in columns.values if f"f{column}" in frame.columns]
    if not on:
        return empty_cells()
    headers = pl.DataFrame(
        [
            (f"f{column}", column + 1, header.series, header.period)
            for column, header in columns.values.items()
        ],
        schema={
            "field": pl.String,
            "column": pl.UInt32,
            "series": pl.String,
            "above": pl.String,
        },
        orient="row",
    )
    beside = frame.select(
        pl.col("line").alias("row"),
        _label(columns.code).alias("area_code"),
        _label(columns.name).alias("area_name"),
        _periods(frame, columns.period).alias("beside"),
        _items(columns.items).alias("item"),
        *on,
    )
    index = ["row", "area_code", "area_name", "beside", "item"]
    return (
        beside.unpivot(on=on, index=index, variable_name="field", value_name="text")
        .drop_nulls("text")
        .join(headers, on="field", how="left")
        .with_columns(
            pl.coalesce("beside", "above").alias("period"),
            sheet=pl.lit(""),
            number=pl.lit(None, pl.Float64),
            letters=pl.lit(""),
        )
        .select(*CELLS)
        .sort("row", "column")
    )


def _label(column: int | None) -> pl.Expr:
    if column is None:
        return pl.lit(None, pl.String)
    return pl.col(f"f{column}").str.replace_all(r"\s+", " ")


def _items(columns: Sequence[int]) -> pl.Expr:
    parts = [_label(column).str.replace_all("|", "/", literal=True) for column in columns]
    return pl.concat_str(parts, separator=JOINT, ignore_nulls=True) if parts else pl.lit("")


def _periods(frame: pl.DataFrame, column: int | None) -> pl.Expr:
    if column is None:
        return pl.lit(None, pl.String)
    texts = frame[f"f{column}"].drop_nulls().unique().to_list()
    keys = {text: parse_period(text) for text in texts}
    return pl.col(f"f{column}").replace_strict(keys, default=None, return_dtype=pl.String)


def _left_out(
    frame: pl.DataFrame, sections: Sections, columns: Columns, values: int
) -> dict[Reason, int]:
    in_rows = filled(sections.rows)
    labels = sum(
        frame.height - frame[f"f{column}"].null_count()
        for column in range(columns.labels)
        if f"f{column}" in frame.columns
    )
    return {
        Reason.HEADING: filled(sections.titles) + filled(sections.headers),
        Reason.LABEL: labels,
        Reason.OUTSIDE: in_rows - labels - values,
        Reason.FOOTNOTE: filled(sections.footnotes),
    }


def _status(rows: Sequence[Row], find: Callable[[str], date | None]) -> date | None:
    found = {find(text) for _, fields in rows for text in fields} - {None}
    return found.pop() if len(found) == 1 else None


def almost(source: Grid | Text) -> str | None:
    """What keeps a source from being such a table, where it seems to be one."""
    if not isinstance(source, Text):
        return None
    lines = enumerate(source.head[:_LOOKED_AT], start=1)
    for number, line in lines:
        if any(table_id_of(field.strip(' "')) for field in line.split(source.separator)):
            return (
                "eine Tabelle einer GENESIS-Datenbank, aber ihre erste Zeile („Tabelle: …“) steht "
                f"in Zeile {number} nicht am Anfang"
            )
    end = source.utf8[-_FOOTER_BYTES:].decode(errors="replace")
    footed = _OWNER.search(end)
    return (
        "eine Tabelle einer GENESIS-Datenbank, aber ihre erste Zeile („Tabelle: …“) fehlt"
        if footed
        else None
    )
