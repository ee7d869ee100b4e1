"""The flat file of GENESIS databases (ffcsv): one record per value, everything else repeated.

The records are in no order, and a total has no code. From which table of the database the file was
taken stands in its name only, which people change: a table is known by its statistic, its
variables and its values.
"""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import PurePosixPath

import polars as pl

from data_access.importers.errors import RefusedFileError
from data_access.importers.files.grids import Grid, Text
from data_access.importers.genesis import labels
from data_access.importers.genesis.checks import check
from data_access.importers.genesis.fields import (
    Fields,
    ValueField,
    fields_in,
    fields_of,
    first_fields,
    lacking,
)
from data_access.importers.genesis.records import Records, field, read_records
from data_access.importers.problems import Reason
from data_access.importers.tables.cells import CELLS, LabelPlaces, ReadTable, empty_cells
from data_access.importers.tables.periods import find_territorial_status
from data_access.importers.tables.second_tables import refused_file
from data_access.words import listing

NAME = "genesis_flat"
TITLE = "Regionaldatenbank und GENESIS-Online: Flat-CSV (ffcsv)"
WHERE = (
    "www.regionalstatistik.de: Tabelle auswählen, „Werteabruf“, „Download“, Dateiformat "
    "„Flat-CSV“; die ZIP-Datei kann unverändert eingelesen werden."
)

#: A longer key of a table is cut and told from others by a check sum.
_LONGEST_ID = 160
_TABLE = re.compile(r"(?<![0-9])[0-9]{4}[0-9A-Z]-(?:[0-9]{4}|[0-9]{2}-[0-9]{2}-[0-9](?:-B)?)")
#: So many lines are searched for a header that is not in the first.
_LOOKED_AT = 10
_REMEDY = "Die Tabelle noch einmal als Flat-CSV herunterladen und unverändert einlesen."


def recognise(source: Grid | Text) -> str | None:
    """By the names in the first line."""
    fields = _fields(source)
    if fields is None or not isinstance(source, Text):
        return None
    first = first_fields(source.head[1:2], source.separator)
    named = [
        first[fields.known[name]].strip()
        for name in ("statistics_code", "statistics_label")
        if name in fields.known and fields.known[name] < len(first)
    ]
    return f"Flat-CSV einer GENESIS-Datenbank (ffcsv): Statistik {' '.join(named)}".strip()


def read(source: Grid | Text, table_id: str = "") -> ReadTable:
    """The table of a flat file.

    Raises:
        RefusedFileError: fields are missing, or its records cannot be told apart.
    """
    fields = _fields(source)
    if fields is None or not isinstance(source, Text):
        raise RefusedFileError(
            "Das ist keine Flat-CSV einer GENESIS-Datenbank.",
            where=source.document,
            remedy="Den Aufbau nicht vorgeben (--format weglassen); er wird am Inhalt erkannt.",
        )
    if fields.missing:
        raise RefusedFileError(
            f"In der Kopfzeile fehlt: {', '.join(fields.missing)}.",
            where=f"{source.document}, Zeile 1",
            remedy=_REMEDY,
        )
    records = read_records(source, fields)
    _refuse_second(records)
    roles = labels.roles_of(records)
    cells = _cells(records, roles)
    decimal, problems = check(records, roles, cells)
    return ReadTable(
        layout=NAME,
        table_id=table_id or _table_id(records),
        title=_title(records),
        document=source.document,
        sheet="",
        cells=cells,
        left_out=_left_out(records, cells.height),
        territorial_status=_territorial_status(records, roles),
        problems=problems,
        decimal=decimal,
        labels=_labels(roles),
    )


def _refuse_second(records: Records) -> None:
    """A file that was appended to another one bears its line of headers among the records."""
    header = first_fields(records.text.head[:1], records.text.separator)[0]
    header = header.removeprefix("\ufeff").strip()
    if 0 not in records.distinct:
        return
    # The mark of UTF-8 goes along with the file that was appended.
    again = [one for one in records.texts(0) if one.removeprefix("\ufeff").strip() == header]
    if again:
        found = records.frame[field(0)].cast(pl.String).str.strip_chars().is_in(again).arg_max()
        raise refused_file(records.text.document, f"Zeile {records.lines[found or 0]}")


def _labels(roles: labels.Roles) -> LabelPlaces:
    """Fields of the names of areas and, where values are about one thing more, of that."""
    area = roles.area.attribute_label if roles.area else None
    item = roles.others[0].attribute_label if len(roles.others) == 1 else None
    return LabelPlaces(area=0 if area is None else area + 1, item=0 if item is None else item + 1)


def _fields(source: Grid | Text) -> Fields | None:
    return fields_in(source) if isinstance(source, Text) else None


# The values


def _cells(records: Records, roles: labels.Roles) -> pl.DataFrame:
    frame, known = records.frame, records.fields.known
    # Polars makes one column on one core; two are made at once.
    with ThreadPoolExecutor(2) as both:
        items = both.submit(labels.items, frame, roles.others)
        periods = both.submit(labels.periods, frame, known["time"], roles.month)
        area_codes = both.submit(labels.area_codes, frame, roles.area)
        area_names = both.submit(labels.area_names, frame, roles.area)
    beside = pl.DataFrame(
        {
            "row": records.lines,
            "area_code": area_codes.result(),
            "area_name": area_names.result(),
            "period": periods.result(),
            "item": items.result(),
        }
    )
    parts = [_with_values(records, beside, one) for one in records.fields.values]
    if len(parts) == 1:
        return parts[0]
    return pl.concat(parts).sort("row", "column") if parts else empty_cells()


def _with_values(records: Records, beside: pl.DataFrame, values: ValueField) -> pl.DataFrame:
    frame = records.frame
    cells = beside.with_columns(
        pl.lit("").alias("sheet"),
        pl.lit(values.position + 1, pl.UInt32).alias("column"),
        _series(records, values).alias("series"),
        frame[field(values.position)].alias("text"),
        pl.lit(None, pl.Float64).alias("number"),
        labels.marks(frame, values.marks).alias("letters"),
    ).select(*CELLS)
    return cells.filter(pl.col("text").is_not_null()) if cells["text"].null_count() else cells


def _series(records: Records, values: ValueField) -> pl.Series:
    if values.name:
        name = labels.series_name(values.name)
        return pl.Series([name]).new_from_index(0, records.frame.height)
    known = records.fields.known
    return labels.series(
        records.frame,
        code=known["value_variable_code"],
        label=known["value_variable_label"],
        unit=known["value_unit"],
    )


def _left_out(records: Records, values: int) -> dict[Reason, int]:
    frame, fields = records.frame, records.fields
    filled = {name: frame.height - frame[name].null_count() for name in frame.columns}
    outside = sum(filled[field(position)] for position in fields.unknown)
    return {
        Reason.HEADING: fields.filled,
        Reason.LABEL: sum(filled.values()) - values - outside,
        Reason.OUTSIDE: outside,
    }


# The table


def _table_id(records: Records) -> str:
    found = ":".join(
        "+".join(part)
        for part in (records.texts("statistics_code"), _variables(records), _values(records))
    )
    if len(found) <= _LONGEST_ID:
        return found
    return f"{found[:_LONGEST_ID]}~{hashlib.sha256(found.encode()).hexdigest()[:16]}"


def _variables(records: Records) -> list[str]:
    positions = [one.code for one in records.fields.variables]
    return sorted({text for one in positions for text in records.texts(one)})


def _values(records: Records) -> list[str]:
    codes = {one.name.split("__")[0] for one in records.fields.values if one.name}
    return sorted(codes) or records.texts("value_variable_code")


def _title(records: Records) -> str:
    names = [labels.series_name(one.name) for one in records.fields.values if one.name]
    values = names or records.texts("value_variable_label")
    positions = [one.label for one in records.fields.variables]
    variables = [text for one in positions for text in records.texts(one)]
    title = f"{', '.join(records.texts('statistics_label'))}: {', '.join(values)}"
    title += f" nach {', '.join(variables)}" if variables else ""
    # The file is often called after the table; where it is, the title says so.
    named = _TABLE.search(PurePosixPath(records.text.document).name)
    of_statistic = named is not None and named[0][:5] in records.texts("statistics_code")
    return f"{title} ({named[0]})" if named and of_statistic else title


def _territorial_status(records: Records, roles: labels.Roles) -> date | None:
    printed = records.texts("statistics_label")
    if roles.area:
        printed = printed + records.texts(roles.area.label)
    found = {find_territorial_status(text) for text in printed} - {None}
    return found.pop() if len(found) == 1 else None


def almost(source: Grid | Text) -> str | None:
    """What keeps a source from being such a file, where it seems to be one."""
    if not isinstance(source, Text):
        return None
    for number, line in enumerate(source.head[:_LOOKED_AT], start=1):
        names = first_fields([line], source.separator)
        if number > 1 and fields_of(names):
            return (
                "eine Flat-CSV einer GENESIS-Datenbank, aber ihre Kopfzeile steht erst in Zeile "
                f"{number} statt in Zeile 1"
            )
        missing = lacking(names)
        if missing:
            return (
                "eine Flat-CSV einer GENESIS-Datenbank, aber in der Kopfzeile fehlt "
                f"{listing(missing)}"
            )
    return None
