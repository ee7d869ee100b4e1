"""Asks what a statistic or a group is that nobody has defined yet."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from dashboard.care import markup
from dashboard.screen import piece
from data_access.importers.answers.questions import code_of
from data_access.importers.profiles import NewGroup, NewStatistic, Rule
from data_access.importers.profiles.terms import KINDS
from data_access.queries.choices import Choices
from data_access.units import NAMES as UNITS
from data_access.vocabulary import StatisticKind

_DECIMALS = 5


@dataclass
class Form:
    """The answers to the questions of one table, as far as they are given.

    Attributes:
        key: begins the keys of its fields.
        choices: what there is to choose from.
        missing: what a new statistic still needs, as a sentence; empty for nothing.
    """

    key: str
    choices: Choices
    rules: list[Rule] = field(default_factory=list)
    statistics: list[NewStatistic] = field(default_factory=list)
    groups: list[NewGroup] = field(default_factory=list)
    missing: str = ""

    def statistic_names(self) -> dict[str, str]:
        """Statistics by code, with their units."""
        return {
            one.key: f"{one.name} ({UNITS.get(one.unit, one.unit)})"
            for one in self.choices.statistics
        }


def new_statistic(form: Form, key: str, text: str = "") -> str:
    """Ask what a new statistic is; its code, or nothing as long as something is missing."""
    with st.container(border=True, key=f"{key}-neu"):
        name = st.text_input("Name der neuen Kennzahl", value=text, key=f"{key}-name").strip()
        definition = st.text_area(
            "Was die Kennzahl zählt, in einem Satz", key=f"{key}-definition", height=80
        ).strip()
        kind = st.selectbox(
            "Art der Kennzahl", list(KINDS), format_func=lambda one: KINDS[one], key=f"{key}-sorte"
        )
        unit = st.selectbox(
            "Einheit", list(UNITS), format_func=lambda one: UNITS[one], key=f"{key}-einheit"
        )
        decimals = st.selectbox("Stellen nach dem Komma", range(_DECIMALS), key=f"{key}-stellen")
        own = st.checkbox(
            "Eigene Zählung des Amtes (kleine Zahlen werden dann geschützt)", key=f"{key}-eigen"
        )
        signed = st.checkbox("Werte dürfen unter null liegen", key=f"{key}-negativ")
    if not (name and definition):
        form.missing = _missing(name, definition)
        piece(markup.note(form.missing))
        return ""
    taken = {*form.statistic_names(), *(one.code for one in form.statistics)}
    code = code_of(name, taken)
    form.statistics.append(
        NewStatistic(
            code=code,
            name=name,
            unit=str(unit),
            kind=StatisticKind(str(kind)),
            decimals=int(decimals or 0),
            definition=definition,
            own_count=own,
            signed=signed,
        )
    )
    return code


def _missing(name: str, definition: str) -> str:
    if not (name or definition):
        return "Es fehlen noch Name und Erklärung der neuen Kennzahl."
    if not name:
        return "Es fehlt noch der Name der neuen Kennzahl."
    return f"Es fehlt noch die Erklärung der neuen Kennzahl: was „{name}“ zählt, in einem Satz."


def new_group(form: Form, key: str, text: str) -> str:
    """Ask what a new group is called; its code, or nothing as long as it has no name."""
    name = st.text_input("Name der neuen Gruppe", value=text, key=f"{key}-name").strip()
    if not name:
        return ""
    taken = {*(one.key for one in form.choices.groups), *(one.code for one in form.groups)}
    code = code_of(name, taken)
    form.groups.append(NewGroup(code=code, name=name))
    return code
