"""Rows of statistics, population groups and printed classifications."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from data_access.reference.rows.model import Row
from data_access.vocabulary import StatisticKind


def statistic_rows(data: Mapping[str, Any], county_key: str | None) -> list[Row]:
    """Statistics without their breaks."""
    rows = []
    for entry in data.get("statistic", []):
        row = {
            "population": "",
            "distinguish": "",
            "rounding": "",
            "own_count": False,
            "waiting_months": 0,
            "guide_position": 0,
            "topic": None,
            "signed": entry.get("kind") == StatisticKind.CHANGE,
            **entry,
            "county_key": county_key,
        }
        row["short_name"] = row.pop("short", row["name"])
        row.pop("breaks", None)
        rows.append(row)
    return rows


def break_rows(data: Mapping[str, Any]) -> list[Row]:
    """Breaks of the statistics."""
    return [
        {"statistic_code": entry["code"], **one}
        for entry in data.get("statistic", [])
        for one in entry.get("breaks", [])
    ]


def group_rows(data: Mapping[str, Any], county_key: str | None) -> list[Row]:
    """Population groups without their members."""
    rows = []
    for position, entry in enumerate(data.get("group", []), start=1):
        row = {"note": "", "position": position, **entry, "county_key": county_key}
        row["short_name"] = row.pop("short", row["name"])
        row.pop("members", None)
        rows.append(row)
    return rows


def member_rows(data: Mapping[str, Any]) -> list[Row]:
    """Members of the groups; one that comes back has another number."""
    rows: list[Row] = []
    for entry in data.get("group", []):
        counted: Counter[str] = Counter()
        for member in entry.get("members", []):
            counted[member["member_code"]] += 1
            rows.append(
                {
                    "group_code": entry["code"],
                    "number": counted[member["member_code"]],
                    "valid_from": None,
                    "valid_until": None,
                    "note": "",
                    **member,
                }
            )
    return rows


def classification_rows(data: Mapping[str, Any]) -> list[Row]:
    """Lines of the printed tables."""
    return [
        {
            "classification": table["code"],
            "position": position,
            "parent_code": None,
            "relation": "darunter",
            **item,
        }
        for table in data.get("classification", [])
        for position, item in enumerate(table["item"], start=1)
    ]
