"""Asks where a new table comes from: who publishes it, how often it comes, and from whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard.care import markup
from dashboard.screen import piece
from data_access.domain.schedule import STEPS
from data_access.importers.answers.questions import TableQuestions
from data_access.importers.profiles import NewDelivery
from data_access.importers.profiles.model import LONGEST_WAIT
from data_access.importers.profiles.terms import RHYTHMS
from data_access.vocabulary import Rhythm
from data_access.words import counted

UNKNOWN = ""
_RHYTHMS: Mapping[str, str] = {
    UNKNOWN: "nicht bekannt",
    **{rhythm.value: word for rhythm, word in RHYTHMS.items()},
}
_USE = (
    "Daraus sagt die Seite „Daten und Quellen“, wann die nächste Lieferung zu erwarten und ob sie "
    "überfällig ist."
)


@dataclass(frozen=True)
class Origin:
    """The answers; ``delivery`` is empty where nobody knows how the table comes."""

    publisher: str = ""
    licence: str = ""
    delivery: Mapping[str, Any] = field(default_factory=dict)


def asked_for(asked: TableQuestions, key: str) -> Origin:
    """Ask who publishes the table and how it comes, where that is not known yet."""
    if not asked.publisher:
        return Origin()
    if asked.delivery:
        # It holds without being looked at.
        rhythm = RHYTHMS[asked.delivery.rhythm]
        piece(
            markup.note(
                "Herkunft und Lieferung sind vorgeschlagen, wie andere Tabellen desselben "
                f"Herausgebers sie haben ({rhythm}). Bitte prüfen:"
            )
        )
    with st.expander("Herkunft und Lieferung der Tabelle", key=f"{key}-herkunft"):
        publisher = st.text_input("Herausgeber", value=asked.publisher, key=f"{key}-herausgeber")
        licence = st.text_input(
            "Lizenz, wie der Herausgeber sie nennt", value=asked.licence, key=f"{key}-lizenz"
        )
        return Origin(publisher.strip(), licence.strip(), _delivery(asked.delivery, key))


def _delivery(proposed: NewDelivery | None, key: str) -> Mapping[str, Any]:
    """Ask how often it comes, when, and from whom."""
    rhythm = st.selectbox(
        "Wie oft neue Werte kommen",
        list(_RHYTHMS),
        index=list(_RHYTHMS).index(proposed.rhythm if proposed else UNKNOWN),
        format_func=lambda one: _RHYTHMS[one],
        key=f"{key}-takt",
    )
    piece(markup.note(_USE))
    if not rhythm:
        return {}
    said = {"rhythm": rhythm, **_months(Rhythm(rhythm), proposed, key), **_place(proposed, key)}
    return {**said, "ground": _ground(said, proposed)}


def _months(rhythm: Rhythm, proposed: NewDelivery | None, key: str) -> dict[str, int]:
    """Ask when its values appear; until the next ones are due where nothing is proposed."""
    if rhythm not in STEPS:
        return {}
    step = STEPS[rhythm]
    first, last = step // 2, step
    if proposed and proposed.rhythm is rhythm:
        first, last = proposed.from_months or 0, proposed.until_months or 0
    return {
        name: st.selectbox(
            label,
            range(LONGEST_WAIT + 1),
            index=usual,
            format_func=_after,
            # Another rhythm has other months.
            key=f"{key}-{name}-{rhythm}",
        )
        for name, label, usual in (
            ("from_months", "Wann sie meist frühestens erscheinen", first),
            ("until_months", "Wann sie meist spätestens erscheinen", last),
        )
    }


def _after(months: int) -> str:
    if not months:
        return "noch im letzten Monat des Berichtszeitraums"
    return f"{counted(months, 'Monat', 'Monate')} nach dem Berichtszeitraum"


def _place(proposed: NewDelivery | None, key: str) -> dict[str, str]:
    said = proposed.model_dump() if proposed else {}
    return {
        name: st.text_input(label, value=said.get(name) or "", key=f"{key}-{name}").strip()
        for name, label in (
            ("deliverer", "Wer liefert"),
            ("site", "Wo das Amt die Tabelle bekommt"),
            ("address", "Webadresse dazu"),
        )
    }


def _ground(said: Mapping[str, Any], proposed: NewDelivery | None) -> str:
    """That of the proposal, as long as nobody has said another rhythm."""
    if proposed is None:
        return ""
    same = all(
        said.get(name) == getattr(proposed, name)
        for name in ("rhythm", "from_months", "until_months")
    )
    return (proposed.ground or "") if same else ""
