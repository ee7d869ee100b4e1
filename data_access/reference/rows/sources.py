"""Rows of sources and of how they deliver."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data_access.reference.rows.model import Row
from data_access.vocabulary import Rhythm


def source_rows(data: Mapping[str, Any], county_key: str | None) -> list[Row]:
    """Sources, with what most of them leave out."""
    return [
        {
            "table_id": "",
            "published": "",
            "licence": "",
            "note": "",
            "priority": 100,
            **source,
            "county_key": county_key,
        }
        for source in data.get("source", [])
    ]


#: What a document that appeared once leaves out.
_DELIVERY = {
    "from_months": None,
    "until_months": None,
    "document": "",
    "deliverer": "",
    "site": "",
    "address": "",
}
_DATED = {Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.HALF_YEARLY, Rhythm.YEARLY}


def delivery_rows(
    data: Mapping[str, Any], sources: Mapping[str, Any], county_key: str | None
) -> list[Row]:
    """Rhythms of the sources of the same folder; several sources may share an entry.

    Raises:
        ValueError: an entry names another source, or its months do not fit its rhythm.
    """
    known = {source["code"] for source in sources.get("source", [])}
    rows = []
    for entry in data.get("delivery", []):
        row = {**_DELIVERY, **entry, "county_key": county_key}
        codes = row.pop("sources")
        unknown = sorted(set(codes) - known)
        if unknown:
            raise ValueError(f"Lieferung einer unbekannten Quelle: {', '.join(unknown)}")
        _check_months(row)
        rows += [{**row, "source_code": code} for code in codes]
    return rows


def _check_months(row: Row) -> None:
    first, last = row["from_months"], row["until_months"]
    dated = Rhythm(row["rhythm"]) in _DATED
    if dated and (first is None or last is None or not 0 <= first <= last):
        raise ValueError(f"eine regelmäßige Lieferung braucht from_months und until_months: {row}")
    if not dated and (first is not None or last is not None):
        raise ValueError(f"Monate zu einer Lieferung ohne festen Termin: {row}")
