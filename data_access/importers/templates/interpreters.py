"""Template: language mediation by volunteers and interpreters."""

from __future__ import annotations

import polars as pl

from data_access.importers.templates.columns import (
    DATA_STATUS,
    OWN,
    figure,
    month_not_later,
    not_later,
    reporting_day,
    reporting_month,
)
from data_access.importers.templates.model import Figure, FigureSheet, Kind, Rule, Template


def _own(code: str) -> Figure:
    return Figure(code)


TEMPLATE = Template(
    "sprachmittlung",
    "Dolmetschen und Sprachmittlung",
    "Wer dolmetscht, in wie vielen Sprachen, wie oft und zu welchen Kosten.",
    (
        FigureSheet(
            "pool",
            "Pool",
            "Eine Zeile je Stichtag. Nur Anzahlen; Namen gehören nicht hierher.",
            (
                reporting_day(),
                figure(
                    "pool",
                    "Personen im Pool",
                    "Personen, die für Einsätze geführt werden.",
                    _own("dolmetschen-pool"),
                    example="125",
                ),
                figure(
                    "active",
                    "Davon regelmäßig im Einsatz",
                    "Personen mit mindestens einem Einsatz in den letzten drei Monaten.",
                    _own("dolmetschen-im-einsatz"),
                    example="90",
                ),
                figure(
                    "languages",
                    "Sprachen",
                    "Zahl der Sprachen, die der Pool abdeckt.",
                    _own("dolmetschen-sprachen"),
                    example="25",
                ),
            ),
            fields=(DATA_STATUS,),
            rules=(
                not_later("day", title="Stichtag"),
                Rule(
                    "active-above-pool",
                    pl.col("active") <= pl.col("pool"),
                    ("active", "pool"),
                    "Es sind mehr Personen im Einsatz ({active}) als im Pool ({pool}).",
                    "Eine der beiden Zahlen berichtigen.",
                ),
            ),
            period=("day",),
            origins=OWN,
        ),
        FigureSheet(
            "einsaetze",
            "Einsätze",
            "Eine Zeile je Monat.",
            (
                reporting_month(),
                figure(
                    "appointments",
                    "Termine",
                    "Begleitete Termine des Monats; Termine, nicht Personen.",
                    _own("dolmetschen-termine"),
                    example="84",
                ),
                figure(
                    "hours",
                    "Stunden",
                    "Geleistete Stunden ohne Wege.",
                    _own("dolmetschen-stunden"),
                    kind=Kind.NUMBER,
                    example="126,5",
                ),
                figure(
                    "fees",
                    "Aufwandsentschädigung",
                    "Im Monat gezahlte Entschädigungen und Honorare.",
                    _own("dolmetschen-honorare"),
                    kind=Kind.EURO,
                    example="2.150",
                ),
                figure(
                    "travel",
                    "Fahrtkosten",
                    "Im Monat erstattete Fahrtkosten.",
                    _own("dolmetschen-fahrtkosten"),
                    kind=Kind.EURO,
                    example="312,40",
                ),
            ),
            fields=(DATA_STATUS,),
            rules=(month_not_later(),),
            period=("month",),
            origins=OWN,
        ),
    ),
)
