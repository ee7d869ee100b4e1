"""What a file of the office's lists would change, and what keeps it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from data_access.clock import today
from data_access.importers.problems import Problem, Severity
from data_access.importers.records import storage
from data_access.importers.records.checks import late_problems
from data_access.importers.records.doubles import double_problems
from data_access.importers.records.magnitudes import magnitude_problems
from data_access.importers.records.model import (
    ChangedRecord,
    FieldChange,
    ReadRecords,
    Record,
    RecordDifference,
)
from data_access.importers.records.removal import along_with, still_needed
from data_access.importers.records.resolving import ResolvedRow, Resolver
from data_access.importers.records.storage import Key, Row
from data_access.importers.records.subjects import Subject
from data_access.importers.templates import find_template
from data_access.importers.templates.checking import SHEET, Places
from data_access.importers.templates.model import REMOVED, RecordSheet, Template
from data_access.importers.templates.parsing import ROW
from data_access.queries.areas import read_as_of
from data_access.words import number


@dataclass
class _Sides:
    new: list[Record] = field(default_factory=list)
    changed: list[ChangedRecord] = field(default_factory=list)
    removed: list[Record] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)
    only_here: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def compare_records(connection: Connection, read: ReadRecords) -> RecordDifference:
    """Compare a file with the database. Nothing is written.

    Args:
        connection: for reading.
        read: the lists of a workbook.
    """
    sides = _Sides(problems=list(read.problems))
    template = find_template(read.template)
    if template is None or not _is_known(connection, read):
        sides.problems.append(_unknown_county(read))
        return _difference(read, sides)
    subjects = _subjects(connection, read, template, sides.problems)
    day = read_as_of(connection, read.county_key) or today()
    sides.problems += late_problems(connection, subjects, read, day=day)
    sides.problems += magnitude_problems(subjects, read)
    sides.problems += double_problems(subjects, read)
    sides.problems += _field_problems(subjects, read, day)
    for name in storage.in_order(subjects):
        _sort(subjects[name], read, sides)
    along = list(along_with(connection, read.county_key, subjects, sides.removed))
    sides.removed += along
    for subject in subjects.values():
        _tell_staying(subject, read, sides)
    sides.problems += still_needed(connection, subjects, sides.removed, read)
    return _difference(read, sides)


def _difference(read: ReadRecords, sides: _Sides) -> RecordDifference:
    return RecordDifference(
        template=read.template,
        county_key=read.county_key,
        document=read.document,
        new=tuple(sides.new),
        changed=tuple(sides.changed),
        removed=tuple(sides.removed),
        unchanged=tuple(sides.unchanged),
        only_here=sides.only_here,
        problems=tuple(sides.problems),
    )


def _is_known(connection: Connection, read: ReadRecords) -> bool:
    county = storage.table("county")
    return bool(
        connection.execute(
            county.select().with_only_columns(county.c.key).where(county.c.key == read.county_key)
        ).first()
    )


def _unknown_county(read: ReadRecords) -> Problem:
    return Problem(
        Severity.ERROR,
        "unknown-county",
        read.document,
        "",
        "",
        f"Die Vorlage ist für den Kreis „{read.county_key}“ gemacht, den es hier nicht gibt.",
        "Die Vorlage für den eigenen Kreis holen und die Zeilen übertragen.",
    )


def _subjects(
    connection: Connection, read: ReadRecords, template: Template, problems: list[Problem]
) -> dict[str, Subject]:
    resolver = Resolver(connection, read)
    found: dict[str, Subject] = {}
    for sheet in template.sheets:
        if not isinstance(sheet, RecordSheet):
            continue
        rows, unknown = resolver.rows(sheet)
        problems += unknown
        here = storage.read_rows(connection, sheet.table, read.county_key)
        found[sheet.table] = _subject(sheet, _inherit(connection, read, sheet, rows), here)
        problems += _twice(sheet, rows, read)
        frame = read.frames.get(sheet.field_table)
        if frame is not None:
            row = frame.row(0, named=True)
            content = {one.name: row[one.name] for one in sheet.fields}
            found[sheet.field_table] = Subject(
                sheet,
                sheet.field_table,
                {(): ResolvedRow(row, content, removed=False)},
                {},
                storage.read_rows(connection, sheet.field_table, read.county_key),
            )
    return found


def _subject(sheet: RecordSheet, rows: Iterable[ResolvedRow], here: Mapping[Key, Row]) -> Subject:
    kept: dict[Key, ResolvedRow] = {}
    gone: dict[Key, ResolvedRow] = {}
    for row in rows:
        (gone if row.removed else kept)[storage.key_of(sheet.table, row.content)] = row
    return Subject(sheet, sheet.table, kept, gone, here)


def _inherit(
    connection: Connection, read: ReadRecords, sheet: RecordSheet, rows: list[ResolvedRow]
) -> list[ResolvedRow]:
    """Add the columns that follow from a reference, such as the field of a goal."""
    columns = {column.name for column in storage.table(sheet.table).columns}
    goals = storage.read_rows(connection, "goal", read.county_key) if sheet.inherited else {}
    found = []
    for row in rows:
        content = {name: value for name, value in row.content.items() if name in columns}
        if sheet.inherited and not row.removed:
            reference, taken = sheet.inherited
            goal = goals[(row.content[reference],)]
            content |= {name: goal[name] for name in taken}
        found.append(ResolvedRow(row.said, content, row.removed))
    return found


def _twice(sheet: RecordSheet, rows: Iterable[ResolvedRow], read: ReadRecords) -> Iterator[Problem]:
    """Rows of which only the codes show that they are the same one."""
    seen: dict[Key, ResolvedRow] = {}
    for row in rows:
        key = storage.key_of(sheet.table, row.content)
        first = seen.setdefault(key, row)
        if first is not row:
            yield Places(read.document, read.columns).problem(
                row.said,
                sheet.keys[0],
                "row-twice",
                f"Die Zeile meint dasselbe wie Zeile {first.said[ROW]} auf dem Blatt "
                f"„{first.said[SHEET]}“, nur anders geschrieben.",
                "Eine der beiden Zeilen löschen.",
            )


def _field_problems(
    subjects: Mapping[str, Subject], read: ReadRecords, day: date
) -> Iterator[Problem]:
    for name, subject in subjects.items():
        if name != subject.sheet.field_table:
            continue
        for row in subject.kept.values():
            for one in subject.sheet.fields:
                if row.content[one.name] > day:
                    yield Places(read.document, read.columns).problem(
                        row.said,
                        one.name,
                        "field-in-the-future",
                        f"„{one.title}“ liegt in der Zukunft.",
                        "Das Datum berichtigen.",
                    )


def _sort(subject: Subject, read: ReadRecords, sides: _Sides) -> None:
    for key, row in subject.kept.items():
        here = subject.here.get(key)
        if here is None:
            content = (
                {**subject.sheet.constants, **row.content} if _is_main(subject) else row.content
            )
            sides.new.append(_record(subject, key, content, row))
            continue
        changes = tuple(
            FieldChange(name, here[name], value)
            for name, value in row.content.items()
            if here[name] != value
        )
        record = _record(subject, key, row.content, row)
        if changes:
            sides.changed.append(ChangedRecord(record, changes))
        else:
            sides.unchanged.append(record)
    for key, row in subject.gone.items():
        names = storage.key_columns(subject.table)
        if key in subject.here:
            content = dict(zip(names, key, strict=True))
            sides.removed.append(_record(subject, key, content, row))
    sides.problems += _nothing_to_remove(subject, read)


def _is_main(subject: Subject) -> bool:
    return subject.table == subject.sheet.table


def _is_listed(subject: Subject, row: Row) -> bool:
    """Rows that a sheet could have named; context indicators have no goal."""
    return all(row[name] is not None for name in (subject.sheet.inherited or ("",))[:1] if name)


def _record(subject: Subject, key: Key, content: Mapping[str, Any], row: ResolvedRow) -> Record:
    return Record(subject.table, key, content, str(row.said[SHEET]), int(row.said[ROW]))


def _nothing_to_remove(subject: Subject, read: ReadRecords) -> Iterator[Problem]:
    """A row marked as gone of which nothing was there."""
    there = {
        (row.said[SHEET], row.said[ROW]) for key, row in subject.gone.items() if key in subject.here
    }
    told = set(there)
    for row in subject.gone.values():
        place = (row.said[SHEET], row.said[ROW])
        if place not in told:
            told.add(place)
            yield Places(read.document, read.columns).problem(
                row.said,
                REMOVED,
                "nothing-to-remove",
                "Die Zeile soll entfallen, steht aber nicht in der Datenbank.",
                "Nichts zu tun, oder die Angaben der Zeile prüfen.",
                Severity.NOTE,
            )


def _tell_staying(subject: Subject, read: ReadRecords, sides: _Sides) -> None:
    """Rows that the file does not name stay; nothing is taken out by leaving it away."""
    if not _is_main(subject) or not (subject.kept or subject.gone):
        return
    if subject.sheet.title in {one.sheet for one in sides.problems if _refuses(one)}:
        # A row that was refused is named all the same, only not understood.
        return
    going = {record.key for record in sides.removed if record.table == subject.table}
    left = sum(
        _is_listed(subject, row)
        for key, row in subject.here.items()
        if key not in subject.kept and key not in going
    )
    if left:
        sides.only_here[subject.table] = left
        sides.problems.append(_stays(subject, left, read))


def _stays(subject: Subject, count: int, read: ReadRecords) -> Problem:
    title = subject.sheet.title
    stand = "steht eine weitere Zeile" if count == 1 else f"stehen {number(count)} weitere Zeilen"
    stay = "sie bleibt" if count == 1 else "sie bleiben"
    one = "sie" if count == 1 else "eine davon"
    return Problem(
        Severity.NOTE,
        "rows-stay",
        read.document,
        title,
        "",
        f"Zu „{title}“ {stand} in der Datenbank, die die Datei nicht nennt; {stay}.",
        f"Nichts zu tun. Soll {one} entfallen, sie aufführen und „Entfällt“ ankreuzen.",
    )


def _refuses(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR
