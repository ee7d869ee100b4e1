"""Schreibweisen und Zuordnungen: names that the office has explained, tables it has explained."""

from __future__ import annotations

import streamlit as st

from dashboard.care import markup, work
from dashboard.screen import piece
from data_access.importers.answers import aliases
from data_access.importers.errors import AliasError
from data_access.importers.profiles import Profile, forget, read_profiles
from data_access.queries.choices import Choice, read_choices

_AREA, _GROUP = "ein Gebiet", "eine Gruppe von Menschen"


def show() -> None:
    """What there is, and how to add or drop it."""
    with work.looking() as connection:
        known = aliases.all_aliases(connection)
        choices = read_choices(connection)
        tables = tuple(read_profiles(connection).of_office.values())
    _known(known)
    _add(choices.areas, choices.groups)
    _tables(tables)


def _known(known: tuple[aliases.Alias, ...]) -> None:
    text = "Namen von Gebieten und Gruppen, wie sie in Dateien stehen, und was sie bedeuten."
    piece(markup.heading("Schreibweisen", text))
    if not known:
        piece(markup.note("Noch ist keine Schreibweise aufgenommen."))
        return
    rows = [(one.text, one.name, one.key) for one in known]
    piece(
        markup.table("Aufgenommene Schreibweisen", ("In der Datei", "Bedeutet", "Schlüssel"), rows)
    )
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Schreibweise verwerfen",
        [one.text for one in known],
        index=None,
        placeholder="Bitte wählen",
        key="schreibweise-verwerfen",
    )
    if right.button("Verwerfen", key="schreibweise-verwerfen-knopf") and chosen is not None:
        with work.told(), work.changing() as connection:
            aliases.forget_alias(connection, chosen)
            work.done(f"Verworfen: „{chosen}“.")
        st.rerun()


def _add(areas: tuple[Choice, ...], groups: tuple[Choice, ...]) -> None:
    piece(markup.heading("Schreibweise aufnehmen", level=3))
    kind = st.radio("Der Name bedeutet", (_AREA, _GROUP), horizontal=True, key="schreibweise-art")
    text = st.text_input("Name, wie er in der Datei steht", key="schreibweise-text").strip()
    names = {one.key: one.name for one in (areas if kind == _AREA else groups)}
    key = st.selectbox(
        "Gemeint ist",
        list(names),
        index=None,
        format_func=lambda one: f"{names[one]} ({one})",
        placeholder="Bitte wählen",
        key=f"schreibweise-schluessel-{kind}",
    )
    if st.button("Aufnehmen", key="schreibweise-aufnehmen"):
        with work.told(), work.changing() as connection:
            if key is None:
                raise AliasError(
                    "Es ist nicht gesagt, was der Name bedeutet.",
                    where="Schreibweise aufnehmen",
                    remedy="Bei „Gemeint ist“ wählen.",
                )
            add = aliases.add_area_alias if kind == _AREA else aliases.add_group_alias
            one = add(connection, text, key)
            work.done(f"Aufgenommen: „{one.text}“ ist {one.name}.")
        st.rerun()


def _tables(tables: tuple[Profile, ...]) -> None:
    text = "Tabellen, zu denen das Amt gesagt hat, was ihre Spalten sind."
    piece(markup.heading("Zuordnungen von Tabellen", text))
    if not tables:
        piece(markup.note("Noch ist keine Tabelle zugeordnet."))
        return
    rows = [(one.table, one.title, markup.layout(one.layout)) for one in tables]
    piece(markup.table("Zugeordnete Tabellen", ("Tabelle", "Titel", "Aufbau"), rows))
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Zuordnung verwerfen",
        tables,
        index=None,
        format_func=lambda one: f"{one.table} {one.title}",
        placeholder="Bitte wählen",
        key="zuordnung-verwerfen",
    )
    if right.button("Verwerfen", key="zuordnung-verwerfen-knopf") and chosen is not None:
        with work.told(), work.changing() as connection:
            forget(connection, chosen.layout, chosen.table)
            work.done(f"Verworfen: Zuordnung der Tabelle {chosen.table}.")
        st.rerun()
