"""Sheets of how goals and measures stand."""

from __future__ import annotations

from data_access.importers.templates.columns import day, not_later
from data_access.importers.templates.concept.columns import choice_column, goal_column, text_column
from data_access.importers.templates.model import (
    Column,
    Kind,
    Listing,
    Option,
    RecordSheet,
)
from data_access.vocabulary import ReviewKind, State

_STATES = (
    Option(State.ACHIEVED.value, "erreicht"),
    Option(State.ON_COURSE.value, "auf Kurs"),
    Option(State.AT_RISK.value, "gefährdet"),
    Option(State.MISSED.value, "verfehlt"),
    Option(State.NO_DATA.value, "keine Angaben"),
)

_REVIEWS = (
    Option(ReviewKind.MID_YEAR.value, "zur Jahresmitte"),
    Option(ReviewKind.PROVISIONAL.value, "vorläufig"),
    Option(ReviewKind.FINAL.value, "abschließend"),
)

RATINGS = RecordSheet(
    "zielstaende",
    "Zielstände",
    "Eine Zeile je Ziel und Bewertung. Der jüngste Stand gilt; frühere bleiben.",
    (
        goal_column(key=True),
        Column(
            "rated_on",
            "Bewertet am",
            "Tag der Bewertung.",
            Kind.DATE,
            example="10.09.2026",
            required=True,
            key=True,
            width=14,
        ),
        choice_column("state", "Stand", "Wie es um das Ziel steht.", "gefährdet", options=_STATES),
        text_column(
            "reason", "Begründung", "Warum, in einem Satz.", "Der Stand bleibt hinter dem Plan."
        ),
    ),
    rules=(not_later("rated_on", title="Bewertet am", late=True),),
    table="goal_state",
)

RESULTS = RecordSheet(
    "auswertungen",
    "Auswertungen",
    "Eine Zeile je Maßnahme und Auswertung. Gelungenes und Misslungenes stehen beide da.",
    (
        choice_column(
            "measure_code",
            "Maßnahme",
            "Nummer der Maßnahme wie auf dem Blatt „Maßnahmen“.",
            "2026-M01",
            listing=Listing.MEASURES,
            offered_by=("massnahmen", "code"),
            key=True,
            width=14,
        ),
        choice_column(
            "kind",
            "Art",
            "Wann ausgewertet wurde: zur Jahresmitte, vorläufig noch im Jahr des Programms, oder "
            "abschließend danach.",
            "vorläufig",
            options=_REVIEWS,
            key=True,
        ),
        day("reviewed_on", "Ausgewertet am", "Tag der Auswertung.", example="11.06.2026"),
        choice_column("state", "Stand", "Ergebnis.", "auf Kurs", options=_STATES),
        text_column(
            "result", "Ergebnis", "Was erreicht wurde, in einem Satz.", "Ein Kurs hat begonnen."
        ),
    ),
    rules=(not_later("reviewed_on", title="Ausgewertet am", late=True),),
    table="review",
)
