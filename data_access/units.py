"""The units that a statistic may have, with their German words. No figure has another one."""

from __future__ import annotations

#: Things that are counted: one of them, and several.
COUNTED = {
    "persons": ("Person", "Personen"),
    "courses": ("Kurs", "Kurse"),
    "posts": ("Stelle", "Stellen"),
    "languages": ("Sprache", "Sprachen"),
    "appointments": ("Termin", "Termine"),
    "offices": ("Leitstelle", "Leitstellen"),
    "meetings": ("Sitzung", "Sitzungen"),
    "meetings_per_year": ("Sitzung je Jahr", "Sitzungen je Jahr"),
    "months": ("Monat", "Monate"),
    "weeks": ("Woche", "Wochen"),
    "years": ("Jahr", "Jahre"),
    "municipalities": ("Kommune", "Kommunen"),
    "advertisements": ("Ausschreibung", "Ausschreibungen"),
    "teams": ("Sachgebiet", "Sachgebiete"),
    "places": ("Platz", "Plätze"),
    "buildings": ("Gebäude", "Gebäude"),
    "regions": ("Region", "Regionen"),
    "events": ("Veranstaltung", "Veranstaltungen"),
    "associations": ("Verein", "Vereine"),
    "groups": ("Gruppe", "Gruppen"),
    "households": ("Haushalt", "Haushalte"),
    "leaflets": ("Faltblatt", "Faltblätter"),
    "seats": ("Sitz", "Sitze"),
    "semesters": ("Semester", "Semester"),
    "hours": ("Stunde", "Stunden"),
    "houses": ("Haus", "Häuser"),
    "hotels": ("Hotel", "Hotels"),
    "sites": ("Standort", "Standorte"),
    "periods": ("Förderperiode", "Förderperioden"),
    "roles": ("Rolle", "Rollen"),
    "paths": ("Weg", "Wege"),
    "topics": ("Schwerpunkt", "Schwerpunkte"),
}

#: What is measured and not counted, as the heading of a column.
MEASURED = {
    "percent": "Prozent",
    "percentage_points": "Prozentpunkte",
    "eur": "Euro",
    "per100": "je 100 Einwohnerinnen und Einwohner",
}

#: What a unit is called by itself; those that most figures have come first.
NAMES = {
    "persons": COUNTED["persons"][1],
    **MEASURED,
    **{unit: many for unit, (_, many) in COUNTED.items() if unit != "persons"},
}
