"""When the sources of the Musterkreis deliver: invented, and the same as its data statuses."""

from __future__ import annotations

from data_access.reference.musterkreis.constants import (
    KEY,
    OFFICE_SOURCE,
    SGB2_SOURCE,
    STATISTICS_SOURCE,
)
from data_access.reference.rows import Row
from data_access.vocabulary import Rhythm


def delivery_rows() -> list[Row]:
    """One rhythm per source."""
    return [
        _row(
            STATISTICS_SOURCE,
            Rhythm.YEARLY,
            (6, 12),
            "Statistisches Amt des Musterkreises (erfunden)",
        ),
        _row(SGB2_SOURCE, Rhythm.MONTHLY, (1, 1), "Jobcenter des Musterkreises (erfunden)"),
        _row(OFFICE_SOURCE, Rhythm.MONTHLY, (1, 1), "Fachdienst Migration des Musterkreises"),
    ]


def _row(source: str, rhythm: Rhythm, months: tuple[int, int], deliverer: str) -> Row:
    first, last = months
    return {
        "source_code": source,
        "rhythm": rhythm.value,
        "from_months": first,
        "until_months": last,
        "document": "",
        "deliverer": deliverer,
        "site": "",
        "address": "",
        "ground": "Erfunden wie alle Angaben des Musterkreises.",
        "county_key": KEY,
    }
