"""Rows of dated facts, and of what a printed figure is part of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data_access.reference.rows.model import Row
from data_access.vocabulary import Relation


def milestone_rows(data: Mapping[str, Any], key: str) -> list[Row]:
    """Dated facts, oldest first."""
    listed = sorted(data.get("milestone", []), key=lambda one: str(one["date"]))
    return [
        {
            "county_key": key,
            "position": position,
            "happened": str(one["date"]),
            "ended": str(one.get("until", "")),
            "topic": one["topic"],
            "title": one["title"],
            "detail": one.get("detail", ""),
            "source_code": one["source"],
            "locator": one["locator"],
        }
        for position, one in enumerate(listed, start=1)
    ]


def part_rows(data: Mapping[str, Any], key: str) -> list[Row]:
    """A row per fact that says what it is part of; equal ones of several periods are one."""
    rows: dict[tuple[str, ...], Row] = {}
    for one in data.get("fact", []):
        if "part_of" not in one:
            continue
        whole = one["part_of"]
        row = {
            "county_key": key,
            "statistic_code": one["statistic"],
            "area_key": one["area"],
            "group_code": one.get("group", "insgesamt"),
            "whole_area_key": whole["area"],
            "whole_group_code": whole.get("group", "insgesamt"),
            "relation": Relation(whole["relation"]).value,
        }
        place = (row["statistic_code"], row["area_key"], row["group_code"])
        known = rows.setdefault(place, {**row, "position": len(rows) + 1})
        if known != {**row, "position": known["position"]}:
            raise ValueError(f"Teil von zwei Zahlen: {place}")
    return list(rows.values())
