"""What the fields of a mapping may say, each with its German word, for those who fill it in."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.importers.profiles.model import Place
from data_access.vocabulary import Origin, Rhythm, Sex, StatisticKind, Status
from data_access.words import NOTHING

KINDS: Mapping[StatisticKind, str] = {
    StatisticKind.STOCK: "Bestand an einem Stichtag, etwa Einwohner",
    StatisticKind.FLOW: "Fälle in einem Zeitraum, etwa Geburten",
    StatisticKind.SHARE: "Anteil in Prozent",
    StatisticKind.RATIO: "Verhältnis, etwa je 100 Personen",
    StatisticKind.CHANGE: "Veränderung gegenüber früher",
    StatisticKind.BUDGET: "Geldbetrag",
    StatisticKind.DURATION: "Dauer",
}
PLACES: Mapping[Place, str] = {
    Place.SERIES: "Spalte",
    Place.ITEM: "Zeile",
    Place.ANYWHERE: "Spalte oder Zeile",
}
ORIGINS: Mapping[Origin, str] = {
    Origin.PUBLISHED: "veröffentlicht",
    Origin.RECOMPUTED: "von uns nachgerechnet",
    Origin.OWN_COUNT: "eigene Zählung des Amtes",
}
SEXES: Mapping[Sex, str] = {
    Sex.TOTAL: "beide zusammen",
    Sex.FEMALE: "Mädchen und Frauen",
    Sex.MALE: "Jungen und Männer",
}
RHYTHMS: Mapping[Rhythm, str] = {
    Rhythm.MONTHLY: "monatlich",
    Rhythm.QUARTERLY: "vierteljährlich",
    Rhythm.HALF_YEARLY: "halbjährlich",
    Rhythm.YEARLY: "jährlich",
    Rhythm.IRREGULAR: "immer wieder, aber ohne festen Termin",
    Rhythm.ONCE: "einmalig, danach kommt nichts mehr",
}
RESTS: Mapping[str, str] = {
    "ask": "die Datei anhalten und fragen",
    "leave_out": "nicht übernehmen",
}
SIGNS: Mapping[Status, str] = NOTHING


def told(options: Mapping[str, str]) -> str:
    """What may be said, each with its word: „flow“ (Fälle in einem Zeitraum), ..."""
    return ", ".join(f"„{name}“ ({word})" for name, word in options.items())
