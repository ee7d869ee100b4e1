"""Addresses of the files that a county and its statistics can be taken away in. Pure."""

from __future__ import annotations

from urllib.parse import quote

from dashboard.views.entries import Link
from data_access.domain import County, Statistic

#: Endings of the files, and how they are called.
CSV, XLSX = "csv", "xlsx"
_WORDS = {CSV: "CSV", XLSX: "Excel"}
#: Where the files stand: ``/daten/<county>.<ending>``, ``/daten/<county>/<statistic>.<ending>``.
FOLDER = "/daten"


def of_county(county: County) -> tuple[Link, ...]:
    """Everything of a county."""
    return _links(f"{FOLDER}/{quote(county.key, safe='')}", f"Alle Kennzahlen {county.of_phrase}")


def of_statistic(county: County, statistic: Statistic) -> tuple[Link, ...]:
    """One statistic."""
    path = f"{quote(county.key, safe='')}/{quote(statistic.code, safe='')}"
    return _links(f"{FOLDER}/{path}", statistic.name)


def _links(path: str, name: str) -> tuple[Link, ...]:
    return tuple(
        Link(f"{path}.{ending}", word, f"{name} als {word}-Datei herunterladen")
        for ending, word in _WORDS.items()
    )
