"""Migration.Integration.Regionen: one line per county, one column per figure, and no dates."""

from __future__ import annotations

import re

import polars as pl

from data_access.importers.files.grids import Grid
from data_access.importers.files.texts import Text
from data_access.importers.problems import Problem, Reason, Severity
from data_access.importers.tables.cells import CELLS, LabelPlaces, ReadTable
from data_access.importers.tables.headed import HeadedTable, header_of, number_of, read_headed
from data_access.words import listing

NAME = "mir"
TITLE = "Migration.Integration.Regionen (CSV)"
WHERE = (
    "Statistisches Bundesamt, Karten „Migration.Integration.Regionen“: Daten-Datei "
    "migration_integration_regionen.zip"
)

_CODE, _NAME = "RS", "NAME"
_TOTALS = ("INSGESAMT", "AUSL_INSG")
#: The only year that the file bears: protection seekers of the year before its newest ones.
_YEAR_BEFORE = re.compile(r"SCH_I_[0-9]{4}")


def recognise(source: Grid | Text) -> str | None:
    """Evidence that the source is this table, or None."""
    if not isinstance(source, Text):
        return None
    if not {_CODE, _NAME, *_TOTALS} <= set(header_of(source)):
        return None
    return f"Migration.Integration.Regionen: Spalten {_CODE}, {_NAME}, {', '.join(_TOTALS)}"


def read(source: Grid | Text, table_id: str = "") -> ReadTable:
    """The values of all counties. ``series`` is the column's code; no value has a period.

    The table is named after the one column that bears a year: a later edition has another one and
    must not be read with the dates of this one.

    Raises:
        RefusedFileError: see ``Text.rows``.
        TypeError: the source is no text.
    """
    if not isinstance(source, Text):
        raise TypeError("Nur eine Textdatei kann diese Tabelle sein.")
    table = read_headed(source)
    cells = _cells(table)
    left_out = table.filled
    labels = table.columns(_CODE, _NAME)
    left_out[Reason.LABEL] = sum(table.frame[column].count() for column in labels)
    edition = table_id or next(filter(_YEAR_BEFORE.fullmatch, table.header), "ohne Jahr")
    return ReadTable(
        layout=NAME,
        table_id=edition,
        title=f"Migration.Integration.Regionen ({edition})",
        document=source.document,
        sheet="",
        cells=cells,
        left_out=left_out,
        problems=(*table.problems, _no_dates(source)),
        decimal=".",
        labels=LabelPlaces(
            area=number_of(labels[1]),
            texts={one: (1, number) for number, one in enumerate(table.header, start=1)},
        ),
    )


def _cells(table: HeadedTable) -> pl.DataFrame:
    code, name = table.columns(_CODE, _NAME)
    values = [column for column in table.names if column not in {code, name}]
    return (
        table.frame.unpivot(on=values, index=["row", code, name], value_name="text")
        .filter(pl.col("text").is_not_null())
        .select(
            sheet=pl.lit(""),
            row="row",
            column=pl.col("variable").str.strip_prefix("c").cast(pl.UInt32),
            area_code=code,
            area_name=pl.col(name).str.replace_all(r"\s+", " "),
            period=pl.lit(None, pl.String),
            series=pl.col("variable").replace(table.names),
            item=pl.lit(""),
            text="text",
            number=pl.lit(None, pl.Float64),
            letters=pl.lit(""),
        )
        .sort("row", "column")
        .cast(pl.Schema(CELLS))
    )


def _no_dates(source: Text) -> Problem:
    return Problem(
        Severity.NOTE,
        "dates-elsewhere",
        source.document,
        "",
        "",
        "Die Datei nennt keine Zeitpunkte; sie stehen im Codebuch, das älter ist als die Datei. "
        "Die Jahre sind deshalb unsicher und so gekennzeichnet.",
        "Die Zeitpunkte in der Zuordnung der Tabelle prüfen.",
    )


def almost(source: Grid | Text) -> str | None:
    """What keeps a source from being this table, where it seems to be it."""
    if not isinstance(source, Text):
        return None
    wanted = (_CODE, _NAME, *_TOTALS)
    header = set(header_of(source))
    missing = [f"„{one}“" for one in wanted if one not in header]
    # Columns with names and totals are in many files.
    if len(missing) > 1:
        return None
    return (
        f"die Tabelle Migration.Integration.Regionen, aber es fehlt die Spalte {listing(missing)}"
    )
