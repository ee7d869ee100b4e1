"""A county's pack: everything a monitor knows of a county before its first import.

Real packs are folders of plain files under ``counties/<key>``; the Musterkreis is computed.
Both become the same ``Pack``.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from data_access.errors import PackError, UnknownCountyError
from data_access.reference import rows as rows_of
from data_access.reference import values
from data_access.reference.groups import common_groups
from data_access.reference.rows import Row, Rows
from data_access.schema import areas, concept, courses, statistics
from data_access.schema.base import Base
from data_access.writing import NewObservation

FOLDER = Path(__file__).parent
COUNTIES = FOLDER / "counties"

#: Part of every checksum. Count up when the code that reads or loads packs changes what ends up
#: in the database, so that installations with the same files are brought up to date too.
FORMAT = 4

#: Tables in the order in which foreign keys allow them to be filled.
TABLES: tuple[type[Base], ...] = (
    statistics.Source,
    statistics.DeliveryRhythm,
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
    required = {
        c.name
        for c in table.columns
        if not c.nullable and c.default is None and c.server_default is None
    }
    for row in rows:
        wrong = (set(row) - known) | (required - set(row))
        if wrong:
            raise PackError(
                f"Unbekannte oder fehlende Angaben: {', '.join(sorted(wrong))}.",
                where=f"Paket {pack}, Tabelle {table.name}, Zeile {row}",
                remedy="Die Angaben in der Paketdatei berichtigen.",
            )


def read_toml(path: Path) -> dict[str, Any]:
    """A file of a pack; empty where there is none.

    Raises:
        PackError: it is no TOML.
    """
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(
            f"Die Datei ist kein gültiges TOML: {error}.",
            where="/".join(path.parts[-2:]),
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


def read_common() -> tuple[Rows, str]:
    """Rows shared by all counties, and their checksum."""
    folder = FOLDER / "common"
    groups = common_groups(read_toml(folder / "groups.toml"), folder)
    rows: Rows = {
        **_statistics_rows(folder, groups, None),
        statistics.ClassificationItem: rows_of.classification_rows(groups),
        areas.Area: rows_of.area_rows(read_toml(folder / "areas.toml"), None),
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


def _statistics_rows(folder: Path, groups: dict[str, Any], key: str | None) -> Rows:
    """Sources, statistics and groups of a folder, shared or of a county."""
    sources = read_toml(folder / "sources.toml")
    statistic = read_toml(folder / "statistics.toml")
    return {
        statistics.Source: rows_of.source_rows(sources, key),
        statistics.DeliveryRhythm: rows_of.delivery_rows(
            read_toml(folder / "deliveries.toml"), sources, key
        ),
        statistics.Statistic: rows_of.statistic_rows(statistic, key),
        statistics.StatisticBreak: rows_of.break_rows(statistic),
        statistics.PopulationGroup: rows_of.group_rows(groups, key),
        statistics.GroupMember: rows_of.member_rows(groups),
    }


def _read_folder(key: str, folder: Path) -> Pack:
    county = read_toml(folder / "county.toml")
    facts = read_toml(folder / "facts.toml")
    rows: Rows = {
        **_statistics_rows(folder, read_toml(folder / "groups.toml"), key),
        areas.Area: rows_of.area_rows(county, key),
        areas.AreaSuccession: [{"note": "", **one} for one in county.get("succession", [])],
        areas.AreaBoundary: rows_of.boundary_rows(folder / "boundaries.geojson"),
        statistics.FigurePart: rows_of.part_rows(facts, key),
        **rows_of.concept_rows(read_toml(folder / "concept.toml"), key),
        **rows_of.course_rows(read_toml(folder / "courses.toml"), key),
        concept.Milestone: rows_of.milestone_rows(read_toml(folder / "milestones.toml"), key),
    }
    observations = (
        *values.facts(facts, key),
        *values.observation_file(folder / "observations.csv", key),
    )
    return Pack(
        key=key,
        county=rows_of.county_row(county["county"]),
        rows=rows,
        observations=observations,
        checksum=checksum_of(folder),
    )
