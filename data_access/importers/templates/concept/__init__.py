"""Template: yearly programmes, measures, indicators, targets, readings and ratings."""

from __future__ import annotations

from data_access.importers.templates.concept.indicators import INDICATORS, READINGS, TARGETS
from data_access.importers.templates.concept.programmes import MEASURES, PROGRAMMES, STEPS
from data_access.importers.templates.concept.reviews import RATINGS, RESULTS
from data_access.importers.templates.model import Template

__all__ = ["TEMPLATE"]

TEMPLATE = Template(
    "ziele",
    "Ziele, Maßnahmen und Indikatoren",
    "Jahresprogramme mit ihren Maßnahmen, Indikatoren mit Zielwerten und Messwerten, Stand der "
    "Ziele und Auswertungen.",
    (
        MEASURES,
        INDICATORS,
        TARGETS,
        READINGS,
        RATINGS,
        RESULTS,
        PROGRAMMES,
        STEPS,
    ),
    hints=(
        "Handlungsfelder, Ziele und Gremien stehen schon fest und werden hier nur ausgewählt.",
        "Was nicht in der Datei steht, bleibt, wie es ist. Soll eine Zeile ganz verschwinden, in "
        "der Spalte „Entfällt“ ein x eintragen.",
    ),
)
