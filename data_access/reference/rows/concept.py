"""Rows of the concept and of what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data_access.reference.rows.model import Row, Rows
from data_access.schema import concept


def _in_field(entry: Row, letter: str) -> Row:
    row = {**entry}
    row["field_code"] = row.pop("field")
    row["part_code"] = row.pop("part", "") or None
    place = row["part_code"] or row["field_code"]
    row.setdefault("code", f"{place}-{letter}{row['number']}")
    return row


def _element_row(entry: Row, head: Row, key: str) -> Row:
    """An element belongs to the concept unless it names another document, which needs a date."""
    row = {"detail": "", **entry, "county_key": key}
    row["source_code"] = row.pop("source", head["source"])
    row["as_of"] = row.pop("as_of", head["as_of"])
    return row


def concept_rows(data: Mapping[str, Any], key: str) -> Rows:
    """The concept and all that belongs to it, by table."""
    head = data.get("concept")
    as_of = head["as_of"] if head else ""
    own = {"county_key": key}
    return {
        concept.Concept: (
            [
                {
                    **own,
                    "title": head["title"],
                    "as_of": as_of,
                    "source_code": head["source"],
                }
            ]
            if head
            else []
        ),
        concept.ConceptElement: [
            _element_row(one, data["concept"], key) for one in data.get("element", [])
        ],
        concept.ActionField: [
            {
                "position": position,
                "long_title": one["title"],
                "section": "",
                **one,
                **own,
            }
            for position, one in enumerate(data.get("action_field", []), start=1)
        ],
        concept.ActionFieldPart: [
            {
                "code": one["code"],
                "field_code": one["field"],
                "title": one["title"],
                **own,
            }
            for one in data.get("part", [])
        ],
        concept.Goal: [{**_in_field(one, "Z"), **own} for one in data.get("goal", [])],
        concept.ExistingMeasure: [
            {"detail": "", "period": "", "as_of": as_of, **_in_field(one, "M"), **own}
            for one in data.get("existing_measure", [])
        ],
        concept.Body: [
            {"position": position, "role": "", **one, **own}
            for position, one in enumerate(data.get("body", []), start=1)
        ],
        concept.ElectoralTerm: [
            {
                "body_code": one["body"],
                "label": one["label"],
                "starts_on": one.get("starts_on"),
                "ends_on": one.get("ends_on"),
                **own,
            }
            for one in data.get("electoral_term", [])
        ],
        concept.Indicator: [
            {
                "code": one["code"],
                "field_code": one["field"],
                "part_code": None,
                "goal_code": None,
                "title": one["title"],
                "subtitle": one.get("subtitle", ""),
                "unit": one["unit"],
                "decimals": one.get("decimals", 0),
                "direction": "none",
                "statistic_code": one["statistic"],
                "group_code": one.get("group", "insgesamt"),
                "area_key": one.get("area"),
                "sex": one.get("sex"),
                "position": position,
                **own,
            }
            for position, one in enumerate(data.get("indicator", []), start=1)
        ],
    }
