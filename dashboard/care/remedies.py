"""What to do about a problem on "Datenpflege", which has fields where commands have options."""

from __future__ import annotations

import re

from data_access.importers.comparison.confirming import (
    OLDER,
    OTHER_KIND,
    OTHER_PERIOD,
    PERHAPS_OLDER,
    SWAPPED,
    TO_CONFIRM,
    UPHEAVAL,
)
from data_access.importers.problems import FROM_NAME, Problem, Severity
from data_access.importers.problems.gathering import Gathered

#: What to do about a problem where the page itself offers it. Errors among them are questions.
QUESTIONS = {
    "table-new": "Unten bei „Was die Spalten sind“ sagen, was die Werte bedeuten.",
    "table-unknown": "Unten die Nummer der Tabelle angeben.",
    FROM_NAME: "Wurde die Datei umbenannt: unten die richtige Nummer der Tabelle angeben.",
    "unknown-text": "Unten bei „Was die Spalten sind“ sagen, was der Text bedeutet.",
    "mapping-clash": "Unten „Antworten verwerfen“ und die Fragen neu beantworten; gibt es dort "
    "keine Antworten, die Zuordnung bei „Schreibweisen“ verwerfen.",
    "no-statistic": "Unten bei „Was die Spalten sind“ eine Kennzahl wählen.",
    "unknown-area": "Unten bei „Unbekannte Gebiete“ sagen, welches Gebiet gemeint ist, oder die "
    "Datei prüfen.",
}
#: The same for errors that no answer alone mends.
_DONE_HERE = {
    "tables-disagree": "Unten nur das Blatt auswählen, das gilt, oder die Datei berichtigen.",
    UPHEAVAL: "Datei, Stichtag und Nummer der Tabelle mit der Veröffentlichung vergleichen. "
    "Stimmen die Werte, unten den Grund der Änderung nennen.",
    SWAPPED: "Die Tabelle neu herunterladen und unverändert hochladen. Waren die bekannten Werte "
    "vertauscht, unten den Grund der Änderung nennen.",
    OLDER: "Die neueste Ausgabe herunterladen und hochladen. Sollen trotzdem die Werte dieser "
    "Datei gelten, unten den Grund nennen.",
    OTHER_PERIOD: "Stichtag und Werte mit der Veröffentlichung vergleichen und die richtige Datei "
    "hochladen. Ist das schon Bekannte falsch, dessen Lieferung im Reiter „Lieferungen“ "
    "zurückziehen. Sind die Werte wirklich gleich, unten den Grund nennen.",
    OTHER_KIND: "Die Angabe mit der Veröffentlichung vergleichen und die Datei neu herunterladen. "
    "Meint eine Jahreszahl hier einen Stichtag: unten „Antworten verwerfen“ und neu sagen, was sie "
    "meint. Ist es so gemeint, wie es dasteht, unten den Grund nennen.",
    PERHAPS_OLDER: "Die neueste Ausgabe herunterladen und hochladen. Ist diese Datei schon "
    "eingelesen, ihre Lieferung im Reiter „Lieferungen“ zurückziehen.",
    "same-day": "Die beiden Dateien vergleichen. Gilt diese, ist nichts zu tun; gilt die andere, "
    "diese weglegen.",
    "column-missing": "Die Tabelle vollständig herunterladen. Hat das Amt sie umgebaut: bei "
    "„Schreibweisen“ die Zuordnung verwerfen und die Datei noch einmal hochladen.",
}
#: A command behind what it does; this page has another way.
_COMMAND = re.compile(r" \((?:mit )?„(?:integrationsmonitor|--)[^“]*“\)")


def remedy(problem: Problem | Gathered) -> str:
    """What to do, on this page where it can be done here."""
    if problem.code in TO_CONFIRM and problem.severity is Severity.NOTE:
        # The reason has been given; the field for it is gone.
        return problem.remedy
    here = QUESTIONS.get(problem.code) or _DONE_HERE.get(problem.code)
    return here or _COMMAND.sub("", problem.remedy)
