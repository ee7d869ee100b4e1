"""Flat files of GENESIS databases as the tests need them, and another way of reading them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data_access.importers.layouts import genesis_flat
from data_access.importers.tables.cells import ReadTable
from tests.support.sources import text_of

HEADER = [
    *("statistics_code", "statistics_label", "time_code", "time_label", "time"),
    *("1_variable_code", "1_variable_label"),
    *("1_variable_attribute_code", "1_variable_attribute_label"),
    *("2_variable_code", "2_variable_label"),
    *("2_variable_attribute_code", "2_variable_attribute_label"),
    *("value", "value_unit", "value_variable_code", "value_variable_label"),
]

#: A record as the database writes it: the women of a county.
_TEXTS = [
    *("12411", "Fortschreibung des Bevölkerungsstandes", "STAG", "Stichtag", "2024-12-31"),
    *("KREISE", "Kreise und kreisfreie Städte", "03254", "Hildesheim, Landkreis"),
    *("GES", "Geschlecht", "GESW", "weiblich"),
    *("137000", "Anzahl", "BEVSTD", "Bevölkerungsstand"),
]
RECORD = dict(zip(HEADER, _TEXTS, strict=True))


def record(**changes: str) -> dict[str, str]:
    """A record with other texts; the names of fields are shortened."""
    named = {
        "area": "1_variable_attribute_code",
        "name": "1_variable_attribute_label",
        "level": "1_variable_code",
        "sex": "2_variable_attribute_code",
        "sex_label": "2_variable_attribute_label",
        "unit": "value_unit",
        "code": "value_variable_code",
        "label": "value_variable_label",
    }
    return RECORD | {named.get(name, name): text for name, text in changes.items()}


MEN = record(sex="GESM", sex_label="männlich", value="133000")
ALL = record(sex="", sex_label="Insgesamt", value="270000")
WOMEN = record()


def flat(
    records: Iterable[Mapping[str, str]], *, header: Sequence[str] = HEADER, end: str = "\n"
) -> str:
    """A file with these records; texts are quoted only where they must be."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator=end)
    writer.writerow(header)
    writer.writerows([one.get(name, "") for name in header] for one in records)
    return written.getvalue()


@dataclass(frozen=True)
class PlainRow:
    """A record with the line in which it begins."""

    line: int
    fields: list[str]


def plain_rows(content: bytes) -> list[PlainRow]:
    """All rows, the first included, by Python's own reader."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    rows, line = [], 1
    for fields in reader:
        rows.append(PlainRow(line, fields))
        line = reader.line_num + 1
    return rows


def filled(content: bytes) -> int:
    """Number of fields that hold more than spaces."""
    return sum(bool(text.strip()) for row in plain_rows(content) for text in row.fields)


def table_of(content: str | bytes, name: str = "tabelle.csv") -> ReadTable:
    """What the layout reads in an upload."""
    return genesis_flat.read(text_of(content, name))


def adds_up(table: ReadTable, content: str | bytes) -> bool:
    """Whether the layout has seen as many fields as another reader."""
    raw = content.encode() if isinstance(content, str) else content
    return table.filled == filled(raw)
