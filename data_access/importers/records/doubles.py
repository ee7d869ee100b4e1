"""New rows that are probably old ones under another spelling: they would count twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from data_access.importers.problems import Problem, Severity
from data_access.importers.records.model import ReadRecords
from data_access.importers.records.storage import Key
from data_access.importers.records.subjects import Subject
from data_access.importers.templates.checking import Places

_PARTS = re.compile(r"[^\W\d_]+|\d+")


def double_problems(subjects: Mapping[str, Subject], read: ReadRecords) -> Iterator[Problem]:
    """Doubts about new rows whose code is that of another row but for dashes, zeros, capitals.

    Args:
        subjects: the tables of the file.
        read: where its cells stand.
    """
    places = Places(read.document, read.columns)
    for subject in subjects.values():
        if subject.table != subject.sheet.table:
            continue
        named = subject.kept.keys() | subject.gone.keys()
        left = {_plain(key): key for key in subject.here if key not in named}
        for key, row in subject.kept.items():
            old = None if key in subject.here else left.get(_plain(key))
            if not old or not _plain(key):
                continue
            yield places.problem(
                row.said,
                subject.sheet.keys[0],
                "spelt-otherwise",
                f"„{key[0]}“ wäre neu; in der Datenbank steht „{old[0]}“, das die Datei nicht "
                "nennt. Vermutlich ist es dasselbe, nur anders geschrieben, und zählte doppelt.",
                "Die Schreibweise der Datenbank verwenden. Ist es wirklich etwas Neues, ist nichts "
                "zu tun: Die Zeile wird eingelesen, wie sie da steht.",
                Severity.DOUBT,
            )


def _plain(key: Key) -> tuple[str, ...]:
    """Letters and numbers of a code; of keys of several parts nothing, they name other rows."""
    if len(key) != 1 or not isinstance(key[0], str):
        return ()
    return tuple(part.lstrip("0") or "0" for part in _PARTS.findall(key[0].casefold()))
