"""Small files of the Niedersächsisches Integrationsmonitoring, and what is read of them."""

from __future__ import annotations

from data_access.importers.layouts import nim
from data_access.importers.problems import Severity
from data_access.importers.tables.cells import ReadTable
from tests.support.sources import text_of

NAME = "indicator_1-2-4.csv"


def read(content: str, name: str = NAME, table_id: str = "") -> ReadTable:
    """What the layout reads in an upload."""
    return nim.read(text_of(content, name), table_id)


def codes_of(table: ReadTable) -> list[tuple[Severity, str]]:
    """Severity and code of all problems."""
    return [(one.severity, one.code) for one in table.problems]


def drawn(areas: dict[str, tuple[str, ...]], *, items: tuple[str, ...] = ("Anzahl",)) -> str:
    """A file with a value per area, year and item; areas by their codes, with their years."""
    lines = ["Year,Gebietseinheit,Units,GeoCode,Value"]
    lines += [
        f"{year},Ort {code},{item},K{code},{number}"
        for number, (code, years) in enumerate(areas.items(), start=100)
        for year in years
        for item in items
    ]
    return "\n".join(lines) + "\n"
