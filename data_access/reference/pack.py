"""A county's pack: everything a monitor knows of a county before its first import.

Real packs are folders of plain files under ``counties/<key>``; the Musterkreis is computed.
Both become the same ``Pack``.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from data_access.errors import PackError, UnknownCountyError
from data_access.schema import areas, concept, courses, statistics
from data_access.schema.base import Base
from data_access.vocabulary import Origin, ProgrammeKind, Qualifier, Relation, Sex, Status
from data_access.writing import NewObservation

FOLDER = Path(__file__).parent
COUNTIES = FOLDER / "counties"

#: Part of every checksum. Count up when the code that reads or loads packs changes what ends up
#: in the database, so that installations with the same files are brought up to date too.
FORMAT = 4

Row = dict[str, Any]
Rows = dict[type[Base], list[Row]]

#: Tables in the order in which foreign keys allow them to be filled.
TABLES: tuple[type[Base], ...] = (
    statistics.Source,
    statistics.Statistic,
    statistics.StatisticBreak,
    statistics.PopulationGroup,
    statistics.GroupMember,
    statistics.ClassificationItem,
    areas.Area,
    areas.AreaSuccession,
    areas.AreaBoundary,
    statistics.FigurePart,
    concept.Concept,
    concept.ConceptElement,
    concept.ActionField,
    concept.ActionFieldPart,
    concept.Goal,
    concept.ExistingMeasure,
    concept.Body,
    concept.ElectoralTerm,
    concept.Sitting,
    concept.Programme,
    concept.ProgrammeStep,
    concept.ProgrammeMeasure,
    concept.Indicator,
    concept.Target,
    concept.Reading,
    concept.GoalState,
    concept.Review,
    concept.Milestone,
    courses.Funder,
    courses.CourseProvider,
    courses.CourseProgramme,
    courses.ProgrammeProvider,
    courses.CourseQuery,
    courses.Course,
    courses.CourseAttendance,
    courses.CourseResult,
    courses.WaitingClass,
    courses.CourseFlow,
)


@dataclass(frozen=True)
class Pack:
    """A county with its descriptive rows by table and its observations."""

    key: str
    county: Row
    rows: Rows
    observations: tuple[NewObservation, ...]
    checksum: str = field(default="")

    def __post_init__(self) -> None:
        for model, rows in self.rows.items():
            check_rows(model, rows, pack=self.key)


def check_rows(model: type[Base], rows: list[Row], *, pack: str) -> None:
    """Compare rows with the columns of their table.

    Raises:
        PackError: a column is unknown or a required one is missing.
    """
    table: Table = Base.metadata.tables[model.__tablename__]
    known = {column.name for column in table.columns}
    required = {c.name for c in table.columns if not c.nullable and c.default is None}
    for row in rows:
        wrong = (set(row) - known) | (required - set(row))
        if wrong:
            raise PackError(
                f"Unbekannte oder fehlende Angaben: {', '.join(sorted(wrong))}.",
                where=f"Paket {pack}, Tabelle {table.name}, Zeile {row}",
                remedy="Die Angaben in der Paketdatei berichtigen.",
            )


def _toml(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(
            f"Die Datei ist kein gültiges TOML: {error}.",
            where=str(path.relative_to(FOLDER)),
            remedy="Die genannte Zeile berichtigen.",
        ) from error


def checksum_of(folder: Path) -> str:
    """One checksum over all files of a folder, names included, and ``FORMAT``."""
    digest = hashlib.sha256(str(FORMAT).encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _source_rows(data: Mapping[str, Any], county_key: str | None) -> list[Row]:
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


def _statistic_rows(data: Mapping[str, Any], county_key: str | None) -> list[Row]:
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
            **entry,
            "county_key": county_key,
        }
        row["short_name"] = row.pop("short", row["name"])
        row.pop("breaks", None)
        rows.append(row)
    return rows


def _break_rows(data: Mapping[str, Any]) -> list[Row]:
    return [
        {"statistic_code": entry["code"], **one}
        for entry in data.get("statistic", [])
        for one in entry.get("breaks", [])
    ]


def _group_rows(data: Mapping[str, Any], county_key: str | None) -> list[Row]:
    rows = []
    for position, entry in enumerate(data.get("group", []), start=1):
        row = {"note": "", "position": position, **entry, "county_key": county_key}
        row["short_name"] = row.pop("short", row["name"])
        row.pop("members", None)
        rows.append(row)
    return rows


def _member_rows(data: Mapping[str, Any]) -> list[Row]:
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


def _classification_rows(data: Mapping[str, Any]) -> list[Row]:
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


def read_common() -> tuple[Rows, str]:
    """Rows shared by all counties, and their checksum."""
    folder = FOLDER / "common"
    sources = _toml(folder / "sources.toml")
    statistic = _toml(folder / "statistics.toml")
    groups = _toml(folder / "groups.toml")
    rows: Rows = {
        statistics.Source: _source_rows(sources, None),
        statistics.Statistic: _statistic_rows(statistic, None),
        statistics.StatisticBreak: _break_rows(statistic),
        statistics.PopulationGroup: _group_rows(groups, None),
        statistics.GroupMember: _member_rows(groups),
        statistics.ClassificationItem: _classification_rows(groups),
        areas.Area: _area_rows(_toml(folder / "areas.toml"), None),
    }
    for model, listed in rows.items():
        check_rows(model, listed, pack="common")
    return rows, checksum_of(folder)


def read_pack(key: str) -> Pack:
    """Read the pack of a real county from its folder.

    Raises:
        UnknownCountyError: there is no such pack.
        PackError: a file contradicts the schema.
    """
    folder = COUNTIES / key
    if not (folder / "county.toml").exists():
        known = ", ".join(sorted(path.parent.name for path in COUNTIES.glob("*/county.toml")))
        raise UnknownCountyError(
            f"Für den Kreis „{key}“ gibt es kein Paket.",
            where="Einstellung INTEGRATIONSMONITOR_COUNTIES",
            remedy=f"Einen dieser Schlüssel verwenden: {known}.",
        )
    try:
        return _read_folder(key, folder)
    except (KeyError, ValueError) as error:
        raise PackError(
            f"Das Paket widerspricht sich: {error}.",
            where=f"Paket {key}",
            remedy="Die Angabe in der Paketdatei berichtigen.",
        ) from error


def _read_folder(key: str, folder: Path) -> Pack:
    county = _toml(folder / "county.toml")
    sources = _toml(folder / "sources.toml")
    statistic = _toml(folder / "statistics.toml")
    groups = _toml(folder / "groups.toml")
    facts = _toml(folder / "facts.toml")
    rows: Rows = {
        statistics.Source: _source_rows(sources, key),
        statistics.Statistic: _statistic_rows(statistic, key),
        statistics.StatisticBreak: _break_rows(statistic),
        statistics.PopulationGroup: _group_rows(groups, key),
        statistics.GroupMember: _member_rows(groups),
        areas.Area: _area_rows(county, key),
        areas.AreaSuccession: [{"note": "", **one} for one in county.get("succession", [])],
        areas.AreaBoundary: _boundary_rows(folder / "boundaries.geojson"),
        statistics.FigurePart: _part_rows(facts, key),
        **_concept_rows(_toml(folder / "concept.toml"), key),
        **_course_rows(_toml(folder / "courses.toml"), key),
        concept.Milestone: _milestone_rows(_toml(folder / "milestones.toml"), key),
    }
    observations = (
        *_facts(facts, key),
        *_observation_file(folder / "observations.csv", key),
    )
    return Pack(
        key=key,
        county=_county_row(county["county"]),
        rows=rows,
        observations=observations,
        checksum=checksum_of(folder),
    )


def _county_row(entry: Row) -> Row:
    row = {"as_of": None, "position": 50, **entry}
    row.pop("kind", None)
    return row


def _area_rows(data: Mapping[str, Any], key: str | None) -> list[Row]:
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


def _boundary_rows(path: Path) -> list[Row]:
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


def _concept_rows(data: Mapping[str, Any], key: str) -> Rows:
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


def _course_rows(data: Mapping[str, Any], key: str) -> Rows:
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


def _milestone_rows(data: Mapping[str, Any], key: str) -> list[Row]:
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


_FACT = frozenset(
    (
        *("statistic", "area", "group", "sex", "period", "value", "value_to"),
        *("status", "qualifier", "plan", "text", "source", "locator", "note", "part_of"),
    )
)


def _part_rows(data: Mapping[str, Any], key: str) -> list[Row]:
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


def _facts(data: Mapping[str, Any], key: str) -> Iterator[NewObservation]:
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


def _observation_file(path: Path, key: str) -> Iterator[NewObservation]:
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
