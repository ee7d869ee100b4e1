"""Asks which area or group a name means; one click takes the spelling in, for all files to come."""

from __future__ import annotations

import streamlit as st

from dashboard.care import markup, work
from dashboard.care.uploads import Upload
from dashboard.screen import piece
from data_access.importers.answers import aliases
from data_access.importers.answers.questions import (
    AreaQuestion,
    Offered,
    TableQuestions,
    TextQuestion,
)
from data_access.queries.choices import Choice


def areas(upload: Upload, asked: TableQuestions, every: tuple[Choice, ...]) -> None:
    """Ask which areas are meant."""
    piece(
        markup.heading(
            "Unbekannte Gebiete",
            "Diese Namen stehen in der Datei und sind hier nicht bekannt. Die Antwort gilt auch "
            "für künftige Dateien.",
            level=3,
        )
    )
    for question in asked.areas:
        key = f"gebiet-{upload.number}-{question.label}"
        shown = markup.label(question.label)
        chosen = offer(f"„{shown}“ ist", question.nearest, every, key)
        if st.button(f"„{shown}“ so aufnehmen", key=f"{key}-knopf"):
            _take_in_area(upload, question, chosen)


def _take_in_area(upload: Upload, question: AreaQuestion, area_key: str | None) -> None:
    if area_key is None:
        work.refuse(
            "Es ist noch nicht gesagt, welches Gebiet gemeint ist.",
            where=f"„{question.label}“ in {upload.name}",
            remedy="Ein Gebiet wählen, oder die Datei prüfen.",
        )
    else:
        with work.told(), work.changing() as connection:
            taken = aliases.add_area_alias(connection, question.label, area_key)
            work.done(f"Aufgenommen: „{question.label}“ ist {taken.name}.")
        upload.report = None
    st.rerun()


def group(upload: Upload, question: TextQuestion, key: str) -> None:
    """Offer the groups that may be meant by a text."""
    with st.container(horizontal=True, key=f"{key}-nahe"):
        for one in question.nearest:
            if st.button(
                markup.label(f"Ist „{one.name}“: Schreibweise aufnehmen"), key=f"{key}-{one.key}"
            ):
                with work.told(), work.changing() as connection:
                    aliases.add_group_alias(connection, question.text, one.key)
                    work.done(f"Aufgenommen: „{question.text}“ ist {one.name}.")
                upload.report = None
                st.rerun()


def offer(
    label: str, nearest: tuple[Offered, ...], every: tuple[Choice, ...], key: str
) -> str | None:
    """A choice of all, with those first that may be meant."""
    names = {one.key: one.name for one in every}
    first = [one.key for one in nearest if one.key in names]
    return st.selectbox(
        label,
        list(dict.fromkeys((*first, *names))),
        index=0 if first else None,
        format_func=lambda one: f"{names[one]} ({one})",
        placeholder="Bitte wählen",
        key=key,
    )
