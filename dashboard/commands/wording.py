"""Words that several commands share: moments, counts, and what became of a figure.

Terminals and search tools take plain spaces better than those that keep words together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from dashboard import german
from data_access.clock import ZONE
from data_access.domain.changes import (
    ChangedDefinition,
    ChangedField,
    RevisedFigure,
    Step,
    Write,
)
from data_access.queries.labels import Names
from data_access.vocabulary import Sex
from data_access.words import counted, listing, period

#: What to do about an error that nobody has foreseen.
AFTER_UNEXPECTED = (
    "denselben Befehl mit --debug wiederholen und die Ausgabe der Stelle geben, die den "
    "Integrationsmonitor betreut."
)
_TOTAL_GROUP = "insgesamt"


def unexpected(error: Exception) -> str:
    """That an error has happened which nobody has foreseen."""
    return f"Ein unerwarteter Fehler ist aufgetreten ({type(error).__name__})."


def moment(when: datetime | None) -> str:
    """A moment in Germany to the minute: "21.11.2026, 20:15"; empty where there is none."""
    if when is None:
        return ""
    local = when.astimezone(ZONE)
    return f"{german.day(local.date())}, {local:%H:%M}"


def day(when: datetime | date | None) -> str:
    """A day in Germany; empty where there is none."""
    if when is None:
        return ""
    return german.day(when.astimezone(ZONE).date() if isinstance(when, datetime) else when)


def revised_counts(write: Write) -> str:
    """How many figures a write revised, and what that was."""
    parts = []
    if write.became_final:
        parts.append(f"{german.number(write.became_final)} endgültig statt vorläufig")
    if write.gone:
        word = "entfällt" if write.gone == 1 else "entfallen"
        parts.append(f"{german.number(write.gone)} {word}")
    tail = f", davon {' und '.join(parts)}" if parts else ""
    return f"{counted(write.revised, 'Wert', 'Werte')} geändert{tail}"


def revised_lines(listed: Sequence[RevisedFigure], total: int, names: Names) -> Iterator[str]:
    """Revised figures line by line, and how many more there are.

    Args:
        listed: the first of them.
        total: how many there are.
        names: of statistics and areas.
    """
    yield from (revised_line(one, names) for one in listed)
    yield from _rest(total - len(listed))


def changed_lines(listed: Sequence[ChangedField], limit: int | None) -> Iterator[str]:
    """Changed columns of a list line by line, at most so many, and how many more there are."""
    for one in listed[:limit]:
        of = ", ".join(filter(None, (one.row, one.field)))
        yield f"{of}: {one.old} → {one.new}"
    yield from _rest(0 if limit is None else len(listed) - limit)


def redefined_lines(listed: Sequence[ChangedDefinition]) -> Iterator[str]:
    """What is called or described otherwise: each thing with its columns below it."""
    for title, of_one in groupby(listed, key=lambda one: one.title):
        yield f"{title}:"
        yield from (f"  {listing(one.fields)}: {one.old} → {one.new}" for one in of_one)


def _rest(rest: int) -> Iterator[str]:
    if rest > 0:
        more = "weiterer (alle" if rest == 1 else "weitere (alle"
        yield f"… und {german.number(rest)} {more}: --all)"


def revised_line(one: RevisedFigure, names: Names) -> str:
    """A figure with what it said and what it says."""
    of = [one.area_name, period(one.period)]
    if one.group_code != _TOTAL_GROUP:
        of.insert(1, one.group_name)
    if one.sex is not Sex.TOTAL:
        of.insert(1, one.sex.value)
    old, new = (
        names.number(one.statistic_code, version.number, version.status) if version else "entfällt"
        for version in (one.old, one.new)
    )
    return f"{one.statistic_name}, {', '.join(of)}: {old} → {new}{_kind(one)}"


def _kind(one: RevisedFigure) -> str:
    """What a change is beside another number; empty where that is all."""
    if one.new is None or one.old is None or one.step is Step.WITHDRAWAL:
        return ""
    if one.became_final:
        return ", endgültig statt vorläufig"
    if one.new.provisional and not one.old.provisional:
        return ", jetzt vorläufig"
    if one.new.revised and not one.old.revised:
        return ", vom Amt berichtigt"
    return ""
