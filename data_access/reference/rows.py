"""Rows of the tables from the entries of a pack's files: names of columns, and what is left out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data_access.schema import concept, courses
from data_access.schema.base import Base
from data_access.vocabulary import ProgrammeKind, Relation, Rhythm, StatisticKind

Row = dict[str, Any]
Rows = dict[type[Base], list[Row]]


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


def course_rows(data: Mapping[str, Any], key: str) -> Rows:
    """Funders, providers and programmes of courses, by table."""
    own = {"county_key": key}
    programmes = data.get("programme", [])
    return {
        courses.Funder: [{**one, **own} for one in data.get("funder", [])],
        courses.CourseProvider: [{**one, **own} for one in data.get("provider", [])],
        courses.CourseProgramme: [
            {
                "code": one["code"],
                "name": one["name"],
                "long_name": one.get("long_name", one["name"]),
                "funder_code": one["funder"],
                "kind": one.get("kind", ProgrammeKind.COURSE.value),
                "audience": one.get("audience", ""),
                "availability": one["status_2021"] if "status_2021" in one else one["availability"],
                "note": one.get("note", ""),
                "section": one.get("section", ""),
                "as_of": one["as_of"],
                "position": position,
                **own,
            }
            for position, one in enumerate(programmes, start=1)
        ],
        courses.ProgrammeProvider: [
            {"programme_code": one["code"], "provider_code": provider, **own}
            for one in programmes
            for provider in one.get("providers", [])
        ],
    }


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
