"""The concept itself: elements, fields, inventory, bodies with terms and sittings, milestones."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from data_access.reference.musterkreis.constants import FOLDER, KEY, OFFICE_SOURCE
from data_access.reference.rows import Row, Rows
from data_access.schema import concept

_OWN = {"county_key": KEY}
_INVENTORY_AS_OF = "2021"


def rows() -> Rows:
    """Everything of the concept that is neither a goal nor a yearly programme."""
    data = tomllib.loads((FOLDER / "concept.toml").read_text("utf-8"))
    return {
        concept.Concept: [{**_OWN, **data["concept"], "source_code": OFFICE_SOURCE}],
        concept.ConceptElement: list(_elements(data)),
        concept.ActionField: [
            {**_OWN, **one, "section": one["code"], "position": place}
            for place, one in enumerate(data["action_field"], start=1)
        ],
        concept.ExistingMeasure: list(_inventory(data)),
        concept.Body: [
            {**_OWN, **one, "position": place} for place, one in enumerate(data["body"], start=1)
        ],
        concept.ElectoralTerm: [
            {**_OWN, **term, "body_code": body["code"]}
            for body in data["body"]
            for term in data["term"]
        ],
        concept.Sitting: list(_sittings(data)),
        concept.Milestone: [
            {
                **_OWN,
                "position": place,
                "ended": "",
                **one,
                "source_code": OFFICE_SOURCE,
                "locator": "Chronik des Fachdienstes",
            }
            for place, one in enumerate(data["milestone"], start=1)
        ],
    }


def _elements(data: dict[str, Any]) -> Iterator[Row]:
    for block in data["element"]:
        for number, title in enumerate(block["titles"], start=1):
            yield {
                **_OWN,
                "kind": block["kind"],
                "number": number,
                "title": title,
                "detail": "",
                "section": block["section"],
                "source_code": OFFICE_SOURCE,
                "as_of": data["concept"]["as_of"],
            }


def _inventory(data: dict[str, Any]) -> Iterator[Row]:
    counted: Counter[str] = Counter()
    for one in data["existing_measure"]:
        field = one["field"]
        counted[field] += 1
        yield {
            **_OWN,
            "code": f"{field}-M{counted[field]}",
            "field_code": field,
            "part_code": None,
            "number": counted[field],
            "title": one["title"],
            "detail": one["detail"],
            "section": f"{field}.2",
            "period": one["period"],
            "as_of": _INVENTORY_AS_OF,
        }


def _sittings(data: dict[str, Any]) -> Iterator[Row]:
    for block in data["sittings"]:
        topics = block["topics"]
        for place, day in enumerate(block["days"]):
            yield {
                **_OWN,
                "body_code": block["body"],
                "held_on": day,
                "public": block["public"],
                "topic": topics[place % len(topics)],
            }
