"""Rows of goals, measures and indicators for the office's templates."""

from __future__ import annotations

from typing import Any

from tests.support.records import Rows
from tests.support.templates import day

MEASURE = {
    "Maßnahme": "2026-M90",
    "Jahr": 2026,
    "Ziel": "5.1-Z1 Wartezeit Alphabetisierungskurs",
    "Titel": "Zwei weitere Kurse",
    "Verantwortlich": "Fachdienst Bildung",
    "Fällig am": day("31.12.2026"),
}
INDICATOR = {
    "Indikator": "5.1-I90",
    "Ziel": "5.1-Z1",
    "Titel": "Wartezeit",
    "Einheit": "Prozent",
    "Richtung": "weniger ist besser",
}
TARGET = {
    "Indikator": "5.1-I90",
    "Beschlossen am": day("11.06.2026"),
    "Gremium": "Kreistag",
    "Ausgangswert vom": day("31.12.2025"),
    "Ausgangswert": 40,
    "Zieltermin": day("31.12.2027"),
    "Zielwert": 25,
}
READING = {"Indikator": "5.1-I90", "Stichtag": day("30.09.2026"), "Wert": 37}
RATING = {
    "Ziel": "5.1-Z1",
    "Bewertet am": day("12.11.2026"),
    "Stand": "gefährdet",
    "Begründung": "Der Stand bleibt hinter dem Plan.",
}
REVIEW = {
    "Maßnahme": "2026-M90",
    "Art": "zur Jahresmitte",
    "Ausgewertet am": day("11.06.2026"),
    "Stand": "auf Kurs",
    "Ergebnis": "Ein Kurs hat begonnen.",
}
STEP = {
    "Jahr": 2026,
    "Nr.": 11,
    "Schritt": "Veröffentlicht",
    "Vorgesehen am": day("01.12.2026"),
}


def goals(**more: Any) -> Rows:
    """A measure and an indicator, and rows of further sheets."""
    return {"Maßnahmen": [MEASURE], "Indikatoren": [INDICATOR], **more}
