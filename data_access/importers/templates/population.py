"""Template: population by municipality, from the update of the census or the local registers."""

from __future__ import annotations

import polars as pl

from data_access.importers.problems import Severity
from data_access.importers.templates.columns import (
    DATA_STATUS,
    TERRITORIAL_STATUS,
    figure,
    municipality,
    not_later,
    reporting_day,
)
from data_access.importers.templates.model import (
    Column,
    Figure,
    FigureSheet,
    Kind,
    Listing,
    Option,
    Origins,
    Rule,
    Template,
)
from data_access.vocabulary import Origin

UPDATE, REGISTER = "fortschreibung", "melderegister"
_BASES = (
    Option(UPDATE, "Fortschreibung"),
    Option(REGISTER, "Melderegister"),
)
_ORIGINS = {
    UPDATE: Origins("lsn-fortschreibung-uebertragen", Origin.PUBLISHED),
    REGISTER: Origins("melderegister-gemeinden", Origin.OWN_COUNT),
}


def _figures(update: str, group: str, register_group: str) -> tuple[Figure, ...]:
    return (
        Figure(update, group, basis=UPDATE),
        Figure("bevoelkerung-melderegister", register_group, basis=REGISTER),
    )


_DAY_OF_YEAR = pl.col("day").dt.strftime("%m-%d")
#: Years may differ in a file; most rows are of the same day of their year. A date that could not
#: be read has been told already.
_SAME_DAY_OF_YEAR = Rule(
    "day-of-few-rows",
    pl.col("day").is_null() | (2 * pl.len().over(_DAY_OF_YEAR) >= pl.col("day").count()),
    ("day",),
    "Der Stichtag ist hier der {day}, in den meisten Zeilen ein anderer Tag des Jahres. Vermutlich "
    "ist es ein Tippfehler.",
    "Den Stichtag der Zeile berichtigen. Stimmt er, ist nichts zu tun: Die Zeile wird eingelesen, "
    "wie sie da steht.",
    severity=Severity.DOUBT,
)
_ADDS_UP = Rule(
    "parts-do-not-add-up",
    pl.col("germans") + pl.col("foreigners") == pl.col("population"),
    ("population", "germans", "foreigners"),
    "Deutsche ({germans}) und Ausländerinnen und Ausländer ({foreigners}) ergeben zusammen nicht "
    "die Bevölkerung ({population}).",
    "Die drei Zahlen der Zeile mit der Vorlage des Amtes vergleichen und berichtigen.",
)


#: In no municipality of Germany it is so; swapped columns look just so.
_MORE_FOREIGNERS = Rule(
    "more-foreigners-than-germans",
    pl.col("foreigners") <= pl.col("germans"),
    ("foreigners", "germans"),
    "Es sind mehr Ausländerinnen und Ausländer ({foreigners}) als Deutsche ({germans}). Vermutlich "
    "sind die beiden Spalten vertauscht.",
    "Die beiden Zahlen mit der Unterlage vergleichen. Stimmen sie, ist nichts zu tun: Die Zeile "
    "wird eingelesen, wie sie da steht.",
    severity=Severity.DOUBT,
)


def _within(name: str, title: str) -> Rule:
    return Rule(
        f"{name}-above-population",
        pl.col(name) <= pl.col("population"),
        (name, "population"),
        f"„{title}“ ({{{name}}}) ist größer als die Bevölkerung ({{population}}).",
        "Prüfen, ob Spalten vertauscht wurden, und die Zahlen berichtigen.",
    )


TEMPLATE = Template(
    "bevoelkerung",
    "Bevölkerung nach Gemeinden",
    "Einwohnerinnen und Einwohner je Gemeinde und Stichtag, aus der Fortschreibung des "
    "Landesamtes oder aus den Melderegistern der Gemeinden.",
    (
        FigureSheet(
            "gemeinden",
            "Bevölkerung",
            "Eine Zeile je Stichtag, Gemeinde und Grundlage. Was nicht bekannt ist, bleibt leer.",
            (
                reporting_day(),
                municipality(Listing.AREAS),
                Column(
                    "basis",
                    "Grundlage",
                    "Woher die Zahl kommt: vom Landesamt (Fortschreibung des Zensus mit Geburten, "
                    "Sterbefällen und Umzügen) oder aus den Melderegistern der Gemeinden. Beide "
                    "zählen anders und werden nie zu einer Reihe verbunden.",
                    Kind.CHOICE,
                    required=True,
                    key=True,
                    options=_BASES,
                    example="Fortschreibung",
                ),
                figure(
                    "population",
                    "Bevölkerung insgesamt",
                    "Alle Personen mit Hauptwohnung.",
                    *_figures("bevoelkerung-fortschreibung", "insgesamt", "insgesamt"),
                    example="62.038",
                ),
                figure(
                    "germans",
                    "Deutsche",
                    "Davon Personen mit deutscher Staatsangehörigkeit.",
                    *_figures("bevoelkerung-fortschreibung", "deutsche", "deutsche"),
                    example="53.167",
                ),
                figure(
                    "foreigners",
                    "Ausländerinnen und Ausländer",
                    "Davon Personen ohne deutsche Staatsangehörigkeit.",
                    *_figures("auslaender-fortschreibung", "insgesamt", "auslaender"),
                    example="8.871",
                ),
            ),
            fields=(TERRITORIAL_STATUS, DATA_STATUS),
            rules=(
                not_later("day", title="Stichtag"),
                _SAME_DAY_OF_YEAR,
                _within("germans", "Deutsche"),
                _within("foreigners", "Ausländerinnen und Ausländer"),
                _ADDS_UP,
                _MORE_FOREIGNERS,
            ),
            prefilled="area",
            period=("day",),
            area="area",
            basis="basis",
            origins=_ORIGINS,
        ),
    ),
    hints=(
        "Eine Samtgemeinde und ihre Mitgliedsgemeinden stehen jeweils in einer eigenen Zeile; sie "
        "werden nie zusammengezählt.",
        "Zahlen des Landesamtes lassen sich auch ohne Abtippen einlesen: die heruntergeladene "
        "Tabelle unverändert verwenden.",
    ),
)
