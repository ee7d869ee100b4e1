"""What is said anew of definitions in German: as sentences, and column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from data_access import units
from data_access.importers.profiles.defined import DELIVERY, STATISTIC, Form
from data_access.importers.profiles.terms import KINDS, RHYTHMS
from data_access.vocabulary import NATIONALITY, Rhythm, StatisticKind
from data_access.words import counted, listing

_OWN_COUNT = "own_count"
_NOTHING = "keine Angabe"
_GROUP_KINDS: Mapping[str, str] = {NATIONALITY: "Staatsangehörigkeit", "other": "sonstige Gruppe"}
#: What how a source delivers is made of, beside the rhythm with its months.
_OF_DELIVERY = {
    "deliverer": "Geliefert von",
    "site": "Bezugsort",
    "address": "Webadresse",
    "ground": "Grundlage des Takts",
}
#: Columns whose values are no text.
_WORDED: Mapping[str, Callable[[Any], str]] = {
    "unit": lambda code: units.NAMES.get(code, code),
    "waiting_months": lambda months: counted(months, "Monat", "Monate"),
    "signed": lambda signed: "auch unter null" if signed else "nie unter null",
    "own_count": lambda own: "ja" if own else "nein",
}


class When(StrEnum):
    """Whether a change is done, is to come, or is taken back."""

    NOW = "jetzt"
    THEN = "dann"
    AGAIN = "wieder"


def sentences(
    form: Form, said: Mapping[str, Any], fields: tuple[str, ...], when: When
) -> Iterator[str]:
    """What has changed, or will.

    Args:
        form: of what is defined.
        said: what its columns say now, or will.
        fields: columns that change.
        when: how far the change is.
    """
    name = said[form.name]
    others = [form.fields[one] for one in fields if one not in {_OWN_COUNT, DELIVERY}]
    if DELIVERY in fields:
        others.append(form.fields[DELIVERY])
    if others:
        yield f"{listing(others)} von „{name}“ {_done(len(others), when)}."
    if _OWN_COUNT in fields:
        more = f"{when} " if said[_OWN_COUNT] else _no_longer(when)
        yield f"Kleine Zahlen von „{name}“ werden {more}geschützt."
    if DELIVERY in fields:
        yield _delivered(said[DELIVERY], when)


def _done(count: int, when: When) -> str:
    if when is When.THEN:
        return f"{'werden' if count > 1 else 'wird'} geändert"
    return "geändert" if when is When.NOW else "wieder wie vorher"


def _no_longer(when: When) -> str:
    return "nicht mehr " if when is When.AGAIN else f"{when} nicht mehr "


def _delivered(rhythm: Mapping[str, Any] | None, when: When) -> str:
    """What holds of the delivery of a source."""
    if rhythm is None:
        return "Wie oft die Quelle liefert, ist nicht mehr hinterlegt."
    return f"Die Quelle liefert {when}: {_rhythm(rhythm)}."


def _rhythm(said: Mapping[str, Any]) -> str:
    told = RHYTHMS[Rhythm(said["rhythm"])]
    first, last = said["from_months"], said["until_months"]
    if last is None:
        return told
    months = counted(last, "Monat", "Monate")
    window = months if first == last else f"{first} bis {months}"
    return f"{told}, meist {window} nach dem Ende des Berichtszeitraums"


def parts(form: Form, field: str, old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    """A changed column: what it is called, and what it said and says.

    How a source delivers is several, of which those are told that differ.
    """
    if field != DELIVERY:
        yield form.fields.get(field, field), _value(form, field, old), _value(form, field, new)
        return
    before, after = _of_delivery(old), _of_delivery(new)
    for name, text in before.items():
        if text != after[name]:
            yield name, text, after[name]


def _of_delivery(said: Mapping[str, Any] | None) -> dict[str, str]:
    told = _rhythm(said) if said else _NOTHING
    others = {name: (said or {}).get(key) or _NOTHING for key, name in _OF_DELIVERY.items()}
    return {"Takt der Lieferung": told, **others}


def _value(form: Form, field: str, value: Any) -> str:
    if value is None or value == "":
        return _NOTHING
    if field == "kind":
        return KINDS[StatisticKind(value)] if form is STATISTIC else _group_kind(value)
    worded = _WORDED.get(field)
    return worded(value) if worded else str(value)


def _group_kind(kind: str) -> str:
    return _GROUP_KINDS.get(kind, kind)
