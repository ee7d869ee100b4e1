"""What goes with a row that is taken out, and what must not be left without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection

from data_access.importers.problems import Problem
from data_access.importers.records import storage
from data_access.importers.records.model import ReadRecords, Record
from data_access.importers.records.relations import WHOLES, references, title_of
from data_access.importers.records.storage import Key
from data_access.importers.records.subjects import Subject
from data_access.importers.templates.checking import Places
from data_access.importers.templates.model import REMOVED


def along_with(
    connection: Connection,
    county_key: str,
    subjects: Mapping[str, Subject],
    removed: Iterable[Record],
) -> Iterator[Record]:
    """Details of rows that are taken out, as far as the file does not name them itself."""
    going: dict[str, set[Key]] = {}
    for record in removed:
        going.setdefault(record.table, set()).add(record.key)
    for parent, child, column in references():
        if parent not in WHOLES or parent not in going:
            continue
        names = storage.key_columns(child)
        for key, row in storage.read_rows(connection, child, county_key).items():
            named = child in subjects and key in subjects[child].kept
            if (row[column],) in going[parent] and key not in going.get(child, ()) and not named:
                yield Record(child, key, dict(zip(names, key, strict=True)))


def still_needed(
    connection: Connection,
    subjects: Mapping[str, Subject],
    gone: Iterable[Record],
    read: ReadRecords,
) -> Iterator[Problem]:
    """Rows that are to go, but to which others refer that stay or that the file itself names.

    Args:
        connection: for reading.
        subjects: the tables of the file.
        gone: all rows that go, with what goes along.
        read: where the cells of the file stand.
    """
    going = {(record.table, record.key) for record in gone}
    for parent, child, column in references():
        subject = subjects.get(parent)
        if subject is None or not subject.gone:
            continue
        if child in subjects:
            after = subjects[child].after
        else:
            after = storage.read_rows(connection, child, read.county_key)
        users = {(row[column],) for key, row in after.items() if (child, key) not in going}
        for key, row in subject.gone.items():
            if key in users:
                yield Places(read.document, read.columns).problem(
                    row.said,
                    REMOVED,
                    "still-needed",
                    f"„{key[0]}“ soll entfallen, wird aber noch gebraucht ({title_of(child)}).",
                    "Erst die Zeilen berichtigen oder streichen, die darauf verweisen.",
                )
