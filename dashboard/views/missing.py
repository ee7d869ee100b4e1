"""Empty is a state: which figures are missing, why, and how they get here."""

from __future__ import annotations

from dashboard.views.model import Sentence
from data_access.domain import Absence, County

_HOW = (
    "Sobald der Fachdienst eine Datei des Landesamtes für Statistik oder der Bundesagentur für "
    "Arbeit für diesen Kreis einspielt, erscheint hier die Auswertung."
)


def sentence(county: County, subject: str) -> Sentence:
    """Opening of a page that has no figures for a county."""
    return (
        f"Für „{county.name}“ liegen keine Zahlen dazu vor, {subject}: Die veröffentlichten "
        "Unterlagen nennen keine, und amtliche Dateien sind noch nicht hinterlegt. Sobald der "
        "Fachdienst sie einspielt, füllt sich diese Seite.",
    )


def _absence(what: str, why: str, how: str = _HOW) -> Absence:
    return Absence(what, why, how)


def shares(county: County) -> Absence:
    """No municipal shares for the map."""
    return _absence(
        "Anteile je Gemeinde fehlen",
        f"Für „{county.name}“ ist keine Bevölkerung nach Gemeinden hinterlegt.",
    )


def shares_ranking(county: County) -> Absence:
    """No municipal shares for the ranking."""
    return _absence(
        "Eine Rangliste der Gemeinden fehlt",
        f"Dafür braucht es Bevölkerung und Ausländerinnen und Ausländer je Gemeinde; "
        f"{county.in_phrase} liegt nicht beides für einen Stichtag vor.",
    )


def boundaries(county: County) -> Absence:
    """Shares but no outlines."""
    return _absence(
        "Die Karte fehlt",
        f"Für die Gemeinden {county.of_phrase} sind keine Grenzen hinterlegt.",
        "Grenzen kommen mit dem Kreispaket; die Rangliste daneben zeigt dieselben Werte.",
    )


def refugees(county: County) -> Absence:
    """No own counts."""
    return _absence(
        "Geflüchtete je Gemeinde fehlen",
        f"Für „{county.name}“ ist keine Zählung der Geflüchteten nach Gemeinde und Monat "
        "hinterlegt.",
        "Gezählt wird im Fachdienst selbst; sobald er seine Zählung einspielt, erscheinen hier "
        "Rangliste und Verlauf.",
    )


def refugee_rates(county: County, why: str) -> Absence:
    """Own counts, but no rate can be drawn."""
    return _absence(
        "Geflüchtete je 1.000 Einwohnerinnen und Einwohner fehlen",
        f"{why}; ein Vergleich der Gemeinden {county.of_phrase} lässt sich nicht zeichnen.",
        "Sobald Zählung und Bevölkerung je Gemeinde hinterlegt sind, erscheint hier die Rangliste.",
    )


def refugee_course(place: str, why: str) -> Absence:
    """Own counts, but none of this place."""
    return _absence(
        "Der Verlauf der Geflüchteten fehlt",
        f"Für alle Monate {place} gilt: {why}.",
        "Einzelne Werte bleiben verdeckt, wo sie zu wenige Menschen beträfen; fehlende Monate "
        "spielt der Fachdienst nach.",
    )


def register(county: County) -> Absence:
    """No register series."""
    return _absence(
        "Eine Reihe aus dem Ausländerzentralregister fehlt",
        f"Für „{county.name}“ liegt keine Jahresreihe mit Zahlen vor.",
    )


def nationalities(county: County) -> Absence:
    """No nationalities."""
    return _absence(
        "Staatsangehörigkeiten fehlen",
        f"Für „{county.name}“ liegt keine Reihe nach Staatsangehörigkeit mit Zahlen vor.",
    )


def course_flow(county: County) -> Absence:
    """No flow of participants."""
    return _absence(
        "Der Weg von der Berechtigung zum Zertifikat fehlt",
        f"Für „{county.name}“ sind weder Berechtigungen noch Prüfungen hinterlegt.",
        "Die Zahlen liefern das Bundesamt für Migration und Flüchtlinge und die Kursträger; der "
        "Fachdienst spielt sie als Datei ein.",
    )


def course_trend(county: County) -> Absence:
    """No courses over time."""
    return _absence(
        "Begonnene und beendete Kurse im Zeitverlauf fehlen",
        f"Für „{county.name}“ ist keine Kursliste hinterlegt.",
        "Der Fachdienst spielt die Kursliste mit Anwesenheit und Ergebnissen als Datei ein.",
    )


def course_list(county: County) -> Absence:
    """No courses by programme."""
    return _absence(
        "Kurse nach Programm und Fördergeber fehlen",
        f"Für „{county.name}“ ist keine Kursliste hinterlegt.",
        "Der Fachdienst spielt die Kursliste mit Anwesenheit und Ergebnissen als Datei ein.",
    )


def course_counts(what: str) -> Absence:
    """Counts of persons in courses, all of them withheld."""
    return _absence(
        f"{what} lassen sich nicht zeigen",
        "Die Zahlen sind geheim gehalten, weil wenige Personen dahinterstehen.",
        "Mit mehr Kursen, als einzelne Personen erkennen ließen, erscheint hier das Diagramm.",
    )


def sgb2(county: County) -> Absence:
    """No SGB II table."""
    return _absence(
        "Die Tabelle der Leistungsberechtigten fehlt",
        f"Für „{county.name}“ ist kein Bericht über Leistungsberechtigte nach SGB II "
        "(Grundsicherung für Arbeitsuchende) hinterlegt.",
    )


def sgb2_comparison(month: str, why: str) -> Absence:
    """No second month to compare with, and no groups to show either."""
    return _absence(
        "Ein Vergleich der Gruppen fehlt",
        f"Für {month} gilt: {why}.",
    )


def sgb2_trend(county: County) -> Absence:
    """No SGB II trend."""
    return _absence(
        "Ein Verlauf der Leistungsberechtigten fehlt",
        f"Für „{county.name}“ ist keine Reihe über Leistungsberechtigte nach SGB II hinterlegt.",
    )


def fields(county: County) -> Absence:
    """No action fields."""
    return _absence(
        "Handlungsfelder fehlen",
        f"Für „{county.name}“ ist kein Integrationskonzept mit Handlungsfeldern hinterlegt.",
        "Der Fachdienst spielt Ziele, Maßnahmen und Indikatoren als Datei ein.",
    )
