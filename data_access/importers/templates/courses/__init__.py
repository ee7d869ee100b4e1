"""Template: language courses with monthly attendance, results, waiting lists and flows."""

from __future__ import annotations

from data_access.importers.templates.courses.demand import FLOWS, WAITING
from data_access.importers.templates.courses.offers import COURSES, PROVIDERS
from data_access.importers.templates.courses.participation import ATTENDANCE, RESULTS
from data_access.importers.templates.model import Template

__all__ = ["TEMPLATE"]

TEMPLATE = Template(
    "sprachkurse",
    "Sprachkurse",
    "Kurse mit monatlicher Belegung und Ergebnissen, Wartende, Berechtigungen und Anmeldungen.",
    (COURSES, ATTENDANCE, RESULTS, WAITING, FLOWS, PROVIDERS),
    hints=(
        "Nur Anzahlen: Namen, Geburtsdaten und Nummern von Teilnehmenden gehören nicht in die "
        "Datei.",
        "Was nicht in der Datei steht, bleibt, wie es ist. Soll eine Zeile ganz verschwinden, in "
        "der Spalte „Entfällt“ ein x eintragen.",
    ),
)
