"""Readings in percent that were typed as a share: 0.485 among 45, 60 and 49.5."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from data_access.importers.problems import Problem, Severity
from data_access.importers.records.model import ReadRecords
from data_access.importers.records.subjects import Subject
from data_access.importers.templates.checking import Places, say

_PERCENTAGES = "percent"
#: A share is at most 1; a percentage beside which it is hardly one is larger than this.
_WHOLE, _PERCENT = 1.0, 10.0


def magnitude_problems(subjects: Mapping[str, Subject], read: ReadRecords) -> Iterator[Problem]:
    """Doubts about readings of a file that are far below all other values of their indicator.

    Args:
        subjects: the tables of the file.
        read: where its cells stand.
    """
    readings, indicators = subjects.get("reading"), subjects.get("indicator")
    if readings is None or indicators is None:
        return
    in_percent = {
        row["code"] for row in indicators.after.values() if row.get("unit") == _PERCENTAGES
    }
    others = _known(subjects)
    places = Places(read.document, read.columns)
    for row in readings.kept.values():
        code, value = row.content["indicator_code"], row.content.get("number")
        known = [one for one in others[code] if one > _WHOLE]
        if code not in in_percent or value is None or not 0 < value < _WHOLE:
            continue
        if not known or min(known) <= _PERCENT:
            continue
        column = readings.sheet.column("number")
        yield places.problem(
            {**row.content, **row.said},
            "number",
            "share-for-percent",
            f"„{column.title}“ ist {say(value, column)} Prozent; alle anderen Werte des Indikators "
            f"liegen über {say(_PERCENT, column)}. Vermutlich als Anteil statt in Prozent "
            f"eingetragen: {say(value * 100, column)}.",
            "Den Wert in Prozent eintragen. Stimmt er, ist nichts zu tun: Er wird eingelesen, wie "
            "er da steht.",
            Severity.DOUBT,
        )


def _known(subjects: Mapping[str, Subject]) -> dict[str, list[float]]:
    """All numbers of each indicator once the file is in."""
    found: dict[str, list[float]] = defaultdict(list)
    for name, columns in (("reading", ("number",)), ("target", ("number", "baseline"))):
        subject = subjects.get(name)
        for row in subject.after.values() if subject else ():
            content: Mapping[str, Any] = row
            values = (content.get(column) for column in columns)
            found[content["indicator_code"]] += [float(one) for one in values if one is not None]
    return found
