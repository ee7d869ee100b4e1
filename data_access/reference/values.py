"""Observations of a pack: single figures as entries, long series as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from data_access.vocabulary import Origin, Qualifier, Sex, Status
from data_access.writing import NewObservation

_FACT = frozenset(
    (
        *("statistic", "area", "group", "sex", "period", "value", "value_to"),
        *("status", "qualifier", "plan", "text", "source", "locator", "note", "part_of"),
    )
)


def facts(data: Mapping[str, Any], key: str) -> Iterator[NewObservation]:
    """Single figures of the documents.

    Raises:
        ValueError: an entry says something that nobody reads.
    """
    for one in data.get("fact", []):
        unknown = set(one) - _FACT
        if unknown:
            raise ValueError(f"unbekannte Angabe {', '.join(sorted(unknown))} in {one}")
        number, upper = one.get("value"), one.get("value_to")
        yield NewObservation(
            county_key=key,
            statistic_code=one["statistic"],
            area_key=one["area"],
            group_code=one.get("group", "insgesamt"),
            sex=Sex(one.get("sex", "gesamt")),
            period=one["period"],
            number=None if number is None else float(number),
            status=Status(one.get("status", "value")),
            qualifier=Qualifier(one.get("qualifier", "exactly")),
            number_to=None if upper is None else float(upper),
            planned=one.get("plan", False),
            original_text=one.get("text", ""),
            source_code=one["source"],
            locator=one.get("locator", ""),
            note=one.get("note", ""),
        )


def observation_file(path: Path, key: str) -> Iterator[NewObservation]:
    """Figures of a table of its own; none where there is no such file."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            flags = set(row["flags"].split())
            yield NewObservation(
                county_key=key,
                statistic_code=row["statistic"],
                area_key=row["area"],
                group_code=row["group"],
                sex=Sex(row["sex"]),
                period=row["period"],
                number=float(row["value"]) if row["value"] else None,
                origin=Origin(row["origin"]),
                status=Status(row["status"]),
                provisional="provisional" in flags,
                revised="revised" in flags,
                estimated="estimated" in flags,
                original_text=row["original"],
                source_code=row["source"],
                locator=row["locator"],
                note=row["note"],
                territorial_status=_day(row["territorial_status"]),
                data_status=_day(row["data_status"]),
            )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
