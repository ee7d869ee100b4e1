"""Long forms of the abbreviations that a page uses, printed once at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from dashboard.navigation import PAGES

LONG_FORMS = {
    "AEWB": "Agentur für Erwachsenen- und Weiterbildung",
    "AGS": "Amtlicher Gemeindeschlüssel",
    "AMIF": "Asyl-, Migrations- und Integrationsfonds",
    "ARS": "Amtlicher Regionalschlüssel",
    "AsylbLG": "Asylbewerberleistungsgesetz",
    "AZR": "Ausländerzentralregister",
    "B1": "Sprachniveau der selbstständigen Verwendung",
    "BBS": "Berufsbildende Schulen",
    "BKG": "Bundesamt für Kartographie und Geodäsie",
    "BVJ": "Berufsvorbereitungsjahr",
    "CSV": "Textdatei mit einer Zeile je Wert",
    "DAA": "Deutsche Angestellten-Akademie",
    "DeuFöV": "Verordnung über die berufsbezogene Deutschsprachförderung",
    "DTZ": "Deutsch-Test für Zuwanderer",
    "EHAP": "Europäischer Hilfsfonds für die am stärksten benachteiligten Personen",
    "ELB": "erwerbsfähige Leistungsberechtigte",
    "EOK": "Erstorientierungskurs",
    "EU": "Europäische Union",
    "ICE": "Intercity-Express",
    "IHF": "Kurse für höherqualifizierte Geflüchtete",
    "LEB": "Ländliche Erwachsenenbildung",
    "LSN": "Landesamt für Statistik Niedersachsen",
    "MiA": "Migrantinnen stark im Alltag",
    "RLB": "Regelleistungsberechtigte",
    "SBH": "Stiftung Bildung und Handwerk",
    "SEG": "Maßnahmen zum Spracherwerb von Geflüchteten",
    "SGB II": "Zweites Buch Sozialgesetzbuch, Grundsicherung für Arbeitsuchende",
    "SGF": "Sondermaßnahme für geflüchtete Frauen",
    "SPD": "Sozialdemokratische Partei Deutschlands",
    "ZBG": "Zweiter Bildungsweg für Geflüchtete",
}
_ANY = re.compile(rf"\b(?:{'|'.join(map(re.escape, LONG_FORMS))})\b")


def used(view: Any) -> tuple[tuple[str, str], ...]:
    """Abbreviations of a page with their long forms, in alphabetical order.

    Args:
        view: of the page; the navigation beside it has abbreviations of its own.
    """
    titles = tuple(page.title for page in PAGES)
    found = {match for text in _texts((view, titles)) for match in _ANY.findall(text)}
    return tuple((one, LONG_FORMS[one]) for one in sorted(found, key=str.casefold))


def _texts(value: Any) -> Iterator[str]:
    """Every text of a view; figures repeat what stands in words beside them."""
    if isinstance(value, str):
        yield value.replace("\u00a0", " ").replace("SGB-II", "SGB II")
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
