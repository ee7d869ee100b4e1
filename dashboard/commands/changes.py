"""``changes``: what was revised, by delivery, the newest first."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection

from dashboard import german
from dashboard.commands.counties import METAVAR, chosen_county
from dashboard.commands.database import opened
from dashboard.commands.output import say, say_json
from dashboard.commands.wording import (
    changed_lines,
    day,
    redefined_lines,
    revised_counts,
    revised_lines,
)
from data_access.clock import begin_of
from data_access.domain import County
from data_access.domain.changes import ChangedField, RevisedFigure, Step, Write
from data_access.engine import reading
from data_access.erasure.log import ErasureInfo, read_erasures
from data_access.importers.tables.periods import parse_date
from data_access.queries.areas import read_counties
from data_access.queries.changed_definitions import read_changed_definitions
from data_access.queries.changed_fields import read_changed_fields
from data_access.queries.changes import read_lists, read_new
from data_access.queries.labels import Names, read_names
from data_access.queries.revisions import read_revised, read_writes
from data_access.words import counted, number

#: So many figures of a delivery are listed where nobody asks for all.
_LISTED = 20


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        found = parse_date(text)
        if found is None:
            message = f"„{text}“ ist kein Datum wie 21.11.2026"
            raise argparse.ArgumentTypeError(message) from error
        return found


def add_parser(commands: Any, **given: Any) -> None:
    """Say how the command is called."""
    changes = commands.add_parser("changes", **given, help="Was hat sich geändert?")
    changes.add_argument("--since", type=_day, metavar="DATUM", help="seit diesem Tag")
    changes.add_argument("--county", default="", metavar=METAVAR, help="Kreis (sonst: eigener)")
    changes.add_argument(
        "--all", action="store_true", help=f"alle Werte (sonst: {_LISTED} je Lieferung)"
    )
    changes.add_argument("--json", action="store_true", help="alles als JSON ausgeben")


def run_changes(arguments: argparse.Namespace) -> int:
    """List what was revised, renamed, withdrawn and erased; of what is new, only how much it is."""
    with opened(read_only=True) as engine, reading(engine) as connection:
        county = chosen_county(read_counties(connection), arguments.county)
        if arguments.json:
            say_json(_data(connection, county, arguments.since))
            return 0
        told = [*_told(connection, county, arguments.since, everything=arguments.all)]
        new = _new(connection, county, arguments.since)
    when = f" seit dem {german.day(arguments.since)}" if arguments.since else ""
    nothing = [] if told else [f"{county.name}: Es wurde nichts geändert{when}."]
    say("\n\n".join([*nothing, *told, *new]))
    return 0


def _data(connection: Connection, county: County, since: date | None) -> dict[str, Any]:
    revised = read_revised(connection, county.key, since=since, limit=None)
    names = read_names(connection)
    return {
        "revised": [asdict(one) for one in revised],
        "new": [asdict(one) for one in read_new(connection, county.key, since=since)],
        "fields": [asdict(one) for one in read_changed_fields(connection, county.key, since=since)],
        "definitions": [
            asdict(one) for one in read_changed_definitions(connection, county.key, since=since)
        ],
        "lists": [asdict(one) for one in read_lists(connection, county.key, since=since)],
        "erased": [_erased_data(one, names) for one in _erasures(connection, county, since)],
    }


def _erasures(
    connection: Connection, county: County, since: date | None
) -> tuple[ErasureInfo, ...]:
    """What was erased for good of a county."""
    found = (one for one in read_erasures(connection) if one.concerns(county.key))
    return tuple(one for one in found if since is None or one.erased_at >= begin_of(since))


def _told(
    connection: Connection, county: County, since: date | None, *, everything: bool
) -> Iterator[str]:
    """A paragraph for each write and each erasure, the newest first."""
    names = read_names(connection)
    told = [
        (one.erased_at, "\n".join(_erased(one, names)))
        for one in _erasures(connection, county, since)
    ]
    for write in read_writes(connection, county.key, since=since):
        limit = None if everything else _LISTED
        listed = read_revised(connection, county.key, revision=write.revision, limit=limit)
        fields = read_changed_fields(connection, county.key, revision=write.revision)
        lines = [
            *_write(write, listed, county, names),
            *_lists(write, fields, limit),
            *(f"  {line}" for line in redefined_lines(write.definitions)),
        ]
        told.append((write.changed_at, "\n".join(lines)))
    for _, text in sorted(told, key=lambda one: one[0], reverse=True):
        yield text


def _new(connection: Connection, county: County, since: date | None) -> list[str]:
    """How many values and rows files brought for the first time; packs have no file."""
    counts: Counter[str] = Counter()
    for one in read_new(connection, county.key, since=since):
        if one.file_name:
            counts[one.delivery] += one.count
    rows: Counter[str] = Counter()
    for listed in read_lists(connection, county.key, since=since):
        if listed.new and listed.step is Step.RELEASE:
            rows[listed.delivery] += listed.new
    return [
        *_come(counts, "Wert", "Werte"),
        *_come(rows, "Zeile in den Listen des Amtes", "Zeilen in den Listen des Amtes"),
    ]


def _come(counts: Counter[str], one: str, many: str) -> Iterator[str]:
    if counts:
        parts = "; ".join(f"Lieferung {code}: {number(count)}" for code, count in counts.items())
        yield f"Neu hinzugekommen: {counted(counts.total(), one, many)} ({parts})."


def _write(
    write: Write, listed: Sequence[RevisedFigure], county: County, names: Names
) -> Iterator[str]:
    what = {
        Step.PACK: "Kreispaket",
        Step.RELEASE: f"Lieferung {write.delivery}",
        Step.WITHDRAWAL: f"Rücknahme der Lieferung {write.delivery}",
        Step.MAPPING: "Zuordnung",
    }
    yield f"{what[write.step]} vom {day(write.changed_at)}, {county.name}"
    if write.file_name or write.delivery_title:
        yield f"  Datei: {', '.join(filter(None, (write.file_name, write.delivery_title)))}"
    if write.reason and write.step is Step.RELEASE:
        yield f"  Grund: {write.reason}"
    if write.note:
        yield f"  Vermerk: {write.note}"
    if write.revised:
        yield f"  {revised_counts(write)}:"
        yield from (f"    {line}" for line in revised_lines(listed, write.revised, names))


def _lists(write: Write, fields: Sequence[ChangedField], limit: int | None) -> Iterator[str]:
    """Rows of the office's own lists, with what their columns said and say."""
    for one in write.lists:
        yield f"  {one.title}: {counted(one.known, 'Zeile', 'Zeilen')} geändert"
        of_list = [field for field in fields if field.table_name == one.table_name]
        yield from (f"    {line}" for line in changed_lines(of_list, limit))


def _erased(one: ErasureInfo, names: Names) -> Iterator[str]:
    yield f"Gelöscht am {day(one.erased_at)}: {one.erased.named(names)}"
    yield f"  {counted(one.rows, 'Zeile', 'Zeilen')}, auch aus der Vorgeschichte"
    if one.reason:
        yield f"  Grund: {one.reason}"


def _erased_data(one: ErasureInfo, names: Names) -> dict[str, Any]:
    return {
        "erased_at": one.erased_at,
        "what": one.erased.words,
        "names": one.erased.named(names),
        "rows": one.rows,
        "reason": one.reason,
    }
