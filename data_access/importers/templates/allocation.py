"""Template: allocation of refugees to municipalities, and what the state allots to the county."""

from __future__ import annotations

import polars as pl

from data_access.importers.templates.columns import (
    DATA_STATUS,
    OWN,
    PROVISIONAL,
    figure,
    municipality,
)
from data_access.importers.templates.model import (
    Column,
    Figure,
    FigureSheet,
    Kind,
    Rule,
    Template,
)

_PERIOD = (
    Column(
        "first_month",
        "Zeitraum von",
        "Erster Monat des Zeitraums.",
        Kind.MONTH,
        required=True,
        key=True,
        example="10.2025",
        width=14,
    ),
    Column(
        "last_month",
        "Zeitraum bis",
        "Letzter Monat des Zeitraums; bei einem einzelnen Monat derselbe.",
        Kind.MONTH,
        required=True,
        key=True,
        example="03.2026",
        width=14,
    ),
)
_CARRIED = figure(
    "carried",
    "Übertrag",
    "Aus dem Zeitraum davor: was offen blieb (positiv) oder mehr aufgenommen wurde (negativ).",
    Figure("zuweisung-uebertrag", planned=True),
    minimum=None,
    example="-3",
)
_TAKEN = figure(
    "taken",
    "Aufgenommen",
    "Personen, die im Zeitraum tatsächlich aufgenommen wurden.",
    Figure("zuweisung-aufgenommen"),
    example="41",
)
_RULES = (
    Rule(
        "period-ends-before-start",
        pl.col("first_month") <= pl.col("last_month"),
        ("last_month", "first_month"),
        "Der Zeitraum endet ({last_month}), bevor er beginnt ({first_month}).",
        "„Zeitraum von“ und „Zeitraum bis“ berichtigen.",
    ),
    Rule(
        "counted-before-it-began",
        pl.col("taken").is_null() | (pl.col("first_month") <= pl.col("today").dt.strftime("%Y-%m")),
        ("taken", "first_month"),
        "Für einen Zeitraum, der erst {first_month} beginnt, steht schon eine Zahl unter "
        "„Aufgenommen“.",
        "Den Zeitraum berichtigen oder die Zelle leeren.",
    ),
    Rule(
        "running-period-not-provisional",
        pl.col("taken").is_null()
        | pl.col("provisional")
        | (pl.col("last_month") < pl.col("today").dt.strftime("%Y-%m")),
        ("taken", "last_month", "provisional"),
        "Der Zeitraum bis {last_month} ist noch nicht vorbei; „Aufgenommen“ ({taken}) ist deshalb "
        "erst ein Zwischenstand.",
        "In der Spalte „Vorläufig“ ein x eintragen.",
    ),
)

TEMPLATE = Template(
    "zuweisung",
    "Zuweisung und Aufnahme",
    "Aufnahme von Geflüchteten je Zeitraum: Orientierungswert, Übertrag und tatsächliche Aufnahme "
    "der Gemeinden, und die Aufnahmequote des Kreises.",
    (
        FigureSheet(
            "gemeinden",
            "Gemeinden",
            "Eine Zeile je Zeitraum und Gemeinde.",
            (
                *_PERIOD,
                municipality(),
                figure(
                    "guide_value",
                    "Rechnerischer Orientierungswert",
                    "Anteil der Gemeinde nach dem Verteilschlüssel des Kreises. Ein Richtwert, "
                    "keine Pflicht der Gemeinde.",
                    Figure("zuweisung-orientierungswert", planned=True),
                    kind=Kind.NUMBER,
                    example="44,5",
                ),
                _CARRIED,
                _TAKEN,
                PROVISIONAL,
            ),
            fields=(DATA_STATUS,),
            rules=_RULES,
            prefilled="area",
            period=("first_month", "last_month"),
            area="area",
            provisional="provisional",
            origins=OWN,
        ),
        FigureSheet(
            "kreis",
            "Landkreis",
            "Eine Zeile je Zeitraum: was das Land dem Kreis zuweist.",
            (
                *_PERIOD,
                figure(
                    "quota",
                    "Aufnahmequote",
                    "Personen, die der Kreis nach der Festsetzung des Landes aufnehmen muss.",
                    Figure("aufnahmequote", planned=True),
                    example="612",
                ),
                _CARRIED,
                _TAKEN,
                PROVISIONAL,
            ),
            fields=(DATA_STATUS,),
            rules=_RULES,
            period=("first_month", "last_month"),
            provisional="provisional",
            origins=OWN,
        ),
    ),
    hints=(
        "Aufnehmen muss der Landkreis. Der Wert einer Gemeinde ist ein rechnerischer "
        "Orientierungswert und wird nie als Versäumnis einer Gemeinde dargestellt.",
    ),
)
