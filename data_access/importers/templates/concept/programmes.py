"""Sheets of the yearly programmes: steps and measures."""

from __future__ import annotations

import polars as pl

from data_access.importers.templates.columns import day, not_later
from data_access.importers.templates.concept.columns import (
    choice_column,
    code_column,
    goal_column,
    text_column,
    year_column,
)
from data_access.importers.templates.model import (
    Column,
    Kind,
    Listing,
    Option,
    RecordSheet,
    Rule,
)

_PHASES = (Option("running", "läuft"), Option("finished", "abgeschlossen"))


PROGRAMMES = RecordSheet(
    "programme",
    "Jahresprogramme",
    "Eine Zeile je Jahr.",
    (
        year_column(key=True),
        text_column("title", "Titel", "Name des Programms.", "Jahresprogramm 2026"),
        choice_column("phase", "Stand", "Ob das Programm noch läuft.", "läuft", options=_PHASES),
    ),
    table="programme",
)

STEPS = RecordSheet(
    "schritte",
    "Schritte",
    "Der Weg eines Jahresprogramms vom Entwurf bis zur Auswertung.",
    (
        year_column(key=True, listing=Listing.YEARS),
        Column(
            "position",
            "Nr.",
            "Der wievielte Schritt des Programms es ist; 1 für den ersten.",
            Kind.WHOLE,
            example="1",
            required=True,
            key=True,
            minimum=1,
            width=7,
        ),
        text_column("title", "Schritt", "Was geschieht.", "Im Arbeitskreis beraten"),
        choice_column(
            "body_code",
            "Gremium",
            "Gremium, das berät oder beschließt; leer, wenn keines beteiligt ist.",
            "Arbeitskreis Migration und Integration",
            listing=Listing.BODIES,
            required=False,
            width=36,
        ),
        day("due_on", "Vorgesehen am", "Geplanter Tag.", example="28.08.2025"),
        day(
            "done_on",
            "Erledigt am",
            "Tag, an dem es geschah; leer, solange es aussteht.",
            example="28.08.2025",
            required=False,
        ),
    ),
    rules=(not_later("done_on", title="Erledigt am", late=True),),
    table="programme_step",
)

MEASURES = RecordSheet(
    "massnahmen",
    "Maßnahmen",
    "Eine Zeile je Maßnahme eines Jahresprogramms. Der Bestand des Konzepts gehört nicht hierher.",
    (
        code_column(
            "Maßnahme",
            "Nummer, die bleibt; an ihr wird die Maßnahme wiedererkannt.",
            "2026-M01",
        ),
        year_column(key=False, listing=Listing.YEARS),
        goal_column(),
        text_column(
            "title", "Titel", "Was zugesagt ist.", "Zwei weitere Alphabetisierungskurse", width=50
        ),
        text_column(
            "responsible", "Verantwortlich", "Stelle, keine Person.", "Fachdienst Bildung", width=28
        ),
        day("due_on", "Fällig am", "Bis wann es zugesagt ist.", example="31.12.2026"),
        text_column(
            "next_step",
            "Nächster Schritt",
            "Was als Nächstes ansteht.",
            "Träger auswählen",
            required=False,
        ),
        day(
            "next_due_on",
            "Nächster Termin",
            "Bis wann der nächste Schritt getan ist.",
            example="30.04.2026",
            required=False,
        ),
    ),
    rules=(
        Rule(
            "due-before-its-year",
            pl.col("due_on").dt.year() >= pl.col("year"),
            ("due_on", "year"),
            "Die Maßnahme {code} des Programms {year} ist schon am {due_on} fällig.",
            "Jahr oder Frist berichtigen.",
        ),
    ),
    table="programme_measure",
    inherited=("goal_code", ("field_code", "part_code")),
)
