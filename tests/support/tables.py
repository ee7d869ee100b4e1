"""The tables of the offices' real files, as the layouts read them."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from data_access.importers.opening import open_upload
from data_access.importers.registry import recognised
from data_access.importers.tables.cells import ReadTable
from tests.support.plain_csv import rows_of
from tests.support.samples import FOLDER

#: Layout and table.
Key = tuple[str, str]

#: Files as the offices deliver them. Analysts' workbooks around them are no tables of an office.
_PATTERNS = (
    "lsn/raw_*.xlsx",
    "lsn/orig_2019_D2.xlsx",
    "ba/raw_*.xlsx",
    "ba/orig_*.xlsx",
    "genesis/*.csv",
    "hildesheim/regionalstatistik_12711-03-02-4_*.csv",
    "destatis-mir/migration_integration_regionen_daten.csv",
    "lsn-integrationsmonitoring/*.csv",
)


@cache
def sample_tables() -> dict[Key, tuple[ReadTable, ...]]:
    """All tables of the sample files, by layout and table."""
    found: dict[Key, list[ReadTable]] = defaultdict(list)
    for name, content in _files():
        for table in tables_of(name, content):
            found[table.layout, table.table_id].append(table)
    return {key: tuple(tables) for key, tables in found.items()}


def tables_of(name: str, content: bytes) -> tuple[ReadTable, ...]:
    """The tables of a file in the layouts that recognise a part of it."""
    tables: list[ReadTable] = []
    for document in open_upload(name, content):
        for source in document.sources:
            known = recognised(source)
            if known:
                read = known[0].read(source)
                tables += [read] if isinstance(read, ReadTable) else read
    return tuple(tables)


def _files() -> Iterator[tuple[str, bytes]]:
    """Files with their names; of indicators without a file of their own the county's rows."""
    names: set[str] = set()
    for pattern in _PATTERNS:
        for path in sorted(FOLDER.glob(pattern)):
            names.add(path.name)
            yield path.name, path.read_bytes()
    taken = FOLDER / "hildesheim" / "lsn_integrationsmonitoring_03254.csv"
    for name, content in indicators(taken).items():
        if name not in names:
            yield name, content


def indicators(path: Path) -> dict[str, bytes]:
    """Files of indicators put together again from the rows of one county."""
    if not path.exists():
        return {}
    header, *rows = rows_of(path, ";")
    by_indicator: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        one = dict(zip(header, row, strict=True))
        by_indicator[one["indikator"]].append(one)
    return {f"indicator_{name}.csv": _indicator(found) for name, found in by_indicator.items()}


def _indicator(rows: list[dict[str, str]]) -> bytes:
    described = list(json.loads(rows[0]["merkmale_json"] or "{}"))
    units = ["Units"] if any(row["einheit"] for row in rows) else []
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["Year", "Gebietseinheit", *described, *units, "GeoCode", "Value"])
    for row in rows:
        labels = json.loads(row["merkmale_json"] or "{}")
        said = [labels.get(name, "") for name in described]
        unit = [row["einheit"]] if units else []
        writer.writerow(
            [row["jahr"], "Hildesheim", *said, *unit, row["geocode"], row["wert_original"]]
        )
    return file.getvalue().encode()
