"""Rows of a county, its areas and their outlines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_access.reference.rows.model import Row


def county_row(entry: Row) -> Row:
    """The county itself."""
    row = {"as_of": None, "position": 50, **entry}
    row.pop("kind", None)
    return row


def area_rows(data: Mapping[str, Any], key: str | None) -> list[Row]:
    """Areas in the order of the file."""
    rows = []
    for position, entry in enumerate(data.get("area", []), start=1):
        row = {
            "parent": None,
            "parent_from": None,
            "valid_from": None,
            "valid_until": None,
            "official": True,
            "position": position,
            **entry,
            "county_key": key,
        }
        row["short_name"] = row.pop("short", row["name"])
        row["parent_key"] = row.pop("parent") or None
        row["official_key"] = row.pop("official")
        rows.append(row)
    return rows


def boundary_rows(path: Path) -> list[Row]:
    """Outlines from GeoJSON; none where there is no such file."""
    if not path.exists():
        return []
    collection = json.loads(path.read_text("utf-8"))
    rows = []
    for feature in collection["features"]:
        geometry, properties = feature["geometry"], feature["properties"]
        polygons = (
            [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        )
        rows.append(
            {
                "area_key": properties["key"],
                "status_year": properties["status_year"],
                "polygons": json.dumps(polygons, separators=(",", ":")),
                "label_lon": properties["label"][0],
                "label_lat": properties["label"][1],
                "label_text": properties.get("label_text"),
                "attribution": collection["attribution"],
            }
        )
    return rows
